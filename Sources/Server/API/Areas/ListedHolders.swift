import Domain
import Storage

/// The holders of an area that a cell of a list names by number, one or several: 1003、1004; 1003/1004; 1003 1004.
struct ListedHolders: Hashable, Sendable {
    static let maximum = 20

    /// Each once, in the cell's order.
    let numbers: [Code]

    init(_ cell: String) throws(Rejection) {
        var numbers: [Code] = []
        for part in cell.listed(partedByBlanks: true) {
            let number = try Code(part)
            if numbers.contains(number) {
                throw Rejection(.duplicate, "‘\(number.text)’ stands here twice: write each holder once")
            }
            numbers.append(number)
        }
        if numbers.isEmpty { throw .missing }
        if numbers.count > Self.maximum {
            throw Rejection(.tooMany, "at most \(Self.maximum) hold one area")
        }
        self.numbers = numbers
    }
}

/// The names of an area's holders, as a cell of a list has them: 袁强、钱平; 袁强/钱平; 袁强 钱平.
struct ListedHolderNames: Hashable, Sendable {
    /// What the cell may mean, the likeliest first: a blank parts two names as often as it spreads one.
    let readings: [[Text]]

    init(_ cell: String) throws(Rejection) {
        var readings: [[Text]] = []
        for partedByBlanks in [false, true] {
            var names: [Text] = []
            for part in cell.listed(partedByBlanks: partedByBlanks) { names.append(try Text(name: part)) }
            if !names.isEmpty, !readings.contains(names) { readings.append(names) }
        }
        if readings.isEmpty { throw .missing }
        self.readings = readings
    }

    /// Whether these are the names of just those people, in whatever order.
    func say(_ known: [String]) -> Bool {
        [false, true].contains { partedByBlanks in
            // What parts names in a cell may stand in one on record.
            let parts = known.flatMap { $0.listed(partedByBlanks: partedByBlanks).map(NameForm.of) }.sorted()
            return readings.contains { $0.map(\.string).sorted() == parts }
        }
    }

    var shown: String { readings[0].map(\.string).joined(separator: String.listMark) }
}

extension String {
    /// What stands between two of several in a cell.
    static let listMark = "、"

    /// The parts of a cell that names several.
    fileprivate func listed(partedByBlanks: Bool) -> [String] {
        split { character in
            "、，,;；/／|｜&＆+＋﹑､\n\r".contains(character) || partedByBlanks && character.isWhitespace
        }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

extension Wire<ListedHolders> {
    static let listedHolders = written(
        .text, { _ in .plain }, read: ListedHolders.init,
        write: { $0.numbers.map(\.text).joined(separator: String.listMark) },
        say: { listed, words in words.list(listed.numbers.map(\.text)) })
}

extension Wire<ListedHolderNames> {
    static let listedHolderNames = written(
        .text, { _ in .plain }, read: ListedHolderNames.init, write: \.shown, say: { listed, _ in listed.shown })
}

extension Transaction {
    /// - Throws: ``FieldErrors`` for `field` where the members on record have other names than the list beside their numbers.
    func requireNames(_ listed: ListedHolderNames, of members: [ID<Member>], field: String) throws {
        let known = try members.map { try member($0).member }
        if listed.say(known.map(\.name)) { return }
        if let only = members.first, members.count == 1, let name = listed.readings[0].first,
            listed.readings[0].count == 1
        {
            return try requireName(name, of: only, field: field)
        }
        throw FieldErrors(
            field, .conflict,
            "members \(known.map { "\($0.number.text)" as Sentence }) are called \(known.map { "\($0.name)" as Sentence }) on record, not \(listed.shown)"
        )
    }

    /// The members of a branch who are called so.
    ///
    /// - Throws: ``FieldErrors`` for `field` where the branch has none, or several, of one of the names.
    func requireMembers(named listed: ListedHolderNames, in branch: ID<Branch>, field: String) throws -> [ID<Member>] {
        func found(_ names: [Text]) throws -> [ID<Member>] {
            try names.map { try requireMember(named: $0, in: branch, field: field) }
        }
        for reading in listed.readings.dropFirst() {
            do {
                return try found(listed.readings[0])
            } catch is FieldErrors {
                if let members = try? found(reading) { return members }
            }
        }
        return try found(listed.readings[0])
    }
}
