import Domain
import Storage

extension Shape<BranchAccounts> {
    static let branchAccounts = Shape(
        "BranchAccounts", [.list("made", .madeAccount) { $0.made }, .list("skipped", .skippedMember) { $0.skipped }])
}

extension Shape<BranchAccounts.Made> {
    static let madeAccount = Shape(
        "MadeAccount",
        [
            .nested("member", .person) { $0.member },
            Field("name", .text.means("The sign-in name.")) { .string($0.account.account.name) },
            Field("account", .id) { JSON($0.account.account.id) },
            Field("isNew", .boolean.means("Otherwise it stood, and nobody had set its password yet.")) {
                .bool($0.isNew)
            },
            .nested("link", .passwordLink) { $0.link },
        ])
}

extension Shape<BranchAccounts.Skipped> {
    static let skippedMember = Shape(
        "SkippedMember",
        [
            .nested("member", .person) { $0.member },
            Field(
                "cause",
                .choice(BranchAccounts.Skipped.Cause.self).means(
                    "isIn: they have set a password. nameTaken: another’s account has their number for its name.")
            ) { .string($0.cause.rawValue) },
        ])
}

extension API {
    static let letMembersIn: Operation = .post(
        "letMembersIn", "/branches/{branch}/accounts", .access,
        "Make an account for each member of a branch who has none, and a link for each who has set no password yet",
        needing: [.manageAccounts], makesNew: false, returns: Shape.branchAccounts.schema
    ) { call, transaction in
        .json(Shape.branchAccounts.json(try transaction.letMembersIn(of: call.id("branch"))))
    }
}
