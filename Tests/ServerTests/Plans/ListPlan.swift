/// What the queries of a reading operation may go through and sort, whoever asks and however the list is narrowed.
struct ListPlan: Sendable {
    /// The tables that it goes through in the order of its pages, from the cursor on: a list of everything is what was
    /// asked for, and a page of it ends after its rows.
    var walks: Set<String> = []
    /// The filters that each put an end to that, by themselves or together with the others of their set.
    var unless: [Set<String>] = []
    /// Whether only those go through ``walks`` who may read all of it: the few rows of a small scope are found by an index.
    var isScoped = false
    /// The filters under which it sorts what it goes through.
    var sortsWalked: Set<String> = []
    /// What bounds the rows that are sorted; nil if none are.
    var sortsWithin: String?
    /// The filters one of which must be given for that to bound them, where it is not always there: whoever reads
    /// everything has to name it, for others it is their scope.
    var sortsGiven: Set<String> = []
    /// A value for each filter.
    var filters: [String: String] = [:]

    /// Whether a request with these filters may go through ``walks``.
    func mayWalk(with given: Set<String>, readingAll: Bool) -> Bool {
        (readingAll || !isScoped) && !unless.contains { $0.isSubset(of: given) }
    }

    /// Whether a request with these filters may have rows sorted.
    func maySort(with given: Set<String>, readingAll: Bool) -> Bool {
        sortsWithin != nil && (!readingAll || sortsGiven.isEmpty || !sortsGiven.isDisjoint(with: given))
    }

    private static let plain = ListPlan()

    /// By the operation's id. One without a row here fails the tests.
    static let all: [String: ListPlan] = [
        // Organisation: committees and branches stay as few as they are.
        "listCommittees": ListPlan(sortsWithin: "the committees"), "showCommittee": plain,
        "listBranches": ListPlan(sortsWithin: "the branches", filters: ["code": "A", "committee": "QA"]),
        "showBranch": plain, "listGroups": plain,
        "listMembers": ListPlan(
            walks: ["member"], unless: [["number"], ["branch"]], sortsWithin: "one branch",
            sortsGiven: ["branch"],
            filters: ["number": "104", "branch": "A", "name": "%E5%85%9A"]
        ),
        "showMember": plain, "listMemberships": plain,
        "listAppointments": ListPlan(sortsWithin: "one branch"),
        "listAreas": ListPlan(
            walks: ["responsibility_area"], unless: [["code"], ["branch"], ["member"]], sortsWithin: "one member",
            sortsGiven: ["member"],
            filters: ["code": "A-1", "branch": "A", "kind": "nightMarket", "member": "104"]
        ),
        "showArea": plain,
        "listAssignments": ListPlan(sortsWithin: "one area"),
        // Assessment
        "listSchemes": ListPlan(sortsWithin: "the schemes"), "showScheme": plain,
        "listCycles": ListPlan(
            walks: ["cycle"], unless: [["month"], ["branch"], ["status"]], sortsWithin: "one month",
            filters: ["month": "2026-10", "branch": "A", "status": "closed"]
        ),
        "showCycle": plain,
        "showCompleteness": plain,
        "listSheets": ListPlan(sortsWithin: "one cycle", filters: ["area": "A-1", "revisions": "true"]),
        "listAdjustments": ListPlan(sortsWithin: "one cycle", filters: ["area": "A-2"]),
        "showRankings": ListPlan(sortsWithin: "one month", filters: ["month": "2026-10", "branch": "A"]),
        "explainArea": ListPlan(sortsWithin: "one cycle"),
        "compare": ListPlan(sortsWithin: "one month", filters: ["month": "2026-10"]),
        // Awards
        "listSnapshots": ListPlan(
            walks: ["snapshot"], unless: [["month"], ["branch"]], sortsWithin: "one month, or one branch",
            sortsGiven: ["month", "branch"],
            filters: ["month": "2026-09", "branch": "A"]
        ),
        "showSnapshot": plain,
        "verifySnapshot": ListPlan(sortsWithin: "one cycle"),
        "listAwards": ListPlan(
            walks: ["award"], unless: [["branch"], ["member"]], sortsWithin: "one branch",
            sortsGiven: ["branch"],
            filters: ["month": "2026-09", "year": "2026", "branch": "A", "member": "104"]
        ),
        // Of a year: as many months as there are branches and months in it.
        "listHonours": ListPlan(
            walks: ["cycle"], unless: [["branch"]], sortsWithin: "one cycle",
            filters: ["year": "2026", "branch": "A"]
        ),
        // Meetings
        "listMeetings": ListPlan(
            walks: ["meeting"], unless: [["committee"]], isScoped: true,
            filters: ["committee": "QA", "year": "2026", "status": "scheduled"]
        ),
        "meetingCalendar": ListPlan(
            walks: ["meeting"], unless: [["committee"]], isScoped: true,
            filters: ["committee": "QA", "year": "2026"]
        ),
        "showMeeting": plain,
        // Access
        "showSession": plain, "listSessions": plain, "listTokens": plain,
        "listAccounts": ListPlan(
            walks: ["account"], unless: [["name"]], isScoped: true, sortsWithin: "the members of the scope",
            filters: ["name": "104"]
        ),
        "showAccount": plain, "showAccessPolicy": plain,
        // Bookkeeping
        // An id without the kind of its subject means little: it is looked for, the newest first. Of some days there are as
        // many entries as they have: they are looked up by the time, and put into the order they came in, which is
        // another one where a clock was set back.
        "listAudit": ListPlan(
            walks: ["audit"], unless: [["actor"], ["member"], ["subject"], ["action"]], isScoped: true,
            sortsWalked: ["from", "until"], sortsWithin: "one member, or some days",
            sortsGiven: ["member", "from", "until"],
            filters: [
                "actor": "101", "member": "104", "subject": "sheet", "subjectId": "1", "action": "recorded",
                "from": "2026-11-01", "until": "2026-11-30",
            ]
        ),
        // Checks all that there is: that is what it is asked for.
        "verifyAudit": ListPlan(walks: ["audit", "audit_seal"]),
        "listCalendarDays": ListPlan(filters: ["year": "2026"]),
        "describe": plain,
        // Upkeep: backups are files. An examination goes through everything, which is what it is asked for.
        "listBackups": plain,
        "examineDatabase": ListPlan(
            walks: ["audit", "audit_seal", "snapshot", "sheet", "member", "account", "sqlite_schema"],
            sortsWithin: "one cycle"
        ),
    ]
}
