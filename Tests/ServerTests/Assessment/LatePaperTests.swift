import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Papers that come when their month is closed (design §4 "Organisation", "Areas"): they are recorded with their true day,
/// the month stands as it was closed, and says so.
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3. 106 is a member
/// with nothing but a sheet on A-1.
@Suite(.serialized)
struct LatePaperTests {
    private struct November {
        let bureau: SmallBureau
        let cycle: Int
        let secretary: TestAccount
        let office: TestAccount

        var server: TestServer { bureau.server }

        /// - Parameter isClosed: it is 3 December then.
        init(isClosed: Bool) async throws {
            bureau = try await SmallBureau()
            let made = try await bureau.server.post(
                "/members",
                [
                    "number": "106", "name": "党员A六", "branch": "A", "standing": "full", "joined": "2010-01-01",
                    "becameFull": "2011-01-01", "from": "2020-01-01",
                ])
            try #require(made.status == 201, "\(made.text)")
            cycle = try await bureau.open()
            try await bureau.scoreAll(in: cycle)
            let given = try await bureau.server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "106", 60, 40))
            try #require(given.status == 201, "\(given.text)")
            if isClosed {
                try #require(try await bureau.close(cycle).status == 200)
                try bureau.server.go(to: "2026-12-03")
            }
            // Their sessions last a day.
            secretary = try await bureau.server.account("101", member: "101")
            office = try await bureau.server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        }

        func member(_ number: String) async throws -> Int { try await server.first("/members?number=\(number)") }

        func leave(
            _ number: String, on day: String, by account: TestAccount, late reason: String? = nil,
            ending: Bool = false
        ) async throws -> Answer {
            try await server.send(
                "POST", "/members/\(try await member(number))/leavings",
                [
                    "leaving": "transferredOut", "on": .string(day), "reason": "调往外区", "document": "介绍信8",
                    "endsHoldings": .bool(ending), "lateReason": JSON(reason),
                ], by: account.principal)
        }

        /// Everything of the ranking but what stands beside it.
        func figures() async throws -> String {
            let ranking = try await bureau.ranking()
            var object = try #require(ranking.object)
            object["remarks"] = .null
            return JSON.object(object).text
        }

        func remarks() async throws -> JSON { try await bureau.ranking()["remarks"] ?? .null }
    }

    @Test func `somebody who left in a closed month leaves it as it was closed, and it says so`() async throws {
        let month = try await November(isClosed: true)
        let (server, cycle) = (month.server, month.cycle)
        let before = try await month.figures()
        let theirs = try await month.leave("106", on: "2026-11-25", by: month.secretary, late: "介绍信迟到")
        #expect(theirs.status == 403, "\(theirs.text)")
        let bare = try await month.leave("106", on: "2026-11-25", by: month.office)
        #expect(bare.errors == ["lateReason required"], "\(bare.text)")
        let done = try await month.leave("106", on: "2026-11-25", by: month.office, late: "介绍信12月才到")
        #expect(done.status == 201 && done.json["status"] == "left", "\(done.text)")

        #expect(try await month.figures() == before)
        #expect(try await server.get("/cycles/\(cycle)/sheets").items.allSatisfy { $0["notCounted"] == .null })
        let paper = try await month.remarks()["latePapers"]?.array?.first
        #expect(paper?["kind"] == "left" && paper?["member"]?["number"] == "106" && paper?["from"] == "2026-11-25")
        #expect(paper?["reason"] == "介绍信12月才到" && paper?["by"] == "office" && paper?["monthStands"] == true)
        // Why they left, and how, is nobody's else to read.
        #expect(paper?.text.contains("外区") == false)
        try #require(try await server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        let browser = Browser(server, as: month.secretary)
        for page in ["", "/ranking", "/notice"] {
            let text = try await browser.get("/cycles/\(cycle)\(page)").text
            #expect(text.contains("介绍信12月才到") && text.contains("以截止时为准"), "\(page)")
        }
    }

    @Test func `a transfer is recorded with its true day`() async throws {
        let month = try await November(isClosed: true)
        let before = try await month.figures()
        let path = "/members/\(try await month.member("106"))/transfers"
        let done = try await month.server.send(
            "POST", path, ["branch": "B", "on": "2026-11-20", "reason": "介绍信11月20日"], by: month.office.principal)
        #expect(done.status == 201, "\(done.text)")
        let spans = try await month.server.get("/members/\(try await month.member("106"))/memberships").json.array
        #expect(spans?.map { $0["from"] } == ["2020-01-01", "2026-11-20"])
        #expect(try await month.figures() == before)
        let papers = try await month.remarks()["latePapers"]?.array?.map {
            "\($0["kind"]?.string ?? "") \($0["from"]?.string ?? "")"
        }
        #expect(papers == ["transferred 2026-11-20"])
        // Nor does it move the other branch's month.
        #expect(try await month.server.get("/rankings?month=2026-11&branch=B").items.isEmpty)
    }

    @Test func `a holder is recorded with the true day, and the award is whose it was`() async throws {
        let month = try await November(isClosed: true)
        let (server, cycle) = (month.server, month.cycle)
        let before = try await month.figures()
        let body: JSON = ["member": "104", "from": "2026-11-25", "reason": "11月25日已移交"]
        let theirs = try await server.send("POST", "/areas/1/assignments", body, by: month.secretary.principal)
        #expect(theirs.status == 403, "\(theirs.text)")
        let done = try await server.send("POST", "/areas/1/assignments", body, by: month.office.principal)
        #expect(done.status == 201, "\(done.text)")
        #expect(try await month.figures() == before)
        let change = try await month.remarks()["holderChanges"]?.array?.first
        #expect(change?["reason"] == "11月25日已移交" && change?["monthStands"] == true)
        try #require(try await server.post("/cycles/\(cycle)/post").status == 200)
        try server.go(to: "2026-12-20")
        try #require(try await server.post("/cycles/\(cycle)/finalise").status == 200)
        #expect(try await server.get("/awards").items.map { $0["member"]?["number"] } == ["103"])
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `opened again, a month counts with what is known then`() async throws {
        let month = try await November(isClosed: true)
        let (server, cycle) = (month.server, month.cycle)
        let before = try await month.figures()
        #expect(try await month.leave("106", on: "2026-11-25", by: month.office, late: "介绍信迟到").status == 201)
        let reopened = try await server.send(
            "POST", "/cycles/\(cycle)/reopen", ["reason": "补登后重算"], by: month.office.principal)
        #expect(reopened.status == 200, "\(reopened.text)")
        let sheets = try await server.get("/cycles/\(cycle)/sheets").items
        #expect(sheets.compactMap { $0["notCounted"]?.string } == ["left"])
        try #require(try await month.bureau.close(cycle).status == 200)
        #expect(try await month.figures() != before)
        let remarks = try await month.remarks()
        #expect(remarks["latePapers"]?.array?.map { $0["monthStands"] } == [false])
        #expect(remarks["reopenings"]?.array?.count == 1)
        // From here it is closed as it is now.
        let after = try await month.figures()
        let back = try await server.send(
            "POST", "/members/\(try await month.member("106"))/returns",
            ["on": "2026-11-25", "branch": "A", "reason": "误登记", "lateReason": "误登记，撤回"],
            by: month.office.principal)
        #expect(back.status == 201, "\(back.text)")
        #expect(try await month.figures() == after)
        #expect(try await month.remarks()["latePapers"]?.array?.map { $0["monthStands"] } == [false, true])
    }

    @Test func `a leaving in an open month with sheets takes a reason and stands on it`() async throws {
        let month = try await November(isClosed: false)
        let bare = try await month.leave("106", on: "2026-11-20", by: month.secretary)
        #expect(bare.errors == ["lateReason required"], "\(bare.text)")
        let done = try await month.leave("106", on: "2026-11-20", by: month.secretary, late: "11月20日已报到")
        #expect(done.status == 201, "\(done.text)")
        let sheets = try await month.server.get("/cycles/\(month.cycle)/sheets").items
        #expect(sheets.compactMap { $0["notCounted"]?.string } == ["left"])
        let paper = try await month.server.get("/cycles/\(month.cycle)").json["remarks"]?["latePapers"]?.array?.first
        #expect(paper?["kind"] == "left" && paper?["by"] == "101" && paper?["monthStands"] == false)
        // From the next month on there is nothing to explain.
        let ordinary = try await November(isClosed: false)
        #expect(try await ordinary.leave("106", on: "2026-12-01", by: ordinary.secretary).status == 201)
        #expect(
            try await ordinary.server.get("/cycles/\(ordinary.cycle)").json["remarks"]?["latePapers"]?.array == [])
    }

    @Test func `an area given up with a leaving is the committee's office's, and stands on the month`() async throws {
        let month = try await November(isClosed: true)
        let before = try await month.figures()
        #expect(
            try await month.leave("105", on: "2026-11-25", by: month.secretary, late: "迟到", ending: true).status == 403)
        let done = try await month.leave("105", on: "2026-11-25", by: month.office, late: "11月已离世", ending: true)
        #expect(done.status == 201, "\(done.text)")
        #expect(try await month.figures() == before)
        let papers = try await month.remarks()["latePapers"]?.array ?? []
        #expect(papers.contains { $0["kind"] == "gaveUp" && $0["area"] == "A-3" && $0["monthStands"] == true })
        #expect(try await month.server.get("/areas/3").json["holders"] == [])
        // Whoever holds it next is recorded with the true day as well.
        let next = try await month.server.send(
            "POST", "/areas/3/assignments", ["member": "104", "from": "2026-11-26", "reason": "接手"],
            by: month.office.principal)
        #expect(next.status == 201, "\(next.text)")
        #expect(try await month.figures() == before)
    }

    @Test func `a group leader relieved in a closed month leaves it as it was`() async throws {
        let month = try await November(isClosed: true)
        let before = try await month.figures()
        let led = try #require(
            try await month.server.get("/branches/1/appointments").items.first {
                $0["member"]?["number"] == "102" && $0["office"] == "groupLeader"
            }?["id"]?.integer)
        let path = "/appointments/\(led)/end"
        let theirs = try await month.server.send(
            "POST", path, ["on": "2026-11-20", "reason": "换届"], by: month.secretary.principal)
        #expect(theirs.status == 403, "\(theirs.text)")
        let bare = try await month.server.send("POST", path, ["on": "2026-11-20"], by: month.office.principal)
        #expect(bare.errors == ["reason required"], "\(bare.text)")
        let done = try await month.server.send(
            "POST", path, ["on": "2026-11-20", "reason": "11月20日换届"], by: month.office.principal)
        #expect(done.status == 200, "\(done.text)")
        #expect(try await month.figures() == before)
        #expect(try await month.remarks()["latePapers"]?.array?.map { $0["kind"] } == ["relieved"])
        // Nor is it undone in silence.
        let again: JSON = ["member": "102", "office": "groupLeader", "group": "一组", "from": "2026-11-21"]
        let silent = try await month.server.send(
            "POST", "/branches/1/appointments", again, by: month.office.principal)
        #expect(silent.errors == ["reason required"], "\(silent.text)")
    }

    @Test func `who comes back into the records later does not score the months that were over by then`() async throws {
        let month = try await November(isClosed: false)
        #expect(try await month.leave("106", on: "2026-10-20", by: month.secretary, late: "漏记").status == 201)
        try month.server.go(to: "2026-12-03")
        let back = try await month.server.post(
            "/members/\(try await month.member("106"))/returns",
            ["on": "2026-11-10", "branch": "A", "reason": "调回", "lateReason": "介绍信迟到"])
        #expect(back.status == 201, "\(back.text)")
        // Nor does the sheet that they gave when they were of the branch count again.
        let sheets = try await month.server.get("/cycles/\(month.cycle)/sheets").items
        #expect(sheets.compactMap { $0["notCounted"]?.string } == ["notYetMember"])
        let papers = try await month.server.get("/cycles/\(month.cycle)").json["remarks"]?["latePapers"]?.array
        #expect(papers?.map { $0["kind"] } == ["left", "returned"])
        let anew = try await month.server.post(
            "/cycles/\(month.cycle)/sheets", SmallBureau.sheet("A-2", "branch", by: "106"))
        #expect(anew.errors == ["assessor rule"], "\(anew.text)")
    }

    // MARK: - Whatever is recorded

    /// A source of numbers that is the same in every run.
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    @Test(arguments: 1...6)
    func `whatever late papers are recorded, a closed month and a posted snapshot stay as they are`(
        seed: UInt64
    ) async throws {
        let month = try await November(isClosed: true)
        let server = month.server
        let isPosted = seed.isMultiple(of: 2)
        if isPosted { try #require(try await server.post("/cycles/\(month.cycle)/post").status == 200) }
        let before = try await month.figures()
        let snapshot = isPosted ? try await server.get("/snapshots/1").text : ""
        let sheets = try await server.get("/cycles/\(month.cycle)/sheets").text
        var dice = Dice(state: seed &* 7_919)
        var recorded = 0
        for turn in 0..<25 {
            let number = "\(101 + dice.roll(6))"
            let id = try await month.member(number)
            let day = try LocalDate(parsing: "2026-10-20").adding(days: dice.roll(45)).description
            let answer: Answer =
                switch dice.roll(6) {
                case 0:
                    try await month.leave(number, on: day, by: month.office, late: "迟到 \(turn)", ending: true)
                case 1:
                    try await server.send(
                        "POST", "/members/\(id)/returns",
                        ["on": .string(day), "branch": "A", "reason": "回归", "lateReason": "迟到"],
                        by: month.office.principal)
                case 2:
                    try await server.send(
                        "POST", "/members/\(id)/transfers",
                        ["branch": dice.roll(2) == 0 ? "A" : "B", "on": .string(day), "reason": "迟到"],
                        by: month.office.principal)
                case 3:
                    try await server.send(
                        "POST", "/areas/\(1 + dice.roll(3))/assignments",
                        ["member": .string(number), "from": .string(day), "reason": "迟到"],
                        by: month.office.principal)
                case 4:
                    try await server.send(
                        "POST", "/appointments/\(1 + dice.roll(5))/end", ["on": .string(day), "reason": "迟到"],
                        by: month.office.principal)
                default:
                    try await server.send(
                        "POST", "/branches/1/appointments",
                        [
                            "member": .string(number), "office": "groupLeader", "group": "一组", "from": .string(day),
                            "reason": "迟到",
                        ], by: month.office.principal)
                }
            #expect(answer.status != 500, "\(answer.text)")
            if answer.status < 300 { recorded += 1 }
            #expect(try await month.figures() == before, "seed \(seed), turn \(turn)")
        }
        #expect(recorded > 2, "seed \(seed)")
        #expect(try await server.get("/cycles/\(month.cycle)/sheets").text == sheets)
        if isPosted {
            #expect(try await server.get("/snapshots/1").text == snapshot)
            #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        }
        #expect(try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.holds)
    }
}
