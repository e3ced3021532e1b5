import Domain

/// What members are to a branch on a month's last day, as far as they may score in it.
struct AssessorRoll {
    private struct Stretch {
        let span: DateSpan
        /// Since when the records know of it; nil for since before they kept that.
        let recordedOn: LocalDate?
    }

    private let day: LocalDate
    /// Who came into the branch's records later scores later months. Of a branch that came into the records itself after the
    /// month was over, those count who came with it.
    private let known: LocalDate
    private let stretches: [ID<Member>: [Stretch]]
    private let leaders: Set<ID<Member>>
    private let officers: Set<ID<Member>>
    private let named: [Tier: Set<ID<Member>>]
    private let recusedFrom: [ID<Member>: Set<ID<Member>>]

    /// - Parameter only: the member that is asked for; nil for everybody.
    init(
        of branch: ID<Branch>, in month: Month, only member: ID<Member>? = nil, _ transaction: Transaction
    ) throws {
        let session = transaction.session
        let day = month.lastDay
        let first: [LocalDate?] = try session.rows(
            """
            SELECT recorded_on FROM membership
             WHERE branch_id = \(branch)
             ORDER BY recorded_on NULLS FIRST LIMIT 1
            """
        ) { try $0.at(0) }
        let known = max(day, first.first.flatMap(\.self) ?? day)
        let only: SQL = if let member { "member_id = \(member)" } else { "1 = 1" }
        // Of one member by the index of the member's stretches, which are few: `+` takes the branch's from the choice.
        let ofBranch: SQL = member == nil ? "branch_id = \(branch)" : "+branch_id = \(branch)"
        var stretches: [ID<Member>: [Stretch]] = [:]
        try session.forEach(
            """
            SELECT member_id, recorded_on, from_date, until_date FROM membership
             WHERE \(ofBranch) AND \(only)
            """
        ) { row in
            stretches[try row.at(0), default: []].append(
                Stretch(span: try DateSpan(row: row), recordedOn: try row.at(1)))
        }
        var leaders: Set<ID<Member>> = []
        var officers: Set<ID<Member>> = []
        try session.forEach(
            """
            SELECT member_id, recorded_on, from_date, until_date, office, document IS NOT NULL AS sent FROM appointment
             WHERE branch_id = \(branch) AND \(only)
            """
        ) { row in
            let (member, recordedOn): (ID<Member>, LocalDate?) = (try row.at(0), try row.at(1))
            let span = try DateSpan(row: row)
            // Officers take part in the branch that they are sent to as its members do.
            if try row.at(5) {
                stretches[member, default: []].append(Stretch(span: span, recordedOn: recordedOn))
            }
            guard span.contains(day) else { return }
            if try row.at(4) as Appointment.Office == .groupLeader {
                leaders.insert(member)
            } else if recordedOn.map({ $0 <= known }) ?? true {
                // As it is with members, who came into office in the records later scores later months.
                officers.insert(member)
            }
        }
        (self.day, self.known, self.stretches) = (day, known, stretches)
        (self.leaders, self.officers) = (leaders, officers)
        recusedFrom = try transaction.recusedFrom(in: branch, month, only: member)
        let namings = try transaction.storedNamings(of: branch)
        named = Dictionary(
            uniqueKeysWithValues: AssessorNaming.tiers.compactMap { tier in
                AssessorNaming.inForce(namings.filter { $0.tier == tier }, in: month).map { (tier, Set($0.members)) }
            })
    }

    /// What a member is to the branch as an assessor.
    func standing(of member: ID<Member>) -> Sheet.Standing {
        Sheet.Standing(
            membership: membership(of: member), leadsGroup: leaders.contains(member),
            isOfficer: officers.contains(member), namedIn: Set(named.filter { $0.value.contains(member) }.keys),
            recusedFrom: recusedFrom[member] ?? [])
    }

    /// Whose sheets the tier waits for, by name; nil where they are of any who may.
    func expected(in tier: Tier, by rule: SchemeContent.Assessors) -> Set<ID<Member>>? {
        switch rule {
        case .any: nil
        case .officers: officers
        case .named: named[tier] ?? []
        }
    }

    private func membership(of member: ID<Member>) -> Sheet.Membership {
        guard let stretches = stretches[member] else { return .none }
        let covering = stretches.filter { $0.span.contains(day) }
        if covering.contains(where: { isKnown($0, among: stretches) }) { return .current }
        guard covering.isEmpty, stretches.contains(where: { isKnown($0, among: stretches) }) else { return .notYet }
        return stretches.contains { $0.span.until.map { $0 < day } ?? false } ? .left : .notYet
    }

    /// Whether the records knew of a stretch in time, or it only carries on one that they did, in another group. Whoever comes
    /// back later does not score the months that were over by then, for having been there before.
    private func isKnown(_ stretch: Stretch, among all: [Stretch]) -> Bool {
        if stretch.recordedOn.map({ $0 <= known }) ?? true { return true }
        guard let from = stretch.span.from, from > .earliest else { return false }
        return all.contains { $0.span.until == from.adding(days: -1) && isKnown($0, among: all) }
    }
}
