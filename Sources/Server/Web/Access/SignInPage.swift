import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Name and password.
struct SignInPage: WebPage {
    static let template = TemplateName.signIn

    let title: String
    let notice: String?
    let alert: String?
    let fields: [FormField]
    let target: String?
    let carried: String?

    /// - Parameters:
    ///   - target: where to go on to.
    ///   - carried: what was being sent when the session ended.
    init(
        _ words: Words, name: String? = nil, target: LocalPath?, carried: CarriedForm? = nil, notice: String? = nil,
        errors: FormErrors? = nil
    ) {
        self.carried = carried?.text
        title = errors == nil ? words(.signIn) : "\(words(.errorPrefix)) – \(words(.signIn))"
        self.notice = notice
        alert = errors?.general
        self.target = target?.text
        fields = FormField.focusing(
            [
                FormField(
                    "name", .plain, words(.signInName), in: "sign-in", autocomplete: "username", maximum: 60,
                    value: name, error: errors?["name"]
                ),
                FormField(
                    "password", .password, words(.password), in: "sign-in", autocomplete: "current-password",
                    error: errors?["password"]
                ),
            ],
            always: true
        )
    }
}

/// The code of the second factor, once the password was right.
struct SignInCodePage: WebPage {
    static let template = TemplateName.signInCode

    let title: String
    let intro: String
    let alert: String?
    let fields: [FormField]
    let ticket: String
    let target: String?
    let carried: String?

    init(
        _ words: Words, name: String, ticket: String, target: LocalPath?, carried: CarriedForm? = nil,
        errors: FormErrors? = nil
    ) {
        self.carried = carried?.text
        title = errors == nil ? words(.codeTitle) : "\(words(.errorPrefix)) – \(words(.codeTitle))"
        intro = words(.codeIntro, ["name": name])
        alert = errors?.general
        fields = FormField.focusing(
            [
                FormField(
                    "code", .code, words(.codeOrRecovery), in: "sign-in", autocomplete: "one-time-code", maximum: 20,
                    error: errors?["code"]
                )
            ],
            always: true
        )
        self.ticket = ticket
        self.target = target?.text
    }
}

extension Site {
    static let signInRoutes: [Route] = [
        .get("/sign-in", for: .anyone) { visit in
            let target = visit.target(visit.query["return"])
            // A session that stands needs no sign-in.
            if visit.own != nil { return visit.go(to: target ?? .home) }
            return try visit.show(SignInPage(visit.words, target: target, notice: visit.notice))
        },
        .post("/sign-in", for: .anyone, isCarried: false) { visit in
            let (name, password) = (visit.form["name"], visit.form["password"])
            let target = visit.target(visit.form["return"])
            let carried = CarriedForm(visit.form["carried"])
            do {
                var errors = FieldErrors()
                if name == nil { errors.add("name", .missing) }
                if password == nil { errors.add("password", .missing) }
                guard let name, let password else { throw errors }
                let outcome = try await API.trySignIn(name: name, .password(password), code: nil, visit.steps)
                guard case .codeWanted(let ticket) = outcome else {
                    return try await visit.enter(outcome, then: target)
                }
                return try visit.show(
                    SignInCodePage(visit.words, name: name, ticket: ticket, target: target, carried: carried))
            } catch {
                guard let errors = FormErrors(error, visit.words) else { throw error }
                return try visit.show(
                    SignInPage(visit.words, name: name, target: target, carried: carried, errors: errors),
                    status: errors.status,
                    headers: errors.headers
                )
            }
        },
        .post("/sign-in/code", of: "/sign-in", for: .anyone, isCarried: false) { visit in
            let sealed = visit.form["ticket"] ?? ""
            let target = visit.target(visit.form["return"])
            guard let ticket = try await visit.site.api.store.read(by: .nobody, { try $0.signInTicket(sealed) }) else {
                return try visit.show(
                    SignInPage(
                        visit.words, target: target, carried: CarriedForm(visit.form["carried"]),
                        notice: visit.words(.noticeCodeTooLate)),
                    status: .unauthorized)
            }
            do {
                guard let code = visit.form["code"].map(typedCode) else { throw FieldErrors("code", .missing) }
                let outcome = try await API.trySignIn(name: ticket.name, .ticket(ticket), code: code, visit.steps)
                return try await visit.enter(outcome, then: target)
            } catch {
                guard let errors = FormErrors(Self.ofCode(error), visit.words) else { throw error }
                return try visit.show(
                    SignInCodePage(
                        visit.words, name: ticket.name, ticket: sealed, target: target,
                        carried: CarriedForm(visit.form["carried"]), errors: errors),
                    status: errors.status, headers: errors.headers
                )
            }
        },
        // From the page of the code, with what goes along.
        .post("/sign-in/again", of: "/sign-in", for: .anyone, isCarried: false) { visit in
            try visit.show(
                SignInPage(
                    visit.words, target: visit.target(visit.form["return"]),
                    carried: CarriedForm(visit.form["carried"])))
        },
        .post("/sign-out", of: "/", for: .anyone, isCarried: false) { visit in
            guard visit.own != nil else { return visit.go(to: .signIn) }
            let reply = try await visit.perform(API.signOut)
            return visit.go(to: .signIn.with(.signedOut), headers: reply.cookies)
        },
    ]

    /// A code as people type it: in groups, in capitals, or with the digits of a Chinese input method.
    static func typedCode(_ raw: String) -> String {
        var code = ""
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0xFF10...0xFF19: code.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
            case 0x2D: break
            default: if !scalar.properties.isWhitespace { code.unicodeScalars.append(scalar) }
            }
        }
        return code.lowercased()
    }

    /// The password was right before: what is wrong now is the code.
    private static func ofCode(_ error: any Error) -> any Error {
        guard let problem = error as? Problem, problem.code == "wrongCredentials" else { return error }
        return FieldErrors("code", .rule, "not the code that the app shows now: is its clock right?")
    }
}

extension Visit {
    fileprivate var steps: Steps { site.api.steps(for: visitor, request: requestID) }

    /// - Throws: a ``Problem`` for whoever did not get in.
    fileprivate func enter(_ outcome: SignInOutcome, then target: LocalPath?) async throws -> Response {
        let reply = try await API.reply(to: outcome, steps)
        guard let carried = CarriedForm(form["carried"]) else {
            return go(to: target ?? .home, headers: reply.cookies)
        }
        let session = try JSON.parse(reply.body)
        let name = session["account"]?["name"]?.string ?? ""
        if carried.account != name { return go(to: .home.with(.anothersForm), headers: reply.cookies) }
        let reader = Frame.Reader(
            readerName: name, account: name, csrfToken: session["csrfToken"]?.string ?? "")
        return try show(ResumePage(carried, words), headers: reply.cookies, reader: reader)
    }

    /// Where to go on to after signing in: a page of this server, and not this one again.
    fileprivate func target(_ raw: String?) -> LocalPath? {
        guard let path = raw.flatMap(LocalPath.init), !path.path.hasPrefix("/sign-") else { return nil }
        return path
    }
}
