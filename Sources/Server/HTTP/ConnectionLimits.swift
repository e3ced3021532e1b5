import HummingbirdCore
import NIOCore

/// What one connection may take of the server, before it is known whose it is.
///
/// A request as a whole has its ``Deadline`` besides, and its body the limits of its operation.
struct ConnectionLimits: Sendable {
    /// From the connection to the end of the first request's head, the TLS handshake included. Later heads have to be
    /// there within ``idle`` of the answer before them, however they trickle in.
    var firstHead: TimeAmount = .seconds(15)
    /// Without a request, or without a piece of its body.
    var idle: TimeAmount = .seconds(60)
    /// For what is still on its way when a connection is done with: the rest of a body whose request has been answered
    /// already, or of an answer that the client is slow to take.
    var lingering: TimeAmount = .seconds(15)
    /// For what is in flight when the server is told to stop.
    var shutdown: Duration = .seconds(30)

    /// Of the line and the fields of a request's head. A browser's take a tenth of it.
    static let head = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100
    )
}
