import Domain
import Storage

/// The office's list of members: 党员编号, 姓名, 支部编号, 党小组, 党员类别, 入党时间, 转正时间, 职务, 党内职务, 党小组长, 联系电话.
///
/// Groups are made as they are named. The list says who holds an office, not since when: the appointments it brings
/// are held "since before the records began".
enum MemberSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "number", titles: ["党员编号", "number"]),
        SpreadsheetColumn(key: "name", titles: ["姓名", "name"]),
        SpreadsheetColumn(key: "branch", titles: ["支部编号", "branch"]),
        SpreadsheetColumn(key: "group", titles: ["党小组", "group"], required: false),
        SpreadsheetColumn(key: "standing", titles: ["党员类别", "standing"]),
        SpreadsheetColumn(key: "joined", titles: ["入党时间", "joined"]),
        SpreadsheetColumn(key: "becameFull", titles: ["转正时间", "became full"]),
        SpreadsheetColumn(key: "post", titles: ["职务", "post"], required: false),
        SpreadsheetColumn(key: "office", titles: ["党内职务", "office"], required: false),
        SpreadsheetColumn(key: "leadsGroup", titles: ["党小组长", "group leader"], required: false),
        SpreadsheetColumn(key: "phone", titles: ["联系电话", "手机", "手机号", "phone"], required: false),
    ]

    static func importing(_ path: String, into transaction: Transaction) throws -> ImportReport {
        var branches: [String: ID<Branch>] = [:]
        return try ImportReport.importing(path, columns: columns, identity: { $0["number"] }) { record in
            var errors = FieldErrors()
            let standing = errors.take("standing") { () throws(Rejection) in
                try Vocabulary.standing.read(record["standing"])
            }
            let office = errors.takeOptional("office", record["office"].nonEmpty, Vocabulary.office.read)
            let leads = errors.takeOptional("leadsGroup", record["leadsGroup"].nonEmpty, Vocabulary.yesNo.read) ?? false
            let groupName = errors.takeOptional("group", record["group"].nonEmpty) { raw throws(Rejection) in
                try Text(raw)
            }
            if leads, record["group"].isEmpty { errors.add("group", .required, "a group leader belongs to a group") }
            let phone = errors.takeOptional("phone", record["phone"].nonEmpty, PhoneNumber.init)
            let becameFull = record["becameFull"].nonEmpty
            let draft = try errors.collect {
                try Member.Draft(
                    number: record["number"], name: record["name"],
                    standing: standing ?? (becameFull == nil ? .probationary : .full), joined: record["joined"],
                    becameFull: becameFull, post: record["post"].nonEmpty
                )
            }
            let branch =
                try branches[record["branch"]] ?? errors.collect { try transaction.requireBranch(record["branch"]) }
            guard let draft, let branch, errors.isEmpty else { throw errors }
            branches[record["branch"]] = branch

            let group = try groupName.map { try transaction.group(named: $0, in: branch) }
            var (member, outcome) = try transaction.importMember(draft, branch: branch, group: group, phone: phone)
            if let office {
                let appointed = try transaction.importAppointment(
                    member, to: office, in: branch, group: nil, field: "office"
                )
                outcome = outcome.including(appointed)
            }
            if leads {
                let appointed = try transaction.importAppointment(
                    member, to: .groupLeader, in: branch, group: group, field: "leadsGroup"
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
