package import Domain

extension Transaction {
    /// An adjustment that is to be revised, and by what it is judged.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Cycle/Refusal``; a refusal for one that does not stand any more.
    package func adjustmentToRevise(
        _ id: ID<Adjustment>
    ) throws -> (facts: Adjustment.Facts, rules: Adjustment.Rules) {
        let (standing, cycle) = try revisable(id)
        let scheme = try storedScheme(cycle.scheme).scheme.content
        return (standing.kept.facts, Adjustment.Rules(scheme: scheme, month: cycle.month, today: today))
    }

    /// Puts other figures in the place of an adjustment's, as a revision with a reason.
    package func reviseAdjustment(
        _ id: ID<Adjustment>, to facts: Adjustment.Facts, reason: Text
    ) throws -> AdjustmentListing {
        let (standing, cycle) = try revisable(id)
        if facts.tellsTheSame(as: standing.kept.facts) {
            throw FieldErrors("times", .unchanged, "the adjustment says the same already")
        }
        let kept = KeptAdjustment(
            cycle: cycle.id, area: standing.kept.area, facts: facts, recorder: standing.kept.recorder)
        return try adjustment(insertAdjustment(kept, revising: standing, reason: reason))
    }

    /// Takes an adjustment back: a last revision that counts for nothing.
    package func withdrawAdjustment(_ id: ID<Adjustment>, reason: Text) throws -> AdjustmentListing {
        let (standing, cycle) = try revisable(id)
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
            before: standing.document
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
    private func revisable(_ id: ID<Adjustment>) throws -> (StandingAdjustment, Cycle) {
        let listing = try adjustment(id)
        let cycle = try storedCycle(listing.cycle)
        try require(.adjust, in: cycle.branch)
        try cycle.requireOpen()
        let standing = try session.one(
            """
            SELECT \(StandingAdjustment.columns) FROM adjustment
             WHERE id = \(id) AND stands = 1 AND withdrawn = 0
            """,
            StandingAdjustment.init(row:)
        )
        guard let standing else { throw AdjustmentSuperseded() }
        return (standing, cycle)
    }
}

/// The adjustment that was named has been revised or withdrawn since.
struct AdjustmentSuperseded: StateRefusal {
    let code = "adjustmentSuperseded"
    let detail: Sentence = "this adjustment was revised or withdrawn since: name the one that stands"
}
