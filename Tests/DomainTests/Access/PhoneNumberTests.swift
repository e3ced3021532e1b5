import Domain
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"), (" 138-0013-8000 ", "13800138000"),
        ("0571-8765 4321", "057187654321"), ("(0571) 87654321", "057187654321"), ("（0571）87654321", "057187654321"),
        ("+86 138-0013-8000", "+8613800138000"), ("＋８６１３８００１３８０００", "+8613800138000"),
        ("１３８００１３８０００", "13800138000"), ("8765432", "8765432"), ("123456789012345", "123456789012345"),
    ])
    func `a number is what people write, without what is only for the eye`(raw: String, text: String) throws {
        #expect(try PhoneNumber(raw).text == text)
    }

    @Test(arguments: [
        "", "   ", "876543", "1234567890123456", "138O0138000", "138+0013800", "++8613800138000", "无", "13800138000#12",
        "13800138000\n13900139000", "=13800138000",
    ])
    func `anything else is refused`(raw: String) {
        #expect(rejected { try PhoneNumber(raw) } == .format)
    }

    @Test(arguments: [
        ("13800138000", "138****8000"), ("057187654321", "057****4321"), ("+8613800138000", "+86****8000"),
        ("8765432", "87****32"), ("0571876543", "05****43"),
    ])
    func `masked it tells two numbers apart, and calls none`(raw: String, masked: String) throws {
        #expect(try PhoneNumber(raw).masked == masked)
    }
}
