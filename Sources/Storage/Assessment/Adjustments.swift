package import Domain

/// An adjustment as lists show it.
package struct AdjustmentListing: Hashable, Sendable {
    package let id: ID<Adjustment>
    package let cycle: ID<Cycle>
    package let area: Code
    package let kind: Adjustment.Kind
    package let item: Code
    package let times: Int
    package let reason: String
    package let happenedOn: LocalDate
    package let recorder: PersonReference
    package let revision: Int
    package let isWithdrawn: Bool
    package let lateReason: String?
    package let revisionReason: String?
    package let recordedAt: Instant
    package let recordedBy: String
}

/// An adjustment as it comes in.
package struct AdjustmentEntry: Hashable, Sendable {
    package let area: ID<ResponsibilityArea>
    package let item: String
    package let times: Int
    package let reason: String
    package let happenedOn: String
    package let recorder: ID<Member>
    package let lateReason: String?
    package let revisionReason: String?

    package init(
        area: ID<ResponsibilityArea>, item: String, times: Int, reason: String, happenedOn: String,
        recorder: ID<Member>, lateReason: String?, revisionReason: String?
    ) {
        self.area = area
        self.item = item
        self.times = times
        self.reason = reason
        self.happenedOn = happenedOn
        self.recorder = recorder
        self.lateReason = lateReason
        self.revisionReason = revisionReason
    }
}

extension EntryDesk {
    /// The scheme by which the area is assessed in the month.
    package func scheme(for area: ID<ResponsibilityArea>) throws -> SchemeContent {
        try openMonth(of: area).scheme
    }

    /// Records an adjustment. The same event (area, item, day and reason) is recorded once: an import takes it for the
    /// entry that stands, which the same figures leave as it is and others revise; anybody else is told of it.
    ///
    /// - Throws: ``FieldErrors``, ``Cycle/Refusal``.
    package func record(_ entry: AdjustmentEntry, matchingEvents: Bool) throws -> (ID<Adjustment>, ImportOutcome) {
        let open = try openMonth(of: entry.area)
        try transaction.require(.adjust, in: open.cycle.branch)
        _ = try areaInMonth(entry.area, open)
        let draft = try Adjustment.Draft(
            item: entry.item, times: entry.times, reason: entry.reason, happenedOn: entry.happenedOn,
            lateReason: entry.lateReason, scheme: open.scheme, month: month, today: transaction.today
        )
        let standing = try transaction.standingAdjustment(of: draft, on: entry.area, in: open.cycle.id)
        if let standing, !matchingEvents {
            try open.cycle.requireOpen()
            throw AdjustmentStands(id: standing.id)
        }
        if let standing, standing.times == draft.times, standing.recorder == entry.recorder {
            return (standing.id, .unchanged)
        }
        try open.cycle.requireOpen()
        guard let standing else {
            return (
                try transaction.insertAdjustment(draft, on: entry.area, in: open.cycle.id, recorder: entry.recorder),
                .created
            )
        }
        guard let reason = entry.revisionReason?.nonEmpty else {
            throw FieldErrors(
                "times", .required,
                "this event stands with \(standing.times) times or another recorder: give a revision reason to change it"
            )
        }
        let id = try transaction.insertAdjustment(
            draft, on: entry.area, in: open.cycle.id, recorder: entry.recorder, revising: standing,
            reason: try transaction.revisionReason(reason)
        )
        return (id, .changed)
    }
}

/// The adjustment that an entry would revise.
struct StandingAdjustment {
    let id: ID<Adjustment>
    let origin: ID<Adjustment>
    let revision: Int
    let times: Int
    let recorder: ID<Member>
}

extension Transaction {
    /// Records one adjustment in a cycle.
    ///
    /// - Parameter make: the entry, once its area and its recorder are known.
    package func adjust(
        in cycleID: ID<Cycle>, area: String, recorder: String?,
        _ make: (ID<ResponsibilityArea>, ID<Member>) -> AdjustmentEntry
    ) throws -> AdjustmentListing {
        let cycle = try cycle(cycleID)
        let desk = try EntryDesk(self, cycle)
        try require(.adjust, in: cycle.branch)
        let entry = make(
            try desk.area(area, of: cycle),
            try recorder.map { try desk.member($0, field: "recorder") } ?? ownMember(field: "recorder")
        )
        return try adjustment(desk.record(entry, matchingEvents: false).0)
    }

    fileprivate func standingAdjustment(
        of draft: Adjustment.Draft, on area: ID<ResponsibilityArea>, in cycle: ID<Cycle>
    ) throws -> StandingAdjustment? {
        try session.one(
            """
            SELECT id, coalesce(origin_id, id) AS origin, revision, times, recorder_id FROM adjustment
             WHERE cycle_id = \(cycle) AND area_id = \(area) AND item = \(draft.item)
               AND happened_on = \(draft.happenedOn) AND reason = \(draft.reason.string)
               AND stands = 1 AND withdrawn = 0
             ORDER BY id LIMIT 1
            """,
            StandingAdjustment.init(row:)
        )
    }

    func insertAdjustment(
        _ draft: Adjustment.Draft, on area: ID<ResponsibilityArea>, in cycle: ID<Cycle>, recorder: ID<Member>,
        revising standing: StandingAdjustment? = nil, reason: Text? = nil
    ) throws -> ID<Adjustment> {
        if let standing { try session.run("UPDATE adjustment SET stands = 0 WHERE id = \(standing.id)") }
        let id: ID<Adjustment> = try session.insert(
            """
            INSERT INTO adjustment (origin_id, revision, stands, cycle_id, area_id, kind, item, times, reason,
                                    happened_on, recorder_id, late_reason, revision_reason, recorded_at, recorded_by)
            VALUES (\(standing?.origin), \((standing?.revision ?? 0) + 1), 1, \(cycle), \(area), \(draft.kind),
                    \(draft.item), \(draft.times), \(draft.reason.string), \(draft.happenedOn), \(recorder),
                    \(draft.lateReason?.string), \(reason?.string), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            standing == nil ? .adjusted : .revised, .adjustment, id, in: place(of: area),
            before: standing.map { ["adjustment": JSON($0.id), "times": JSON($0.times)] },
            after: ["area": JSON(area), "item": .string(draft.item.text), "times": JSON(draft.times)]
        )
        return id
    }

    private static let adjustmentListing: SQL =
        """
        SELECT adjustment.id, adjustment.cycle_id, adjustment.kind, adjustment.item, adjustment.times, adjustment.reason,
               adjustment.happened_on, adjustment.revision, adjustment.withdrawn, adjustment.late_reason,
               adjustment.revision_reason, adjustment.recorded_at, adjustment.recorded_by,
               responsibility_area.code AS area_code, member.number, member.name
          FROM adjustment
          JOIN responsibility_area ON responsibility_area.id = adjustment.area_id
          JOIN member ON member.id = adjustment.recorder_id
        """

    /// - Throws: ``StoreError/notFound(_:)``.
    package func adjustment(_ id: ID<Adjustment>) throws -> AdjustmentListing {
        let found = try storedAdjustment(id)
        try requireReadingAdjustments(of: storedCycle(found.cycle))
        return found
    }

    /// Of an open month they are shown to those in charge of it, of a closed one to whoever reads its results.
    private func requireReadingAdjustments(of cycle: Cycle) throws {
        try require(cycle.status == .open ? .readProgress : .readResults, in: cycle.branch)
    }

    private func storedAdjustment(_ id: ID<Adjustment>) throws -> AdjustmentListing {
        let found = try session.one(
            "\(Self.adjustmentListing) WHERE adjustment.id = \(id)", AdjustmentListing.init(row:))
        guard let found else { throw StoreError.notFound("adjustment") }
        return found
    }

    /// The adjustments that stand in a cycle, in the order they were recorded; of one area if given.
    package func adjustments(
        of cycle: ID<Cycle>, area: ID<ResponsibilityArea>? = nil, _ page: PageRequest = PageRequest()
    ) throws -> Page<AdjustmentListing> {
        try requireReadingAdjustments(of: storedCycle(cycle))
        var conditions: [SQL] = [
            "adjustment.cycle_id = \(cycle)", "adjustment.stands = 1", "adjustment.withdrawn = 0",
            "adjustment.id > \(page.after?.integer() ?? 0)",
        ]
        if let area { conditions.append("adjustment.area_id = \(area)") }
        let rows = try session.rows(
            """
            \(Self.adjustmentListing)
             WHERE \(SQL.all(conditions))
             ORDER BY adjustment.id LIMIT \(page.limit + 1)
            """,
            AdjustmentListing.init(row:)
        )
        return Page(rows, page) { [JSON($0.id)] }
    }
}

/// The same event is on record.
struct AdjustmentStands: StateRefusal {
    let id: ID<Adjustment>

    let code = "adjustmentStands"
    var detail: Sentence {
        "this event is recorded already, as adjustment \(id.rawValue): revise that, or tell the two apart by the reason"
    }
}

extension StandingAdjustment {
    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], origin: try row["origin"], revision: try row["revision"], times: try row["times"],
            recorder: try row["recorder_id"]
        )
    }
}

extension AdjustmentListing {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        cycle = try row["cycle_id"]
        area = try row["area_code"]
        kind = try row["kind"]
        item = try row["item"]
        times = try row["times"]
        reason = try row["reason"]
        happenedOn = try row["happened_on"]
        recorder = PersonReference(number: try row["number"], name: try row["name"])
        revision = try row["revision"]
        isWithdrawn = try row["withdrawn"]
        lateReason = try row["late_reason"]
        revisionReason = try row["revision_reason"]
        recordedAt = try row["recorded_at"]
        recordedBy = try row["recorded_by"]
    }
}
