import Domain
import Storage

/// A line of the grid: one area's sheet, as it stands or as it was typed.
struct ScoreRow {
    let shown: ScoresPage.Row

    /// The names of a row's fields in the form.
    enum Name {
        static func points(_ area: ID<ResponsibilityArea>, _ criterion: Code) -> String {
            "p.\(area.rawValue).\(criterion.text)"
        }
        static func comment(_ area: ID<ResponsibilityArea>) -> String { "c.\(area.rawValue)" }
        static func revision(_ area: ID<ResponsibilityArea>) -> String { "r.\(area.rawValue)" }
        static func revisionReason(_ area: ID<ResponsibilityArea>) -> String { "v.\(area.rawValue)" }
    }

    /// - Parameters:
    ///   - typed: what was sent; what it does not hold is shown as it stands.
    ///   - hasFocus: whether it is the first row that is wrong.
    init(
        _ row: ScoreGrid.Row, _ grid: ScoreGrid, _ words: Words, _ typed: Form, _ errors: FormErrors?, hasFocus: Bool
    ) {
        let area = row.area
        let id = "row-\(area.id.rawValue)"
        let fields = grid.scheme.criteria.map { "points.\($0.key.text)" } + ["comment", "revisionReason"]
        let firstWrong = fields.first { errors?[$0] != nil }
        func mark(_ field: String) -> ScoresPage.Mark? {
            errors?[field].map { _ in ScoresPage.Mark(saidID: "\(id)-said", hasFocus: hasFocus && field == firstWrong) }
        }
        let standing = row.sheet.flatMap { $0.isVisible ? $0 : nil }
        let isTyped = errors != nil
        let cells = grid.scheme.criteria.map { criterion in
            let name = Name.points(area.id, criterion.key)
            let title = words(criterion.title)
            return ScoresPage.Cell(
                name: name,
                label: words(
                    .cellLabel, ["area": area.code.text, "criterion": title, "points": criterion.maximum.description]),
                column: words.noted(title, criterion.maximum.description), maximum: criterion.maximum.description,
                value: (isTyped ? typed[name] : nil)
                    ?? (isTyped ? "" : standing?.sheet.points[criterion.key]?.description ?? ""),
                mark: mark("points.\(criterion.key.text)")
            )
        }
        shown = ScoresPage.Row(
            id: id, code: area.code.text, name: area.name,
            holder: words.holders(area.holders.map(\.name)),
            heldBy: area.holders.map(\.name).joined(separator: String.listMark),
            cells: cells,
            total: standing?.total.description ?? "–",
            comment: ScoresPage.Remark(
                name: Name.comment(area.id), label: words(.commentLabel, ["area": area.code.text]),
                value: (isTyped ? typed[Name.comment(area.id)] : standing?.sheet.comment) ?? "", mark: mark("comment")
            ),
            revisionReason: row.sheet.map { _ in
                ScoresPage.Remark(
                    name: Name.revisionReason(area.id),
                    label: words(.revisionReasonLabel, ["area": area.code.text]),
                    value: typed[Name.revisionReason(area.id)] ?? "", mark: mark("revisionReason")
                )
            },
            revision: row.sheet.map { String($0.sheet.revision) } ?? "", revisionName: Name.revision(area.id),
            messages: Self.messages(row, grid, words, errors), isWrong: errors != nil
        )
    }

    private static func messages(
        _ row: ScoreGrid.Row, _ grid: ScoreGrid, _ words: Words, _ errors: FormErrors?
    ) -> [ScoresPage.Message] {
        var messages: [ScoresPage.Message] = []
        if let errors {
            let fields =
                grid.scheme.criteria.compactMap { criterion in
                    errors["points.\(criterion.key.text)"].map { words.named(words(criterion.title), $0) }
                }
                + ["comment", "revisionReason", "lateReason", "assessor", "area", "tier"].compactMap { errors[$0] }
            messages = (fields.isEmpty ? [errors.general].compactMap(\.self) : fields).map {
                ScoresPage.Message(said: $0, isError: true)
            }
        }
        guard let sheet = row.sheet else { return messages }
        if !sheet.isVisible {
            messages.append(ScoresPage.Message(said: words(.sheetHidden), isError: false))
        } else if errors != nil {
            // Both sides: what was typed stands in the cells, and what stands is said beside it.
            let points = grid.scheme.criteria.map { sheet.sheet.points[$0.key]?.description ?? "–" }
            messages.append(
                ScoresPage.Message(
                    said: words(
                        .sheetStands,
                        ["points": points.joined(separator: " · "), "revision": String(sheet.sheet.revision)]),
                    isError: false
                )
            )
        } else if sheet.sheet.revision > 1 {
            messages.append(
                ScoresPage.Message(
                    said: words(.sheetRevision, ["revision": String(sheet.sheet.revision)]), isError: false))
        }
        return messages
    }
}
