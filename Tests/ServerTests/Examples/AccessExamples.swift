import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    private static let newPassword: JSON = "另一棵槐树也很高大 92"

    static let access: [Example] = [
        Example(API.signIn, body: ["name": "101", "password": .string(TestServer.password)]),
        Example(API.setPassword) { bureau in
            let member = try #require(bureau.accounts[.member])
            let link = try await bureau.server.post("/accounts/\(member.id.rawValue)/links")
            return Prepared(body: ["link": link.json["link"] ?? .null, "newPassword": newPassword])
        },
        Example(API.showSession),
        Example(API.signOut),
        Example(API.listSessions),
        // A session, and below a token, of the member's: nobody else's to end.
        Example(API.endSession) { bureau in
            let member = try #require(bureau.accounts[.member])
            return Prepared(id: Int(try await bureau.server.session(of: member.id, member.name).session.rawValue))
        },
        Example(
            API.changePassword, body: ["password": .string(TestServer.password), "newPassword": newPassword]
        ),
        Example(API.beginSecondFactor),
        Example(
            API.confirmSecondFactor,
            prepareForSender: { bureau, account in
                guard let account else { return Prepared(body: ["code": "000000"]) }
                let setup = try await bureau.server.store.write(by: account.principal) { try $0.beginSecondFactor() }
                let code = try TOTP(base32: setup.secret).code(at: bureau.server.clock.now.seconds / TOTP.step)
                return Prepared(body: ["code": .string(code)])
            }),
        Example(
            API.removeSecondFactor,
            prepareForSender: { bureau, account in
                if let account { _ = try await bureau.server.secure(account) }
                return Prepared(body: ["password": .string(TestServer.password)])
            }),
        Example(
            API.listTokens,
            prepareForSender: { bureau, account in
                if let account { _ = try await bureau.server.token(of: account) }
                return Prepared()
            }),
        Example(API.makeToken, body: ["name": "日历", "extent": "read", "days": 30]),
        Example(API.revokeToken) { bureau in
            let member = try #require(bureau.accounts[.member])
            return Prepared(id: Int(try await bureau.server.token(of: member).id.rawValue))
        },

        Example(
            API.listAccounts,
            plan: ListPlan(
                walks: ["account"], unless: [["name"]], isScoped: true, sortsWithin: "the members of the scope",
                filters: ["name": "104"]
            )
        ),
        Example(API.createAccount, body: ["name": "107", "member": "107"]),
        Example(API.showAccount, "target"),
        Example(API.closeAccount, "target"),
        Example(API.reopenAccount, "closed"),
        Example(API.signOutAccount, "target"),
        Example(API.resetSecondFactor, "target"),
        Example(API.makePasswordLink, "target"),
        Example(
            API.letFirstIn, body: ["role": "committeeOfficer", "name": "jgdw", "title": "机关党委办公室"]),
        Example(API.letMembersIn, "A", plan: ListPlan(sortsWithin: "one branch")),
        Example(API.grantRole, "target", body: ["role": "committeeOfficer", "committee": "QA"]),
        Example(API.grantRole, "target", case: "administrator", body: ["role": "administrator"]),
        Example(API.grantRole, "target", case: "office", body: ["role": "secretary", "branch": "A"]),
        Example(API.endGrant, "grant"),
        Example(API.renewGrant, "lapsed grant"),
        Example(API.showAccessPolicy),
        // Each session of a role that needs a second factor from now on ends: those of all accounts are looked through.
        Example(
            API.setAccessPolicy, body: ["secondFactorRoles": ["auditor"]], version: 1,
            plan: ListPlan(walks: ["account"])
        ),
    ]
}
