import Domain
import Foundation
import Seeds

/// A file that the program was built with, filled in for the day the demo is made (`seeds/demo/README.md`).
struct DemoSeed {
    let name: String
    private let content: String

    /// nil if the program has no such file.
    init?(_ name: String) {
        guard let seed = zhibu_seed_named(name) else { return nil }
        self.name = name
        content = String(
            decoding: UnsafeBufferPointer(start: seed.pointee.bytes, count: seed.pointee.size), as: UTF8.self)
    }

    /// The text for a month: `{month}` is the month, `{month-3}` three months before, `{month+2}` two months after,
    /// `{year-8}` eight years before the month's, `{start}` the first day of the month a year before.
    func text(for month: Month) -> String {
        var text = ""
        var rest = content[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: opening)..<closing])
            if let value = Self.value(of: name, for: month) {
                text += rest[..<opening] + value
                rest = rest[rest.index(after: closing)...]
            } else {
                // A brace of JSON's own.
                text += rest[...opening]
                rest = rest[rest.index(after: opening)...]
            }
        }
        return text + rest
    }

    /// The lines of a spreadsheet whose first cell begins so, below its heading; nil if there are none.
    func text(for month: Month, of branch: String) -> String? {
        let lines = text(for: month).split(separator: "\r\n")
        let chosen = lines.dropFirst().filter { $0.hasPrefix(branch) }
        guard let heading = lines.first, !chosen.isEmpty else { return nil }
        return ([heading] + chosen).joined(separator: "\r\n") + "\r\n"
    }

    private static func value(of name: String, for month: Month) -> String? {
        let parts = name.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "-" || $0 == "+" }
        guard let count = parts.count == 1 ? 0 : parts.last?.asciiNumber else { return nil }
        let back = name.contains("+") ? -count : count
        switch parts.first {
        case "month": return month.adding(months: -back).description
        case "year": return String(month.year - back)
        case "start": return month.adding(months: -12).firstDay.description
        default: return nil
        }
    }
}

extension APIClient {
    /// Sends a text as a spreadsheet, by way of a file.
    ///
    /// - Throws: ``CommandFailure``.
    func upload(_ text: String, by file: URL, to path: String, _ query: Query) async throws {
        do {
            try Data(text.utf8).write(to: file)
        } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(file.path): \(error.localizedDescription)")
        }
        _ = try await upload(file.path, to: path, query)
    }
}
