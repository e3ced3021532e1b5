import Domain

/// Criteria and menu items as they are typed: by key, or by title in either language.
enum SchemeWords {
    /// The points by their criteria's keys. Whether they are in range is for the API to say.
    static func points(_ raw: String, by scheme: JSON) throws(CommandFailure) -> JSON {
        let criteria = scheme["criteria"]?.array ?? []
        let keys = criteria.map { $0.shown("key") }
        let parts = raw.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }.map { String($0).trimmed }
        var points = JSON.Object()
        if parts.contains(where: { $0.contains("=") }) {
            for part in parts {
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                    String($0).trimmed
                }
                guard pair.count == 2, let key = key(of: pair[0], in: criteria) else {
                    throw CommandFailure(
                        .usage, "‘\(part)’: write criterion=points; the criteria are \(keys.joined(separator: ", "))")
                }
                guard points[key] == nil else { throw CommandFailure(.usage, "--points: ‘\(key)’ is given twice") }
                points[key] = try number(pair[1])
            }
        } else {
            guard parts.count == keys.count else {
                throw CommandFailure(
                    .usage,
                    "--points: \(keys.count) are needed, not \(parts.count), in this order: \(keys.joined(separator: ", "))"
                )
            }
            for (key, part) in zip(keys, parts) { points[key] = try number(part) }
        }
        return .object(points)
    }

    /// What criteria lost for, by their keys; nil where nothing is said of it. Whether a line can be read is for the API
    /// to say.
    static func lost(_ raw: [String], by scheme: JSON) throws(CommandFailure) -> JSON? {
        let criteria = scheme["criteria"]?.array ?? []
        var lost = JSON.Object()
        for part in raw {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                String($0).trimmed
            }
            guard pair.count == 2, let key = key(of: pair[0], in: criteria) else {
                let keys = criteria.map { $0.shown("key") }.joined(separator: ", ")
                throw CommandFailure(
                    .usage, "--lost ‘\(part)’: write criterion=causes; the criteria are \(keys)")
            }
            guard lost[key] == nil else { throw CommandFailure(.usage, "--lost: ‘\(key)’ is given twice") }
            lost[key] = .string(pair[1])
        }
        return raw.isEmpty ? nil : .object(lost)
    }

    /// The key of a bonus, deduction or veto.
    static func menuKey(of typed: String, in scheme: JSON) throws(CommandFailure) -> String {
        let items = ["bonuses", "deductions", "vetoes"].flatMap { scheme[$0]?.array ?? [] }
        guard let key = key(of: typed, in: items) else {
            let known = items.map { "\($0.shown("key")) (\($0.shown("titleZh")))" }.joined(separator: ", ")
            throw CommandFailure(.data, "‘\(typed)’ is not in the scheme's menu: \(known)")
        }
        return key
    }

    /// The key of an item's level; as it was typed where the item has none such, for the API to say which there are.
    static func levelKey(of typed: String, ofItem key: String, in scheme: JSON) -> String {
        let items = ["bonuses", "deductions"].flatMap { scheme[$0]?.array ?? [] }
        let levels = items.first { $0["key"] == .string(key) }?["levels"]?.array ?? []
        return self.key(of: typed, in: levels) ?? typed
    }

    private static func key(of typed: String, in items: [JSON]) -> String? {
        items.first { item in ["key", "titleZh", "titleEn"].contains { item[$0]?.string == typed } }?.shown("key")
    }

    static func number(_ raw: String) throws(CommandFailure) -> JSON {
        do {
            return JSON(try Points(raw))
        } catch {
            throw CommandFailure(.data, "--points: \(error.detail)")
        }
    }
}
