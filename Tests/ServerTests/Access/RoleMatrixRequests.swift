import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A request that is valid but for who sends it, of each row of ``RoleMatrix``.
struct MatrixRequest: Sendable {
    /// With the words of ``WideBureau/ids`` in braces.
    let path: String
    var body: JSON?
    var headers: [String: String] = [:]
    var spreadsheet: String?
    /// What has to be done for this visitor first; the body, if it depends on that.
    var prepare: (@Sendable (TestServer, TestAccount?) async throws -> (body: JSON?, id: Int?))?

    init(_ path: String, _ body: JSON? = nil, ifMatch: Int? = nil, spreadsheet: String? = nil) {
        self.path = path
        self.body = body
        self.spreadsheet = spreadsheet
        if let ifMatch { headers["If-Match"] = "\"\(ifMatch)\"" }
    }

    /// `{made}` in the path is the id that was prepared.
    init(
        _ path: String, preparing prepare: @escaping @Sendable (TestServer, TestAccount?) async throws -> (JSON?, Int?)
    ) {
        self.path = path
        self.prepare = {
            let (body, id) = try await prepare($0, $1); return (body: body, id: id)
        }
    }

    private static let branch: JSON = [
        "code": "D", "name": "丁支部", "kind": "ordinary", "secretaryPost": "fullTime", "committee": "QA",
    ]
    private static let scheme = SmallBureau.scheme {
        $0["code"] = "new"
        $0["effectiveFrom"] = "2027-06"
    }
    private static let meeting: JSON = [
        "committee": "QA", "date": "2026-12-09", "start": "09:00", "minutes": 60, "place": "甲会议室",
        "standing": "extraordinary",
    ]
    private static let adjustment: JSON = [
        "area": "A-1", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "台账核实", "recorder": "101",
    ]
    private static let newPassword: JSON = "另一棵槐树也很高大 92"

    static let all: [String: MatrixRequest] = [
        // Organisation
        "listCommittees": MatrixRequest("/committees"),
        "createCommittee": MatrixRequest("/committees", ["code": "QC", "name": "街道党工委", "parent": "QA"]),
        "showCommittee": MatrixRequest("/committees/{QA}"),
        "listBranches": MatrixRequest("/branches"),
        "createBranch": MatrixRequest("/branches", branch),
        "showBranch": MatrixRequest("/branches/{A}"),
        "changeBranch": MatrixRequest(
            "/branches/{A}", ["code": "A", "name": "甲", "kind": "joint", "secretaryPost": "concurrent"], ifMatch: 1
        ),
        "listGroups": MatrixRequest("/branches/{A}/groups"),
        "listAppointments": MatrixRequest("/branches/{A}/appointments"),
        "appoint": MatrixRequest(
            "/branches/{A}/appointments", ["member": "107", "office": "publicity", "from": "2026-11-01"]
        ),
        "appoint:secretary": MatrixRequest("/branches/{A}/appointments") { server, _ in
            let branch = try await server.get("/branches?code=A").items.first?["id"]?.integer ?? 0
            let standing = try await server.get("/branches/\(branch)/appointments").items.first {
                $0["office"] == "secretary"
            }
            let ended = try await server.post(
                "/appointments/\(standing?["id"]?.integer ?? 0)/end", ["on": "2026-12-31"]
            )
            try #require(ended.status == 200, "\(ended.text)")
            return (["member": "107", "office": "secretary", "from": "2027-01-01"], nil)
        },
        "endAppointment": MatrixRequest("/appointments/{A organisation}/end", ["on": "2026-12-31"]),
        "endAppointment:secretary": MatrixRequest("/appointments/{A secretary}/end", ["on": "2026-12-31"]),
        "importBranches": MatrixRequest(
            "/imports/branches?committee=QA", spreadsheet: "支部编号,支部名称,类型,书记任职\nD,丁支部,普通支部,专职\n"
        ),
        "listMembers": MatrixRequest("/members"),
        "createMember": MatrixRequest(
            "/members",
            ["number": "108", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A"]
        ),
        "showMember": MatrixRequest("/members/{107}"),
        "changeMember": MatrixRequest(
            "/members/{107}",
            ["number": "107", "name": "改名", "standing": "full", "joined": "2010-01-01", "becameFull": "2011-01-01"],
            ifMatch: 1
        ),
        "recordPhone": MatrixRequest("/members/{107}/phone", ["phone": "139 0013 9000"], ifMatch: 1),
        "disclosePhone": MatrixRequest("/members/{105}/phone/disclosures", ["reason": "通知开会"]),
        "listMemberships": MatrixRequest("/members/{107}/memberships"),
        "transferMember": MatrixRequest(
            "/members/{107}/transfers", ["branch": "C", "on": "2026-12-01", "reason": "调动"]
        ),
        "importMembers": MatrixRequest(
            "/imports/members", spreadsheet: "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n108,新人,A,预备党员,2026-06-01,\n"
        ),
        // Areas
        "listAreas": MatrixRequest("/areas"),
        "createArea": MatrixRequest(
            "/areas", ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-11-01"]
        ),
        "showArea": MatrixRequest("/areas/{A-1}"),
        "changeArea": MatrixRequest(
            "/areas/{A-1}", ["code": "A-1", "name": "改名", "kind": "nightMarket"], ifMatch: 1
        ),
        "retireArea": MatrixRequest("/areas/{A-1}/retire", ["on": "2026-12-31", "reason": "撤并"]),
        "listAssignments": MatrixRequest("/areas/{A-1}/assignments"),
        "assignArea": MatrixRequest("/areas/{A-1}/assignments", ["member": "107", "from": "2026-12-01"]),
        "importAreas": MatrixRequest(
            "/imports/areas", spreadsheet: "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\nA-9,新区,A,公园广场,107,2026-11-01,\n"
        ),
        // Assessment
        "listSchemes": MatrixRequest("/schemes"),
        "importScheme": MatrixRequest("/schemes", ["committee": "QA", "content": scheme]),
        "showScheme": MatrixRequest("/schemes/{QA scheme}"),
        "publishScheme": MatrixRequest("/schemes/{QA scheme}/publish"),
        "listCycles": MatrixRequest("/cycles"),
        "openCycle": MatrixRequest("/cycles", ["branch": "A", "month": "2026-07"]),
        "showCycle": MatrixRequest("/cycles/{A open}"),
        "showCompleteness": MatrixRequest("/cycles/{A open}/completeness"),
        "closeCycle": MatrixRequest("/cycles/{A open}/close"),
        "listSheets": MatrixRequest("/cycles/{A closed}/sheets"),
        "submitSheet": MatrixRequest("/cycles/{A open}/sheets", SmallBureau.sheet("A-1", "self", by: "104")),
        "submitSheet:group": MatrixRequest("/cycles/{A open}/sheets", SmallBureau.sheet("A-1", "group", by: "103")),
        "submitSheet:other-group": MatrixRequest(
            "/cycles/{A open}/sheets", SmallBureau.sheet("A-2", "group", by: "103")
        ),
        "submitSheet:branch": MatrixRequest("/cycles/{A open}/sheets", SmallBureau.sheet("A-2", "branch", by: "104")),
        "submitSheet:public": MatrixRequest("/cycles/{A open}/sheets", SmallBureau.sheet("A-1", "public", by: "商户代表1")),
        "importScores": MatrixRequest(
            "/imports/scores?month=2026-11", spreadsheet: "责任区编号,层级,评分人,秩序,服务,说明\nA-1,自评,104,55,36,\n"
        ),
        "listAdjustments": MatrixRequest("/cycles/{A closed}/adjustments"),
        "listAdjustments:open": MatrixRequest("/cycles/{A open}/adjustments"),
        "adjust": MatrixRequest("/cycles/{A open}/adjustments", adjustment),
        "reviseAdjustment": MatrixRequest(
            "/adjustments/{A 2026-11 adjustment}/revise", ["times": 2, "revisionReason": "漏记一次"]
        ),
        "withdrawAdjustment": MatrixRequest(
            "/adjustments/{A 2026-11 adjustment}/withdraw", ["revisionReason": "查无此事"]
        ),
        "importAdjustments": MatrixRequest(
            "/imports/adjustments?month=2026-11",
            spreadsheet: "责任区编号,类型,项目,次数,发生日期,事由,记录人编号\nA-1,扣分,有责投诉,1,2026-11-03,核实,101\n"
        ),
        "showRankings": MatrixRequest("/rankings?month=2026-10"),
        "explainArea": MatrixRequest("/cycles/{A closed}/areas/{A-1}"),
        "compare": MatrixRequest("/comparisons?month=2026-10"),
        // Awards
        "listSnapshots": MatrixRequest("/snapshots"),
        "showSnapshot": MatrixRequest("/snapshots/{A snapshot}"),
        "verifySnapshot": MatrixRequest("/snapshots/{A snapshot}/verification"),
        "verifyExport": MatrixRequest("/verifications") { server, _ in
            (try await server.get("/snapshots/1").json, nil)
        },
        "postCycle": MatrixRequest("/cycles/{A closed}/post"),
        "finaliseCycle": MatrixRequest("/cycles/{A posted}/finalise"),
        "endWithoutAward": MatrixRequest("/cycles/{A closed}/end-without-award", ["reason": "无突出者"]),
        "listAwards": MatrixRequest("/awards"),
        "listHonours": MatrixRequest("/honours?year=2026"),
        // Meetings
        "scheduleYear": MatrixRequest(
            "/meetings/year",
            ["committee": "QA", "year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "甲会议室"]
        ),
        "scheduleMeeting": MatrixRequest("/meetings", meeting),
        "listMeetings": MatrixRequest("/meetings"),
        "showMeeting": MatrixRequest("/meetings/{QA meeting}"),
        "moveMeeting": MatrixRequest("/meetings/{QA meeting}/move", ["date": "2026-12-10", "reason": "书记外出"]),
        "cancelMeeting": MatrixRequest("/meetings/{QA meeting}/cancel", ["reason": "合并到下月"]),
        "meetingCalendar": MatrixRequest("/meetings/calendar.ics"),
        // Access
        "signIn": MatrixRequest("/session", ["name": "101", "password": .string(TestServer.password)]),
        "setPassword": MatrixRequest("/password-links/use") { server, _ in
            let accounts = try await server.get("/accounts?name=104")
            let link = try await server.post("/accounts/\(accounts.items.first?["id"]?.integer ?? 0)/links")
            return (["link": link.json["link"] ?? .null, "newPassword": newPassword], nil)
        },
        "showSession": MatrixRequest("/session"),
        "signOut": MatrixRequest("/session"),
        "listSessions": MatrixRequest("/sessions"),
        "endSession": MatrixRequest("/sessions/{made}") { server, _ in
            // Another session of the member's, of nobody else.
            let accounts = try await server.get("/accounts?name=104")
            let other = try await server.session(of: ID(accounts.items.first?["id"]?.integer ?? 0), "104")
            return (nil, Int(other.session.rawValue))
        },
        "changePassword": MatrixRequest(
            "/account/password", ["password": .string(TestServer.password), "newPassword": newPassword]
        ),
        "beginSecondFactor": MatrixRequest("/account/second-factor"),
        "confirmSecondFactor": MatrixRequest("/account/second-factor/confirm") { server, account in
            guard let account else { return (["code": "000000"], nil) }
            let setup = try await server.store.write(by: account.principal) { try $0.beginSecondFactor() }
            let code = try TOTP(base32: setup.secret).code(at: server.clock.now.seconds / TOTP.step)
            return (["code": .string(code)], nil)
        },
        "removeSecondFactor": MatrixRequest("/account/second-factor/remove") { server, account in
            if let account { _ = try await server.secure(account) }
            return (["password": .string(TestServer.password)], nil)
        },
        "listTokens": MatrixRequest("/tokens"),
        "makeToken": MatrixRequest("/tokens", ["name": "日历", "extent": "read", "days": 30]),
        "revokeToken": MatrixRequest("/tokens/{made}") { server, _ in
            // A token of the member's, of nobody else.
            let accounts = try await server.get("/accounts?name=104")
            let member = try await server.session(of: ID(accounts.items.first?["id"]?.integer ?? 0), "104")
            return (nil, Int(try await server.token(of: member).id.rawValue))
        },
        "listAccounts": MatrixRequest("/accounts"),
        "createAccount": MatrixRequest("/accounts", ["name": "107", "member": "107"]),
        "showAccount": MatrixRequest("/accounts/{target}"),
        "closeAccount": MatrixRequest("/accounts/{target}/close"),
        "reopenAccount": MatrixRequest("/accounts/{closed}/reopen"),
        "signOutAccount": MatrixRequest("/accounts/{target}/sign-out"),
        "resetSecondFactor": MatrixRequest("/accounts/{target}/second-factor/reset"),
        "makePasswordLink": MatrixRequest("/accounts/{target}/links"),
        "grantRole": MatrixRequest("/accounts/{target}/grants", ["role": "branchOfficer", "branch": "A"]),
        "grantRole:administrator": MatrixRequest("/accounts/{target}/grants", ["role": "administrator"]),
        "endGrant": MatrixRequest("/grants/{grant}/end"),
        "showAccessPolicy": MatrixRequest("/access-policy"),
        "setAccessPolicy": MatrixRequest("/access-policy", ["secondFactorRoles": ["auditor"]], ifMatch: 1),
        // Bookkeeping
        "listAudit": MatrixRequest("/audit"),
        "verifyAudit": MatrixRequest("/audit/verification"),
        "makeAuditCheckpoint": MatrixRequest("/audit/checkpoints"),
        "makeBackup": MatrixRequest("/backups"),
        "listBackups": MatrixRequest("/backups"),
        "examineDatabase": MatrixRequest("/examination"),
        "listCalendarDays": MatrixRequest("/calendar"),
        "importCalendar": MatrixRequest(
            "/imports/calendar", spreadsheet: "日期,类型,名称,依据\n2027-01-01,放假,元旦,通知\n"
        ),
        "describe": MatrixRequest("/openapi.json"),
    ]
}
