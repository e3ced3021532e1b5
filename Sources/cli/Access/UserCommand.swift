import ArgumentParser
import Domain

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts, and what they may do.",
        discussion: """
            Whoever is a member's has the roles of that member's branch and offices by itself, for as long as these last. \
            Other roles are granted, and lapse when whoever granted them loses the role that granted it, unless somebody \
            renews them; nobody grants what they do not have.
            """,
        subcommands: [
            List.self, Show.self, Add.self, LetIn.self, Link.self, Grant.self, Renew.self, Revoke.self, SignOut.self,
            Close.self,
            Reopen.self,
            ResetSecondFactor.self, Policy.self,
        ]
    )

    /// An account's roles as a table.
    static func roles(of account: JSON) -> String {
        let roles = account["roles"]?.array ?? []
        if roles.isEmpty { return "no roles" }
        return Table(
            roles,
            [
                .text("Role", "role"), .text("Scope", "scope"),
                .text("Where") {
                    [$0.shown("committee"), $0.shown("branch"), $0.shown("group")].joined(separator: " ").trimmed
                },
                .text("By") { role in
                    role["grant"]?.isNull == false
                        ? "grant \(role.shown("grant")) by \(role.shown("grantedBy"))" : "membership or office"
                },
                .text("State") { role in
                    if let lapse = role["lapse"]?.string.flatMap(RoleGrant.Lapse.init(rawValue:)) {
                        return "lapsed: \(Self.cause(of: lapse))"
                    }
                    return role["readsOnly"] == true ? "reading only" : "in force"
                },
            ]
        ).text
    }

    private static func cause(of lapse: RoleGrant.Lapse) -> String {
        switch lapse {
        case .roleOfOffice: "the role comes with office alone"
        case .holderLeft: "its holder is in no branch any more"
        case .granterClosed: "the account that granted it is closed"
        case .granterWithoutRole: "whoever granted it could not grant it any more"
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/accounts"),
                [
                    .text("Name", "name"), .person("Member", "member"), .text("Title", "title"),
                    .text("Roles") { account in
                        (account["roles"]?.array ?? []).filter { $0["lapse"]?.isNull != false }.map { $0.shown("role") }
                            .joined(separator: ", ")
                    },
                    .text("Password", "hasPassword"), .text("Second factor", "hasSecondFactor"),
                    .text("Closed", "closed"),
                ],
                none: "no accounts yet: ‘zhibu user add’ makes one"
            )
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show an account and its roles.")

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let account = try await client.account(name)
            output.show(account) { "\(account.without("roles").outline)\n\n\(UserCommand.roles(of: account))" }
        }
    }

    struct Add: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account, and a link by which its owner sets a password."
        )

        @Argument(help: "The name to sign in with, such as the member's number.") var name: String
        @Option(help: ArgumentHelp("Whose it is: the member's number.", valueName: "number")) var member: String?
        @Option(help: ArgumentHelp("Whose it is, where it is no member's.", valueName: "text")) var title: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/accounts", [:],
                .members(["name": .string(name), "member": member.json, "title": title.json])
            ).json
            let link = try await client.post("/accounts/\(try made.id)/links").json
            output.show(made.with("link", link)) {
                "\(made.shown("name")): made\n\(UserCommand.invitation(link, client))"
            }
        }
    }

    /// What to hand to the owner of an account.
    static func invitation(_ link: JSON, _ client: APIClient) -> String {
        """
        To be opened once by its owner, until \(link.shown("expiresAt")):
          \(client.webAddress)\(link.shown("path"))
        """
    }

    struct LetIn: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make accounts for all members of a branch, and links for those who have set no password yet.")

        @Argument(help: "The branch's code.") var branch: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let result = try await client.post("/branches/\(try await client.branch(branch).id)/accounts").json
            output.show(result) {
                let made = result["made"]?.array ?? []
                let skipped = (result["skipped"]?.array ?? []).map { "\($0.person("member")): \($0.shown("cause"))" }
                let links = Table(
                    made,
                    [
                        .person("Member", "member"), .text("Sign-in name", "name"),
                        .text("Link, once and within a day") { client.webAddress + ($0["link"]?.shown("path") ?? "") },
                    ]
                ).text
                return ([made.isEmpty ? "nobody needs a link" : links] + skipped).joined(separator: "\n")
            }
        }
    }

    struct Link: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new link by which an account's owner sets a password."
        )

        @Argument(help: "The sign-in name.") var name: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let account = try await client.account(name)
            let link = try await client.post("/accounts/\(try account.id)/links").json
            output.show(link) { UserCommand.invitation(link, client) }
        }
    }

    struct Grant: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account a role in a scope.")

        @Argument(help: "The sign-in name.") var name: String
        @Argument(help: ArgumentHelp("\(Role.granted.map(\.rawValue).joined(separator: ", ")).")) var role: Role
        @Option(help: ArgumentHelp("In this committee and below it.", valueName: "code")) var committee: String?
        @Option(help: ArgumentHelp("In this branch. With neither, in the whole bureau.", valueName: "code"))
        var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            if role.isOfOffice {
                throw CommandFailure(
                    .data,
                    role == .member
                        ? "the role of a member comes with membership: ‘zhibu user add NAME --member NUMBER’"
                        : "\(role.rawValue) comes with an office: ‘zhibu branch appoint’ appoints the member whose account it is"
                )
            }
            let account = try await client.account(name)
            let after = try await client.post(
                "/accounts/\(try account.id)/grants", [:],
                .members(["role": .string(role.rawValue), "committee": committee.json, "branch": branch.json])
            ).json
            output.show(after) { UserCommand.roles(of: after) }
        }
    }

    struct Renew: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer for a granted role in place of whoever did; one that lapsed is in force again.")

        @Argument(help: "The grant's number, as ‘zhibu user show’ has it.") var grant: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/grants/\(grant)/renew").json
            output.show(after) { "\(after.shown("name")):\n\(UserCommand.roles(of: after))" }
        }
    }

    struct Revoke: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Take a granted role back.")

        @Argument(help: "The grant's number, as ‘zhibu user show’ has it.") var grant: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/grants/\(grant)/end").json
            output.show(after) { "\(after.shown("name")):\n\(UserCommand.roles(of: after))" }
        }
    }
}

extension Role: ExpressibleByArgument {}

extension APIClient {
    func account(_ name: String) async throws -> JSON {
        let found = try await list("/accounts", ["name": name]).first
        guard let found else {
            throw CommandFailure(.data, "there is no account \(name): ‘zhibu user list’ shows them")
        }
        return found
    }
}
