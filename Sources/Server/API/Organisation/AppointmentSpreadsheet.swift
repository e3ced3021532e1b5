import Domain
import Storage

/// The office's list of appointments: 党员编号, 姓名, 支部编号, 党内职务, 党小组, 书记任职, 任职时间, 免职时间, 任职文号.
///
/// With a last day a row ends what began on its first day. What is not in the file stays.
enum AppointmentSpreadsheet {
    /// What a row says: an appointment for each of the offices in its cell.
    private static let row = Asking<[ListedAppointment]>("AppointmentRow") { input in
        let member = try input.take(AppointmentFields.listedMember) { try $0.requireMember($1.text) }
        let name = input.said(AppointmentFields.memberName)
        let branch = try input.saidBranch()
        let listed = input.take(AppointmentFields.listedOffices)
        let led = input.take(AppointmentFields.ledGroup)
        let (basis, document) = (input.take(AppointmentFields.heldBasis), input.said(AppointmentFields.listedDocument))
        let (from, until) = (input.said(AppointmentFields.since), input.said(AppointmentFields.until))
        if let name = name?.value, let member {
            try input.look { try $0.requireName(name, of: member, field: "memberName") }
        }
        if case .some(.none) = branch { input.note("branch", .required, "which branch the office is in") }
        guard let member, name != nil, case .some(.some(let branch)) = branch, let listed, let led, let basis,
            let document, let from, let until
        else { return nil }
        let leads = listed.offices.contains(.groupLeader)
        var group: ID<Group>?
        if leads {
            guard let named = listed.group ?? led?.string else {
                input.note("group", .required, "which group is led")
                return nil
            }
            group = try input.look { try $0.requireGroup(named, in: branch) }
            if group == nil { return nil }
        }
        if listed.offices.isEmpty {
            input.note("office", .unknown, "no office is named here")
            return nil
        }
        return listed.offices.map { office in
            ListedAppointment(
                member: member, branch: branch, office: office, group: office == .groupLeader ? group : nil,
                basis: office == .secretary ? basis : nil, from: from, until: until, document: document)
        }
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["member", "memberName", "office"],
            identity: { record in
                ["member", "branch", "branchName", "office", "group", "from"].map { record[$0] }.joined(separator: "\t")
            }
        ) { record in
            try row(record, transaction, found).map(transaction.importAppointment).reduce(nil) { taken, one in
                guard var taken else { return one }
                taken.outcome = taken.outcome.including(one.outcome)
                taken.remarks += one.remarks
                return taken
            }
        }
    }
}
