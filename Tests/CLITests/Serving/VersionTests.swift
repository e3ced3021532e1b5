import Domain
import Foundation
import Testing

/// The program's version, said in several places and kept in one.
struct VersionTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    @Test func `the version is one, with the commit where the build was told of it`() async throws {
        let place = try Workplace()
        let said = try await place.succeed("--version").out
        let version = try #require(said.wholeMatch(of: /zhibu ([0-9A-Za-z.-]+)( \([0-9a-f]{7,40}\+?\))?\n/)?.1)
        let document = try await place.succeed("openapi").json()
        #expect(document["info"]?["version"]?.string == String(version))
        // The newest chapter of the changelog is this version's.
        let changelog = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md").standardized, encoding: .utf8)
        let newest = changelog.split(separator: "\n").first { $0.hasPrefix("## ") && !$0.contains("Unreleased") }
        #expect(newest?.hasPrefix("## \(version) ") == true, "\(newest ?? "no chapter")")
    }
}
