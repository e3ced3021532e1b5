import Domain
import Testing

@testable import Server

/// What a request may say, and what it may not say for itself.
struct RequestTests {
    @Test(
        arguments: [
            (
                "POST", "/accounts", ["name": "zhao"],
                ["id", "roles", "closed", "hasPassword", "hasSecondFactor", "version"]
            ),
            ("POST", "/accounts/{target}/grants", ["role": "auditor"], ["account", "scope", "grantedBy", "grantedAt"]),
            ("POST", "/session", ["name": "x", "password": "y"], ["device", "address", "roles"]),
        ] as [(String, String, JSON, [String])])
    func `what a client has no business to set is refused by its name`(
        method: String, path: String, body: JSON, members: [String]
    ) async throws {
        let bureau = try await WideBureau()
        for member in members {
            var object = try #require(body.object)
            object[member] = "1"
            let answer = try await bureau.server.send(
                method, bureau.path(path), .object(object), by: bureau.principal(.secretary)
            )
            #expect(answer.status == 422, "\(path) \(member)")
            #expect(answer.errors.contains("\(member) unexpected"), "\(path) \(member): \(answer.errors)")
        }
    }

    @Test func `the author is whoever sent it, and the moment is the server's`() async throws {
        let bureau = try await WideBureau()
        let officer = bureau.principal(.officer)
        let path = try bureau.path("/cycles/{A open}/sheets")
        let answer = try await bureau.server.send(
            "POST", path, SmallBureau.sheet("A-1", "self", by: "104"),
            headers: ["Zhibu-System-User": "mallory", "X-Forwarded-For": "198.51.100.1", "Date": "Mon, 1 Jan 2020"],
            by: officer
        )
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["recordedBy"] == "102")
        #expect(answer.json["assessor"] == "104")
        #expect(answer.json["recordedAt"] == JSON(bureau.server.clock.now))
    }

    @Test func `a member who names no assessor scores as themselves`() async throws {
        let bureau = try await WideBureau()
        let sheet: JSON = ["area": "A-1", "tier": "self", "points": ["order": 55, "service": 36]]
        let path = try bureau.path("/cycles/{A open}/sheets")
        let own = try await bureau.server.send("POST", path, sheet, by: bureau.principal(.member))
        #expect(own.json["assessor"] == "104", "\(own.text)")
        // The operator is nobody's member.
        #expect(try await bureau.server.send("POST", path, sheet).errors == ["assessor required"])
    }

    @Test func `a key is its sender's own`() async throws {
        let bureau = try await WideBureau()
        let key = ["Idempotency-Key": "the-same"]
        let body: JSON = ["branch": "A", "month": "2026-07"]
        let first = try await bureau.server.send("POST", "/cycles", body, headers: key, by: bureau.principal(.officer))
        #expect(first.status == 201)
        // Who may not, is not given another's reply.
        for visitor in [WideBureau.Visitor.member, .auditor, .administrator, .otherSecretary, .nobody] {
            let answer = try await bureau.server.send(
                "POST", "/cycles", body, headers: key, by: bureau.principal(visitor)
            )
            #expect([401, 403, 422].contains(answer.status), "\(visitor)")
            #expect(answer.headers["idempotency-replayed"] == nil)
        }
        let second = try await bureau.server.send(
            "POST", "/cycles", ["branch": "A", "month": "2026-06"], headers: key, by: bureau.principal(.secretary)
        )
        #expect(second.status == 201)
    }

    // MARK: - Before the month closes

    @Test func `nobody sees others' sheets of an area before the month closes`() async throws {
        let bureau = try await WideBureau()
        let path = try bureau.path("/cycles/{A open}/sheets")
        for visitor in WideBureau.Visitor.allCases where visitor != .operator {
            let answer = try await bureau.server.get(path, by: bureau.principal(visitor))
            for sheet in answer.items where sheet["area"] == "A-2" && sheet["tier"] == "self" {
                #expect(sheet["points"]?.isNull != false, "\(visitor): \(sheet.text)")
                #expect(sheet["total"]?.isNull != false, "\(visitor): \(sheet.text)")
                #expect(sheet["comment"]?.isNull != false, "\(visitor): \(sheet.text)")
            }
            // No list of figures has it either.
            let rankings = try await bureau.server.get("/rankings?month=2026-11", by: bureau.principal(visitor))
            #expect(rankings.items.isEmpty, "\(visitor)")
            let month = try await bureau.server.get(
                bureau.path("/cycles/{A open}/areas/{A-2}"), by: bureau.principal(visitor)
            )
            #expect(month.status != 200 || !month.text.contains("86"), "\(visitor): \(month.text)")
        }
        let own = try await bureau.server.get(path, by: bureau.principal(.secretary)).items.first {
            $0["tier"] == "branch"
        }
        #expect(own?["total"] == 94)
        let others = try await bureau.server.get(path, by: bureau.principal(.member)).items
        #expect(others.isEmpty, "who is not in charge is not told who scored")
    }
}

extension TestServer {
    fileprivate func get(_ path: String, by principal: Principal) async throws -> Answer {
        try await send("GET", path, by: principal)
    }
}
