import ArgumentParser
import Domain
import Server

/// Names as they are typed, and what was probably meant by one that is none.
extension Server.Operation {
    static func named(_ name: String) throws(ValidationError) -> Server.Operation {
        if let operation = API.operations.first(where: { $0.id == name }) { return operation }
        throw ValidationError(
            "there is no operation \(name)\(hint(name, API.operations.map(\.id))); ‘zhibu do --list’ shows them all")
    }

    /// - Parameter room: nil for every room.
    static func of(room: String?) throws(ValidationError) -> [Server.Operation] {
        guard let room else { return API.operations }
        let rooms = Room.allCases.map(\.rawValue)
        guard let found = rooms.first(where: { $0.lowercased() == room.lowercased() }) else {
            throw ValidationError("there is no room \(room): \(rooms.joined(separator: ", "))")
        }
        return API.operations.filter { $0.room.rawValue == found }
    }

    /// What takes a value by name, from the outermost in: the path's parameters, the query's, the body's members.
    var names: [String] { parameters.map(\.name) }

    func takes(_ name: String) -> Bool {
        let first = name.prefix { $0 != "." && $0 != "[" }
        return parameters.contains { $0.name.prefix { $0 != "." && $0 != "[" } == first }
    }

    func unknown(_ name: String) -> ValidationError {
        ValidationError(
            "\(id) takes no ‘\(name)’\(Self.hint(name, names)); ‘zhibu do \(id) --describe’ shows what it takes")
    }

    /// ` (did you mean createArea?)`, or nothing.
    private static func hint(_ typed: String, _ names: [String]) -> String {
        let distances = names.map { (name: $0, distance: distance(typed.lowercased(), $0.lowercased())) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }),
            nearest.distance <= max(2, typed.count / 3)
        else { return "" }
        return " (did you mean \(nearest.name)?)"
    }

    /// How many characters must be typed, left out or exchanged to come from one to the other (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (line, character) in one.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, against) in other.enumerated() {
                let exchanged = diagonal + (character == against ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(exchanged, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}

/// What the shell offers while a command is typed.
enum OperationCompletion {
    /// Operations; rooms where the list is asked for.
    @Sendable static func operations(_ words: [String], _: Int, _: String) -> [String] {
        words.contains("--list") ? Room.allCases.map(\.rawValue) : API.operations.map(\.id)
    }

    /// What the operation takes, and the values of what has only some.
    @Sendable static func values(_ words: [String], _: Int, _ prefix: String) -> [String] {
        guard let operation = words.lazy.compactMap({ word in API.operations.first { $0.id == word } }).first
        else { return [] }
        guard let sign = prefix.firstIndex(of: "=") else { return operation.names.map { "\($0)=" } }
        let name = prefix[..<sign]
        return operation.parameters.first { $0.name == name }?.schema.choices.map { "\(name)=\($0)" } ?? []
    }
}

extension Schema {
    fileprivate var choices: [String] {
        switch form {
        case .choice(let values): values
        case .boolean: ["true", "false"]
        case .array(let element, _): element.choices
        default: []
        }
    }
}
