import Domain
import Storage

/// A ledger as an office keeps it in a spreadsheet: a row is an entry. What the file does not have is left out.
struct LedgerFile {
    let ledger: Ledger

    init(_ ledger: Ledger) {
        self.ledger = ledger
    }

    var columns: [SpreadsheetColumn] {
        ([LedgerFields.branch.column] + ledger.form.parts.map { $0.field().column }).compactMap(\.self)
    }

    func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        let form = ledger.form
        let own = try transaction.keptBranches(form.keeper.action)
        let names = [form.title.rawValue, form.day.rawValue]
        return try ImportReport.importing(
            file, columns: columns, names: names,
            identity: { row in (["branch"] + names).map { row[$0] }.joined(separator: "\t") }
        ) { record in
            var input = Input(record, transaction, found)
            let branch = try input.take(Self.listedBranch) { transaction, said in
                guard let said else {
                    guard let only = own.first, own.count == 1 else { throw FieldErrors("branch", .missing) }
                    return only.id
                }
                return try transaction.requireBranch(listed: said.string, field: "branch")
            }
            let said = input.takeSaid(form.parts)
            try input.check()
            guard let branch, let content = try said?.found(transaction, in: branch) else {
                throw AskingFault.unsaid("LedgerRow")
            }
            return ImportedRecord(try transaction.enterLedger(ledger, content, of: branch).1)
        }
    }

    /// Left out by whoever keeps the ledgers of one branch alone.
    private static let listedBranch = Field(
        "branch", Wire.text(200).optional, .branch, headings: LedgerFields.branch.headings)
}
