import Domain
import Testing

@testable import Storage

/// The seal of a ballot's code: made by the ballot's key alone.
struct CodeSecretTests {
    @Test func `a code with any byte of its seal or its number changed is none, nor is another ballot's`() throws {
        let secret = CodeSecret()
        for _ in 0..<100 {
            let code = try secret.newCode()
            #expect(secret.hasSealed(code) && !CodeSecret().hasSealed(code))
            for place in 0..<SealedCode.part {
                for change: UInt8 in [1, 0x80, 0xFF] {
                    var (number, seal) = (code.number, code.seal)
                    seal[place] ^= change
                    #expect(!secret.hasSealed(try #require(SealedCode(number: code.number, seal: seal))))
                    number[place] ^= change
                    #expect(!secret.hasSealed(try #require(SealedCode(number: number, seal: code.seal))))
                }
            }
        }
    }
}
