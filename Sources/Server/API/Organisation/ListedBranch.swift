import Domain
import Storage

/// Whose branch a row of an office's list is about: by its code, by its name, or by both.
enum ListedBranch {
    static let code = Field("branch", .name(), .branchCode, headings: headings)
    static let name = Field(
        "branchName", .name(), .branch,
        headings: .named(
            "支部名称", "Branch name",
            also: [
                "支部", "党支部", "所在支部", "所属支部", "所在党支部", "所属党支部", "党支部名称", "所在支部名称", "所在党支部名称", "所属党支部名称", "党支部全称",
                "支部全称", "党组织名称", "所在党组织", "所属党组织",
            ], need: .never
        ).runningDown.insteadOf("branch"))

    static let headings = SpreadsheetHeadings.named(
        "支部编号", "Branch",
        also: [
            "党支部编号", "支部编码", "党支部编码", "支部代码", "党支部代码", "所在支部编号", "所属支部编号", "所在党支部编号", "所属党支部编号", "所在党支部编码", "党组织编码",
            "支部号", "Branch code",
        ], need: .forNew
    ).runningDown
}

extension Input {
    /// The branch that the row names. `.some(nil)` where it names none; nil, with why, where it cannot be found.
    mutating func saidBranch() throws -> ID<Branch>?? {
        let code = try said(ListedBranch.code) { try $0.requireBranch(listed: $1.string, field: "branch") }
        let name = try said(ListedBranch.name) { try $0.requireBranch(listed: $1.string, field: "branchName") }
        guard let code, let name else { return nil }
        if let code = code.value, let name = name.value, code != name {
            note("branchName", .conflict, "this is another branch's name than the code's: one of the two is wrong")
            return nil
        }
        return .some(code.value ?? name.value)
    }
}
