import Domain
import Testing

@testable import Server
@testable import Storage

/// What an attack on the roles found, and must not find again.
struct GrantTests {
    @Test func `nobody grants a role to themselves, which would outlast their office`() async throws {
        let bureau = try await SmallBureau()
        let secretary = try await bureau.server.account("101", member: "101")
        let answer = try await bureau.server.send(
            "POST", "/accounts/\(secretary.id.rawValue)/grants", ["role": "secretary", "branch": "A"],
            by: secretary.principal
        )
        #expect(answer.status == 403, "\(answer.text)")
        #expect(answer.code == "ownGrant")
    }

    @Test func `who lets others in and who inspects them take no part in scoring`() async throws {
        let bureau = try await SmallBureau()
        let secretary = try await bureau.server.account("101", member: "101")
        for role in ["administrator", "auditor"] {
            let made = try await bureau.server.post("/accounts", ["name": .string("x-\(role)"), "title": "测试"])
            let path = "/accounts/\(made.id)/grants"
            #expect(try await bureau.server.post(path, ["role": .string(role)]).status == 201)
            // The account is not the secretary's to see.
            let bySecretary = try await bureau.server.send(
                "POST", path, ["role": "secretary", "branch": "A"], by: secretary.principal)
            #expect(bySecretary.status == 403, "\(bySecretary.text)")
            let byOperator = try await bureau.server.post(path, ["role": "secretary", "branch": "A"])
            #expect(byOperator.code == "rolesExclude", "\(byOperator.text)")
        }
    }

    @Test func `a role that needs a second factor is nothing without it, whenever it came`() async throws {
        let bureau = try await SmallBureau()
        let member = try await bureau.server.account("104", member: "104")
        let policy = try await bureau.server.get("/access-policy")
        let set = try await bureau.server.send(
            "PUT", "/access-policy", ["secondFactorRoles": ["branchOfficer"]],
            headers: ["If-Match": policy.headers["etag"] ?? ""]
        )
        try #require(set.status == 200, "\(set.text)")
        #expect(try await bureau.server.send("GET", "/branches", by: member.principal).status == 200)
        // An office that came after signing in.
        let appointed = try await bureau.server.post(
            "/branches/1/appointments", ["member": "104", "office": "deputy", "from": "2026-11-01"])
        try #require(appointed.status == 201, "\(appointed.text)")
        let answer = try await bureau.server.send("GET", "/branches", by: member.principal)
        #expect(answer.code == "secondFactorNeeded", "\(answer.text)")
        let own = try await bureau.server.send("GET", "/session", by: member.principal)
        #expect(own.json["needsSecondFactor"] == true)
    }

    @Test(arguments: ["nobody", "Operator", "local"])
    func `names that the audit has for others are reserved`(name: String) async throws {
        let answer = try await TestServer().post("/accounts", ["name": .string(name)])
        #expect(answer.errors == ["name rule"])
    }
}
