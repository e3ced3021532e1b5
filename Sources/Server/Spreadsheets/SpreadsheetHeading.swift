import Domain

/// A heading as people write it, and what of it matters: not the blanks and line breaks in it, not widths, not the asterisk
/// of what must be filled in, and not a bracketed tail that says how.
struct SpreadsheetHeading: Hashable, Sendable {
    /// The words, without what does not matter; brackets are `(` and `)`.
    let whole: String
    /// The heading without its last bracket, without the last two …, each with the brackets left out.
    let shorter: [Shorter]

    struct Shorter: Hashable, Sendable {
        let words: String
        let tails: [String]
    }

    init(_ raw: String) {
        whole = Self.plain(raw)
        var shorter: [Shorter] = []
        var (rest, tails) = (whole[...], [String]())
        while rest.hasSuffix(")"), let opening = rest.lastIndex(of: "("), opening > rest.startIndex {
            tails.insert(String(rest[rest.index(after: opening)...].dropLast()), at: 0)
            rest = rest[..<opening]
            shorter.append(Shorter(words: String(rest), tails: tails))
        }
        self.shorter = shorter
    }

    /// How headings are compared: in small letters of common width, without blanks, asterisks and a colon at the end.
    static func plain(_ raw: String) -> String {
        var text = ""
        for character in raw.halfWidth where !character.isWhitespace {
            switch character {
            case "*", "※", "★", "\u{200B}", "\u{FEFF}", "\"", "'": continue
            case "[", "【", "〔", "{", "<", "〈", "《": text.append("(")
            case "]", "】", "〕", "}", ">", "〉", "》": text.append(")")
            default: text.append(contentsOf: character.isASCII ? character.lowercased() : String(character))
            }
        }
        while text.hasSuffix(":") { text.removeLast() }
        return text
    }

    /// Without commas, which a list of names cannot hold.
    static func named(_ raw: String) -> String { plain(raw).filter { $0 != "," && $0 != "，" } }

    /// `15分`, `满分15`, `0-15分`, `max 15`.
    static func figure(_ tail: String) -> Points? {
        var text = tail[...]
        for word in ["满分为", "满分", "最高", "分值", "共", "总分", "max.", "max", "upto", "0-", "0~", "0～", "≤", "<=", ":", "="]
        where text.hasPrefix(word) {
            text = text.dropFirst(word.count)
        }
        for word in ["分", "points", "point", "pts"] where text.hasSuffix(word) { text = text.dropLast(word.count) }
        return text.contains(where: \.isNumber) ? try? Points(text) : nil
    }

    /// Whether a bracket says no more than how the column is filled in: its own words, and what is said of any.
    static func says(_ tail: String, nothingBut column: SpreadsheetColumn) -> Bool {
        var rest = tail
        let own = (column.words + column.titles).map(plain).sorted { $0.count > $1.count }
        for word in own + harmless where !word.isEmpty { rest = rest.replacing(word, with: " ") }
        return rest.allSatisfy { character in
            character.isWhitespace || character.isNumber || character.isPunctuation
                || "/|+~=、，。；：或和及与的".contains(character)
        }
    }

    /// Longest first, so that no word leaves half of another.
    private static let harmless = [
        "必填项", "选填项", "必须填写", "没有可不填", "可以不填", "不填", "必填", "选填", "可选", "非必填", "必须", "请填写", "填写", "请填", "填报",
        "填", "等", "请选择", "选择", "下拉", "格式为", "格式", "样式", "例如", "示例", "样例", "例", "如", "请按", "按", "以档案为准", "精确到", "精确至",
        "年月日", "年份", "月份", "年", "月", "日", "公历", "阳历", "是否", "是", "否", "有", "无", "没有", "留空", "可空", "空", "则", "为", "请",
        "全称", "位数字", "位数", "数字", "文本", "中文", "汉字", "字", "位", "手机或固定", "手机", "固定", "移动", "长号", "本人", "单位统一", "统一",
        "编号", "编码", "代码", "号码", "required", "optional", "yyyy", "mm", "dd", "date", "yes", "no", "e.g.", "eg", "y", "n",
        "打√", "打勾",
        "√", "✓", "×",
    ].sorted { $0.count > $1.count }
}
