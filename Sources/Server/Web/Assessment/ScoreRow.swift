import Domain
import Storage

/// A line of the grid: one area's sheet, as it stands or as it was typed.
struct ScoreRow {
    let shown: ScoresPage.Row

    /// By which a row's fields are known in the form, and what was wrong with it: an area may have a row for each who
    /// holds it.
    struct Key: Hashable {
        let text: String

        init(_ row: ScoreGrid.Row) {
            text = row.holder.map { "\(row.area.id.rawValue)-\($0.id.rawValue)" } ?? "\(row.area.id.rawValue)"
        }

        func points(_ criterion: Code) -> String { "p.\(text).\(criterion.text)" }
        func lost(_ criterion: Code) -> String { "l.\(text).\(criterion.text)" }
        var comment: String { "c.\(text)" }
        var revision: String { "r.\(text)" }
        var revisionReason: String { "v.\(text)" }
    }

    /// - Parameters:
    ///   - facts: what the platform and 12345 say of the area.
    ///   - typed: what was sent; what it does not hold is shown as it stands.
    ///   - hasFocus: whether it is the first row that is wrong.
    init(
        _ row: ScoreGrid.Row, _ facts: FactsListing?, _ grid: ScoreGrid, _ words: Words, _ typed: Form,
        _ errors: FormErrors?, hasFocus: Bool
    ) {
        let area = row.area
        let key = Key(row)
        let id = "row-\(key.text)"
        let holders = row.holder.map { [$0] } ?? area.holders
        // Of an area that several hold, each row says whose it is.
        let subject = [area.code.text, row.holder?.name].compactMap(\.self).joined(separator: " ")
        let fields =
            grid.scheme.criteria.flatMap { ["points.\($0.key.text)", "losses.\($0.key.text)"] }
            + ["comment", "revisionReason"]
        let firstWrong = fields.first { errors?[$0] != nil }
        func mark(_ field: String) -> ScoresPage.Mark? {
            errors?[field].map { _ in ScoresPage.Mark(saidID: "\(id)-said", hasFocus: hasFocus && field == firstWrong) }
        }
        let standing = row.sheet.flatMap { $0.isVisible ? $0 : nil }
        let isTyped = errors != nil
        let cells = grid.scheme.criteria.enumerated().map { place, criterion in
            let name = key.points(criterion.key)
            let title = words(criterion.title)
            return ScoresPage.Cell(
                name: name,
                label: words(
                    .cellLabel, ["area": subject, "criterion": title, "points": criterion.maximum.description]),
                column: words.noted(title, criterion.maximum.description), maximum: criterion.maximum.description,
                value: (isTyped ? typed[name] : nil)
                    ?? (isTyped ? "" : standing?.sheet.points[criterion.key]?.description ?? ""),
                mark: mark("points.\(criterion.key.text)"),
                lost: criterion.mode == .points
                    ? nil
                    : Self.lost(
                        key.lost(criterion.key), of: criterion, at: place,
                        label: words(.lostForLabel, ["area": subject, "criterion": title]),
                        standing: standing?.sheet.losses[criterion.key], typed: isTyped ? typed : nil,
                        mark: mark("losses.\(criterion.key.text)"), words)
            )
        }
        shown = ScoresPage.Row(
            id: id, code: area.code.text, name: area.name,
            holder: words.holders(holders.map(\.name)),
            heldBy: holders.map(\.name).joined(separator: String.listMark),
            cells: cells,
            total: standing?.total.description ?? "–",
            comment: ScoresPage.Remark(
                name: key.comment, label: words(.commentLabel, ["area": subject]),
                value: (isTyped ? typed[key.comment] : standing?.sheet.comment) ?? "", mark: mark("comment")
            ),
            revisionReason: row.sheet.map { _ in
                ScoresPage.Remark(
                    name: key.revisionReason,
                    label: words(.revisionReasonLabel, ["area": subject]),
                    value: typed[key.revisionReason] ?? "", mark: mark("revisionReason")
                )
            },
            revision: row.sheet.map { String($0.sheet.revision) } ?? "", revisionName: key.revision,
            messages: Self.messages(row, grid, words, errors), isWrong: errors != nil,
            isHidden: row.sheet.map { !$0.isVisible } ?? false,
            figures: FactsLines(facts?.facts, words).map {
                ScoresPage.Row.Figures(short: $0.short, said: words(.factsTold, ["figures": $0.said]))
            }
        )
    }

    private static func lost(
        _ name: String, of criterion: SchemeContent.Criterion, at place: Int, label: String,
        standing: [Sheet.Loss]?, typed: Form?, mark: ScoresPage.Mark?, _ words: Words
    ) -> ScoresPage.Cell.Lost {
        let value = typed.map { $0[name] ?? "" } ?? LossLines.written(standing ?? [], of: criterion, words)
        return ScoresPage.Cell.Lost(
            name: name, label: label, value: value, list: ScoresPage.Causes.id(place), mark: mark,
            isEmpty: value.isEmpty)
    }

    private static func messages(
        _ row: ScoreGrid.Row, _ grid: ScoreGrid, _ words: Words, _ errors: FormErrors?
    ) -> [ScoresPage.Message] {
        var messages: [ScoresPage.Message] = []
        if let errors {
            let key = Key(row)
            let cells = grid.scheme.criteria.flatMap { criterion in
                [
                    errors["points.\(criterion.key.text)"].map {
                        ScoresPage.Message(
                            said: words.named(words(criterion.title), $0), isError: true,
                            field: key.points(criterion.key))
                    },
                    errors["losses.\(criterion.key.text)"].map {
                        ScoresPage.Message(
                            said: words.named(words(criterion.title), $0), isError: true,
                            field: key.lost(criterion.key))
                    },
                ].compactMap(\.self)
            }
            let beside = [
                ("comment", key.comment), ("revisionReason", key.revisionReason), ("lateReason", "lateReason"),
                ("assessor", nil), ("area", nil), ("tier", nil),
            ].compactMap { (member: String, field: String?) in
                errors[member].map { ScoresPage.Message(said: $0, isError: true, field: field) }
            }
            messages = cells + beside
            if messages.isEmpty, let general = errors.general {
                messages = [ScoresPage.Message(said: general, isError: true, field: nil)]
            }
        }
        guard let sheet = row.sheet else { return messages }
        if !sheet.isVisible {
            messages.append(ScoresPage.Message(said: words(.sheetHidden), isError: false, field: nil))
        } else if errors != nil {
            // Both sides: what was typed stands in the cells, and what stands is said beside it.
            let points = grid.scheme.criteria.map { sheet.sheet.points[$0.key]?.description ?? "–" }
            messages.append(
                ScoresPage.Message(
                    said: words(
                        .sheetStands,
                        ["points": points.joined(separator: " · "), "revision": String(sheet.sheet.revision)]),
                    isError: false, field: nil
                )
            )
        } else if sheet.sheet.revision > 1 {
            messages.append(
                ScoresPage.Message(
                    said: words(.sheetRevision, ["revision": String(sheet.sheet.revision)]), isError: false, field: nil)
            )
        }
        return messages
    }
}
