import Domain
import Storage

/// A month's figures of the city-management platform and 12345: 责任区编号, 立案, 按期结案, 返工, 投诉, 查实, 回访, 满意; where there
/// is one, 月份 as well. What the file does not say of an area stays: the two may come in a file each.
enum FactsSpreadsheet {
    static let columns =
        [FactsFields.area.column, FactsFields.listedMonth.column].compactMap(\.self)
        + FactsFields.figures.compactMap { $0.field.column }

    static func importing(_ file: ImportedFile, _ month: MonthImport, into transaction: Transaction) throws
        -> ImportReport
    {
        let desk = FactsDesk(transaction, month: month.month)
        let found = Input.Found()
        let clears = file.options.emptyClears
        return try ImportReport.importing(
            file, columns: columns, names: ["area"], identity: { $0["area"] }
        ) { record in
            var input = Input(record, transaction, found)
            let area = try input.take(FactsFields.area) { try desk.area($1) }
            if let named = input.take(FactsFields.listedMonth) ?? nil, named != month.month {
                input.note("month", .conflict, "this row is of \(named), and the file is imported for \(month.month)")
            }
            let standing = try area.map { try desk.standing(of: $0) } ?? AreaFacts.unknown
            var (read, spared) = ([AreaFacts.Figure: Int?](), Spared())
            for (figure, field) in FactsFields.figures {
                guard let said = input.said(field) else { continue }
                let value = spared.take(figure.rawValue, said, over: standing[figure], clearing: clears)
                read.updateValue(value, forKey: figure)
            }
            let facts = input.decide { errors in AreaFacts(read, noting: &errors) }
            try input.check()
            guard let area, let facts else { throw AskingFault.unsaid("FactsRow") }
            return ImportedRecord(
                try desk.record(facts, on: area, from: .file, revisionReason: month.revisionReason), spared: spared)
        }
    }
}
