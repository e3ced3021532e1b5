import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

/// Every operation, by everybody who might ask for it (``RoleMatrix``).
struct RoleMatrixTests {
    private static let rows = RoleMatrix.rows(of: RoleMatrix.table)

    @Test func `every operation has its row, and every row its operation`() {
        #expect(Set(Self.rows.map(\.operation)) == Set(API.operations.map(\.id)))
        #expect(Set(Self.rows.map(\.name)).count == Self.rows.count)
        #expect(Set(Self.rows.map(\.name)) == Set(Example.all.keys))
        let visitors = WideBureau.Visitor.allCases.map(\.rawValue)
        for row in Self.rows { #expect(row.expected.map(\.visitor) == visitors, "\(row.name)") }
    }

    @Test(arguments: rows.map(\.name).filter(LedgerMatrix.isTried))
    func `an operation is done for whoever may, and for nobody else`(name: String) async throws {
        let row = try #require(Self.rows.first { $0.name == name })
        let example = try #require(Example.all[name])
        // Nothing stays of what one visitor did, so that all come to the same bureau.
        let bureau = try await WideBureau()
        var request: Example.Request?
        for (name, expected) in row.expected {
            let visitor = try #require(WideBureau.Visitor(rawValue: name))
            var tried: Answer?
            if !example.isPreparedForSender {
                let ready = if let request { request } else { try await bureau.ready(example) }
                request = ready
                tried = try await bureau.server.trial.reverting {
                    try await bureau.send(ready, by: bureau.principal(visitor))
                }
            }
            let answer = if let tried { tried } else { try await WideBureau().send(example, by: visitor) }
            let isDone = (200..<300).contains(answer.status)
            #expect(
                isDone ? expected == "ok" : String(answer.status) == expected,
                "\(row.name) by \(name): \(answer.status) for \(expected): \(answer.text.prefix(300))"
            )
            // What a care case says stands behind its own door alone, and in nothing that any other tells.
            let mayTell = example.operation.id == API.showCareCase.id && isDone
            #expect(mayTell == answer.text.contains(WideBureau.planted), "\(row.name) by \(name)")
        }
    }

    @Test(arguments: RoleMatrix.rows(of: RoleMatrix.lists).map(\.name))
    func `a list shows what is in scope, and nothing else`(name: String) async throws {
        let row = try #require(RoleMatrix.rows(of: RoleMatrix.lists).first { $0.name == name })
        let example = try #require(Example.all[name])
        let bureau = try await WideBureau()
        for (name, expected) in row.expected where expected != "-" {
            let visitor = try #require(WideBureau.Visitor(rawValue: name))
            let answer = try await bureau.send(example, by: visitor)
            let found = Set(Self.owners(of: row.name, in: answer)).sorted()
            #expect(String(found.joined()) == String(expected.sorted()), "\(row.name) by \(name)")
        }
    }

    @Test func `every list that is not of one thing has its row`() {
        let lists = API.operations.filter { $0.isList && $0.pathParameters.isEmpty }.map(\.id)
        let rows = Set(RoleMatrix.rows(of: RoleMatrix.lists).map(\.name))
        // The audit is tried by itself: its scopes are an auditor's. Backups and digests are of the whole bureau, and files of
        // the record that the query names.
        #expect(Set(lists).subtracting(rows) == ["listAudit", "listBackups", "listDigests", "listAttachments"])
    }

    // MARK: -

    /// Of which branch (A, B, C) or committee (j, a, b) each item is.
    private static func owners(of list: String, in answer: Answer) -> [String] {
        let committees = ["JG": "j", "QA": "a", "QB": "b"]
        switch list {
        case "meetingCalendar":
            return committees.filter { answer.text.contains("\($0.key)会议室") }.map(\.value)
        case "listCommittees", "listSchemes", "listMeetings", "listEligibilityNotes":
            let key = list == "listCommittees" ? "code" : "committee"
            return answer.items.map { committees[$0[key]?.string ?? ""] ?? "?" }
        case "listDue":
            return answer.items.map { row in
                let code = row["subject"]?["code"]?.string ?? "?"
                return committees[code] ?? code
            }
        case "search":
            return (answer.json["groups"]?.array ?? []).flatMap { $0["items"]?.array ?? [] }
                .map { $0["branch"]?.string ?? "?" }
        case "compare": return (answer.json["branches"]?.array ?? []).compactMap { $0["branch"]?.string }
        case "exportMonth": return (answer.json["snapshots"]?.array ?? []).compactMap { $0["branch"]?.string }
        case "listBranches": return answer.items.map { $0["code"]?.string ?? "?" }
        case "listAccounts":
            return answer.items.map { account in
                switch account["member"]?["number"]?.string?.first {
                case "1": "A"
                case "2": "B"
                case nil: "j"
                default: "?"
                }
            }
        default: return answer.items.map { $0["branch"]?.string ?? "?" }
        }
    }
}
