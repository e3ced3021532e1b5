import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore

/// What a request carries through the middleware: above all, on whose behalf it runs.
struct ZhibuRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The server that it came to. Set by ``ServedResponder`` before anything else sees it.
    var served: Served {
        get {
            guard let servedHere else { preconditionFailure("a request came past its server") }
            return servedHere
        }
        set { servedHere = newValue }
    }
    private var servedHere: Served?
    /// Set by ``AuthenticationMiddleware``; a handler takes it from here and from nowhere else.
    var principal: Principal?
    /// Whether the principal was named inside the process, and no browser sent anything on their behalf.
    let isFromInside: Bool
    /// Told to the client, and in every log line of the request.
    let requestID: String
    /// Where the request comes from: an IP address, or `unknown`; `local` from inside the process. Set, with
    /// ``door``, by ``ClientAddressMiddleware``.
    var clientAddress = "local"
    /// By which way it came in.
    var door = Door.local
    /// Whether it asks for what is not below the base path. Set by ``BasePathResponder``.
    var isOutside = false
    /// The connection as it is counted; nil where it is not. Set by ``ConnectionMiddleware``.
    var connection: EnteredConnection?
    /// The connection; nil for a request from inside the process.
    let channel: (any Channel)?

    init(source: ApplicationRequestContextSource) {
        self.init(logger: source.logger, channel: source.channel, isFromInside: false)
    }

    /// For a request that comes from inside the process.
    init(principal: Principal?, logger: Logger) {
        self.init(logger: logger, channel: nil, isFromInside: principal != nil)
        self.principal = principal
    }

    private init(logger: Logger, channel: (any Channel)?, isFromInside: Bool) {
        (self.channel, self.isFromInside) = (channel, isFromInside)
        requestID = Self.newRequestID()
        var logger = logger
        logger[metadataKey: "hb.request.id"] = .string(requestID)
        coreContext = CoreRequestContextStorage(source: LoggerSource(logger: logger))
    }

    /// A random UUID (RFC 9562, version 4).
    private static func newRequestID() -> String {
        // Drawn as two words, each of which is asked of the system: Foundation opens a file for each UUID.
        var generator = SystemRandomNumberGenerator()
        let words: (UInt64, UInt64) = (generator.next(), generator.next())
        var id = withUnsafeBytes(of: words) { $0.loadUnaligned(as: uuid_t.self) }
        id.6 = id.6 & 0x0F | 0x40
        id.8 = id.8 & 0x3F | 0x80
        return UUID(uuid: id).uuidString.lowercased()
    }

    private struct LoggerSource: RequestContextSource {
        let logger: Logger
    }
}
