import Domain
import TestSupport
import Testing

@testable import Storage

/// A write that audits more than waits at most, as a file of many rows does.
@Suite struct LongWriteTests {
    @Test func `the audit vouches for all of it, and for what was touched again or had no entry of its own`()
        async throws
    {
        let bureau = try await Bureau()
        let count = 2 * PendingAudit.most + 300
        let before = try await bureau.test.read { try $0.verifyAudit().records }
        try await bureau.test.write { transaction in
            var members: [ID<Member>] = []
            for index in 0..<count {
                let facts = try Member.Facts(
                    number: Code("9\(10_000 + index)"), name: Text("党员\(index)"), standing: .probationary,
                    joined: LocalDate(parsing: "2020-01-01"))
                members.append(try transaction.createMember(facts, branch: bureau.a, group: nil).member.id)
            }
            // Those whose entries are long appended change once more, one of them without a word of its own.
            try transaction.session.run("UPDATE member SET version = version + 1 WHERE id = \(members[1])")
            _ = try transaction.transferMember(
                members[0], to: bureau.b, group: nil, on: LocalDate(parsing: "2026-11-20"), reason: Text("调动"))
            #expect(transaction.pendingAudit.entries.count < PendingAudit.most)
        }
        let audit = try await bureau.test.read { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
        #expect(audit.records == before + Int64(count))
    }

    @Test func `what is touched and never audited is still refused`() async throws {
        let bureau = try await Bureau()
        await #expect(throws: StorageFault.self) {
            try await bureau.test.write { try $0.session.run("UPDATE member SET version = version + 1") }
        }
    }
}
