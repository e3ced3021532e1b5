package import Domain

/// Who is asked by a rule: a committee, a branch, a group of it, or whoever is its secretary.
package struct AskedSubject: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable, SQLTextValue {
        case committee, branch, group, secretary
    }

    package let kind: Kind
    /// Of the committee, the branch, the group, or the secretary's appointment.
    package let id: Int64
    /// nil for a committee.
    package let branch: ID<Branch>?
    /// Itself, or the branch's.
    package let committee: ID<Committee>
    /// The committee's or the branch's.
    package let code: Code
    /// The committee's or the branch's.
    package let name: String
    /// The group's name; nil for others.
    package let group: String?
    /// nil for others than secretaries.
    package let person: PersonReference?
    /// On which days it existed.
    let spans: [DateSpan]
}

/// Of whom it is asked what is due.
package enum AskedScope: Hashable, Sendable {
    /// All that the reader sees.
    case everything
    case branch(ID<Branch>)
    /// The committee, those below it, and their branches.
    case committee(ID<Committee>)
}

/// Those that may be asked within some days, by code, each with the days on which it existed.
struct AskedSubjects {
    private(set) var branches: [AskedSubject] = []
    /// The same, of those with a committee of their own, with the days on which they had it.
    private(set) var branchesWithCommittee: [AskedSubject] = []
    private(set) var committees: [AskedSubject] = []
    private(set) var groups: [AskedSubject] = []
    private(set) var secretaries: [AskedSubject] = []

    /// How many hold an office of a branch that has a committee, at the least.
    private static let leastCommittee = 3

    func asked(by rule: CadenceRule) -> [AskedSubject] {
        switch rule.subject {
        case .committee: committees
        case .branch: branches
        case .branchWithCommittee: branchesWithCommittee
        case .group: groups
        case .secretary: secretaries
        // Nothing that a rule can count is a member's: no such rule is taken.
        case .member: []
        }
    }

    init(in scope: AskedScope, from first: LocalDate, of rules: [CadenceRule], _ transaction: Transaction) throws {
        let kinds = Set(rules.map(\.subject))
        let condition = try transaction.askedBranches(in: scope)
        branches = try transaction.session.rows(
            """
            SELECT branch.id, branch.code, branch.name, branch.committee_id, branch.founded, branch.dissolved
              FROM branch
             WHERE \(condition) AND (branch.dissolved IS NULL OR branch.dissolved > \(first))
            """
        ) { row in
            let (founded, dissolved): (LocalDate?, LocalDate?) = (try row["founded"], try row["dissolved"])
            // One that was dissolved on the day it was founded existed on none.
            let span = DateSpan(from: founded, until: dissolved?.adding(days: -1))
            let id: ID<Branch> = try row["id"]
            return AskedSubject(
                kind: .branch, id: id.rawValue, branch: id, committee: try row["committee_id"], code: try row["code"],
                name: try row["name"], group: nil, person: nil, spans: span.map { [$0] } ?? [])
        }.sorted { $0.code < $1.code }
        if kinds.contains(.committee) { committees = try transaction.askedCommittees(in: scope) }
        if kinds.contains(.group) { try readGroups(condition, first, transaction) }
        if kinds.contains(.secretary) || kinds.contains(.branchWithCommittee) {
            try readOffices(condition, first, transaction)
        }
    }

    /// A group exists while it has members.
    private mutating func readGroups(_ condition: SQL, _ first: LocalDate, _ transaction: Transaction) throws {
        var spans: [ID<Group>: [DateSpan]] = [:]
        var names: [ID<Branch>: [ID<Group>: String]] = [:]
        try transaction.session.forEach(
            """
            SELECT membership.branch_id, membership.group_id, party_group.name, membership.from_date,
                   membership.until_date
              FROM membership
              JOIN party_group ON party_group.id = membership.group_id
             WHERE membership.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
               AND \(SpanColumns(of: "membership").reach(first))
            """
        ) { row in
            let (branch, group): (ID<Branch>, ID<Group>) = (try row.at(0), try row.at(1))
            names[branch, default: [:]][group] = try row.at(2) as String
            spans[group, default: []].append(try DateSpan(row: row))
        }
        groups = branches.flatMap { branch in
            (branch.branch.flatMap { names[$0] } ?? [:]).sorted { ($0.value, $0.key) < ($1.value, $1.key) }
                .map { group, name in branch.part(.group, group.rawValue, group: name, during: spans[group] ?? []) }
        }
    }

    private mutating func readOffices(_ condition: SQL, _ first: LocalDate, _ transaction: Transaction) throws {
        struct Held {
            let appointment: ID<Appointment>
            let member: ID<Member>
            let person: PersonReference
            let isSecretary: Bool
            let span: DateSpan
        }
        var offices: [ID<Branch>: [Held]] = [:]
        try transaction.session.forEach(
            """
            SELECT appointment.branch_id, appointment.id, appointment.member_id, appointment.office, member.number,
                   member.name, appointment.from_date, appointment.until_date
              FROM appointment
              JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
               AND appointment.office <> \(Appointment.Office.groupLeader)
               AND \(SpanColumns(of: "appointment").reach(first))
            """
        ) { row in
            let office: Appointment.Office = try row.at(3)
            offices[try row.at(0), default: []].append(
                Held(
                    appointment: try row.at(1), member: try row.at(2),
                    person: PersonReference(number: try row.at(4), name: try row.at(5)),
                    isSecretary: office == .secretary, span: try DateSpan(row: row)))
        }
        secretaries = branches.flatMap { branch in
            (branch.branch.flatMap { offices[$0] } ?? []).filter(\.isSecretary)
                .sorted {
                    ($0.span.from?.dayNumber ?? .min, $0.appointment) < (
                        $1.span.from?.dayNumber ?? .min, $1.appointment
                    )
                }
                .map { held in
                    branch.part(.secretary, held.appointment.rawValue, person: held.person, during: [held.span])
                }
        }
        branchesWithCommittee = branches.map { branch in
            let held = (branch.branch.flatMap { offices[$0] } ?? []).map { (member: $0.member, span: $0.span) }
            return branch.during(Self.daysOfCommittee(held))
        }
    }

    /// The days on which at least three people held an office.
    private static func daysOfCommittee(_ held: [(member: ID<Member>, span: DateSpan)]) -> [DateSpan] {
        let turns = Set(
            held.flatMap { [$0.span.from?.dayNumber ?? .min, $0.span.until.map { $0.dayNumber + 1 } ?? .max] }
        ).sorted()
        return zip(turns, turns.dropFirst()).compactMap { from, next in
            let holders = held.filter {
                ($0.span.from?.dayNumber ?? .min) <= from && next <= ($0.span.until.map { $0.dayNumber + 1 } ?? .max)
            }
            guard Set(holders.map(\.member)).count >= leastCommittee else { return nil }
            return DateSpan(
                from: from == .min ? nil : LocalDate(dayNumber: from),
                until: next == .max ? nil : LocalDate(dayNumber: next - 1))
        }
    }
}

extension AskedSubject {
    /// A part of the branch, on those of the given days on which the branch existed.
    fileprivate func part(
        _ kind: Kind, _ id: Int64, group: String? = nil, person: PersonReference? = nil, during spans: [DateSpan]
    ) -> AskedSubject {
        AskedSubject(
            kind: kind, id: id, branch: branch, committee: committee, code: code, name: name, group: group,
            person: person, spans: common(with: spans))
    }

    fileprivate func during(_ spans: [DateSpan]) -> AskedSubject {
        part(kind, id, during: spans)
    }

    private func common(with others: [DateSpan]) -> [DateSpan] {
        spans.flatMap { span in others.compactMap(span.intersection) }
    }
}

extension Transaction {
    /// Holds for the branches of which the reader sees what is due.
    func askedBranches(in scope: AskedScope) throws -> SQL {
        let within = try isWithin(.readCadence, branch: "branch.id")
        switch scope {
        case .everything: return within
        case .branch(let branch): return "branch.id = \(branch) AND \(within)"
        case .committee(let committee):
            let below = try committeesBelow(committee)
            return "branch.committee_id IN \(list: below) AND \(within)"
        }
    }

    /// Of which committees the reader sees what is due; none where a branch is asked about.
    func askedCommittees(in scope: AskedScope) throws -> [AskedSubject] {
        let within = try isWithin(.readCadence, committee: "committee.id")
        let condition: SQL
        switch scope {
        case .everything: condition = within
        case .branch: return []
        case .committee(let committee):
            let below = try committeesBelow(committee)
            condition = "committee.id IN \(list: below) AND \(within)"
        }
        return try session.rows(
            "SELECT committee.id, committee.code, committee.name FROM committee WHERE \(condition)"
        ) { row in
            let id: ID<Committee> = try row["id"]
            return AskedSubject(
                kind: .committee, id: id.rawValue, branch: nil, committee: id, code: try row["code"],
                name: try row["name"], group: nil, person: nil, spans: Self.always)
        }.sorted { $0.code < $1.code }
    }

    /// Committees have no day on which they were founded.
    private static var always: [DateSpan] { DateSpan(from: nil).map { [$0] } ?? [] }
}
