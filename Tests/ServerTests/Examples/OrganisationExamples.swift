import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    /// Committees and branches stay as few as they are.
    static let organisation: [Example] = [
        Example(API.listCommittees, plan: ListPlan(sortsWithin: "the committees")),
        Example(API.changeCommittee, "QA", body: ["name": "甲区工委"], version: 1),
        Example(API.createCommittee, body: ["code": "QC", "name": "街道党工委", "parent": "QA"]),
        Example(API.showCommittee, "QA"),
        Example(
            API.listBranches,
            plan: ListPlan(sortsWithin: "the branches", filters: ["code": "A", "committee": "QA", "dissolved": "true"])
        ),
        Example(
            API.createBranch,
            body: [
                "code": "D", "name": "丁支部", "kind": "ordinary", "secretaryPost": "fullTime", "founded": "2020-07-01",
                "committee": "QA",
            ]
        ),
        Example(API.showBranch, "A"),
        Example(
            API.changeBranch, "A",
            body: ["code": "A", "name": "甲党支部", "kind": "joint", "secretaryPost": "concurrent"], version: 1
        ),
        Example(API.listGroups, "A"),
        Example(API.renameGroup, "A", "A group", body: ["name": "机关组"]),
        Example(API.listBranchChanges, "C", plan: ListPlan(sortsWithin: "one branch")),
        Example(
            API.renameBranch, "A",
            body: ["name": "执法一支部", "from": "2026-11-20", "reason": "机构改革", "document": "机关党委〔2026〕12号"]),
        Example(
            API.dissolveBranch, "C",
            body: [
                "membersTo": "A", "areasTo": "A", "from": "2026-11-20", "reason": "机构改革",
                "document": "机关党委〔2026〕12号",
            ], plan: ListPlan(sortsWithin: "the branches that take part")),
        Example(
            API.mergeBranches, "C",
            body: ["into": "A", "from": "2026-11-20", "reason": "机构改革", "document": "机关党委〔2026〕12号"],
            plan: ListPlan(sortsWithin: "the branches that take part")),
        Example(
            API.splitBranch, "A",
            body: [
                "found": ["code": "E", "name": "新设支部", "kind": "ordinary", "secretaryPost": "fullTime"],
                "members": ["107"], "from": "2026-11-20", "reason": "机构改革", "document": "机关党委〔2026〕12号",
            ], plan: ListPlan(sortsWithin: "the branches that take part")),
        Example(
            API.importBranches, query: "committee=QA",
            spreadsheet: "支部编号,支部名称,类型,书记任职\nD,丁支部,普通支部,专职\n"
        ),

        Example(API.listAppointments, "A", plan: ListPlan(sortsWithin: "one branch")),
        Example(API.appoint, "A", body: ["member": "107", "office": "publicity", "from": "2026-11-01"]),
        Example(API.appoint, "A", case: "secretary") { bureau in
            let ended = try await bureau.server.post(
                "/appointments/\(bureau.ids["A secretary"] ?? 0)/end", ["on": "2026-12-31"])
            try #require(ended.status == 200, "\(ended.text)")
            return Prepared(body: ["member": "107", "office": "secretary", "from": "2027-01-01"])
        },
        Example(API.endAppointment, "A organisation", body: ["on": "2026-12-31"]),
        Example(API.endAppointment, "A secretary", case: "secretary", body: ["on": "2026-12-31"]),

        Example(
            API.listMembers,
            plan: ListPlan(
                walks: ["member"], unless: [["number"], ["branch"]], sortsWithin: "one branch", sortsGiven: ["branch"],
                filters: ["number": "104", "branch": "A", "name": "%E5%85%9A", "status": "left"]
            )
        ),
        Example(
            API.createMember,
            body: [
                "number": "108", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "post": "内勤",
                "branch": "A", "group": "一组", "from": "2026-06-01", "phone": "138 0013 8000",
            ]
        ),
        Example(API.showMember, "107"),
        Example(
            API.changeMember, "107",
            body: [
                "number": "107", "name": "改名", "standing": "full", "joined": "2010-01-01", "becameFull": "2011-01-01",
                "post": "内勤",
            ],
            version: 1
        ),
        Example(API.recordPhone, "107", body: ["phone": "139 0013 9000"], version: 1),
        Example(API.disclosePhone, "105", body: ["reason": "通知开会"]),
        Example(API.listMemberships, "107"),
        Example(API.listMemberAppointments, "102", plan: ListPlan(sortsWithin: "one member")),
        Example(
            API.transferMembers, body: ["members": ["107"], "branch": "C", "on": "2026-12-01", "reason": "调动"]),
        Example(API.endAppointments) { bureau in
            Example.Prepared(body: ["appointments": [JSON(bureau.ids["A organisation"] ?? 0)], "on": "2026-12-31"])
        },
        Example(API.transferMember, "107", body: ["branch": "C", "on": "2026-12-01", "reason": "调动"]),
        Example(API.listStatusChanges, "106"),
        Example(
            API.leaveMember, "107",
            body: [
                "leaving": "transferredOut", "on": "2026-12-01", "reason": "调往外区", "document": "介绍信〔2026〕8号",
            ]),
        Example(API.floatMember, "107", body: ["on": "2026-11-01", "reason": "外出务工"]),
        Example(API.listLeaderChanges, "102"),
        Example(API.recordLeader, "107", body: ["leader": true, "on": "2026-11-01"]),
        Example(API.returnMember, "107") { bureau in
            let away = try await bureau.server.post(
                "/members/\(bureau.ids["107"] ?? 0)/absences", ["on": "2026-11-01", "reason": "外出务工"])
            try #require(away.status == 201, "\(away.text)")
            return Prepared(body: ["on": "2026-11-20", "reason": "返回"])
        },
        Example(
            API.importAppointments, spreadsheet: "党员编号,支部编号,党内职务,任职时间\n107,A,宣传委员,2026-11-01\n"),
        Example(
            API.importMembers, spreadsheet: "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n108,新人,A,预备党员,2026-06-01,\n"
        ),
    ]
}
