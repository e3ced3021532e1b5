import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let meetings: [Example] = [
        Example(
            API.scheduleYear,
            body: ["committee": "QA", "year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "甲会议室"]
        ),
        Example(
            API.scheduleMeeting,
            body: [
                "committee": "QA", "date": "2026-12-09", "start": "09:00", "minutes": 60, "place": "甲会议室",
                "standing": "extraordinary",
            ]
        ),
        Example(
            API.listMeetings,
            plan: ListPlan(
                walks: ["meeting"], unless: [["committee"]], isScoped: true,
                filters: ["committee": "QA", "year": "2026", "status": "scheduled"]
            )
        ),
        Example(API.showMeeting, "QA meeting"),
        Example(API.showAgenda, "QA meeting", plan: ListPlan(sortsWithin: "one committee")),
        Example(
            API.editAgenda, "QA meeting",
            body: [
                "notes": [["part": "passingOn", "title": "传达区委通报"]], "leftOut": ["finding/1"],
                "times": [["part": "asks", "minutes": 15]],
            ], version: 1),
        Example(API.moveMeeting, "QA meeting", body: ["date": "2026-12-10", "reason": "书记外出"]),
        Example(API.cancelMeeting, "QA meeting", body: ["reason": "合并到下月"]),
        Example(
            API.meetingCalendar,
            plan: ListPlan(
                walks: ["meeting"], unless: [["committee"]], isScoped: true,
                filters: ["committee": "QA", "year": "2026", "language": "en"]
            )
        ),
        Example(
            API.listBranchMeetings, "A",
            plan: ListPlan(filters: ["year": "2026", "kind": "assembly"])),
        Example(
            API.scheduleBranchMeeting, "A",
            body: [
                "kind": "assembly", "also": "lecture", "theme": "学习党章", "date": "2026-11-20", "start": "14:30",
                "minutes": 60, "place": "A会议室",
            ]),
        // The first group's, which 103 leads.
        Example(
            API.scheduleBranchMeeting, "A", case: "group",
            body: [
                "kind": "group", "group": "一组", "date": "2026-11-20", "start": "14:30", "minutes": 60, "place": "A会议室",
            ]),
        Example(API.openMeeting, body: ["chair": "101", "recorder": "105"]) { bureau in
            Prepared(id: try await meeting(in: bureau))
        },
        Example(API.showMeetingRecord, "A meeting", plan: ListPlan(sortsWithin: "one meeting")),
        Example(
            API.minutesDocument, "A meeting", plan: ListPlan(sortsWithin: "one meeting", filters: ["language": "en"])),
        Example(
            API.showYearBook, "A", query: "year=2026",
            plan: ListPlan(sortsWithin: "one branch", filters: ["year": "2026"])),
        Example(
            API.yearBookDocument, "A", query: "year=2026",
            plan: ListPlan(sortsWithin: "one branch", filters: ["year": "2026", "language": "en"])),
        Example(API.listHandovers, "A", plan: ListPlan(sortsWithin: "one branch")),
        Example(API.showHandover, "A hand-over", plan: ListPlan(sortsWithin: "one branch")),
        Example(API.makeHandover, "A", body: ["outgoing": "101", "incoming": "107"]),
        Example(API.signHandover) { bureau in
            let (id, digest) = try await handover(in: bureau)
            return Prepared(body: ["side": "outgoing", "digest": digest, "reason": "已调离"], id: id)
        },
        Example(API.withdrawHandover, body: ["reason": "接任人选有变"]) { bureau in
            Prepared(id: try await handover(in: bureau).id)
        },
        Example(
            API.handoverDocument, "A hand-over",
            plan: ListPlan(sortsWithin: "one branch", filters: ["language": "en"])),
        Example(API.takeAttendance, body: attendance, version: 2) { bureau in
            Prepared(id: try await meeting(in: bureau, until: .opened))
        },
        Example(
            API.writeMinutes,
            body: [
                "began": "09:00", "ended": "10:05",
                "items": [
                    ["title": "讨论预备党员转正", "planned": 30, "taken": 35, "said": "103：同意。", "dissent": "104：再看一年。"]
                ],
                "decisions": [["decision": "同意转正", "answerable": "101", "due": "2026-11-30"]],
                "form": "vote", "scale": "large", "changed": "一名预备党员转正", "changedFor": "103", "seenBy": "全体党员",
            ], version: 3
        ) { bureau in Prepared(id: try await meeting(in: bureau, until: .taken)) },
        Example(API.signMinutes) { bureau in
            let id = try await meeting(in: bureau, until: .taken)
            let record = try await bureau.server.get("/meetings/\(id)/record")
            return Prepared(
                body: ["signer": "recorder", "digest": record.json["digest"] ?? .null, "onPaper": true], id: id)
        },
        Example(API.amendMinutes, body: ["amendment": "第二项“同意”应为“原则同意”"]) { bureau in
            Prepared(id: try await meeting(in: bureau, until: .signed))
        },
        Example(API.makeUpMeeting, body: ["member": "107", "on": "2026-11-24", "form": "听录音"]) { bureau in
            Prepared(id: try await meeting(in: bureau, until: .taken))
        },
        Example(API.listPlanItems, plan: ListPlan(filters: ["month": "2026-11", "branch": "A", "status": "open"])),
        Example(API.showPlanItem, "A plan"),
        Example(
            API.recordPlanItems,
            body: [
                "branches": ["A"], "month": "2026-12", "title": "主题党日", "kind": "主题党日", "due": "2026-12-15",
                "content": "学习", "answerable": "organisation",
            ]),
        Example(API.reportPlanItem, "A plan", body: ["result": "partly", "reason": "天气"]),
        Example(API.withdrawPlanItem, body: ["reason": "改期"]) { bureau in
            Prepared(id: try await planned(bureau))
        },
        Example(
            API.importPlanItems, query: "month=2026-12",
            spreadsheet: "支部编号,活动类别,活动主题,活动内容,参与人员,完成时间,系统录入要求\nA,党课,党课一讲,讲纪律,全体党员,12月15日前,录入\n"),
        Example(API.listFoci, "QA", plan: ListPlan(filters: ["month": "2026-11"])),
        Example(API.showFocus, "QA focus"),
        Example(API.setFocus, "QA", body: focus("油烟扰民整治", in: "2026-12")),
        Example(
            API.reviseFocus, body: focus("油烟扰民专项整治", in: "2027-01", [("reason", "名称写错了")]), version: 1
        ) { bureau in Prepared(id: try await focus(bureau)) },
        Example(API.withdrawFocus, body: ["reason": "行政上已不再作为重点"]) { bureau in
            Prepared(id: try await focus(bureau))
        },
        Example(
            API.showFocusShare, "A", query: "from=2026-10&until=2026-12",
            plan: ListPlan(filters: ["from": "2026-10", "until": "2026-12"])),
        Example(
            API.listFocusShares, "QA", query: "from=2026-10&until=2026-12",
            plan: ListPlan(
                sortsWithin: "a committee's branches", filters: ["from": "2026-10", "until": "2026-12"])),
        // A year of all branches.
        Example(
            API.listTalks,
            plan: ListPlan(
                walks: ["talk"], unless: [["branch"]], filters: ["year": "2026", "branch": "A"])),
        Example(API.showTalk, "A talk"),
        Example(API.recordTalk, body: talk("2026-11-11")),
        Example(
            API.reviseTalk,
            body: talk("2026-11-12", [("branch", nil), ("place", "会议室"), ("revisionReason", "地点记错了")])
        ) { bureau in Prepared(id: try await talked(bureau)) },
        Example(API.reportTalk, body: ["outcome": "done"]) { bureau in Prepared(id: try await talked(bureau)) },
        Example(API.withdrawTalk, body: ["reason": "重复登记"]) { bureau in Prepared(id: try await talked(bureau)) },
        Example(API.showTalkNote, "A talk"),
        Example(API.writeTalkNote, body: ["note": "谈了近况"]) { bureau in Prepared(id: try await talked(bureau)) },
        Example(
            API.deleteTalkNote, prepareForSender: { bureau, account in Prepared(id: try await noted(bureau, account)) }),
        Example(API.showTalkPairs, "A", plan: ListPlan(filters: ["year": "2026"])),
        Example(
            API.importTalks,
            spreadsheet:
                "支部编号,谈话日期,谈话地点,谈话人,谈话对象,谈话事由,谈话内容类别\nA,2026-11-13,谈话室,101,107,年度谈心谈话,思想、工作\n"),
        Example(API.listAsks, plan: ListPlan(filters: ["year": "2026", "branch": "A"])),
        Example(API.showAsk, "A ask"),
        Example(
            API.makeAsk,
            body: ["branch": "A", "title": "配发设备", "request": "请协调配发", "standard": "到位", "due": "2026-12-31"]),
        Example(API.answerAsk, body: ["answer": "accepted", "said": "已列入计划", "due": "2026-12-25"]) { bureau in
            Prepared(id: try await asked(bureau))
        },
        Example(API.recordAskResult, body: ["result": "done", "evidence": "已划线"]) { bureau in
            let id = try await asked(bureau)
            let answered = try await bureau.server.post("/asks/\(id)/answer", ["answer": "partly", "said": "先办一半"])
            try #require(answered.status == 200, "\(answered.text)")
            return Prepared(id: id)
        },
        Example(API.withdrawAsk, body: ["reason": "已自行解决"]) { bureau in
            Prepared(id: try await asked(bureau))
        },
        Example(
            API.importAttendance,
            spreadsheet: "编号,姓名,出勤情况,事由\n101,,√,\n102,,√,\n103,,√,\n104,,√,\n105,,√,\n106,,△,住院\n107,,×,\n",
            plan: ListPlan()
        ) { bureau in Prepared(id: try await meeting(in: bureau, until: .opened)) },
        Example(API.listOrgLifeSteps, "A meeting"),
        Example(API.noteOrgLifeStep, body: ["step": "arranged", "on": "2026-11-17"]) { bureau in
            Prepared(id: try await meeting(in: bureau, "orgLife"))
        },
        Example(
            API.noteDecisionResult, body: ["decision": 1, "result": "done", "said": "已办理转正手续", "on": "2026-11-24"]
        ) { bureau in
            let id = try await meeting(in: bureau, until: .taken)
            let written = try await bureau.server.send(
                "PUT", "/meetings/\(id)/minutes",
                ["items": [["title": "讨论转正"]], "decisions": [["decision": "同意转正"]]], headers: ["If-Match": "\"3\""])
            try #require(written.status == 200, "\(written.text)")
            return Prepared(id: id)
        },
        Example(
            API.showBranchAttendance, "A", query: "year=2026", plan: ListPlan(filters: ["year": "2026"])),
        Example(API.showActivityMix, "A", query: "year=2026", plan: ListPlan(filters: ["year": "2026"])),
        Example(
            API.showMemberAttendance, "104", query: "year=2026", plan: ListPlan(filters: ["year": "2026"])),
        Example(
            API.listSecretariesAttendance, query: "year=2026",
            plan: ListPlan(filters: ["year": "2026", "committee": "QA"])),
        Example(
            API.showCalendarAddress, prepareForSender: { bureau, account in try await withAddress(account, in: bureau) }
        ),
        Example(API.makeCalendarAddress),
        Example(
            API.endCalendarAddress, prepareForSender: { bureau, account in try await withAddress(account, in: bureau) }),
    ]

    /// A talk of the members 104 and 106 of the branch A.
    private static func talk(_ day: String, _ others: [(String, JSON?)] = []) -> JSON {
        var talk: JSON.Object = JSON.Object()
        for (name, value) in [
            ("branch", "A"), ("day", .string(day)), ("place", "谈话室"), ("parties", ["104", "106"]),
            ("occasion", "yearly"), ("topics", ["thought", "life"]), ("nextStep", "结对帮学"), ("followUp", "2027-03-31"),
        ] as [(String, JSON)] { talk[name] = value }
        for (name, value) in others { talk[name] = value }
        return .object(talk)
    }

    /// Another talk of the same two, of a day of its own.
    private static func talked(_ bureau: WideBureau) async throws -> Int {
        var talk = try #require(talk("2026-10-01").object)
        talk["place"] = .string(UUID().uuidString)
        talk["day"] = .string(try await freeDay(bureau))
        let made = try await bureau.server.post("/talks", .object(talk))
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    /// A day of the year on which nobody has talked yet.
    private static func freeDay(_ bureau: WideBureau) async throws -> String {
        let taken = Set(
            try await bureau.server.get("/talks?year=2026&branch=A").json.array?.compactMap { $0["day"]?.string } ?? [])
        let first = try #require(LocalDate(year: 2026, month: 1, day: 1))
        return try #require((0..<300).map { first.adding(days: $0).description }.first { !taken.contains($0) })
    }

    /// Another talk, with a note by the member 104.
    private static func noted(_ bureau: WideBureau, _ account: TestAccount?) async throws -> Int {
        let id = try await talked(bureau)
        let writer = try #require(bureau.accounts[.member]).principal
        let written = try await bureau.server.send("POST", "/talks/\(id)/note", ["note": "谈了近况"], by: writer)
        try #require(written.status == 200, "\(written.text)")
        return id
    }

    /// Another item of the branch A, which nothing was reported of.
    private static func planned(_ bureau: WideBureau) async throws -> Int {
        let made = try await bureau.server.post(
            "/plan-items",
            [
                "branches": ["A"], "month": "2027-01", "title": "组织生活会", "kind": "组织生活会", "due": "2027-01-20",
                "content": .string(UUID().uuidString),
            ])
        try #require(made.status == 201, "\(made.text)")
        return try #require(made.items.first?["id"]?.integer.map { Int($0) })
    }

    private static func focus(_ title: String, in month: String, _ more: [(String, JSON)] = []) -> JSON {
        let said: [(String, JSON)] = [
            ("title", .string(title)), ("kind", "season"), ("from", .string(month)), ("source", "局长办公会"),
        ]
        var body = JSON.Object()
        for (name, value) in said + more { body[name] = value }
        return .object(body)
    }

    /// Another focus of the committee QA, in a month that has room for it.
    private static func focus(_ bureau: WideBureau) async throws -> Int {
        let month = "\(Int.random(in: 2030...2190))-\(["01", "04", "07", "10"].randomElement() ?? "01")"
        let made = try await bureau.server.post(
            "/committees/\(bureau.ids["QA"] ?? 0)/foci", focus(UUID().uuidString, in: month))
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    /// Another ask of the branch A, not answered yet.
    private static func asked(_ bureau: WideBureau) async throws -> Int {
        let made = try await bureau.server.post(
            "/asks",
            ["branch": "A", "title": "又一件", "request": "请协调", "standard": "到位", "due": "2026-12-31"])
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    /// Once whoever may have an address for a calendar has one.
    private static func withAddress(_ account: TestAccount?, in bureau: WideBureau) async throws -> Prepared {
        if let account {
            _ = try? await bureau.server.store.write(by: account.principal) { try $0.makeCalendarAddress() }
        }
        return Prepared()
    }

    /// A sheet of A from 101 to 105, not signed by anybody.
    private static func handover(in bureau: WideBureau) async throws -> (id: Int, digest: JSON) {
        let path = "/branches/\(bureau.ids["A"] ?? 0)/hand-overs"
        let asked: JSON = ["outgoing": "101", "incoming": "105"]
        var made = try await bureau.server.post(path, asked)
        if made.json["status"] == "handedOver" {
            let taken = try await bureau.server.post("/hand-overs/\(made.id)/withdraw", ["reason": "重新填制"])
            try #require(taken.status == 200, "\(taken.text)")
            made = try await bureau.server.post(path, asked)
        }
        try #require([200, 201].contains(made.status), "\(made.text)")
        return (made.id, made.json["digest"] ?? .null)
    }

    /// How far a meeting is.
    private enum Stage: Int {
        case arranged, opened, taken, signed
    }

    /// Of A's seven members, 106 is away with a reason, and 107 without one.
    private static let attendance: JSON = [
        "entries": .array(
            (101...105).map { ["member": .string(String($0)), "state": "present"] } + [
                ["member": "106", "state": "excused", "reason": "外出务工"], ["member": "107", "state": "absent"],
            ]),
        "sittingIn": ["301"],
    ]

    /// An assembly of A today, led by 101 and written down by 105.
    private static func meeting(
        in bureau: WideBureau, _ kind: String = "assembly", until stage: Stage = .arranged
    ) async throws -> Int {
        let server = bureau.server
        let made = try await server.post(
            "/branches/\(bureau.ids["A"] ?? 0)/meetings",
            ["kind": .string(kind), "date": "2026-11-24", "start": "09:00", "minutes": 60, "place": "A会议室"])
        try #require(made.status == 201, "\(made.text)")
        let path = "/meetings/\(made.id)"
        if stage.rawValue >= Stage.opened.rawValue {
            let opened = try await server.post("\(path)/open", ["chair": "101", "recorder": "105"])
            try #require(opened.status == 200, "\(opened.text)")
        }
        if stage.rawValue >= Stage.taken.rawValue {
            let taken = try await server.send("PUT", "\(path)/attendance", attendance, headers: ["If-Match": "\"2\""])
            try #require(taken.status == 200, "\(taken.text)")
        }
        if stage.rawValue >= Stage.signed.rawValue {
            let record = try await server.get("\(path)/record")
            let digest = record.json["digest"] ?? .null
            let secretary = try #require(bureau.accounts[.secretary])
            let chair = try await server.send(
                "POST", "\(path)/sign", ["signer": "chair", "digest": digest], by: secretary.principal)
            try #require(chair.status == 200, "\(chair.text)")
            let recorder = try await server.post(
                "\(path)/sign", ["signer": "recorder", "digest": digest, "onPaper": true])
            try #require(recorder.status == 200, "\(recorder.text)")
        }
        return made.id
    }
}
