package import Domain

/// A sheet as lists show it.
package struct SheetListing: Hashable, Sendable {
    package let sheet: Sheet
    package let area: Code
    /// The assessor, where it is a member.
    package let assessor: PersonReference?
    package let total: Points
    package let lateReason: String?
    package let revisionReason: String?
    package let recordedAt: Instant
    package let recordedBy: String
    /// Whether the points may be shown: before the cycle closes only to whoever scored or entered them.
    package let isVisible: Bool
    /// Why it does not count, whatever is on it; nil for one that does, and for one that stands no more.
    package let uncounted: Sheet.Uncounted?
    /// Entered after the month was closed and opened again.
    package let isSinceReopening: Bool
    /// Taken back by whoever had entered it.
    package let isWithdrawn: Bool
}

/// A score sheet as it comes in.
package struct SheetEntry: Hashable, Sendable {
    package let area: ID<ResponsibilityArea>
    package let tier: Tier
    package let assessor: Sheet.Assessor
    package let points: [String: Points]
    /// What criteria that start from a base lost for, each as a ``LossLine``; empty for nothing.
    package let losses: [String: String]
    package let comment: String?
    package let lateReason: String?
    package let revisionReason: String?
    /// The revision that the author had read and means to replace, 0 where none stood; nil to replace whatever stands.
    package let revises: Int?

    package init(
        area: ID<ResponsibilityArea>, tier: Tier, assessor: Sheet.Assessor, points: [String: Points],
        losses: [String: String] = [:], comment: String?, lateReason: String?, revisionReason: String?,
        revises: Int? = nil
    ) {
        self.area = area
        self.tier = tier
        self.assessor = assessor
        self.points = points
        self.losses = losses
        self.comment = comment
        self.lateReason = lateReason
        self.revisionReason = revisionReason
        self.revises = revises
    }
}

extension SheetEntry {
    /// The same, by the assessor in another spelling.
    fileprivate func given(by assessor: Sheet.Assessor) -> SheetEntry {
        SheetEntry(
            area: area, tier: tier, assessor: assessor, points: points, losses: losses, comment: comment,
            lateReason: lateReason, revisionReason: revisionReason, revises: revises)
    }
}

extension EntryDesk {
    /// Records a sheet, or a revision of the one that stands; the same sheet again changes nothing, for whoever may see it.
    ///
    /// - Throws: ``FieldErrors``, ``Cycle/Refusal``.
    package func record(_ entry: SheetEntry) throws -> (ID<Sheet>, ImportOutcome) {
        let open = try openMonth(of: entry.area)
        let area = try areaInMonth(entry.area, open)
        let entry = entry.given(by: try known(entry.assessor, in: open.cycle.id))
        try transaction.requireEntry(in: entry.tier, by: entry.assessor, of: area, in: open.cycle)
        let draft = try Sheet.Draft(
            tier: entry.tier, points: entry.points, losses: entry.losses, comment: entry.comment,
            lateReason: entry.lateReason, revisionReason: entry.revisionReason, scheme: open.scheme
        )
        let (standing, seesStanding) = try transaction.standingSheet(in: open.cycle, entry)
        let isSame = seesStanding && (standing.map(draft.says(theSameAs:)) ?? false)
        if let revises = entry.revises, revises != standing?.revision ?? 0, !isSame {
            throw StoreError.staleVersion(current: standing?.revision ?? 0)
        }
        if open.cycle.status != .open {
            if let standing, isSame { return (standing.id, .unchanged) }
            try open.cycle.requireOpen()
        }
        let assessor: Sheet.Standing =
            switch entry.assessor {
            case .member(let member): try self.standing(of: member, in: open.cycle.branch)
            case .label: .none
            }
        let outcome = try Sheet.decide(
            draft, by: entry.assessor,
            in: Sheet.Circumstances(
                holders: area.holders.map(\.id), assessor: assessor, expected: open.scheme.assessors(in: entry.tier),
                standing: standing, seesStanding: seesStanding,
                fullAt: try transaction.fullTier(entry, of: open.cycle.id, by: open.scheme),
                today: transaction.today, dueDate: open.scheme.dueDate(for: month)
            )
        )
        switch (outcome, standing) {
        case (.unchanged, let standing?): return (standing.id, .unchanged)
        case (.unchanged, nil): throw StorageFault.corrupt("a sheet cannot be unchanged where none stands")
        case (.recorded(let revision, let lateReason), _):
            let kept = KeptSheet(
                cycle: open.cycle.id, area: entry.area, assessor: entry.assessor, draft: draft, lateReason: lateReason)
            let id = try transaction.insertSheet(
                kept, revision, replacing: standing, in: transaction.place(of: open.cycle.branch))
            transaction.note(
                draft.changes(since: standing, isSeen: seesStanding, late: lateReason, by: open.scheme))
            return (id, standing == nil ? .created : .changed)
        }
    }
}

extension Sheet.Draft {
    /// Of a sheet whose points are not to be seen yet, all that is entered: what is another would tell them.
    fileprivate func changes(
        since standing: Sheet?, isSeen: Bool, late lateReason: Text?, by scheme: SchemeContent
    ) -> [FieldChange] {
        let before = isSeen ? standing : nil
        let mark = standing.map { "\($0.revision)" } ?? ""
        var changes = points.sorted { $0.key < $1.key }.map { key, points in
            FieldChange(
                "points.\(key.text)", JSON(before?.points[key]?.description), JSON(points.description), mark: mark)
        }
        for criterion in scheme.criteria where criterion.mode == .base {
            func line(_ losses: [Sheet.Loss]?) -> JSON {
                JSON(losses.map { lost in LossLine.written(lost, of: criterion) { $0.title.zh.string } })
            }
            changes.append(
                FieldChange(
                    "losses.\(criterion.key.text)", line(before?.losses[criterion.key]),
                    line(losses[criterion.key]), mark: mark))
        }
        changes.append(FieldChange("comment", JSON(before?.comment), JSON(comment?.string), mark: mark))
        changes.append(FieldChange("lateReason", .null, JSON(lateReason?.string)))
        return changes.filter { $0.before != $0.after }
    }
}

extension Transaction {
    /// Whether the principal may enter an assessor's sheets of an area in a tier.
    ///
    /// - Throws: ``Authority/Denial``.
    func requireEntry(
        in tier: Tier, by assessor: Sheet.Assessor, of area: AreaInMonth, in cycle: Cycle
    ) throws {
        if authority.isUnlimited { return }
        let place = try place(of: cycle.branch)
        let places = try places(of: area, in: place, cycle.branch, on: cycle.month.lastDay)
        if places.contains(where: { authority.allowsEntry(in: tier, by: assessor, of: $0) }) { return }
        try authority.requireEntry(in: tier, by: assessor, of: places.first ?? place)
    }

    /// The places that an area is in: the branch, narrowed to the group of each who holds it.
    func places(
        of area: AreaInMonth, in place: Place, _ branch: ID<Branch>, on day: LocalDate
    ) throws -> [Place] {
        let groups = try area.holders.map { try group(of: $0.id, in: branch, on: day) }
        return groups.isEmpty ? [place] : groups.map(place.narrowed(to:))
    }

    /// The group that a member belongs to in a branch on a day: by the index of the member's, which are few (`+` takes the
    /// branch's from the choice).
    func group(of member: ID<Member>, in branch: ID<Branch>, on day: LocalDate) throws -> ID<Group>? {
        try session.one(
            """
            SELECT group_id FROM membership
             WHERE member_id = \(member) AND +branch_id = \(branch)
               AND \(SpanColumns(of: "membership").areInForce(on: day))
            """
        ) { try $0["group_id"] as ID<Group>? } ?? nil
    }

    /// Records one sheet in a cycle.
    package func submitSheet(
        in cycleID: ID<Cycle>, area: String, tier: Tier, assessor: String?, points: [String: Points],
        losses: [String: String] = [:], comment: String?, lateReason: String?, revisionReason: String?,
        revises: Int? = nil
    ) throws -> (SheetListing, ImportOutcome) {
        let cycle = try cycle(cycleID)
        let desk = try EntryDesk(self, cycle)
        let entry = SheetEntry(
            area: try desk.area(area, of: cycle), tier: tier,
            assessor: try assessor.map { try desk.assessor($0, in: tier) } ?? .member(ownMember(field: "assessor")),
            points: points, losses: losses, comment: comment, lateReason: lateReason, revisionReason: revisionReason,
            revises: revises
        )
        let (id, outcome) = try desk.record(entry)
        // Of an open month only what counts is taken.
        return (cycle.status == .open ? try sheet(id, uncounted: nil) : try sheet(id), outcome)
    }

    /// The sheet that stands for the entry's area, tier and assessor, and whether the principal may see it: once the month
    /// is closed, or as its assessor, or as whoever entered it. The operator reads the file itself.
    fileprivate func standingSheet(
        in cycle: Cycle, _ entry: SheetEntry
    ) throws -> (sheet: Sheet?, isSeen: Bool) {
        let (member, label) = entry.assessor.columns
        let found: (id: ID<Sheet>, revision: Int, comment: String?, recordedBy: String)? = try session.one(
            """
            SELECT id, revision, comment, recorded_by FROM sheet
             WHERE cycle_id = \(cycle.id) AND area_id = \(entry.area) AND tier = \(entry.tier) AND \(KeptSheet.counts)
               AND coalesce(assessor_id, 0) = \(member?.rawValue ?? 0)
               AND coalesce(assessor_label, '') = \(label ?? "")
            """
        ) { (try $0["id"], try $0["revision"], try $0["comment"], try $0["recorded_by"]) }
        guard let found else { return (nil, false) }
        let sheet = Sheet(
            id: found.id, cycle: cycle.id, area: entry.area, tier: entry.tier, assessor: entry.assessor,
            points: try points(of: found.id), losses: try losses(of: found.id), comment: found.comment,
            revision: found.revision
        )
        let isOwn = member != nil && member == authority.member || found.recordedBy == principal.name
        return (sheet, cycle.status != .open || isOwn || authority.isUnlimited)
    }

    /// How many sheets of the entry's tier the scheme takes for an area at most, if so many stand already.
    fileprivate func fullTier(_ entry: SheetEntry, of cycle: ID<Cycle>, by scheme: SchemeContent) throws -> Int? {
        guard let maximum = scheme.tiers.first(where: { $0.tier == entry.tier })?.maximumSheets else { return nil }
        let standing: Int? = try session.value(
            """
            SELECT count(*) FROM sheet
             WHERE cycle_id = \(cycle) AND area_id = \(entry.area) AND tier = \(entry.tier) AND \(KeptSheet.counts)
            """
        )
        return standing ?? 0 >= maximum ? maximum : nil
    }

    /// Leaves a trace of a sheet that was given for a revision that does not stand.
    ///
    /// - Parameter revision: the one that was named.
    package func noteVersionTry(in id: ID<Cycle>, revision: Int64) throws {
        let cycle = try cycle(id)
        try audit(
            .refused, .cycle, id, in: place(of: cycle.branch), after: ["revises": .open(JSON(revision))])
    }

    /// The points on each of the sheets for which the condition holds.
    func pointsOfSheets(where condition: SQL) throws -> [ID<Sheet>: [Code: Points]] {
        var points: [ID<Sheet>: [Code: Points]] = [:]
        try session.forEach(
            """
            SELECT sheet_id, criterion, points FROM sheet_point
             WHERE sheet_id IN (SELECT sheet.id FROM sheet WHERE \(condition))
            """
        ) { row in
            points[try row.at(0), default: Dictionary(minimumCapacity: 8)][try row.at(1)] = try row.at(2)
        }
        return points
    }

    func points(of sheet: ID<Sheet>) throws -> [Code: Points] {
        var points: [Code: Points] = [:]
        try session.forEach("SELECT criterion, points FROM sheet_point WHERE sheet_id = \(sheet)") { row in
            points[try row.at(0)] = try row.at(1)
        }
        return points
    }

    /// What was lost on each of the sheets for which the condition holds.
    func lossesOfSheets(where condition: SQL) throws -> [ID<Sheet>: [Code: [Sheet.Loss]]] {
        var losses: [ID<Sheet>: [Code: [Sheet.Loss]]] = [:]
        try session.forEach(
            """
            SELECT sheet_id, criterion, item, reason, times, points FROM sheet_loss
             WHERE sheet_id IN (SELECT sheet.id FROM sheet WHERE \(condition))
             ORDER BY sheet_id, criterion, position
            """
        ) { row in
            let (item, reason): (Code?, String?) = (try row.at(2), try row.at(3))
            let cause: Sheet.Loss.Cause
            switch (item, reason) {
            case (let item?, _): cause = .item(item)
            case (nil, let reason?): cause = .other(Text(kept: reason))
            case (nil, nil): throw StorageFault.corrupt("points lost for nothing")
            }
            losses[try row.at(0), default: [:]][try row.at(1), default: []].append(
                Sheet.Loss(cause: cause, times: try row.at(4), points: try row.at(5)))
        }
        return losses
    }

    func losses(of sheet: ID<Sheet>) throws -> [Code: [Sheet.Loss]] {
        try lossesOfSheets(where: "sheet.id = \(sheet)")[sheet] ?? [:]
    }

    /// - Parameter author: whose sheet it is, where that is a decision; nil for the principal.
    func insertSheet(
        _ kept: KeptSheet, _ revision: Revision, replacing standing: Sheet?, by author: String? = nil,
        in place: Place
    ) throws -> ID<Sheet> {
        let id: ID<Sheet>
        if let standing, let reason = revision.reason {
            let stood = StandingRevision<KeptSheet>(
                id: standing.id, origin: standing.id, number: standing.revision,
                document: ["sheet": .open(JSON(standing.id))])
            id = try revise(stood, to: kept, because: reason, by: author, in: place)
        } else {
            id = try record(kept, by: author, in: place)
        }
        let points: [SQL] = kept.draft.points.sorted { $0.key < $1.key }.map { "(\(id), \($0.key), \($0.value))" }
        try session.run("INSERT INTO sheet_point (sheet_id, criterion, points) VALUES \(SQL.list(points))")
        for (criterion, losses) in kept.draft.losses.sorted(by: { $0.key < $1.key }) {
            for (place, loss) in losses.enumerated() {
                let (item, reason) = loss.cause.columns
                try session.run(
                    """
                    INSERT INTO sheet_loss (sheet_id, criterion, position, item, times, points, reason)
                    VALUES (\(id), \(criterion), \(place + 1), \(item), \(loss.times), \(loss.points), \(reason))
                    """
                )
            }
        }
        return id
    }

    static let sheetListing: SQL =
        """
        SELECT sheet.id, sheet.cycle_id, sheet.area_id, sheet.tier, sheet.assessor_id, sheet.assessor_label,
               sheet.revision, sheet.total, sheet.comment, sheet.late_reason, sheet.revision_reason,
               sheet.recorded_at, sheet.recorded_by, responsibility_area.code AS area_code,
               member.number AS assessor_number, member.name AS assessor_name, cycle.status AS cycle_status,
               cycle.branch_id,
               EXISTS (SELECT 1 FROM cycle_reopening
                        WHERE cycle_reopening.cycle_id = sheet.cycle_id AND cycle_reopening.last_sheet < sheet.id)
                   AS since_reopening,
               EXISTS (SELECT 1 FROM sheet_withdrawal WHERE sheet_withdrawal.sheet_id = sheet.id) AS withdrawn
          FROM sheet
          JOIN cycle ON cycle.id = sheet.cycle_id
          JOIN responsibility_area ON responsibility_area.id = sheet.area_id
          LEFT JOIN member ON member.id = sheet.assessor_id
        """

    /// - Throws: ``StoreError/notFound(_:)``.
    package func sheet(_ id: ID<Sheet>) throws -> SheetListing {
        let key: (cycle: ID<Cycle>, area: ID<ResponsibilityArea>)? = try session.one(
            "SELECT cycle_id, area_id FROM sheet WHERE id = \(id)"
        ) { (try $0.at(0), try $0.at(1)) }
        guard let key else { throw StoreError.notFound("sheet") }
        let uncounted = try uncountedSheets(in: storedCycle(key.cycle), only: key.area)
        return try sheet(id, uncounted: uncounted[id])
    }

    /// - Parameter uncounted: why it does not count.
    private func sheet(_ id: ID<Sheet>, uncounted: Sheet.Uncounted?) throws -> SheetListing {
        let found = try session.one("\(Self.sheetListing) WHERE sheet.id = \(id)") { row in
            (
                listing: try SheetListing(
                    row: row, points: points(of: id), losses: losses(of: id), uncounted: uncounted, asker: self),
                branch: try row["branch_id"] as ID<Branch>, status: try row["cycle_status"] as Cycle.Status
            )
        }
        guard let found else { throw StoreError.notFound("sheet") }
        try require(.readResults, in: found.branch)
        // Of an open month, who is not in charge of it sees that they scored, not who else did.
        guard try found.listing.isVisible || found.status != .open || isInCharge(of: found.branch) else {
            throw StoreError.notFound("sheet")
        }
        if found.status != .open {
            let shown = try shownOnceClosed(of: storedCycle(found.listing.sheet.cycle))
            let isShown: Bool? = try session.value("SELECT \(shown) FROM sheet WHERE id = \(id)")
            guard isShown == true else { throw StoreError.notFound("sheet") }
        }
        return found.listing
    }

    func isInCharge(of branch: ID<Branch>) throws -> Bool {
        try authority.allows(.readProgress, in: place(of: branch))
    }

    /// The sheets that stand in a cycle, in the order they were recorded; of one area if given. With `revisions`, those
    /// too that were revised or taken back.
    package func sheets(
        of cycle: ID<Cycle>, area: ID<ResponsibilityArea>? = nil, revisions: Bool = false,
        _ page: PageRequest = PageRequest()
    ) throws -> Page<SheetListing> {
        let cycle = try storedCycle(cycle)
        try require(.readResults, in: cycle.branch)
        return try storedSheets(
            of: cycle, area: area, revisions: revisions, try uncountedSheets(in: cycle, only: area), page)
    }

    /// - Parameter uncounted: the sheets that do not count.
    func storedSheets(
        of cycle: Cycle, area: ID<ResponsibilityArea>?, revisions: Bool = false,
        _ uncounted: [ID<Sheet>: Sheet.Uncounted], _ page: PageRequest
    ) throws -> Page<SheetListing> {
        var conditions: [SQL] = ["sheet.cycle_id = \(cycle.id)", "sheet.id > \(page.after?.integer() ?? 0)"]
        if cycle.status != .open {
            conditions.append(try shownOnceClosed(of: cycle))
        } else if try !isInCharge(of: cycle.branch) {
            conditions.append("(sheet.assessor_id = \(authority.member) OR sheet.recorded_by = \(principal.name))")
        }
        if let area { conditions.append("sheet.area_id = \(area)") }
        if !revisions { conditions.append(KeptSheet.counts) }
        let listed = SQL.all(conditions)
        let ids: [ID<Sheet>] = try session.rows(
            "SELECT sheet.id FROM sheet WHERE \(listed) ORDER BY sheet.id LIMIT \(page.limit + 1)"
        ) { try $0.at(0) }
        let onPage: SQL = "sheet.id IN \(list: ids)"
        let (points, losses) = (try pointsOfSheets(where: onPage), try lossesOfSheets(where: onPage))
        let rows = try session.rows(
            """
            \(Self.sheetListing)
             WHERE \(onPage)
             ORDER BY sheet.id
            """
        ) { row in
            try SheetListing(
                row: row, points: points[row["id"]] ?? [:], losses: losses[row["id"]] ?? [:],
                uncounted: uncounted[row["id"]], asker: self)
        }
        return Page(rows, page) { [JSON($0.sheet.id)] }
    }
}

/// A sheet as it is kept: what was written on the form, of which area's month, and by whom. Its points stand in a table of
/// their own.
struct KeptSheet: Revisable {
    typealias Subject = Sheet

    let cycle: ID<Cycle>
    let area: ID<ResponsibilityArea>
    let assessor: Sheet.Assessor
    let draft: Sheet.Draft
    /// Of one that came in time, nil.
    let lateReason: Text?

    static let table: SQL = "sheet"
    static let subject = AuditSubject.sheet
    static let recording = AuditAction.recorded
    static let thread = RevisionThread.ownColumns

    // An entry of the audit does not say again what leads from the sheet: its month and its assessor.
    static let columns: [Column<KeptSheet>] = [
        Column("cycle_id", as: "cycle", audited: .omitted) { $0.cycle },
        Column("area_id", as: "area", audited: .open) { $0.area },
        Column("tier", audited: .open) { $0.draft.tier },
        Column("assessor_id", as: "assessor", audited: .omitted) { $0.assessor.columns.member },
        Column("assessor_label", as: "label", audited: .omitted) { $0.assessor.columns.label },
        Column("total", audited: .omitted) { $0.draft.total },
        Column("comment", audited: .hashed) { $0.draft.comment },
        Column("late_reason", as: "lateReason", audited: .omitted) { $0.lateReason },
    ]

    func document(of revision: Revision) -> AuditDocument {
        let said = document.with("revision", .open(JSON(revision.number)))
            .with("points", .hashed(JSON(draft.canonicalPoints)))
        // Entries from before there was any are as they were.
        return draft.canonicalLosses.map { said.with("losses", .hashed(JSON($0))) } ?? said
    }
}

extension Sheet.Assessor {
    /// As its two columns have it.
    ///
    /// - Throws: ``StorageFault`` where neither is filled.
    static func kept(member: ID<Member>?, label: String?) throws -> Sheet.Assessor {
        if let member { return .member(member) }
        guard let label else { throw StorageFault.corrupt("a sheet without an assessor") }
        return .label(Text(kept: label))
    }

    /// The two columns of which one is filled.
    var columns: (member: ID<Member>?, label: String?) {
        switch self {
        case .member(let id): (id, nil)
        case .label(let label): (nil, label.string)
        }
    }
}

extension Sheet.Loss.Cause {
    /// The two columns of which one is filled.
    fileprivate var columns: (item: Code?, reason: Text?) {
        switch self {
        case .item(let key): (key, nil)
        case .other(let reason): (nil, reason)
        }
    }
}

extension SheetListing {
    init(
        row: SQLRow, points: [Code: Points], losses: [Code: [Sheet.Loss]], uncounted: Sheet.Uncounted?,
        asker: Transaction
    ) throws {
        let member: ID<Member>? = try row["assessor_id"]
        let assessor = try Sheet.Assessor.kept(member: member, label: try row["assessor_label"])
        sheet = Sheet(
            id: try row["id"], cycle: try row["cycle_id"], area: try row["area_id"], tier: try row["tier"],
            assessor: assessor, points: points, losses: losses, comment: try row["comment"],
            revision: try row["revision"]
        )
        area = try row["area_code"]
        self.assessor = try PersonReference(row: row, number: "assessor_number", name: "assessor_name")
        total = try row["total"]
        lateReason = try row["late_reason"]
        revisionReason = try row["revision_reason"]
        recordedAt = try row["recorded_at"]
        recordedBy = try row["recorded_by"]
        self.uncounted = uncounted
        isSinceReopening = try row["since_reopening"]
        isWithdrawn = try row["withdrawn"]
        let isOwn = member != nil && member == asker.authority.member || recordedBy == asker.principal.name
        let isOperators = if case .operator = asker.principal { true } else { false }
        isVisible = try row["cycle_status"] as Cycle.Status != .open || isOwn && !isOperators
    }
}
