/// Whether bytes are UTF-8, and if not, whether they were meant to be. Takes a file of any size chunk by chunk.
struct UTF8Survey {
    /// Well-formed characters of three bytes or four, as Chinese is in UTF-8. GB18030 text hardly ever looks like one.
    private(set) var wideCharacters = 0
    /// Places where a character is malformed.
    private(set) var malformed = 0
    /// Where the first of them begins.
    private(set) var firstMalformed: Int?
    private(set) var byteCount = 0

    /// The continuation bytes that the character begun last still lacks.
    private var lacking = 0
    private var isWide = false
    private var characterStart = 0
    /// What the next continuation byte may be: narrower than 80…BF after some first bytes (Unicode, table 3-7), so that
    /// overlong forms, surrogates and what lies beyond U+10FFFF are malformed.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Where a character begins that the end of the bytes cuts off.
    var unfinished: Int? { lacking > 0 ? characterStart : nil }

    mutating func scan(_ bytes: [UInt8], count: Int) {
        var index = 0
        bytes.withUnsafeBytes { raw in
            while index < count {
                if lacking == 0 {
                    while index + 8 <= count,
                        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                    {
                        index += 8
                    }
                    if index == count { break }
                    let byte = raw[index]
                    if byte >= 0x80 { begin(byte, at: byteCount + index) }
                    index += 1
                } else if raw[index] < lowest || raw[index] > highest {
                    // The byte may begin another character: it is looked at again.
                    note(malformedAt: characterStart)
                } else {
                    lacking -= 1
                    (lowest, highest) = (0x80, 0xBF)
                    if lacking == 0, isWide { wideCharacters += 1 }
                    index += 1
                }
            }
        }
        byteCount += count
    }

    private mutating func begin(_ byte: UInt8, at offset: Int) {
        characterStart = offset
        switch byte {
        case 0xC2...0xDF: lacking = 1
        case 0xE0...0xEF: lacking = 2
        case 0xF0...0xF4: lacking = 3
        default: return note(malformedAt: offset)
        }
        isWide = lacking > 1
        switch byte {
        case 0xE0: lowest = 0xA0
        case 0xED: highest = 0x9F
        case 0xF0: lowest = 0x90
        case 0xF4: highest = 0x8F
        default: break
        }
    }

    private mutating func note(malformedAt offset: Int) {
        malformed += 1
        if firstMalformed == nil { firstMalformed = offset }
        lacking = 0
        (lowest, highest) = (0x80, 0xBF)
    }
}
