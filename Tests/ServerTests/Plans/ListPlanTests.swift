import Domain
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Every reading operation of the API, with every way to narrow it, as everybody asks who may: how SQLite goes about what
/// it is asked then. Nothing is gone through or sorted that grows with the years, except what ``ListPlan`` says.
@Suite(.onSQLite) struct ListPlanTests {
    private static let operations = API.operations.filter(\.isSafe)

    @Test(arguments: operations.map(\.id).filter(LedgerMatrix.isTried))
    func `a list is found by an index, whoever asks for it and however it is narrowed`(id: String) async throws {
        let example = try #require(Example.all[id])
        let (operation, plan) = (example.operation, example.plan)
        let filters = operation.query.map(\.name).filter { !["limit", "cursor", "checkpoint"].contains($0) }
        #expect(Set(filters) == Set(plan.filters.keys), "every filter has a value to try it with")
        let needed = Set(operation.query.filter(\.isRequired).map(\.name))

        let log = StatementLog()
        let bureau = try await WideBureau(log: log)
        var readers = try await Self.readers(of: bureau)
        // What is one's own has no list for anybody else.
        if operation.need == .ownAccount { readers.removeAll { $0.name == "operator" } }
        _ = try await log.plans(in: bureau.server.store)
        var (walked, sorts): (Set<String>, Bool) = ([], false)
        for given in Self.subsets(of: filters) where needed.isSubset(of: given) {
            for cursor in operation.isList ? Self.cursors : [nil] {
                let path = try Self.path(of: example, given, cursor, in: bureau)
                for reader in readers {
                    let answer = try await bureau.server.send("GET", path, by: reader.principal)
                    let isMeant =
                        reader.name == "operator" && !Self.withheld.contains(id) || operation.need == .ownAccount
                    #expect(answer.status == 200 || !isMeant, "\(path): \(answer.text)")
                    for query in try await log.plans(in: bureau.server.store) {
                        let told: Comment = "\(reader.name) \(path): \(query.query) \(query.steps)"
                        let readsAll = Self.readingAll.contains(reader.name)
                        let mayWalk = plan.mayWalk(with: given, readingAll: readsAll)
                        #expect(query.walked.isSubset(of: mayWalk ? plan.walks : []), told)
                        #expect(!query.scans || cursor == nil, told)
                        #expect(!query.sorts || plan.maySort(with: given, readingAll: readsAll), told)
                        // Sorting is bounded by what was looked up, so it is not for a list that is gone through.
                        let sortsWalked = !plan.sortsWalked.isDisjoint(with: given)
                        #expect(!query.sortsEverything || query.walked.isEmpty || sortsWalked, told)
                        walked.formUnion(query.walked)
                        sorts = sorts || query.sorts
                    }
                }
            }
        }
        // What is no longer needed is no longer allowed.
        #expect(walked == plan.walks)
        #expect(sorts == (plan.sortsWithin != nil))
    }

    @Test func `what Today tells of findings is found by an index, whoever reads it`() async throws {
        let log = StatementLog()
        let bureau = try await WideBureau(log: log)
        let readers = try await Self.readers(of: bureau)
        _ = try await log.plans(in: bureau.server.store)
        var heard: Set<String> = []
        for reader in readers {
            _ = try await bureau.server.store.read(by: reader.principal) { transaction in
                try transaction.findingsToHandle() + transaction.findingsToCirculate()
            }
            for query in try await log.plans(in: bureau.server.store) {
                let told: Comment = "\(reader.name): \(query.query) \(query.steps)"
                #expect(query.walked.isEmpty && !query.scans, told)
                if query.query.contains("'circulated'") { heard.insert(reader.name) }
            }
        }
        // Of those who give findings it was asked.
        #expect(heard.isSuperset(of: ["office", "committee"]) && !heard.contains("member"), "\(heard)")
    }

    // MARK: -

    /// Cursors that fit every list: keys of a type that a list does not expect stand before everything.
    private static let cursors: [String?] = [
        nil, CursorToken.encode(Cursor([.string("2026-01"), .string("A")])),
        CursorToken.encode(Cursor([JSON(1), JSON(1)])),
    ]

    /// Of a few alone, and not of the operator: the note on a talk, and who is in hardship.
    private static let withheld = Set(
        [API.showTalkNote, API.listCareCases, API.showCareCase, API.showCareCounts, API.showAppraisalStatement].map(
            \.id))

    private static let readingAll: Set = ["operator", "administrator", "auditor"]

    private static func subsets(of names: [String]) -> [Set<String>] {
        names.reduce([[]]) { subsets, name in subsets + subsets.map { $0.union([name]) } }
    }

    private static func path(
        of example: Example, _ given: Set<String>, _ cursor: String?, in bureau: WideBureau
    ) throws -> String {
        let path = try bureau.path(of: example)
        let query =
            given.sorted().map { "\($0)=\(example.plan.filters[$0] ?? "")" } + (cursor.map { ["cursor=\($0)"] } ?? [])
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }

    /// One for each width of scope, from everything down to one's own branch.
    private static func readers(of bureau: WideBureau) async throws -> [(name: String, principal: Principal)] {
        let visitors: [WideBureau.Visitor] = [
            .operator, .administrator, .auditor, .office, .committee, .secretary, .leader, .member,
        ]
        let inspectors = [
            try await bureau.server.account("inspector-qa", grants: [.init(.auditor, committee: "QA")]),
            try await bureau.server.account("inspector-a", grants: [.init(.auditor, branch: "A")]),
        ]
        return visitors.map { ($0.rawValue, bureau.principal($0)) } + inspectors.map { ($0.name, $0.principal) }
    }
}
