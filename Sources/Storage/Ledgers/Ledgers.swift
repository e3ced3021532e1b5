package import Domain

extension Ledger: SQLTextValue {}
extension LedgerState: SQLTextValue {}
extension LedgerStep.Kind: SQLTextValue {}

/// An entry of a ledger, as it is shown.
package struct LedgerListing: Hashable, Sendable {
    package let id: ID<LedgerEntry>
    package let ledger: Ledger
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let title: String
    package let day: LocalDate
    package let due: LocalDate?
    package let state: LedgerState
    package let content: LedgerContent
    /// Goes up with each revision and each step.
    package let version: Int
    package let enteredOn: LocalDate
    /// A sign-in name, or the operator's.
    package let enteredBy: String
    let enteredByMember: ID<Member>?
    /// What became of it, the oldest first.
    package fileprivate(set) var steps: [LedgerStepListing] = []
    /// What it said before, the oldest first.
    package fileprivate(set) var revisions: [LedgerRevision] = []
    /// Whoever and whatever is named in it, or in a step.
    package fileprivate(set) var named = LedgerNames()

    package var form: LedgerForm { ledger.form }

    /// How a finding names the inspection that it was made from, in whichever language: 检查〔2026〕12号. nil of other ledgers.
    package var findingReference: Text? {
        ledger == .inspection ? Text(kept: "检查〔\(day.components.year)〕\(id.rawValue)号") : nil
    }

    package func isOverdue(on today: LocalDate) -> Bool { state.isOpen && due.map { today > $0 } ?? false }

    /// Whether nobody has looked at it for a year, where that is asked of what stands.
    package func isStale(on today: LocalDate) -> Bool {
        guard form.isLookedAtYearly, state.isStanding else { return false }
        return (steps.last { $0.kind == .published || $0.kind == .renewed }?.on ?? day).adding(days: 365) < today
    }
}

/// What people call those that entries name.
package struct LedgerNames: Hashable, Sendable {
    package var people: [ID<Member>: PersonReference] = [:]
    package var areas: [ID<ResponsibilityArea>: PlaceReference] = [:]
    package var branches: [ID<Branch>: PlaceReference] = [:]
    package var foci: [ID<Focus>: PlaceReference] = [:]
}

/// A step that was taken.
package struct LedgerStepListing: Hashable, Sendable {
    package let kind: LedgerStep.Kind
    package fileprivate(set) var content: LedgerContent
    package let state: LedgerState
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
    let member: ID<Member>?
}

/// What an entry said until it was revised.
package struct LedgerRevision: Hashable, Sendable {
    package let content: LedgerContent
    package let reason: String
    package let on: LocalDate
    package let by: String
}

/// Which entries are wanted.
package struct LedgerFilter: Hashable, Sendable {
    package var branch: ID<Branch>?
    /// Of whose days they are.
    package var year: Int?
    package var state: LedgerState?

    package init(branch: ID<Branch>? = nil, year: Int? = nil, state: LedgerState? = nil) {
        (self.branch, self.year, self.state) = (branch, year, state)
    }
}

extension LedgerForm.Readers {
    package var action: Action {
        switch self {
        case .members: .readLedgers
        case .officers: .readOfficersLedgers
        }
    }
}

extension LedgerStep.Hand {
    package var action: Action {
        switch self {
        case .branch, .guest: .keepLedgers
        case .office: .guideLedgers
        }
    }
}

extension Transaction {
    // MARK: Reading

    static let ledgerListing: SQL =
        """
        SELECT ledger_entry.id, ledger_entry.ledger, ledger_entry.branch_id, branch.code AS branch_code,
               branch.name AS branch_name, ledger_entry.title, ledger_entry.day, ledger_entry.due, ledger_entry.state,
               ledger_entry.content, ledger_entry.version, ledger_entry.entered_at, ledger_entry.entered_by,
               ledger_entry.member_id
          FROM ledger_entry
          JOIN branch ON branch.id = ledger_entry.branch_id
        """

    /// A ledger's entries in the order they were entered, of the branches whose ledgers the principal reads.
    package func ledgerEntries(
        of ledger: Ledger, _ filter: LedgerFilter = LedgerFilter(), _ page: PageRequest = PageRequest()
    ) throws -> Page<LedgerListing> {
        try authority.require(ledger.form.readers.action)
        var conditions: [SQL] = [
            "ledger_entry.ledger = \(ledger)", "ledger_entry.id > \(page.after?.integer() ?? 0)",
            try isReadable(ledger),
        ]
        if let branch = filter.branch { conditions.append("ledger_entry.branch_id = \(branch)") }
        if let year = filter.year {
            conditions.append("ledger_entry.day BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")")
        }
        if let state = filter.state { conditions.append("ledger_entry.state = \(state)") }
        let rows = try session.rows(
            "\(Self.ledgerListing) WHERE \(SQL.all(conditions)) ORDER BY ledger_entry.id LIMIT \(page.limit + 1)"
        ) { try ledgerListing($0) }
        return Page(try withNames(rows), page) { [JSON($0.id)] }
    }

    /// An entry with all that became of it.
    ///
    /// - Parameter ledger: nil where it is not known of which it is.
    /// - Throws: ``StoreError/notFound(_:)``, for one of another ledger too.
    package func ledgerEntry(_ id: ID<LedgerEntry>, of ledger: Ledger?) throws -> LedgerListing {
        let found = try session.one("\(Self.ledgerListing) WHERE ledger_entry.id = \(id)") { try ledgerListing($0) }
        guard var entry = found, ledger == nil || entry.ledger == ledger else {
            throw StoreError.notFound("ledgerEntry")
        }
        let action = entry.form.readers.action
        let isOwn = try allows(action, in: entry.branch)
        if entry.form.shared.contains(entry.state) {
            try authority.require(action)
        } else if !isOwn, !isAuthor(of: entry) {
            try require(action, in: entry.branch)
        }
        // What was struck out before it was published is nobody's but the branch's.
        entry.revisions = isOwn ? try ledgerRevisions(of: entry) : []
        return try withSteps([entry])[0]
    }

    /// Whether whoever reads wrote it: one's own paper is read though papers are the officers'.
    private func isAuthor(of entry: LedgerListing) -> Bool {
        authority.member.map { entry.content.members(.author).contains($0) } ?? false
    }

    /// What the ledgers have of a member in a year, by day: deeds that they took on, papers that they wrote, what they undertook.
    /// Of somebody else as far as the principal reads the ledger.
    package func ledgerEntries(naming member: ID<Member>, in year: Int) throws -> [LedgerListing] {
        guard let months = Month.months(of: year) else { return [] }
        let named: [Ledger: LedgerKey] = [.deed: .takenOnBy, .paper: .author, .commitment: .member]
        return try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.branch_id IN (SELECT membership.branch_id FROM membership
                                               WHERE membership.member_id = \(member))
               AND ledger_entry.ledger IN \(list: named.keys.sorted { $0.rawValue < $1.rawValue })
               AND ledger_entry.day BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)
               AND ledger_entry.state <> \(LedgerState.withdrawn)
            """
        ) { try ledgerListing($0) }.filter { entry in
            guard let key = named[entry.ledger], entry.content.members(key).contains(member) else { return false }
            return try authority.member == member || allows(entry.form.readers.action, in: entry.branch)
        }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    }

    /// Entries with all that became of them.
    package func withSteps(_ entries: [LedgerListing]) throws -> [LedgerListing] {
        let forms = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0.form) })
        var steps: [ID<LedgerEntry>: [(number: Int, step: LedgerStepListing)]] = [:]
        for some in forms.keys.sorted().listsOfOneStatement {
            try session.forEach(
                """
                SELECT entry_id, number, step, content, state, taken_at, taken_by, member_id FROM ledger_step
                 WHERE entry_id IN \(list: some)
                """
            ) { row in
                let (entry, kind): (ID<LedgerEntry>, LedgerStep.Kind) = (try row["entry_id"], try row["step"])
                steps[entry, default: []].append(
                    (
                        try row["number"],
                        LedgerStepListing(
                            kind: kind,
                            content: try Self.content(try row["content"], forms[entry]?.parts(of: kind) ?? []),
                            state: try row["state"], on: settings.timeZone.date(of: try row["taken_at"]),
                            by: try row["taken_by"], member: try row["member_id"])
                    ))
            }
        }
        let known = Set(try Set(entries.map(\.branch)).filter { try readsReviewers(of: $0) })
        return try withNames(
            entries.map { entry in
                var entry = entry
                entry.steps = (steps[entry.id] ?? []).sorted { $0.number < $1.number }.map { _, step in
                    var step = step
                    if !known.contains(entry.branch) { step.content[.reviewer] = nil }
                    return step
                }
                return entry
            })
    }

    /// A review is blind (盲评): who gave it is for the office and the auditor to know.
    private func readsReviewers(of branch: ID<Branch>) throws -> Bool {
        if authority.isUnlimited || authority.allows(.readAudit) { return true }
        return try allows(.guideLedgers, in: branch)
    }

    func ledgerListing(_ row: SQLRow) throws -> LedgerListing {
        let ledger: Ledger = try row["ledger"]
        return LedgerListing(
            id: try row["id"], ledger: ledger, branch: try row["branch_id"], branchCode: try row["branch_code"],
            branchName: try row["branch_name"], title: try row["title"], day: try row["day"], due: try row["due"],
            state: try row["state"], content: try Self.content(try row["content"], ledger.form.parts),
            version: try row["version"], enteredOn: settings.timeZone.date(of: try row["entered_at"]),
            enteredBy: try row["entered_by"], enteredByMember: try row["member_id"])
    }

    private static func content(_ kept: String, _ parts: [LedgerPart]) throws -> LedgerContent {
        guard let document = try? JSON.parse(kept.utf8), let content = LedgerContent(kept: document, parts) else {
            throw StorageFault.corrupt("an entry that is none of its ledger's form")
        }
        return content
    }

    private func ledgerRevisions(of entry: LedgerListing) throws -> [LedgerRevision] {
        try session.rows(
            """
            SELECT content, reason, revised_at, revised_by FROM ledger_revision
             WHERE entry_id = \(entry.id)
             ORDER BY number
            """
        ) { row in
            LedgerRevision(
                content: try Self.content(try row["content"], entry.form.parts), reason: try row["reason"],
                on: settings.timeZone.date(of: try row["revised_at"]), by: try row["revised_by"])
        }
    }

    /// Those of the branches whose they may be read, and what every branch reads.
    private func isReadable(_ ledger: Ledger) throws -> SQL {
        let own = try isWithin(ledger.form.readers.action, branch: "ledger_entry.branch_id")
        let shared = ledger.form.shared
        return shared.isEmpty ? own : "(\(own) OR ledger_entry.state IN \(list: shared))"
    }

    /// The same over all ledgers.
    func isReadableOfAnyLedger() throws -> SQL {
        SQL.any(
            try Ledger.allCases.filter { authority.allows($0.form.readers.action) }.map {
                "ledger_entry.ledger = \($0) AND \(try isReadable($0))"
            })
    }

    /// With whoever and whatever is named in them.
    private func withNames(_ entries: [LedgerListing]) throws -> [LedgerListing] {
        let contents = entries.flatMap(\.contents)
        let named = LedgerNames(
            people: try people(named: contents.flatMap(\.everybody)),
            areas: try places(named: contents.flatMap(\.areas), in: "responsibility_area"),
            branches: try places(named: contents.flatMap(\.branches), in: "branch"),
            foci: try references(to: contents.flatMap(\.foci)))
        return entries.map { entry in
            var entry = entry
            entry.named = named
            return entry
        }
    }

    /// What was undertaken for an area of a branch, the newest first; nothing for whoever does not read the branch's ledgers.
    package func commitments(for area: ID<ResponsibilityArea>, of branch: ID<Branch>) throws -> [LedgerListing] {
        guard try allows(.readLedgers, in: branch) else { return [] }
        return try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.branch_id = \(branch) AND ledger_entry.ledger = \(Ledger.commitment)
               AND ledger_entry.state <> \(LedgerState.withdrawn)
            """
        ) { try ledgerListing($0) }.filter { $0.content.area(.area) == area }.sorted { $0.id > $1.id }
    }

    /// What is open, near its day or over it, of which the next step is the principal's to take.
    package func ledgerEntriesDue() throws -> [LedgerListing] {
        let actions = [LedgerStep.Hand.branch, .office].map(\.action).filter { authority.allows($0) }
        guard !authority.isUnlimited, !actions.isEmpty else { return [] }
        let places = SQL.any(try actions.map { try isWithin($0, branch: "ledger_entry.branch_id") })
        return try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.state IN \(list: LedgerState.stillOpen) AND ledger_entry.due <= \(ComingDue.last(from: today))
               AND \(places)
            """
        ) { try ledgerListing($0) }.filter { entry in
            try entry.form.steps.contains { step in
                try step.kind != .remarked && step.hand != .guest && step.from.contains(entry.state)
                    && allows(step.hand.action, in: entry.branch)
            }
        }.sorted { ($0.due ?? $0.day, $0.id) < ($1.due ?? $1.day, $1.id) }
    }

    /// How many entries of a year a ledger has that the principal reads, and how many of all are over their day.
    package func ledgerCount(of ledger: Ledger, in year: Int) throws -> (all: Int, late: Int) {
        try authority.require(ledger.form.readers.action)
        let mine: SQL = "ledger = \(ledger) AND \(try isReadable(ledger))"
        let all: Int? = try session.value(
            """
            SELECT count(*) FROM ledger_entry
             WHERE \(mine) AND day BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")
               AND state <> \(LedgerState.withdrawn)
            """)
        let late: Int? = try session.value(
            "SELECT count(*) FROM ledger_entry WHERE \(mine) AND state IN \(list: LedgerState.stillOpen) AND due < \(today)"
        )
        return (all ?? 0, late ?? 0)
    }

    /// The branches in which the principal may take part of the kind, by their codes.
    package func keptBranches(_ action: Action = .keepLedgers) throws -> [Branch] {
        try authority.require(action)
        let kept: Set<ID<Branch>> = Set(
            try session.rows(
                """
                SELECT branch.id FROM branch
                 WHERE branch.dissolved IS NULL AND \(isWithin(action, branch: "branch.id"))
                """
            ) { try $0.at(0) })
        return try whole { try branches($0) }.map(\.branch).filter { kept.contains($0.id) }
    }
}

extension LedgerListing {
    /// All that is said in it, now, before and with its steps.
    fileprivate var contents: [LedgerContent] { [content] + steps.map(\.content) + revisions.map(\.content) }
}
