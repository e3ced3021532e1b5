package import Domain

/// Where a sheet of what was counted at an appraisal is entered: line by line it is held against what stands, and then taken
/// as a whole. The same sheet again changes nothing; what says something else than what stands is corrected by hand, with the
/// reason and by somebody else. It lives inside one transaction.
package final class AppraisalDesk {
    private let transaction: Transaction
    private let listing: AppraisalListing
    private var lines: [ID<Member>: AppraisalCount.Line] = [:]
    private var said: Set<ID<Member>> = []
    private var isNew = false

    /// - Throws: ``Appraisal/Refusal`` for one whose ballots are not entered; a denial for whoever does not keep it.
    package init(_ transaction: Transaction, appraisal id: ID<Appraisal>) throws {
        self.transaction = transaction
        try transaction.requireKeepingAppraisal(id)
        listing = try transaction.listing(of: transaction.storedAppraisal(id))
        if listing.ballots == nil { throw Appraisal.Refusal.noBallots }
        if listing.status == .withdrawn { throw Appraisal.Refusal.status(.withdrawn) }
        for line in listing.lines where line.counts != nil { lines[line.member] = line.count }
    }

    /// Whom a line is about: by number, or by a name that only one on the roll has.
    ///
    /// - Throws: ``FieldErrors`` for `number` and `name`.
    package func member(number: Code?, name: Text?) throws -> ID<Member> {
        if let number {
            guard let line = listing.lines.first(where: { $0.person.number == number }) else {
                throw FieldErrors("number", .reference, "this one is not on the roll of this appraisal")
            }
            if let name, NameForm.of(name.string) != NameForm.of(line.person.name) {
                throw FieldErrors("name", .conflict, "that number and that name do not go together")
            }
            return line.member
        }
        guard let name else { throw FieldErrors("number", .required, "who it is: their number, or their name") }
        let named = listing.lines.filter { NameForm.of($0.person.name) == NameForm.of(name.string) }
        if named.count > 1 {
            let numbers = named.map(\.person.number.text).joined(separator: ", ")
            throw FieldErrors(
                "name", .conflict, "several are called \(name.string) here: write the number as well, one of \(numbers)"
            )
        }
        guard let only = named.first else {
            throw FieldErrors("name", .reference, "this one is not on the roll of this appraisal")
        }
        return only.member
    }

    /// Holds a line against what stands.
    ///
    /// - Parameters:
    ///   - statementOn: what stands of it stays where the sheet does not say.
    ///   - peersSpoke: likewise.
    /// - Throws: ``FieldErrors``.
    package func take(
        _ member: ID<Member>, _ counts: GradeCounts?, statementOn: LocalDate?, peersSpoke: Bool?
    ) throws -> ImportedRecord {
        guard let standing = listing.line(of: member) else {
            throw FieldErrors("number", .reference, "this one is not on the roll of this appraisal")
        }
        guard said.insert(member).inserted else {
            throw FieldErrors("name", .duplicate, "they stand in the file already, in another line")
        }
        if standing.isGraded, counts == nil {
            throw FieldErrors(Appraisal.Grade.excellent.rawValue, .required, "how many ballots gave which grade")
        }
        if !standing.isGraded, counts != nil {
            throw FieldErrors(
                Appraisal.Grade.excellent.rawValue, .rule, "who is on probation gets no grade: leave this empty")
        }
        if let counts, let valid = listing.ballots?.valid, counts.total > valid {
            throw FieldErrors(
                Appraisal.Grade.excellent.rawValue, .rule,
                "the grades together are \(counts.total), and \(valid) ballots are valid")
        }
        let before = standing.count
        let after = AppraisalCount.Line(
            member: member, statementOn: statementOn ?? before.statementOn, peersSpoke: peersSpoke ?? before.peersSpoke,
            counts: counts)
        lines[member] = after
        if after == before { return ImportedRecord(.unchanged) }
        if listing.status != .drafted {
            throw FieldErrors(
                Appraisal.Grade.excellent.rawValue, .conflict,
                "something else was counted, and stands: it is corrected by hand, with the reason and by somebody else")
        }
        isNew = true
        transaction.note(Self.changes(before, after))
        return ImportedRecord(before.counts == nil ? .created : .changed)
    }

    private static func changes(_ before: AppraisalCount.Line, _ after: AppraisalCount.Line) -> [FieldChange] {
        var found = Appraisal.Grade.allCases.map { grade in
            FieldChange(
                grade.rawValue, before.counts.map { JSON($0[grade]) } ?? .null,
                after.counts.map { JSON($0[grade]) } ?? .null)
        }
        found.append(FieldChange("statementOn", JSON(before.statementOn), JSON(after.statementOn)))
        found.append(FieldChange("peersSpoke", .bool(before.peersSpoke), .bool(after.peersSpoke)))
        return found.filter { $0.before != $0.after }
    }

    /// The numbers of those who get a grade of whom neither the file nor the record says what was counted.
    package var uncounted: [String] {
        listing.lines.filter { $0.isGraded && lines[$0.member] == nil }.map(\.person.number.text).sorted()
    }

    /// Takes the count as a whole, where there was none.
    ///
    /// - Throws: ``Appraisal/Refusal``; ``FieldErrors``.
    package func finish() throws {
        guard isNew else { return }
        let all = lines.values.sorted { $0.member < $1.member }
        _ = try transaction.countAppraisal(AppraisalCount(all, reason: nil), of: listing.id)
    }
}

extension AppraisalListing.Line {
    fileprivate var count: AppraisalCount.Line {
        AppraisalCount.Line(member: member, statementOn: statementOn, peersSpoke: peersSpoke, counts: counts)
    }
}
