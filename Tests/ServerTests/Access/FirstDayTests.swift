import Domain
import Testing

@testable import Server
@testable import Storage

/// How a bureau comes to its people when nobody is there yet but whoever opened the first link.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct FirstDayTests {
    private static func entered(_ account: Int, in server: TestServer) async throws {
        let hash = try TestServer.passwordHash.get()
        try await server.store.write(by: .operator(systemUser: "test")) { transaction in
            let link = try transaction.makePasswordLink(for: ID(Int64(account)))
            _ = try transaction.setPassword(hash, byLink: Secret(link.secret))
        }
    }

    private static func first(_ role: String, _ name: String) -> JSON {
        ["role": .string(role), "name": .string(name), "title": "首任"]
    }

    private static func roles(of account: Int, in server: TestServer) async throws -> [JSON] {
        try await server.get("/accounts/\(account)").json["roles"]?.array ?? []
    }

    @Test func `the first administrator lets in the first committee's office and the first auditor, each once`()
        async throws
    {
        let server = try await TestServer()
        let administrator = try await server.account("admin", grants: [.init(.administrator)], password: true)
        func send(_ path: String, _ body: JSON?, by account: TestAccount) async throws -> Answer {
            try await server.send("POST", path, body, by: account.principal)
        }
        let office = try await send("/first-accounts", Self.first("committeeOfficer", "jgdw"), by: administrator)
        #expect(office.status == 201 && office.json["link"]?["path"]?.string?.hasPrefix("/password/") == true)
        let officer = Int(try #require(office.json["account"]?["id"]?.integer))
        let role = try #require(try await Self.roles(of: officer, in: server).first)
        #expect(role["role"] == "committeeOfficer" && role["scope"] == "bureau" && role["founding"] == true)
        #expect(role["lapse"] == .null && role["grantedBy"] == "admin")
        let auditor = try await send("/first-accounts", Self.first("auditor", "jijian"), by: administrator)
        #expect(auditor.status == 201)
        // What it is for, and nothing else: it lets in no second, nor gives either role by another way.
        for (role, name) in [("committeeOfficer", "jgdw2"), ("auditor", "jijian2")] {
            let again = try await send("/first-accounts", Self.first(role, name), by: administrator)
            #expect(again.status == 403 && again.code == "exceedsOwn", "\(again.text)")
        }
        let target = try await server.account("target")
        for role in ["committeeOfficer", "auditor"] {
            let granted = try await send(
                "/accounts/\(target.id.rawValue)/grants", ["role": .string(role)], by: administrator)
            #expect(granted.status == 403, "\(granted.text)")
        }
        #expect(try await send("/first-accounts", Self.first("administrator", "a2"), by: administrator).status == 422)
        #expect(try await server.get("/accounts?name=jgdw2").items.isEmpty)
        // The audit says whose word it was, and what it was.
        let entry = try #require(try await server.get("/audit?subject=grant").items.last { $0["actor"] == "admin" })
        #expect(entry["after"]?["founding"] == true, "\(entry)")
    }

    @Test func `a name that was mistyped is taken back and made anew, until its owner has come in`() async throws {
        let server = try await TestServer()
        let administrator = try await server.account("admin", grants: [.init(.administrator)], password: true)
        func send(_ path: String, _ body: JSON? = nil) async throws -> Answer {
            try await server.send("POST", path, body, by: administrator.principal)
        }
        let slip = try await send("/first-accounts", Self.first("committeeOfficer", "jgwd"))
        let wrong = Int(try #require(slip.json["account"]?["id"]?.integer))
        let grant = try #require(slip.json["account"]?["roles"]?.array?.first?["grant"]?.integer)
        #expect(try await send("/grants/\(grant)/end").status == 200)
        let right = try await send("/first-accounts", Self.first("committeeOfficer", "jgdw"))
        #expect(right.status == 201, "\(right.text)")
        let officer = Int(try #require(right.json["account"]?["id"]?.integer))
        try await Self.entered(officer, in: server)
        let standing = try #require(right.json["account"]?["roles"]?.array?.first?["grant"]?.integer)
        let late = try await send("/grants/\(standing)/end")
        #expect(late.status == 403 && late.code == "exceedsOwn", "\(late.text)")
        // Taken back by the operator, it does not open the way again: somebody has had it.
        #expect(try await server.post("/grants/\(standing)/end").status == 200)
        #expect(try await send("/first-accounts", Self.first("committeeOfficer", "jgdw3")).status == 403)
        #expect(try await Self.roles(of: wrong, in: server).isEmpty)
    }

    @Test func `an administrator who was let in by another founds nothing`() async throws {
        let server = try await TestServer()
        let first = try await server.account("admin", grants: [.init(.administrator)], password: true)
        let second = try await server.account("second")
        let granted = try await server.send(
            "POST", "/accounts/\(second.id.rawValue)/grants", ["role": "administrator"], by: first.principal)
        #expect(granted.status == 201, "\(granted.text)")
        let founded = try await server.send(
            "POST", "/first-accounts", Self.first("committeeOfficer", "jgdw"), by: second.principal)
        #expect(founded.status == 403 && founded.code == "exceedsOwn", "\(founded.text)")
    }

    @Test func `what was founded stays when the administrator goes, bears what it grants, and is not renewed`()
        async throws
    {
        let server = try await TestServer()
        let first = try await server.account("admin", grants: [.init(.administrator)], password: true)
        _ = try await server.account("admin2", grants: [.init(.administrator)], password: true)
        let made = try await server.send(
            "POST", "/first-accounts", Self.first("committeeOfficer", "jgdw"), by: first.principal)
        let id = Int(try #require(made.json["account"]?["id"]?.integer))
        let officer = try await server.session(of: ID(Int64(id)), "jgdw")
        let next = try await server.account("next")
        let granted = try await server.send(
            "POST", "/accounts/\(next.id.rawValue)/grants", ["role": "committeeOfficer"], by: officer.principal)
        #expect(granted.status == 201, "\(granted.text)")
        #expect(try await server.post("/accounts/\(first.id.rawValue)/close").status == 200)
        for account in [id, Int(next.id.rawValue)] {
            #expect(try await Self.roles(of: account, in: server).map { $0["lapse"] } == [.null])
        }
        let grant = try #require(try await Self.roles(of: id, in: server).first?["grant"]?.integer)
        let renewed = try await server.send("POST", "/grants/\(grant)/renew", by: next.principal)
        #expect(renewed.status == 409 && renewed.code == "nothingToRenew", "\(renewed.text)")
    }

    @Test func `nobody is offered a role that they cannot give`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        func roles(_ browser: Browser, _ account: TestAccount) async throws -> [String] {
            let page = try await browser.get("/administration/accounts/\(account.id.rawValue)/grant")
            guard page.status == 200 else { return ["\(page.status)"] }
            let menu = try #require(
                page.text.firstMatch(of: /<select[^>]* name="role".*?<\/select>/.dotMatchesNewlines()))
            return menu.output.matches(of: /<option value="([^"]*)"/).map { String($0.output.1) }
        }
        let (administrator, office) = (
            try await server.account("admin", grants: [.init(.administrator)], password: true),
            try await server.account("office", grants: [.init(.committeeOfficer)], password: true)
        )
        let (member, secretary) = (
            try await server.account("104", member: "104"), try await server.account("101", member: "101")
        )
        let (admins, offices) = (Browser(server, as: administrator), Browser(server, as: office))
        // The office is there already, an auditor is not: that one the first administrator makes.
        #expect(try await roles(admins, member) == ["auditor", "administrator"])
        #expect(try await Set(roles(offices, member)) == ["committeeOfficer", "careOfficer"])
        // Whoever holds an office that scores is offered nothing that goes with none.
        #expect(try await roles(admins, secretary) == ["403"])
        // Not to oneself; and the way there is not shown.
        #expect(try await roles(admins, administrator) == ["403"])
        for (browser, account, isOffered) in [
            (admins, administrator, false), (admins, secretary, false), (admins, member, true),
            (offices, office, false),
        ] {
            let path = "/administration/accounts/\(account.id.rawValue)"
            #expect(try await browser.get(path).text.contains("\(path)/grant") == isOffered, "\(account.name)")
        }
    }

    @Test func `from an empty database the list leads both of them to the first month, and ticks itself off`()
        async throws
    {
        let server = try await TestServer()
        let admins = Browser(
            server, as: try await server.account("admin", grants: [.init(.administrator)], password: true))
        func done(_ browser: Browser) async throws -> Int {
            try await browser.get("/start").text.matches(of: /class="state published"/).count
        }
        #expect(try await admins.get("/").text.contains("href=\"/start\""))
        #expect(try await admins.get("/start").text.contains("已办 0 步，共 10 步"))
        // The administrator: two accounts, each with a link and its code.
        var links: [String] = []
        for role in ["committeeOfficer", "auditor"] {
            let path = "/start/\(role)"
            _ = try await admins.get(path)
            let made = try await admins.post(path, admins.fields(of: path))
            #expect(made.status == 200 && made.text.contains("<svg class=\"qr\""), "\(made.text)")
            links.append(String(try #require(made.text.firstMatch(of: /\/password\/[A-Za-z0-9_-]+/)).output))
        }
        #expect(try await admins.get("/start").text.contains("等待本人用链接设置口令"))
        #expect(try await done(admins) == 0)
        for link in links {
            let browser = Browser(server)
            try await browser.post(link, ["newPassword": TestServer.password, "again": TestServer.password])
        }
        #expect(try await done(admins) == 2)
        #expect(try await admins.get("/start/auditor").status == 403)

        // The committee's office: its name, the scheme, the lists.
        let office = Browser(server)
        try await office.post("/sign-in", ["name": "jgdw", "password": TestServer.password])
        #expect(try await !office.get("/start").text.contains("/start/schemes"))
        _ = try await office.get("/start/committee")
        var fields = office.fields(of: "/start/committee")
        fields["name"] = "东城区城市管理局机关党委"
        #expect(try await office.post("/start/committee", fields).location?.hasPrefix("/start") == true)
        for template in SchemeTemplate.allCases {
            let path = template.path.text
            #expect(try await office.get("/start").text.contains(path))
            let drafted = try await office.get(path)
            #expect(drafted.text.contains("value=\"2026-10\""), "last month’s, to be assessed still")
        }
        let path = SchemeTemplate.fourTiers.path.text
        _ = try await office.get(path)
        let drafted = try #require(try await office.post(path, office.fields(of: path)).location)
        let scheme = String(drafted.prefix { $0 != "?" })
        #expect(try await office.get("/start").text.contains("href=\"\(scheme)\""))
        _ = try await office.get("\(scheme)/publish")
        _ = try await office.post("\(scheme)/publish", office.fields(of: "\(scheme)/publish"))
        #expect(try await done(office) == 4)
        #expect(try await office.get("/start").text.contains("/imports?list=branches"))
        for list in ["branches", "members", "areas"] {
            let blank = try await office.get("/imports/\(list).xlsx")
            #expect(blank.status == 200 && blank.body.starts(with: Array("PK".utf8)))
        }
        _ = try await server.importing("branches", "支部编号,支部名称,类型,书记任职\nA,甲支部,普通支部,专职\nB,乙支部,普通支部,专职\n")
        #expect(try await done(office) == 5)
        let members = "党员编号,姓名,支部编号,党员类别,入党时间,转正时间,党内职务\n"
        _ = try await server.importing("members", members + "101,张三,A,正式党员,2010-01-01,2011-01-01,支部书记\n")
        #expect(try await office.get("/start").text.contains("还缺 1 个支部：乙支部"))
        _ = try await server.importing("members", members + "201,李四,B,正式党员,2010-01-01,2011-01-01,支部书记\n")
        let areas = try await server.importing(
            "areas",
            "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\nA-1,一区,A,夜市,101,2026-01-01,街\nB-1,二区,B,夜市,201,2026-01-01,街\n")
        #expect(areas.status == 200, "\(areas.text)")
        #expect(try await done(office) == 8)

        // The administrator again: the accounts, a branch in one step.
        #expect(try await admins.get("/start").text.contains("href=\"/branches/1/accounts\""))
        for branch in ["1", "2"] { _ = try await server.post("/branches/\(branch)/accounts") }
        #expect(try await done(admins) == 9)
        // The secretary's is the month; then the first page says nothing of it any more.
        _ = try await server.post("/cycles", ["branch": "A", "month": "2026-10"])
        #expect(try await office.get("/start").text.contains("都办好了"))
        #expect(try await !office.get("/").text.contains("href=\"/start\""))
        #expect(try await office.get("/administration").text.contains("href=\"/start\""))
    }
}
