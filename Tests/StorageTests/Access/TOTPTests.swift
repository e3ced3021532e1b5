import Testing

@testable import Storage

@Suite struct TOTPTests {
    /// RFC 6238, appendix B, SHA-1: its eight digits without the first two.
    private static let factor = TOTP(secret: Array("12345678901234567890".utf8))

    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func `the codes are those of RFC 6238`(seconds: Int64, code: String) {
        #expect(Self.factor.code(at: seconds / TOTP.step) == code)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)])
    func `a clock may be one step off`(off: Int64, isAccepted: Bool) {
        let now: Int64 = 1_111_111_111
        let code = Self.factor.code(at: now / TOTP.step + off)
        #expect((Self.factor.step(of: code, at: now, after: 0) != nil) == isAccepted)
    }

    @Test func `a code counts once, and none before it counts any more`() throws {
        let now: Int64 = 1_111_111_111
        let step = now / TOTP.step
        let used = try #require(Self.factor.step(of: Self.factor.code(at: step), at: now, after: 0))
        #expect(used == step)
        #expect(Self.factor.step(of: Self.factor.code(at: step), at: now, after: used) == nil)
        #expect(Self.factor.step(of: Self.factor.code(at: step - 1), at: now, after: used) == nil)
        #expect(Self.factor.step(of: Self.factor.code(at: step + 1), at: now, after: used) == step + 1)
    }

    @Test(arguments: ["", "05047", "0504711", "abcdef", "50471"])
    func `what is no code of the moment is none`(code: String) {
        #expect(Self.factor.step(of: code, at: 1_111_111_111, after: 0) == nil)
    }

    @Test(arguments: [
        ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `the secret is written in the base 32 of RFC 4648`(text: String, base32: String) {
        #expect(TOTP(secret: Array(text.utf8)).base32 == base32)
    }

    @Test func `every factor has a secret of 160 bits of its own`() {
        #expect(TOTP().secret.count == 20)
        #expect(TOTP().secret != TOTP().secret)
        #expect(Self.factor.uri(account: "li.wei").contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Zhibu"))
    }
}
