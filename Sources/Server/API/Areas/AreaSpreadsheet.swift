import Domain
import Storage

/// The office's list of areas: 责任区编号, 责任区名称, 支部编号, 类别, 责任人编号, 起始日期, 范围.
///
/// The day is that of the area and of its holders' assignments: several in a cell hold it together. A new area without a
/// holder is nobody's; what the list does not say of one on record stays.
enum AreaSpreadsheet {
    /// What a row says.
    private struct Row {
        let area: ResponsibilityArea.Listed
        let branch: ID<Branch>?
        let holders: Said<[ID<Member>]>
    }

    private static let row = Asking<Row>("AreaRow") { input in
        let (code, name) = (input.take(AreaFields.code), input.said(AreaFields.name))
        let branch = try input.saidBranch()
        let (kind, boundary) = (input.said(AreaFields.kind), input.said(AreaFields.boundary))
        var holders = try input.said(AreaFields.holders) { (transaction: Transaction, listed: ListedHolders) in
            try listed.numbers.map { try transaction.requireMember($0.text) }
        }
        let called = input.said(AreaFields.holderNames)
        let established = input.said(AreaFields.since)
        if let names = called?.value, let numbers = holders {
            try input.look { transaction in
                if let known = numbers.value {
                    try transaction.requireNames(names, of: known, field: "holderName")
                } else if let branch = try (branch ?? nil) ?? code.flatMap({ try transaction.branch(ofArea: $0) }) {
                    holders = .value(try transaction.requireMembers(named: names, in: branch, field: "holderName"))
                } else {
                    throw FieldErrors(
                        "holderName", .required, "a name alone says who it is only with the branch beside it")
                }
            }
        }
        guard let code, let name, let branch, let kind, let boundary, let holders, called != nil, let established
        else { return nil }
        return Row(
            area: ResponsibilityArea.Listed(
                code: code, name: name, kind: kind, boundary: boundary, established: established),
            branch: branch, holders: holders)
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        var roster = Roster()
        var report = try ImportReport.importing(
            file, columns: columns, names: ["code", "name"], identity: { $0["code"] }
        ) { record in
            let row = try row(record, transaction, found)
            let taken = try transaction.importArea(
                row.area, branch: row.branch, holders: row.holders, clearing: file.options.emptyClears)
            if file.isWhole {
                try roster.note(row.area.code, of: row.branch ?? transaction.branch(ofArea: row.area.code))
            }
            return taken
        }
        if !report.isOfReader { try roster.tell(&report, transaction) }
        return report
    }

    /// The areas of a file that has all of its branches.
    private struct Roster {
        private var listed: Set<Code> = []
        private var branches: Set<ID<Branch>> = []

        mutating func note(_ area: Code, of branch: ID<Branch>?) {
            listed.insert(area)
            if let branch { branches.insert(branch) }
        }

        /// Names the areas that these branches have today and the file does not.
        func tell(_ report: inout ImportReport, _ transaction: Transaction) throws {
            for branch in branches.sorted() {
                let present = try transaction.whole { try transaction.areas(AreaFilter(branch: branch), $0) }
                report.miss(
                    present.filter { listing in
                        !listed.contains(listing.area.code) && listing.area.span.contains(transaction.today)
                    }.map { MissingRecord(code: $0.area.code, name: $0.area.name, branch: $0.branch) })
            }
        }
    }
}
