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
        return try adjustment(
            revise(standing.revision, to: kept, because: reason, in: place(ofCycle: kept.cycle)))
    }

    /// Takes an adjustment back: a last revision that counts for nothing.
    package func withdrawAdjustment(_ id: ID<Adjustment>, reason: Text) throws -> AdjustmentListing {
        let (standing, cycle) = try revisable(id)
        let made = try withdraw(
            standing.revision, saying: standing.kept, because: reason, in: place(of: cycle.branch))
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
             WHERE id = \(id) AND \(KeptAdjustment.counts)
            """,
            StandingAdjustment.init(row:)
        )
        guard let standing else { throw AdjustmentSuperseded() }
        if try holdsInMonth(standing.kept.area, cycle.month, [authority.member].compactMap(\.self)) {
            throw AdjustsOwnArea()
        }
        return (standing, cycle)
    }
}

/// The adjustment that was named has been revised or withdrawn since.
struct AdjustmentSuperseded: StateRefusal {
    let code = "adjustmentSuperseded"
    let detail: Sentence = "this adjustment was revised or withdrawn since: name the one that stands"
}
