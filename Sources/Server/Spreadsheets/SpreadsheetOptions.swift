import Domain

/// What whoever sends a table says about how it is to be read.
package struct SpreadsheetOptions: Hashable, Sendable {
    /// Of a workbook; nil for the first that is to be seen.
    package var sheet: String?
    /// The columns, by heading or key, whose values stand for the empty cells below them.
    package var fillDown: [String] = []
    /// What headings mean, by the column's key; nil for a column that is not to be used.
    package var columns: [Mapped] = []
    /// Whether an empty cell empties what is on record.
    package var emptyClears = false
    /// Whether a column without a use here is an error.
    package var isStrict = false

    package struct Mapped: Hashable, Sendable {
        package let heading: String
        package let key: String?

        package init(heading: String, key: String?) {
            (self.heading, self.key) = (heading, key)
        }
    }

    package init() {}

    /// Names of columns as they are given in one text: `支部编号,党小组`.
    package static func names(in text: String) -> [String] {
        text.split { ",，、;；\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// What headings mean, as it is given in one text: `职务=post,备注=-`. A comma of a heading is left out.
    ///
    /// - Returns: nil where a part has no `=`.
    package static func mappings(in text: String) -> [Mapped]? {
        var mapped: [Mapped] = []
        for part in text.split(whereSeparator: { ",\n".contains($0) }) where !String(part).trimmed.isEmpty {
            guard let equals = part.lastIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
            let (heading, key) = (String(part[..<equals]).trimmed, String(part[part.index(after: equals)...]).trimmed)
            guard !heading.isEmpty else { return nil }
            mapped.append(Mapped(heading: heading, key: ["", "-"].contains(key) ? nil : key))
        }
        return mapped
    }
}
