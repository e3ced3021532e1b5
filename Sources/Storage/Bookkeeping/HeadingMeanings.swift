import Domain

/// What a heading of an office's file means.
package struct HeadingMeaning: Hashable, Sendable {
    package let heading: String
    /// By its key; nil for a column that is not used.
    package let column: String?

    package init(heading: String, column: String?) {
        (self.heading, self.column) = (heading, column)
    }
}

/// What people said that headings mean, of each list and set of headings, each for themselves.
extension Transaction {
    /// How many sets of headings are kept for one person.
    private static let mostMeanings = 100

    /// What whoever asks said before of a list's files with just these headings.
    package func headingMeanings(of headings: [String], in list: String) throws -> [HeadingMeaning] {
        let kept: String? = try session.value(
            """
            SELECT meanings FROM heading_meaning
             WHERE owner = \(principal.name) AND list = \(list) AND headings = \(digest(of: headings))
            """
        )
        guard let kept, let object = try? JSON.parse(Array(kept.utf8)).object else { return [] }
        return object.members.map { HeadingMeaning(heading: $0.name, column: $0.value.string) }
    }

    /// Keeps it for the next such file.
    package func keep(_ meanings: [HeadingMeaning], of headings: [String], in list: String) throws {
        var object = JSON.Object()
        for meaning in meanings.sorted(by: { $0.heading < $1.heading }) {
            object[meaning.heading] = meaning.column.map { .string($0) } ?? .null
        }
        guard try Set(headingMeanings(of: headings, in: list)) != Set(meanings) else { return }
        try session.run(
            """
            INSERT INTO heading_meaning (owner, list, headings, meanings, kept_on)
            VALUES (\(principal.name), \(list), \(digest(of: headings)),
                    \(String(decoding: JSON.object(object).bytes(), as: UTF8.self)), \(today))
            ON CONFLICT (owner, list, headings) DO UPDATE SET meanings = excluded.meanings, kept_on = excluded.kept_on
            """
        )
        try session.run(
            """
            DELETE FROM heading_meaning
             WHERE owner = \(principal.name)
               AND id NOT IN (SELECT id FROM heading_meaning WHERE owner = \(principal.name)
                               ORDER BY kept_on DESC, id DESC LIMIT \(Self.mostMeanings))
            """
        )
    }

    private func digest(of headings: [String]) -> String {
        keys.digest(headings.joined(separator: "\n"), for: "headings")
    }
}
