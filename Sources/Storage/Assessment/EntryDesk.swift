package import Domain
import Foundation

/// Where a month's sheets and adjustments are entered, one or a hundred thousand: what stays the same from one entry
/// to the next is looked up once. It lives inside one transaction.
package final class EntryDesk {
    /// A branch's month, ready for entries.
    struct OpenMonth {
        let cycle: Cycle
        let scheme: SchemeContent
    }

    /// A member as an assessor of a branch.
    private struct AssessorKey: Hashable {
        let member: ID<Member>
        let branch: ID<Branch>
    }

    let transaction: Transaction
    package let month: Month
    private var months: [ID<Branch>: OpenMonth] = [:]
    /// Those whose month may be opened, and would be, were this no reader.
    private var unopened: Set<ID<Branch>> = []
    private var labels: [ID<Cycle>: [String: Text]] = [:]
    private var branches = Lookups<ID<ResponsibilityArea>, ID<Branch>>()
    private var areas = Lookups<String, ID<ResponsibilityArea>>()
    private var areasInMonth = Lookups<ID<ResponsibilityArea>, AreaInMonth>()
    private var members = Lookups<String, ID<Member>>()
    private var assessors = Lookups<AssessorKey, Sheet.Standing>()
    private var hasAskedForArea = false
    /// Whose areas were looked up last.
    private var branchWithAreas: ID<Branch>?
    private var hasAskedForAssessor = false
    /// Of the branch that was asked for last.
    private var roll: (branch: ID<Branch>, roll: AssessorRoll)?

    package init(_ transaction: Transaction, month: Month) {
        self.transaction = transaction
        self.month = month
    }

    /// For the entries of one cycle.
    convenience init(_ transaction: Transaction, _ cycle: Cycle) throws {
        self.init(transaction, month: cycle.month)
        try take(cycle)
    }

    /// - Throws: ``FieldErrors`` for `area`.
    package func area(_ code: String) throws -> ID<ResponsibilityArea> {
        if let known = areas[code] { return known }
        let found = try transaction.requireArea(code, in: month)
        areas[code] = found
        return found
    }

    /// An area of the cycle's branch.
    ///
    /// - Throws: ``FieldErrors`` for `area`; another branch's area is none of this one.
    package func area(_ code: String, of cycle: Cycle) throws -> ID<ResponsibilityArea> {
        let found = try area(code)
        guard try branch(of: found) == cycle.branch else {
            throw FieldErrors("area", .reference, "there is no responsibility area \(code) in this branch")
        }
        return found
    }

    /// - Throws: ``FieldErrors`` for `field`.
    package func member(_ number: String, field: String) throws -> ID<Member> {
        if let known = members[number] { return known }
        let found = try transaction.requireMember(number, in: month, field: field)
        members[number] = found
        return found
    }

    /// Whoever a form names as its assessor: a member by number, in the public tier a label.
    ///
    /// - Throws: ``FieldErrors`` for `assessor`.
    package func assessor(_ raw: String, in tier: Tier) throws -> Sheet.Assessor {
        guard tier == .public else { return .member(try member(raw, field: "assessor")) }
        do {
            let label = try Text(name: Self.shown(raw), maximum: 60)
            if let number = try? Code(label.string), let known = try transaction.memberID(number),
                try transaction.authority.sees(transaction.place(of: known))
            {
                throw FieldErrors(
                    "assessor", .rule,
                    "\(number.text) is a member's number: the public tier is for residents and traders"
                )
            }
            return .label(label)
        } catch let rejection as Rejection {
            throw FieldErrors("assessor", rejection)
        }
    }

    private static func shown(_ raw: String) -> String {
        // What is not seen goes before and after: some of it only comes of the replacing.
        PublicLabel.shown(PublicLabel.shown(raw).precomposedStringWithCompatibilityMapping)
    }

    /// The assessor as the month knows them: of a label, the spelling under which a sheet of it stands already.
    func known(_ assessor: Sheet.Assessor, in cycle: ID<Cycle>) throws -> Sheet.Assessor {
        guard case .label(let label) = assessor else { return assessor }
        if labels[cycle] == nil { labels[cycle] = try storedLabels(in: cycle) }
        let key = PublicLabel.key(Self.shown(label.string))
        let standing = labels[cycle]?[key] ?? label
        labels[cycle]?[key] = standing
        return .label(standing)
    }

    /// The labels of the month, by what is alike in them; of several alike the first one.
    private func storedLabels(in cycle: ID<Cycle>) throws -> [String: Text] {
        let stored: [(id: ID<Sheet>, label: String)] = try transaction.session.rows(
            """
            SELECT id, assessor_label FROM sheet
             WHERE cycle_id = \(cycle) AND tier = \(Tier.public) AND \(KeptSheet.counts)
            """
        ) { (try $0.at(0), try $0.at(1)) }
        return Dictionary(
            stored.sorted { $0.id < $1.id }.map { (PublicLabel.key(Self.shown($0.label)), Text(kept: $0.label)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The month of the area's branch, opened if it was not.
    func openMonth(of area: ID<ResponsibilityArea>) throws -> OpenMonth {
        let branch = try branch(of: area)
        if let known = months[branch] { return known }
        if unopened.contains(branch) { throw ChangeAhead() }
        if let standing = try transaction.cycle(of: branch, in: month) { return try take(standing) }
        do {
            return try take(transaction.openCycle(of: branch, in: month).0)
        } catch let ahead as ChangeAhead {
            unopened.insert(branch)
            throw ahead
        }
    }

    /// Makes the desk use a cycle.
    @discardableResult
    private func take(_ cycle: Cycle) throws -> OpenMonth {
        let known = OpenMonth(
            cycle: cycle, scheme: try transaction.storedScheme(cycle.scheme).scheme.content
        )
        months[cycle.branch] = known
        return known
    }

    /// The area as it is in the month.
    ///
    /// - Throws: ``FieldErrors`` for `area` if the branch does not have it in that month.
    func areaInMonth(_ area: ID<ResponsibilityArea>, _ open: OpenMonth) throws -> AreaInMonth {
        if let known = areasInMonth[area] { return known }
        if hasAskedForArea, branchWithAreas != open.cycle.branch { try lookUpAreas(of: open.cycle.branch) }
        hasAskedForArea = true
        let asked = try areasInMonth[area] ?? transaction.areaInMonth(area, month)
        guard let found = asked, found.branch == open.cycle.branch else {
            throw FieldErrors("area", .reference, "the branch does not have this area in \(month)")
        }
        areasInMonth[area] = found
        return found
    }

    /// Where a second area is asked for, there will be more: all of its branch at once.
    private func lookUpAreas(of branch: ID<Branch>) throws {
        branchWithAreas = branch
        for area in try transaction.storedAreas(of: branch, in: month) {
            areasInMonth[area.id] = area
            branches[area.id] = area.branch
        }
    }

    /// Whose the area is in the month.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    private func branch(of area: ID<ResponsibilityArea>) throws -> ID<Branch> {
        if let known = branches[area] { return known }
        guard let found = try transaction.branchID(of: area, on: month.lastDay) else {
            throw StoreError.notFound("area")
        }
        branches[area] = found
        return found
    }

    /// What the assessor is to the branch on the month's last day. Where a second one is asked for, there will be more, and
    /// all of their branch are looked up at once.
    func standing(
        of member: ID<Member>, in branch: ID<Branch>
    ) throws -> Sheet.Standing {
        let key = AssessorKey(member: member, branch: branch)
        if let known = assessors[key] { return known }
        let found = try roll(of: branch, for: member).standing(of: member)
        assessors[key] = found
        return found
    }

    private func roll(of branch: ID<Branch>, for member: ID<Member>) throws -> AssessorRoll {
        if let roll, roll.branch == branch { return roll.roll }
        guard hasAskedForAssessor else {
            hasAskedForAssessor = true
            return try AssessorRoll(of: branch, in: month, only: member, transaction)
        }
        let found = try AssessorRoll(of: branch, in: month, transaction)
        roll = (branch, found)
        return found
    }
}
