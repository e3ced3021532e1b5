import Crypto
import Domain
import Storage

/// What would come of a form, shown before it is done: a table, and the button that does it as it was shown.
struct FormPreview: Sendable {
    struct Cell: Sendable {
        let label: String
        let text: String
    }

    struct Line: Sendable {
        let name: String
        let cells: [Cell]
    }

    /// A part of the form that was looked at, for the button that carries it out.
    struct Kept: Sendable {
        let name: String
        let value: String
    }

    let heading: String
    let remarks: [String]
    let hasRemarks: Bool
    let columns: [String]
    let lines: [Line]
    let hasLines: Bool
    let button: String
    /// What the button sends; empty until the page is made.
    private(set) var kept: [Kept] = []
    private(set) var key = ""

    /// In the form that does it: what it is to do, so that nothing else is done than was shown.
    static let seen = "seen"

    /// - Parameters:
    ///   - columns: of the name, and then of the cells.
    ///   - rows: a name and its cells each.
    init(heading: String, remarks: [String], columns: [String], rows: [[String]], button: String) {
        (self.heading, self.remarks, self.columns, self.button) = (heading, remarks, columns, button)
        hasRemarks = !remarks.isEmpty
        hasLines = !rows.isEmpty
        lines = rows.map { row in
            Line(
                name: row.first ?? "",
                cells: zip(columns, row).dropFirst().map { Cell(label: $0.0, text: $0.1) })
        }
    }

    /// What it shows, in short.
    var fingerprint: String {
        let text = (remarks + lines.flatMap { [$0.name] + $0.cells.map(\.text) }).joined(separator: "\n")
        return SHA256.hash(data: Array(text.utf8)).hexadecimal
    }

    /// The same with what was filled in.
    func keeping(_ form: Form) -> FormPreview {
        let notKept: Set<String> = ["csrfToken", "reader", "key", Self.seen, "version"]
        var preview = self
        preview.key = Secret(new: "form_").text
        preview.kept =
            form.items.filter { !notKept.contains($0.name) }.map { Kept(name: $0.name, value: $0.value) }
            + [Kept(name: Self.seen, value: fingerprint)]
        return preview
    }
}
