extension Group {
    /// Whether two names differ by a slip of the pen: one character is another, is left out or put in, or two have changed
    /// places. What tells groups from one another is none: a numeral, a letter, a place such as east or west.
    package static func isSlip(_ name: String, of other: String) -> Bool {
        let (one, two) = (Array(name.unicodeScalars), Array(other.unicodeScalars))
        let same = zip(one, two).prefix { $0 == $1 }.count
        let (restOfOne, restOfTwo) = (one.dropFirst(same), two.dropFirst(same))
        let sameAtEnd = zip(restOfOne.reversed(), restOfTwo.reversed()).prefix { $0 == $1 }.count
        let (left, right) = (Array(restOfOne.dropLast(sameAtEnd)), Array(restOfTwo.dropLast(sameAtEnd)))
        switch (left.count, right.count) {
        case (1, 1):
            // 一 and 1 count alike.
            if let left = Numeral(left[0]), let right = Numeral(right[0]) { return left == right }
            return !tellsApart(left[0]) || !tellsApart(right[0])
        case (0, 1): return !tellsApart(right[0])
        case (1, 0): return !tellsApart(left[0])
        case (2, 2): return left == Array(right.reversed()) && !left.allSatisfy(tellsApart)
        default: return false
        }
    }

    private struct Numeral: Equatable {
        let value: Int

        init?(_ scalar: Unicode.Scalar) {
            let chinese = Array("零一二三四五六七八九十".unicodeScalars)
            if let value = chinese.firstIndex(of: scalar == "〇" ? "零" : scalar) {
                self.value = value
            } else if (0x30...0x39).contains(scalar.value) {
                value = Int(scalar.value) - 0x30
            } else {
                return nil
            }
        }
    }

    private static let tellingApart = Set("百千两甲乙丙丁戊己庚辛壬癸东西南北中前后左右上下内外新老大小男女早晚日夜".unicodeScalars)

    private static func tellsApart(_ scalar: Unicode.Scalar) -> Bool {
        Numeral(scalar) != nil || scalar.isASCII && scalar.properties.isAlphabetic || tellingApart.contains(scalar)
    }
}
