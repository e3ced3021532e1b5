import Domain
import Foundation
import HTTPTypes
import Storage

/// What an operation sends back.
struct Reply: Sendable, Equatable {
    /// nil: what the operation's description says.
    var status: HTTPResponse.Status?
    var headers: HTTPFields
    var body: [UInt8]
    /// Those that stand in the body in English, for a page that says them in another language.
    var warnings: [Sentence] = []
    /// What is sent in place of the body: a file on disk, as it is read.
    var file: FileOnDisk?
    /// What stands in the body of an import, for a page that says it in another language.
    var report: ImportReport?

    init(status: HTTPResponse.Status? = nil, mediaType: String, body: [UInt8]) {
        self.status = status
        headers = [.contentType: mediaType]
        self.body = body
    }

    struct FileOnDisk: Sendable, Equatable {
        let path: String
        /// In bytes.
        let size: Int
    }

    /// A file to be saved, of which nothing runs: whatever it is, browsers do not show it, do not guess what it is, keep no copy,
    /// and let nothing of it do anything.
    static func file(_ listing: AttachmentListing, at path: String) -> Reply {
        var reply = Reply(mediaType: listing.attachment.format.mediaType, body: [])
        reply.file = FileOnDisk(path: path, size: listing.attachment.size)
        // RFC 6266: the name in UTF-8.
        reply.headers[.contentDisposition] =
            "attachment; filename*=UTF-8''\(LocalPath.encoded(listing.attachment.name.text))"
        reply.headers[.xContentTypeOptions] = "nosniff"
        reply.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'; frame-ancestors 'none'"
        reply.headers[.cacheControl] = "private, no-store"
        return reply
    }

    /// A JSON body.
    ///
    /// - Parameters:
    ///   - version: of what is sent back; it stands in the `ETag`.
    ///   - location: where what was made can be read, below `/api/v1`.
    static func json(_ json: JSON, version: Int? = nil, location: String? = nil) -> Reply {
        var reply = Reply(mediaType: "application/json", body: json.bytes())
        if let version { reply.headers[.eTag] = "\"\(version)\"" }
        if let location { reply.headers[.location] = API.root + location }
        return reply
    }

    /// A text body in UTF-8.
    static func text(_ text: String, mediaType: String) -> Reply {
        Reply(mediaType: "\(mediaType); charset=utf-8", body: Array(text.utf8))
    }
}

// MARK: - Keeping for a repeated request

extension Reply {
    var kept: KeptReply {
        KeptReply(
            status: (status ?? .ok).code,
            headers: .array(headers.map { ["name": .string($0.name.canonicalName), "value": .string($0.value)] }),
            body: body
        )
    }

    init(_ kept: KeptReply) {
        var headers = HTTPFields()
        for header in kept.headers.array ?? [] {
            guard let name = header["name"]?.string.flatMap({ HTTPField.Name($0) }), let value = header["value"]?.string
            else { continue }
            headers[name] = value
        }
        status = HTTPResponse.Status(code: kept.status)
        headers[.idempotencyReplayed] = "true"
        self.headers = headers
        body = kept.body
    }
}

extension HTTPField.Name {
    static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("‘\(name)’ is not a header's name") }
        return name
    }

    static let idempotencyKey = named("Idempotency-Key")
    static let idempotencyReplayed = named("Idempotency-Replayed")
    static let requestID = named("X-Request-Id")
    static let systemUser = named("Zhibu-System-User")
    static let fetchSite = named("Sec-Fetch-Site")
}
