package import Domain

/// An adjustment as lists show it.
package struct AdjustmentListing: Hashable, Sendable {
    package let id: ID<Adjustment>
    package let cycle: ID<Cycle>
    package let area: Code
    package let facts: Adjustment.Facts
    package let recorder: PersonReference
    package let revision: Int
    package let isWithdrawn: Bool
    package let revisionReason: Text?
    package let recordedAt: Instant
    package let recordedBy: String
    /// Entered after the month was closed and opened again.
    package let isSinceReopening: Bool
}

/// An adjustment as it is kept: what the entry says, of which area's month, and who recorded it.
struct KeptAdjustment: Revisable {
    typealias Subject = Adjustment

    let cycle: ID<Cycle>
    let area: ID<ResponsibilityArea>
    let facts: Adjustment.Facts
    let recorder: ID<Member>

    static let table: SQL = "adjustment"
    static let subject = AuditSubject.adjustment
    static let recording = AuditAction.adjusted
    static let thread = RevisionThread.origin

    static let columns: [Column<KeptAdjustment>] = [
        Column("cycle_id", as: "cycle", audited: .open) { $0.cycle },
        Column("area_id", as: "area", audited: .open) { $0.area },
        Column("kind", audited: .open) { $0.facts.kind },
        Column("item", audited: .open) { $0.facts.item },
        Column("times", audited: .open) { $0.facts.times },
        Column("reason", audited: .hashed) { $0.facts.reason },
        Column("happened_on", as: "date", audited: .open) { $0.facts.happenedOn },
        Column("recorder_id", as: "recorder", audited: .open) { $0.recorder },
        Column("points", audited: .open) { $0.facts.details.points },
        Column("level", audited: .open) { $0.facts.details.level },
        Column("event", audited: .hashed) { $0.facts.details.event },
        Column("document", audited: .open) { $0.facts.details.document },
        Column("late_reason", as: "lateReason", audited: .hashed) { $0.facts.lateReason },
    ]

    func document(of revision: Revision) -> AuditDocument { document }
}

extension EntryDesk {
    /// By what an adjustment of the area's is judged.
    ///
    /// - Throws: ``FieldErrors`` for `area`; a denial for whoever may not adjust it.
    package func rules(for area: ID<ResponsibilityArea>) throws -> Adjustment.Rules {
        let open = try openMonth(of: area)
        try transaction.require(.adjust, in: open.cycle.branch)
        return Adjustment.Rules(scheme: open.scheme, month: month, today: transaction.today)
    }

    /// Whoever records an adjustment: the member with the number; without one, whoever signs in.
    ///
    /// - Throws: ``FieldErrors`` for `recorder`.
    package func recorder(_ number: Code?) throws -> ID<Member> {
        try number.map { try member($0.text, field: "recorder") } ?? transaction.ownMember(field: "recorder")
    }

    /// Records an adjustment. The same event (area, item, day and reason) is recorded once: an import takes it for the
    /// entry that stands, which the same figures leave as it is and others revise; anybody else is told of it.
    ///
    /// - Throws: ``FieldErrors``, ``Cycle/Refusal``.
    package func record(
        _ facts: Adjustment.Facts, on area: ID<ResponsibilityArea>, by recorder: ID<Member>, matchingEvents: Bool,
        revisionReason: String? = nil
    ) throws -> (ID<Adjustment>, ImportOutcome) {
        let open = try openMonth(of: area)
        try transaction.require(.adjust, in: open.cycle.branch)
        _ = try areaInMonth(area, open)
        if try transaction.holdsInMonth(area, month, [recorder, transaction.authority.member].compactMap(\.self)) {
            throw FieldErrors("recorder", .rule, AdjustsOwnArea().detail)
        }
        let kept = KeptAdjustment(cycle: open.cycle.id, area: area, facts: facts, recorder: recorder)
        let standing = try transaction.standingAdjustment(ofTheEventIn: kept)
        if let standing, !matchingEvents {
            try open.cycle.requireOpen()
            throw AdjustmentStands(id: standing.id)
        }
        if let standing, standing.kept.facts.tellsTheSame(as: facts), standing.kept.recorder == recorder {
            return (standing.id, .unchanged)
        }
        try open.cycle.requireOpen()
        let place = try transaction.place(of: open.cycle.branch)
        guard let standing else {
            let id = try transaction.record(kept, in: place)
            try transaction.note(transaction.changes(in: kept, since: nil))
            return (id, .created)
        }
        guard let reason = revisionReason?.nonEmpty else {
            throw FieldErrors(
                "times", .required,
                "this event stands with \(standing.kept.facts.times) times or another recorder: give a revision reason to change it"
            )
        }
        let id = try transaction.revise(
            standing.revision, to: kept, because: try transaction.revisionReason(reason), in: place
        )
        try transaction.note(transaction.changes(in: kept, since: standing.kept))
        return (id, .changed)
    }
}

/// The adjustment that an entry would revise.
struct StandingAdjustment {
    let id: ID<Adjustment>
    let origin: ID<Adjustment>
    let number: Int
    let kept: KeptAdjustment

    static let columns: SQL =
        """
        adjustment.id, coalesce(adjustment.origin_id, adjustment.id) AS origin, adjustment.revision,
        \(columnsOf: KeptAdjustment.self)
        """

    var revision: StandingRevision<KeptAdjustment> {
        StandingRevision(id: id, origin: origin, number: number, document: document)
    }

    private var document: AuditDocument {
        kept.document.with("adjustment", .open(JSON(id)))
    }
}

extension Transaction {
    /// Where adjustments of a cycle are entered, and by what they are judged.
    package func adjustmentDesk(for id: ID<Cycle>) throws -> (desk: EntryDesk, cycle: Cycle, rules: Adjustment.Rules) {
        let cycle = try self.cycle(id)
        try require(.adjust, in: cycle.branch)
        let scheme = try storedScheme(cycle.scheme).scheme.content
        return (
            try EntryDesk(self, cycle), cycle, Adjustment.Rules(scheme: scheme, month: cycle.month, today: today)
        )
    }

    /// What an entry says otherwise than the one that stands, with its recorder by number.
    fileprivate func changes(in kept: KeptAdjustment, since standing: KeptAdjustment?) throws -> [FieldChange] {
        try kept.changes(since: standing).compactMap { change in
            switch change.field {
            case "cycle", "area": return nil
            case "recorder":
                return FieldChange(
                    "recorder", JSON(try standing.map { try storedMember($0.recorder).member.number.text }),
                    .string(try storedMember(kept.recorder).member.number.text))
            default: return change
            }
        }
    }

    func standingAdjustment(ofTheEventIn kept: KeptAdjustment) throws -> StandingAdjustment? {
        try session.one(
            """
            SELECT \(StandingAdjustment.columns) FROM adjustment
             WHERE cycle_id = \(kept.cycle) AND area_id = \(kept.area) AND item = \(kept.facts.item)
               AND happened_on = \(kept.facts.happenedOn) AND reason = \(kept.facts.reason)
               AND \(KeptAdjustment.counts)
             ORDER BY id LIMIT 1
            """,
            StandingAdjustment.init(row:)
        )
    }

    /// An adjustment of the month that stands.
    func standingAdjustment(_ id: ID<Adjustment>, in cycle: ID<Cycle>) throws -> StandingAdjustment? {
        try session.one(
            """
            SELECT \(StandingAdjustment.columns) FROM adjustment
             WHERE id = \(id) AND cycle_id = \(cycle) AND \(KeptAdjustment.counts)
            """,
            StandingAdjustment.init(row:)
        )
    }

    private static let adjustmentListing: SQL =
        """
        SELECT adjustment.id, adjustment.cycle_id, adjustment.kind, adjustment.item, adjustment.times, adjustment.reason,
               adjustment.happened_on, adjustment.revision, adjustment.withdrawn, adjustment.late_reason,
               adjustment.revision_reason, adjustment.recorded_at, adjustment.recorded_by, adjustment.points,
               adjustment.level, adjustment.event, adjustment.document,
               responsibility_area.code AS area_code, member.number, member.name,
               EXISTS (SELECT 1 FROM cycle_reopening
                        WHERE cycle_reopening.cycle_id = adjustment.cycle_id
                          AND cycle_reopening.last_adjustment < adjustment.id) AS since_reopening
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
            "adjustment.cycle_id = \(cycle)", KeptAdjustment.counts,
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

extension Transaction {
    /// Whether one of the members held the area on any day of the month.
    func holdsInMonth(_ area: ID<ResponsibilityArea>, _ month: Month, _ members: [ID<Member>]) throws -> Bool {
        if members.isEmpty { return false }
        return try session.exists(
            """
            SELECT 1 FROM assignment
             WHERE area_id = \(area) AND member_id IN \(list: members)
               AND (from_date IS NULL OR from_date <= \(month.lastDay))
               AND (until_date IS NULL OR until_date >= \(month.firstDay))
            """
        )
    }
}

/// Whoever would record, revise or withdraw an adjustment holds its area, or held it in that month.
struct AdjustsOwnArea: StateRefusal {
    let code = "adjustsOwnArea"
    let detail: Sentence = "nobody adjusts an area that they hold or held in that month: let somebody else record it"
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
            id: try row["id"], origin: try row["origin"], number: try row["revision"],
            kept: KeptAdjustment(
                cycle: try row["cycle_id"], area: try row["area_id"], facts: try Adjustment.Facts(row: row),
                recorder: try row["recorder_id"])
        )
    }
}

extension Adjustment.Facts {
    fileprivate init(row: SQLRow) throws {
        self.init(
            kind: try row["kind"], item: try row["item"], times: try row["times"], reason: try row["reason"],
            happenedOn: try row["happened_on"],
            details: Adjustment.Details(
                points: try row["points"], level: try row["level"], event: try row["event"],
                document: try row["document"]),
            lateReason: try row["late_reason"])
    }
}

extension AdjustmentListing {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        cycle = try row["cycle_id"]
        area = try row["area_code"]
        facts = try Adjustment.Facts(row: row)
        recorder = PersonReference(number: try row["number"], name: try row["name"])
        revision = try row["revision"]
        isWithdrawn = try row["withdrawn"]
        revisionReason = try row["revision_reason"]
        recordedAt = try row["recorded_at"]
        recordedBy = try row["recorded_by"]
        isSinceReopening = try row["since_reopening"]
    }
}
