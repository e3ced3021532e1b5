import ArgumentParser
import Logging

/// What `zhibu serve` says of its work, and how.
struct LogOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Flag(help: "Log every request; otherwise those that fail or take longer than a second.")
    var logRequests = false

    @Option(help: "Log lines for people (text), or one JSON object a line (json).")
    var logFormat = Format.text

    var logger: Logger {
        var logger = Logger(label: "zhibu") { label in
            switch logFormat {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler(label: label)
            }
        }
        logger.logLevel = .notice
        return logger
    }
}
