import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Server

/// What holds for every operation alike (design §6).
struct ConventionTests {
    @Test func `all errors of a body come at once, each with its path`() async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.post(
            "/members",
            [
                "number": "x y", "standing": "half", "joined": "2026-02-30", "becameFull": 5, "branch": "A",
                "colour": "red",
            ]
        )
        #expect(answer.status == 422)
        #expect(answer.headers["content-type"] == "application/problem+json")
        #expect(answer.code == "invalidInput")
        #expect(
            Set(answer.errors) == [
                "number format", "name required", "standing unknown", "joined range", "becameFull format",
                "colour unexpected",
            ]
        )
        #expect(answer.json["requestId"]?.string == answer.headers["x-request-id"])
    }

    @Test(arguments: ["{", "{\"a\":1,\"a\":2}", "", "nonsense", "{\"a\":1}x", "\u{FEFF}["])
    func `a body that is not JSON is unreadable`(body: String) async throws {
        let server = try await TestServer()
        let response = try await server.sendRaw("POST", "/committees", Array(body.utf8), type: "application/json")
        #expect(response.status == 400)
        #expect(response.code == "unreadableBody")
    }

    @Test func `a body over the limit is refused`() async throws {
        let server = try await TestServer()
        let body = Array("{\"code\":\"\(String(repeating: "x", count: API.largestBody))\"}".utf8)
        #expect(try await server.sendRaw("POST", "/committees", body, type: "application/json").status == 413)
    }

    @Test func `another media type is refused`() async throws {
        let server = try await TestServer()
        let answer = try await server.sendRaw("POST", "/committees", Array("code=x".utf8), type: "text/plain")
        #expect(answer.status == 415)
        #expect(try await server.sendRaw("POST", "/imports/branches", [], type: "application/json").status == 415)
    }

    @Test(arguments: [
        ("DELETE", "/branches", "GET, HEAD, POST"), ("PATCH", "/members/1", "GET, HEAD, PUT"),
        ("GET", "/cycles/1/close", "POST"), ("POST", "/openapi.json", "GET, HEAD"),
        ("QUERY", "/branches", "GET, HEAD, POST"),
    ])
    func `a wrong method is told from a wrong path`(method: String, path: String, allow: String) async throws {
        let answer = try await TestServer().send(method, path)
        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == allow)
    }

    @Test(arguments: [
        "/nothing", "/branches/99", "/branches/x", "/branches/0", "/branches/-1", "/branches/1.0", "/branches/1/x",
    ])
    func `what is not there is not found`(path: String) async throws {
        let answer = try await SmallBureau().server.get(path)
        #expect(answer.status == 404)
        #expect(answer.code == "notFound")
    }

    @Test(arguments: [
        ("limit=0", "limit range"), ("limit=501", "limit range"), ("limit=x", "limit range"),
        ("cursor=%21", "cursor format"),
        ("cursor=bm8", "cursor format"), ("cursor=WyJcdTAwMDAiXQ", "cursor format"), ("code=%00", "code format"),
        ("colour=red", "colour unexpected"), ("code=a&code=b", "code duplicate"),
    ])
    func `a query is checked like a body`(query: String, error: String) async throws {
        let answer = try await SmallBureau().server.get("/branches?\(query)")
        #expect(answer.status == 422)
        #expect(answer.errors == [error])
    }

    @Test(arguments: ["%00", "A%00", "%01", "%7F"])
    func `no operation's query takes a control character`(value: String) async throws {
        let server = try await TestServer()
        let file = server.folder.appending(path: "body").path
        try Data("编号\nA\n".utf8).write(to: URL(filePath: file))
        for operation in API.operations {
            let path = operation.path.replacing(/\{[^}]*\}/, with: "1")
            for parameter in operation.query {
                let (body, brought): (JSON?, String?) =
                    switch operation.body {
                    case .none: (nil, nil)
                    case .json: ([:], nil)
                    case .spreadsheet, .attachment: (nil, file)
                    }
                let answer = try await server.send(
                    operation.method.rawValue, "\(path)?\(parameter.name)=\(value)", body, file: brought,
                    by: .operator(systemUser: "test"))
                #expect(answer.status == 422, "\(operation.id) \(parameter.name): \(answer.text)")
                #expect(answer.errors.contains("\(parameter.name) format"), "\(operation.id): \(answer.errors)")
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 10])
    func `pages of any size make up the whole list`(limit: Int) async throws {
        let server = try await SmallBureau().server
        let whole = try await server.get("/members").items
        #expect(whole.count == 10)
        var paged: [JSON] = []
        var path = "/members?limit=\(limit)"
        while true {
            let page = try await server.get(path)
            paged += page.items
            #expect(page.items.count <= limit)
            guard let next = page.json["nextCursor"]?.string else { break }
            path = "/members?limit=\(limit)&cursor=\(next)"
        }
        #expect(paged == whole)
    }

    @Test func `what is edited carries a version`() async throws {
        let server = try await SmallBureau().server
        let read = try await server.get("/branches/1")
        #expect(read.headers["etag"] == "\"1\"")
        let body: JSON = ["code": "A", "name": "新名", "kind": "ordinary", "secretaryPost": "fullTime"]
        #expect(try await server.send("PUT", "/branches/1", body).status == 428)
        #expect(try await server.send("PUT", "/branches/1", body, headers: ["If-Match": "\"7\""]).status == 412)
        let changed = try await server.send("PUT", "/branches/1", body, headers: ["If-Match": "\"1\""])
        #expect(changed.status == 200)
        #expect(changed.headers["etag"] == "\"2\"")
        #expect(try await server.send("PUT", "/branches/1", body, headers: ["If-Match": "\"1\""]).status == 412)
    }

    @Test(arguments: ["*", "", "\"\"", "\"", "W/\"1\"", "\"1\", \"2\"", "1\"", "\"x\"", "-1"])
    func `what is no version is unreadable`(tag: String) async throws {
        let body: JSON = ["code": "A", "name": "新名", "kind": "ordinary", "secretaryPost": "fullTime"]
        let answer = try await SmallBureau().server.send("PUT", "/branches/1", body, headers: ["If-Match": tag])
        #expect(answer.status == 400)
        #expect(answer.code == "badVersion")
    }

    @Test func `a key that comes with another request is refused`() async throws {
        let server = try await SmallBureau().server
        let key = ["Idempotency-Key": "k"]
        #expect(try await server.post("/cycles", ["branch": "A", "month": "2026-11"], headers: key).status == 201)
        let other = try await server.post("/cycles", ["branch": "B", "month": "2026-11"], headers: key)
        #expect(other.status == 422)
        #expect(other.code == "idempotencyKeyReused")
        #expect(
            try await server.post("/cycles", ["branch": "B", "month": "2026-11"], headers: ["Idempotency-Key": ""])
                .status == 400)
    }

    @Test func `a refused request keeps no reply, so that it can be mended and sent again`() async throws {
        let server = try await SmallBureau().server
        let key = ["Idempotency-Key": "k"]
        #expect(try await server.post("/cycles", ["branch": "A", "month": "2027-11"], headers: key).status == 409)
        try server.go(to: "2027-11-02")
        #expect(try await server.post("/cycles", ["branch": "A", "month": "2027-11"], headers: key).status == 201)
    }

    @Test func `a kept reply is forgotten after seven days`() async throws {
        let server = try await SmallBureau().server
        let key = ["Idempotency-Key": "k"]
        try await server.post("/cycles", ["branch": "A", "month": "2026-11"], headers: key)
        try server.go(to: "2026-12-02")
        let again = try await server.post("/cycles", ["branch": "A", "month": "2026-11"], headers: key)
        #expect(again.headers["idempotency-replayed"] == nil)
        #expect(again.status == 200)
    }

    @Test func `concurrent repeats of one request have one effect`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answers = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let answer = try await bureau.server.post(
                        "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "self", by: "103"),
                        headers: ["Idempotency-Key": "same"]
                    )
                    return (answer.status, answer.body)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map(\.0)) == [201])
        #expect(Set(answers.map(\.1)).count == 1)
        #expect(try await bureau.server.get("/cycles/\(cycle)/sheets").items.count == 1)
    }
}
