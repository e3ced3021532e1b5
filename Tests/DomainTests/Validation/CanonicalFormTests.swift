import Foundation
import Testing

@testable import Domain

/// The composed form, held against Foundation's.
struct CanonicalFormTests {
    /// Every character but those that Unicode has been given since the tables were made.
    private static let characters = (0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }.filter { !$0.isNewer }

    private static func bytes(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    @Test func `each character by itself, and taken apart, is composed as Foundation composes it`() {
        var different: [String] = []
        for scalar in Self.characters {
            let text = String(scalar)
            let (composed, apart) = (
                text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping
            )
            for spelling in [text, apart] where Self.bytes(CanonicalForm.composed(spelling)) != Self.bytes(composed) {
                different.append(scalar.name)
            }
        }
        #expect(different.isEmpty, "\(different.count): \(different.prefix(20))")
    }

    @Test func `letters with marks in any order are composed as Foundation composes them`() {
        var random = SplitMix64(seed: 15)
        let marks =
            (0x300...0x345).compactMap { Unicode.Scalar($0 as UInt32) } + ["\u{64B}", "\u{654}", "\u{3099}", "\u{5B0}"]
        let letters =
            Array("aeouAEOUsÅệ가각각だた郎袁يوءאש".unicodeScalars) + ["\u{F92C}", "\u{1E9B}", "\u{1100}", "\u{11A8}"]
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.number(1...3) {
                text.append(random.one(of: letters))
                for _ in 0..<random.number(0...3) { text.append(random.one(of: marks)) }
            }
            let composed = CanonicalForm.composed(String(text))
            // Taken apart first: a Korean syllable that is one already Foundation leaves without its last letter.
            let apart = String(text).decomposedStringWithCanonicalMapping
            #expect(
                Self.bytes(composed) == Self.bytes(apart.precomposedStringWithCanonicalMapping),
                "\(text.map(\.name))")
            #expect(Self.bytes(CanonicalForm.composed(composed)) == Self.bytes(composed))
        }
    }

    @Test func `ideographs and radicals that were encoded twice are what Foundation's compatibility has for them`() {
        for scalar in Self.characters where UnifiedIdeographs.places.contains(scalar.value) {
            if (0xE000...0xF8FF).contains(scalar.value) { continue }
            let compatible = String(scalar).precomposedStringWithCompatibilityMapping
            // Radicals that Unicode calls only equivalent, and no compatibility characters, stay theirs in Foundation.
            if (0x2E80...0x2EFF).contains(scalar.value), compatible == String(scalar) {
                #expect(scalar.unified == scalar || scalar.unified.isIdeograph, "\(scalar.name)")
                continue
            }
            #expect(Self.bytes(String(scalar.unified)) == Self.bytes(compatible), "\(scalar.name)")
        }
        #expect("\u{2ED3}".unicodeScalars.first?.unified == "长")
        // 䶮 and 㑇, as Windows had them before there were code points for them.
        #expect("\u{E863}".unicodeScalars.first?.unified == "䶮")
        #expect("\u{E81B}".unicodeScalars.first?.unified == "㑇")
    }
}

extension Unicode.Scalar {
    /// Whether it is not there in Unicode 14, of which the tables are made.
    fileprivate var isNewer: Bool { properties.age.map { $0.major > 14 } ?? false }
}
