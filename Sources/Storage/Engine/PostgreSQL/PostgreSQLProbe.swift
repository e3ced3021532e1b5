import Domain
import Foundation

/// Tries whether a server of PostgreSQL's family would do: makes the whole schema in a schema of its own, asks there what the
/// program rests on, and takes all of it away again.
package struct PostgreSQLProbe: Sendable {
    private let address: PostgreSQLAddress

    package init(_ address: PostgreSQLAddress) { self.address = address }

    package struct Outcome: Sendable {
        /// As it names itself.
        package let server: String
        /// How many things were tried.
        package let tried: Int
        /// What it does otherwise, or not at all.
        package let faults: [String]
    }

    /// - Throws: ``StorageFault`` where it cannot be reached; ``PostgreSQLError`` where nothing may be made in it.
    package func probe() async throws -> Outcome {
        let threads = PostgreSQLThreads(to: address, limit: 1)
        defer { threads.close() }
        return try await threads.run { connection in try Self.probe(on: connection()) }
    }

    private static func probe(on connection: PostgreSQLConnection) throws -> Outcome {
        let session = PostgreSQLSession(connection: connection)
        let name = "zhibu_probe_\(UUID().uuidString.prefix(8).lowercased())"
        try connection.run("CREATE SCHEMA \(name); SET search_path TO \(name)")
        defer { _ = try? connection.run("ROLLBACK; DROP SCHEMA \(name) CASCADE") }
        var (tried, otherwise) = (0, [String]())
        func attempt(_ what: String, _ look: () throws -> String?) {
            tried += 1
            do {
                if let fault = try look() { otherwise.append("\(what): \(fault)") }
            } catch let error as PostgreSQLError {
                _ = try? connection.run("ROLLBACK")
                otherwise.append("\(what): refused (\(error.state))\(error.words.map { ", \($0.prefix(200))" } ?? "")")
            } catch {
                otherwise.append("\(what): \(error)")
            }
        }

        attempt("what every database of ours begins with") {
            try connection.run(PostgreSQLSchema.steps)
            return nil
        }
        for (migration, statements) in zip(Migration.all, PostgreSQLSchema.whole.statements) {
            attempt("migration \(migration.name)") {
                try connection.run("BEGIN; \(statements); COMMIT")
                return nil
            }
        }
        attempt("triggers that note what is touched") {
            try connection.run(PostgreSQLSchema.watching(AuditSubject.allCases))
            return nil
        }
        attempt("a table for them that is emptied with each commit") { try trial(of: session, connection) }
        for question in questions {
            attempt(question.what) {
                let answer: String? = try session.one(SQL(stringLiteral: question.asked)) { try $0.at(0) }
                return answer == question.answer ? nil : "\(answer ?? "nothing"), not \(question.answer)"
            }
        }
        for refusal in refusals {
            attempt(refusal.what) {
                do {
                    try connection.run("BEGIN; \(refusal.asked)")
                    try connection.run("ROLLBACK")
                    return "it is carried out"
                } catch let error as PostgreSQLError {
                    try connection.run("ROLLBACK")
                    return error.state == refusal.state ? nil : "refused as \(error.state), not as \(refusal.state)"
                }
            }
        }
        let server: String = try session.value("SELECT version()") ?? ""
        return Outcome(server: server, tried: tried, faults: otherwise)
    }

    /// A write as one of ours: under the lock, noted, counted, seen by a cursor, and undone.
    private static func trial(of session: PostgreSQLSession, _ connection: PostgreSQLConnection) throws -> String? {
        try connection.run(PostgreSQLEngine.writingEverywhere)
        try session.run("INSERT INTO setting (key, value) VALUES (\("probe"), \("az支部"))")
        let key = try session.nextKeys(of: "audit", count: 2)
        var seen = 0
        try session.forEachOfMany("SELECT value FROM setting") { _ in seen += 1 }
        let changed = try session.changed(by: "UPDATE setting SET value = \("b") WHERE key = \("probe")")
        _ = try session.takeTouched()
        try connection.run("ROLLBACK")
        try connection.run(PostgreSQLEngine.reading)
        let isLeft = try session.exists("SELECT 1 FROM setting WHERE key = \("probe")")
        try connection.run("COMMIT")
        return key == 1 && seen > 0 && changed == 1 && !isLeft ? nil : "\(key), \(seen), \(changed), \(isLeft)"
    }

    private struct Question {
        let what: String
        let asked: String
        let answer: String
    }

    /// What the program's statements rest on, each answered as SQLite answers it.
    private static let questions = [
        Question(what: "an empty text is a text", asked: "SELECT ('' IS NULL)::text", answer: "false"),
        Question(what: "whole numbers are divided as such", asked: "SELECT (7 / 2)::text", answer: "3"),
        Question(what: "… towards zero", asked: "SELECT (-7 / 2)::text", answer: "-3"),
        Question(what: "texts are counted by characters", asked: "SELECT length('党支部')::text", answer: "3"),
        Question(
            what: "texts are in the order of their bytes",
            asked: "SELECT string_agg(v, '' ORDER BY v COLLATE \"C\") FROM (VALUES ('b'), ('A'), ('a'), ('支')) t (v)",
            answer: "Aab支"),
        Question(
            what: "nothing is where it is asked for",
            asked:
                "SELECT string_agg(coalesce(v::text, '-'), '' ORDER BY v NULLS FIRST) FROM (VALUES (2), (NULL), (1)) t (v)",
            answer: "-12"),
        Question(
            what: "IS NOT DISTINCT FROM", asked: "SELECT (NULL IS NOT DISTINCT FROM NULL)::text", answer: "true"),
        Question(what: "rows of values", asked: "SELECT ((1, 'b') > (1, 'a'))::text", answer: "true"),
        Question(
            what: "WITH RECURSIVE",
            asked:
                "WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 4) SELECT sum(v)::text FROM n",
            answer: "10"),
        Question(
            what: "LATERAL",
            asked: "SELECT sum(b)::text FROM unnest(ARRAY[1, 2]) a, LATERAL (SELECT a * 10 AS b) x", answer: "30"),
        Question(
            what: "ON CONFLICT and RETURNING",
            asked: """
                INSERT INTO setting (key, value) VALUES ('probe', '1')
                ON CONFLICT (key) DO UPDATE SET value = '2' RETURNING value
                """, answer: "1"),
        Question(
            what: "… where the row is there",
            asked: """
                INSERT INTO setting (key, value) VALUES ('probe', '1')
                ON CONFLICT (key) DO UPDATE SET value = '2' RETURNING value
                """, answer: "2"),
        Question(
            what: "DELETE … RETURNING", asked: "DELETE FROM setting WHERE key = 'probe' RETURNING value", answer: "2"),
        Question(what: "a tie of texts and numbers", asked: "SELECT 'm' || 7", answer: "m7"),
        Question(
            what: "the owner of the audit is told",
            asked: "SELECT has_table_privilege('audit', 'TRUNCATE')::text", answer: "true"),
        Question(
            what: "transactions are locked by numbers",
            asked: "SELECT (pg_try_advisory_xact_lock(20, 1) AND pg_try_advisory_xact_lock_shared(20, 2))::text",
            answer: "true"),
        Question(
            what: "the size of the database is told",
            asked: "SELECT (pg_database_size(current_database()) > 0)::text", answer: "true"),
        Question(
            what: "moments to the second", asked: "SELECT (extract(epoch FROM clock_timestamp())::bigint > 0)::text",
            answer: "true"),
    ]

    private struct Refusal {
        let what: String
        let asked: String
        let state: String
    }

    private static let refusals = [
        Refusal(
            what: "the same key twice", asked: "INSERT INTO setting VALUES ('a', '1'), ('a', '2')",
            state: PostgreSQLError.sameKey),
        Refusal(
            what: "a reference that leads nowhere",
            asked: "INSERT INTO recovery_code (account_id, hash) VALUES (99, 'a')", state: "23503"),
        Refusal(what: "all of the audit at once", asked: "TRUNCATE audit CASCADE", state: PostgreSQLError.refused),
        Refusal(
            what: "an update in a transaction that only reads",
            asked: "COMMIT; BEGIN READ ONLY; UPDATE setting SET value = '1'", state: "25006"),
    ]
}
