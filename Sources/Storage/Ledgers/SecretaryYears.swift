package import Domain

/// What a year was for one who was a branch's secretary in it: figures side by side, of which no mark is made (DOMAIN §5, §26).
package struct SecretaryYear: Sendable {
    /// How the post is or was held last, the year's meetings, and what else there is to do.
    package let attendance: SecretaryAttendance
    /// In office, as far as it is of the year.
    package let spans: [DateSpan]
    /// nil for whoever is not in the branch any more.
    package let training: TrainingYear?
    /// Research papers of the year of which they are the author, and how many of them are graded.
    package let papers: Int
    package let graded: Int
    /// Inspections of the branch in the year, and the minutes they took.
    package let inspections: Int
    package let inspectedMinutes: Int
    /// Of the year, given to the branch.
    package let findings: Int
    package let openFindings: Int
    package let overdueFindings: Int

    package var member: PersonReference { attendance.year.member }
}

extension Transaction {
    /// A year of each who was a branch's secretary in it, by number.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func secretaryYears(of branch: ID<Branch>, in year: Int) throws -> [SecretaryYear] {
        try require(.readMeetings, in: branch)
        try require(.readOfficersLedgers, in: branch)
        guard let months = Month.months(of: year),
            let span = DateSpan(from: months.lowerBound.firstDay, until: months.upperBound.lastDay)
        else { return [] }
        let code = try self.branch(branch).branch.code
        var posts: [Code: [DateSpan]] = [:]
        for listing in try whole({ try appointments(of: branch, $0) }) where listing.appointment.office == .secretary {
            guard listing.appointment.span.overlaps(span) else { continue }
            posts[listing.member.number, default: []].append(listing.appointment.span)
        }
        let training = Dictionary(
            try trainingYears(of: branch, in: year).map { ($0.member.number, $0.year) }, uniquingKeysWith: { $1 })
        let filter = LedgerFilter(branch: branch, year: year)
        let papers = try whole { try ledgerEntries(of: .paper, filter, $0) }.filter { $0.state != .withdrawn }
        let inspections = try whole { try ledgerEntries(of: .inspection, filter, $0) }.filter { $0.state != .withdrawn }
        let findings = try whole { try self.findings(FindingFilter(branch: branch, year: year), $0) }
            .filter { $0.course.status != .withdrawn }
        return try secretariesAttendance(in: year).filter { $0.branch == code }.map { attendance in
            let number = attendance.year.member.number
            let own = papers.filter { paper in
                paper.content.members(.author).contains { paper.named.people[$0]?.number == number }
            }
            return SecretaryYear(
                attendance: attendance, spans: posts[number] ?? [], training: training[number], papers: own.count,
                graded: own.count { $0.state == .graded }, inspections: inspections.count,
                inspectedMinutes: inspections.reduce(0) { $0 + ($1.content.number(.duration) ?? 0) },
                findings: findings.count, openFindings: findings.count { $0.course.status.isOpen },
                overdueFindings: findings.count { $0.course.isOverdue(on: today) })
        }
    }
}
