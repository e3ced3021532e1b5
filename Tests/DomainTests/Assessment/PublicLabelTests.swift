import Testing

@testable import Domain

struct PublicLabelTests {
    @Test func `what is not seen is neither shown nor compared`() {
        let unseen: [Unicode.Scalar] = [
            "\u{00AD}", "\u{034F}", "\u{061C}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{180B}", "\u{180E}", "\u{200B}",
            "\u{200C}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2800}", "\u{3164}", "\u{FE00}",
            "\u{FE0F}", "\u{FEFF}", "\u{FFA0}", "\u{1D173}", "\u{E0001}", "\u{E0020}", "\u{E0100}",
        ]
        for scalar in unseen {
            #expect(PublicLabel.shown("商\(scalar)户") == "商户", "U+\(String(scalar.value, radix: 16))")
            #expect(PublicLabel.shown("\(scalar)").isEmpty)
        }
    }

    @Test func `case and blanks make no difference, and blanks are shown once`() {
        #expect(PublicLabel.shown("  Trader\t A ") == "Trader A")
        #expect(PublicLabel.key("Trader A") == PublicLabel.key("TRADERa"))
        #expect(PublicLabel.key("Straße 1") == PublicLabel.key("STRASSE1"))
        #expect(PublicLabel.key("商户1") != PublicLabel.key("商户11"))
    }
}
