import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// A bureau wide enough to be kept apart: JG, and below it QA with the branches A and C, and QB with the branch B. Made
/// once and copied for whoever wants one.
///
/// In A (in B with a 2 in front) member 101 is secretary, 102 organisation officer, 103 leads the first group, 104 of
/// that group holds A-1, 105 of the second group, which nobody leads, holds A-2; 106 and 107 hold nothing, but that 106
/// is to hold A-2 besides from the middle of December on.
/// A and B have the months 2026-08 (posted, the notice over), 2026-09 (final), 2026-10 (closed), 2026-11 (open) and
/// 2026-04 (open, over and complete).
final class WideBureau: Sendable {
    let server: TestServer
    let accounts: [Visitor: TestAccount]
    /// By the words that name things in ``Example/subjects`` and paths: `A`, `A open`, `QA meeting`, `target`.
    let ids: [String: Int]

    /// Who comes, and what they have: the design's roles in QA and A; with a stroke, elsewhere.
    enum Visitor: String, CaseIterable, Sendable {
        case nobody
        case member, otherMember = "member'"
        case leader, officer
        case secretary, otherSecretary = "secretary'"
        case committee, otherCommittee = "committee'"
        /// Of JG, over all of them.
        case office
        /// Of the bureau.
        case auditor, administrator
        case `operator`
    }

    /// What every care case says, and nobody but its keeper reads anywhere.
    static let planted = "因尿毒症每周透析三次"

    /// A case of a member in hardship, to be opened.
    static func care(_ member: String) -> JSON {
        [
            "member": .string(member), "consentOn": "2026-11-02", "recognisedOn": "2026-11-03",
            "recognisedBy": "支部党员大会", "kind": "illness", "cause": .string(planted),
            "income": .string("人均年收入 9000 元，\(planted)"), "incomeSources": ["wages"],
            "needs": ["medical", "money"],
        ]
    }

    private static let made = Task { try await Made() }

    /// A copy of its own.
    ///
    /// - Parameter log: hears what its database is asked.
    init(log: StatementLog? = nil) async throws {
        let made = try await Self.made.value
        server = try await TestServer(copying: made.server.folder, log: log)
        accounts = made.accounts
        ids = made.ids
    }

    func principal(_ visitor: Visitor) -> Principal {
        switch visitor {
        case .nobody: .nobody
        case .operator: .operator(systemUser: "test")
        default: accounts[visitor]?.principal ?? .nobody
        }
    }

    /// A path with the words of ``ids`` in braces.
    func path(_ template: String) throws -> String {
        let parts = template.split(separator: "{", omittingEmptySubsequences: false)
        var path = String(parts[0])
        for part in parts.dropFirst() {
            let named = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            path += "\(try #require(ids[String(named[0])], "no id for \(template)"))\(named[1])"
        }
        return path
    }

    // MARK: - Making it

    private struct Made {
        let server: TestServer
        var accounts: [Visitor: TestAccount] = [:]
        var ids: [String: Int] = [:]

        init() async throws {
            server = try await TestServer()
            try await organise()
            try await assess()
            // 106 is away for work.
            _ = try await made("/members/\(ids["106"] ?? 0)/absences", ["on": "2026-11-01", "reason": "外出务工"])
            _ = try await made("/members/\(ids["102"] ?? 0)/leader-changes", ["leader": true, "on": "2026-11-02"])
            try await meet()
            try await admit()
            let noted = try await server.send(
                "POST", "/talks/\(ids["A talk"] ?? 0)/note", ["note": "谈了近况"],
                by: try #require(accounts[.member]).principal)
            try #require(noted.status == 200, "\(noted.text)")
            try await ballot()
            try await suggest()
            let written = try await server.send(
                "POST", "/appraisals/\(ids["A appraisal"] ?? 0)/statement", ["statement": "本人做得还不够"],
                by: try #require(accounts[.member]).principal)
            try #require(written.status == 200, "\(written.text)")
            try await care()
            // What is copied is one file.
            try server.store.close()
        }

        private func made(_ path: String, _ body: JSON? = nil) async throws -> Int {
            let answer = try await server.post(path, body)
            try #require([200, 201].contains(answer.status), "\(path): \(answer.text)")
            return answer.id
        }

        private func imported(_ what: String, _ text: String, query: String = "") async throws {
            let answer = try await server.importing(what, text, query: query)
            try #require(answer.status == 200, "\(what): \(answer.text)")
        }

        /// Each branch has a member in hardship, whose case their secretary keeps; it was visited.
        private mutating func care() async throws {
            for (branch, member, keeper) in [("A", "106", Visitor.secretary), ("B", "206", .otherSecretary)] {
                let keeper = try #require(accounts[keeper]).principal
                let made = try await server.send("POST", "/care-cases", WideBureau.care(member), by: keeper)
                try #require(made.status == 201, "\(made.text)")
                ids["\(branch) care"] = made.id
                let visited = try await server.send(
                    "POST", "/care-cases/\(made.id)/visits",
                    [
                        "on": "2026-11-20", "who": "支部书记", "next": .string(WideBureau.planted),
                        "nextVisit": "2026-11-26",
                    ],
                    by: keeper)
                try #require(visited.status == 200, "\(visited.text)")
            }
        }

        /// Each branch has a ballot drafted; of A one is being issued, and of one the box is open.
        private mutating func ballot() async throws {
            for (name, branch) in [("A ballot", "A"), ("B ballot", "B"), ("A issuing", "A"), ("A casting", "A")] {
                ids[name] = try await made("/secret-ballots", WideBureau.strawVote(in: branch))
            }
            for name in ["A issuing", "A casting"] {
                _ = try await made("/secret-ballots/\(ids[name] ?? 0)/issue", [:])
            }
            let casting = ids["A casting"] ?? 0
            _ = try await WideBureau.takeBallot(casting, by: try #require(accounts[.member]).principal, on: server)
            _ = try await made("/secret-ballots/\(casting)/open")
        }

        /// Each branch has a suggestion that a member signed, and A one that is answered and one that nobody signed.
        private mutating func suggest() async throws {
            for (name, visitor) in [
                ("A suggestion", Visitor.member), ("B suggestion", .otherMember), ("A answered", .officer),
            ] {
                let made = try await server.send(
                    "POST", "/suggestions", WideBureau.suggestion, by: try #require(accounts[visitor]).principal)
                try #require(made.status == 201, "\(made.text)")
                ids[name] = made.id
            }
            _ = try await made("/suggestions/\(ids["A answered"] ?? 0)/answer", ["said": "采纳，下月就办"])
            let handedIn = try await server.post("/suggestion-box", WideBureau.anonymousSuggestion)
            try #require(handedIn.status == 201, "\(handedIn.text)")
        }

        private mutating func organise() async throws {
            ids["JG"] = try await made("/committees", ["code": "JG", "name": "机关党委"])
            ids["QA"] = try await made("/committees", ["code": "QA", "name": "甲区委", "parent": "JG"])
            ids["QB"] = try await made("/committees", ["code": "QB", "name": "乙区委", "parent": "JG"])
            // What every branch can serve, and what is of one committee alone.
            for (committee, title, from) in [
                ("JG", "夜市油烟整治", "2026-07"), ("QA", "甲区雨季排水", "2026-11"), ("QB", "乙区校园周边", "2026-11"),
            ] {
                ids["\(committee) focus"] = try await made(
                    "/committees/\(ids[committee] ?? 0)/foci",
                    [
                        "title": .string(title), "kind": "campaign", "from": .string(from), "until": "2026-12",
                        "source": "局执法〔2026〕12号",
                    ])
            }
            for (committee, code) in [("QA", "A"), ("QB", "B"), ("QA", "C")] {
                ids[code] = try await made(
                    "/branches",
                    [
                        "code": .string(code), "name": .string("\(code)支部"), "kind": "ordinary",
                        "secretaryPost": "fullTime", "committee": .string(committee),
                    ]
                )
            }
            let renamed = try await server.post(
                "/branches/\(ids["C"] ?? 0)/rename",
                ["name": "丙支部", "from": "2026-01-05", "reason": "机构改革", "document": "机关党委〔2026〕1号"])
            try #require(renamed.status == 200, "\(renamed.text)")
            try await imported("members", Self.members)
            try await imported("areas", Self.areas)
            for item in try await server.get("/members?limit=100").items {
                ids[item["number"]?.string ?? ""] = item["id"]?.integer.map { Int($0) }
            }
            for item in try await server.get("/areas").items {
                ids[item["code"]?.string ?? ""] = item["id"]?.integer.map { Int($0) }
            }
            for branch in ["A", "B"] {
                ids["\(branch)-2 co-holding"] = try await made(
                    "/areas/\(ids["\(branch)-2"] ?? 0)/assignments",
                    ["member": branch == "A" ? "106" : "206", "from": "2026-12-15", "beside": true])
            }
            for item in try await server.get("/branches/\(ids["A"] ?? 0)/appointments").items {
                ids["A \(item["office"]?.string ?? "")"] = item["id"]?.integer.map { Int($0) }
            }
            _ = try await made(
                "/branches/\(ids["A"] ?? 0)/assessor-namings",
                ["tier": "branch", "month": "2027-05", "members": ["105", "106"]])
            _ = try await made(
                "/branches/\(ids["A"] ?? 0)/recusals",
                ["assessor": "105", "holder": "106", "ground": "household", "from": "2027-05"])
            _ = try await made(
                "/committees/\(ids["QA"] ?? 0)/performance-tables",
                [
                    "title": "绩效积分办法", "document": "甲区委〔2027〕3号", "firstYear": 2027, "perMonthWon": 2, "leastMonths": 1,
                ])
            _ = try await made(
                "/committees/\(ids["QA"] ?? 0)/checklists", ["title": "检查清单", "items": "看现场\n查评分理由"])
            _ = try await made(
                "/committees/\(ids["QA"] ?? 0)/excuses",
                ["rule": "meet.secretaries", "period": "2026-06", "reason": "防汛期间停开"])
            ids["A excuse"] = try await made(
                "/branches/\(ids["A"] ?? 0)/excuses",
                ["rule": "meet.assembly", "period": "2026-Q1", "reason": "支部正在换届"])
            _ = try await made(
                "/branches/\(ids["A"] ?? 0)/rule-switches",
                ["rule": "meet.lecture.quarterly", "off": true, "period": "2027-Q2", "reason": "每年一次已够"])
            ids["A group"] = try await server.get("/branches/\(ids["A"] ?? 0)/groups").items.first?["id"]?.integer
                .map { Int($0) }
            let phone = try await server.send(
                "PUT", "/members/\(ids["105"] ?? 0)/phone", ["phone": "138 0013 8000"], headers: ["If-Match": "\"1\""]
            )
            try #require(phone.status == 200, "\(phone.text)")
        }

        private static let members: String = {
            var text = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\n"
            for (branch, base) in [("A", 100), ("B", 200)] {
                for (index, rest) in [
                    "一组,正式党员,2010-01-01,2011-01-01,中队长,支部书记,", "一组,正式党员,2010-01-01,2011-01-01,,组织委员,",
                    "一组,正式党员,2010-01-01,2011-01-01,,,是", "一组,正式党员,2010-01-01,2011-01-01,,,",
                    "二组,正式党员,2010-01-01,2011-01-01,,,", "二组,正式党员,2010-01-01,2011-01-01,,,",
                    "二组,正式党员,2010-01-01,2011-01-01,,,",
                ].enumerated() {
                    text += "\(base + index + 1),党员\(branch)\(index + 1),\(branch),\(rest)\n"
                }
            }
            return text
                + "301,党员C1,C,,正式党员,2010-01-01,2011-01-01,,,\n302,党员C2,C,,正式党员,2010-01-01,2011-01-01,,,\n"
        }()

        private static let areas = """
            责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围
            A-1,A区1,A,夜市,104,2026-01-01,
            A-2,A区2,A,主干道,105,2026-01-01,
            B-1,B区1,B,夜市,204,2026-01-01,
            B-2,B区2,B,主干道,205,2026-01-01,

            """

        private mutating func assess() async throws {
            ids["JG scheme"] = try await made("/schemes", ["committee": "JG", "content": SmallBureau.scheme()])
            _ = try await made("/schemes/\(ids["JG scheme"] ?? 0)/publish")
            // The open month's: it says from which figure complaints are proposed.
            let later = SmallBureau.scheme {
                $0["code"] = "of-november"
                $0["effectiveFrom"] = "2026-11"
                $0["format"] = 2
                $0["deductions"] = [
                    [
                        "key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 2, "cap": 6,
                        "from": "substantiated",
                    ]
                ]
            }
            let november = try await made("/schemes", ["committee": "JG", "content": later])
            _ = try await made("/schemes/\(november)/publish")
            for committee in ["QA", "QB"] {
                let content = SmallBureau.scheme {
                    $0["code"] = .string("of-\(committee.lowercased())")
                    $0["effectiveFrom"] = "2027-01"
                }
                ids["\(committee) scheme"] = try await made(
                    "/schemes", ["committee": .string(committee), "content": content]
                )
            }
            try server.go(to: "2026-11-02")
            for branch in ["A", "B"] {
                for month in ["2026-08", "2026-09", "2026-10", "2026-11"] {
                    let cycle = try await made("/cycles", ["branch": .string(branch), "month": .string(month)])
                    ids["\(branch) \(month)"] = cycle
                    try await score(branch, month, cycle)
                    if month < "2026-11" { _ = try await made("/cycles/\(cycle)/close") }
                    if month < "2026-10" { _ = try await made("/cycles/\(cycle)/post") }
                }
            }
            for branch in ["A", "B"] {
                let cycle = try await made("/cycles", ["branch": .string(branch), "month": "2026-04"])
                ids["\(branch) over"] = cycle
                try await score(branch, "2026-04", cycle)
            }
            server.clock.now = TestServer.start
            for branch in ["A", "B"] { _ = try await made("/cycles/\(ids["\(branch) 2026-09"] ?? 0)/finalise") }
            for (word, month) in [
                ("open", "2026-11"), ("closed", "2026-10"), ("final", "2026-09"), ("posted", "2026-08"),
            ] {
                for branch in ["A", "B"] { ids["\(branch) \(word)"] = ids["\(branch) \(month)"] }
            }
            ids["A award"] = try await server.first("/awards?branch=A")
            // Each has one that was withdrawn, for which nothing waits.
            for branch in ["A", "B"] {
                let id = try await made(
                    "/cycles/\(ids["\(branch) posted"] ?? 0)/objections",
                    [
                        "about": "process", "way": "visit", "grounds": "程序", "anonymous": false, "name": "李四",
                        "contact": "138",
                    ])
                ids["\(branch) objection"] = id
                _ = try await made("/objections/\(id)/withdraw")
            }
            for branch in ["A", "B"] {
                ids["\(branch) honour"] = try await made(
                    "/members/\(ids[branch == "A" ? "107" : "207"] ?? 0)/honours",
                    ["title": "优秀共产党员", "level": "district", "awardedOn": "2026-07-01"])
            }
            for branch in ["A", "B"] {
                // Not due for a long time.
                let given = try await server.post(
                    "/findings",
                    [
                        "branches": [.string(branch)], "source": "inspection", "what": "活动记录不全",
                        "direction": "规范记录", "category": "activityForms", "class": "byDate", "due": "2027-03-31",
                        "standard": "每次活动有记录",
                    ])
                try #require(given.status == 201, "\(given.text)")
                ids["\(branch) finding"] = given.json.array?.first?["id"]?.integer.map { Int($0) }
                let arranged = try await server.post(
                    "/plan-items",
                    [
                        "branches": [.string(branch)], "month": "2026-11", "title": "专题研讨", "kind": "专题研讨",
                        "due": "2026-11-28",
                    ])
                try #require(arranged.status == 201, "\(arranged.text)")
                ids["\(branch) plan"] = arranged.items.first?["id"]?.integer.map { Int($0) }
                ids["\(branch) hand-over"] = try await made(
                    "/branches/\(ids[branch] ?? 0)/hand-overs",
                    [
                        "outgoing": .string(branch == "A" ? "101" : "201"),
                        "incoming": .string(branch == "A" ? "102" : "202"),
                    ])
                ids["\(branch) ask"] = try await made(
                    "/asks",
                    [
                        "branch": .string(branch), "title": "增设停车位", "request": "请协调", "standard": "划线",
                        "due": "2026-12-20",
                    ])
            }
            for branch in ["A", "B"] {
                ids["\(branch) motion"] = try await made("/motions", WideBureau.motion(in: branch))
            }
            for branch in ["A", "B"] {
                ids["\(branch) election"] = try await made("/elections", WideBureau.election(in: branch))
            }
            for (word, status) in [("A standing", Election.Status.nominated), ("A balloting", .voting)] {
                ids[word] = try await WideBureau.election(
                    WideBureau.election(in: "A"), ["101", "105"], status, on: server)
            }
            for (word, status) in [("A voting", Motion.Status.voting), ("A decided", .decided)] {
                ids[word] = try await WideBureau.motion(status, on: server)
            }
            for branch in ["A", "B"] {
                ids["\(branch) appraisal"] = try await made("/appraisals", WideBureau.appraisal(of: 2026, in: branch))
            }
            ids["A appraised"] = try await WideBureau.appraisal(.decided, of: 2025, on: server)
            for (branch, parties) in [("A", ["104", "106"]), ("B", ["206", "207"])] as [(String, [JSON])] {
                ids["\(branch) talk"] = try await made(
                    "/talks",
                    [
                        "branch": .string(branch), "day": "2026-11-10", "place": "谈话室", "parties": .array(parties),
                        "occasion": "yearly", "topics": ["thought", "work"], "nextStep": "参加业务培训",
                    ])
            }
            for (desk, branch) in LedgerDesk.all.flatMap({ [($0, "A"), ($0, "B")] }) {
                ids["\(branch) \(desk.ledger)"] = try await made(
                    desk.path,
                    LedgerSample.entry(
                        of: desk.ledger, in: branch,
                        more: [(desk.ledger.form.title.rawValue, .string("\(branch)的\(desk.ledger)"))]))
            }
            try await attach()
            _ = try await made("/awards/\(ids["A award"] ?? 0)/papers", ["document": "甲支〔2026〕8号"])
            for branch in ["A", "B"] {
                // Who holds the winner, of whom it was decided.
                let holder = branch == "A" ? "104" : "204"
                _ = try await made(
                    "/members/\(ids[holder] ?? 0)/eligibility-notes",
                    ["kind": "investigation", "from": "2026-08-20"])
                let decided = try await server.post(
                    "/cycles/\(ids["\(branch) posted"] ?? 0)/eligibility",
                    ["member": .string(holder), "outcome": "awarded", "reason": "经研究"])
                try #require(decided.status == 200, "\(decided.text)")
            }
            for branch in ["A", "B"] {
                // Of whom nothing waits: they hold no winner.
                let member = branch == "A" ? "107" : "207"
                ids["\(branch) eligibility"] = try await made(
                    "/members/\(ids[member] ?? 0)/eligibility-notes",
                    ["kind": "investigation", "from": "2026-10-20"])
            }
            for item in try await server.get("/snapshots").items where item["branch"] == "A" {
                ids["A snapshot"] = item["id"]?.integer.map { Int($0) }
            }
        }

        /// Each branch's finding carries a file.
        private mutating func attach() async throws {
            for branch in ["A", "B"] {
                let path = server.folder.appending(path: "\(branch).pdf")
                try Data(SampleFiles.pdf(branch)).write(to: path)
                let added = try await server.send(
                    "POST",
                    "/attachments?holder=finding&record=\(ids["\(branch) finding"] ?? 0)&name=%E6%95%B4%E6%94%B9.pdf",
                    file: path.path)
                try #require(added.status == 201, "\(added.text)")
                ids["\(branch) file"] = added.id
            }
        }

        /// Past months are late. The open one is scored but for what the visitors enter.
        private mutating func score(_ branch: String, _ month: String, _ cycle: Int) async throws {
            let base = branch == "A" ? 100 : 200
            let isOpen = month == "2026-11"
            let late: [(String, JSON)] = month < "2026-10" ? [("lateReason", "补录")] : []
            for area in 1...2 {
                let points: JSON = area == 1 ? 58 : 50
                var tiers = [
                    ("self", "\(base + 3 + area)"), ("group", "\(base + 3)"), ("branch", "\(base + 1)"),
                    ("public", "商户代表1"),
                ]
                if isOpen { tiers = area == 1 ? [("branch", "\(base + 1)")] : [("self", "\(base + 5)")] }
                for (tier, assessor) in tiers {
                    _ = try await made(
                        "/cycles/\(cycle)/sheets",
                        SmallBureau.sheet("\(branch)-\(area)", tier, by: assessor, points, 36, more: late)
                    )
                }
            }
            let adjustment: JSON = [
                "area": .string("\(branch)-2"), "item": "complaint", "times": 1, "date": .string("\(month)-01"),
                "reason": "台账核实", "recorder": .string("\(base + 1)"),
            ]
            var body = try #require(adjustment.object)
            for (name, value) in late { body[name] = value }
            ids["\(branch) \(month) adjustment"] = try await made("/cycles/\(cycle)/adjustments", .object(body))
            if isOpen {
                _ = try await made(
                    "/facts",
                    [
                        "area": .string("\(branch)-2"), "month": .string(month), "complaints": 3, "substantiated": 2,
                    ])
            }
            if month == "2026-10" {
                _ = try await made(
                    "/facts",
                    ["area": .string("\(branch)-1"), "month": .string(month), "filed": 12, "closedInTime": 11])
            }
        }

        private mutating func meet() async throws {
            for (committee, day) in [("JG", "2026-12-01"), ("QA", "2026-12-02"), ("QB", "2026-12-03")] {
                ids["\(committee) meeting"] = try await made(
                    "/meetings",
                    [
                        "committee": .string(committee), "date": .string(day), "start": "09:00", "minutes": 60,
                        "place": .string("\(committee)会议室"), "standing": "extraordinary",
                    ]
                )
            }
            // An assembly of today, of which it is known who was there.
            let assembly = try await made(
                "/branches/\(ids["A"] ?? 0)/meetings",
                [
                    "kind": "assembly", "also": "orgLife", "date": "2026-11-02", "start": "08:00", "minutes": 30,
                    "place": "支部活动室",
                ])
            ids["A meeting"] = assembly
            _ = try await made("/meetings/\(assembly)/open", ["chair": "101", "recorder": "105"])
            let entries = (101...107).map { number -> JSON in
                ["member": .string(String(number)), "state": number == 107 ? "absent" : "present"]
            }
            let taken = try await server.send(
                "PUT", "/meetings/\(assembly)/attendance", ["entries": .array(entries)], headers: ["If-Match": "\"2\""])
            try #require(taken.status == 200, "\(taken.text)")
        }

        private mutating func admit() async throws {
            let grants: [Visitor: [TestServer.Grant]] = [
                .committee: [.init(.committeeOfficer, committee: "QA")],
                .otherCommittee: [.init(.committeeOfficer, committee: "QB")],
                .office: [.init(.committeeOfficer, committee: "JG")], .auditor: [.init(.auditor)],
                .administrator: [.init(.administrator)],
            ]
            let members: [Visitor: String] = [
                .member: "104", .otherMember: "204", .leader: "103", .officer: "102", .secretary: "101",
                .otherSecretary: "201",
            ]
            for (visitor, grants) in grants.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                accounts[visitor] = try await server.account(
                    visitor.rawValue.replacing("'", with: "2"), grants: grants, password: true)
            }
            for (visitor, number) in members.sorted(by: { $0.value < $1.value }) {
                accounts[visitor] = try await server.account(number, member: number, password: true)
            }
            let target = try await server.account("105", member: "105")
            _ = try await server.secure(target)
            try await grant()
            let closed = try await server.account("106", member: "106")
            _ = try await made("/accounts/\(closed.id.rawValue)/close")
            ids["target"] = Int(target.id.rawValue)
            ids["closed"] = Int(closed.id.rawValue)
            ids["A award"] = try await server.first("/awards?branch=A")
            try await server.store.sealAudit()
        }

        /// A role in QA of the operator's giving, and one that lapsed with the account of whoever gave it.
        private mutating func grant() async throws {
            func grant(of account: TestAccount) async throws -> Int? {
                try await server.get("/accounts/\(account.id.rawValue)").json["roles"]?.array?
                    .compactMap { $0["grant"]?.integer.map { Int($0) } }.first
            }
            let officer = TestServer.Grant(.committeeOfficer, committee: "QA")
            ids["grant"] = try await grant(of: server.account("granted", grants: [officer]))
            let former = try await server.account("former", grants: [.init(.committeeOfficer, committee: "JG")])
            let orphan = try await server.account("orphan")
            let answer = try await server.send(
                "POST", "/accounts/\(orphan.id.rawValue)/grants", ["role": "committeeOfficer", "committee": "QA"],
                by: former.principal)
            try #require(answer.status == 201, "\(answer.text)")
            ids["lapsed grant"] = try await grant(of: orphan)
            _ = try await made("/accounts/\(former.id.rawValue)/close")
        }
    }
}
