import Domain
import Storage

/// The account of the first committee's office, or of the first auditor, with the way in.
struct FirstAccount: Sendable {
    let account: AccountListing
    let link: PasswordLink
}

extension Shape<FirstAccount> {
    static let firstAccount = Shape(
        "FirstAccount",
        [.nested("account", .account) { $0.account }, .nested("link", .passwordLink) { $0.link }])
}

extension API {
    static let letFirstIn: Operation = .post(
        "letFirstIn", "/first-accounts", .access,
        """
        Make the account of the first committee’s office, or of the first auditor, with the role in the whole bureau and a \
        link that lets its owner in: once, by the first administrator
        """,
        needing: [.manageAccounts],
        body: .json(
            .object(
                "NewFirstAccount",
                [
                    .required("role", .choice(Role.self).means("committeeOfficer or auditor.")),
                    .required("name", .code.means("To sign in with; kept in lower case, and for good.")),
                    .required("title", .name(60).means("Whose it is.")),
                ])),
        returns: Shape.firstAccount.schema
    ) { call, transaction in
        let draft = try Account.Draft(name: call.text("name"), title: call.text("title"))
        let (account, link) = try transaction.letFirstIn(as: call.choice("role"), draft)
        return .json(
            Shape.firstAccount.json(FirstAccount(account: account, link: link)),
            location: "/accounts/\(account.account.id.rawValue)")
    }
}
