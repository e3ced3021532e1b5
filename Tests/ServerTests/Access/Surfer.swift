import Domain

@testable import Server
@testable import Storage

/// A browser: it keeps the cookies it is given and sends them with every request.
struct Surfer {
    let server: TestServer
    var cookies: [String: String] = [:]
    var csrfToken: String?

    init(_ server: TestServer) {
        self.server = server
    }

    /// With the session of an account, as if it had signed in here.
    init(_ server: TestServer, as account: TestAccount) {
        self.server = server
        cookies[SessionCookie.name(.session, at: .local)] = account.cookie.text
        csrfToken = account.csrfToken
    }

    var session: String? { cookies[SessionCookie.name(.session, at: .local)] }

    mutating func send(
        _ method: String, _ path: String, _ body: JSON? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var headers = headers
        if !cookies.isEmpty {
            headers["Cookie"] = cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ")
        }
        if let csrfToken, headers["X-CSRF-Token"] == nil { headers["X-CSRF-Token"] = csrfToken }
        let answer = try await server.send(method, path, body, headers: headers, by: nil)
        for cookie in answer.cookies {
            let pair = cookie.split(separator: ";").first.map(String.init) ?? ""
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies[parts[0]] = parts[1].isEmpty ? nil : parts[1]
        }
        if let token = answer.json["csrfToken"]?.string { csrfToken = token }
        return answer
    }

    mutating func signIn(
        _ name: String, _ password: String = TestServer.password, code: String? = nil
    ) async throws -> Answer {
        var body: JSON = ["name": .string(name), "password": .string(password)]
        if let code { body = ["name": .string(name), "password": .string(password), "code": .string(code)] }
        return try await send("POST", "/session", body)
    }
}

extension Answer {
    var cookies: [String] { (headers["set-cookie"] ?? "").split(separator: "\n").map(String.init) }
}
