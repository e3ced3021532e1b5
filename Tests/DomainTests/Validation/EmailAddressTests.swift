import Domain
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: ["office@example.gov.cn", " a.b+c@x-y.cn ", "dangban@xn--fsqu00a.xn--0zwm56d", "o'hara@a.b"])
    func `an address is taken as offices write it`(raw: String) throws {
        #expect(try EmailAddress(raw).text == raw.trimmed)
    }

    @Test(
        arguments: [
            ("", .required), ("office", .format), ("a@b", .format), ("@example.cn", .format), ("a@@b.cn", .format),
            ("a@b..cn", .format), (".a@b.cn", .format), ("a b@c.cn", .format), ("a@c.cn, b@c.cn", .format),
            ("a@c.cn\n", nil), ("a@c.cn\nBcc: b@c.cn", .format), ("\u{202E}a@c.cn", .format),
            ("党办@例子.中国", .format), ("a@b_c.cn", .format), ("٣@c.cn", .format),
            ("a@" + String(repeating: "b.", count: 130) + "cn", .length),
        ] as [(String, Rejection.Code?)])
    func `what has not the form of one address is refused`(raw: String, code: Rejection.Code?) {
        #expect(rejected { try EmailAddress(raw) } == code)
    }

    @Test(arguments: [
        "office@example.gov.cn", "o'hara@a.b", "a@b", "a@b..cn", ".a@b.cn", "a@@b.cn", "党办@例子.中国", "a@b_c.cn",
    ])
    func `the pattern says the same`(raw: String) throws {
        #expect(
            (raw.wholeMatch(of: try Regex(EmailAddress.pattern)) != nil) == (rejected { try EmailAddress(raw) } == nil))
    }
}
