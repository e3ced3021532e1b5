import Domain
import Testing

@testable import Storage

/// What the audit lists: of one member, what was done to them, to their account and by it; of some places, what is theirs.
struct AuditListTests {
    private let bureau: Bureau
    private let own: Principal

    /// The holder of the area has an account, and does something to it themselves; others are written of as well.
    init() async throws {
        let bureau = try await Bureau()
        let own: Principal = try await bureau.test.write { transaction in
            let account = try transaction.createAccount(
                Account.Draft(name: "102", title: nil), member: bureau.holder
            ).account
            let session = try transaction.beginSession(
                of: account.id, isEnrolling: false, address: "127.0.0.1", agent: nil)
            _ = try transaction.createAccount(Account.Draft(name: "anna", title: nil), member: nil)
            return .account(account.id, name: account.name, .session(session.0))
        }
        try await bureau.test.store.write(by: own) { _ = try $0.beginSecondFactor() }
        try await bureau.test.write {
            _ = try $0.changeMember(bureau.holder, to: Bureau.facts("102", "改名"), ifVersion: nil)
        }
        (self.bureau, self.own) = (bureau, own)
    }

    private func told(
        _ limit: Int, of member: ID<Member>?, as authority: Authority? = nil
    ) async throws -> [Int64] {
        try await bureau.test.read { transaction in
            let transaction = authority.map(transaction.reading) ?? transaction
            var (ids, next): ([Int64], Cursor?) = ([], nil)
            repeat {
                let page = try transaction.auditEntries(
                    AuditFilter(member: member), PageRequest(limit: limit, after: next))
                ids += page.rowsAndNext.0.map(\.id)
                next = page.rowsAndNext.1
            } while next != nil
            return ids
        }
    }

    private func expected(_ place: SQL = "1 = 1") async throws -> [Int64] {
        let account = try #require(own.account)
        return try await bureau.test.values(
            """
            SELECT id FROM audit
             WHERE (subject = 'member' AND subject_id = \(bureau.holder)
                    OR subject = 'account' AND subject_id = \(account) OR actor = '102')
               AND \(place)
             ORDER BY id DESC
            """)
    }

    @Test func `each entry is told once, the newest first, page by page`() async throws {
        let expected = try await expected()
        #expect(expected.count == 4)
        for limit in [1, 3, 500] { #expect(try await told(limit, of: bureau.holder) == expected) }
    }

    @Test func `whoever inspects one branch is told what is of that branch`() async throws {
        let (mine, theirs) = try await bureau.test.read { transaction in
            (
                try transaction.held(.auditor, in: .branch(bureau.a)),
                try transaction.held(.auditor, in: .branch(bureau.b))
            )
        }
        #expect(
            try await told(500, of: bureau.holder, as: Authority(member: nil, held: [mine]))
                == expected("branch_id = \(bureau.a)"))
        #expect(try await told(500, of: bureau.holder, as: Authority(member: nil, held: [theirs])).isEmpty)
    }

    @Test func `whoever inspects some places is told each of their entries once, page by page`() async throws {
        let other = try await bureau.test.write {
            try $0.createCommittee(Committee.Draft(code: "ZD", name: "支队党委")).id
        }
        let branches = try await bureau.test.read { transaction in
            try [bureau.a, bureau.b].map { try transaction.held(.auditor, in: .branch($0)) }
        }
        let committee = try await bureau.test.read { try $0.held(.auditor, in: .committee(other)) }
        let expected: [Int64] = try await bureau.test.values(
            """
            SELECT id FROM audit
             WHERE branch_id IN \(list: [bureau.a, bureau.b]) OR committee_id = \(other)
             ORDER BY id DESC
            """)
        #expect(expected.count > 5)
        let authority = Authority(member: nil, held: branches + [committee])
        for limit in [1, 3, 500] { #expect(try await told(limit, of: nil, as: authority) == expected) }
    }
}
