/// The one form in which names, groups and labels are kept, whatever they were written with: what people take for the same
/// name is the same bytes, and is found by each of its spellings.
///
/// - An ideograph has its unified code point (郎 for U+F92C), a letter its composed one; letters, digits and signs have the
///   width of ASCII, but the brackets, commas and colons of a Chinese name that of Chinese.
/// - Between the parts of a name stands one dot, U+00B7. A full stop is one only between ideographs: `J. Smith` keeps it.
/// - Blanks, tabs and line breaks are one blank; beside an ideograph, its signs or the dot they say nothing, and go.
package enum NameForm {
    /// - Parameter raw: anything.
    package static func of(_ raw: String) -> String {
        form(raw, isBeginning: false)
    }

    /// What names begin with for which somebody looks by typing this: a full stop at its end may be the dot of a name, or stay
    /// one.
    package static func beginnings(_ typed: String) -> [String] {
        let (form, withDot) = (form(typed, isBeginning: false), form(typed, isBeginning: true))
        return form == withDot ? [form] : [form, withDot]
    }

    /// Whether there is no other way of writing it, and nothing beside it makes a difference.
    private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }

    private static func form(_ raw: String, isBeginning: Bool) -> String {
        if raw.unicodeScalars.allSatisfy(isSettled) { return raw }
        var scalars = raw.unicodeScalars.map(alone)
        if scalars.contains(where: \.isIdeograph) { widenBrackets(&scalars) }
        scalars = setBlanksAndSigns(scalars)
        setDots(&scalars, isBeginning: isBeginning)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return CanonicalForm.composed(String(view))
    }

    // MARK: Each by itself

    private static let blank: Unicode.Scalar = " "
    private static let dot: UInt32 = 0xB7

    /// Dots as they are typed between the parts of a name: by what they are called in Unicode, middle dots and bullets of
    /// several scripts, in both widths.
    private static func isDot(_ value: UInt32) -> Bool {
        switch value {
        case 0xB7, 0x387, 0x1427, 0x16EB, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x25CF, 0x2E31, 0x2E33, 0x30FB,
            0x318D, 0xA78F, 0xFF65, 0x10101:
            true
        default: false
        }
    }

    private static func alone(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        if value < 0x80 { return scalar.properties.isWhitespace ? blank : scalar }
        if isDot(value) { return "\u{B7}" }
        switch value {
        case 0x4E00...0x9FFF: return scalar
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFF00 + 0x20) ?? scalar
        // Full stops of both widths, and the small one.
        case 0x3002, 0xFF61: return "\u{3002}"
        case 0xFE52: return "."
        // The question mark of Greek, which is this one for Unicode.
        case 0x37E: return ";"
        default: break
        }
        if UnifiedIdeographs.places.contains(value) { return scalar.unified }
        return scalar.properties.isWhitespace ? blank : scalar
    }

    // MARK: By what stands beside it

    /// Gives the brackets of a name in Chinese the width that they have there.
    private static func widenBrackets(_ scalars: inout [Unicode.Scalar]) {
        for place in scalars.indices {
            switch scalars[place] {
            case "(": scalars[place] = "（"
            case ")": scalars[place] = "）"
            default: break
            }
        }
    }

    /// Leaves out blanks that say nothing, and gives what follows a Chinese character the width of Chinese. Both at once: where
    /// a sign is to be widened there is no blank before it.
    private static func setBlanksAndSigns(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var kept: [Unicode.Scalar] = []
        var isAfterBlank = false
        for narrow in scalars {
            if narrow == blank {
                isAfterBlank = true
                continue
            }
            let scalar = kept.last.map(\.isChinese) == true ? widened(narrow) : narrow
            if isAfterBlank, let last = kept.last, !last.standsWithoutBlank, !scalar.standsWithoutBlank {
                kept.append(blank)
            }
            isAfterBlank = false
            kept.append(scalar)
        }
        return kept
    }

    private static func widened(_ sign: Unicode.Scalar) -> Unicode.Scalar {
        switch sign {
        case ",": "，"
        case ":": "："
        case ";": "；"
        case "!": "！"
        default: sign
        }
    }

    private static func setDots(_ scalars: inout [Unicode.Scalar], isBeginning: Bool) {
        for place in scalars.indices where [".", "\u{3002}"].contains(scalars[place]) {
            guard place > 0, scalars[place - 1].isIdeograph else { continue }
            let next = place + 1 < scalars.count ? scalars[place + 1] : nil
            if next?.isIdeograph ?? isBeginning { scalars[place] = "\u{B7}" }
        }
        var kept: [Unicode.Scalar] = []
        for scalar in scalars where !(scalar.value == dot && kept.last?.value == dot) { kept.append(scalar) }
        scalars = kept
    }
}

extension Unicode.Scalar {
    /// A Chinese character: one of the unified ideographs, or what stands for one.
    package var isIdeograph: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3005...0x3007, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// Such a character, or a sign of its width.
    fileprivate var isChinese: Bool {
        switch value {
        case 0x3001...0x3004, 0x3008...0x3020, 0xFF01...0xFF0F, 0xFF1A...0xFF20: true
        default: isIdeograph
        }
    }

    fileprivate var standsWithoutBlank: Bool { isChinese || value == 0xB7 }
}
