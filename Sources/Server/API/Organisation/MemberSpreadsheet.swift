import Domain
import Storage

/// The office's list of members: 党员编号, 姓名, 支部编号, 党小组, 党员类别, 入党时间, 转正时间, 职务, 党内职务, 党小组长, 联系电话.
///
/// Groups are made as they are named. The list says who holds an office, not since when: the appointments it brings
/// are held "since before the records began".
enum MemberSpreadsheet {
    /// What a row says.
    private struct Row {
        let facts: Member.Facts
        let branch: ID<Branch>
        let group: Text?
        let office: Appointment.Office?
        let leadsGroup: Bool
        let phone: PhoneNumber?
    }

    private static let row = Asking<Row>("MemberRow") { input in
        let branch = try input.take(MemberFields.ofBranch) { try $0.requireBranch($1.text) }
        let group = input.take(MemberFields.group)
        let facts = MemberFields.facts(&input)
        let (office, leads) = (input.take(MemberFields.office), input.take(MemberFields.leadsGroup))
        let phone = input.take(MemberFields.phone)
        let leadsGroup: Bool? = input.decide { errors in
            if leads == true, group == .some(.none) {
                errors.add("group", .required, "a group leader belongs to a group")
            }
            return leads.map { $0 ?? false }
        }
        guard let facts, let branch, let group, let office, let leadsGroup, let phone else { return nil }
        return Row(facts: facts, branch: branch, group: group, office: office, leadsGroup: leadsGroup, phone: phone)
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(file, columns: columns, identity: { $0["number"] }) { record in
            let row = try row(record, transaction, found)
            let group = try row.group.map { try transaction.group(named: $0, in: row.branch) }
            var (member, outcome) = try transaction.importMember(
                row.facts, branch: row.branch, group: group, phone: row.phone)
            if let office = row.office {
                let appointed = try transaction.importAppointment(
                    member, to: office, in: row.branch, group: nil, field: "office"
                )
                outcome = outcome.including(appointed)
            }
            if row.leadsGroup {
                let appointed = try transaction.importAppointment(
                    member, to: .groupLeader, in: row.branch, group: group, field: "leadsGroup"
                )
                outcome = outcome.including(appointed)
            }
            return outcome
        }
    }
}

extension ImportOutcome {
    /// The outcome of a row that also brought a part of its own.
    func including(_ part: ImportOutcome) -> ImportOutcome {
        self == .unchanged && part != .unchanged ? .changed : self
    }
}
