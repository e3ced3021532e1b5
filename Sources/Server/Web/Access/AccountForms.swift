import Domain
import HTTPTypes
import Hummingbird
import Storage

extension Site {
    static let accountRoutes: [Route] = [
        .get("/account", for: .signedIn) { visit in try await visit.showAccount(notice: visit.notice) },
        .post("/account/password", of: "/account", for: .signedIn, isCarried: false) { visit in
            let (password, new) = (visit.form["password"], visit.form["newPassword"])
            return try await visit.account({ .password($0) }) {
                try visit.refuseDifference(from: new)
                _ = try await visit.perform(
                    API.changePassword,
                    ["password": password.map(JSON.string), "newPassword": new.map(JSON.string)]
                )
                return visit.go(to: .account.with(.passwordChanged))
            }
        },
        .post("/account/second-factor/remove", of: "/account", for: .signedIn, isCarried: false) { visit in
            try await visit.account({ .secondFactor($0) }) {
                _ = try await visit.perform(
                    API.removeSecondFactor, ["password": visit.form["password"].map(JSON.string)])
                return visit.go(to: .account.with(.secondFactorRemoved))
            }
        },
        .post("/account/sessions/{session}/end", of: "/account", for: .signedIn) { visit in
            try await visit.ending(API.endSession, "session")
            return visit.go(to: .account.with(.sessionClosed))
        },
    ]

    static let tokenRoutes: [Route] = [
        .post("/account/tokens", of: "/account", for: .signedIn) { visit in
            try await visit.account({ .token($0) }) {
                let reply = try await visit.perform(
                    API.makeToken,
                    [
                        "name": visit.form["name"].map(JSON.string), "extent": visit.form["extent"].map(JSON.string),
                        "days": visit.number("days"),
                    ]
                )
                // Shown in this very answer: nothing keeps the secret for another one.
                let made = try JSON.parse(reply.body)
                return try visit.show(TokenMadePage(visit.words, made: made), status: .created)
            }
        },
        .post("/account/tokens/{token}/revoke", of: "/account", for: .signedIn) { visit in
            try await visit.ending(API.revokeToken, "token")
            return visit.go(to: .account.with(.tokenRevoked))
        },
    ]
}

/// A new token, the only time that it is shown.
struct TokenMadePage: WebPage {
    static let template = TemplateName.tokenMade

    let title: String
    let name: String
    let secret: String

    /// - Parameter made: the reply of `makeToken`.
    init(_ words: Words, made: JSON) {
        title = words(.tokenMadeTitle)
        name = made["name"]?.string ?? ""
        secret = made["secret"]?.string ?? ""
    }
}

extension Visit {
    fileprivate func showAccount(
        notice: String? = nil, failed: AccountPage.Failed? = nil, status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) async throws -> Response {
        let content = try await read { try AccountPage.Content($0) }
        let page = AccountPage(content, words, notice: notice, failed: failed, typed: failed?.typed(form) ?? .empty) {
            time($0)
        }
        return try show(page, status: status, headers: headers)
    }

    /// Does what one of the account's forms asks for; what is wrong with it is shown in that form.
    fileprivate func account(
        _ failed: (FormErrors) -> AccountPage.Failed, _ act: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await act()
        } catch {
            guard let errors = FormErrors(error, words) else { throw error }
            return try await showAccount(failed: failed(errors), status: errors.status, headers: errors.headers)
        }
    }

    /// Ends something that the path names. What has ended already was meant to.
    fileprivate func ending(_ operation: Operation, _ parameter: String) async throws {
        do {
            _ = try await perform(operation, path: [parameter: parameters[parameter] ?? ""])
        } catch StoreError.notFound {}
    }
}

extension AccountPage.Failed {
    /// What was typed stays in the form that it was typed into.
    fileprivate func typed(_ form: Form) -> Form {
        if case .token = self { form } else { .empty }
    }
}
