import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A request that the operation answers with success, on a bureau prepared for it.
struct OperationExample: Sendable {
    /// What the preparation found or made: ids to fill into the request.
    struct Prepared: Sendable {
        let bureau: SmallBureau
        var id = 0
        var body: JSON?
        var headers: [String: String] = [:]
        var principal = Principal.operator(systemUser: "test")
        /// The text of a spreadsheet.
        var spreadsheet: String?
    }

    /// With `{id}` for the prepared id.
    let path: String
    let prepare: @Sendable (SmallBureau) async throws -> Prepared

    init(
        _ path: String, _ prepare: @escaping @Sendable (SmallBureau) async throws -> Prepared = { Prepared(bureau: $0) }
    ) {
        self.path = path
        self.prepare = prepare
    }

    init(_ path: String, body: JSON) {
        self.init(path) { Prepared(bureau: $0, body: body) }
    }

    init(_ path: String, spreadsheet: String) {
        self.init(path) { Prepared(bureau: $0, spreadsheet: spreadsheet) }
    }

    /// One for each operation, by its id. A new operation without one fails the tests.
    static let all: [String: OperationExample] = [
        // Organisation
        "listCommittees": OperationExample("/committees"),
        "createCommittee": OperationExample("/committees", body: ["code": "QU", "name": "区委", "parent": "JG"]),
        "showCommittee": OperationExample("/committees/1"),
        "listBranches": OperationExample("/branches?committee=JG&limit=1"),
        "createBranch": OperationExample(
            "/branches",
            body: [
                "code": "C", "name": "丙支部", "kind": "ordinary", "secretaryPost": "fullTime", "founded": "2020-07-01",
            ]
        ),
        "showBranch": OperationExample("/branches/1"),
        "changeBranch": OperationExample("/branches/1") { bureau in
            Prepared(
                bureau: bureau,
                body: ["code": "A", "name": "甲党支部", "kind": "joint", "secretaryPost": "concurrent"],
                headers: ["If-Match": "\"1\""]
            )
        },
        "listGroups": OperationExample("/branches/1/groups"),
        "listAppointments": OperationExample("/branches/1/appointments?limit=2"),
        "appoint": OperationExample(
            "/branches/1/appointments", body: ["member": "104", "office": "deputy", "from": "2026-11-01"]
        ),
        "endAppointment": OperationExample("/appointments/1/end", body: ["on": "2026-12-31"]),
        "importBranches": OperationExample(
            "/imports/branches", spreadsheet: "支部编号,支部名称,类型,书记任职\nC,丙支部,普通支部,专职\n"
        ),
        "listMembers": OperationExample("/members?branch=A&name=%E4%B9%A6%E8%AE%B0"),
        "createMember": OperationExample(
            "/members",
            body: [
                "number": "301", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A",
                "group": "一组", "from": "2026-06-01",
            ]
        ),
        "showMember": OperationExample("/members/1"),
        "changeMember": OperationExample("/members/5") { bureau in
            Prepared(
                bureau: bureau,
                body: [
                    "number": "105", "name": "党员A五", "standing": "full", "joined": "2026-01-01",
                    "becameFull": "2027-01-01", "post": "内勤",
                ],
                headers: ["If-Match": "1"]
            )
        },
        "recordPhone": OperationExample("/members/1/phone") { bureau in
            Prepared(bureau: bureau, body: ["phone": "138 0013 8000"], headers: ["If-Match": "\"1\""])
        },
        "disclosePhone": OperationExample("/members/1/phone/disclosures") { bureau in
            let recorded = try await bureau.server.send(
                "PUT", "/members/1/phone", ["phone": "138 0013 8000"], headers: ["If-Match": "\"1\""]
            )
            try #require(recorded.status == 200, "\(recorded.text)")
            return Prepared(bureau: bureau, body: ["reason": "通知开会"])
        },
        "listMemberships": OperationExample("/members/1/memberships"),
        "transferMember": OperationExample("/members/{id}/transfers") { bureau in
            let made = try await bureau.server.post(
                "/members",
                ["number": "301", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A"]
            )
            return Prepared(
                bureau: bureau, id: made.id, body: ["branch": "B", "group": "二组", "on": "2026-12-01", "reason": "调动"]
            )
        },
        "importMembers": OperationExample(
            "/imports/members?dryRun=true",
            spreadsheet: "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n301,新人,A,预备党员,2026-06-01,\n"
        ),
        // Areas
        "listAreas": OperationExample("/areas?branch=A&kind=nightMarket"),
        "createArea": OperationExample(
            "/areas", body: ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-11-01"]
        ),
        "showArea": OperationExample("/areas/1"),
        "changeArea": OperationExample("/areas/1") { bureau in
            Prepared(
                bureau: bureau,
                body: ["code": "A-1", "name": "改名", "kind": "nightMarket", "established": "2026-01-01"],
                headers: ["If-Match": "\"1\""]
            )
        },
        "retireArea": OperationExample("/areas/1/retire", body: ["on": "2026-12-31", "reason": "撤并"]),
        "listAssignments": OperationExample("/areas/1/assignments"),
        "assignArea": OperationExample(
            "/areas/1/assignments",
            body: [
                "member": "104", "from": "2026-12-01",
                "tasks": [["objective": "清理占道", "measure": "每周两次", "due": "2026-12-31"]],
            ]
        ),
        "importAreas": OperationExample(
            "/imports/areas",
            spreadsheet: "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\nA-9,新区,A,公园广场,104,2026-11-01,一段\n"
        ),
        // Assessment
        "listSchemes": OperationExample("/schemes"),
        "importScheme": OperationExample(
            "/schemes", body: ["content": SmallBureau.scheme { $0["effectiveFrom"] = "2027-01" }]
        ),
        "showScheme": OperationExample("/schemes/1"),
        "publishScheme": OperationExample("/schemes/{id}/publish") { bureau in
            let made = try await bureau.server.post(
                "/schemes", ["content": SmallBureau.scheme { $0["effectiveFrom"] = "2027-01" }]
            )
            return Prepared(bureau: bureau, id: made.id)
        },
        "listCycles": OperationExample("/cycles?month=2026-11&branch=A&status=open") { bureau in
            Prepared(bureau: bureau, id: try await bureau.open())
        },
        "openCycle": OperationExample("/cycles", body: ["branch": "A", "month": "2026-11"]),
        "showCycle": OperationExample("/cycles/{id}", scored),
        "showCompleteness": OperationExample("/cycles/{id}/completeness", scored),
        "closeCycle": OperationExample("/cycles/{id}/close", scored),
        "listSheets": OperationExample("/cycles/{id}/sheets?area=A-1&revisions=true", closed),
        "submitSheet": OperationExample("/cycles/{id}/sheets") { bureau in
            Prepared(bureau: bureau, id: try await bureau.open(), body: SmallBureau.sheet("A-1", "self", by: "103"))
        },
        "importScores": OperationExample(
            "/imports/scores?month=2026-11", spreadsheet: "责任区编号,层级,评分人,秩序,服务,说明\nA-1,自评,103,55,36,\n"
        ),
        "listAdjustments": OperationExample("/cycles/{id}/adjustments?area=A-1") { bureau in
            let cycle = try await bureau.open()
            try await adjust(bureau, cycle)
            return Prepared(bureau: bureau, id: cycle)
        },
        "adjust": OperationExample("/cycles/{id}/adjustments") { bureau in
            Prepared(bureau: bureau, id: try await bureau.open(), body: adjustment)
        },
        "reviseAdjustment": OperationExample("/adjustments/{id}/revise") { bureau in
            let made = try await adjust(bureau, bureau.open())
            return Prepared(bureau: bureau, id: made, body: ["times": 2, "revisionReason": "漏记一次"])
        },
        "withdrawAdjustment": OperationExample("/adjustments/{id}/withdraw") { bureau in
            let made = try await adjust(bureau, bureau.open())
            return Prepared(bureau: bureau, id: made, body: ["revisionReason": "查无此事"])
        },
        "importAdjustments": OperationExample(
            "/imports/adjustments?month=2026-11",
            spreadsheet: "责任区编号,类型,项目,次数,发生日期,事由,记录人编号\nA-1,扣分,有责投诉,1,2026-11-03,核实,101\n"
        ),
        "showRankings": OperationExample("/rankings?month=2026-11", closed),
        "explainArea": OperationExample("/cycles/{id}/areas/1", closed),
        "compare": OperationExample("/comparisons?month=2026-11", closed),
        // Awards
        "listSnapshots": OperationExample("/snapshots?month=2026-11", posted),
        "showSnapshot": OperationExample("/snapshots/1", posted),
        "verifySnapshot": OperationExample("/snapshots/1/verification", posted),
        "verifyExport": OperationExample("/verifications") { bureau in
            var prepared = try await posted(bureau)
            prepared.body = try await bureau.server.get("/snapshots/1").json
            return prepared
        },
        "postCycle": OperationExample("/cycles/{id}/post", closed),
        "finaliseCycle": OperationExample("/cycles/{id}/finalise") { bureau in
            let prepared = try await posted(bureau)
            try bureau.server.go(to: "2026-12-10")
            return prepared
        },
        "endWithoutAward": OperationExample("/cycles/{id}/end-without-award") { bureau in
            var prepared = try await closed(bureau)
            prepared.body = ["reason": "无突出者"]
            return prepared
        },
        "listAwards": OperationExample("/awards?year=2026&branch=A&member=103", finalised),
        "listHonours": OperationExample("/honours?year=2026&branch=A", finalised),
        // Meetings
        "scheduleYear": OperationExample(
            "/meetings/year", body: ["year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"]
        ),
        "scheduleMeeting": OperationExample(
            "/meetings",
            body: [
                "date": "2026-12-01", "start": "09:00", "minutes": 60, "place": "三楼会议室", "standing": "extraordinary",
            ]
        ),
        "listMeetings": OperationExample("/meetings?year=2027&status=scheduled&limit=5", scheduled),
        "showMeeting": OperationExample("/meetings/1", scheduled),
        "moveMeeting": OperationExample("/meetings/1/move") { bureau in
            var prepared = try await scheduled(bureau)
            prepared.body = ["date": "2027-01-13", "reason": "书记外出"]
            return prepared
        },
        "cancelMeeting": OperationExample("/meetings/1/cancel") { bureau in
            var prepared = try await scheduled(bureau)
            prepared.body = ["reason": "合并到下月"]
            return prepared
        },
        "meetingCalendar": OperationExample("/meetings/calendar.ics", scheduled),
        // Access
        "signIn": OperationExample("/session") { bureau in
            _ = try await bureau.server.account("zhao", password: true)
            return Prepared(
                bureau: bureau, body: ["name": "zhao", "password": .string(TestServer.password)], principal: .nobody
            )
        },
        "showSession": OperationExample("/session", own),
        "signOut": OperationExample("/session", own),
        "listSessions": OperationExample("/sessions", own),
        "endSession": OperationExample("/sessions/{id}") { bureau in
            let account = try await bureau.server.account("zhao")
            let other = try await bureau.server.session(of: account.id, "zhao")
            return Prepared(bureau: bureau, id: Int(other.session.rawValue), principal: account.principal)
        },
        "changePassword": OperationExample("/account/password") { bureau in
            var prepared = try await own(bureau)
            prepared.body = ["password": .string(TestServer.password), "newPassword": "另一棵槐树也很高大 92"]
            return prepared
        },
        "setPassword": OperationExample("/password-links/use") { bureau in
            let account = try await bureau.server.account("zhao")
            let made = try await bureau.server.post("/accounts/\(account.id.rawValue)/links")
            return Prepared(
                bureau: bureau, body: ["link": made.json["link"] ?? .null, "newPassword": "另一棵槐树也很高大 92"],
                principal: .nobody
            )
        },
        "beginSecondFactor": OperationExample("/account/second-factor", own),
        "confirmSecondFactor": OperationExample("/account/second-factor/confirm") { bureau in
            var prepared = try await own(bureau)
            let setup = try await bureau.server.send("POST", "/account/second-factor", by: prepared.principal)
            let app = try TOTP(base32: setup.json["secret"]?.string ?? "")
            prepared.body = ["code": .string(app.code(at: bureau.server.clock.now.seconds / TOTP.step))]
            return prepared
        },
        "removeSecondFactor": OperationExample("/account/second-factor/remove") { bureau in
            let account = try await bureau.server.account("zhao", password: true)
            _ = try await bureau.server.secure(account)
            return Prepared(
                bureau: bureau, body: ["password": .string(TestServer.password)], principal: account.principal
            )
        },
        "listTokens": OperationExample("/tokens", own),
        "makeToken": OperationExample("/tokens") { bureau in
            var prepared = try await own(bureau)
            prepared.body = ["name": "日历", "extent": "read", "days": 30]
            return prepared
        },
        "revokeToken": OperationExample("/tokens/{id}") { bureau in
            let account = try await bureau.server.account("zhao")
            let token = try await bureau.server.token(of: account)
            return Prepared(bureau: bureau, id: Int(token.id.rawValue), principal: account.principal)
        },
        "listAccounts": OperationExample("/accounts?name=zhao", account),
        "createAccount": OperationExample("/accounts", body: ["name": "101", "member": "101"]),
        "showAccount": OperationExample("/accounts/1", account),
        "closeAccount": OperationExample("/accounts/1/close", account),
        "reopenAccount": OperationExample("/accounts/1/reopen") { bureau in
            let prepared = try await account(bureau)
            try #require(await bureau.server.post("/accounts/1/close").status == 200)
            return prepared
        },
        "signOutAccount": OperationExample("/accounts/1/sign-out", account),
        "resetSecondFactor": OperationExample("/accounts/1/second-factor/reset") { bureau in
            _ = try await bureau.server.secure(bureau.server.account("zhao"))
            return Prepared(bureau: bureau)
        },
        "makePasswordLink": OperationExample("/accounts/1/links", account),
        "grantRole": OperationExample("/accounts/1/grants") { bureau in
            var prepared = try await account(bureau)
            prepared.body = ["role": "committeeOfficer", "committee": "JG"]
            return prepared
        },
        "endGrant": OperationExample("/grants/1/end") { bureau in
            _ = try await bureau.server.account("zhao", grants: [.init(.auditor)])
            return Prepared(bureau: bureau)
        },
        "showAccessPolicy": OperationExample("/access-policy"),
        "setAccessPolicy": OperationExample("/access-policy") { bureau in
            Prepared(bureau: bureau, body: ["secondFactorRoles": ["administrator"]], headers: ["If-Match": "\"1\""])
        },
        // Bookkeeping
        "listAudit": OperationExample("/audit?subject=branch&action=imported&from=2026-11-01"),
        "verifyAudit": OperationExample("/audit/verification"),
        "makeAuditCheckpoint": OperationExample("/audit/checkpoints"),
        "makeBackup": OperationExample("/backups"),
        "listBackups": OperationExample("/backups"),
        "examineDatabase": OperationExample("/examination"),
        "listCalendarDays": OperationExample("/calendar?year=2026"),
        "importCalendar": OperationExample(
            "/imports/calendar", spreadsheet: "日期,类型,名称,依据\n2027-01-01,放假,元旦,通知\n"
        ),
        "describe": OperationExample("/openapi.json"),
    ]

    /// Somebody signed in, about their own account.
    @Sendable static func own(_ bureau: SmallBureau) async throws -> Prepared {
        Prepared(bureau: bureau, principal: try await bureau.server.account("zhao", password: true).principal)
    }

    /// Somebody's account.
    @Sendable static func account(_ bureau: SmallBureau) async throws -> Prepared {
        _ = try await bureau.server.account("zhao")
        return Prepared(bureau: bureau)
    }

    private static let adjustment: JSON = [
        "area": "A-1", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "台账核实", "recorder": "101",
    ]

    @discardableResult
    static func adjust(_ bureau: SmallBureau, _ cycle: Int) async throws -> Int {
        let made = try await bureau.server.post("/cycles/\(cycle)/adjustments", adjustment)
        try #require(made.status == 201, "\(made.text)")
        return made.id
    }

    @Sendable static func scored(_ bureau: SmallBureau) async throws -> Prepared {
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        return Prepared(bureau: bureau, id: cycle)
    }

    @Sendable static func closed(_ bureau: SmallBureau) async throws -> Prepared {
        let prepared = try await scored(bureau)
        try #require(await bureau.server.post("/cycles/\(prepared.id)/close").status == 200)
        return prepared
    }

    @Sendable static func posted(_ bureau: SmallBureau) async throws -> Prepared {
        let prepared = try await closed(bureau)
        let answer = try await bureau.server.post("/cycles/\(prepared.id)/post")
        try #require(answer.status == 200, "\(answer.text)")
        return prepared
    }

    @Sendable static func finalised(_ bureau: SmallBureau) async throws -> Prepared {
        let prepared = try await posted(bureau)
        try bureau.server.go(to: "2026-12-10")
        let answer = try await bureau.server.post("/cycles/\(prepared.id)/finalise")
        try #require(answer.status == 200, "\(answer.text)")
        return prepared
    }

    @Sendable static func scheduled(_ bureau: SmallBureau) async throws -> Prepared {
        let answer = try await bureau.server.post(
            "/meetings/year", ["year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"]
        )
        try #require(answer.status == 201, "\(answer.text)")
        return Prepared(bureau: bureau, id: 1)
    }
}
