import Domain
import Testing

@Suite struct AuditCheckpointTests {
    private static let hash = "9f3a1c2e77d0b1a45e6f8899aabbccdd" + String(repeating: "0", count: 32)
    private static let text = "17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd"

    private func seal(_ number: Int64 = 17, last: Int64 = 4212, hash: String = hash) -> AuditSeal {
        AuditSeal(
            number: number, firstEntry: 1, lastEntry: last, contentHash: Self.hash, previous: AuditSeal.origin,
            hash: hash, sealedAt: Instant(seconds: 0), signature: ""
        )
    }

    @Test func `a checkpoint is a seal in short`() throws {
        let checkpoint = AuditCheckpoint(of: seal())
        #expect(checkpoint.text == Self.text)
        #expect(try AuditCheckpoint(parsing: Self.text) == checkpoint)
    }

    @Test(arguments: [
        "17-4212-9F3A1C2E-77D0B1A4-5E6F8899-AABBCCDD", " 17 - 4212 - 9f3a1c2e 77d0b1a4 5e6f8899 aabbccdd\n",
        "17-4212-9f3a1c2e77d0b1a45e6f8899aabbccdd",
    ])
    func `it is read as it was copied from paper`(raw: String) throws {
        #expect(try AuditCheckpoint(parsing: raw) == AuditCheckpoint(of: seal()))
    }

    @Test(arguments: [
        "", "17", "17-4212", "17-4212-9f3a1c2e", "0-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd",
        "17-0-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd", "17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdg",
        "17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd0", "x-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd",
        "99999999999999999999-1-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd",
        // Found by fuzzing: full-width digits, which Swift counts as hexadecimal, are as many bytes.
        "17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbc２",
    ])
    func `what is no checkpoint is refused`(raw: String) {
        #expect(rejected { try AuditCheckpoint(parsing: raw) } == .format)
    }

    @Test func `it matches its seal and no other`() {
        let checkpoint = AuditCheckpoint(of: seal())
        #expect(checkpoint.matches(seal()))
        #expect(!checkpoint.matches(seal(18)))
        #expect(!checkpoint.matches(seal(last: 4213)))
        #expect(!checkpoint.matches(seal(hash: "8" + Self.hash.dropFirst())))
    }
}
