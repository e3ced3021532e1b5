package import Domain

/// Who does the party work of a committee's branches, and what it comes to for them: told side by side, and never in the order
/// of what it comes to (DOMAIN §25).
package struct Staffing: Sendable {
    package struct Line: Sendable {
        package let branch: ID<Branch>
        package let code: Code
        package let name: String
        package let members: Int
        /// On the month's last day, or today; nil for nobody.
        package let secretary: PersonReference?
        /// nil where there is no secretary.
        package let basis: Branch.SecretaryPost?
        /// What the secretary is besides, in the bureau.
        package let work: String?
        /// How many offices of branches the secretary has besides.
        package let otherOffices: Int
        /// What rules asked of the branch, its groups and its secretary in the month, and what there is of it.
        package let asked: Int
        package let done: Int
        /// Arranged for the branch by a committee's office in the month.
        package let planItems: Int
        /// Of the twelve months: to how many meetings its secretaries were called, and of the committees' to how many they came.
        package let meetings: Int
        package let called: Int
        package let attended: Int
        /// Of the twelve months.
        package let inspections: Int
        package let inspectedMinutes: Int
        package let papers: Int
    }

    package let committee: Committee
    package let month: Month
    /// As of which it is told: the month's last day, or today.
    package let day: LocalDate
    /// By code.
    package let lines: [Line]

    package var members: Int { lines.reduce(0) { $0 + $1.members } }

    /// Full-time secretaries: other full-time party staff is on no record. Whoever is one of two branches is one person.
    package var ratio: StaffingRatio {
        StaffingRatio(
            fullTime: Set(lines.filter { $0.basis == .fullTime }.compactMap(\.secretary)).count, people: members)
    }
}

extension Transaction {
    /// The staffing of a committee's branches, and of those below it, on a month's last day or today.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func staffing(of id: ID<Committee>, in month: Month, by rules: CadenceRules) throws -> Staffing {
        for action in Self.diagnosing { try require(action, in: id) }
        let (months, day) = (month.twelveUntil, min(today, month.lastDay))
        let branches = try branches(of: id, existingIn: month...month).filter { $0.exists(on: day) }
        let ids = branches.map(\.id)
        let posts = Dictionary(
            try secretaryPosts(of: ids, in: day...day).map { ($0.branch, $0) }, uniquingKeysWith: { $1 })
        let members = try membersByBranch(of: ids, on: day)
        let offices = try officesByMember(of: posts.values.map(\.member), on: day)
        let asked = Dictionary(grouping: try asked(by: rules, in: .committee(id), in: month)) { $0.subject.branch }
        let attendance = Dictionary(
            grouping: try secretariesAttendance(in: months, of: id), by: \.branch)
        let arranged = Dictionary(
            grouping: try planItems(of: month).filter { $0.arranger == .office && $0.withdrawal == nil }, by: \.branch)
        let inspections = try entriesByBranch(of: .inspection, in: months, of: ids)
        let papers = try entriesByBranch(of: .paper, in: months, of: ids)
        return Staffing(
            committee: try committee(id), month: month, day: day,
            lines: branches.map { branch in
                let post = posts[branch.id]
                let obligations = (asked[branch.id] ?? []).map(\.obligation)
                let years = attendance[branch.code] ?? []
                let inspected = inspections[branch.id] ?? []
                return Staffing.Line(
                    branch: branch.id, code: branch.code, name: branch.name, members: members[branch.id] ?? 0,
                    secretary: post?.person, basis: post?.basis, work: post?.work,
                    otherOffices: post.map { max(0, (offices[$0.member] ?? 1) - 1) } ?? 0,
                    asked: obligations.reduce(0) { $0 + $1.quantity },
                    done: obligations.reduce(0) { $0 + min($1.amount, $1.quantity) },
                    planItems: (arranged[branch.id] ?? []).count, meetings: years.reduce(0) { $0 + $1.meetings },
                    called: years.reduce(0) { $0 + $1.year.tally.entitled },
                    attended: years.reduce(0) { $0 + $1.year.tally.present + $1.year.tally.madeUp },
                    inspections: inspected.count,
                    inspectedMinutes: inspected.reduce(0) { $0 + ($1.content.number(.duration) ?? 0) },
                    papers: (papers[branch.id] ?? []).count)
            })
    }

    private func membersByBranch(of branches: [ID<Branch>], on day: LocalDate) throws -> [ID<Branch>: Int] {
        let rows = try session.rows(
            """
            SELECT branch_id, count(*) FROM membership
             WHERE branch_id IN \(list: branches) AND \(SpanColumns(of: "membership").areInForce(on: day))
             GROUP BY branch_id
            """
        ) { (try $0.at(0) as ID<Branch>, try $0.at(1) as Int) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private func officesByMember(of members: [ID<Member>], on day: LocalDate) throws -> [ID<Member>: Int] {
        let rows = try session.rows(
            """
            SELECT member_id, count(*) FROM appointment
             WHERE member_id IN \(list: members) AND \(SpanColumns(of: "appointment").areInForce(on: day))
             GROUP BY member_id
            """
        ) { (try $0.at(0) as ID<Member>, try $0.at(1) as Int) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private func entriesByBranch(
        of ledger: Ledger, in months: ClosedRange<Month>, of branches: [ID<Branch>]
    ) throws -> [ID<Branch>: [LedgerListing]] {
        let entries = try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.ledger = \(ledger) AND ledger_entry.branch_id IN \(list: branches)
               AND ledger_entry.day BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)
               AND ledger_entry.state <> \(LedgerState.withdrawn)
            """
        ) { try ledgerListing($0) }
        return Dictionary(grouping: entries, by: \.branch)
    }
}
