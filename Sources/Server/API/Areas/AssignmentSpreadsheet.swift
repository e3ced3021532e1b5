import Domain
import Storage

/// The office's list of who takes over which area: 责任区编号, 责任人编号, 责任人, 起始日期, 理由.
///
/// From the day on the area is held by those in the row's cell, and by nobody else.
enum AssignmentSpreadsheet {
    static let from = Field(
        "from", .date, .from,
        headings: .named("起始日期", "From", also: ["交接日期", "调整日期", "接手日期", "开始日期", "起始时间", "调整时间", "生效日期"]))
    static let reason = Field(
        "reason", Wire.reason.optional, .reason,
        headings: .named("理由", "Reason", also: ["原因", "事由", "调整原因", "备注", "说明"], need: .never))

    private static let row = Asking<ListedAssignment>("AssignmentRow") { input in
        let area = try input.take(AreaFields.code) { try $0.requireArea($1.text, field: "code") }
        var holders = try input.said(AreaFields.holders) { (transaction: Transaction, listed: ListedHolders) in
            try listed.numbers.map { try transaction.requireMember($0.text) }
        }
        let called = input.said(AreaFields.holderNames)
        let (from, reason) = (input.take(AssignmentSpreadsheet.from), input.take(AssignmentSpreadsheet.reason))
        if let area, let names = called?.value, let numbers = holders {
            try input.look { transaction in
                if let known = numbers.value {
                    try transaction.requireNames(names, of: known, field: "holderName")
                } else {
                    let branch = try transaction.area(area).area.branch
                    holders = .value(try transaction.requireMembers(named: names, in: branch, field: "holderName"))
                }
            }
        }
        if let holders, holders.value == nil { input.note("member", .required, "who holds the area from that day on") }
        guard let area, let holders = holders?.value, called != nil, let from, let reason else { return nil }
        return ListedAssignment(area: area, holders: holders, from: from, reason: reason)
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["code", "from"],
            identity: { record in "\(record["code"])\t\(record["from"])" }
        ) { record in try transaction.importAssignment(row(record, transaction, found)) }
    }
}
