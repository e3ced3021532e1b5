import Domain

/// A table as it stands on its page: under a title, whose table it is and who filled it in, and above a total, notes and
/// signatures. What is no row of the table is passed over and counted.
struct SpreadsheetPage {
    /// How many rows that say anything are looked through for the headings.
    static let mostAbove = 10

    /// Where the headings were found, among the first rows.
    struct Heading {
        /// Of the rows, the first and the last that are headings; two where one names groups of the other's columns.
        let rows: ClosedRange<Int>
        let line: Int
        let cells: [String]
    }

    /// The row whose cells are most often headings that are known; the first of all where none has any.
    static func heading(in rows: [SpreadsheetRow], _ known: KnownColumns) -> Heading? {
        var best: (heading: Heading, score: Int)?
        for (place, row) in rows.enumerated() {
            let alone = score(row.cells, known)
            take(Heading(rows: place...place, line: row.line, cells: row.cells), alone)
            guard place + 1 < rows.count else { continue }
            let both = together(row.cells, rows[place + 1].cells, known)
            let combined = score(both, known)
            if combined > max(alone, score(rows[place + 1].cells, known)) {
                take(Heading(rows: place...(place + 1), line: rows[place + 1].line, cells: both), combined)
            }
        }
        func take(_ heading: Heading, _ score: Int) {
            if score > best?.score ?? 0 { best = (heading, score) }
        }
        if let best { return best.heading }
        return rows.first.map { Heading(rows: 0...0, line: $0.line, cells: $0.cells) }
    }

    private static func score(_ cells: [String], _ known: KnownColumns) -> Int {
        Set(known.fits(cells.map(\.trimmed)).compactMap { $0?.key }).count
    }

    /// Two lines of headings as one: below a group of columns stand the columns themselves.
    private static func together(_ above: [String], _ below: [String], _ known: KnownColumns) -> [String] {
        var group = ""
        return (0..<max(above.count, below.count)).map { place in
            let over = place < above.count ? above[place].trimmed : ""
            let own = place < below.count ? below[place].trimmed : ""
            if !over.isEmpty { group = over }
            if own.isEmpty { return over }
            let whole = group + own
            if group.isEmpty || known.fit(whole) != nil { return whole }
            // 家庭成员 above 姓名 is another name than the member's.
            return isOfTheTable(group) ? own : whole
        }
    }

    /// Whether a group of columns is about what the table is about.
    private static func isOfTheTable(_ group: String) -> Bool {
        let plain = SpreadsheetHeading.plain(group)
        let others = ["家", "属", "配偶", "父", "母", "子女", "介绍人", "联系人", "紧急", "培养", "谈话", "原", "曾", "前", "转出", "其他"]
        if others.contains(where: plain.contains) { return false }
        return ["基本", "个人", "党员", "情况", "信息", "考核", "评分", "得分", "打分", "指标", "项目", "内容", "标准", "党内", "入党", "任职", "责任"]
            .contains(where: plain.contains)
    }

    // MARK: Below the headings

    /// Whether a row right below the headings says how they are filled in: 必填, 选填; numbers the columns; or is an example.
    static func explains(_ row: SpreadsheetRow) -> Bool {
        let cells = row.cells.map { SpreadsheetHeading.plain($0) }.filter { !$0.isEmpty }
        let words: Set = ["必填", "选填", "必填项", "选填项", "非必填", "可选", "可不填", "(必填)", "(选填)", "(必填项)", "(选填项)", "(非必填)"]
        if cells.allSatisfy(words.contains) { return true }
        let examples = ["示例", "样例", "范例", "例:", "例如", "填写示例", "填写样例", "填写说明", "填表示例"]
        if let first = cells.first, examples.contains(where: first.hasPrefix) { return true }
        return cells.count > 2 && cells.enumerated().allSatisfy { $1 == "\($0 + 1)" || $1 == "(\($0 + 1))" }
    }

    /// Whether a row closes the table, or a part of it: a total, a note, who filled it in and when.
    ///
    /// - Parameter needed: the places of the cells that a row of the table has.
    static func closes(_ row: SpreadsheetRow, needed: [Int]) -> Bool {
        // Rows begin with a number, a code or a name: of most, one byte says that they are none of these.
        guard let place = row.cells.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else { return true }
        let cell = row.cells[place]
        guard let first = cell.utf8.first, first >= 0x80 || first == 0x20 || first == 0x28 || first == 0x2A else {
            return false
        }
        // 合计 as a name, 东湖：一段 as an area's, stand in a row that has all else too.
        let others = needed.filter { $0 != place }
        guard others.isEmpty || others.contains(where: { $0 >= row.cells.count || row.cells[$0].trimmed.isEmpty })
        else {
            return false
        }
        // A label without what is to be written behind it: 评分人签字：.
        let isLabel = cell.trimmed.hasSuffix("：") || cell.trimmed.hasSuffix(":")
        return isClosing(SpreadsheetHeading.plain(cell) + (isLabel ? ":" : ""))
    }

    private static func isClosing(_ plain: String) -> Bool {
        if totals.contains(plain) { return true }
        let label = plain.prefix { $0 != ":" && $0 != "(" && !$0.isNumber && $0 != "," && $0 != "." && $0 != "、" }
        let rest = plain.dropFirst(label.count)
        if totals.contains(String(label)), !rest.isEmpty { return true }
        if notes.contains(String(label)) { return rest.isEmpty || plain.contains(":") || rest.first?.isNumber == true }
        // 评分人签字：, 上报时间：2026年11月
        if !rest.isEmpty, rest.first == ":", (2...12).contains(label.count), label.allSatisfy({ !$0.isASCII }) {
            return true
        }
        if plain.hasPrefix("共"), plain.contains(where: \.isNumber), plain.count < 20 { return true }
        return signatures.contains {
            plain.hasPrefix($0) && (plain == $0 || ":(_年".contains(plain.dropFirst($0.count).first ?? " "))
        }
    }

    private static let totals: Set = [
        "合计", "总计", "小计", "共计", "累计", "本页合计", "本页小计", "合计人数", "总人数", "平均", "平均分", "total", "subtotal",
    ]
    private static let notes: Set = [
        "注", "备注", "说明", "填表说明", "填报说明", "填写说明", "注意", "注意事项", "附注", "附", "备注说明", "note", "notes",
    ]
    private static let signatures = [
        "制表人", "制表", "填表人", "填报人", "填写人", "审核人", "审核", "审批人", "复核人", "复核", "负责人", "单位负责人", "支部书记签字", "书记签字",
        "签字", "签名", "经办人", "统计人", "统计日期", "统计时间", "填报日期", "填报时间", "填表日期", "填表时间", "制表日期", "制表时间", "打印日期",
        "截止日期", "截至日期", "更新日期", "填报单位", "填表单位", "制表单位", "报送单位", "报送日期", "盖章", "(盖章)", "单位盖章", "单位(盖章)",
        "党支部(盖章)", "支部(盖章)", "公章", "(公章)",
    ]

    /// A row as the report names it.
    static func name(of row: SpreadsheetRow) -> Sentence {
        let first = row.cells.first { !$0.trimmed.isEmpty }?.oneLine ?? ""
        return first.count > 20 ? "‘\(first.prefix(20))…’" : "‘\(first)’"
    }
}
