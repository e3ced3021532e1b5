/// The letters with which the characters of a name begin when they are spoken: 张三丰 is `zsf`.
///
/// A character that is read in several ways in names stands for each of them: 曾 is `z` and `c`. Letters and digits of ASCII
/// stand for themselves; what has no reading, such as the dot of a name, for nothing.
package enum PinyinInitials {
    /// How many letters are looked for as such: one would be everybody's.
    package static let lengths = 2...8

    /// Whether a word can be meant so: small letters of ASCII alone, and neither too few nor too many.
    package static func may(be term: String) -> Bool {
        lengths.contains(term.utf8.count) && term.utf8.allSatisfy { letters.contains($0) }
    }

    /// Whether characters of the name that follow one another begin with these letters.
    package static func stand(_ typed: String, in name: String) -> Bool {
        let typed = Array(typed.utf8)
        let spoken = name.unicodeScalars.map(initials).filter { !$0.isEmpty }
        guard !typed.isEmpty, typed.count <= spoken.count else { return false }
        return (0...(spoken.count - typed.count)).contains { start in
            typed.indices.allSatisfy { spoken[start + $0].contains(typed[$0]) }
        }
    }

    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")

    /// Of one character, the commonest first.
    private static func initials(of scalar: Unicode.Scalar) -> [UInt8] {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: return [UInt8(scalar.value)]
        case 0x41...0x5A: return [UInt8(scalar.value + 0x20)]
        case 0x4E00...0x9FFF:
            let first = firsts[Int(scalar.value - 0x4E00)]
            return letters.contains(first) ? [first] + (others[scalar] ?? []) : []
        default: return []
        }
    }

    private static let firsts = Array(table.utf8)

    private static let others: [Unicode.Scalar: [UInt8]] = {
        var others: [Unicode.Scalar: [UInt8]] = [:]
        for word in further.split(separator: " ") {
            guard let scalar = word.unicodeScalars.first else { continue }
            others[scalar] = Array(word.utf8.suffix(word.unicodeScalars.count - 1))
        }
        return others
    }()

    /// Characters that are read in several ways in names, with the letters of the other ones.
    static let further = """
        长c 曾z 单s 解x 仇q 查z 乐y 重c 朝z 行h 盛c 召s 秘b 区o 覃q 尉y 万m 翟z 种c \
        宿x 折s 便p 系j 调t 传z 弹t 降x 校j 车j 石d 藏z 会k 隗k 郇x 乜n 祭z 炅g 晟s \
        茜x 莞w 筠j 桧h 陶y 谷y 颉x 奇j 靓l 强j 给j 厦x 提d 贾g 省x 属z 粘n 沈c 参s \
        畜x 褚z 番p 繁p 伽qg 红g 见x 句g 泊b 栖x 尾y 吓h 叶x 遗w 幢z 景y 郗c 钭t 俞s \
        率s 信s 汤s 射y 於w 识z 镡xt 荨q 蔚y 夏j 虹j 拓z 阿e 艾y 囤t 屏b 扁p 峙s 铅y \
        埔p 堡p 浒x 歙x 峒t 涡g
        """
}
