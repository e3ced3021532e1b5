import Domain
import Foundation

/// How the demo bureau came to be, told to the API with a clock that goes along.
///
/// The bureau is founded thirteen months ago, and meets from then on, month by month (``live(_:_:)``). The first assessed
/// month ends with areas and a scheme. Each month then runs the same way in the
/// following one: branch by branch recorded on the 1st to 4th, closed on the 6th, posted on the 7th, final on the first
/// day after the notice. Branches with late sheets go their own way from the 8th on. What would lie after the present
/// has not happened, except that sheets are recorded by now at the latest.
struct DemoStory {
    let client: APIClient
    let clock: DemoClock
    /// A folder for files on their way.
    let folder: URL

    /// The month of a file number: 5 is this month, 4 the last, and so on.
    func month(_ number: Int) -> Month {
        clock.today.month.adding(months: number - 5)
    }

    /// The branch whose last month is left for the user to close.
    static let openBranch = "CG-01"

    /// The number of the first of the twelve months that are over.
    static let firstNumber = -7

    /// - Returns: the account of ``openBranch``'s secretary, who signs what was written down.
    /// - Throws: ``CommandFailure``.
    func tell() async throws -> DemoAccounts.Made {
        try await found()
        let secretary = try await DemoAccounts(client: client, branch: Self.openBranch).makeFirst()
        // A token lasts for the twelve months that are over.
        clock.go(to: month(Self.firstNumber).firstDay, 8, 0)
        let signer = try await client.signing(as: secretary)
        for number in Self.firstNumber...1 {
            try await holdSecretariesMeeting(number, signer)
            try await live(number, signer)
        }
        try await setUp()
        for number in 1...3 {
            try await holdCommitteeMeeting(number, signer)
            try await assess(number, signer: signer)
            try await keepLedgers(number)
            try await keepMotions(number)
            try await live(number + 1, signer)
            if number == 2 { try await care(signer) }
        }
        _ = try await signer.delete("/session")
        try await assess(4, leavingOpen: Self.openBranch)
        try await keepLedgers(4)
        try await keepMotions(4)
        try await keepElections()
        try await keepBallots()
        try await beginThisMonth()
        try await live(5)
        try await keepSuggestions()
        clock.goToPresent()
        return secretary
    }

    // MARK: Setting up

    private func found() async throws {
        let day = month(Self.firstNumber - 1).firstDay.adding(days: 24)
        clock.go(to: day, 9, 0)
        _ = try await client.post("/committees", [:], ["code": "JG", "name": "城市管理局机关党委"])
        try await send("holidays.csv", to: "/imports/calendar")
        clock.go(to: day, 10, 0)
        try await send("demo/branches.csv", to: "/imports/branches")
        for branch in try await client.list("/branches") {
            _ = try await client.put(
                "/branches/\(try branch.id)",
                [
                    "code": .string(branch.shown("code")), "name": .string(branch.shown("name")),
                    "kind": .string(branch.shown("kind")), "secretaryPost": .string(branch.shown("secretaryPost")),
                    "founded": JSON(day),
                ], ifVersion: branch["version"]?.integer ?? 0)
        }
        clock.go(to: day, 10, 10)
        try await sendMembers { $0 == nil }
        // The bureau's leaders take part as ordinary members, too.
        for number in ["1101", "1602"] {
            let member = try await client.member(number)
            _ = try await client.post(
                "/members/\(try member.id)/leader-changes", [:], ["leader": true, "on": JSON(day)])
        }
        clock.go(to: day, 14, 0)
        try await scheduleMeetings()
    }

    /// Sends those lines of the members' list that are meant.
    ///
    /// - Parameter isMeant: by the day on which somebody on probation joined; nil for whoever is a full member.
    func sendMembers(_ isMeant: (LocalDate?) -> Bool) async throws {
        let lines = try seed("demo/members.csv").text(for: month(5)).split(separator: "\r\n")
        guard let heading = lines.first else { return }
        let columns = heading.split(separator: ",", omittingEmptySubsequences: false)
        guard let standing = columns.firstIndex(of: "党员类别"), let joined = columns.firstIndex(of: "入党时间") else {
            return
        }
        let rows = try lines.dropFirst().filter { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return try isMeant(cells[standing] == "预备党员" ? LocalDate(parsing: String(cells[joined])) : nil)
        }
        guard !rows.isEmpty else { return }
        try await upload(([heading] + rows).joined(separator: "\r\n") + "\r\n", to: "/imports/members")
    }

    private func setUp() async throws {
        let day = month(1).firstDay.adding(days: 24)
        clock.goOn(to: day, 9, 0)
        let committee = try await client.committee("JG")
        _ = try await client.post(
            "/committees/\(try committee.id)/performance-tables", [:],
            [
                "title": "党员责任区考核绩效积分办法（试行）", "document": .string("局党委〔\(day.components.year)〕3号"),
                "firstYear": JSON(day.components.year), "perMonthWon": 2, "mostForWins": 10, "perVeto": 2,
                "leastMonths": 3, "meanLevels": [["from": 90, "points": 3], ["from": 85, "points": 1]],
            ])
        _ = try await client.put(
            "/committees/\(try committee.id)/finding-escalation",
            ["remindDays": 7, "supervisedAt": 2, "circulatedAt": 3, "off": false], ifVersion: 0)
        try await publishChecklist(of: committee)
        try await setFoci(of: committee)
        clock.goOn(to: day, 9, 30)
        let content = try JSON.parse(Array(try seed("demo/scheme.json").text(for: month(5)).utf8))
        let scheme = try await client.post("/schemes", [:], ["content": content]).json
        _ = try await client.post("/schemes/\(try scheme.id)/publish")
        clock.goOn(to: day, 10, 20)
        try await send("demo/areas.csv", to: "/imports/areas")
    }

    /// From the month after the bureau was founded to the end of this year.
    private func scheduleMeetings() async throws {
        for year in Set([month(Self.firstNumber).year, month(5).year]).sorted() {
            _ = try await client.post(
                "/meetings/year", [:],
                ["year": JSON(year), "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"]
            )
        }
    }

    /// The branch committee's meeting at a month's end, in one branch: arranged, held, written down and signed.
    private func holdCommitteeMeeting(_ number: Int, _ signer: APIClient) async throws {
        let day = month(number).lastDay
        clock.goOn(to: day, 14, 0)
        let branch = try await client.branch(Self.openBranch).id
        let meeting = try await client.post(
            "/branches/\(branch)/meetings", [:],
            [
                "kind": "branchCommittee", "theme": "研究月考核和下月工作", "date": .string(day.description),
                "start": "14:30", "minutes": 60, "place": "支部活动室",
            ]
        ).json
        let path = "/meetings/\(try meeting.id)"
        clock.goOn(to: day, 14, 30)
        let opened = try await client.post("\(path)/open", [:], ["chair": "1101", "recorder": "1103"]).json
        clock.goOn(to: day, 15, 40)
        let entries = (opened["roll"]?.array ?? []).map { line -> JSON in
            ["member": line["member"] ?? .null, "state": "present"]
        }
        let taken = try await client.put(
            "\(path)/attendance", ["entries": .array(entries)],
            ifVersion: opened["meeting"]?["version"]?.integer ?? 0)
        let written = try await client.put(
            "\(path)/minutes",
            [
                "began": "14:30", "ended": "15:35", "form": "discussion", "scale": "small",
                "items": [
                    [
                        "title": "本月责任区考核情况", "planned": 30, "taken": 40,
                        "said": "各责任区按办法评分，扣分事项逐项核对来源。", "dissent": "1103：夜市责任区投诉多在夜间，建议夜间也要巡查。",
                    ],
                    ["title": "下月工作", "planned": 30, "taken": 25],
                ],
                "decisions": [["decision": "夜市责任区每周至少两次夜间巡查", "answerable": "1103"]],
            ], ifVersion: taken["meeting"]?["version"]?.integer ?? 0)
        clock.goOn(to: day, 16, 0)
        // The last waits on its recorder's desk.
        if number < 3 { try await sign(written, signer) }
        let talk: JSON = [
            "branch": .string(Self.openBranch), "day": .string(day.description), "place": "支部活动室",
            "parties": [number == 1 ? "1102" : "1101", .string("\(1107 + number)")], "occasion": "yearly",
            "topics": ["thought", "work"],
        ]
        // The latest is still to be followed up.
        let agreed: JSON = ["nextStep": "夜市责任区同走一周", "followUp": .string(clock.today.description)]
        _ = try await client.post(
            "/talks", [:],
            number == 3
                ? talk.with("nextStep", agreed["nextStep"] ?? .null).with("followUp", agreed["followUp"] ?? .null)
                : talk)
    }

    /// The secretaries' meeting of a month, once its day is over: held, written down and signed, this month's but on its
    /// recorder's desk. Since months are assessed, what was found before it stands in its agenda, what it arranged is the
    /// next month's plan.
    private func holdSecretariesMeeting(_ number: Int, _ signer: APIClient? = nil) async throws {
        let meetings = try await client.list("/meetings", ["year": String(month(number).year)])
        guard let meeting = meetings.first(where: { $0["month"] == JSON(month(number)) }),
            let date = try meeting["date"]?.string.map({ try LocalDate(parsing: $0) }), clock.isPast(date, 17, 0)
        else { return }
        // The day after the late sheets at the earliest: the story goes forward.
        let day = max(date, month(number).firstDay.adding(days: 10))
        guard clock.isPast(day, 17, 0) else { return }
        let content = try await told("secretaries", number - Self.firstNumber)
        clock.goOn(to: day, 8, 30)
        if number > 1 {
            try await reportWork(before: number)
            try await giveFindings(number, on: day)
            try await ask(before: number, on: day)
        }
        let path = "/meetings/\(try meeting.id)"
        clock.goOn(to: day, 9, 0)
        let opened = try await client.post("\(path)/open", [:], ["chair": "1101", "recorder": "1201"]).json
        clock.goOn(to: day, 10, 40)
        let entries = (opened["roll"]?.array ?? []).enumerated().map { index, line -> JSON in
            index == number - Self.firstNumber
                ? ["member": line["member"] ?? .null, "state": "excused", "reason": "参加市局培训"]
                : ["member": line["member"] ?? .null, "state": "present"]
        }
        let taken = try await client.put(
            "\(path)/attendance", ["entries": .array(entries)],
            ifVersion: opened["meeting"]?["version"]?.integer ?? 0)
        let written = try await client.put(
            "\(path)/minutes",
            [
                "began": "09:00", "ended": "10:25",
                "items": [
                    ["title": "点评", "planned": 10, "taken": 15, "said": content["review"] ?? .null],
                    ["title": "布置下月", "planned": 10, "taken": 10, "said": content["next"] ?? .null],
                ],
                "decisions": [["decision": content["decision"] ?? .null, "answerable": "机关党委办公室"]],
            ], ifVersion: taken["meeting"]?["version"]?.integer ?? 0)
        clock.goOn(to: day, 11, 0)
        if let signer { try await sign(written, signer) }
        if number < 2 { return }
        _ = try await client.post(
            "/plan-items", [:],
            [
                "month": JSON(month(number + 1)), "title": "书记上党课", "kind": "党课",
                "due": .string(month(number + 1).lastDay.description), "standard": "有讲稿，有记录",
            ])
        if number == 3 { try await planForFocus(in: month(number + 1)) }
    }

    /// What came of the plan of the month before, one branch still to do it, and of what was found before: one branch
    /// reports, another has only begun, and a third has done nothing, which brings its findings further from meeting to meeting.
    private func reportWork(before number: Int) async throws {
        let items = try await client.get("/plan-items", ["month": month(number - 1).description]).array ?? []
        for item in items.dropLast() {
            _ = try await client.post(
                "/plan-items/\(try item.id)/report", [:],
                ["result": "done", "evidence": item["kind"] == "党课" ? "党课记录" : "讲解登记表"])
        }
        for (branch, isDone) in [(Self.openBranch, true), ("CG-03", false)] {
            for finding in try await client.list("/findings", ["branch": branch, "status": "open"])
            where finding["source"] == "inspection" {
                let path = "/findings/\(try finding.id)"
                let due = max(try LocalDate(parsing: finding.shown("due")), clock.today).description
                _ = try await client.post(
                    "\(path)/measures", [:], ["text": "专人负责，逐次核对", "who": "组织委员", "due": .string(due)])
                if isDone { _ = try await client.post("\(path)/report", [:], ["text": "已补齐，专人负责"]) }
            }
        }
    }

    /// What the office found before a meeting. The first is due before the next one.
    private func giveFindings(_ number: Int, on day: LocalDate) async throws {
        let found: [(what: String, direction: String)] = [
            ("活动记录不全，缺参加人员", "每次活动有记录，参加人员齐全"), ("谈心谈话未覆盖新进党员", "按季谈到人"),
            ("责任区公示牌信息未更新", "人员调整后三日内更新"), ("党费收缴登记不及时", "每月 10 日前登记"),
        ]
        let finding = found[number % found.count]
        let isFirst = number == 2
        let branches: JSON =
            isFirst ? ["CG-01", "CG-02", "CG-03"] : number.isMultiple(of: 2) ? ["CG-01", "CG-02"] : ["CG-01"]
        _ = try await client.post(
            "/findings", [:],
            [
                "branches": branches, "source": "inspection",
                "what": .string(finding.what), "direction": .string(finding.direction), "category": "activityForms",
                "class": "byDate", "due": .string(day.adding(days: isFirst ? 20 : 30).description),
                "standard": "抽查有据",
            ])
    }

    /// What branches ask of the committee before a meeting: one ask is answered, one still waits.
    private func ask(before number: Int, on day: LocalDate) async throws {
        let asks: [Int: (branch: String, title: String, request: String, standard: String)] = [
            3: ("CG-02", "协调夜市增设非机动车停放点", "夜市外缘无处停车，请协调街道划出停放点", "停放点划线启用"),
            4: ("CG-03", "补充执法记录仪备用电池", "夜间巡查电量不足，请协调配发备用电池", "每组两块，领用有登记"),
        ]
        guard let ask = asks[number] else { return }
        let made = try await client.post(
            "/asks", [:],
            [
                "branch": .string(ask.branch), "title": .string(ask.title), "request": .string(ask.request),
                "standard": .string(ask.standard), "due": .string(day.adding(days: 45).description),
            ]
        ).json
        if number == 3 {
            _ = try await client.post(
                "/asks/\(try made.id)/answer", [:],
                [
                    "answer": "accepted", "said": "已函商街道，列入下季度计划",
                    "due": .string(day.adding(days: 60).description),
                ])
        }
    }

    // MARK: A month

    private func assess(
        _ number: Int, leavingOpen openBranch: String? = nil, signer: APIClient? = nil
    ) async throws {
        let next = month(number).adding(months: 1).firstDay
        func day(_ day: Int) -> LocalDate { next.adding(days: day - 1) }

        let branches = try await branchCodes()
        for (index, branch) in branches.enumerated() {
            try await record(number, branch, on: day(1 + index * 4 / branches.count), 9 + index)
        }
        clock.go(to: day(4), 17, 0)
        try await send(
            "demo/revised-\(number).csv", of: number, to: "/imports/scores",
            ["revisionReason": "与纸质评分表核对，录入时看错一栏"]
        )
        let late = branches.filter { DemoSeed("demo/late-\(number).csv")?.text(for: month(number), of: $0) != nil }
        let inTime = branches.filter { !late.contains($0) && $0 != openBranch }
        try await conclude(number, inTime, closing: day(6), posting: day(7))
        clock.go(to: day(9), 10, 40)
        try await send(
            "demo/late-\(number).csv", of: number, to: "/imports/scores", ["lateReason": "评分人参加市局集中培训，返岗后补评"]
        )
        try await conclude(number, late, closing: day(10), posting: day(10))
        try await holdSecretariesMeeting(number + 1, signer)
        // Last month's notices are left for the user to end.
        if number < 4 { try await finalise(number, branches) }
    }

    /// A branch's sheets and adjustments of a month.
    private func record(_ number: Int, _ branch: String, on day: LocalDate, _ hour: Int) async throws {
        clock.go(to: day, hour, 5)
        try await send("demo/adjustments-\(number).csv", of: number, only: branch, to: "/imports/adjustments")
        clock.go(to: day, hour, 20)
        try await send("demo/scores-\(number).csv", of: number, only: branch, to: "/imports/scores")
    }

    /// Closes and posts the branches' month, as far as it has come to that.
    private func conclude(
        _ number: Int, _ branches: [String], closing: LocalDate, posting: LocalDate
    ) async throws {
        for (step, day, hour) in [("close", closing, 15), ("post", posting, 16)] {
            for (index, branch) in branches.enumerated() where clock.isPast(day, hour, 5 * index) {
                clock.go(to: day, hour, 5 * index)
                let cycle = try await client.cycle(of: month(number), in: branch)
                let isIncomplete = step == "close" && cycle["complete"] != cycle["areas"]
                _ = try await client.post(
                    "/cycles/\(try cycle.id)/\(step)", [:],
                    isIncomplete ? ["incompleteReason": "评分表经催收仍未收齐，缺项责任区本月不参加排名，已在支委会上说明"] : nil)
            }
        }
    }

    /// Ends the notices in the order in which they run out: with the award, or without where nobody wins.
    private func finalise(_ number: Int, _ branches: [String]) async throws {
        var posted: [(end: LocalDate, cycle: JSON)] = []
        for cycle in try await client.list("/cycles", ["month": month(number).description, "status": "posted"]) {
            guard let end = cycle["noticeEnds"]?.string else { throw APIClient.misunderstood }
            posted.append((try LocalDate(parsing: end), cycle))
        }
        for (index, (end, cycle)) in posted.sorted(by: { $0.end < $1.end }).enumerated() {
            clock.go(to: end.adding(days: 1), 9, 5 * index)
            let path = "/cycles/\(try cycle.id)"
            let ranking = try await client.get(
                "/rankings", ["month": month(number).description, "branch": cycle.shown("branch")]
            )
            if ranking.array?.first?["winners"]?.array?.isEmpty == false {
                _ = try await client.post("\(path)/finalise")
            } else {
                _ = try await client.post(
                    "\(path)/end-without-award", [:], ["reason": "各责任区均未达到 85 分，经支委会研究，本月不评"]
                )
            }
        }
    }

    // MARK: This month

    private func beginThisMonth() async throws {
        let first = month(5).firstDay
        let branches = try await branchCodes()
        for (index, branch) in branches.enumerated() {
            clock.go(to: first.adding(days: 10), 9, 5 * index)
            _ = try await client.post("/cycles", [:], ["branch": .string(branch), "month": JSON(month(5))])
        }
        for (index, branch) in branches.enumerated() {
            try await record(5, branch, on: first.adding(days: 11), 9 + index)
        }
    }

    /// The command that records the one sheet that ``openBranch`` waits for.
    func missingSheet() throws(CommandFailure) -> String {
        let lines = try seed("demo/missing-4.csv").text(for: month(4)).split(separator: "\r\n")
        let cells = (lines.last ?? "").split(separator: ",").map(String.init)
        guard cells.count > 3 else { throw CommandFailure(.software, "demo/missing-4.csv names no sheet") }
        return """
            assess record --month \(month(4)) --area \(cells[0]) --tier \(cells[1]) --by \(cells[2]) \
            --points \(cells[3...].joined(separator: ",")) --late-reason 评分表漏交
            """
    }

    // MARK: Sending

    func branchCodes() async throws -> [String] {
        try await client.list("/branches").compactMap { $0["code"]?.string }
    }

    func seed(_ name: String) throws(CommandFailure) -> DemoSeed {
        guard let seed = DemoSeed(name) else {
            throw CommandFailure(.software, "this program was built without its file \(name)")
        }
        return seed
    }

    /// Sends a file that belongs to no month.
    private func send(_ name: String, to path: String) async throws {
        try await upload(try seed(name).text(for: month(5)), to: path)
    }

    /// Sends a month's file, or a branch's lines of it, if there are any.
    private func send(
        _ name: String, of number: Int, only branch: String = "", to path: String, _ reasons: [String: String] = [:]
    ) async throws {
        guard let text = DemoSeed(name)?.text(for: month(number), of: branch) else { return }
        try await upload(
            text, to: path,
            [
                "month": month(number).description, "lateReason": reasons["lateReason"],
                "revisionReason": reasons["revisionReason"],
            ]
        )
    }

    func upload(_ text: String, to path: String, _ query: APIClient.Query = [:]) async throws {
        let file = folder.appending(path: "seed.csv")
        try await client.upload(text, by: file, to: path, query)
    }
}
