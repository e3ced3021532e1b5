import Domain

/// What an item of a rubric brings each time, as people write it in one line: `3`, `1-5`, or `一等奖 5；二等奖 3`.
enum SchemeAmount {
    /// As it stands in a form, to be read again.
    static func written(_ amount: SchemeContent.Amount, _ words: Words) -> String {
        switch amount {
        case .fixed(let points): points.description
        case .range(let bounds): "\(bounds.lowerBound)-\(bounds.upperBound)"
        case .levels(let levels): levels.map { "\(words($0.title)) \($0.points)" }.joined(separator: "；")
        }
    }

    /// As it is read on a page.
    static func shown(_ amount: SchemeContent.Amount, _ words: Words) -> String {
        switch amount {
        case .fixed, .range: written(amount, words).replacing("-", with: "–")
        case .levels(let levels): words.list(levels.map { "\(words($0.title)) \($0.points)" })
        }
    }

    /// An item's document with what its line says in the members that it is for; as it was where it says none of the
    /// three, which is then told of the line.
    ///
    /// - Parameter standing: of the same item in the version before, whose levels keep their keys.
    static func completed(_ item: JSON.Object, over standing: SchemeContent.Amount?) -> JSON.Object {
        var item = item
        guard let line = item["points"]?.string?.halfWidth.trimmed else {
            // Said together with what else is wrong in the row.
            item["points"] = ""
            return item
        }
        if let points = number(line) {
            item["points"] = points
        } else if let bounds = bounds(line) {
            item["points"] = nil
            (item["min"], item["max"]) = bounds
        } else if let levels = levels(line, over: standing) {
            item["points"] = nil
            item["levels"] = .array(levels)
        }
        return item
    }

    /// Points as people write them; nil for none.
    static func number(_ text: some StringProtocol) -> JSON? {
        (try? Wire<Points>.listedPoints(String(text))).map { JSON($0) }
    }

    /// A least and a greatest: `1-5`.
    static func bounds(_ line: String) -> (JSON, JSON)? {
        let parts = line.split(separator: /[-–—~～至到]/, omittingEmptySubsequences: false)
        guard parts.count == 2, let least = number(parts[0]), let greatest = number(parts[1]) else { return nil }
        return (least, greatest)
    }

    private static func levels(_ line: String, over standing: SchemeContent.Amount?) -> [JSON]? {
        var known: [SchemeContent.Level] = []
        if case .levels(let levels) = standing { known = levels }
        var taken = Set(known.map(\.key.text))
        var levels: [JSON] = []
        for part in line.split(separator: /[;；、,，\n]/) {
            guard let found = part.wholeMatch(of: /\s*([^0-9\s].*?)[\s:：]*([0-9]+(?:\.[0-9]+)?)\s*分?\s*/),
                let points = number(found.output.2)
            else { return nil }
            let title = String(found.output.1)
            let same = known.first { [$0.title.zh.string, $0.title.en.string].contains(title) }
            var number = 1
            while same == nil, !taken.insert("l\(number)").inserted { number += 1 }
            levels.append([
                "key": .string(same?.key.text ?? "l\(number)"), "titleZh": .string(same?.title.zh.string ?? title),
                "titleEn": .string(same?.title.en.string ?? title), "points": points,
            ])
        }
        return levels.isEmpty ? nil : levels
    }
}

extension SchemeContent.DocumentRule: Worded {
    var word: Word {
        switch self {
        case .none: .documentNone
        case .optional: .documentOptional
        case .required: .documentRequired
        }
    }
}
