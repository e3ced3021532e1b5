import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A browser as far as the pages need one: it keeps cookies, sends forms, and follows nothing by itself.
final class Browser {
    private let server: TestServer
    /// Another one that serves the same database; nil for the server itself.
    private var other: ZhibuServer?
    private(set) var cookies: [String: String] = [:]
    var language = "zh-CN,zh;q=0.9,en;q=0.5"
    private(set) var page = ""

    init(_ server: TestServer) {
        self.server = server
    }

    /// One in which the account has signed in.
    init(_ server: TestServer, as account: TestAccount) {
        self.server = server
        cookies = [SessionCookie.name(.session, at: .local): account.cookie.text]
    }

    /// From now on it comes to another server of the same database, as behind a proxy that has several.
    func goOn(through other: ZhibuServer) {
        self.other = other
    }

    @discardableResult
    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, .none, headers)
    }

    /// Sends a form, with the token of the page that was shown last, if there was one.
    @discardableResult
    func post(
        _ path: String, _ fields: [String: String] = [:], token: Bool = true, headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields = fields
        if token, let match = page.firstMatch(of: /name="csrfToken" value="([^"]+)"/) {
            fields["csrfToken"] = String(match.output.1)
        }
        let allowed = CharacterSet.alphanumerics
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        return try await post(path, raw: Array(body.utf8), headers: headers)
    }

    /// What the page's form would send if its button were pressed now, by name: what is ticked, chosen and filled in.
    func fields(of action: String) -> [String: String] {
        let forms = page.matches(of: /<form[^>]* action="([^"]*)"[^>]*>(.*?)<\/form>/.dotMatchesNewlines())
        // A table's own form, which only asks for the page again, may stand before it.
        let own = forms.filter { $0.output.1 == action }
        let sending = own.first { $0.output.0.prefix { $0 != ">" }.contains("method=\"post\"") }
        guard let form = (sending ?? own.first)?.output.2 else {
            Issue.record("the page has no form for \(action)")
            return [:]
        }
        var fields: [String: String] = [:]
        for input in form.matches(of: /<input[^>]*>/).map(\.output) {
            guard let name = input.firstMatch(of: /\ name="([^"]*)"/)?.output.1,
                !input.contains("type=\"checkbox\"") || input.contains(" checked")
            else { continue }
            fields[String(name)] = Self.text(input.firstMatch(of: /\ value="([^"]*)"/)?.output.1 ?? "")
        }
        for area in form.matches(of: /<textarea[^>]* name="([^"]*)"[^>]*>(.*?)<\/textarea>/.dotMatchesNewlines()) {
            fields[String(area.output.1)] = Self.text(area.output.2)
        }
        for menu in form.matches(of: /<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/.dotMatchesNewlines()) {
            let options = menu.output.2.matches(of: /<option value="([^"]*)"( selected)?/)
            let chosen = options.first { $0.output.2 != nil } ?? options.first
            fields[String(menu.output.1)] = chosen.map { Self.text($0.output.1) }
        }
        return fields
    }

    private static func text(_ html: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#123;", "{"), ("&amp;", "&")]
            .reduce(String(html)) { $0.replacing($1.0, with: $1.1) }
    }

    func post(_ path: String, raw: [UInt8], headers: [String: String] = [:]) async throws -> Answer {
        let file = server.folder.appending(path: UUID().uuidString)
        try Data(raw).write(to: file)
        var headers = headers
        headers["Content-Type"] = headers["Content-Type"] ?? Form.mediaType
        return try await send("POST", path, .file(path: file.path) { _ in }, headers)
    }

    private func send(
        _ method: String, _ path: String, _ body: ZhibuServer.LocalRequest.Body, _ more: [String: String]
    ) async throws -> Answer {
        var headers = ["Accept": "text/html,*/*;q=0.8", "Accept-Language": language]
        if !cookies.isEmpty { headers["Cookie"] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        headers.merge(more) { $1 }
        let request = ZhibuServer.LocalRequest(method, path, headers: headers, body: body)
        let response =
            if let other {
                try await Deadline.$patience.withValue(TestServer.patience) {
                    try await other.respond(to: request, by: nil)
                }
            } else {
                try await server.respond(to: request, by: nil)
            }
        let answer = Answer(response)
        for cookie in answer.headers["set-cookie"]?.split(separator: "\n") ?? [] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies[pair[0]] = pair.count == 2 ? pair[1] : nil
        }
        if answer.status != 303 { page = answer.text }
        return answer
    }
}

extension Answer {
    /// Where it leads on to.
    var location: String? { status == 303 ? headers["location"] : nil }
}

extension TestServer {
    /// Makes an account.
    ///
    /// - Returns: where its password is set.
    func passwordPath(for name: String, role: String? = nil) async throws -> String {
        let account = try await post("/accounts", ["name": .string(name), "title": "值班 <b>"])
        if let role { try await post("/accounts/\(account.id)/grants", ["role": .string(role)]) }
        return try await post("/accounts/\(account.id)/links").json["path"]?.string ?? ""
    }

    /// An account with a password, and a browser that has signed in with it.
    func signedIn(_ name: String = "duty", role: String? = nil) async throws -> Browser {
        let browser = Browser(self)
        let path = try await passwordPath(for: name, role: role)
        try await browser.post(path, ["newPassword": Self.password, "again": Self.password])
        try await browser.post("/sign-in", ["name": name, "password": Self.password])
        return browser
    }
}
