import Domain

/// What criteria lost points for, as the reader's language has it.
enum LossLines {
    /// In one line, which is read again: `迟到×2；路面积水−1`.
    static func written(
        _ losses: [Sheet.Loss], of criterion: SchemeContent.Criterion, _ words: Words
    ) -> String {
        LossLine.written(losses, of: criterion) { words($0.title) }
    }

    /// Criterion by criterion, as far as anything was lost: `纪律 21：迟到×2`.
    static func lines(of sheet: Sheet, _ scheme: SchemeContent, _ words: Words) -> [String] {
        scheme.criteria.compactMap { criterion in
            guard let losses = sheet.losses[criterion.key], let points = sheet.points[criterion.key] else { return nil }
            return words.named("\(words(criterion.title)) \(points)", written(losses, of: criterion, words))
        }
    }
}
