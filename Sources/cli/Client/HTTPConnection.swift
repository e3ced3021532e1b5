import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Server

/// The API over HTTP.
struct HTTPConnection: Sendable {
    let address: String
    private let credential: LocalCredential?
    /// Of whoever signed in.
    private let token: String?
    private let client: HTTPClient

    /// - Parameters:
    ///   - credential: what the server of a local database left for commands such as this one.
    ///   - token: of whoever signed in to the server.
    init(to address: String, with credential: LocalCredential? = nil, token: String? = nil) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.credential = credential
        self.token = token
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        if credential != nil {
            // An address of this machine's own, out of a file that only its user can write: the certificate's name is
            // another one, and nobody stands in between.
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.certificateVerification = .none
            configuration.tlsConfiguration = tls
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Sends a request, and once more if the connection broke: its Idempotency-Key makes that safe.
    ///
    /// - Throws: ``CommandFailure`` if no answer came.
    ///
    /// - Parameter isSignedIn: without, nobody's credential goes with it.
    func respond(
        to request: ZhibuServer.LocalRequest, isSignedIn: Bool = true
    ) async throws(CommandFailure) -> ZhibuServer.LocalResponse {
        do {
            do {
                return try await send(request, isSignedIn: isSignedIn)
            } catch  where isSignedIn && !(error is FileChunks.Unreadable) {
                return try await send(request)
            }
        } catch let file as FileChunks.Unreadable {
            throw CommandFailure(.data, "\(file.path) cannot be read")
        } catch {
            throw CommandFailure(
                .unreachable,
                "no answer from \(address) (\(Self.cause(of: error))): is it running? ‘zhibu serve’ starts a server"
            )
        }
    }

    var isReachable: Bool {
        get async {
            // One that refuses the credential serves another database, at an address that was this one's before.
            let answer = try? await send(ZhibuServer.LocalRequest("HEAD", "/"), within: .seconds(2))
            return answer?.status == 200
        }
    }

    func close() async {
        try? await client.shutdown()
    }

    private func send(
        _ local: ZhibuServer.LocalRequest, isSignedIn: Bool = true, within limit: TimeAmount = .seconds(60)
    ) async throws -> ZhibuServer.LocalResponse {
        var request = HTTPClientRequest(url: address + local.path)
        request.method = HTTPMethod(rawValue: local.method)
        for (name, value) in local.headers { request.headers.replaceOrAdd(name: name, value: value) }
        if isSignedIn, let token {
            request.headers.replaceOrAdd(name: "Authorization", value: "Bearer \(token)")
        }
        if isSignedIn, let credential {
            request.headers.replaceOrAdd(name: "Authorization", value: "Bearer \(credential.token)")
            request.headers.replaceOrAdd(name: "Zhibu-System-User", value: SystemUser.current)
        }
        var timeout = local.takesLong ? Self.longest : limit
        switch local.body {
        case .none: break
        case .json(let json):
            request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
            request.body = .bytes(json.bytes())
        case .file(let path, let progress):
            request.headers.replaceOrAdd(name: "Content-Type", value: "application/octet-stream")
            request.body = .stream(FileChunks(of: path, progress: progress), length: .unknown)
            timeout = Self.longest
        }
        let response = try await client.execute(request, timeout: timeout)
        let body = try await response.body.collect(upTo: Self.largestAnswer)
        return ZhibuServer.LocalResponse(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0)\n\($1)" }),
            body: Array(body.readableBytesView)
        )
    }

    private static let largestAnswer = 256 << 20
    /// A little more than the server gives itself.
    private static let longest = TimeAmount.minutes(31)

    private static func cause(of error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case let error as IOError: String(cString: strerror(error.errnoCode))
        default: "no connection"
        }
    }
}
