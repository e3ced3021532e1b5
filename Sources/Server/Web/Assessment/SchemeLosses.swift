import Domain

/// The causes by which a criterion loses points, as people write them in one line: `迟到 2；垃圾未清 1-5`.
enum SchemeLosses {
    /// The most characters of a line.
    static let maximum = 2_000

    /// As it stands in a form, to be read again.
    static func written(_ losses: [SchemeContent.Loss], _ words: Words) -> String {
        losses.map { "\(words($0.title)) \(SchemeAmount.written($0.amount, words))" }.joined(separator: "；")
    }

    /// As it is read on a page; nil where points are given.
    static func shown(_ criterion: SchemeContent.Criterion, _ words: Words) -> String? {
        criterion.losses.map { losses in
            losses.isEmpty
                ? words(.losesByOthers)
                : words(
                    .losesBy,
                    ["causes": words.list(losses.map { "\(words($0.title)) −\(SchemeAmount.shown($0.amount, words))" })]
                )
        }
    }

    /// A criterion's document with what its line says in the member that it is for; as it was where that cannot be read.
    ///
    /// - Parameter standing: of the same criterion in the version before, whose causes keep their keys.
    static func completed(_ criterion: JSON.Object, over standing: [SchemeContent.Loss]) -> JSON.Object {
        var criterion = criterion
        let isBase = criterion["mode"]?.string == SchemeContent.Mode.base.rawValue
        guard let line = criterion["losses"]?.string?.nonEmpty else {
            criterion["losses"] = isBase ? [] : nil
            if !isBase { criterion["mode"] = nil }
            return criterion
        }
        if let losses = losses(line, over: standing) { criterion["losses"] = .array(losses) }
        return criterion
    }

    private static func losses(_ line: String, over standing: [SchemeContent.Loss]) -> [JSON]? {
        var taken = Set(standing.map(\.key.text))
        var known: Set<String> = []
        var losses: [JSON] = []
        for part in line.split(whereSeparator: { $0 == ";" || $0 == "；" || $0.isNewline })
        where !String(part).trimmed.isEmpty {
            guard
                let found = part.wholeMatch(
                    of: /\s*(.*[^0-9.\s\-−–—~～:：])[\s:：−]*([0-9.]+(?:\s*[-–—~～至到]\s*[0-9.]+)?)\s*分?\s*/)
            else { return nil }
            let title = String(found.output.1).trimmed
            let same = standing.first { [$0.title.zh.string, $0.title.en.string].contains(title) }
            var object = JSON.Object()
            if let same, known.insert(same.key.text).inserted {
                object["key"] = .string(same.key.text)
            } else {
                var number = 1
                while !taken.insert("l\(number)").inserted { number += 1 }
                object["key"] = .string("l\(number)")
            }
            object["titleZh"] = .string(same?.title.zh.string ?? title)
            object["titleEn"] = .string(same?.title.en.string ?? title)
            if let points = SchemeAmount.number(found.output.2) {
                object["points"] = points
            } else if let bounds = SchemeAmount.bounds(String(found.output.2)) {
                (object["min"], object["max"]) = bounds
            } else {
                return nil
            }
            losses.append(.object(object))
        }
        return losses
    }
}

extension SchemeContent.Mode: Worded {
    var word: Word {
        switch self {
        case .points: .modePoints
        case .base: .modeBase
        }
    }
}
