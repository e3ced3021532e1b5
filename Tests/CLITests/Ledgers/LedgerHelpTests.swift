import Domain
import Testing

/// What can be said of an entry is told by the command itself.
struct LedgerHelpTests {
    @Test func `the parts of each ledger are listed, with what can be chosen and what may be left out`() async throws {
        let place = try Workplace()
        let entering = try await place.succeed("ledger", "enter", "--help").out
        for ledger in Ledger.allCases {
            #expect(entering.contains("\(ledger.rawValue): "))
            for part in ledger.form.parts { #expect(entering.contains(part.key.rawValue), "\(ledger) \(part.key)") }
        }
        #expect(entering.contains("handling=") && entering.contains("[takenOnBy]"), "\(entering)")
        let steps = try await place.succeed("ledger", "step", "--help").out
        #expect(steps.contains("deed done: whatWasDone, doneOn"), "\(steps)")
    }
}
