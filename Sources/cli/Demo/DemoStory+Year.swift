import Domain
import Server

/// What the branches do month by month, as their cadence asks, with the texts of `seeds/demo/meetings.json`.
extension DemoStory {
    /// The branch that is behind: last month one of its groups did not meet, nor did its committee.
    private static let lateBranch = "CG-02"
    private static let groups = ["第一党小组", "第二党小组", "第三党小组"]

    /// A meeting as it is told: who holds it, what it is, and what became of it.
    private struct Told {
        let branch: String
        let kind: Meeting.Kind
        var also: Meeting.Kind?
        var group: Int?
        let content: JSON
        let start: String
        let end: String
        let minutes: Int

        /// The number of the branch's member of that index.
        func number(_ index: Int) -> String { "1\(branch.suffix(1))\(index.twoDigits)" }

        /// Groups are led by the sixth to eighth member, and written down by whoever follows.
        var chair: String { group.map { number(6 + $0) } ?? number(1) }
        var recorder: String { group.map { number(9 + $0) } ?? number(3) }
    }

    /// What is told of a kind of meeting, one after the other.
    func told(_ kind: String, _ index: Int) async throws -> JSON {
        let all = try JSON.parse(Array(try seed("demo/meetings.json").text(for: month(5)).utf8))[kind]
        guard let entries = all?.array, !entries.isEmpty else { return all ?? .null }
        return entries[index % entries.count]
    }

    /// The meetings of all branches in a month, as far as they are past: the groups', the theme day, the committee's, the
    /// assembly's at a quarter's end, and at a year's end the meeting of organisational life, with its talks before it.
    ///
    /// - Parameter signer: whoever signs for ``openBranch``.
    func live(_ number: Int, _ signer: APIClient? = nil) async throws {
        let month = month(number)
        let before = month.adding(months: -1)
        if clock.isPast(month.firstDay.adding(days: 13), 9, 0) {
            clock.goOn(to: month.firstDay.adding(days: 13), 9, 0)
            try await sendMembers { $0?.month == before }
            if month.number == 1, let signer {
                try await followOrgLife(of: before, signer)
                try await appraise(before)
            }
            if month.number == 12 { try await talkWithEverybody(month) }
        }
        let branches = try await branchCodes()
        for (day, kinds) in [
            (20, [Meeting.Kind.group]), (21, [.themeDay]), (22, [.branchCommittee]), (23, [.assembly, .orgLife]),
        ] {
            let day = Self.workday(month.firstDay.adding(days: day))
            guard clock.isPast(day, 18, 0) else { return }
            clock.goOn(to: day, 17, 30)
            for kind in kinds {
                var told: [Told] = []
                for (index, branch) in branches.enumerated() {
                    told += try await meetings(kind, of: branch, at: index, number)
                }
                try await hold(told, on: clock.day, number, signer)
            }
        }
    }

    /// The day, or the Friday before it.
    private static func workday(_ day: LocalDate) -> LocalDate {
        day.weekday.isWeekend ? workday(day.adding(days: -1)) : day
    }

    /// What a branch holds of a kind in a month.
    private func meetings(
        _ kind: Meeting.Kind, of branch: String, at index: Int, _ number: Int
    ) async throws -> [Told] {
        let month = month(number)
        let turn = month.year * 12 + month.number + 5 * index
        let isBehind = branch == Self.lateBranch && number == 4
        switch kind {
        case .group:
            var told: [Told] = []
            for group in Self.groups.indices where !(isBehind && group == 2) {
                let content = try await self.told("group", turn + 4 * group)
                told.append(
                    Told(
                        branch: branch, kind: kind, group: group, content: content, start: "16:00", end: "17:00",
                        minutes: 60))
            }
            return told
        case .themeDay:
            let isLecture = month.number % 3 == 2
            let content = try await isLecture ? self.told("lecture", turn) : self.told("themeDay", turn)
            return [
                Told(
                    branch: branch, kind: kind, also: isLecture ? .lecture : nil, content: content, start: "14:30",
                    end: isLecture ? "16:30" : "16:00", minutes: 120)
            ]
        case .branchCommittee:
            // The open branch's of the assessed months are held at their ends.
            if isBehind || (branch == Self.openBranch && 1...3 ~= number) { return [] }
            return [
                Told(
                    branch: branch, kind: kind, content: try await self.told("branchCommittee", turn), start: "10:00",
                    end: "11:10", minutes: 90)
            ]
        case .assembly:
            guard month.number.isMultiple(of: 3) else { return [] }
            return [
                Told(
                    branch: branch, kind: kind, content: try await self.told("assembly", month.number / 3 - 1),
                    start: "14:00", end: "15:10", minutes: 90)
            ]
        case .orgLife:
            guard month.number == 12 else { return [] }
            return [
                Told(
                    branch: branch, kind: kind, content: try await self.told("orgLife", 0), start: "15:30",
                    end: "17:20", minutes: 120)
            ]
        case .secretaries, .annualReview, .lecture, .other: return []
        }
    }

    /// Holds meetings beside one another: each is recorded in the afternoon of its day.
    private func hold(_ meetings: [Told], on day: LocalDate, _ number: Int, _ signer: APIClient?) async throws {
        var ids: [String: Int64] = [:]
        for branch in try await client.list("/branches") { ids[branch.shown("code")] = try branch.id }
        let leaves =
            try JSON.parse(Array(try seed("demo/meetings.json").text(for: month(5)).utf8))["leaves"]?.array ?? []
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, told) in meetings.enumerated() {
                guard let branch = ids[told.branch] else { throw APIClient.misunderstood }
                let reason = leaves.isEmpty ? .null : leaves[(index + number - Self.firstNumber) % leaves.count]
                group.addTask {
                    let written = try await hold(
                        told, of: branch, on: day, 5 * index + number - Self.firstNumber, reason)
                    if told.branch == Self.openBranch, let signer, written["digest"] != nil {
                        try await sign(written, signer)
                    }
                    if told.kind == .orgLife { try await foundInOrgLife(told, written, on: day) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// - Parameters:
    ///   - lot: by which it is found who was not there.
    ///   - reason: of whoever was excused.
    private func hold(
        _ told: Told, of branch: Int64, on day: LocalDate, _ lot: Int, _ reason: JSON
    ) async throws -> JSON {
        let meeting = try await client.post(
            "/branches/\(branch)/meetings", [:],
            .members([
                "kind": .string(told.kind.rawValue), "also": told.also.map { .string($0.rawValue) },
                "group": told.group.map { .string(Self.groups[$0]) }, "theme": told.content["theme"],
                "date": JSON(day), "start": .string(told.start), "minutes": JSON(told.minutes),
                "place": told.group == nil ? "支部活动室" : "中队值班室",
            ])
        ).json
        let path = "/meetings/\(try meeting.id)"
        let opened = try await client.post(
            "\(path)/open", [:], ["chair": .string(told.chair), "recorder": .string(told.recorder)]
        ).json
        let roll = opened["roll"]?.array ?? []
        // Neither who led it nor who wrote it down is missing, and of a committee of five nobody is every third time.
        let away = told.kind == .branchCommittee && lot % 3 != 0 ? roll.count : 3 + lot * 7 % max(1, roll.count - 2)
        let entries = roll.enumerated().map { index, line -> JSON in
            let member = line["member"] ?? .null
            let isAway = index == away && ![told.chair, told.recorder].contains(member.string ?? "")
            guard isAway else { return ["member": member, "state": "present"] }
            return lot % 9 == 4
                ? ["member": member, "state": "absent"] : ["member": member, "state": "excused", "reason": reason]
        }
        let taken = try await client.put(
            "\(path)/attendance", ["entries": .array(entries)], ifVersion: opened["meeting"]?["version"]?.integer ?? 0)
        // Groups keep no more than who was there and what about.
        guard told.group == nil else { return taken }
        let isLecture = told.also == .lecture
        return try await client.put(
            "\(path)/minutes",
            .members([
                "began": .string(told.start), "ended": .string(told.end),
                "form": told.content["form"] ?? (isLecture ? "study" : told.kind == .assembly ? "vote" : "discussion"),
                "scale": told.kind == .branchCommittee ? "small" : "large", "changed": told.content["changed"],
                "items": [
                    .members(["title": told.content["theme"], "said": told.content["said"]])
                ],
                "decisions": told.content["decision"].map { [["decision": $0]] } ?? [],
                "speaker": isLecture ? "支部书记" : nil, "lecture": isLecture ? told.content["theme"] : nil,
                "hours": told.content["hours"],
            ]), ifVersion: taken["meeting"]?["version"]?.integer ?? 0)
    }

    /// Signed by its chair, who has an account, and by its recorder on paper.
    func sign(_ written: JSON, _ signer: APIClient) async throws {
        guard let meeting = try written["meeting"]?.id, let digest = written["digest"] else {
            throw APIClient.misunderstood
        }
        // Groups are led by others.
        guard written["chair"]?["code"] == .string("1101") || written["chair"]?["number"] == .string("1101") else {
            return
        }
        let path = "/meetings/\(meeting)/sign"
        _ = try await client.post(path, [:], ["signer": "recorder", "digest": digest, "onPaper": true])
        _ = try await signer.post(path, [:], ["signer": "chair", "digest": digest])
    }

    /// A member in hardship, whose care case nobody finds but the branch's secretary and the committee's care officer.
    func care(_ secretary: APIClient) async throws {
        let day = clock.day
        let made = try await secretary.post(
            "/care-cases", [:],
            [
                "member": "1119", "consentOn": JSON(day), "recognisedOn": JSON(day), "recognisedBy": "支部委员会",
                "kind": "illness", "cause": "家属长期住院，自付部分多", "incomeSources": ["wages"], "needs": ["medical", "money"],
            ]
        ).json
        let path = "/care-cases/\(try made.id)"
        _ = try await secretary.post(
            "\(path)/aids", [:],
            ["on": JSON(day), "what": "补助", "value": 100_000, "source": "partyFee", "by": "支部委员会"])
        _ = try await secretary.post(
            "\(path)/visits", [:],
            ["on": JSON(day), "who": "组织委员", "next": "帮助办理大病报销", "nextVisit": JSON(month(5).lastDay)])
    }

    // MARK: A year's end

    /// The talks of a year (党支部工作条例, Article 19), of all branches: within the committee, between it and the others, and
    /// among these.
    private func talkWithEverybody(_ month: Month) async throws {
        var rows = ["支部编号,谈话日期,谈话地点,谈话人,谈话对象,谈话事由,谈话内容类别"]
        for branch in try await branchCodes() {
            let members = try await client.list("/members", ["branch": branch])
            func isOfCommittee(_ member: JSON) -> Bool {
                (member["offices"]?.array ?? []).contains { $0 != .string("groupLeader") }
            }
            let committee = members.filter(isOfCommittee).map { $0.shown("number") }
            let others = members.filter { !isOfCommittee($0) }.map { $0.shown("number") }
            var pairs: [(String, String)] = []
            for (index, one) in committee.enumerated() {
                pairs += committee.dropFirst(index + 1).map { (one, $0) }
            }
            // Whoever came within the year does not count yet: everybody talks with the next as well as with the last.
            for (index, other) in others.enumerated() {
                pairs.append((committee[index % committee.count], other))
                if index > 0 { pairs.append((others[index - 1], other)) }
            }
            for (index, (one, other)) in pairs.enumerated() {
                let day = month.firstDay.adding(days: index % 12)
                rows.append("\(branch),\(day),支部活动室,\(one),\(other),年度谈心谈话,思想")
            }
        }
        try await upload(rows.joined(separator: "\r\n") + "\r\n", to: "/imports/talks")
        // The committee reviews its secretaries together with the bureau's own appraisal.
        let committee = try await client.committee("JG")
        _ = try await client.post(
            "/committees/\(try committee.id)/excuses", [:],
            ["rule": "meet.annualReview", "period": .string(String(month.year)), "reason": "书记述职并入市局年度党建考核，不另开会"])
    }

    /// The steps of organisational life, and in one branch what it found wanting of itself.
    private func foundInOrgLife(_ told: Told, _ written: JSON, on day: LocalDate) async throws {
        guard let meeting = try written["meeting"]?.id else { throw APIClient.misunderstood }
        for step in [OrgLifeStep.arranged, .lookedBack, .notified, .held] {
            _ = try await client.post(
                "/meetings/\(meeting)/steps", [:],
                ["step": .string(step.rawValue), "on": JSON(step.day(of: day))])
        }
        guard told.branch == Self.openBranch else { return }
        _ = try await client.post(
            "/findings", [:],
            .members([
                "branches": [.string(told.branch)], "source": "appraisal", "reference": "年度组织生活会",
                "what": told.content["what"], "direction": told.content["direction"], "category": "cohesion",
                "class": "byDate", "due": JSON(day.adding(days: 60)), "standard": "有谈话登记，下次会上有回音",
            ]))
    }

    /// What was left of the year's meeting of organisational life: its last steps, and what came of its finding.
    private func followOrgLife(of month: Month, _ signer: APIClient) async throws {
        for branch in try await client.list("/branches") {
            let meetings = try await client.list(
                "/branches/\(try branch.id)/meetings", ["year": String(month.year), "kind": "orgLife"])
            for meeting in meetings {
                guard let date = try meeting["date"]?.string.map({ try LocalDate(parsing: $0) }) else { continue }
                for step in [OrgLifeStep.attended, .filed] {
                    _ = try await client.post(
                        "/meetings/\(try meeting.id)/steps", [:],
                        ["step": .string(step.rawValue), "on": JSON(step.day(of: date))])
                }
            }
        }
        let content = try await told("orgLife", 0)
        for finding in try await client.list("/findings", ["branch": Self.openBranch]) {
            guard finding["source"] == "appraisal", finding["status"] != "closed" else { continue }
            let path = "/findings/\(try finding.id)"
            if finding["status"] == "open" {
                _ = try await client.post(
                    "\(path)/measures", [:],
                    .members(["text": content["measure"], "who": "支部书记", "due": JSON(clock.day.adding(days: 10))]))
                _ = try await signer.post("\(path)/report", [:], .members(["text": content["report"]]))
            }
            _ = try await client.post("\(path)/verify", [:], ["verdict": "closed"])
        }
    }
}

extension APIClient {
    /// A client of the same program for whoever an account is, who signs with a token what nobody else may.
    ///
    /// - Throws: ``CommandFailure``.
    func signing(as made: DemoAccounts.Made) async throws -> APIClient {
        guard case .inProcess(let server, let store, _) = way else { throw Self.misunderstood }
        let signedIn = try await SignedInClient(self, name: made.name, password: made.password)
        let token = try await signedIn.send(
            "POST", "/tokens", ["name": "demo", "extent": "write", "days": JSON(APIToken.longestLifeInDays)])
        let account = try signedIn.session["account"]?.id
        try await signedIn.signOut()
        guard let account else { throw Self.misunderstood }
        return APIClient(
            way: .inProcess(server, store, .account(ID(account), name: made.name, .token(ID(try token.id)))),
            isOperator: false)
    }
}
