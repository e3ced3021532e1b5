/// What a criterion lost points for, in one line, as people write it in the grid, a spreadsheet, a command and the API:
/// `迟到×2；垃圾未清−3；路面积水−1`.
///
/// A cause is one of the criterion's list, by its key or its title in either language, or another one in words. Behind it
/// stand how often (`×2`, once if not said) and the points each time (`−3`): where the list has a least and a greatest, and
/// for another cause. Half-width and full-width signs are read alike, and so are `2次` behind `×` and `3分` behind `−`. Causes
/// are parted by `；` or a line break.
package enum LossLine {
    /// The most characters of a line.
    package static let maximum = 1_000

    /// - Returns: nil where something is wrong, which is noted for `losses.KEY`.
    static func read(
        _ line: String, of criterion: SchemeContent.Criterion, noting errors: inout FieldErrors
    ) -> [Sheet.Loss]? {
        let field = "losses.\(criterion.key.text)"
        let pieces = line.split { $0 == "；" || $0 == ";" || $0.isNewline }.map { String($0).trimmed }
            .filter { !$0.isEmpty }
        guard pieces.count <= Sheet.Loss.most else {
            errors.add(field, .length, "at most \(Sheet.Loss.most) causes")
            return nil
        }
        let losses = pieces.compactMap { piece in
            errors.take(field) { () throws(Rejection) in try loss(piece, of: criterion) }
        }
        return losses.count == pieces.count ? losses : nil
    }

    /// As it is read again: without the criterion, by keys and with all points; with it, by titles and as people write it,
    /// without the points that a cause always loses.
    package static func written(
        _ losses: [Sheet.Loss], of criterion: SchemeContent.Criterion? = nil,
        title: (SchemeContent.Loss) -> String = { $0.key.text }
    ) -> String {
        losses.map { loss in
            let often = loss.times == 1 ? "" : "×\(loss.times)"
            switch loss.cause {
            case .other(let reason): return "\(reason.string)\(often)−\(loss.points)"
            case .item(let key):
                let item = criterion?.loss(key)
                if let item, case .fixed = item.amount { return "\(title(item))\(often)" }
                return "\(item.map(title) ?? key.text)\(often)−\(loss.points)"
            }
        }.joined(separator: "；")
    }

    /// Whether a cause can be called this and be read again: nothing in it parts causes, or reads as how often or as points.
    static func canBeCalled(_ name: String) -> Bool {
        !name.contains { $0 == "；" || $0 == ";" } && Figure(atEndOf: name) == nil
    }

    private static func loss(_ piece: String, of criterion: SchemeContent.Criterion) throws(Rejection) -> Sheet.Loss {
        var (rest, times, points) = (piece, nil as Int?, nil as Points?)
        var item = listed(rest, in: criterion)
        while item == nil, let figure = Figure(atEndOf: rest) {
            switch figure.sign {
            case .times where times == nil:
                guard let often = figure.digits.asciiNumber, Sheet.Loss.times.contains(often) else {
                    throw Rejection(
                        .range,
                        "‘\(piece)’: how often is a whole number from \(Sheet.Loss.times.lowerBound) to \(Sheet.Loss.times.upperBound), such as ×2"
                    )
                }
                times = often
            case .minus where points == nil:
                points = try Points(figure.digits)
                if points == .zero { throw Rejection(.range, "‘\(piece)’: a cause loses more than 0 points") }
            case .times, .minus:
                throw Rejection(
                    .format, "‘\(piece)’: how often and how many points are written once each, behind the cause")
            }
            rest = figure.rest
            item = listed(rest, in: criterion)
        }
        guard let item else { return try other(rest, times, points, in: criterion) }
        return Sheet.Loss(cause: .item(item.key), times: times ?? 1, points: try each(item, given: points))
    }

    /// What a listed cause loses each time.
    private static func each(_ item: SchemeContent.Loss, given: Points?) throws(Rejection) -> Points {
        switch item.amount {
        case .fixed(let points):
            if let given, given != points {
                throw Rejection(.conflict, "‘\(item.title.name)’ loses \(points) points each time, not \(given)")
            }
            return points
        case .range(let bounds):
            guard let given, bounds.contains(given) else {
                throw Rejection(
                    given == nil ? .required : .range,
                    "‘\(item.title.name)’ loses \(bounds.lowerBound) to \(bounds.upperBound) points each time: write how many behind it, such as −\(bounds.lowerBound)"
                )
            }
            return given
        case .levels: throw Rejection(.unknown, "‘\(item.title.name)’ has no points")
        }
    }

    private static func other(
        _ reason: String, _ times: Int?, _ points: Points?, in criterion: SchemeContent.Criterion
    ) throws(Rejection) -> Sheet.Loss {
        if reason.isEmpty { throw Rejection(.required, "write for what the points are lost, before how many they are") }
        guard let points else {
            let listed = (criterion.losses ?? []).map(\.title.name)
            if listed.isEmpty {
                throw Rejection(.required, "‘\(reason)’: write behind the cause how many points it loses, such as −2")
            }
            throw Rejection(
                .unknown,
                "‘\(reason)’ is none of the causes listed (\(listed, most: 8)): write one of them, or behind a cause of its own how many points it loses, such as −2"
            )
        }
        let text = try Text(reason, maximum: Sheet.Loss.reasonMaximum)
        return Sheet.Loss(cause: .other(text), times: times ?? 1, points: points)
    }

    private static func listed(_ name: String, in criterion: SchemeContent.Criterion) -> SchemeContent.Loss? {
        let folded = fold(name)
        let (items, byTitle) = (
            criterion.losses ?? [], { (item: SchemeContent.Loss) in [item.title.zh, item.title.en] }
        )
        return items.first { $0.key.text == name.inASCIIWidth }
            ?? items.first { item in byTitle(item).contains { fold($0.string) == folded } }
    }

    /// Widths, blanks and upper case make no other cause.
    private static func fold(_ name: String) -> String {
        CanonicalForm.composed(name).halfWidth.lowercased().filter { !$0.isWhitespace }
    }
}

/// How often, or how many points, at the end of a text: `×2`, `−3分`.
private struct Figure {
    enum Sign { case times, minus }

    let sign: Sign
    /// Digits and points, in half width.
    let digits: String
    let rest: String

    /// nil where the text does not end like that.
    init?(atEndOf text: String) {
        var scalars = Array(text.trimmed.unicodeScalars)[...]
        let unit: Unicode.Scalar? = scalars.last.flatMap { ["次", "分"].contains($0) ? $0 : nil }
        if unit != nil { scalars.removeLast() }
        var digits: [Unicode.Scalar] = []
        while let last = scalars.last.map(Self.narrow), ("0"..."9").contains(last) || last == "." {
            digits.append(last)
            scalars.removeLast()
        }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        guard !digits.isEmpty, let mark = scalars.popLast().map(Self.narrow) else { return nil }
        switch mark {
        case "×", "✕", "✖", "*": sign = .times
        // A letter of a word is none.
        case "x", "X":
            if let before = scalars.last, before.isASCII, before.properties.isAlphabetic { return nil }
            sign = .times
        case "-", "−", "–", "—", "﹣", "扣": sign = .minus
        default: return nil
        }
        if unit == "次", sign == .minus { return nil }
        if unit == "分", sign == .times { return nil }
        self.digits = String(String.UnicodeScalarView(digits.reversed()))
        rest = String(String.UnicodeScalarView(scalars)).trimmed
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFF00 + 0x20) ?? scalar
    }
}
