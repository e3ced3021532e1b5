import Domain
import Foundation
import Testing

@testable import Server

/// The bureau on which the files of Tests/Fixtures/cases are tried: two branches, eight members, four areas.
struct CaseBureau {
    let server: TestServer

    static func file(_ name: String) throws -> String {
        let folder = SmallBureau.root.appending(path: "Tests/Fixtures/cases")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let found = try #require(names.first { $0.hasPrefix(name) }, "no case \(name)")
        return folder.appending(path: found).path
    }

    /// - Parameter lists: of the base, what is imported.
    init(with lists: [String] = ["branches", "members", "areas"]) async throws {
        server = try await TestServer()
        try await SmallBureau.expectMade(server.post("/committees", ["code": "JG", "name": "机关党委"]))
        let document = try JSON.parse(Data(contentsOf: URL(filePath: try Self.file("00-base-4"))))
        let scheme = try await server.post("/schemes", ["content": document])
        try await SmallBureau.expectMade(scheme)
        try #require(await server.post("/schemes/\(scheme.id)/publish").status == 200)
        for (number, list) in ["branches", "members", "areas"].enumerated() where lists.contains(list) {
            try await SmallBureau.expectImported(importing(list, "00-base-\(number + 1)"))
        }
    }

    /// Imports a case.
    func importing(_ list: String, _ name: String, _ query: String = "") async throws -> Answer {
        try await server.send("POST", "/imports/\(list)\(query)", file: Self.file(name))
    }

    /// What the lists say now.
    func content() async throws -> [JSON] {
        var content: [JSON] = []
        for path in ["/branches", "/members", "/areas", "/calendar"] { content.append(try await server.get(path).json) }
        return content
    }

    func member(_ number: String) async throws -> JSON {
        try await server.get("/members?number=\(number)").items.first ?? .null
    }
}

extension Answer {
    /// `new changed unchanged` of a report.
    var counts: String {
        ["created", "changed", "unchanged"].map { json[$0]?.integer.map { String($0) } ?? "–" }.joined(separator: " ")
    }

    var notes: [String] { (json["notes"]?.array ?? []).compactMap(\.string) }
    var warnings: [String] { (json["warnings"]?.array ?? []).compactMap(\.string) }
    /// `line column code` of every error.
    var rowErrors: [String] {
        (json["errors"]?.array ?? []).map { error in
            "\(error["line"]?.integer ?? 0) \(error["field"]?.string ?? "") \(error["code"]?.string ?? "")"
        }
    }
    var details: [String] { (json["errors"]?.array ?? []).compactMap { $0["detail"]?.string } }
}
