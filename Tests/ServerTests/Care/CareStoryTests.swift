import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Care for members in hardship: who keeps a case, what is due, and that nobody else finds anything of it anywhere. What every
/// door tells everybody is looked through in `RoleMatrixTests` and `PageMatrixTests`.
@Suite struct CareStoryTests {
    private typealias Office = ObjectionStoryTests.Office
    private static let secret = WideBureau.planted

    private static func care(_ member: String, kind: String = "illness", _ more: [(String, JSON?)] = []) -> JSON {
        var body = WideBureau.care(member).object ?? JSON.Object()
        body["kind"] = .string(kind)
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    /// With an administrator, and with a care officer whom the committee's office appointed.
    private static func office() async throws -> Office {
        var office = try await Office()
        let server = office.server
        office.accounts["admin"] = try await server.account("admin", grants: [.init(.administrator)])
        let officer = try await server.account("care")
        let role: JSON = ["role": "careOfficer", "committee": "JG"]
        let path = "/accounts/\(officer.id.rawValue)/grants"
        for (name, status) in [("101", 403), ("admin", 403), ("auditor", 403), ("office", 201)] {
            #expect(try await office.post(path, role, by: name).status == status, "\(name)")
        }
        let own = try #require(office.accounts["office"]).id.rawValue
        #expect(try await office.post("/accounts/\(own)/grants", role, by: "office").code == "ownGrant")
        office.accounts["care"] = officer
        return office
    }

    private static func open(_ body: JSON, by name: String, in office: Office) async throws -> Int {
        let made = try await office.post("/care-cases", body, by: name)
        try #require(made.status == 201, "\(made.text)")
        #expect(!made.text.contains(secret))
        return made.id
    }

    @Test func `two roles keep a case, none of them their own, and nothing is entered without consent`() async throws {
        let office = try await Self.office()
        for (name, status) in [
            ("102", 403), ("103", 403), ("104", 403), ("201", 422), ("office", 403), ("auditor", 403), ("admin", 403),
        ] {
            #expect(try await office.post("/care-cases", Self.care("104"), by: name).status == status, "\(name)")
        }
        #expect(try await office.server.post("/care-cases", Self.care("104")).status == 403)
        #expect(
            try await office.post("/care-cases", Self.care("104", [("consentOn", nil)]), by: "101").errors == [
                "consentOn required"
            ])
        let id = try await Self.open(Self.care("104"), by: "101", in: office)
        #expect(try await office.post("/care-cases", Self.care("104"), by: "care").code == "careCaseOpen")
        // The secretary's own is the care officer's.
        #expect(try await office.post("/care-cases", Self.care("101"), by: "101").status == 403)
        let own = try await Self.open(Self.care("101"), by: "care", in: office)
        func listed(_ name: String) async throws -> [Int64] {
            try await office.send("GET", "/care-cases", by: name).json.array?.compactMap { $0["id"]?.integer } ?? []
        }
        #expect(try await listed("101") == [Int64(id)])
        #expect(try await listed("care") == [Int64(id), Int64(own)])
        #expect(try await listed("201") == [])
        for (name, status) in [
            ("101", 200), ("care", 200), ("102", 404), ("104", 404), ("201", 404), ("office", 404), ("auditor", 404),
            ("admin", 404),
        ] {
            let shown = try await office.send("GET", "/care-cases/\(id)", by: name)
            #expect(shown.status == status && shown.text.contains(Self.secret) == (status == 200), "\(name)")
        }
        #expect(try await office.server.get("/care-cases/\(id)").status == 403)
        for part in ["", "/close"] {
            let body: JSON? = part.isEmpty ? nil : ["on": "2026-12-07", "why": "本人"]
            let answer = try await office.send(
                part.isEmpty ? "GET" : "POST", "/care-cases/\(own)\(part)", body, by: "101")
            #expect(answer.status == 404, "\(answer.text)")
        }
        // It goes with the member to the next secretary.
        let member = try await office.server.post(
            "/members",
            [
                "number": "106", "name": "新人", "standing": "full", "joined": "2010-06-01", "becameFull": "2011-06-01",
                "branch": "A", "from": "2026-06-01",
            ])
        try #require(member.status == 201, "\(member.text)")
        let other = try await Self.open(Self.care("106"), by: "101", in: office)
        let moved = try await office.server.post(
            "/members/\(member.id)/transfers",
            ["branch": "B", "on": "2026-12-07", "reason": "工作调动"])
        try #require(moved.status == 201, "\(moved.text)")
        #expect(try await office.send("GET", "/care-cases/\(other)", by: "101").status == 404)
        #expect(try await office.send("GET", "/care-cases/\(other)", by: "201").status == 200)
    }

    @Test func `aid and visits stay, what was wrong is taken back, and what is due is told without a name`()
        async throws
    {
        var office = try await Self.office()
        let id = try await Self.open(Self.care("104", [("nextVisit", "2026-12-20")]), by: "101", in: office)
        let path = "/care-cases/\(id)"
        func home(_ name: String) async throws -> String {
            try await Browser(office.server, as: try #require(office.accounts[name]))
                .get("/", headers: ["Accept-Language": "zh-CN"]).text
        }
        #expect(try await !home("101").contains("要走访"))
        try await office.go(to: "2026-12-21")
        for (name, isTold) in [("101", true), ("care", true), ("102", false), ("office", false), ("104", false)] {
            let page = try await home(name)
            #expect(page.contains("有 1 份帮扶档案要走访") == isTold, "\(name)")
            if isTold { #expect(!page.contains("党员A四")) }
        }
        let secretary = try #require(office.accounts["101"])
        let digest = try await office.server.store.read(by: .account(secretary.id, name: "101", .reminder)) {
            try OwnDigest($0)
        }
        let mail = digest.text(try WebResources.embedded.get().words(of: .chinese), console: "https://zhibu.example")
        for word in ["帮扶", "走访", Self.secret] { #expect(!mail.subject.contains(word) && !mail.body.contains(word)) }

        let visit: JSON = ["on": "2026-12-21", "who": "支部书记", "next": "联系医院", "nextVisit": "2027-01-21"]
        let visited = try await office.post("\(path)/visits", visit, by: "101")
        #expect(visited.json["nextVisit"] == "2027-01-21" && !visited.text.contains("医院"), "\(visited.text)")
        #expect(try await !home("101").contains("要走访"))
        let aid: JSON = ["on": "2026-12-21", "what": "慰问金", "value": 100_000, "source": "partyFee", "by": "组织委员"]
        #expect(try await office.post("\(path)/aids", aid, by: "care").status == 200)
        let first = try await office.send("GET", path, by: "care").json["steps"]?.array?.first?["id"]
        let wrong: JSON = ["step": first ?? .null, "reason": "日期记错"]
        #expect(try await office.post("\(path)/withdraw-step", wrong, by: "101").json["nextVisit"] == "2026-12-20")
        #expect(try await office.post("\(path)/withdraw-step", wrong, by: "101").code == "careStepWithdrawn")
        // A year after it is looked at again, and what was so before stays.
        try await office.go(to: "2027-12-07")
        #expect(try await home("care").contains("有 1 份帮扶档案要复核"))
        let review: JSON = [
            "on": "2027-12-07", "kind": "burden", "cause": "孩子上学", "incomeSources": [], "needs": ["child"],
        ]
        let reviewed = try await office.post("\(path)/reviews", review, by: "care")
        #expect(reviewed.json["reviewDue"] == "2028-12-07", "\(reviewed.text)")
        let record = try await office.send("GET", path, by: "101").json
        #expect(record["now"]?["kind"] == "burden" && record["first"]?["kind"] == "illness")
        #expect(record["steps"]?.array?.map { $0["step"] } == ["visit", "aid", "withdrawal", "review"])
        #expect(record["steps"]?.array?.map { $0["withdrawn"] } == [true, false, false, false])
        #expect(try await office.post("\(path)/close", ["on": "2027-12-07", "why": "已脱困"], by: "101").status == 200)
        #expect(try await office.post("\(path)/aids", aid, by: "101").code == "careCaseClosed")
        // New hardship is a new case.
        _ = try await Self.open(Self.care("104"), by: "101", in: office)
    }

    @Test(.onSQLite)
    func `the audit has who read which case and nothing of it, and neither have files, log, pages or search`()
        async throws
    {
        let office = try await Self.office()
        let server = office.server
        let id = try await Self.open(Self.care("104"), by: "101", in: office)
        let path = "/care-cases/\(id)"
        let visit: JSON = ["on": "2026-12-07", "who": .string(Self.secret), "next": .string(Self.secret)]
        #expect(try await office.post("\(path)/visits", visit, by: "101").status == 200)
        let keeper = Browser(server, as: try #require(office.accounts["care"]))
        #expect(try await keeper.get("/care/\(id)").text.contains(Self.secret))
        #expect(try await office.send("GET", path, by: "101").status == 200)
        #expect(try await office.send("GET", "/care-cases", by: "care").status == 200)
        let token = try await server.token(of: try #require(office.accounts["care"]))
        let byToken = try await server.send("GET", path, headers: ["Authorization": "Bearer \(token.secret)"], by: nil)
        #expect(byToken.status == 200, "\(byToken.text)")
        let entries = try await office.send("GET", "/audit?subject=care&limit=500", by: "auditor")
        #expect(
            entries.items.map { "\($0["actor"]?.string ?? "") \($0["action"]?.string ?? "")" }.sorted() == [
                "101 changed", "101 disclosed", "101 recorded", "care disclosed", "care disclosed", "care disclosed",
            ])
        for entry in entries.items {
            let isList = entry["subjectId"]?.integer == nil
            #expect(entry["before"] == .null, "\(entry.text)")
            #expect(entry["after"] == (isList ? ["cases": [JSON(id)]] : .null), "\(entry.text)")
        }
        for word in [Self.secret, "illness", "medical", "党员A四"] {
            #expect(!entries.text.contains(word), "\(word)")
        }
        // By itself: the ids of requests are made of digits too.
        #expect(!entries.text.contains(/\b104\b/))
        // It is not carried through signing in.
        let form = try Form("reader=101&csrfToken=x&cause=\(LocalPath.encoded(Self.secret))".utf8)
        #expect(CarriedForm(form, to: .care.part("new")) == nil)
        for name in ["101", "102", "103", "104", "201", "office", "auditor", "admin", "care"] {
            let browser = Browser(server, as: try #require(office.accounts[name]))
            for page in [
                "/", "/find?q=%E5%B0%BF%E6%AF%92%E7%97%87", "/administration/audit.csv", "/members.csv", "/care",
            ] {
                #expect(!(try await browser.get(page)).text.contains(Self.secret), "\(name): \(page)")
            }
        }
        // In no file of the database, nor in a copy of it; not even whose case it is.
        try await server.store.sealAudit()
        let files = try #require(FileManager.default.enumerator(at: server.folder, includingPropertiesForKeys: nil))
        var size = 0
        for case let file as URL in files {
            guard let bytes = try? Data(contentsOf: file) else { continue }
            size += bytes.count
            for word in [Self.secret, "支部党员大会"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(file.lastPathComponent)")
            }
        }
        #expect(size > 100_000)
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
        // Where no trace is kept, nothing is read.
        await #expect(throws: StorageFault.self) {
            _ = try await server.store.read(by: try #require(office.accounts["care"]).principal) {
                try $0.careCase(ID(Int64(id)))
            }
        }
    }

    @Test func `numbers are told from three on, and no office reckons a branch's from its own`() async throws {
        let office = try await Self.office()
        func counts(_ name: String) async throws -> [String] {
            try await office.send("GET", "/care-counts", by: name).json.array?.map { place in
                let kinds = (place["kinds"]?.array ?? []).filter { $0["count"]?.integer != nil }.map {
                    "\($0["kind"]?.string ?? "") \($0["count"]?.integer ?? 0)"
                }
                return ([place["code"]?.string ?? ""] + kinds + [place["total"]?.text ?? ""]).joined(separator: " ")
            } ?? ["\(name) is refused"]
        }
        for member in ["103", "104"] { _ = try await Self.open(Self.care(member), by: "101", in: office) }
        #expect(try await counts("102") == ["A null"])
        _ = try await Self.open(Self.care("105"), by: "101", in: office)
        #expect(try await counts("102") == ["A illness 3 null"])
        // All of the committee's are of that branch: its number would say that the other has none.
        #expect(try await counts("office") == ["JG null"])
        for member in ["203", "204", "205"] { _ = try await Self.open(Self.care(member), by: "201", in: office) }
        #expect(try await counts("office") == ["JG illness 6 null"])
        #expect(try await counts("care") == ["JG illness 6 null"])
        #expect(try await counts("201") == ["B illness 3 null"])
        for name in ["103", "104", "auditor", "admin"] {
            #expect(try await office.send("GET", "/care-counts", by: name).status == 403, "\(name)")
        }
        let page = try await Browser(office.server, as: try #require(office.accounts["102"]))
            .get("/care/counts", headers: ["Accept-Language": "zh-CN"]).text
        #expect(page.contains("不足三人或不显示") && page.contains("<td class=\"figure\" data-label=\"人数\">3</td>"), "\(page)")
    }
}
