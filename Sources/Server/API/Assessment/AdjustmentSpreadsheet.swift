import Domain
import Storage

/// A month's adjustments: 责任区编号, 类型, 项目, 次数, 发生日期, 事由, 记录人编号.
enum AdjustmentSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "area", titles: ["责任区编号", "area"]),
        SpreadsheetColumn(key: "kind", titles: ["类型", "kind"]),
        SpreadsheetColumn(key: "item", titles: ["项目", "item"]),
        SpreadsheetColumn(key: "times", titles: ["次数", "times"]),
        SpreadsheetColumn(key: "date", titles: ["发生日期", "date"]),
        SpreadsheetColumn(key: "reason", titles: ["事由", "reason"]),
        SpreadsheetColumn(key: "recorder", titles: ["记录人编号", "recorder"]),
    ]

    static func importing(_ path: String, _ month: MonthImport, into transaction: Transaction) throws -> ImportReport {
        let desk = EntryDesk(transaction, month: month.month)
        return try ImportReport.importing(
            path, columns: columns,
            identity: { "\($0["area"])\t\($0["item"])\t\($0["date"])\t\($0["reason"])" }
        ) { record in
            var errors = FieldErrors()
            let kind = errors.take("kind") { () throws(Rejection) in
                try Vocabulary.adjustmentKind.read(record["kind"])
            }
            let times = errors.take("times") { () throws(Rejection) in
                guard let times = record["times"].asciiNumber else {
                    throw Rejection(.format, "‘\(record["times"].prefix(40))’ is not a whole number: write 1, 2, 3 …")
                }
                return times
            }
            let recorder = try errors.collect { try desk.member(record["recorder"], field: "recorder") }
            let area = try errors.collect { try desk.area(record["area"]) }
            var key = record["item"]
            if let area, let kind {
                let scheme = try desk.scheme(for: area)
                if let entry = scheme.menuEntry(titled: key) {
                    key = entry.key.text
                    if entry.kind != kind {
                        let word = Vocabulary.adjustmentKind.word(for: entry.kind) ?? entry.kind.rawValue
                        errors.add(
                            "kind", .conflict,
                            "‘\(record["item"])’ is a \(Sentence(entry.kind.rawValue)): write \(word)")
                    }
                } else {
                    let known = scheme.menu.filter { $0.kind == kind }.map(\.title.zh.string)
                    errors.add("item", .unknown, "not on the scheme's menu: \(known.map { "\($0)" as Sentence })")
                }
            }
            guard let times, let recorder, let area, errors.isEmpty else { throw errors }
            let entry = AdjustmentEntry(
                area: area, item: key, times: times, reason: record["reason"], happenedOn: record["date"],
                recorder: recorder, lateReason: month.lateReason, revisionReason: month.revisionReason
            )
            return try desk.record(entry, matchingEvents: true).1
        }
    }
}

extension SchemeContent {
    /// The entry of the menu with this title, in either language, or with this key.
    fileprivate func menuEntry(titled text: String) -> MenuEntry? {
        menu.first { [$0.title.zh.string, $0.title.en.string, $0.key.text].contains(text) }
    }
}
