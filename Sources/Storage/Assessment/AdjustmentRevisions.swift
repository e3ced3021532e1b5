package import Domain

extension Transaction {
    /// Puts other figures in the place of an adjustment's, as a revision with a reason. What is nil stays as it is.
    package func reviseAdjustment(
        _ id: ID<Adjustment>, times: Int?, reason: String?, happenedOn: String?, lateReason: String?,
        revisionReason raw: String
    ) throws -> AdjustmentListing {
        let (before, standing, cycle) = try revisable(id)
        let area = try requireArea(before.area.text)
        let draft = try Adjustment.Draft(
            item: before.item.text, times: times ?? before.times, reason: reason ?? before.reason,
            happenedOn: happenedOn ?? before.happenedOn.description, lateReason: lateReason ?? before.lateReason,
            scheme: storedScheme(cycle.scheme).scheme.content, month: cycle.month, today: today
        )
        if draft.times == before.times, draft.reason.string == before.reason, draft.happenedOn == before.happenedOn {
            throw FieldErrors("times", .unchanged, "the adjustment says the same already")
        }
        let made = try insertAdjustment(
            draft, on: area, in: cycle.id, recorder: standing.recorder, revising: standing, reason: revisionReason(raw)
        )
        return try adjustment(made)
    }

    /// Takes an adjustment back: a last revision that counts for nothing.
    package func withdrawAdjustment(_ id: ID<Adjustment>, revisionReason raw: String) throws -> AdjustmentListing {
        let (before, standing, cycle) = try revisable(id)
        let reason = try revisionReason(raw)
        try session.run("UPDATE adjustment SET stands = 0 WHERE id = \(standing.id)")
        let made: ID<Adjustment> = try session.insert(
            """
            INSERT INTO adjustment (origin_id, revision, stands, withdrawn, cycle_id, area_id, kind, item, times, reason,
                                    happened_on, recorder_id, late_reason, revision_reason, recorded_at, recorded_by)
            SELECT \(standing.origin), revision + 1, 1, 1, cycle_id, area_id, kind, item, times, reason, happened_on,
                   recorder_id, late_reason, \(reason.string), \(now), \(principal.name)
              FROM adjustment WHERE id = \(standing.id)
            RETURNING id
            """
        )
        try audit(
            .withdrawn, .adjustment, made, in: place(of: cycle.branch),
            before: ["adjustment": JSON(before.id), "cycle": JSON(cycle.id)]
        )
        return try adjustment(made)
    }

    func revisionReason(_ raw: String) throws -> Text {
        do {
            return try Text.reason(raw)
        } catch {
            throw FieldErrors("revisionReason", error)
        }
    }

    /// The adjustment that stands and its open cycle.
    private func revisable(_ id: ID<Adjustment>) throws -> (AdjustmentListing, StandingAdjustment, Cycle) {
        let listing = try adjustment(id)
        let cycle = try storedCycle(listing.cycle)
        try require(.adjust, in: cycle.branch)
        try cycle.requireOpen()
        let standing = try session.one(
            """
            SELECT id, coalesce(origin_id, id) AS origin, revision, times, recorder_id FROM adjustment
             WHERE id = \(id) AND stands = 1 AND withdrawn = 0
            """,
            StandingAdjustment.init(row:)
        )
        guard let standing else { throw AdjustmentSuperseded() }
        return (listing, standing, cycle)
    }
}

/// The adjustment that was named has been revised or withdrawn since.
struct AdjustmentSuperseded: StateRefusal {
    let code = "adjustmentSuperseded"
    let detail: Sentence = "this adjustment was revised or withdrawn since: name the one that stands"
}
