import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// An appraisal on its way: drafted, counted, proposed, decided, told, signed; sealed statements, corrections, the count as
/// offices tick it off. A has the members 101 to 107; today is 24 November 2026. Who may do what is in `RoleMatrixTests`.
@Suite struct AppraisalStoryTests {
    private let bureau: WideBureau

    init() async throws { bureau = try await WideBureau() }

    private func post(
        _ path: String, _ body: JSON?, by visitor: WideBureau.Visitor = .secretary
    ) async throws -> Answer {
        try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
    }

    private func get(_ path: String, by visitor: WideBureau.Visitor) async throws -> Answer {
        try await bureau.server.send("GET", path, by: bureau.principal(visitor))
    }

    private static func grades(_ more: [(Int, JSON)] = []) -> JSON {
        let others = Dictionary(more) { $1 }
        return .array(
            (101...107).map { number in
                (others[number] ?? ["grade": number < 103 ? "excellent" : "competent"])
                    .with("member", .string(String(number)))
            })
    }

    private static func line(_ number: Int, of answer: Answer) -> JSON? {
        answer.json["lines"]?.array?.first { $0["member"]?["number"] == .string(String(number)) }
    }

    @Test func `an appraisal goes its way, and each reads what is theirs to read`() async throws {
        let id = try await bureau.appraisal(.drafted)
        let path = "/appraisals/\(id)"
        // The branch's secretary enters it; nothing is proposed before it is counted.
        #expect(try await post("\(path)/proposal", WideBureau.grades).code == "appraisalStatus")
        let counted = try await post("\(path)/counts", WideBureau.appraisalCounts)
        #expect(counted.json["status"] == "counted", "\(counted.text)")
        #expect(Self.line(104, of: counted)?["counts"]?["competent"] == 4)
        #expect(try await post("\(path)/counts", WideBureau.appraisalCounts).code == "appraisalNeedsReason")
        // What is not what most ballots gave takes a reason.
        let odd = Self.grades([(103, ["grade": "excellent"])])
        #expect(try await post("\(path)/proposal", ["grades": odd]).errors == ["grades[2].reason required"])
        #expect(try await post("\(path)/proposal", WideBureau.grades).json["status"] == "proposed")

        // Nobody is told of themselves before it is decided, and of others never.
        let early = try await get(path, by: .member)
        #expect(early.json["lines"]?.array?.count == 1 && early.json["excellent"] == .null)
        #expect(Self.line(104, of: early)?["counts"] == .null && Self.line(104, of: early)?["proposed"] == .null)
        #expect(try await get(path, by: .otherMember).status == 404)
        #expect(try await get(path, by: .otherSecretary).status == 404)
        let office = try await get(path, by: .committee)
        #expect(office.json["lines"]?.array?.count == 7 && Self.line(104, of: office)?["counts"] == .null)
        #expect(Self.line(104, of: office)?["proposed"]?["grade"] == "competent")

        let decided = try await post("\(path)/decision", WideBureau.decision)
        #expect(decided.json["status"] == "decided" && decided.json["untold"] == 7, "\(decided.text)")
        #expect(decided.json["warnings"] == [])
        let own = try await get(path, by: .member)
        #expect(Self.line(104, of: own)?["decided"]?["grade"] == "competent")
        #expect(Self.line(104, of: own)?["counts"]?["excellent"] == 1)
        #expect(Self.line(104, of: own)?["inputs"]?["areas"]?.array?.first?["code"] == "A-1")

        // Who is told is not told by themselves, and signs afterwards.
        #expect(try await post("\(path)/signature", [:], by: .member).code == "appraisalNotTold")
        let selfTold: JSON = ["members": ["101", "104"], "on": "2026-11-23", "by": "101"]
        #expect(try await post("\(path)/told", selfTold).errors == ["members[0] rule"])
        let everybody = JSON.array((102...107).map { .string(String($0)) })
        #expect(
            try await post("\(path)/told", ["members": everybody, "on": "2026-11-23", "by": "101"]).status == 200)
        let today = try await Browser(bureau.server, as: try #require(bureau.accounts[.member])).get("/")
        #expect(today.text.contains("待本人签字"), "\(today.text)")
        let signed = try await post("\(path)/signature", ["remark": "同意"], by: .member)
        #expect(Self.line(104, of: signed)?["signed"]?["remark"] == "同意", "\(signed.text)")
        #expect(try await post("\(path)/signature", [:], by: .member).code == "appraisalSigned")
        #expect(
            try await post("\(path)/told", ["members": ["101"], "on": "2026-11-23", "by": "102"]).status == 200)
        let onPaper = JSON.array([101, 102, 103, 105, 106, 107].map { ["member": .string(String($0))] })
        let closed = try await post("\(path)/paper-signatures", ["signatures": onPaper])
        #expect(closed.json["status"] == "closed" && closed.json["unsigned"] == 0, "\(closed.text)")

        // The yearly rule is kept by it, and it stands in the year's table.
        let due = try await bureau.server.get("/due?branch=A").items
        #expect(due.last { $0["rule"] == "appraise.year" }?["state"] == "done")
        let honours = try await get("/honours?year=2026&branch=A", by: .secretary).json.array
        #expect(honours?.first { $0["member"]?["number"] == "104" }?["grade"] == "competent")
        let mine = try await get("/honours?year=2026&branch=A", by: .member).json.array
        #expect(mine?.first { $0["member"]?["number"] == "105" }?["grade"] == .null)
    }

    @Test func `a statement is read by those on the roll until it is decided, then by its author alone`() async throws {
        let planted = "上半年两次迟到，下决心改正"
        let id = try await bureau.appraisal(.drafted)
        let path = "/appraisals/\(id)"
        #expect(try await post("\(path)/statement", ["statement": .string(planted)], by: .member).status == 200)
        let statement = "\(path)/statements/\(bureau.ids["104"] ?? 0)"
        for (visitor, status) in [
            (WideBureau.Visitor.member, 200), (.leader, 200), (.secretary, 200), (.otherMember, 404),
            (.otherSecretary, 404), (.committee, 403), (.office, 403), (.auditor, 403), (.administrator, 403),
            (.operator, 403),
        ] {
            let answer = try await get(statement, by: visitor)
            #expect(answer.status == status && answer.text.contains(planted) == (status == 200), "\(visitor)")
        }
        let page = try await Browser(bureau.server, as: try #require(bureau.accounts[.leader])).get(statement)
        #expect(page.status == 200 && page.text.contains(planted))
        for (part, body) in [
            ("counts", WideBureau.appraisalCounts), ("proposal", WideBureau.grades), ("decision", WideBureau.decision),
        ] {
            let answer = try await post("\(path)/\(part)", body)
            #expect(answer.status == 200 && !answer.text.contains(planted), "\(answer.text)")
        }
        #expect(try await post("\(path)/statement", ["statement": "再写"], by: .member).code == "appraisalStatus")
        #expect(try await get(statement, by: .member).text.contains(planted))
        for visitor in [WideBureau.Visitor.leader, .secretary, .committee, .auditor, .operator] {
            #expect(try await get(statement, by: visitor).status == 403, "\(visitor)")
        }
        // Nothing else has it: no page, file, audit or byte of the database.
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.secretary]))
        for address in [path, "\(path)/counts.csv", "\(path)/record"] {
            let answer = try await browser.get(address)
            #expect(answer.status == 200 && !answer.text.contains(planted), "\(address)")
        }
        let audit = try await get("/audit?limit=500", by: .auditor)
        #expect(audit.text.contains("statementWritten") && !audit.text.contains(planted))
        let faults = try await bureau.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
            .faults
        #expect(faults == [])
        for file in ["", "-wal"] {
            let url = URL(filePath: bureau.server.database + file)
            guard FileManager.default.fileExists(atPath: url.path) else { continue }
            #expect(try Data(contentsOf: url).range(of: Data(planted.utf8)) == nil, "\(file)")
        }
        let doctor = try await bureau.server.store.read(by: .operator(systemUser: "test")) {
            try $0.unreadableAppraisalStatements()
        }
        #expect(doctor == [])
    }

    @Test func `a decision is corrected by somebody else, both stay, and what is weighed follows it`() async throws {
        let id = try await bureau.appraisal(.proposed)
        let path = "/appraisals/\(id)"
        let member = bureau.ids["105"] ?? 0
        func notes() async throws -> [JSON] {
            try await get("/eligibility-notes?member=105", by: .committee).items
        }
        // Below competent with a reason.
        let basic = Self.grades([(105, ["grade": "basicallyCompetent"])])
        #expect(
            try await post("\(path)/decision", ["on": "2026-11-20", "grades": basic]).errors
                == ["grades[4].reason required"])
        let reasoned = Self.grades([(105, ["grade": "basicallyCompetent", "reason": "两次无故缺席"])])
        #expect(try await post("\(path)/decision", ["on": "2026-11-20", "grades": reasoned]).status == 200)
        // The office finds it among what it weighs, as the appraisal says it, and changes nothing of it there.
        let note = try #require(try await notes().last)
        #expect(note["closing"] == .null)
        let noteID = note["id"]?.integer ?? 0
        let opened = try await post("/eligibility-notes/\(noteID)/disclosures", ["reason": "评选前核对"], by: .committee)
        #expect(opened.json["grade"] == "basicallyCompetent" && opened.json["year"] == 2026, "\(opened.text)")
        #expect(
            try await post("/eligibility-notes/\(noteID)/withdraw", ["reason": "误记"], by: .committee).code
                == "followsAppraisal")
        #expect(
            try await post(
                "/members/\(member)/eligibility-notes",
                ["kind": "appraisal", "year": 2026, "grade": "notCompetent"], by: .committee
            ).errors == ["year conflict"])

        func correction(_ grade: JSON, reason: JSON = "录入有误") -> JSON {
            ["on": "2026-11-23", "grades": [grade.with("member", "105")], "reason": reason]
        }
        let worse: JSON = [
            "grade": "notCompetent", "reason": "长期不参加", "checkedOn": "2026-11-22", "document": "甲区委〔2026〕12号",
        ]
        #expect(try await post("\(path)/correction", correction(worse)).code == "enteredByYou")
        let corrected = try await post("\(path)/correction", correction(worse), by: .officer)
        #expect(Self.line(105, of: corrected)?["decided"]?["grade"] == "notCompetent", "\(corrected.text)")
        let moves = corrected.json["steps"]?.array?.last?["moves"]?.array?.first
        #expect(moves?["from"] == "basicallyCompetent" && moves?["to"] == "notCompetent")
        // The same record says the grade that stands now.
        #expect(try await notes().count == 1)
        let again = try await post("/eligibility-notes/\(noteID)/disclosures", ["reason": "再核"], by: .committee)
        #expect(again.json["grade"] == "notCompetent")

        let lifted = try await post("\(path)/correction", correction(["grade": "competent"]))
        #expect(Self.line(105, of: lifted)?["decided"]?["grade"] == "competent", "\(lifted.text)")
        #expect(try await notes().last?["closing"] == "withdrawn")
        #expect(
            try await post("\(path)/correction", correction(["grade": "competent"]), by: .officer).errors
                == ["grades[0].grade unchanged"])
        #expect(lifted.json["steps"]?.array?.filter { $0["step"] == "decided" }.count == 3)
    }

    @Test func `more than a third are excellent with a reason, which the paper says`() async throws {
        let id = try await bureau.appraisal(.counted)
        let path = "/appraisals/\(id)"
        let many = Self.grades([(103, ["grade": "excellent", "reason": "抢险救灾表现突出"])])
        let proposed = try await post("\(path)/proposal", ["grades": many])
        #expect(proposed.json["warnings"] == ["tooManyExcellent"] && proposed.json["excellentMost"] == 2)
        #expect(
            try await post("\(path)/decision", ["on": "2026-11-20", "grades": many]).errors
                == ["excellentReason required"])
        let decided = try await post(
            "\(path)/decision", ["on": "2026-11-20", "grades": many, "excellentReason": "支部获市级表彰"])
        #expect(decided.json["status"] == "decided" && decided.json["warnings"] == ["tooManyExcellent"])
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.secretary]))
        for address in [path, "\(path)/record"] {
            let page = try await browser.get(address)
            #expect(page.text.contains("支部获市级表彰") && page.text.contains("超过三分之一"), "\(address)")
        }
        #expect(try await get("\(path)/record.docx", by: .secretary).status == 200)
        // Who reads the grades and not the ballots has a paper without these.
        let office = try await Browser(bureau.server, as: try #require(bureau.accounts[.committee])).get(
            "\(path)/record")
        #expect(office.status == 200 && !office.text.contains(">基本合格<"))
    }

    @Test func `the ballots fit, and are entered anew by somebody else once something is counted`() async throws {
        let id = try await bureau.appraisal(.counted)
        let path = "/appraisals/\(id)"
        let few: JSON = ["present": 6, "issued": 6, "returned": 6, "valid": 6, "reason": "漏记一张"]
        #expect(try await post("\(path)/ballots", few.with("present", 8)).errors == ["present rule"])
        #expect(try await post("\(path)/ballots", few.with("valid", 4)).errors == ["valid rule"])
        #expect(try await post("\(path)/ballots", few).status == 200)
        #expect(try await post("\(path)/ballots", few).code == "enteredByYou")
        #expect(
            try await post("\(path)/ballots", few.with("reason", .null), by: .officer).code == "appraisalNeedsReason")
        #expect(
            try await bureau.server.post("/appraisals", WideBureau.appraisal(of: 2026, in: "A")).code
                == "appraisalStands")
        // Of a meeting that is still to come nothing is counted.
        let later = try await bureau.server.post("/appraisals", ["branch": "C", "year": 2026, "on": "2026-12-20"])
        #expect(later.status == 201, "\(later.text)")
        #expect(
            try await bureau.server.post("/appraisals/\(later.id)/ballots", WideBureau.appraisalBallots).code
                == "appraisalNotHeld")
    }

    @Test func `a count goes in as offices tick it off, and what was downloaded changes nothing`() async throws {
        let id = try await bureau.appraisal(.drafted)
        let address = "/appraisals/\(id)/counts/import"
        func sheet(_ rows: [String]) -> String { (["姓名,优秀,合格,基本合格,不合格"] + rows).joined(separator: "\r\n") }
        let rows = (1...7).map { "党员A\($0),\($0 < 3 ? 4 : 1),\($0 < 3 ? 1 : 4),0,0" }
        let short = try await bureau.server.importing(sheet(Array(rows.dropLast())), into: address)
        #expect(short.status == 422 && short.text.contains("107"), "\(short.text)")
        let blank = try await bureau.server.importing(
            sheet(rows.dropLast() + ["党员A7,1,,0,0"]), into: address)
        #expect(blank.status == 422 && blank.text.contains("0 where there were none"), "\(blank.text)")
        let many = try await bureau.server.importing(sheet(rows.dropLast() + ["党员A7,3,4,0,0"]), into: address)
        #expect(many.status == 422 && many.text.contains("5 ballots are valid"), "\(many.text)")
        let tried = try await bureau.server.importing(sheet(rows), into: "\(address)?dryRun=true")
        #expect(tried.status == 200 && tried.json["created"] == 7, "\(tried.text)")
        #expect(try await bureau.server.get("/appraisals/\(id)").json["status"] == "drafted")
        let gone = try await bureau.server.importing(sheet(rows), into: address)
        #expect(gone.status == 200 && gone.json["created"] == 7, "\(gone.text)")
        #expect(try await bureau.server.get("/appraisals/\(id)").json["status"] == "counted")
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.secretary]))
        let downloaded = try await browser.get("/appraisals/\(id)/counts.csv")
        #expect(downloaded.status == 200 && downloaded.text.contains("党员A3"))
        let again = try await bureau.server.importing(downloaded.text, into: address)
        #expect(again.status == 200 && again.json["unchanged"] == 7, "\(again.text)")
        let other = try await bureau.server.importing(
            sheet(rows.dropLast() + ["党员A7,2,3,0,0"]), into: address)
        #expect(other.status == 422 && other.text.contains("corrected by hand"), "\(other.text)")
    }

    @Test func `what probationary members say stands beside, and they get no grade`() async throws {
        let come = try await bureau.server.post(
            "/members",
            [
                "number": "108", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A",
                "from": "2026-06-01",
            ])
        try #require(come.status == 201, "\(come.text)")
        let gone = try await post(
            "/appraisals/\(bureau.ids["A appraisal"] ?? 0)/withdraw", ["reason": "改由预备党员参加"])
        #expect(gone.status == 200)
        let made = try await post(
            "/appraisals", WideBureau.appraisal(of: 2026, in: "A").with("withProbationary", true))
        #expect(made.json["roll"] == 8 && made.json["graded"] == 7, "\(made.text)")
        let path = "/appraisals/\(made.id)"
        #expect(try await post("\(path)/ballots", WideBureau.appraisalBallots).status == 200)
        let lines = WideBureau.appraisalCounts["lines"]?.array ?? []
        let graded: JSON = [
            "member": "108", "excellent": 1, "competent": 0, "basicallyCompetent": 0, "notCompetent": 0,
        ]
        #expect(
            try await post("\(path)/counts", ["lines": .array(lines + [graded])]).errors == ["lines[7].excellent rule"])
        let spoke: JSON = ["member": "108", "statementOn": "2026-11-19", "peersSpoke": true]
        let counted = try await post("\(path)/counts", ["lines": .array(lines + [spoke])])
        #expect(counted.status == 200 && Self.line(108, of: counted)?["statementOn"] == "2026-11-19")
        #expect(
            try await post("\(path)/proposal", ["grades": Self.grades()]).json["status"] == "proposed")
    }
}

extension JSON {
    fileprivate func with(_ name: String, _ value: JSON) -> JSON {
        var object = self.object ?? JSON.Object()
        object[name] = value
        return .object(object)
    }
}
