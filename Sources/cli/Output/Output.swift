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

    /// Prints a line of the command's data.
    static func standardOutput(_ text: String) {
        toStandardOutput(text + "\n")
    }

    /// Prints the command's data as it is. If it cannot be written (a full disk), the command fails here and now: an
    /// export that is not whole must not look like one.
    static func toStandardOutput(_ text: String) {
        toStandardOutput(Array(text.utf8))
    }

    static func toStandardOutput(_ bytes: [UInt8]) {
        let fault = write(bytes, to: STDOUT_FILENO)
        guard fault != 0 else { return }
        // Whoever read it has gone (`| head`): that is their right, and no news.
        if fault != EPIPE { standardError("error: the output cannot be written: \(String(cString: strerror(fault)))") }
        Foundation.exit(CommandFailure.Status.cannotCreate.rawValue)
    }

    static func standardError(_ text: String) {
        toStandardError(text + "\n")
    }

    /// Where nobody can be told, nothing is said.
    static func toStandardError(_ text: String) {
        _ = write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// - Returns: The system's error number; 0 once everything is written.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Holds the places of standard input, output and error where the caller closed them: a database that was opened in
    /// their place would take the command's words as its content. What is printed to a held place is refused.
    static func holdStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest place that is free is taken: this one.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}

extension Output {
    /// Puts a file where it was asked for, whole or not at all.
    func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(path): \(error.localizedDescription)")
        }
        note("\(path): written")
    }

    /// What an import came to.
    func imported(_ report: JSON, from file: String) {
        for warning in report["warnings"]?.array ?? [] { warn(warning.shown) }
        for said in report["notes"]?.array ?? [] { note(said.shown) }
        show(report) {
            let changes = Self.changes(report)
            let counts = ["created", "changed", "unchanged"].map { "\(report.shown($0)) \($0)" }.joined(separator: ", ")
            let tried = report["dryRun"]?.bool == true ? " (dry run: nothing was changed)" : ""
            let summary = "\((file as NSString).lastPathComponent): \(report.shown("rows")) rows: \(counts)\(tried)"
            return (changes + Self.missing(report) + [summary] + Self.digest(report)).joined(separator: "\n")
        }
    }

    /// What a dry run would do, row by row.
    private static func changes(_ report: JSON) -> [String] {
        var lines: [String] = []
        for row in report["changes"]?.array ?? [] {
            let place = row["line"]?.integer.map { "line \($0)" } ?? "not in the file"
            let names = (row["of"]?.object?.members ?? []).map(\.value.shown).joined(separator: " ")
            let outcome = row["outcome"]?.string == "created" ? "new" : row.shown("outcome")
            lines.append("\(place): \(outcome): \(names)")
            for field in row["fields"]?.array ?? [] {
                let (before, after) = (field["before"]?.string, field["after"]?.string)
                lines.append(
                    "    \(field.shown("field")): "
                        + (before.map { "\($0) → \(after ?? "nothing")" } ?? after ?? "nothing"))
            }
        }
        if let omitted = report["changesOmitted"]?.integer, omitted > 0 {
            lines.append("… and \(omitted) more rows that change something")
        }
        return lines
    }

    /// Who is on record of the branches of a whole roster and not in it.
    private static func missing(_ report: JSON) -> [String] {
        guard let count = report["missingCount"]?.integer, count > 0 else { return [] }
        let named = report["missing"]?.array ?? []
        return ["on record and not in the file: \(count); they stay as they are"]
            + named.map { "    \($0.shown("code")) \($0.shown("name")) (\($0.shown("branch")))" }
            + (named.count < count ? ["    … and \(count - Int64(named.count)) more"] : [])
    }

    /// By which a dry run is carried out as it was shown.
    private static func digest(_ report: JSON) -> [String] {
        guard let digest = report["digest"]?.string else { return [] }
        return ["to import just this: --expect \(digest)"]
    }
}
