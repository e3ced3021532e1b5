package import Domain

/// Who of a branch has talked with whom in a year.
package struct TalkYear: Hashable, Sendable {
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let year: Int
    /// Whether so many hold an office that the branch has a committee. Where it has none, those who do hold one stand in its
    /// place: there is no other record of who is of it.
    package let hasCommittee: Bool
    package let lines: [Line]

    package struct Line: Hashable, Sendable {
        package let relation: TalkPairs.Relation
        package let person: PersonReference
        package let with: [PersonReference]
        package let without: [PersonReference]
        package let coveredOn: LocalDate?
    }

    package var missing: Int { lines.count { $0.coveredOn == nil } }
}

extension Transaction {
    /// Who of a branch has talked with whom in a year, and who has not yet.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func talkYear(of branch: ID<Branch>, in year: Int) throws -> TalkYear {
        try require(.readTalks, in: branch)
        guard let first = LocalDate(year: year, month: 1, day: 1), let period = Cadence.year.period(on: first) else {
            throw StoreError.notFound("year")
        }
        let rolls = try TalkRolls(in: "branch.id = \(branch)", within: period.first...period.last, self)
        let pairs = rolls.pairs(of: branch, in: period, until: period.last)
        let people = try people(named: pairs.lines.flatMap { [$0.person] + $0.with + $0.without })
        func named(_ members: [ID<Member>]) -> [PersonReference] {
            members.compactMap { people[$0] }.sorted { $0.number < $1.number }
        }
        let found = try session.one("SELECT code, name FROM branch WHERE id = \(branch)") {
            (code: try $0.at(0) as Code, name: try $0.at(1) as String)
        }
        guard let found else { throw StoreError.notFound("branch") }
        let lines = pairs.lines.compactMap { line in
            people[line.person].map { person in
                TalkYear.Line(
                    relation: line.relation, person: person, with: named(line.with), without: named(line.without),
                    coveredOn: line.coveredOn)
            }
        }
        return TalkYear(
            branch: branch, branchCode: found.code, branchName: found.name, year: year,
            hasCommittee: rolls.committee(of: branch, in: period).count >= TalkRolls.leastCommittee,
            lines: TalkPairs.Relation.allCases.flatMap { relation in
                lines.filter { $0.relation == relation }.sorted { $0.person.number < $1.person.number }
            })
    }
}

/// Who was of some branches and who held an office of them, and who talked with whom within some days.
///
/// Asked for in a period is whoever the rules ask anything of in it (``CadencePeriod/binds(whoExisted:)``): whoever was there
/// on its last day, and on at least half of its days.
struct TalkRolls {
    /// How many hold an office of a branch that has a committee, at the least.
    static let leastCommittee = 3

    private var members: [ID<Branch>: [ID<Member>: [DateSpan]]] = [:]
    private var offices: [ID<Branch>: [ID<Member>: [DateSpan]]] = [:]
    private var talks: [ID<Branch>: [TalkPairs.Held]] = [:]

    /// - Parameter condition: which branches, of the table `branch`.
    init(in condition: SQL, within days: ClosedRange<LocalDate>, _ transaction: Transaction) throws {
        let branches: SQL = "(SELECT branch.id FROM branch WHERE \(condition))"
        try transaction.session.forEach(
            """
            SELECT membership.branch_id, membership.member_id, membership.from_date, membership.until_date
              FROM membership
             WHERE membership.branch_id IN \(branches) AND \(SpanColumns(of: "membership").reach(days.lowerBound))
            """
        ) { row in
            members[try row.at(0), default: [:]][try row.at(1), default: []].append(try DateSpan(row: row))
        }
        try transaction.session.forEach(
            """
            SELECT appointment.branch_id, appointment.member_id, appointment.from_date, appointment.until_date
              FROM appointment
             WHERE appointment.branch_id IN \(branches) AND appointment.office <> \(Appointment.Office.groupLeader)
               AND \(SpanColumns(of: "appointment").reach(days.lowerBound))
            """
        ) { row in
            offices[try row.at(0), default: [:]][try row.at(1), default: []].append(try DateSpan(row: row))
        }
        var held: [ID<Talk>: (branch: ID<Branch>, day: LocalDate, parties: Set<ID<Member>>)] = [:]
        try transaction.session.forEach(
            """
            SELECT talk.id, talk.branch_id, talk.day, talk_party.member_id
              FROM talk
              JOIN talk_party ON talk_party.talk_id = talk.id
             WHERE talk.branch_id IN \(branches) AND \(KeptTalk.counts)
               AND talk.day >= \(days.lowerBound) AND talk.day <= \(days.upperBound)
            """
        ) { row in
            let id: ID<Talk> = try row.at(0)
            var talk = try held[id] ?? (branch: row.at(1), day: row.at(2), parties: [])
            talk.parties.insert(try row.at(3))
            held[id] = talk
        }
        for (_, talk) in held.sorted(by: { $0.key < $1.key }) {
            talks[talk.branch, default: []].append(TalkPairs.Held(on: talk.day, talk.parties))
        }
    }

    /// Whoever holds an office of the branch.
    func committee(of branch: ID<Branch>, in period: CadencePeriod) -> [ID<Member>] {
        (offices[branch] ?? [:]).filter { period.binds(whoExisted: $0.value) }.keys.sorted()
    }

    /// That the branch has all its talks of a period, since the day of the last that it took; nothing while some are missing.
    ///
    /// - Returns: nil where nothing is asked: there are not two people to talk with each other.
    func records(of subject: AskedSubject, in period: CadencePeriod, until day: LocalDate) -> [Obligation.Record]? {
        guard let branch = subject.branch else { return nil }
        let pairs = pairs(of: branch, in: period, until: day)
        if pairs.lines.isEmpty { return nil }
        return pairs.coveredOn.map { [Obligation.Record(id: branch.rawValue, on: $0)] } ?? []
    }

    /// - Parameter day: without what was held after it.
    func pairs(of branch: ID<Branch>, in period: CadencePeriod, until day: LocalDate) -> TalkPairs {
        let committee = committee(of: branch, in: period)
        let others = (members[branch] ?? [:]).filter { member, spans in
            period.binds(whoExisted: spans) && !committee.contains(member)
        }.keys.sorted()
        return TalkPairs(
            committee: committee, members: others,
            talks: (talks[branch] ?? []).filter { period.contains($0.day) && $0.day <= day })
    }
}
