import Domain
import Server

/// Somebody signed in by password for as long as one command lasts: for what a token must not do.
struct SignedInClient: Sendable {
    private let client: APIClient
    private let headers: [String: String]
    /// Of the session: the account, and whether a second factor has to be set up first.
    let session: JSON

    /// Asks for whatever is needed and was not given.
    static func signIn(to client: APIClient, name: String?) async throws -> SignedInClient {
        let name = try name ?? Prompt.ask("Sign-in name")
        let password = try Prompt.askSecret("Password")
        do {
            return try await SignedInClient(client, name: name, password: password, code: nil)
        } catch let refusal as Refusal where refusal.code == "codeNeeded" {
            let code = try Prompt.ask("Code of the second factor")
            return try await SignedInClient(client, name: name, password: password, code: code)
        }
    }

    private struct Refusal: Error {
        let code: String
    }

    init(_ client: APIClient, name: String, password: String, code: String? = nil) async throws {
        self.client = client
        let response = try await client.exchange(
            ZhibuServer.LocalRequest(
                "POST", APIClient.root + "/session",
                body: .json(.members(["name": .string(name), "password": .string(password), "code": code.json]))
            )
        )
        let body = (try? JSON.parse(response.body)) ?? .null
        guard response.status == 201 else {
            if body["code"] == "codeNeeded" { throw Refusal(code: "codeNeeded") }
            throw CommandFailure(status: response.status, body: response.body, isFromServer: true)
        }
        let set = response.headers.first { $0.key.lowercased() == "set-cookie" }?.value ?? ""
        let cookies = set.split(separator: "\n").compactMap {
            $0.split(separator: ";").first.map { String($0).trimmed }
        }
        headers = ["Cookie": cookies.joined(separator: "; "), "X-CSRF-Token": body.shown("csrfToken")]
        session = body
    }

    @discardableResult
    func send(_ method: String, _ path: String, _ body: JSON? = nil, ifVersion version: Int64? = nil) async throws
        -> JSON
    {
        var headers = headers
        if let version { headers["If-Match"] = "\"\(version)\"" }
        let response = try await client.exchange(
            ZhibuServer.LocalRequest(
                method, APIClient.root + path, headers: headers, body: body.map { .json($0) } ?? .none
            )
        )
        guard (200..<300).contains(response.status) else {
            throw CommandFailure(status: response.status, body: response.body, isFromServer: true)
        }
        return (try? JSON.parse(response.body)) ?? .null
    }

    func signOut() async throws {
        try await send("DELETE", "/session")
    }

    /// Does something signed in, and signs out again whatever comes of it.
    static func whileSignedIn<Value>(
        to client: APIClient, name: String?, _ work: (SignedInClient) async throws -> Value
    ) async throws -> Value {
        let signedIn = try await signIn(to: client, name: name)
        do {
            let value = try await work(signedIn)
            try? await signedIn.signOut()
            return value
        } catch {
            try? await signedIn.signOut()
            throw error
        }
    }
}
