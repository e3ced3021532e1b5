import Domain
import Foundation
import Testing

@testable import Server

/// The document that clients are written by: sound in itself, and changed only where a reviewer sees it.
struct OpenAPITests {
    private static let document = OpenAPI.document(below: .root)

    private static let goldenFolder = SmallBureau.root.appending(path: "Tests/Fixtures/openapi")

    @Test(arguments: OpenAPI.byRoom().map(\.name))
    func `the golden copy is the document, room by room`(name: String) throws {
        let path = Self.goldenFolder.appending(path: "\(name).json")
        let golden = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        let part = try #require(OpenAPI.byRoom().first { $0.name == name }).part
        let current = part.prettyText + "\n"
        if golden == current { return }
        let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
        let new = current.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        Issue.record(
            """
            The API's contract changed. If that is meant, run ‘make golden’ and let the reviewer see the difference.
            It begins in line \(line + 1) of Tests/Fixtures/openapi/\(name).json:
            - \(old.dropFirst(line).first ?? "(its end)")
            + \(new.dropFirst(line).first ?? "(its end)")
            """
        )
    }

    @Test func `the parts hold the whole document, everything once, and there is no other file of them`() throws {
        let parts = OpenAPI.byRoom()
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.goldenFolder.path)
        #expect(Set(files) == Set(parts.map { "\($0.name).json" }))
        let shared = try #require(parts.first { $0.name == "Shared" }).part
        for member in try #require(Self.document.object).members where !["paths", "components"].contains(member.name) {
            #expect(shared[member.name] == member.value, "\(member.name)")
        }
        for member in try #require(Self.document["components"]?.object).members where member.name != "schemas" {
            #expect(shared["components"]?[member.name] == member.value, "\(member.name)")
        }
        let schemas = parts.flatMap { $0.part["components"]?["schemas"]?.object?.members ?? [] }
        #expect(Set(schemas.map(\.name)).count == schemas.count)
        #expect(Set(schemas) == Set(try #require(Self.document["components"]?["schemas"]?.object).members))
        let operations = parts.flatMap { Self.operations(in: $0.part) }
        #expect(operations.count == API.operations.count)
        #expect(Set(operations) == Set(Self.operations(in: Self.document)))
    }

    @Test func `a room has the schemas that only it leads to`() throws {
        let parts = Dictionary(uniqueKeysWithValues: OpenAPI.byRoom().map { ($0.name, $0.part) })
        for (name, part) in parts where name != "Shared" {
            var others: Set<String> = []
            for (other, part) in parts where other != name {
                Self.visit(part) { object in
                    if let name = object["$ref"]?.string?.split(separator: "/").last { others.insert(String(name)) }
                }
            }
            let own = try #require(part["components"]?["schemas"]?.object).members.map(\.name)
            #expect(!own.isEmpty && others.isDisjoint(with: own), "\(name)")
        }
    }

    @Test func `every reference leads somewhere`() throws {
        var references: Set<String> = []
        Self.visit(Self.document) { object in
            if let reference = object["$ref"]?.string { references.insert(reference) }
        }
        #expect(references.count > 20)
        for reference in references {
            let found = reference.split(separator: "/").dropFirst().reduce(Self.document as JSON?) { $0?[String($1)] }
            #expect(reference.hasPrefix("#/") && found != nil, "\(reference)")
        }
    }

    @Test func `no component is left over`() throws {
        var references: Set<String> = []
        Self.visit(Self.document) { object in
            if let name = object["$ref"]?.string?.split(separator: "/").last { references.insert(String(name)) }
        }
        let components = try #require(Self.document["components"]?["schemas"]?.object).members.map(\.name)
        #expect(Set(components).subtracting(references).isEmpty)
    }

    @Test func `operations have names of their own, a room and a summary`() throws {
        let operations = try Self.operations()
        #expect(operations.count == API.operations.count)
        #expect(Set(operations.compactMap { $0.json["operationId"]?.string }).count == operations.count)
        let rooms = Set((Self.document["tags"]?.array ?? []).compactMap { $0["name"]?.string })
        for operation in operations {
            #expect(operation.json["summary"]?.string?.isEmpty == false, "\(operation.name)")
            #expect(operation.json["tags"]?.array?.allSatisfy { rooms.contains($0.string ?? "") } == true)
        }
    }

    @Test func `what stands in braces is described, and nothing else is in the path`() throws {
        for operation in try Self.operations() {
            let inPath = operation.path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
                .map { $0.dropFirst().dropLast() }
            let parameters = operation.json["parameters"]?.array ?? []
            let described = parameters.filter { $0["in"] == "path" }
            #expect(described.compactMap { $0["name"]?.string } == inPath.map(String.init), "\(operation.name)")
            #expect(described.allSatisfy { $0["required"] == true })
            let names = parameters.compactMap { $0["name"]?.string }
            #expect(Set(names).count == names.count, "\(operation.name)")
            #expect(parameters.allSatisfy { $0["schema"]?["type"] != nil }, "\(operation.name)")
        }
    }

    @Test func `what is required is described`() {
        var objects = 0
        Self.visit(Self.document) { object in
            guard let required = object["required"]?.array else { return }
            objects += 1
            let known = Set(object["properties"]?.object?.members.map(\.name) ?? [])
            #expect(Set(required.compactMap(\.string)).isSubset(of: known), "\(required)")
            #expect(Set(required.compactMap(\.string)).count == required.count)
        }
        #expect(objects > 30)
    }

    @Test func `an object says what it may hold`() {
        Self.visit(Self.document["components"] ?? .null) { object in
            guard object["type"] == "object", object["properties"] != nil else { return }
            #expect(object["additionalProperties"] == false)
        }
    }

    @Test func `a request that changes something names its key, a safe one has no body`() throws {
        for operation in try Self.operations() {
            let headers = (operation.json["parameters"]?.array ?? []).filter { $0["in"] == "header" }
                .compactMap { $0["name"]?.string }
            let isSafe = operation.method == "get"
            let stated = try #require(API.operations.first { $0.id == operation.json["operationId"]?.string })
            #expect(headers.contains("Idempotency-Key") == stated.keepsReply, "\(operation.name)")
            #expect(headers.contains("If-Match") == stated.needsVersion, "\(operation.name)")
            // What has several steps hands out what is not to be had twice, or proves itself by a password.
            if case .steps = stated.work {
                #expect(!stated.keepsReply && !stated.needsVersion)
            } else {
                #expect(stated.keepsReply == (!isSafe && !stated.tellsOnce))
                #expect(stated.needsVersion == (operation.method == "put"))
            }
            if isSafe { #expect(operation.json["requestBody"] == nil) }
        }
    }

    @Test func `what is read to be changed links to the change, with its version`() throws {
        let operations = try Self.operations()
        let changes = Set(API.operations.filter(\.needsVersion).map(\.id))
        for change in operations where changes.contains(change.json["operationId"]?.string ?? "") {
            // A part that is not read by itself has the version of what it is a part of.
            guard let read = operations.first(where: { $0.path == change.path && $0.method == "get" }) else {
                let whole = change.path.split(separator: "/").dropLast().joined(separator: "/")
                #expect(operations.contains { $0.path == "/\(whole)" && $0.method == "get" }, "\(change.name)")
                continue
            }
            let success = try #require(read.json["responses"]?["200"])
            #expect(success["headers"]?["ETag"]?["required"] == true, "\(read.name)")
            let link = try #require(success["links"]?["change"])
            #expect(link["operationId"] == change.json["operationId"])
            #expect(link["parameters"]?["header.If-Match"] == "$response.header.ETag")
        }
    }

    @Test func `every operation tells its success and its refusals`() throws {
        for operation in try Self.operations() {
            let statuses = (operation.json["responses"]?.object?.members ?? []).map(\.name)
            let successes = statuses.filter { $0.hasPrefix("2") }
            #expect(["200", "201", "204"].contains(successes[0]), "\(operation.name)")
            #expect(successes.count == 1 || successes == ["201", "200"], "\(operation.name)")
            #expect(statuses.contains("422"))
            #expect(statuses.contains("401"))
            if successes == ["204"] { #expect(operation.json["responses"]?["204"]?["content"] == nil) }
            #expect(statuses.contains("404") == operation.path.contains("{"), "\(operation.name)")
        }
    }

    @Test func `an operation says what credential it wants, and how it refuses one`() throws {
        let schemes = try #require(Self.document["components"]?["securitySchemes"]?.object).members.map(\.name)
        for operation in try Self.operations() {
            let stated = try #require(API.operations.first { $0.id == operation.json["operationId"]?.string })
            let ways = try #require(operation.json["security"]?.array, "\(operation.name)").map { way in
                Set((way.object?.members ?? []).map(\.name))
            }
            #expect(ways.allSatisfy { $0.isSubset(of: schemes) })
            let session: Set = stated.isSafe ? ["session"] : ["session", "csrfToken"]
            #expect(
                ways == (stated.need == .nothing ? [] : [["token"], ["tokenAsPassword"], session]),
                "\(operation.name)"
            )
            let statuses = (operation.json["responses"]?.object?.members ?? []).map(\.name)
            #expect(statuses.contains("403") == (stated.need != .nothing || !stated.isSafe), "\(operation.name)")
            #expect(statuses.contains("429"), "\(operation.name)")
        }
        let open = API.operations.filter { $0.need == .nothing }.map(\.id)
        #expect(
            Set(open) == [
                "signIn", "setPassword", "describe", "readBallot", "castBallot", "handInAnonymously", "readSuggestion",
            ])
    }

    @Test func `the server answers with the document`() async throws {
        let answer = try await TestServer().get("/openapi.json")
        #expect(answer.headers["content-type"] == "application/json")
        #expect(answer.json == Self.document)
    }

    // MARK: - Walking

    private struct Described: Hashable {
        let path: String
        let method: String
        let json: JSON
        var name: String { "\(method) \(path)" }
    }

    private static func operations() throws -> [Described] {
        let operations = operations(in: document)
        try #require(!operations.isEmpty)
        return operations
    }

    private static func operations(in document: JSON) -> [Described] {
        (document["paths"]?.object?.members ?? []).flatMap { path in
            (path.value.object?.members ?? []).map { Described(path: path.name, method: $0.name, json: $0.value) }
        }
    }

    private static func visit(_ json: JSON, _ body: (JSON.Object) -> Void) {
        switch json {
        case .object(let object):
            body(object)
            for member in object.members { visit(member.value, body) }
        case .array(let values):
            for value in values { visit(value, body) }
        default: break
        }
    }
}
