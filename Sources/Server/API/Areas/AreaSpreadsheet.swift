import Domain
import Storage

/// The office's list of areas: 责任区编号, 责任区名称, 支部编号, 类别, 责任人编号, 起始日期, 范围.
///
/// The day is that of the area and of its holder's assignment. An empty holder means that nobody holds the area.
enum AreaSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "code", titles: ["责任区编号", "area", "code"]),
        SpreadsheetColumn(key: "name", titles: ["责任区名称", "name"]),
        SpreadsheetColumn(key: "branch", titles: ["支部编号", "branch"]),
        SpreadsheetColumn(key: "kind", titles: ["类别", "kind"]),
        SpreadsheetColumn(key: "member", titles: ["责任人编号", "holder", "member"]),
        SpreadsheetColumn(key: "established", titles: ["起始日期", "established"]),
        SpreadsheetColumn(key: "boundary", titles: ["范围", "boundary"]),
    ]

    static func importing(_ path: String, into transaction: Transaction) throws -> ImportReport {
        var branches: [String: ID<Branch>] = [:]
        return try ImportReport.importing(path, columns: columns, identity: { $0["code"] }) { record in
            var errors = FieldErrors()
            let kind = errors.take("kind") { () throws(Rejection) in try Vocabulary.areaKind.read(record["kind"]) }
            let established = record["established"].nonEmpty
            if established == nil { errors.add("established", .missing) }
            let draft = try errors.collect {
                try ResponsibilityArea.Draft(
                    code: record["code"], name: record["name"], kind: kind ?? .other,
                    boundary: record["boundary"].nonEmpty, established: established
                )
            }
            let branch =
                try branches[record["branch"]] ?? errors.collect { try transaction.requireBranch(record["branch"]) }
            let holder = try record["member"].nonEmpty.flatMap { number in
                try errors.collect { try transaction.requireMember(number) }
            }
            guard let draft, let branch, errors.isEmpty else { throw errors }
            branches[record["branch"]] = branch
            return try transaction.importArea(draft, branch: branch, holder: holder)
        }
    }
}
