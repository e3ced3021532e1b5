import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What an attack on the roles found, and must not find again.
struct GrantTests {
    /// A grant as one of them may lie in a file from before roles of office could no longer be granted.
    private static func plant(_ role: String, to account: TestAccount, by granter: String, in server: TestServer)
        async throws
    {
        try await server.store.database.write { session in
            try session.run(
                """
                INSERT INTO role_grant (account_id, role, scope, branch_id, granted_at, granted_by)
                VALUES (\(account.id), \(role), 'branch', 1, 0, \(granter))
                """
            )
        }
    }

    private static func roles(of account: TestAccount, in server: TestServer) async throws -> [JSON] {
        try await server.get("/accounts/\(account.id.rawValue)").json["roles"]?.array ?? []
    }

    @discardableResult
    private static func grant(
        _ role: JSON, to account: TestAccount, by granter: TestAccount? = nil, in server: TestServer
    ) async throws -> Answer {
        let path = "/accounts/\(account.id.rawValue)/grants"
        guard let granter else { return try await server.post(path, role) }
        return try await server.send("POST", path, role, by: granter.principal)
    }

    private static func number(of account: TestAccount, in server: TestServer) async throws -> Int64 {
        try #require(try await roles(of: account, in: server).compactMap { $0["grant"]?.integer }.last)
    }

    // MARK: - Office roles come from offices alone

    @Test func `a secretary who was relieved is let in again by nobody, whatever they granted one another before`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let (secretary, accomplice) = (
            try await server.account("101", member: "101"), try await server.account("104", member: "104")
        )
        let office: JSON = ["role": "secretary", "branch": "A"]
        // In office: nobody is made a secretary but by appointment, and the answer says so.
        for granter in [secretary, nil] {
            let answer = try await Self.grant(office, to: accomplice, by: granter, in: server)
            #expect(answer.status == 422 && answer.errors == ["role rule"], "\(answer.text)")
            #expect(answer.text.contains("appoint the member"))
        }
        // In a file from before, each has it from the other, and the accomplice from the operator too.
        try await Self.plant("secretary", to: accomplice, by: "101", in: server)
        try await Self.plant("secretary", to: accomplice, by: "operator:root", in: server)
        try await Self.plant("secretary", to: secretary, by: "104", in: server)
        let appointment = try #require(
            try await server.get("/branches/1/appointments").items.first { $0["office"] == "secretary" }?["id"]?.integer
        )
        let relieved = try await server.post("/appointments/\(appointment)/end", ["on": "2026-11-22"])
        try #require(relieved.status == 200, "\(relieved.text)")
        // Neither of them is secretary, and neither lets the other in.
        for (account, other) in [(secretary, accomplice), (accomplice, secretary)] {
            let own = try await server.store.read(by: account.principal) { $0.authority }
            #expect(own.held.map(\.role) == [.member])
            #expect(try await server.send("GET", "/accounts", by: account.principal).status == 403)
            #expect(try await Self.grant(office, to: other, by: account, in: server).status == 422)
            let opened = try await server.send(
                "POST", "/cycles", ["branch": "A", "month": "2026-11"], by: account.principal)
            #expect(opened.status == 403, "\(opened.text)")
            // What was granted is shown, with why it gives nothing; the operator may take it back, nobody renew it.
            let lapsed = try await Self.roles(of: account, in: server).filter { $0["grant"] != .null }
            #expect(!lapsed.isEmpty && lapsed.allSatisfy { $0["lapse"] == "roleOfOffice" && $0["role"] == "secretary" })
            for grant in lapsed.compactMap({ $0["grant"]?.integer }) {
                #expect(try await server.post("/grants/\(grant)/renew").code == "roleOfOffice")
                #expect(try await server.send("POST", "/grants/\(grant)/end", by: account.principal).status == 403)
                #expect(try await server.post("/grants/\(grant)/end").status == 200)
            }
        }
        let office2 = try await server.account("office", grants: [.init(.committeeOfficer)])
        let page = try await Browser(server, as: office2).get(
            "/administration/accounts/\(accomplice.id.rawValue)/grant")
        #expect(page.status == 200 && page.text.contains("value=\"committeeOfficer\""))
        // Of what the office may give, there is besides the care officer's.
        #expect(page.text.contains("value=\"careOfficer\""))
        for role in Role.allCases where ![.committeeOfficer, .careOfficer].contains(role) {
            #expect(!page.text.contains("value=\"\(role.rawValue)\""))
        }
    }

    @Test func `nobody grants a role to themselves, or renews their own`() async throws {
        let server = try await TestServer()
        let first = try await server.account("first", grants: [.init(.administrator)], password: true)
        let second = try await server.account("second")
        let own = try await Self.grant(["role": "administrator"], to: first, by: first, in: server)
        #expect(own.status == 403 && own.code == "ownGrant", "\(own.text)")
        #expect(try await Self.grant(["role": "administrator"], to: second, by: first, in: server).status == 201)
        let renewed = try await server.send(
            "POST", "/grants/\(Self.number(of: second, in: server))/renew", by: second.principal)
        #expect(renewed.status == 403 && renewed.code == "ownGrant", "\(renewed.text)")
    }

    // MARK: - A grant ends with its granter's role, or its holder's membership

    @Test func `what an officer granted goes with their role, and comes back only by somebody else's renewal`()
        async throws
    {
        let server = try await SmallBureau().server
        let role: JSON = ["role": "committeeOfficer", "committee": "JG"]
        let chief = try await server.account("chief", grants: [.init(.committeeOfficer, committee: "JG")])
        let deputy = try await server.account("deputy")
        let clerk = try await server.account("clerk")
        let other = try await server.account("other", grants: [.init(.committeeOfficer, committee: "JG")])
        #expect(try await Self.grant(role, to: deputy, by: chief, in: server).status == 201)
        #expect(try await Self.grant(role, to: clerk, by: deputy, in: server).status == 201)
        func may(_ accounts: TestAccount...) async throws -> [Bool] {
            var answers: [Bool] = []
            for account in accounts {
                answers.append(try await server.send("GET", "/accounts", by: account.principal).status == 200)
            }
            return answers
        }
        #expect(try await may(deputy, clerk) == [true, true])

        // The chief goes; the two cannot help one another.
        let grant = try await Self.number(of: chief, in: server)
        #expect(try await server.send("POST", "/grants/\(grant)/end", by: other.principal).status == 200)
        #expect(try await may(deputy, clerk) == [false, false])
        let (ofDeputy, ofClerk) = (
            try await Self.number(of: deputy, in: server), try await Self.number(of: clerk, in: server)
        )
        for account in [deputy, clerk] {
            let shown = try #require(try await Self.roles(of: account, in: server).first)
            #expect(shown["lapse"] == "granterWithoutRole" && shown["readsOnly"] == false, "\(shown.text)")
            #expect(try await server.send("POST", "/grants/\(ofClerk)/renew", by: account.principal).status == 404)
            #expect(try await Self.grant(role, to: chief, by: account, in: server).status == 422)
        }
        // Nor does the chief's return bring them back: what is granted anew stands by itself.
        server.clock.now = server.clock.now.adding(seconds: 60)
        #expect(try await Self.grant(role, to: chief, by: other, in: server).status == 201)
        #expect(try await may(chief, deputy) == [true, false])

        // Another renews one of them, and with it what hangs on it; on the page, where it says who granted it.
        let browser = Browser(server, as: other)
        let page = try await browser.get("/administration/accounts/\(deputy.id.rawValue)")
        #expect(page.text.contains("已失效：授予人 chief 已没有授予它的权限"), "\(page.text)")
        let renewing = "/administration/grants/\(ofDeputy)/renew"
        #expect(page.text.contains(renewing))
        try await browser.get(renewing)
        #expect(try await browser.post(renewing, browser.fields(of: renewing)).status == 303)
        #expect(try await may(deputy, clerk) == [true, true])
        #expect(try await Self.roles(of: deputy, in: server).first?["grantedBy"] == "other")
        let again = try await server.send("POST", "/grants/\(ofDeputy)/renew", by: other.principal)
        #expect(again.code == "nothingToRenew")
        let told = try await server.get("/audit?action=renewed").items
        #expect(told.count == 1 && told[0]["actor"] == "other" && told[0]["after"]?["role"] == "committeeOfficer")
    }

    @Test func `two who renew one another's roles do not outlast whoever gave them`() async throws {
        let server = try await SmallBureau().server
        let role: JSON = ["role": "committeeOfficer", "committee": "JG"]
        let chief = try await server.account("chief", grants: [.init(.committeeOfficer, committee: "JG")])
        let (one, two) = (try await server.account("one"), try await server.account("two"))
        #expect(try await Self.grant(role, to: one, by: chief, in: server).status == 201)
        #expect(try await Self.grant(role, to: two, by: one, in: server).status == 201)
        let answer = try await server.send(
            "POST", "/grants/\(Self.number(of: one, in: server))/renew", by: two.principal)
        #expect(answer.status == 403 && answer.code == "hangsOnGrant", "\(answer.text)")
        #expect(try await server.post("/accounts/\(chief.id.rawValue)/close").status == 200)
        for account in [one, two] {
            #expect(try await server.send("GET", "/accounts", by: account.principal).status == 403)
        }
        #expect(try await Self.roles(of: one, in: server).first?["lapse"] == "granterClosed")
        // Granted anew by the operator, it ends the lapsed one, and brings back nothing that hung on it.
        server.clock.now = server.clock.now.adding(seconds: 60)
        #expect(try await Self.grant(role, to: one, in: server).status == 201)
        #expect(try await Self.roles(of: one, in: server).map { $0["lapse"] } == [.null])
        #expect(try await server.send("GET", "/accounts", by: two.principal).status == 403)
        #expect(try await Self.grant(role, to: one, in: server).code == "alreadyGranted")
    }

    @Test func `a granted role goes with the membership of whoever holds it`() async throws {
        let server = try await SmallBureau().server
        let member = try await server.account("104", member: "104", grants: [.init(.committeeOfficer, committee: "JG")])
        #expect(try await server.send("GET", "/accounts", by: member.principal).status == 200)
        // A transfer within the bureau leaves it.
        for area in try await server.get("/areas?branch=A").items
        where area["holders"]?.array?.first?["number"] == "104" {
            let to = try await server.post(
                "/areas/\(area["id"]?.integer ?? 0)/assignments", ["member": "105", "from": "2026-11-23"])
            try #require(to.status == 201, "\(to.text)")
        }
        let id = try await server.first("/members?number=104")
        let moved = try await server.post(
            "/members/\(id)/transfers", ["branch": "B", "on": "2026-11-23", "reason": "工作调动"])
        try #require(moved.status == 201, "\(moved.text)")
        #expect(try await server.send("GET", "/accounts", by: member.principal).status == 200)
        // Out of all branches, it is gone with the next request, and nobody can give or renew one.
        try await server.store.database.write { session in
            try session.run(
                "UPDATE membership SET until_date = '2026-11-30' WHERE until_date IS NULL AND member_id = \(id)")
        }
        try server.go(to: "2026-12-01")
        let answer = try await server.send("GET", "/accounts", by: server.session(of: member.id, "104").principal)
        #expect(answer.status == 403, "\(answer.text)")
        #expect(try await Self.roles(of: member, in: server).map { $0["lapse"] } == ["holderLeft"])
        #expect(try await server.post("/grants/\(Self.number(of: member, in: server))/renew").code == "holderLeft")
        #expect(try await Self.grant(["role": "auditor"], to: member, in: server).code == "holderLeft")
    }

    @Test func `the last administrator's own do not count as others who could let people in`() async throws {
        let server = try await TestServer()
        let first = try await server.account("first", grants: [.init(.administrator)], password: true)
        let second = try await server.account("second", password: true)
        #expect(try await Self.grant(["role": "administrator"], to: second, by: first, in: server).status == 201)
        let session = try await server.session(of: second.id, "second")
        let closed = try await server.send("POST", "/accounts/\(first.id.rawValue)/close", by: session.principal)
        #expect(closed.code == "lastAdministrator", "\(closed.text)")
        // Beside the file, the second is renewed; then the first can go.
        #expect(try await server.post("/grants/\(Self.number(of: second, in: server))/renew").status == 200)
        let after = try await server.send("POST", "/accounts/\(first.id.rawValue)/close", by: session.principal)
        #expect(after.status == 200, "\(after.text)")
        #expect(try await server.send("GET", "/accounts", by: session.principal).status == 200)
    }

    @Test func `when the administrators have lapsed, the next start lets one in again`() async throws {
        let server = try await SmallBureau().server
        // The usual name is taken by a member's account, which must not keep everybody out.
        _ = try await server.account("admin", member: "101")
        let link = try await server.store.write(by: .operator(systemUser: "test")) { try $0.firstAdministratorLink() }
        let hash = try TestServer.passwordHash.get()
        try await server.store.write(by: .nobody) {
            _ = try $0.setPassword(hash, byLink: Secret(#require(link).secret))
        }
        let accounts = try await server.get("/accounts").items
        #expect(accounts.first { $0["name"] == "admin2" }?["roles"]?.array?.first?["role"] == "administrator")
        let again = try await server.store.write(by: .operator(systemUser: "test")) { try $0.firstAdministratorLink() }
        #expect(again == nil)
    }

    // MARK: - Who keeps apart

    @Test func `who lets others in and who inspects are appointed to nothing, and appointed people become neither`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        for (role, number) in [("administrator", "104"), ("auditor", "105")] {
            let account = try await server.account(number, member: number)
            #expect(try await Self.grant(["role": .string(role)], to: account, in: server).status == 201)
            for office in ["deputy", "groupLeader"] {
                var body = JSON.Object()
                for (name, value) in [("member", number), ("office", office), ("from", "2027-01-01")] {
                    body[name] = .string(value)
                }
                if office == "groupLeader" { body["group"] = "二组" }
                let answer = try await server.post("/branches/1/appointments", .object(body))
                #expect(answer.status == 409 && answer.code == "rolesExclude", "\(answer.text)")
            }
            let file =
                "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\n"
                + "\(number),党员A四,A,二组,正式党员,2010-01-01,2011-01-01,,宣传委员,\n"
            #expect(try await server.importing("members", file).status == 422)
        }
        // One who is appointed from some day on is neither.
        let coming = try await server.account("205", member: "205")
        let appointed = try await server.post(
            "/branches/2/appointments", ["member": "205", "office": "deputy", "from": "2027-01-01"])
        try #require(appointed.status == 201, "\(appointed.text)")
        for role in ["administrator", "auditor"] {
            let answer = try await Self.grant(["role": .string(role)], to: coming, in: server)
            #expect(answer.code == "rolesExclude", "\(answer.text)")
        }
        // Once the role is taken back, they may be appointed.
        let grant = try #require(
            try await server.get("/accounts?name=105").items.first?["roles"]?.array?.first?["grant"]?.integer)
        try #require(try await server.post("/grants/\(grant)/end").status == 200)
        let deputy = try await server.post(
            "/branches/1/appointments", ["member": "105", "office": "deputy", "from": "2026-11-01"])
        #expect(deputy.status == 201, "\(deputy.text)")
    }

    @Test(arguments: ["administrator", "auditor"])
    func `an administrator or auditor scores nothing, in an office that is theirs and on an area that is`(role: String)
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let (holder, officer) = (
            try await server.account("104", member: "104"), try await server.account("102", member: "102")
        )
        #expect(try await Self.grant(["role": .string(role)], to: holder, in: server).status == 201)
        // An officer who has the role from before the two were kept apart.
        try await server.store.database.write { session in
            try session.run(
                """
                INSERT INTO role_grant (account_id, role, scope, granted_at, granted_by)
                VALUES (\(officer.id), \(role), 'bureau', 0, 'operator:root')
                """
            )
        }
        let points: JSON = ["order": 55, "service": 36]
        for account in [holder, officer] {
            for (area, tier) in [("A-2", "self"), ("A-1", "branch"), ("A-1", "group"), ("A-1", "public")] {
                let answer = try await server.send(
                    "POST", "/cycles/\(cycle)/sheets",
                    [
                        "area": .string(area), "tier": .string(tier), "points": points,
                        "assessor": .string(tier == "public" ? "商户代表1" : account.name),
                    ],
                    by: account.principal)
                #expect(answer.status == 403, "\(account.name) \(tier): \(answer.text)")
            }
            let adjusted = try await server.send(
                "POST", "/cycles/\(cycle)/adjustments",
                [
                    "area": "A-1", "item": "praised", "times": 1, "date": "2026-11-03", "reason": "表扬",
                    "recorder": "101",
                ],
                by: account.principal)
            #expect(adjusted.status == 403, "\(adjusted.text)")
            let told = try await Self.roles(of: account, in: server)
            #expect(told.allSatisfy { ($0["grant"] == .null) == ($0["readsOnly"] == true) }, "\(told)")
            // Nor does anything lead them there.
            let browser = Browser(server, as: account)
            #expect(try await !browser.get("/").text.contains("/cycles/\(cycle)/scores"))
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
