package import Domain

/// An appointment as the office's list has it.
package struct ListedAppointment: Sendable {
    package let member: ID<Member>
    package let branch: ID<Branch>
    package let office: Appointment.Office
    /// The group that is led.
    package let group: ID<Group>?
    package let basis: Branch.SecretaryPost?
    package let from: Said<LocalDate>
    package let until: Said<LocalDate>
    package let document: Said<Text>

    package init(
        member: ID<Member>, branch: ID<Branch>, office: Appointment.Office, group: ID<Group>?,
        basis: Branch.SecretaryPost?, from: Said<LocalDate>, until: Said<LocalDate>, document: Said<Text>
    ) {
        (self.member, self.branch, self.office, self.group) = (member, branch, office, group)
        (self.basis, self.from, self.until, self.document) = (basis, from, until, document)
    }

    fileprivate var span: (from: LocalDate?, until: LocalDate?) { (from.value, until.value) }
}

extension Transaction {
    /// One row of the office's list of appointments: it appoints, or ends with its last day what began on the row's first
    /// one. What it does not say stays.
    ///
    /// - Throws: ``FieldErrors``.
    package func importAppointment(_ listed: ListedAppointment) throws -> ImportedRecord {
        try require(.readOrganisation, in: listed.branch)
        let standing = try appointments(like: listed)
        let (from, until) = listed.span
        if standing.contains(where: { $0.span.from == from && $0.span.until == until }) {
            return ImportedRecord(.unchanged)
        }
        if let begun = standing.first(where: { $0.span.from == from && $0.span.until == nil }), let until {
            try refusing("until") { _ = try endAppointment(begun.id, on: until) }
            note([FieldChange("until", .null, JSON(until))])
            return ImportedRecord(.changed)
        }
        if until == nil, let held = standing.first(where: { $0.span.until == nil }) {
            guard let from else { return ImportedRecord(.unchanged) }
            let number = try storedMember(listed.member).member.number.text
            guard let since = held.span.from else {
                var record = ImportedRecord(.unchanged)
                record.remarks.append(
                    "member \(number) holds the office since before the records began, and not since \(from): that stays"
                )
                return record
            }
            throw FieldErrors("from", .conflict, "member \(number) holds the office since \(since)")
        }
        guard let from else { throw FieldErrors("from", .missing) }
        try refusing("office") {
            _ = try appoint(
                listed.member, to: listed.office, in: listed.branch, group: listed.group, basis: listed.basis,
                document: listed.document.value, from: from, until: until)
        }
        try note(
            [
                FieldChange("branch", .null, codeNoted(of: listed.branch)),
                FieldChange("from", .null, JSON(from)), FieldChange("until", .null, JSON(until)),
                FieldChange("document", .null, JSON(listed.document.value?.string)),
            ])
        return ImportedRecord(.created)
    }

    /// The member's appointments to the office, oldest first.
    private func appointments(like listed: ListedAppointment) throws -> [(id: ID<Appointment>, span: DateSpan)] {
        try session.rows(
            """
            SELECT id, from_date, until_date FROM appointment
             WHERE member_id = \(listed.member) AND branch_id = \(listed.branch) AND office = \(listed.office)
               AND group_id IS NOT DISTINCT FROM \(listed.group)
             ORDER BY id
            """
        ) { (try $0.at(0), try DateSpan(row: $0)) }
    }

    /// What is refused, as an error of the row's cell.
    private func refusing(_ field: String, _ act: () throws -> Void) throws {
        do {
            try act()
        } catch let refusal as any StateRefusal {
            throw FieldErrors(field, .conflict, refusal.detail)
        } catch let errors as FieldErrors where errors.errors.contains(where: { $0.field == "reason" }) {
            throw FieldErrors(
                field, .conflict,
                "this concerns sheets that were given already: record it by itself, with the reason why it comes only now"
            )
        }
    }
}
