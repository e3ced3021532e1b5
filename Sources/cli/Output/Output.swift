import Domain
import Foundation

/// Where a command's words go: data to standard output, everything else to standard error.
struct Output: Sendable {
    let isJSON: Bool

    /// The command's result: as JSON where that was asked for, otherwise as `text` has it.
    func show(_ json: @autoclosure () -> JSON, as text: () -> String) {
        Self.standardOutput(isJSON ? json().prettyText : text())
    }

    /// A list's items as a table.
    func list(_ items: [JSON], _ columns: [Table.Column], none: String) {
        if items.isEmpty, !isJSON {
            note(none)
        } else {
            show(.array(items)) { Table(items, columns).text }
        }
    }

    /// Something that is good to know.
    func note(_ text: String) {
        Self.standardError(text)
    }

    func warn(_ text: String) {
        Self.standardError("warning: \(text)")
    }

    /// Asks, and leaves the cursor behind the question.
    func ask(_ question: String) {
        Self.toStandardError(question)
    }

    /// Prints the command's data. If it cannot be written (a full disk), the command fails here and now: an export that
    /// is not whole must not look like one.
    static func standardOutput(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            // Whoever read it has gone (`| head`): that is their right, and no news.
            if errno != EPIPE { standardError("error: the output cannot be written: is there room for it?") }
            Foundation.exit(CommandFailure.Status.cannotCreate.rawValue)
        }
    }

    static func standardError(_ text: String) {
        toStandardError(text + "\n")
    }

    /// Where nobody can be told, nothing is said.
    static func toStandardError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

extension Output {
    /// What an import came to.
    func imported(_ report: JSON, from file: String) {
        for warning in report["warnings"]?.array ?? [] { warn(warning.shown) }
        show(report) {
            let counts = ["created", "changed", "unchanged"].map { "\(report.shown($0)) \($0)" }.joined(separator: ", ")
            let tried = report["dryRun"]?.bool == true ? " (dry run: nothing was changed)" : ""
            return "\((file as NSString).lastPathComponent): \(report.shown("rows")) rows: \(counts)\(tried)"
        }
    }
}
