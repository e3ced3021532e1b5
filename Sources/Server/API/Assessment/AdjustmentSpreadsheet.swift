import Domain
import Storage

/// A month's adjustments: 责任区编号, 类型, 项目, 次数, 发生日期, 事由, 记录人编号; where items take them, 分值, 等级, 事件, 文号.
enum AdjustmentSpreadsheet {
    static let columns = [
        AdjustmentFields.area.column, AdjustmentFields.kind.column, AdjustmentFields.titledItem.column,
        AdjustmentFields.times.column, AdjustmentFields.date.column, AdjustmentFields.reason.column,
        AdjustmentFields.listedRecorder.column, AdjustmentFields.points.column, AdjustmentFields.titledLevel.column,
        AdjustmentFields.event.column, AdjustmentFields.document.column,
    ].compactMap(\.self)

    static func importing(_ file: ImportedFile, _ month: MonthImport, into transaction: Transaction) throws
        -> ImportReport
    {
        let desk = EntryDesk(transaction, month: month.month)
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["area", "item", "date"],
            identity: { "\($0["area"])\t\($0["item"])\t\($0["date"])\t\($0["reason"])" }
        ) { record in
            var input = Input(record, transaction, found)
            let (kind, item) = (input.take(AdjustmentFields.kind), input.take(AdjustmentFields.titledItem))
            let (times, date) = (input.take(AdjustmentFields.times), input.take(AdjustmentFields.date))
            let reason = input.take(AdjustmentFields.reason)
            let recorder = try input.take(AdjustmentFields.listedRecorder) { try desk.recorder($1) }
            let area = try input.take(AdjustmentFields.area) { try desk.area($1.text) }
            let rules = try area.flatMap { area in try input.look { _ in try desk.rules(for: area) } }
            let (points, level) = (input.take(AdjustmentFields.points), input.take(AdjustmentFields.titledLevel))
            let (event, document) = (input.take(AdjustmentFields.event), input.take(AdjustmentFields.document))
            let facts: Adjustment.Facts? = input.decide { errors in
                guard let rules else { return nil }
                let key = item.flatMap { item in kind.flatMap { rules.scheme.key(of: item, $0, noting: &errors) } }
                let entry = key.flatMap { rules.scheme.menuItem($0.text) }
                let named: Code?? = level.flatMap { title in
                    guard let title else { return .some(nil) }
                    return entry?.level(called: title, noting: &errors).map(Optional.some)
                }
                var details: Adjustment.Details?
                if let points, let event, let document {
                    details = Adjustment.Details(
                        points: points, level: named ?? nil, event: event, document: document)
                }
                var more = FieldErrors()
                let facts = Adjustment.Facts(
                    item: key, times: times, reason: reason, happenedOn: date, details: details,
                    lateReason: .some(month.lateReason), by: rules, noting: &more)
                // Of a level that is none it has been said which there are.
                for error in more.errors where !errors.errors.contains(where: { $0.field == error.field }) {
                    errors.add(error.field, error.code, error.detail)
                }
                return errors.isEmpty ? facts : nil
            }
            try input.check()
            guard let facts, let area, let recorder else { throw AskingFault.unsaid("AdjustmentRow") }
            return ImportedRecord(
                try desk.record(
                    facts, on: area, by: recorder, matchingEvents: true, revisionReason: month.revisionReason?.string
                ).1)
        }
    }
}

extension SchemeContent {
    /// The key of the entry of this kind that has this title, in either language, or this key.
    fileprivate func key(of item: Text, _ kind: Adjustment.Kind, noting errors: inout FieldErrors) -> Code? {
        let entry = menu.first { [$0.title.zh, $0.title.en].contains(item) || $0.key.text == item.string }
        guard let entry else {
            let known = menu.filter { $0.kind == kind }.map(\.title.zh.string)
            errors.add("item", .unknown, "not on the scheme's menu: \(known.map { "\($0)" as Sentence })")
            return nil
        }
        if entry.kind == kind { return entry.key }
        let word = Vocabulary.adjustmentKind.word(for: entry.kind) ?? entry.kind.rawValue
        errors.add("kind", .conflict, "‘\(item.string)’ is a \(Sentence(entry.kind.rawValue)): write \(word)")
        return nil
    }
}
