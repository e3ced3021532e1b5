import Domain
import Testing

@testable import Server
@testable import Storage

/// Every page, in every language, from models that fill whatever can be filled with what could do harm, and from models
/// that leave out whatever can be left out.
struct PageTests {
    private static let hostile = "<b>&\"'{{title}}</b>\"\u{301}"

    private static func render<Model: WebPage>(_ page: Model, _ words: Words, isSignedIn: Bool = true) throws -> String
    {
        let frame = Frame(
            words, assets: try WebResources.embedded.get().assets,
            reader: isSignedIn ? Frame.Reader(readerName: hostile, account: hostile, csrfToken: "token") : nil,
            returnPath: "/account"
        )
        return try WebResources.embedded.get().html(page, in: frame, words)
    }

    private static func section(_ form: String, _ error: String?) -> AccountPage.FormSection {
        AccountPage.FormSection(
            alert: error,
            fields: [FormField("name", .plain, "Name", in: form, value: error, hint: error, error: error)])
    }

    private static func account(isFull: Bool) -> AccountPage {
        let filled = isFull ? hostile : nil
        return AccountPage(
            title: "title", notice: filled, signInName: hostile, owner: filled,
            roles: isFull ? [RoleLine(role: hostile, scope: hostile, note: filled)] : [],
            password: section("change", filled),
            factor: AccountPage.SecondFactorSection(
                isOn: isFull, codesLeft: hostile, removal: section("remove", filled)),
            sessions: [true, false].map {
                AccountPage.SessionLine(
                    id: "1", began: "now", lastUsed: "now", address: hostile, agent: hostile, isCurrent: $0)
            },
            hasTokens: isFull,
            tokenLines: isFull
                ? [
                    AccountPage.TokenLine(
                        id: "1", name: hostile, extent: hostile, madeAt: "now", expires: "then", lastUsed: hostile)
                ] : [],
            newToken: section("token", filled),
            extents: [FormField.Choice(code: "read", label: hostile, isChosen: isFull)]
        )
    }

    private static func pages(_ words: Words) throws -> [any WebPage] {
        let errors = FormErrors("newPassword", .errorPasswordAgain, words)
        let setup = SecondFactorSetup(secret: "ABCDEFGHIJ", uri: "otpauth://totp/\(hostile)")
        let target = try #require(LocalPath("/account?notice=token-revoked"))
        return [
            SignInPage(words, target: nil),
            SignInPage(words, name: hostile, target: target, notice: hostile, errors: errors),
            SignInCodePage(words, name: hostile, ticket: "t", target: nil),
            SignInPage(words, target: nil, carried: CarriedForm("/areas/1 reader=x&a=\(LocalPath.encoded(hostile))")),
            ResumePage(try #require(CarriedForm("/areas/1 reader=x&a=\(LocalPath.encoded(hostile))")), words),
            SignInCodePage(words, name: hostile, ticket: "t", target: target, errors: errors),
            PasswordLinkPage(words, name: hostile), PasswordLinkPage(words, name: hostile, errors: errors),
            LinkSpentPage(words), account(isFull: true), account(isFull: false),
            SecondFactorPage(words, name: hostile, isNeeded: true, begun: nil, errors: errors),
            SecondFactorPage(words, name: hostile, isNeeded: false, begun: setup, errors: errors),
            RecoveryCodesPage(words, codes: ["abc", hostile]),
            TokenMadePage(words, made: ["name": .string(hostile), "secret": "zhibu_x"]),
            OperationsPage(words), OperationPage(API.submitSheet),
            OperationPage(API.signOut), ErrorPage(.notFound, of: Problem.notFound, requestID: hostile, words),
        ]
    }

    @Test(arguments: Language.allCases, [true, false])
    func `every page is whole, and what people wrote stays text`(language: Language, isSignedIn: Bool) throws {
        let words = try WebResources.embedded.get().words(of: language)
        for page in try Self.pages(words) {
            let html = try Self.render(page, words, isSignedIn: isSignedIn)
            let name = "\(type(of: page)) \(language)"
            #expect(html.contains("<html lang=\"\(language.rawValue)\">"), "\(name)")
            #expect(html.matches(of: /<h1/).count == 1, "\(name)")
            // In an element that would be read as markup, in an attribute that would end it.
            #expect(!html.contains("<b>"), "\(name)")
            #expect(!html.utf8.contains(subsequence: "\"\u{301}".utf8), "\(name)")
            #expect(!html.contains("{{") && !html.contains("}}</b>\"") && !html.contains("Optional("), "\(name)")
            for empty in [/<(p|h1|h2|h3|label|td|th|dd|dt|button|code|option|title)( [^>]*)?>\s*<\//] {
                #expect(html.firstMatch(of: empty) == nil, "\(name): \(html.firstMatch(of: empty)?.output.0 ?? "")")
            }
            // Every form but that of a page without a session carries the token.
            let forms = html.matches(of: /<form/).count
            #expect(html.matches(of: /name="csrfToken"/).count == (isSignedIn ? forms : 0), "\(name)")
        }
    }

    @Test(arguments: Language.allCases)
    func `what describes a field is on the page`(language: Language) throws {
        let words = try WebResources.embedded.get().words(of: language)
        for page in try Self.pages(words) {
            let html = try Self.render(page, words)
            for match in html.matches(of: /aria-describedby="([^"]+)"/) {
                for id in match.output.1.split(separator: " ") { #expect(html.contains("id=\"\(id)\"")) }
            }
            for match in html.matches(of: /<label for="([^"]+)"/) { #expect(html.contains("id=\"\(match.output.1)\"")) }
            let ids = html.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "\(type(of: page)) \(ids)")
        }
    }

    @Test func `a name that neither page nor frame has is a fault, and so is one that is nil where it is shown`() throws
    {
        let words = try WebResources.embedded.get().words(of: .english)
        for (template, fault) in [
            ("{{titel}}", "‘titel’ is known neither to the page nor to its frame"),
            ("{{notice}}", "‘notice’ is nil where it is shown"),
        ] {
            let resources = try WebResources { file in
                file == TemplateName.signIn.file ? Array(template.utf8) : WebResources.embeddedFile(file)
            }
            let frame = Frame(words, assets: resources.assets, reader: nil, returnPath: nil)
            let error = #expect(throws: PageFault.self) {
                try resources.html(SignInPage(words, target: nil), in: frame, words)
            }
            #expect(error?.faults == [fault])
        }
    }

    @Test func `nil is nil, whatever the same name means further out`() throws {
        let words = try WebResources.embedded.get().words(of: .english)
        let html = try Self.render(
            SignInPage(words, target: nil, errors: FormErrors("password", .errorPasswordAgain, words)), words)
        // The name's field has no error, though the password's has.
        #expect(html.matches(of: /<p class="error"/).count == 1)
    }
}

extension String.UTF8View {
    fileprivate func contains(subsequence: String.UTF8View) -> Bool {
        let (all, wanted) = (Array(self), Array(subsequence))
        return all.indices.contains { all[$0...].starts(with: wanted) }
    }
}
