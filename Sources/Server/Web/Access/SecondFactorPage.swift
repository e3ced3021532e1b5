import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Setting up a second factor: first the secret goes into an app, then a code comes back from it.
struct SecondFactorPage: WebPage {
    static let template = TemplateName.secondFactor

    struct Setup: Sendable {
        /// In groups of four, as people type it.
        let secret: String
        let uri: String
        let qrCode: QRPicture?
        let intro: String
        let alert: String?
        let fields: [FormField]
    }

    let title: String
    /// Whether nothing else can be done before.
    let isNeeded: Bool
    /// What is wrong where there is nothing to fill in yet.
    let alert: String?
    /// nil before it was begun.
    let setup: Setup?

    init(_ words: Words, name: String, isNeeded: Bool, begun: SecondFactorSetup?, errors: FormErrors? = nil) {
        title =
            errors == nil ? words(.secondFactorTitle) : "\(words(.errorPrefix)) – \(words(.secondFactorTitle))"
        self.isNeeded = isNeeded
        alert = begun == nil ? errors?.general : nil
        setup = begun.map { begun in
            Setup(
                secret: Self.grouped(begun.secret), uri: begun.uri, qrCode: QRPicture(begun.uri),
                intro: words(.secondFactorSecretIntro, ["name": name]), alert: errors?.general,
                fields: FormField.focusing([
                    FormField(
                        "code", .code, words(.code), in: "factor", autocomplete: "one-time-code", maximum: 20,
                        hint: words(.codeHint), error: errors?["code"]
                    )
                ])
            )
        }
    }

    private static func grouped(_ secret: String) -> String {
        var grouped = ""
        for (place, character) in secret.enumerated() {
            if place > 0, place.isMultiple(of: 4) { grouped.append(" ") }
            grouped.append(character)
        }
        return grouped
    }
}

/// The recovery codes, the only time that they are shown.
struct RecoveryCodesPage: WebPage {
    static let template = TemplateName.recoveryCodes

    let title: String
    let codes: [String]

    init(_ words: Words, codes: [String]) {
        title = words(.recoveryTitle)
        self.codes = codes
    }
}

extension Site {
    static let secondFactorRoutes: [Route] = [
        .get("/account/second-factor", for: .signedInOrEnrolling) { visit in
            if visit.hasSecondFactor { return visit.go(to: .account) }
            return try await visit.showSecondFactor()
        },
        .post("/account/second-factor", for: .signedInOrEnrolling) { visit in
            if visit.hasSecondFactor { return visit.go(to: .account) }
            _ = try await visit.perform(API.beginSecondFactor)
            return visit.go(to: .secondFactor)
        },
        .post(
            "/account/second-factor/confirm", of: "/account/second-factor", for: .signedInOrEnrolling, isCarried: false
        ) { visit in
            if visit.hasSecondFactor { return visit.go(to: .account) }
            do {
                let code = visit.form["code"].map { JSON.string(typedCode($0)) }
                let reply = try await visit.perform(API.confirmSecondFactor, ["code": code])
                // Shown in this very answer: nothing keeps them for another one.
                let codes = try JSON.parse(reply.body)["recoveryCodes"]?.array ?? []
                return try visit.show(RecoveryCodesPage(visit.words, codes: codes.compactMap(\.string)))
            } catch {
                guard let errors = FormErrors(error, visit.words) else { throw error }
                return try await visit.showSecondFactor(errors)
            }
        },
    ]
}

extension Visit {
    fileprivate var hasSecondFactor: Bool { own?.account.account.hasSecondFactor ?? false }

    fileprivate func showSecondFactor(_ errors: FormErrors? = nil) async throws -> Response {
        let begun = try await read { try $0.secondFactorBegun() }
        let page = SecondFactorPage(
            words, name: own?.account.account.name ?? "", isNeeded: own?.isEnrolling ?? false, begun: begun,
            errors: errors
        )
        return try show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }
}
