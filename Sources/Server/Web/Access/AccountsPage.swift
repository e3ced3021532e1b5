import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Who can sign in.
struct AccountsPage: WebPage {
    static let template = TemplateName.accounts

    struct Row: Sendable {
        let path: String
        let name: String
        let owner: String
        let roles: String
        let marks: [String]
    }

    let title: String
    let notice: String?
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let more: More?
    let steps: [Step]
    let downloads = Downloads(.administration("accounts"))

    /// - Parameters:
    ///   - page: all of them where they are sorted or filtered.
    ///   - authority: the reader's.
    init(
        _ page: Page<AccountListing>, _ authority: Authority, _ words: Words, notice: String? = nil,
        choice: TableChoice = .none
    ) {
        title = words(.accounts)
        self.notice = notice
        let (accounts, next) = page.rowsAndNext
        let all = accounts.map { Row($0, words) }
        hasRows = !all.isEmpty
        (rows, table) = choice.arrange(all, by: Self.columns(words), on: .administration("accounts"), words)
        more = More(.administration("accounts"), next)
        steps =
            Permission(authority).step(
                API.createAccount, at: .administration("accounts/new"), words(.newAccount))
            + Permission(authority, in: .bureau).step(
                API.setAccessPolicy, at: .administration("policy"), words(.accessPolicy))
    }

    private static func columns(_ words: Words) -> [TableColumn<Row>] {
        [
            TableColumn("name", .signInName, \.name), TableColumn("owner", .owner, \.owner),
            TableColumn("roles", .roles, \.roles), TableColumn("state", .state) { words.list($0.marks) },
        ]
    }

    static func table(_ accounts: [AccountListing], _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.accounts)], [.signInName, .owner, .roles, .state],
            accounts.map { listing in
                let row = Row(listing, words)
                return [.text(row.name), .text(row.owner), .text(row.roles), .text(words.list(row.marks))]
            })
    }

    static func marks(of account: Account, _ words: Words) -> [String] {
        [
            account.isClosed ? words(.accountClosed) : nil, account.hasPassword ? nil : words(.accountWithoutPassword),
            account.hasSecondFactor ? words(.secondFactor) : nil,
        ].compactMap(\.self)
    }
}

extension AccountListing {
    /// Whose account it is, as people say it.
    var shownName: String { member?.name ?? account.title ?? account.name }
}

extension AccountsPage.Row {
    init(_ listing: AccountListing, _ words: Words) {
        path = LocalPath.administration("accounts/\(listing.account.id.rawValue)").text
        name = listing.account.name
        owner = listing.shownName
        roles =
            listing.roles.isEmpty
            ? words(.noRolesHeld)
            : words.list(
                listing.roles.map { role in
                    let line = RoleLine(role, words)
                    let held = "\(line.role) \(line.scope)"
                    return role.lapse == nil ? held : words(.roleLapsed, ["role": held])
                })
        marks = AccountsPage.marks(of: listing.account, words).nonEmpty ?? [words(.accountOpen)]
    }
}

/// One account: whose it is, what it may do, and what can be done about it.
struct AccountRecordPage: WebPage {
    static let template = TemplateName.accountRecord

    struct Held: Sendable {
        let role: String
        let scope: String
        /// What the reader may do about a grant.
        let steps: [Step]
        let heldNote: String?
    }

    struct Act: Sendable {
        let path: String
        let button: String
        let isGrave: Bool
    }

    let title: String
    let notice: String?
    let facts: [Fact]
    let hasRoles: Bool
    let held: [Held]
    let steps: [Step]
    let acts: [Act]

    /// - Parameters:
    ///   - permission: the reader's.
    ///   - mayGrant: whether there is a role that they may give it.
    ///   - endable: the grants that they may take back.
    ///   - renewable: those that they may renew.
    init(
        _ listing: AccountListing, _ permission: Permission, mayGrant: Bool, endable: Set<ID<RoleGrant>>,
        renewable: Set<ID<RoleGrant>>, _ words: Words, notice: String? = nil
    ) {
        let account = listing.account
        title = listing.shownName
        self.notice = notice
        let marks = AccountsPage.marks(of: account, words)
        facts = [
            Fact(words(.signInName), account.name),
            Fact(words(.owner), listing.member.map { "\($0.name) \($0.number.text)" } ?? account.title ?? "–"),
            Fact(words(.state), marks.isEmpty ? words(.accountOpen) : words.list(marks)),
        ]
        func path(_ part: String) -> LocalPath { .administration("accounts/\(account.id.rawValue)/\(part)") }
        func act(_ operation: Operation, _ part: String, _ button: Word, isGrave: Bool = false) -> [Act] {
            permission.allows(operation)
                ? [Act(path: path(part).text, button: words(button), isGrave: isGrave)] : []
        }
        held = listing.roles.map { role in
            let line = RoleLine(role, words)
            func step(_ part: String, _ label: Word, among grants: Set<ID<RoleGrant>>) -> [Step] {
                guard let grant = role.grant, grants.contains(grant) else { return [] }
                let path = LocalPath.administration("grants/\(grant.rawValue)/\(part)")
                return [Step(path: path.text, label: words(label), isMain: false)]
            }
            return Held(
                role: line.role, scope: line.scope,
                steps: step("renew", .renewGrant, among: renewable) + step("end", .endGrant, among: endable),
                heldNote: line.note
            )
        }
        hasRoles = !held.isEmpty
        steps =
            (mayGrant ? permission.step(API.grantRole, at: path("grant"), words(.grantRole)) : [])
            + permission.step(API.setAccountMailReminder, at: path("mail-reminder"), words(.setAccountMailReminder))
        acts =
            account.isClosed
            ? act(API.reopenAccount, "reopen", .reopenAccount)
            : act(API.makePasswordLink, "link", .makeLink) + act(API.signOutAccount, "sign-out", .signOutAccount)
                + act(API.closeAccount, "close", .closeAccount, isGrave: true)
                + (account.hasSecondFactor
                    ? act(API.resetSecondFactor, "second-factor", .resetSecondFactor, isGrave: true) : [])
    }
}

/// The link by which an account's owner sets a password: in this very answer alone.
struct LinkMadePage: WebPage {
    static let template = TemplateName.linkMade

    let title: String
    let address: String
    let qrCode: QRPicture?
    /// Whether the address leads nowhere but on this machine.
    let isLocal: Bool
    let until: String
    let back: ConfirmPage.Back

    /// - Parameter link: as the operation made it.
    init(_ link: JSON?, _ visit: Visit, back: ConfirmPage.Back) {
        title = visit.words(.linkMadeTitle)
        address = visit.address + (link?["path"]?.string ?? "")
        qrCode = QRPicture(address)
        isLocal = visit.isOfThisMachineAlone
        until = visit.words(.linkMadeUntil)
        self.back = back
    }
}

extension Site {
    private static let list = LocalPath.administration("accounts")

    private static func record(_ visit: Visit) throws -> LocalPath {
        let id: ID<Account> = try visit.id("account")
        return .administration("accounts/\(id.rawValue)")
    }

    static let accountAdministrationRoutes: [Route] =
        [
            .get("/administration/accounts", for: .signedIn) { visit in
                let (part, choice) = (visit.listPart, visit.tableChoice)
                let page = try await visit.read { transaction in
                    choice.isChosen
                        ? Page(items: try transaction.whole { try transaction.accounts($0) }, next: nil)
                        : try transaction.accounts(part)
                }
                return try visit.show(
                    AccountsPage(page, visit.authority, visit.words, notice: visit.notice, choice: choice))
            },
            .table("/administration/accounts") { visit in
                AccountsPage.table(
                    try await visit.read { transaction in try transaction.whole { try transaction.accounts($0) } },
                    visit.words)
            },
            .get("/administration/accounts/{account}", for: .signedIn) { visit in
                let id: ID<Account> = try visit.id("account")
                let (listing, mayGrant, endable, renewable) = try await visit.read { transaction in
                    let listing = try transaction.account(id)
                    let grants = listing.roles.compactMap(\.grant)
                    return (
                        listing, try !transaction.grantableRoles(to: id).isEmpty,
                        try grants.filter { try transaction.canEnd($0) },
                        try grants.filter { try transaction.canRenew($0) }
                    )
                }
                return try visit.show(
                    AccountRecordPage(
                        listing, Permission(visit.authority), mayGrant: mayGrant, endable: Set(endable),
                        renewable: Set(renewable), visit.words, notice: visit.notice))
            },
            .post("/administration/accounts/{account}/link", of: "/administration/accounts/{account}", for: .signedIn) {
                visit in
                let made = try JSON.parse(try await visit.perform(API.makePasswordLink).body)
                return try visit.show(
                    LinkMadePage(made, visit, back: ConfirmPage.Back(try record(visit), visit.words(.accounts))))
            },
        ]
        + [
            ("close", API.closeAccount), ("reopen", API.reopenAccount), ("sign-out", API.signOutAccount),
            ("second-factor", API.resetSecondFactor),
        ].map { (part: String, operation: Operation) -> Route in
            .post(
                "/administration/accounts/{account}/\(part)", of: "/administration/accounts/{account}", for: .signedIn
            ) { visit in
                _ = try await visit.perform(operation)
                return visit.go(to: try record(visit).with(.recorded))
            }
        } + (accountForms + branchAccountForms).flatMap(\.routes)

    private static let accountForms: [FormRoute] = [
        FormRoute("/administration/accounts/new", API.createAccount, .newAccount) { visit in
            FormRoute.Asked(
                back: ConfirmPage.Back(list, visit.words(.accounts)), intro: visit.words(.newAccountIntro),
                fields: [
                    FormRoute.Field("name", .plain, .signInName, hint: .newAccountNameHint),
                    FormRoute.Field("member", .plain, .memberNumber, isOptional: true),
                    FormRoute.Field(
                        "title", .plain, .accountTitle, hint: .accountTitleHint, isOptional: true),
                ])
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.administration("accounts/\($0)").with(.recorded) } ?? list
        },
        FormRoute("/administration/policy", API.setAccessPolicy, .accessPolicy, in: .bureau) {
            visit in
            let policy = try await visit.read { try $0.accessPolicy() }
            return FormRoute.Asked(
                back: ConfirmPage.Back(list, visit.words(.accounts)), intro: visit.words(.accessPolicyIntro),
                fields: [
                    FormRoute.Field(
                        "secondFactorRoles", .several(FormField.Choice.all(of: Role.self, visit.words)),
                        .secondFactorRoles,
                        value: Role.allCases.filter(policy.secondFactorRoles.contains).map(\.rawValue)
                            .joined(separator: " "))
                ], version: policy.version)
        } next: { _, _ in
            list.with(.recorded)
        },
        FormRoute("/administration/accounts/{account}/grant", API.grantRole, .grantRole) {
            visit in
            let id: ID<Account> = try visit.id("account")
            let (listing, roles, committees, branches) = try await visit.read { transaction in
                (
                    try transaction.account(id), try transaction.grantableRoles(to: id),
                    try transaction.committeeChoices(), try transaction.branchChoices()
                )
            }
            // Nobody is asked to choose what is refused in the end.
            if roles.isEmpty { throw Authority.Denial.notPermitted(.grantRoles) }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(try record(visit), listing.shownName), intro: words(.grantRoleIntro),
                fields: [
                    FormRoute.Field("role", .choice(roles.map { FormField.Choice($0, words) }), .role),
                    FormRoute.Field("committee", .choice([.none] + committees), .committee, isOptional: true),
                    FormRoute.Field("branch", .choice([.none] + branches), .branch, isOptional: true),
                ])
        } next: { visit, _ in
            try record(visit).with(.recorded)
        },
        FormRoute("/administration/grants/{grant}/end", API.endGrant, .endGrant) { visit in
            let id: ID<RoleGrant> = try visit.id("grant")
            return try await FormRoute.Asked(
                back: ConfirmPage.Back(list, visit.words(.accounts)), intro: visit.words(.endGrantIntro)
            ).rehearsed(by: visit) { _ = try $0.endGrant(id) }
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.administration("accounts/\($0)").with(.recorded) } ?? list
        },
        FormRoute("/administration/grants/{grant}/renew", API.renewGrant, .renewGrant) { visit in
            let id: ID<RoleGrant> = try visit.id("grant")
            return try await FormRoute.Asked(
                back: ConfirmPage.Back(list, visit.words(.accounts)), intro: visit.words(.renewGrantIntro)
            ).rehearsed(by: visit) { _ = try $0.renewGrant(id) }
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.administration("accounts/\($0)").with(.recorded) } ?? list
        },
    ]
}
