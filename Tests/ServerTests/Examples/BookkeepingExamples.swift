import Domain
import Testing

@testable import Server

extension Example {
    private static let holidays = "日期,类型,名称,依据\n2027-01-01,放假,元旦,通知\n"

    static let bookkeeping: [Example] = [
        // An id without the kind of its subject means little: it is looked for, the newest first. Of some days there are as
        // many entries as they have: they are looked up by the time, and put into the order they came in, which is
        // another one where a clock was set back.
        Example(
            API.listAudit,
            plan: ListPlan(
                walks: ["audit"], unless: [["actor"], ["member"], ["subject"], ["action"]], isScoped: true,
                sortsWalked: ["from", "until"], sortsWithin: "one member, or some days",
                sortsGiven: ["member", "from", "until"],
                filters: [
                    "actor": "101", "member": "104", "subject": "sheet", "subjectId": "1", "action": "recorded",
                    "from": "2026-11-01", "until": "2026-11-30",
                ]
            )
        ),
        // Checks all that there is: that is what it is asked for.
        Example(
            API.verifyAudit,
            plan: ListPlan(walks: ListPlan.records.union(["audit", "audit_seal"]), sortsWithin: "500 records")),
        Example(API.makeAuditCheckpoint),
        Example(API.listCalendarDays, plan: ListPlan(filters: ["year": "2026"])) { bureau in
            let taken = try await bureau.server.importing("calendar", holidays)
            try #require(taken.status == 200, "\(taken.text)")
            return Prepared()
        },
        // The meetings that lie ahead, each of which may fall on a day that is now off.
        Example(API.importCalendar, spreadsheet: holidays, plan: ListPlan(walks: ["meeting"])),
        Example(API.describe),
    ]
}
