import Foundation
import Testing

@testable import Server

/// `docs/mechanisms.md` says of each mechanism where it is: in commands, operations and tests that are there.
struct MechanismsTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// The cells of each row below the headings.
    private static func rows() throws -> [[Substring]] {
        let text = try String(contentsOf: root.appending(path: "docs/mechanisms.md"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
                Substring(trimmed($0))
            }
        }
    }

    private static func trimmed(_ cell: Substring) -> String { cell.trimmingCharacters(in: .whitespaces) }

    private static func quoted(_ cell: Substring) -> [String] {
        cell.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }

    @Test func `each of the thirty-six has its row`() throws {
        let numbers = try Self.rows().flatMap { $0[0].split(separator: ",").map(Self.trimmed) }
        #expect(Set(numbers.compactMap(Int.init)) == Set(1...36))
    }

    @Test func `what a row names is there`() async throws {
        let place = try Workplace()
        let operations = Set(API.operations.map(\.id))
        let tests = try #require(FileManager.default.enumerator(atPath: Self.root.appending(path: "Tests").path))
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: Self.root.appending(path: "Tests/\($0)"), encoding: .utf8) }
        for row in try Self.rows() {
            try #require(row.count == 6, "\(row)")
            #expect(!row[2].isEmpty && !Self.quoted(row[3]).isEmpty && !Self.quoted(row[4]).isEmpty, "\(row)")
            for command in Self.quoted(row[3]) {
                let words = command.split(separator: " ").map(String.init)
                #expect(words.first == "zhibu")
                let told = try await place.zhibu(Array(words.dropFirst()) + ["--help"])
                // Whatever is no command is told by the help of the one above it.
                let usage = "USAGE: zhibu \(words.dropFirst().prefix(2).joined(separator: " "))"
                #expect(told.status == 0 && told.out.contains(usage), "\(command): \(told.out)")
            }
            for operation in Self.quoted(row[4]) { #expect(operations.contains(operation), "\(operation)") }
            for test in row[5].split(separator: ",").map(Self.trimmed) {
                #expect(tests.contains { $0.contains("struct \(test)") || $0.contains("class \(test)") }, "\(test)")
            }
        }
    }
}
