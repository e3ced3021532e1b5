import Domain
import Testing

@testable import Storage

/// The lists again, as those see them whose scope is a branch or a committee: what narrows a list to it must not go
/// through what grows with the years either.
@Suite struct ScopedListPlanTests {
    enum Viewer: String, CaseIterable, Sendable { case branch, committee }

    private func principal(_ viewer: Viewer, in bureau: Bureau) async throws -> Principal {
        try await bureau.test.write { transaction in
            let account = try transaction.createAccount(
                Account.Draft(name: viewer.rawValue, title: nil), member: viewer == .branch ? bureau.secretary : nil
            ).account
            switch viewer {
            case .branch: _ = try transaction.grant(.auditor, in: .branch(bureau.a), to: account.id)
            case .committee:
                for role in [Role.committeeOfficer, .auditor] {
                    _ = try transaction.grant(role, in: .committee(bureau.committee), to: account.id)
                }
            }
            let (session, _) = try transaction.beginSession(
                of: account.id, isEnrolling: false, address: "local", agent: nil
            )
            return .account(account.id, name: account.name, .session(session))
        }
    }

    @Test(arguments: Viewer.allCases, ListPlanTests.lists)
    func `no list goes through what grows with the years, whoever asks`(
        viewer: Viewer, list: ListPlanTests.List
    ) async throws {
        let bureau = try await Bureau()
        let cycle = try await bureau.finalMonth()
        let principal = try await principal(viewer, in: bureau)
        let store = bureau.test.store
        for cursor in ListPlanTests.cursors {
            let place = ListPlanTests.Place(
                bureau: bureau, cycle: cycle, month: try Month(parsing: "2026-11"),
                page: PageRequest(limit: 10, after: cursor)
            )
            let plans = try await store.engine.read { session in
                let recording = RecordingSession(session)
                let transaction = try Transaction(
                    session: recording, principal: principal, now: bureau.test.clock.now, settings: store.settings,
                    keys: store.keys
                )
                try list.run(transaction, place)
                return try recording.plans()
            }
            for plan in plans {
                #expect(plan.walked.isSubset(of: list.walks), "\(plan.query) \(plan.steps)")
                #expect(!plan.scans || cursor == nil, "\(plan.query) \(plan.steps)")
                // Of one branch's there is too little among everybody's to look for it there.
                if viewer == .branch { #expect(!plan.walked.contains("audit"), "\(plan.query) \(plan.steps)") }
            }
        }
    }
}
