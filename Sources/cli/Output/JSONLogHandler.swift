import Domain
import Foundation
import Logging

/// Log lines for programs: one JSON object a line, on standard error. Metadata stands in it by its own names.
struct JSONLogHandler: LogHandler {
    private let label: String
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    init(label: String) {
        self.label = label
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = JSON.Object()
        line["time"] = .string(Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        line["level"] = .string(event.level.rawValue)
        line["label"] = .string(label)
        line["message"] = .string("\(event.message)")
        let all = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            line[name] = Int64("\(value)").map { JSON($0) } ?? .string("\(value)")
        }
        Output.standardError(JSON.object(line).text)
    }
}
