package import Domain

/// A reply kept for the case that its request comes again.
package struct KeptReply: Hashable, Sendable {
    package let status: Int
    /// Header names and values, as JSON.
    package let headers: JSON
    package let body: [UInt8]

    package init(status: Int, headers: JSON, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension Transaction {
    /// How long a repeated request gets the first one's reply: seven days.
    static let repliesAreKeptFor: Int64 = 7 * 86_400

    /// The same key came with another request.
    package struct KeyReused: Error {}

    /// The reply to an earlier request with this key, by the same principal.
    ///
    /// - Throws: ``KeyReused`` if that request was another one.
    package func keptReply(key: String, fingerprint: String) throws -> KeptReply? {
        let kept = try session.one(
            """
            SELECT fingerprint, status, headers, body FROM kept_reply
             WHERE principal = \(principal.name) AND key = \(key) AND kept_at > \(now.adding(seconds: -Self.repliesAreKeptFor))
            """
        ) { row in
            (
                fingerprint: try row["fingerprint"] as String,
                reply: KeptReply(
                    status: try row["status"], headers: (try? JSON.parse((try row["headers"] as String).utf8)) ?? [:],
                    body: try keys.decrypt(row["body"], for: Self.context(of: key))
                )
            )
        }
        guard let kept else { return nil }
        guard kept.fingerprint == keys.digest(fingerprint, for: "request") else { throw KeyReused() }
        return kept.reply
    }

    private static func context(of key: String) -> String { "kept_reply.body:\(key)" }

    /// Keeps a reply, encrypted, and forgets those past their time.
    package func keep(_ reply: KeptReply, key: String, fingerprint: String) throws {
        try session.run("DELETE FROM kept_reply WHERE kept_at <= \(now.adding(seconds: -Self.repliesAreKeptFor))")
        try session.run(
            """
            INSERT INTO kept_reply (principal, key, fingerprint, status, headers, body, kept_at)
            VALUES (\(principal.name), \(key), \(keys.digest(fingerprint, for: "request")), \(reply.status),
                    \(reply.headers.text), \(try keys.encrypt(reply.body, for: Self.context(of: key))), \(now))
            """
        )
    }
}
