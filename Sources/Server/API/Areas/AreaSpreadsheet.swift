import Domain
import Storage

/// The office's list of areas: 责任区编号, 责任区名称, 支部编号, 类别, 责任人编号, 起始日期, 范围.
///
/// The day is that of the area and of its holder's assignment. An empty holder means that nobody holds the area.
enum AreaSpreadsheet {
    /// What a row says.
    private struct Row {
        let facts: ResponsibilityArea.Facts
        let branch: ID<Branch>
        let holder: ID<Member>?
    }

    private static let row = Asking<Row>("AreaRow") { input in
        let code = input.take(AreaFields.code)
        let branch = try input.take(AreaFields.branch) { try $0.requireBranch($1.text) }
        let described = AreaFields.Described(&input)
        let holder = try input.take(AreaFields.holder) { transaction, number in
            try number.map { try transaction.requireMember($0.text) }
        }
        let since = input.take(AreaFields.since)
        guard let code, let branch, let described, let holder, let since else { return nil }
        return Row(facts: described.facts(code, established: since), branch: branch, holder: holder)
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(file, columns: columns, identity: { $0["code"] }) { record in
            let row = try row(record, transaction, found)
            return try transaction.importArea(row.facts, branch: row.branch, holder: row.holder)
        }
    }
}
