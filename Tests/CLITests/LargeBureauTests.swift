import Domain
import Testing

@testable import cli

struct LargeBureauTests {
    @Test func `nobody of it records what is about their own area`() throws {
        let bureau = LargeBureau(members: 20_000)
        var rows = 0
        for (branch, size) in bureau.branches.enumerated() {
            for member in 0..<size {
                guard let row = bureau.adjustmentRow(member, in: branch, of: try Month(parsing: "2026-09")) else {
                    continue
                }
                rows += 1
                #expect(!row.hasSuffix(",\(LargeBureau.number(of: member, in: branch))"), "\(row)")
            }
        }
        #expect(rows > 1_500)
    }
}
