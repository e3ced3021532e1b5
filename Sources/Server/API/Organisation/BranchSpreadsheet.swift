import Domain
import Storage

/// The office's list of branches: 支部编号, 支部名称, 类型, 书记任职. What it does not say of a branch on record stays.
enum BranchSpreadsheet {
    static let code = Field(
        "code", .code, .branchCode, headings: codeHeadings)
    static let codeHeadings = SpreadsheetHeadings.named(
        "支部编号", "Code",
        also: ["branch", "党支部编号", "支部编码", "党支部编码", "支部代码", "党支部代码", "党组织编码", "党组织编号", "支部号"])
    static let name = Field(
        "name", .name(), .name, headings: nameHeadings)
    static let nameHeadings = SpreadsheetHeadings.named(
        "支部名称", "Name", also: ["名称", "支部", "党支部", "党支部名称", "党组织名称", "党支部全称", "支部全称"], need: .forNew)
    static let kind = Field(
        "kind", .choice(in: .branchKind), .branchKind, headings: kindHeadings)
    static let kindHeadings = SpreadsheetHeadings.named(
        "类型", "Kind", also: ["支部类型", "党支部类型", "支部类别", "类别", "党组织类型", "Kind of branch"], need: .forNew)
    static let secretaryPost = Field(
        "secretaryPost", .choice(in: .secretaryPost), .secretaryPost, headings: postHeadings)
    static let postHeadings = SpreadsheetHeadings.named(
        "书记任职", "Secretary post", also: ["书记任职方式", "书记专兼职", "专兼职", "书记专职或兼职", "书记任职情况"], need: .forNew)

    private static let row = Asking<Branch.Listed>("BranchRow") { input in
        let (code, name) = (input.take(code), input.said(name))
        let (kind, post) = (input.said(kind), input.said(secretaryPost))
        guard let code, let name, let kind, let post else { return nil }
        return Branch.Listed(code: code, name: name, kind: kind, secretaryPost: post)
    }

    static let columns = row.columns

    static func importing(
        _ file: ImportedFile, of committee: ID<Committee>, into transaction: Transaction
    ) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["code", "name"], identity: { $0["code"] }
        ) { record in
            try transaction.importBranch(
                row(record, transaction, found), committee: committee, clearing: file.options.emptyClears)
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
