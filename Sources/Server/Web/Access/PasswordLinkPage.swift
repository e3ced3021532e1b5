import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Where somebody sets their password by a link (``PasswordPage``). Whoever holds the link may: it is the credential.
struct PasswordLinkPage: WebPage {
    static let template = TemplateName.password

    let title: String
    let intro: String
    /// For the browser's store of passwords.
    let signInName: String
    let alert: String?
    let fields: [FormField]

    init(_ words: Words, name: String, errors: FormErrors? = nil) {
        title =
            errors == nil ? words(.passwordLinkTitle) : "\(words(.errorPrefix)) – \(words(.passwordLinkTitle))"
        intro = words(.passwordLinkIntro, ["name": name])
        signInName = name
        alert = errors?.general
        fields = FormField.focusing(FormField.newPassword(words, in: "link", errors), always: true)
    }
}

/// A link that was used, has expired, or was replaced: what to do now.
struct LinkSpentPage: WebPage {
    static let template = TemplateName.linkSpent

    let title: String

    init(_ words: Words) {
        title = words(.linkSpentTitle)
    }
}

extension FormField {
    /// A new password, twice.
    static func newPassword(_ words: Words, in form: String, _ errors: FormErrors?) -> [FormField] {
        [
            FormField(
                "newPassword", .password, words(.newPassword), in: form, autocomplete: "new-password",
                hint: words(.passwordHint), error: errors?["newPassword"]
            ),
            FormField(
                "again", .password, words(.newPasswordAgain), in: form, autocomplete: "new-password",
                error: errors?["again"]
            ),
        ]
    }
}

extension Site {
    static let passwordLinkRoutes: [Route] = [
        .get("/password/{secret}", for: .anyone) { visit in
            try await visit.withLink { _, name in try visit.show(PasswordLinkPage(visit.words, name: name)) }
        },
        .post("/password/{secret}", for: .anyone, isCarried: false) { visit in
            try await visit.withLink { link, name in
                let new = visit.form["newPassword"]
                do {
                    try visit.refuseDifference(from: new)
                    _ = try await visit.perform(
                        API.setPassword, ["link": .string(link), "newPassword": new.map(JSON.string)])
                    return visit.go(to: .signIn.with(.passwordSet))
                } catch {
                    guard let errors = FormErrors(error, visit.words) else { throw error }
                    return try visit.show(
                        PasswordLinkPage(visit.words, name: name, errors: errors), status: errors.status,
                        headers: errors.headers
                    )
                }
            }
        },
    ]
}

extension Visit {
    /// - Parameter answer: is given the link's secret and the sign-in name that it belongs to.
    fileprivate func withLink(
        _ answer: (_ link: String, _ name: String) async throws -> Response
    ) async throws -> Response {
        let link = parameters["secret"] ?? ""
        do {
            let name = try await site.api.store.read(by: .nobody) { try $0.account(ofLink: Secret(link)).account.name }
            return try await answer(link, name)
        } catch Account.Refusal.linkSpent {
            return try show(LinkSpentPage(words), status: .gone)
        }
    }

    /// Refuses a new password that was typed differently the second time.
    ///
    /// - Throws: ``FormErrors``.
    func refuseDifference(from new: String?) throws(FormErrors) {
        if let new, form["again"] != new { throw FormErrors("again", .errorPasswordAgain, words) }
    }
}
