import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What may ail a branch, over small years of records. It is the 24th of November 2026.
@Suite struct DiagnosisTests {
    private static let chinese = ["Accept-Language": "zh-CN"]

    private static func figures(_ told: Answer) -> [String: JSON] {
        let heads = told.json["heads"]?.array ?? []
        let all = heads.flatMap { $0["figures"]?.array ?? [] } + (told.json["figures"]?.array ?? [])
        return Dictionary(all.map { ($0["figure"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Part, whole and standing.
    private static func said(_ figure: JSON?) -> [String] {
        ["numerator", "denominator", "standing"].map { figure?[$0]?.string ?? figure?[$0]?.text ?? "" }
    }

    /// A meeting of A that was held, with its attendance: of the five, so many absent and then so many who made it up.
    private static func held(
        _ server: TestServer, in branch: Int, on day: String, absent: Int = 0, madeUp: Int = 0, form: String? = nil,
        scale: String? = nil, changed: String? = nil
    ) async throws {
        try await server.store.database.write { session in
            let id: Int64 = try session.insert(
                """
                INSERT INTO meeting (branch_id, kind, standing, month, date, start, minutes, place, status, created_at,
                                     changed_at)
                VALUES (\(branch), 'assembly', 'extraordinary', \(String(day.prefix(7))), \(day), '09:00', 60, '会议室',
                        'scheduled', 1, 1)
                RETURNING id
                """)
            try session.run(
                """
                INSERT INTO meeting_record (meeting_id, opened_at, opened_by, taken_at, chair_member_id, chair_name,
                                            recorder_member_id, recorder_name, form, scale, changed)
                VALUES (\(id), 1, 'tester', 1, 1, '书记A', 2, '组长A', \(form), \(scale), \(changed))
                """)
            let members: [Int64] = try session.rows(
                "SELECT member_id FROM membership WHERE branch_id = \(branch) ORDER BY member_id"
            ) { try $0.at(0) }
            for (index, member) in members.enumerated() {
                let state = index < absent ? "absent" : "present"
                let made: String? = index < madeUp ? day : nil
                let way: String? = index < madeUp ? "补课" : nil
                try session.run(
                    """
                    INSERT INTO attendance (meeting_id, member_id, branch_id, entitled, votes, state, made_up_on, made_up_form)
                    VALUES (\(id), \(member), \(branch), 1, 1, \(state), \(made), \(way))
                    """)
            }
        }
    }

    @Test func `what nothing is on record of is told as such, and no figure is zero for it`() async throws {
        let bureau = try await SmallBureau()
        let branch = try await bureau.server.first("/branches?code=A")
        let told = try await bureau.server.get("/branches/\(branch)/diagnosis?month=2026-10")
        #expect(told.status == 200 && told.json["from"] == "2025-11", "\(told.text)")
        let figures = Self.figures(told)
        #expect(figures.count == DiagnosisHead.diagnosed.flatMap(\.figures).count)
        for name in ["meetingsAttended", "deedsInTime", "commitmentsKept", "votesAttended", "dynamicsSeminars"] {
            #expect(figures[name]?["value"] == .null && figures[name]?["standing"] == "nothingOnRecord", "\(name)")
            #expect(figures[name]?["records"] == 0, "\(name)")
        }
        // Of a year in which there was nothing at all.
        let before = Self.figures(try await bureau.server.get("/branches/\(branch)/diagnosis?month=2000-01"))
        #expect(before.values.allSatisfy { $0["records"] == 0 || $0["value"] != .null })
    }

    @Test func `meetings count by the days on which they were held, to the leap day and across the year`() async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let branch = try await server.first("/branches?code=A")
        try server.go(to: "2028-03-15")
        // On both ends of the twelve months that end with February 2028, and beyond them.
        try await Self.held(server, in: branch, on: "2027-02-28", absent: 5)
        try await Self.held(server, in: branch, on: "2027-03-01", absent: 2, madeUp: 1, form: "study", scale: "large")
        try await Self.held(server, in: branch, on: "2027-12-31", form: "service", scale: "small", changed: "路灯亮了")
        try await Self.held(server, in: branch, on: "2028-02-29", form: "visit", scale: "small")
        try await Self.held(server, in: branch, on: "2028-03-01", absent: 5)
        let figures = Self.figures(try await server.get("/branches/\(branch)/diagnosis?month=2028-02"))
        #expect(Self.said(figures["meetingsAttended"]) == ["14", "15", "within"])
        #expect(Self.said(figures["meetingsTakenPartIn"]) == ["2", "3", "within"])
        #expect(Self.said(figures["differentForms"]) == ["3", "3", "notice"])
        #expect(Self.said(figures["meetingsFelt"]) == ["1", "3", "notice"])
        #expect(Self.said(figures["smallMeetings"]) == ["2", "3", "within"])
        #expect(figures["meetingsAttended"]?["value"]?.text == "93.33")
        let records = try await server.get(
            "/branches/\(branch)/diagnosis/records?figure=meetingsAttended&month=2028-02")
        #expect(records.items.map { $0["on"] } == ["2027-03-01", "2027-12-31", "2028-02-29"], "\(records.text)")
        #expect(records.items.map { $0["part"] } == [4, 5, 5] && records.items.allSatisfy { $0["whole"] == 5 })
        // The year that ends a month before has another one.
        let before = Self.figures(try await server.get("/branches/\(branch)/diagnosis?month=2028-01"))
        #expect(Self.said(before["meetingsAttended"]) == ["9", "15", "concern"])
        let measures = Self.figures(try await server.get("/branches/\(branch)/measures?month=2028-02"))
        #expect(Self.said(measures["smallAndFelt"]) == ["1", "3", "told"])
        #expect(Self.said(measures["kindsOfWork"]) == ["3", "3", "told"])
    }

    @Test func `a committee's sum is over all its branches, one that was merged away with what it was`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let (a, b) = (try await server.first("/branches?code=A"), try await server.first("/branches?code=B"))
        let committee = try await server.first("/committees")
        try await Self.held(server, in: a, on: "2026-05-20", absent: 1)
        try await Self.held(server, in: b, on: "2026-05-21", absent: 4)
        try await server.store.database.write { session in
            try session.run("UPDATE branch SET dissolved = '2026-07-01' WHERE code = 'B'")
        }
        let told = try await server.get("/committees/\(committee)/diagnosis?month=2026-10")
        #expect(told.status == 200, "\(told.text)")
        #expect(Self.said(Self.figures(told)["meetingsAttended"]) == ["5", "10", "concern"], "\(told.text)")
        let branches = told.json["branches"]?.array ?? []
        #expect(branches.map { $0["branch"] } == ["A", "B"] && branches.last?["dissolved"] == "2026-07-01")
        // After the twelve months in which it was, it is told no more.
        let later = try await server.get("/committees/\(committee)/diagnosis?month=2027-06")
        #expect((later.json["branches"]?.array ?? []).map { $0["branch"] } == ["A"], "\(later.text)")
        // A branch that is no more has months as long as it was there.
        let months = try await server.get(
            "/branches/\(b)/diagnosis/records?figure=monthsWithSecretary&month=2026-10")
        #expect(months.items.last?["on"] == "2026-06-30" && months.items.count == 8, "\(months.text)")
        let staffing = try await server.get("/committees/\(committee)/staffing?month=2026-10")
        #expect((staffing.json["branches"]?.array ?? []).map { $0["branch"] } == ["A"], "\(staffing.text)")
    }

    @Test func `deeds, findings and plans count by what became of them, and each leads to its record`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        let branch = bureau.ids["A"] ?? 0
        let path = "/branches/\(branch)/diagnosis?month=2026-11"
        let before = Self.figures(try await server.get(path))
        let deed = LedgerSample.entry(
            of: .deed, in: "A", more: [("matter", "修路灯"), ("askedOn", "2026-07-06"), ("due", "2026-08-20")])
        let made = try await server.send("POST", "/deeds", deed, by: bureau.principal(.officer))
        try #require(made.status == 201, "\(made.text)")
        for (step, said) in [
            ("done", ["whatWasDone": "换了灯泡", "doneOn": "2026-08-10"]),
            ("confirmed", ["answer": "satisfied", "askedHow": "inPerson", "saidOn": "2026-08-12"]),
            ("lookedAgain", ["stillHelps": false, "checkedOn": "2026-11-20"]),
        ] as [(String, JSON)] {
            let taken = try await server.send("POST", "/deeds/\(made.id)/\(step)", said, by: bureau.principal(.officer))
            try #require([200, 201].contains(taken.status), "\(taken.text)")
        }
        let after = Self.figures(try await server.get(path))
        func more(_ name: String) -> [Int64] {
            ["numerator", "denominator"].map {
                (after[name]?[$0]?.integer ?? 0) - (before[name]?[$0]?.integer ?? 0)
            }
        }
        #expect(more("deedsInTime") == [1, 1] && more("deedsSatisfied") == [1, 1] && more("deedsTakenOn") == [1, 1])
        #expect(more("deedsStillHelping") == [0, 1])

        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        let page = try await secretary.get("/branches/\(branch)/diagnosis?month=2026-11", headers: Self.chinese).text
        #expect(page.contains("桥梁纽带作用不够") && page.contains("无记录"), "\(page)")
        let records = try await secretary.get(
            "/branches/\(branch)/diagnosis/deedsStillHelping?month=2026-11", headers: Self.chinese
        ).text
        #expect(records.contains("href=\"/deeds/\(made.id)\"") && records.contains("修路灯"), "\(records)")
        // A finding and a plan item are filled in from it, with the figure as their grounds.
        let from = "figure=deedsStillHelping&branch=\(branch)&until=2026-11"
        #expect(records.contains("/findings/new?\(from.replacing("&", with: "&amp;"))"), "\(records)")
        let office = Browser(server, as: try #require(bureau.accounts[.committee]))
        let finding = try await office.get("/findings/new?\(from)", headers: Self.chinese).text
        #expect(finding.contains("三个月后仍管用") && finding.contains("会诊：桥梁纽带作用不够"), "\(finding)")
        #expect(finding.contains("value=\"bridgeToPublic\" selected"), "\(finding)")
        let plan = try await secretary.get("/plans/new?\(from)", headers: Self.chinese).text
        #expect(plan.contains("改进：三个月后仍管用"), "\(plan)")
        // Of another branch nothing is filled in.
        let other = Browser(server, as: try #require(bureau.accounts[.otherSecretary]))
        #expect(try await !other.get("/plans/new?\(from)", headers: Self.chinese).text.contains("三个月后仍管用"))
    }

    @Test func `both languages tell every figure, and no page ranks`() async throws {
        let bureau = try await WideBureau()
        let (branch, committee) = (bureau.ids["A"] ?? 0, bureau.ids["QA"] ?? 0)
        let office = Browser(bureau.server, as: try #require(bureau.accounts[.committee]))
        for language in Language.allCases {
            let words = try WebResources.embedded.get().words(of: language)
            let headers = ["Accept-Language": language.rawValue]
            var text = ""
            for path in [
                "/branches/\(branch)/diagnosis", "/branches/\(branch)/measures",
                "/administration/committees/\(committee)/diagnosis",
            ] { text += try await office.get(path, headers: headers).text }
            for figure in BranchFigure.allCases { #expect(text.contains(words(figure.word)), "\(figure) \(language)") }
            for head in DiagnosisHead.allCases { #expect(text.contains(words(head.word)), "\(head) \(language)") }
        }
    }

    @Test func `the bounds that the program carries are whole`() throws {
        let bounds = try DiagnosisSeed.bounds()
        for figure in DiagnosisHead.diagnosed.flatMap(\.figures) { #expect(bounds[figure] != nil, "\(figure)") }
    }

    @Test func `a year on one page counts what its year book says`() async throws {
        let bureau = try await WideBureau()
        let server = bureau.server
        let branch = bureau.ids["A"] ?? 0
        let year = try await server.get("/branches/\(branch)/year?year=2026").json
        let book = try await server.get("/branches/\(branch)/year-book?year=2026").json["book"]
        #expect(year["members"] == book?["roster"]?.array.map { JSON($0.count) })
        #expect(year["months"] == book?["months"]?.array.map { JSON($0.count) })
        let held = (year["meetings"]?.array ?? []).reduce(0) { $0 + ($1["count"]?.integer ?? 0) }
        #expect(held == Int64(book?["meetings"]?.array?.count ?? -1))
        let findings = (book?["findings"]?.array ?? []).filter { $0["status"] != "withdrawn" }
        #expect(year["findings"] == JSON(findings.count))
        #expect(year["closedFindings"] == JSON(findings.count { $0["status"] == "closed" }))
        let deeds = try await server.get("/deeds?branch=A&year=2026").items.filter { $0["state"] != "withdrawn" }
        #expect(year["deeds"] == JSON(deeds.count) && year["openDeeds"] == JSON(deeds.count { $0["state"] == "open" }))
        let secretary = Browser(server, as: try #require(bureau.accounts[.secretary]))
        let page = try await secretary.get("/branches/\(branch)/year?year=2026", headers: Self.chinese).text
        #expect(page.contains("一页看全年") && page.contains("href=\"/deeds?year=2026\""), "\(page)")
        let empty = try await server.get("/branches/\(branch)/year?year=2001")
        #expect(empty.json["deeds"] == 0 && empty.json["best"]?.array == [], "\(empty.text)")
    }
}
