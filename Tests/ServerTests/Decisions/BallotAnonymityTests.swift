import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// A thousand members take a ballot each and cast it. Then somebody who has the database, its log as it was at every moment, the
/// keys, the audit and all that the server logged tries to say who cast what, by every order that there is in them.
@Suite(.onSQLite, .serialized, .timeLimit(.minutes(60))) struct BallotAnonymityTests {
    private static let members = 1_000

    /// What an attacker copied over time of the file beside the database, in which each page is written anew as it changes.
    private struct Copies {
        var bytes: [UInt8] = []

        mutating func take(of server: TestServer) throws {
            bytes += try Data(contentsOf: URL(filePath: server.database + "-wal"))
        }
    }

    @Test func `with the database, its log, the keys and the audit in hand nobody is joined to a ballot but by chance`()
        async throws
    {
        let log = CapturedLog()
        let server = try await TestServer(logger: log.logger)
        let accounts = try await bureau(on: server)
        var random = SystemRandomNumberGenerator()
        let id = try await server.post(
            "/secret-ballots",
            [
                "branch": "A", "kind": "straw", "title": "意见征求", "question": "赞成吗？", "choices": ["赞成", "不赞成"],
            ]
        ).id
        let path = "/secret-ballots/\(id)"
        try #require(try await server.post("\(path)/issue", [:]).json["entitled"] == JSON(Self.members))

        // Each takes a ballot with the browser that they have signed in with, in an order that is theirs alone.
        let taking = (0..<Self.members).shuffled(using: &random)
        var codes: [Int: String] = [:]
        var copies = Copies()
        for (turn, member) in taking.enumerated() {
            let taken = try await server.send("POST", "\(path)/take", headers: accounts[member].headers, by: nil)
            codes[member] = try #require(taken.json["code"]?.string, "\(taken.text)")
            if turn % 100 == 99 { try copies.take(of: server) }
        }
        try #require(try await server.post("\(path)/open").status == 200)
        let secret = try await self.secret(of: id, server)

        // And each casts it later, in another order, with that same browser: nobody is signed in there all the same.
        server.clock.now = server.clock.now.adding(seconds: 3 * 3600)
        let (audit, sessions) = (try await server.auditCount(), try await sessionsByUse(server))
        let casting = (0..<Self.members).shuffled(using: &random)
        var chosen: [Int: Int] = [:]
        for (turn, member) in casting.enumerated() {
            let line = Int.random(in: 1...2, using: &random)
            chosen[member] = line
            let body: JSON = ["code": .string(codes[member] ?? ""), "marks": [["line": JSON(line), "mark": "chosen"]]]
            let cast = try await server.send("POST", "/ballot-box", body, headers: accounts[member].headers, by: nil)
            try #require(cast.status == 200, "\(cast.text)")
            if turn % 100 == 99 { try copies.take(of: server) }
        }
        #expect(try await server.auditCount() == audit)
        #expect(try await sessionsByUse(server).map(\.used) == sessions.map(\.used))

        let file = [UInt8](try Data(contentsOf: URL(filePath: server.database)))
        // Which ballot is whose, as only the code tells: no order of the attacker's is to find it.
        let sheets = try (0..<Self.members).map { member in
            secret.nullifier(of: try SealedCode(parsing: codes[member] ?? ""), line: 0)
        }
        let orders = try await memberOrders(server, copies, sessions)
        let ballots = ballotOrders(of: sheets, file, copies)
        #expect(orders.count > 5 && ballots.count > 3)
        let found = try await cast(id, server)
        #expect(Set(found.keys) == Set(sheets))
        for (whose, members) in orders {
            for (which, sheetsInOrder) in ballots {
                for isReversed in [false, true] {
                    let guessed = isReversed ? sheetsInOrder.reversed() : sheetsInOrder
                    let linked = zip(members, guessed).filter { sheets[$0.0] == $0.1 }.count
                    // By chance it is one of a thousand; more than nine come once in ten million tries.
                    #expect(linked <= 9, "\(whose) by \(which): \(linked) of \(Self.members)")
                }
            }
        }
        // Nor does the code, by which alone they are joined, stand anywhere.
        for member in taking.prefix(20) {
            let code = codes[member] ?? ""
            let plain = code.replacing("-", with: "")
            let number = try SealedCode(parsing: code).number
            for needle in [Array(code.utf8), Array(plain.utf8), number, Array(number.hexadecimal.utf8)] {
                for haystack in [file, copies.bytes] { #expect(Data(haystack).range(of: Data(needle)) == nil) }
            }
            #expect(!log.text.contains(code) && !log.text.contains(plain))
        }
        let closed = try await server.post("\(path)/close")
        let yes = chosen.values.filter { $0 == 1 }.count
        #expect(closed.json["results"]?.array?.first?["count"] == JSON(yes))
    }

    // MARK: What is there

    private func bureau(on server: TestServer) async throws -> [TestAccount] {
        _ = try await server.post("/committees", ["code": "JG", "name": "机关党委"])
        _ = try await server.post(
            "/branches",
            ["code": "A", "name": "甲支部", "committee": "JG", "kind": "ordinary", "secretaryPost": "fullTime"])
        let rows = (0..<Self.members).map { "\(1000 + $0),党员\(1000 + $0),A,正式党员,2010-01-01,2011-01-01" }
        let imported = try await server.importing(
            "members", "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n" + rows.joined(separator: "\n") + "\n")
        try #require(imported.status == 200, "\(imported.text)")
        var accounts: [TestAccount] = []
        for number in 0..<Self.members {
            accounts.append(try await server.account("m\(1000 + number)", member: "\(1000 + number)"))
        }
        return accounts
    }

    /// With the keys in hand: the ballot's own.
    private func secret(of id: Int, _ server: TestServer) async throws -> CodeSecret {
        let stored = try await server.store.database.read {
            try $0.value("SELECT secret FROM secret_ballot WHERE id = \(id)", as: [UInt8].self)
        }
        return CodeSecret(
            try server.store.keys.decrypt(try #require(stored), for: "secret_ballot.secret:\(id)"))
    }

    /// What the table of marks says: nothing but which number is of which ballot.
    private func cast(_ id: Int, _ server: TestServer) async throws -> [String: Int] {
        let rows = try await server.store.database.read { session in
            try session.rows("SELECT nullifier, line FROM ballot_mark WHERE ballot_id = \(id) AND line = 0") {
                (try $0.at(0) as String, try $0.at(1) as Int)
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func sessionsByUse(_ server: TestServer) async throws -> [(member: Int, used: Instant)] {
        try await server.store.database.read { session in
            try session.rows(
                """
                SELECT member.number, sign_in_session.last_used
                  FROM sign_in_session
                  JOIN account ON account.id = sign_in_session.account_id
                  JOIN member ON member.id = account.member_id
                 ORDER BY sign_in_session.last_used, sign_in_session.id
                """
            ) { (member: (Int(try $0.at(0) as String) ?? 0) - 1000, used: try $0.at(1)) }
        }
    }

    // MARK: Guesses

    /// Every order of members that is anywhere: of the rows, the sessions, the roll, the takings as the log has them.
    private func memberOrders(
        _ server: TestServer, _ copies: Copies, _ sessions: [(member: Int, used: Instant)]
    ) async throws -> [String: [Int]] {
        func order(_ sql: SQL) async throws -> [Int] {
            try await server.store.database.read { session in
                try session.rows(sql) { (Int(try $0.at(0) as String) ?? 0) - 1000 }
            }
        }
        let ids = try await server.store.database.read { session in
            try session.rows("SELECT id, number FROM member") {
                (try $0.at(0) as Int, (Int(try $0.at(1) as String) ?? 0) - 1000)
            }
        }
        let takings = takings(in: copies, Dictionary(uniqueKeysWithValues: ids))
        // So much an attacker learns, that the guesses are worth something: nearly all takings in their order.
        #expect(takings.count > Self.members * 9 / 10, "\(takings.count)")
        return [
            "by number": Array(0..<Self.members), "by session": sessions.map(\.member), "by taking": takings,
            "by roll": try await order(
                "SELECT member.number FROM ballot_voter JOIN member ON member.id = ballot_voter.member_id"),
            "by account": try await order(
                "SELECT member.number FROM account JOIN member ON member.id = account.member_id ORDER BY account.id"),
            "by name's hash": try await order("SELECT number FROM member ORDER BY hex(number || '1'), id"),
            "by audit": try await order(
                """
                SELECT member.number FROM audit JOIN account ON account.id = audit.subject_id
                  JOIN member ON member.id = account.member_id
                 WHERE audit.subject = 'account' ORDER BY audit.id
                """),
        ]
    }

    /// Members in the order in which their flags were first seen set: a row of the roll is `(ballot, member, NULL, 1)`.
    private func takings(in copies: Copies, _ members: [Int: Int]) -> [Int] {
        var seen: Set<Int> = []
        var order: [Int] = []
        copies.bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            let end = bytes.count - 8
            while place < end {
                // Header of five bytes: ballot 1 without a byte, member in one or two, nothing, 1 without a byte.
                if bytes[place] == 5, bytes[place + 1] == 9, bytes[place + 3] == 0, bytes[place + 4] == 9 {
                    let id: Int? =
                        switch bytes[place + 2] {
                        case 1: Int(bytes[place + 5])
                        case 2: Int(bytes[place + 5]) << 8 | Int(bytes[place + 6])
                        case 9: 1
                        default: nil
                        }
                    if let member = id.flatMap({ members[$0] }), seen.insert(member).inserted { order.append(member) }
                }
                place += 1
            }
        }
        return order
    }

    /// Every order of ballots that is anywhere: of their numbers, their places in the file, the log's pages.
    private func ballotOrders(of sheets: [String], _ file: [UInt8], _ copies: Copies) -> [String: [String]] {
        let known = Set(sheets)
        let sorted = sheets.sorted()
        return [
            "numbers": sorted, "places in the file": Self.order(of: known, in: file),
            "pages of the log": Self.order(of: known, in: copies.bytes),
            "hashes": sheets.sorted { $0.reversed().lexicographicallyPrecedes($1.reversed()) },
        ]
    }

    /// In the order in which they first stand in the bytes: runs of 64 hexadecimal digits.
    private static func order(of known: Set<String>, in bytes: [UInt8]) -> [String] {
        var seen: Set<String> = []
        var order: [String] = []
        var isDigit = Array(repeating: false, count: 256)
        for digit in "0123456789abcdef".utf8 { isDigit[Int(digit)] = true }
        bytes.withUnsafeBufferPointer { bytes in
            var run = 0
            for place in bytes.indices {
                run = isDigit[Int(bytes[place])] ? run + 1 : 0
                // Beside another one, or a digit by chance, a run is longer: each of its parts may be one.
                guard run >= 64 else { continue }
                let text = String(decoding: bytes[(place - 63)...place], as: UTF8.self)
                if known.contains(text), seen.insert(text).inserted { order.append(text) }
            }
        }
        return order
    }
}
