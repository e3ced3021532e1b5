/// What a backup is called: `zhibu-20261124T151500Z.sqlite`, the database's own name and the moment, in UTC, at which it
/// was begun. The name alone tells which is older; a file that is called otherwise is none of ours and is left alone.
package struct BackupName: Hashable, Sendable {
    /// The database's file name without its ending.
    package let database: String
    package let madeAt: Instant

    package init(of database: String, madeAt: Instant) {
        self.database = database
        self.madeAt = madeAt
    }

    private static let ending = ".sqlite"

    package var text: String {
        "\(database)-\(madeAt.description.filter { $0 != "-" && $0 != ":" })\(Self.ending)"
    }

    /// nil if the name is not one that ``text`` gives.
    package init?(parsing name: String, of database: String) {
        guard name.hasPrefix(database + "-"), name.hasSuffix(Self.ending) else { return nil }
        let parts = name.dropFirst(database.count + 1).dropLast(Self.ending.count).split(separator: "T")
        guard parts.count == 2, let day = parts[0].asciiNumber, let time = parts[1].dropLast().asciiNumber,
            let date = LocalDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
        else { return nil }
        let second = time / 10_000 * 3600 + time / 100 % 100 * 60 + time % 100
        self.init(of: database, madeAt: Instant(seconds: Int64(date.dayNumber) * 86_400 + Int64(second)))
        guard text == name else { return nil }
    }
}
