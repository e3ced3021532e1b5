import Domain
import Storage

/// How a file is to be read, as the import page asks it: folded away until something of it matters.
struct ImportReading: Sendable {
    /// A heading of the file that was sent last and that no column is known by.
    struct Unknown: Sendable {
        let heading: String
        /// What is chosen for it: a column's key, `-` for none, or nothing yet.
        let chosen: String
    }

    /// A heading, sent along with what is chosen for it.
    struct Meaning: Sendable {
        let headingName: String
        let heading: String
        let field: FormField
    }

    /// As many headings are asked about; whoever has more names them beside the command.
    static let mostMeanings = 40

    let isOpen: Bool
    let readingFields: [FormField]
    let readingBoxes: [FormField.Box]
    let hasMeanings: Bool
    let meanings: [Meaning]

    /// - Parameter columns: those of the list that was sent.
    init(typed: Form, unknown: [Unknown], columns: [SpreadsheetColumn], _ errors: FormErrors?, _ words: Words) {
        func field(_ name: String, _ word: Word, _ hint: Word, _ maximum: Int) -> FormField {
            FormField(
                name, .plain, words(word), in: "import", maximum: maximum, value: typed[name], hint: words(hint),
                error: errors?[name], optional: words(.optionalNote))
        }
        readingFields = [
            field("sheet", .importSheet, .importSheetHint, 31),
            field("fillDown", .importFillDown, .importFillDownHint, 500),
        ]
        readingBoxes = [("emptyClears", Word.importEmptyClears), ("strict", .importStrict)].map { name, word in
            FormField.Box(boxName: name, boxLabel: words(word), isTicked: typed[name] != nil)
        }
        let choices =
            [FormField.Choice(code: "", label: "–"), FormField.Choice(code: "-", label: words(.importMeansNothing))]
            + columns.map { FormField.Choice(code: $0.key, label: $0.title(in: words.language)) }
        meanings = unknown.prefix(Self.mostMeanings).enumerated().map { place, unknown in
            Meaning(
                headingName: "heading.\(place)", heading: unknown.heading,
                field: FormField(
                    "means.\(place)", .choice(choices), unknown.heading, in: "import", value: unknown.chosen,
                    optional: words(.optionalNote)))
        }
        hasMeanings = !meanings.isEmpty
        isOpen =
            hasMeanings || readingFields.contains { $0.value != nil || $0.error != nil }
            || readingBoxes.contains(where: \.isTicked)
    }

    /// What the form says of how the file is to be read, as the operation takes it.
    ///
    /// - Parameter headings: of the file that was sent: what was chosen for another file's is left out.
    static func query(_ form: Form, headings: [String]) -> [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        for name in ["sheet", "fillDown"] {
            if let value = form[name] { query.append((name, value)) }
        }
        for name in ["emptyClears", "strict"] where form[name] != nil { query.append((name, "true")) }
        let said = meanings(form, headings: headings).map { "\(SpreadsheetHeading.named($0.heading))=\($0.chosen)" }
        if !said.isEmpty { query.append(("columns", said.joined(separator: ","))) }
        return query
    }

    /// What was chosen for headings of the file.
    private static func meanings(_ form: Form, headings: [String]) -> [Unknown] {
        let present = Set(headings.map(SpreadsheetHeading.named))
        return (0..<mostMeanings).compactMap { place in
            guard let heading = form["heading.\(place)"], let chosen = form["means.\(place)"],
                present.contains(SpreadsheetHeading.named(heading))
            else { return nil }
            return Unknown(heading: heading, chosen: chosen)
        }
    }

    /// The headings that no column is known by, with what was chosen for them, now or for an earlier such file.
    static func unknown(
        _ form: Form, headings: [(heading: String, key: String?)], recalled: [SpreadsheetOptions.Mapped]
    ) -> [Unknown] {
        let chosen = Dictionary(
            recalled.map { ($0.heading, $0.key ?? "-") }
                + meanings(form, headings: headings.map(\.heading)).map {
                    (SpreadsheetHeading.named($0.heading), $0.chosen)
                },
            uniquingKeysWith: { $1 })
        return headings.compactMap { heading, key in
            let named = SpreadsheetHeading.named(heading)
            guard key == nil || chosen[named] != nil else { return nil }
            return Unknown(heading: heading, chosen: chosen[named] ?? "")
        }
    }
}

extension Visit {
    /// The headings of the file that came, and what was said before of such ones; nothing where it cannot be read.
    func headings(
        of list: ImportedList, _ columns: [SpreadsheetColumn]
    ) async throws -> (headings: [(heading: String, key: String?)], recalled: [SpreadsheetOptions.Mapped]) {
        guard let path = upload?.file?.path else { return ([], []) }
        var options = SpreadsheetOptions()
        options.sheet = form["sheet"]
        guard let found = try? SpreadsheetTable.headings(of: path, columns: columns, options: options) else {
            return ([], [])
        }
        let names = found.map(\.heading)
        let recalled = try await read { transaction in
            try HeadingMemory(transaction: transaction, list: list.operation.id).recall(names)
        }
        return (found, recalled)
    }
}
