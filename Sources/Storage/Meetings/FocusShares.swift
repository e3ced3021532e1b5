package import Domain

/// How a branch's work of some months was divided among the foci that it could serve.
package struct BranchFocusShare: Sendable {
    package let branch: ID<Branch>
    package let code: Code
    package let name: String
    package let months: ClosedRange<Month>
    /// Of the months, and whatever else something serves; in the order in which they began.
    package let foci: [FocusListing]
    package let share: FocusShare
}

/// Something that serves a focus.
package struct FocusRecord: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case planItem(ID<PlanItem>)
        case meeting(ID<Meeting>, Meeting.Kind)
        case ledgerEntry(ID<LedgerEntry>, Ledger)
    }

    package let subject: Subject
    package let branch: Code
    package let branchName: String
    /// A plan item's is the day by which it is due.
    package let day: LocalDate
    /// A meeting's theme; nil where it has none.
    package let title: String?
}

/// What serves a focus, as far as the reader reads it.
package struct FocusRecords: Sendable {
    /// As many as are told at once, the newest first.
    package static let most = 200

    package let records: [FocusRecord]
    /// How many are older than those.
    package let earlier: Int
}

extension Transaction {
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func focusShare(of id: ID<Branch>, in months: ClosedRange<Month>) throws -> BranchFocusShare {
        for action in Self.sharing { try require(action, in: id) }
        guard
            let branch = try session.one(
                "SELECT code, name FROM branch WHERE id = \(id)",
                { row in
                    (code: try row["code"] as Code, name: try row["name"] as String)
                })
        else { throw StoreError.notFound("branch") }
        return try focusShares(of: [(id, branch.code, branch.name)], in: months)[0]
    }

    /// Of all branches of a committee, by code: side by side, and never in the order of what they come to.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func focusShares(of id: ID<Committee>, in months: ClosedRange<Month>) throws -> [BranchFocusShare] {
        for action in Self.sharing { try require(action, in: id) }
        return try focusShares(
            of: branches(of: id, existingIn: months).map { ($0.id, $0.code, $0.name) }, in: months)
    }

    // What was taken back, or never came to be, serves nothing, and holds no month.
    private static let itemStands: SQL =
        """
        NOT EXISTS (SELECT 1 FROM plan_item_withdrawal WHERE plan_item_withdrawal.plan_item_id = plan_item.id)
        """
    private static let meetingStands: SQL = "meeting.status = 'scheduled'"
    private static let entryStands: SQL = "ledger_entry.state <> \(LedgerState.withdrawn)"

    /// By which what is divided is read.
    private static let sharing: [Action] = [.readPlans, .readBranchMeetings, .readLedgers]

    private func focusShares(
        of branches: [(id: ID<Branch>, code: Code, name: String)], in months: ClosedRange<Month>
    ) throws -> [BranchFocusShare] {
        var shares: [ID<Branch>: FocusShare] = [:]
        func count(_ kind: FocusShare.Kind, _ row: SQLRow) throws {
            let (branch, focus): (ID<Branch>, ID<Focus>?) = (try row["branch_id"], try row["focus_id"])
            shares[branch, default: FocusShare()].count(kind, serving: focus)
        }
        let (first, last) = (months.lowerBound, months.upperBound)
        for some in branches.map(\.id).sorted().listsOfOneStatement {
            try session.forEach(
                """
                SELECT plan_item.branch_id, plan_item.focus_id FROM plan_item
                 WHERE plan_item.branch_id IN \(list: some) AND plan_item.month BETWEEN \(first) AND \(last)
                   AND \(Self.itemStands)
                """
            ) { try count(.planItem, $0) }
            try session.forEach(
                """
                SELECT meeting.branch_id, meeting_record.focus_id
                  FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
                 WHERE meeting.branch_id IN \(list: some) AND \(Self.wereHeld(in: months))
                """
            ) { try count(.meeting, $0) }
            for (ledger, kind) in [(Ledger.deed, FocusShare.Kind.deed), (.publicity, .publicity)] {
                try session.forEach(
                    """
                    SELECT ledger_entry.branch_id, ledger_entry.focus_id FROM ledger_entry
                     WHERE ledger_entry.branch_id IN \(list: some) AND ledger_entry.ledger = \(ledger)
                       AND ledger_entry.day BETWEEN \(first.firstDay) AND \(last.lastDay)
                       AND \(Self.entryStands)
                    """
                ) { try count(kind, $0) }
            }
        }
        var known: [ID<Committee>: [FocusListing]] = [:]
        return try branches.map { branch in
            let committees = try place(of: branch.id).committees
            let nearest = committees.first ?? ID(0)
            let all = try known[nearest] ?? foci(ofAnyOf: committees, in: months)
            known[nearest] = all
            let share = shares[branch.id] ?? FocusShare()
            return BranchFocusShare(
                branch: branch.id, code: branch.code, name: branch.name, months: months,
                foci: all.filter { $0.withdrawal == nil || share.foci.contains($0.id) }, share: share)
        }
    }

    /// What serves a focus, of the branches whose records of the kind the principal reads: the newest first.
    package func records(serving focus: FocusListing) throws -> FocusRecords {
        var records: [FocusRecord] = []
        func add(_ row: SQLRow, _ subject: FocusRecord.Subject, title: String?) throws {
            records.append(
                FocusRecord(
                    subject: subject, branch: try row["code"], branchName: try row["name"], day: try row["day"],
                    title: title))
        }
        if authority.allows(.readPlans) {
            try session.forEach(
                """
                SELECT plan_item.id, plan_item.title, plan_item.due AS day, branch.code, branch.name
                  FROM plan_item JOIN branch ON branch.id = plan_item.branch_id
                 WHERE plan_item.focus_id = \(focus.id) AND \(isWithin(.readPlans, branch: "plan_item.branch_id"))
                   AND \(Self.itemStands)
                """
            ) { try add($0, .planItem(try $0["id"]), title: try $0["title"]) }
        }
        if authority.allows(.readBranchMeetings) {
            try session.forEach(
                """
                SELECT meeting.id, meeting.kind, meeting.theme, meeting.date AS day, branch.code, branch.name
                  FROM meeting_record
                  JOIN meeting ON meeting.id = meeting_record.meeting_id
                  JOIN branch ON branch.id = meeting.branch_id
                 WHERE meeting_record.focus_id = \(focus.id) AND \(Self.meetingStands)
                   AND \(isWithin(.readBranchMeetings, branch: "meeting.branch_id"))
                """
            ) { try add($0, .meeting(try $0["id"], try $0["kind"]), title: try $0["theme"]) }
        }
        if authority.allows(.readLedgers) {
            try session.forEach(
                """
                SELECT ledger_entry.id, ledger_entry.ledger, ledger_entry.title, ledger_entry.day, branch.code, branch.name
                  FROM ledger_entry JOIN branch ON branch.id = ledger_entry.branch_id
                 WHERE ledger_entry.focus_id = \(focus.id) AND \(Self.entryStands)
                   AND \(isReadableOfAnyLedger())
                """
            ) { try add($0, .ledgerEntry(try $0["id"], try $0["ledger"]), title: try $0["title"]) }
        }
        records.sort { one, other in
            if one.day != other.day { return one.day > other.day }
            if one.branch != other.branch { return one.branch < other.branch }
            return one.subject.order.lexicographicallyPrecedes(other.subject.order)
        }
        return FocusRecords(
            records: Array(records.prefix(FocusRecords.most)), earlier: max(0, records.count - FocusRecords.most))
    }

    /// The months of what serves a focus and stands, in their order.
    func servedMonths(of focus: ID<Focus>) throws -> [Month] {
        var months: Set<Month> = []
        try session.forEach(
            """
            SELECT month FROM plan_item
             WHERE focus_id = \(focus)
               AND \(Self.itemStands)
            """
        ) { months.insert(try $0["month"]) }
        try session.forEach(
            """
            SELECT meeting.date
              FROM meeting_record JOIN meeting ON meeting.id = meeting_record.meeting_id
             WHERE meeting_record.focus_id = \(focus) AND \(Self.meetingStands)
            """
        ) { months.insert((try $0["date"] as LocalDate).month) }
        try session.forEach(
            "SELECT day FROM ledger_entry WHERE focus_id = \(focus) AND \(Self.entryStands)"
        ) { months.insert((try $0["day"] as LocalDate).month) }
        return months.sorted()
    }
}

extension FocusRecord.Subject {
    /// Among those of one day and branch.
    fileprivate var order: [Int64] {
        switch self {
        case .planItem(let id): [0, id.rawValue]
        case .meeting(let id, _): [1, id.rawValue]
        case .ledgerEntry(let id, _): [2, id.rawValue]
        }
    }
}
