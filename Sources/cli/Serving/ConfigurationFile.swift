import Foundation

/// What a file says about `zhibu serve`: its options by their names, as in `port = 8443`.
struct ConfigurationFile: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        case text(String)
        case number(Int64)
        case flag(Bool)
        case texts([String])
    }

    struct Entry: Sendable, Equatable {
        let key: String
        let value: Value
        /// From 1 on.
        let line: Int
    }

    /// What is wrong in a line, and what would be right.
    struct Fault: Error, Sendable, Equatable {
        let line: Int
        let detail: String
    }

    let path: String
    let entries: [Entry]

    /// - Throws: What is wrong with it, by its line.
    init(reading path: String) throws(CommandFailure) {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.usage, "there is no configuration \(path) that may be read by \(SystemUser.current)")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw CommandFailure(.usage, "\(path) is no text in UTF-8")
        }
        do throws(Fault) {
            self.path = path
            entries = try ConfigurationReader.entries(in: text)
        } catch {
            throw CommandFailure(.usage, "\(path), line \(error.line): \(error.detail)")
        }
    }
}
