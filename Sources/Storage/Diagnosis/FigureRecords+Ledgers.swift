import Domain

// What branches' figures have from their ledgers.

extension Transaction {
    /// For how long an entry may be open before what comes of it falls into the months.
    private static let longestOpen = 36

    func addLedgers(to records: inout FigureRecords) throws {
        let standing: [Ledger] = [.riskPost, .experience]
        let entries = try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.branch_id IN \(list: records.ids) AND ledger_entry.state <> \(LedgerState.withdrawn)
               AND ledger_entry.day <= \(records.days.upperBound)
               AND (ledger_entry.day >= \(records.days.lowerBound.adding(months: -Self.longestOpen))
                   OR ledger_entry.ledger IN \(list: standing))
             ORDER BY ledger_entry.id
            """
        ) { try ledgerListing($0) }
        var papers: [ID<Branch>: Set<ID<Member>>] = [:]
        for entry in try withSteps(entries) {
            switch entry.ledger {
            case .deed: addDeed(entry, to: &records)
            case .publicity:
                if records.holds(entry.day), entry.day.adding(days: 30) <= records.day {
                    add(entry, on: entry.day, followedUp(entry, until: records.day), to: .publicityFollowedUp, &records)
                }
            case .commitment: addCommitment(entry, to: &records)
            case .seminar:
                if records.holds(entry.day), entry.content.choice(.topicSet) == .officersThinking {
                    add(entry, on: entry.day, true, to: .dynamicsSeminars, &records)
                }
            case .riskPost: addRiskPost(entry, to: &records)
            case .conduct:
                if records.holds(entry.day), entry.content.choice(.sign) == .toBetter {
                    add(entry, on: entry.day, followedUp(entry, until: records.day), to: .conductFollowedUp, &records)
                }
            case .opinion:
                if let answered = entry.step(.answered), let day = answered.content.day(.saidOn), records.holds(day) {
                    let reply = answered.content.choice(.reply)
                    add(
                        entry, on: day, reply == .adoptedWhole || reply == .adoptedPartly, to: .opinionsAdopted,
                        &records)
                }
            case .paper:
                if records.holds(entry.step(.submitted)?.content.day(.saidOn)) {
                    papers[entry.branch, default: []].formUnion(entry.content.members(.author))
                }
            case .experience:
                if let published = entry.step(.published), records.holds(published.on) {
                    let isTakenUp = entry.steps.contains { $0.kind == .takenUp && $0.on <= records.day }
                    add(entry, on: published.on, isTakenUp, to: .experiencesTakenUp, &records)
                }
            case .inspection, .exchange, .training, .campaign, .bylaw, .offer: break
            }
            addKinds(entry, to: &records)
        }
        // Whoever was a secretary last, by the day on which the branch is looked at.
        for post in try secretaryPosts(of: records.ids, in: records.days) where post.span.contains(records.day) {
            records.add(
                .person, on: records.day, .person(number: post.person.number, name: post.person.name),
                counts: papers[post.branch]?.contains(post.member) ?? false, to: .secretariesWithPaper, of: post.branch)
        }
    }

    private func add(
        _ entry: LedgerListing, on day: LocalDate, _ counts: Bool, kind: String? = nil, to figure: BranchFigure,
        _ records: inout FigureRecords
    ) {
        records.add(
            .entry(entry.ledger, entry.id), on: day, .text(entry.title), counts: counts, kind: kind, to: figure,
            of: entry.branch)
    }

    private func followedUp(_ entry: LedgerListing, until day: LocalDate) -> Bool {
        entry.steps.contains { $0.kind == .followedUp && $0.content.day(.checkedOn).map { $0 <= day } ?? false }
    }

    private func addDeed(_ entry: LedgerListing, to records: inout FigureRecords) {
        let done = entry.step(.done)?.content.day(.doneOn)
        if records.holds(entry.day) {
            add(entry, on: entry.day, !entry.content.members(.takenOnBy).isEmpty, to: .deedsTakenOn, &records)
        }
        if let due = entry.due, records.isDue(due, isDone: done != nil) {
            add(entry, on: due, done.map { $0 <= due } ?? false, to: .deedsInTime, &records)
        }
        if let done, records.holds(done) {
            let confirmed = entry.step(.confirmed)
            let isSaid = confirmed?.content.day(.saidOn).map { $0 <= records.day } ?? false
            add(
                entry, on: done, isSaid && confirmed?.content.choice(.answer) == .satisfied, to: .deedsSatisfied,
                &records)
            add(entry, on: done, isSaid, to: .outcomesVerified, &records)
        }
        if let again = entry.step(.lookedAgain), let day = again.content.day(.checkedOn), records.holds(day) {
            add(entry, on: day, again.content.flag(.stillHelps) ?? false, to: .deedsStillHelping, &records)
        }
    }

    private func addCommitment(_ entry: LedgerListing, to records: inout FigureRecords) {
        let judged = entry.step(.judged)
        if let judged, records.holds(judged.on) {
            add(entry, on: judged.on, judged.content.choice(.answer) == .keptPromise, to: .commitmentsKept, &records)
        }
        if let kept = entry.step(.kept), records.holds(kept.on) {
            add(entry, on: kept.on, judged.map { $0.on <= records.day } ?? false, to: .outcomesVerified, &records)
        }
    }

    /// Those in force on the day on which the branch is looked at: by when they were to be looked at again then.
    private func addRiskPost(_ entry: LedgerListing, to records: inout FigureRecords) {
        let day = records.day
        let ended = entry.step(.ended)?.content.day(.saidOn)
        guard entry.day <= day, ended.map({ $0 > day }) ?? true else { return }
        let renewed = entry.steps.last { step in
            step.kind == .renewed && step.content.day(.checkedOn).map { $0 <= day } ?? false
        }
        guard let due = renewed?.content.day(.lookAgainBy) ?? entry.content.day(.lookAgainBy) else { return }
        add(entry, on: entry.day, day <= due, to: .riskPostsGuarded, &records)
    }

    /// Guidance against instruction, and of how many kinds the branch's work is.
    private func addKinds(_ entry: LedgerListing, to records: inout FigureRecords) {
        guard records.holds(entry.day) else { return }
        switch entry.ledger {
        case .inspection: add(entry, on: entry.day, false, to: .guidance, &records)
        case .seminar, .exchange: add(entry, on: entry.day, true, to: .guidance, &records)
        default: break
        }
        switch entry.ledger {
        case .seminar, .exchange, .training, .deed, .publicity, .campaign:
            add(entry, on: entry.day, true, kind: entry.ledger.rawValue, to: .kindsOfWork, &records)
        default: break
        }
    }
}

extension LedgerListing {
    /// The last step of its kind.
    fileprivate func step(_ kind: LedgerStep.Kind) -> LedgerStepListing? { steps.last { $0.kind == kind } }
}
