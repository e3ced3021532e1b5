/// Somebody who can sign in. An account is closed, never deleted, and its name is not given out again: the records name
/// their authors by it.
package struct Account: Hashable, Sendable {
    /// The name to sign in with: a ``Code`` in lower case, such as a member's number.
    package struct Name: Hashable, Sendable {
        package let text: String

        package init(_ raw: String) throws(Rejection) {
            let name: String
            do {
                name = try Code(raw).text.lowercased()
            } catch let rejection where rejection.code == .format {
                throw Rejection(
                    .format,
                    "‘\(raw.trimmed)’ is not a sign-in name: use letters, digits, ‘-’, ‘_’ and ‘.’, for example 1001")
            }
            // These stand in the audit for who has no account.
            if ["nobody", "operator", "local"].contains(name) { throw Rejection(.rule, "this name is reserved") }
            text = name
        }
    }

    package struct Draft: Hashable, Sendable {
        package let name: Name
        /// Whose account it is, where it is no member's: 局办值班, 驻局纪检组.
        package let title: Text?

        package init(name: String, title: String?) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedName = errors.take("name") { () throws(Rejection) in try Name(name) }
            let parsedTitle = errors.takeOptional("title", title) { raw throws(Rejection) in
                try Text(name: raw, maximum: 60)
            }
            guard let parsedName, errors.isEmpty else { throw errors }
            self.name = parsedName
            self.title = parsedTitle
        }
    }

    package let id: ID<Account>
    package let name: String
    package let title: String?
    package let member: ID<Member>?
    package let isClosed: Bool
    package let hasPassword: Bool
    package let hasSecondFactor: Bool
    package let version: Int

    package init(
        id: ID<Account>, name: String, title: String?, member: ID<Member>?, isClosed: Bool, hasPassword: Bool,
        hasSecondFactor: Bool, version: Int
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.member = member
        self.isClosed = isClosed
        self.hasPassword = hasPassword
        self.hasSecondFactor = hasSecondFactor
        self.version = version
    }

    package enum Refusal: StateRefusal {
        case memberHasAccount(Code)
        case lastAdministrator
        case closed
        case notClosed
        case roleNeedsScope(Role)
        case roleOfOffice(Role)
        case exceedsOwn(Role)
        case ownGrant
        case rolesExclude(Role, Role)
        case alreadyGranted
        case grantEnded
        case nothingToRenew
        case holderLeft
        case ownerLeft
        case hangsOnGrant
        case secondFactorStands
        case noSecondFactor
        case linkSpent

        /// Whether it is a matter of what the principal may do, not of how things stand: told as 403.
        package var isOfPermission: Bool {
            switch self {
            case .exceedsOwn, .ownGrant, .hangsOnGrant: true
            default: false
            }
        }

        package var code: String {
            switch self {
            case .memberHasAccount: "memberHasAccount"
            case .lastAdministrator: "lastAdministrator"
            case .closed: "accountClosed"
            case .notClosed: "accountNotClosed"
            case .roleNeedsScope: "roleNeedsScope"
            case .roleOfOffice: "roleOfOffice"
            case .exceedsOwn: "exceedsOwn"
            case .ownGrant: "ownGrant"
            case .rolesExclude: "rolesExclude"
            case .alreadyGranted: "alreadyGranted"
            case .grantEnded: "grantEnded"
            case .nothingToRenew: "nothingToRenew"
            case .holderLeft: "holderLeft"
            case .ownerLeft: "memberLeft"
            case .hangsOnGrant: "hangsOnGrant"
            case .secondFactorStands: "secondFactorStands"
            case .noSecondFactor: "noSecondFactor"
            case .linkSpent: "linkSpent"
            }
        }

        package var detail: Sentence {
            switch self {
            case .memberHasAccount(let number): "member \(number.text) has an account already"
            case .lastAdministrator:
                "nobody would be left who lets others in: make another administrator first, who sets a password and does not have the role from this one"
            case .closed: "the account is closed"
            case .notClosed: "the account is not closed"
            case .roleNeedsScope(let role):
                "\(Sentence(role.rawValue)) is held in \(role.scopes.map(\.rawValue).sorted().map { Sentence($0) }, separator: " or ") scope"
            case .roleOfOffice(.member):
                "the role comes with membership and goes with it: record the member in the branch instead"
            case .roleOfOffice(let role):
                "\(Sentence(role.rawValue)) comes with an office and goes with it: appoint the member whose account it is"
            case .exceedsOwn(let role):
                "nobody grants what they do not have: \(Sentence(role.rawValue)) may do there what you may not"
            case .ownGrant: "nobody grants a role to themselves: that is for somebody else who may"
            case .rolesExclude(let role, let held):
                "\(Sentence(role.rawValue)) does not go with \(Sentence(held.rawValue)), which the account has: use an account of its own"
            case .alreadyGranted: "the account has this role there already"
            case .grantEnded: "this grant was taken back already"
            case .nothingToRenew:
                "it is in force, by the operator, by the first administrator or by you: there is nothing to renew"
            case .holderLeft: "the member whose account it is has left: a role given to it would give nothing"
            case .ownerLeft:
                "the member whose account it is has left: nobody signs in with it until they are back"
            case .hangsOnGrant:
                "your own role hangs on this grant: it is for somebody to renew who does not have theirs from it"
            case .secondFactorStands: "the account has a second factor: remove that one first"
            case .noSecondFactor: "the account has no second factor"
            case .linkSpent: "this link was used, has expired or was replaced by a newer one: ask for another"
            }
        }
    }
}
