import Domain
import Storage

/// The office's list of branches: 支部编号, 支部名称, 类型, 书记任职.
enum BranchSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "code", titles: ["支部编号", "branch", "code"]),
        SpreadsheetColumn(key: "name", titles: ["支部名称", "name"]),
        SpreadsheetColumn(key: "kind", titles: ["类型", "kind"]),
        SpreadsheetColumn(key: "secretaryPost", titles: ["书记任职", "secretary post"]),
    ]

    static func importing(
        _ file: ImportedFile, of committee: ID<Committee>, into transaction: Transaction
    ) throws -> ImportReport {
        try ImportReport.importing(file, columns: columns, identity: { $0["code"] }) { record in
            var errors = FieldErrors()
            let kind = errors.take("kind") { () throws(Rejection) in try Vocabulary.branchKind.read(record["kind"]) }
            let post = errors.take("secretaryPost") { () throws(Rejection) in
                try Vocabulary.secretaryPost.read(record["secretaryPost"])
            }
            let draft = try errors.collect {
                try Branch.Draft(
                    code: record["code"], name: record["name"], kind: kind ?? .ordinary,
                    secretaryPost: post ?? .fullTime
                )
            }
            guard let draft, errors.isEmpty else { throw errors }
            return try transaction.importBranch(draft, committee: committee)
        }
    }
}

extension FieldErrors {
    /// The value that `make` yields, or nil with its errors added to these.
    mutating func collect<Value>(_ make: () throws -> Value) rethrows -> Value? {
        do {
            return try make()
        } catch let errors as FieldErrors {
            add(errors)
            return nil
        }
    }
}
