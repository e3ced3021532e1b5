import Domain
import Testing

@Suite struct JSONRoundTripTests {
    @Test func `whatever is written is read back the same`() throws {
        var generator = SplitMix64(seed: 20_261_124)
        for _ in 0..<2_000 {
            let value = Self.value(&generator, depth: 0)
            for spelling in [value.bytes(), Array(value.prettyText.utf8), Array(value.text.utf8)] {
                let read = try JSON.parse(spelling)
                // Equal strings may differ in their bytes; these may not.
                guard read == value, read.bytes() == value.bytes() else {
                    Issue.record("\(value.text) is read as \(read.text)")
                    return
                }
            }
            let canonical = try JSON.parse(value.canonicalBytes())
            guard canonical.canonicalBytes() == value.canonicalBytes(), canonical.bytes() == value.canonicalBytes()
            else {
                Issue.record("the canonical spelling of \(value.text) does not settle")
                return
            }
        }
    }

    @Test func `damaged text is read or refused, and never stops the program`() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<4_000 {
            var bytes = Self.value(&generator, depth: 0).bytes()
            for _ in 0..<generator.number(1...3) {
                let place = generator.number(0...bytes.count - 1)
                switch generator.number(1...3) {
                case 1: bytes[place] = UInt8(generator.number(0...255))
                case 2: bytes.insert(UInt8(generator.number(0...255)), at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            guard let read = try? JSON.parse(bytes) else { continue }
            #expect((try? JSON.parse(read.bytes())) == read)
        }
    }

    private static func value(_ generator: inout SplitMix64, depth: Int) -> JSON {
        switch generator.number(depth < 5 ? 1...8 : 1...5) {
        case 1: return .null
        case 2: return .bool(generator.once(in: 2))
        case 3: return .number(number(&generator))
        case 4, 5: return .string(string(&generator))
        case 6: return .array((0..<generator.number(0...4)).map { _ in value(&generator, depth: depth + 1) })
        default:
            var object = JSON.Object()
            for _ in 0..<generator.number(0...5) { object[string(&generator)] = value(&generator, depth: depth + 1) }
            return .object(object)
        }
    }

    private static func number(_ generator: inout SplitMix64) -> String {
        var digits = generator.once(in: 3) ? "-" : ""
        digits += generator.once(in: 3) ? "0" : "\(generator.number(1...Int.max))"
        if generator.once(in: 2) { digits += ".\(generator.number(0...9))\(generator.number(0...99_999))" }
        if generator.once(in: 4) {
            digits += generator.one(of: ["e", "E", "e+", "E-"]) + "0\(generator.number(0...400))"
        }
        return digits
    }

    private static func string(_ generator: inout SplitMix64) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<generator.number(0...8) {
            let range: ClosedRange<Int> = generator.one(of: [
                0x00...0x1F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x300...0x36F, 0x4E00...0x9FFF,
                0xE000...0xFFFF, 0x10000...0x10FFFF,
            ])
            if let scalar = Unicode.Scalar(UInt32(generator.number(range))) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
