package import Domain

extension PostgreSQLEngine {
    package var isShared: Bool { true }

    package func setup(by clock: Clock) async throws -> [Examination.Finding]? {
        let isLocal = address.isLocal
        return try await read { session in
            try
                (Self.durability(in: session) + Self.texts(in: session) + Self.role(in: session)
                + Self.connection(in: session, isLocal: isLocal) + Self.clock(in: session, now: clock.now()))
                .map { Examination.Finding(.server, $0) }
        }
    }

    private static func setting(_ name: String, in session: any Session) throws -> String {
        try session.value("SELECT current_setting(\(name), TRUE)") ?? ""
    }

    private static func durability(in session: any Session) throws -> [Sentence] {
        var faults: [Sentence] = []
        for name in ["fsync", "full_page_writes", "data_checksums"] where try setting(name, in: session) != "on" {
            faults.append("\(name) is off: a power cut, or the disk, could damage the database unnoticed")
        }
        // A connection of ours sets it for each commit, to what it found.
        let waits: String =
            try session.value("SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'") ?? ""
        if !["on", "remote_apply"].contains(waits) {
            faults.append("synchronous_commit is \(waits): what was acknowledged can be lost with the machine")
        }
        let standbys: Int64 = try session.value("SELECT count(*) FROM pg_stat_replication") ?? 0
        if standbys > 0, try setting("synchronous_standby_names", in: session).isEmpty {
            faults.append(
                "a standby follows, and commits do not wait for it: what was acknowledged last can be lost with the leader"
            )
        }
        return faults
    }

    private static func texts(in session: any Session) throws -> [Sentence] {
        var faults: [Sentence] = []
        let encoding = try setting("server_encoding", in: session)
        if encoding != "UTF8" { faults.append("its texts are in \(encoding), not in UTF8") }
        if try session.exists("SELECT 1 WHERE '' IS NULL") {
            faults.append("an empty text is NULL here, as in Oracle: what is left empty would be lost")
        }
        let others: Int64 =
            try session.value(
                """
                SELECT count(*) FROM information_schema.columns
                 WHERE table_schema = current_schema() AND data_type = 'text' AND coalesce(collation_name, '') <> 'C'
                """) ?? 0
        if others > 0 { faults.append("\(others) columns of texts are not ordered by their bytes (COLLATE \"C\")") }
        return faults
    }

    /// Whoever works as the owner could rewrite what nobody should.
    private static func role(in session: any Session) throws -> [Sentence] {
        var faults: [Sentence] = []
        let mayRewrite = try session.exists(
            """
            SELECT 1 WHERE has_table_privilege('audit', 'DELETE') OR has_table_privilege('audit', 'TRUNCATE')
                        OR has_any_column_privilege('audit', 'UPDATE')
            """)
        let role: String = try session.value("SELECT current_user::text") ?? ""
        if mayRewrite { faults.append("the role \(role) may rewrite the audit: a server works as one that may not") }
        return faults
    }

    private static func connection(in session: any Session, isLocal: Bool) throws -> [Sentence] {
        var faults: [Sentence] = []
        if !isLocal, try !session.exists("SELECT 1 FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl") {
            faults.append("what goes to it and comes back is not encrypted on the way: sslmode=verify-full")
        }
        return faults
    }

    /// In seconds: more than that apart, sessions and links would end too early or too late.
    private static let mostApart: Int64 = 5

    private static func clock(in session: any Session, now: Instant) throws -> [Sentence] {
        var faults: [Sentence] = []
        let there: Int64 = try session.value("SELECT extract(epoch FROM clock_timestamp())::bigint") ?? 0
        let apart = abs(there - now.seconds)
        if apart > mostApart { faults.append("its clock and this machine's are \(apart) seconds apart") }
        return faults
    }
}
