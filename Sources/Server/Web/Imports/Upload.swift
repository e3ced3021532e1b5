import Domain
import Foundation
import Hummingbird
import Synchronization

/// A form that brought a file.
struct Upload: Sendable {
    let form: Form
    /// nil where none was chosen.
    let file: Spool?
    /// What the sender calls it.
    let fileName: String
    private let hands = Hands()

    /// Whether the file is in somebody else's hands, who discards it.
    private final class Hands: Sendable {
        private let areOthers = Mutex(false)

        var holdIt: Bool { areOthers.withLock { !$0 } }
        func handOver() { areOthers.withLock { $0 = true } }
    }

    /// More than any of our forms has beside its file.
    private static let mostFields = 120

    /// Receives the form: its fields first, as the pages order them, then the file.
    ///
    /// - Parameter check: of the fields, before a file is received; it says how large that may be, in bytes.
    /// - Throws: a ``Problem``.
    init(_ request: Request, _ allowance: ImportDesk.Allowance, check: (Form) throws -> Int) async throws {
        let reader = try MultipartReader(request)
        var values: [String: String] = [:]
        while let part = try await reader.next() {
            guard part.isFile else {
                values[part.name] = try await reader.value()
                guard values.count <= Self.mostFields else { throw Form.unreadable }
                continue
            }
            let largest = try check(Form(values: values))
            let file = try await Spool(largest: largest, allowance) { try await reader.piece().map { Data($0) } }
            form = Form(values: values)
            fileName = part.fileName ?? ""
            if file.isEmpty {
                file.discard()
                self.file = nil
            } else {
                self.file = file
            }
            return
        }
        form = Form(values: values)
        file = nil
        fileName = ""
        _ = try check(form)
    }

    /// The file, which from now on stays after the form was answered: whoever takes it discards it.
    func handOver() -> Spool? {
        hands.handOver()
        return file
    }

    func discard() { if hands.holdIt { file?.discard() } }
}
