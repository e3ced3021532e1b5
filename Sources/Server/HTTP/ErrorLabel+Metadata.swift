import Logging
import NIOCore
import Storage

extension ErrorLabel {
    /// The label of an error as it stands in the log.
    ///
    /// - Parameter more: what else the line says.
    static func metadata(of error: any Error, _ more: Logger.Metadata = [:]) -> Logger.Metadata {
        var metadata = more
        let label = ErrorLabel(error)
        metadata["error.type"] = "\(label.type)"
        if let code = label.code { metadata["error.code"] = "\(code)" }
        if let cause = label.cause { metadata["error.cause"] = "\(cause)" }
        if let error = error as? IOError { metadata["error.code"] = "errno \(error.errnoCode)" }
        return metadata
    }
}
