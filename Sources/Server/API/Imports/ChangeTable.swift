import Crypto
import Domain
import Foundation
import Storage

/// What one row of a file would do, field by field.
struct RowChange: Sendable, Equatable {
    enum Outcome: String, CaseIterable, Sendable {
        case created, changed, removed
    }

    /// By what people know the record, field by field.
    struct Name: Sendable, Equatable {
        let field: String
        let value: String
    }

    struct Field: Sendable, Equatable {
        let field: String
        /// nil where there was nothing, or where it is not to be seen.
        let before: String?
        let after: String?
    }

    /// nil for what the file does not have.
    let line: Int?
    let outcome: Outcome
    let names: [Name]
    let fields: [Field]
}

/// What a file would do, row by row: the first rows of it, how many more there are, and what tells the whole from any
/// other. Memory does not grow with the file.
struct ChangeTable: Sendable, Equatable {
    /// As many rows are told,
    static let mostRows = 500
    /// unless they say more than so many characters.
    static let mostCharacters = 200_000

    private(set) var rows: [RowChange] = []
    private(set) var omitted = 0
    /// A hash of all rows, one after the other.
    private(set) var digest: [UInt8] = []
    private var characters = 0
    /// What is brought into its one form on the way in.
    private static let kept: Set = ["number", "code", "name"]

    /// - Parameter names: by what people know the record.
    mutating func note(
        line: Int?, _ outcome: RowChange.Outcome, _ names: [RowChange.Name], _ changes: [FieldChange]
    ) {
        var hash = SHA256()
        hash.update(data: digest)
        let told: JSON = [
            "outcome": .string(outcome.rawValue), "line": line.map { JSON($0) } ?? .null,
            "names": JSON(names) { [.string($0.field), .string($0.value)] },
            "fields": JSON(changes) { [.string($0.field), $0.before, $0.after, .string($0.mark)] },
        ]
        hash.update(data: told.bytes())
        digest = Array(hash.finalize())
        guard rows.count < Self.mostRows, characters < Self.mostCharacters else {
            omitted += 1
            return
        }
        // As it will be on record; what names a new record is not said twice.
        let names = names.map { name in
            let kept = Self.kept.contains(name.field) ? changes.first { $0.field == name.field }?.after.said : nil
            return RowChange.Name(field: name.field, value: kept ?? name.value)
        }
        let said = outcome == .created ? Set(names.map(\.field)) : []
        let fields = changes.filter { !said.contains($0.field) }.map {
            RowChange.Field(field: $0.field, before: $0.before.said, after: $0.after.said)
        }
        for field in fields { characters += 20 + (field.before?.count ?? 0) + (field.after?.count ?? 0) }
        rows.append(RowChange(line: line, outcome: outcome, names: names, fields: fields))
    }

    /// Adds what else must not be another when the file goes in.
    mutating func bind(_ texts: [String]) {
        if texts.isEmpty { return }
        var hash = SHA256()
        hash.update(data: digest)
        hash.update(data: JSON(texts) { .string($0) }.bytes())
        digest = Array(hash.finalize())
    }
}

extension JSON {
    /// As a text; nil for nothing.
    fileprivate var said: String? {
        switch self {
        case .null: nil
        case .string(let text): text
        default: text
        }
    }
}

/// Who, or what, is on record of a branch that a whole roster has rows of, and is not in it.
struct MissingRecord: Sendable, Equatable {
    /// As many are named.
    static let mostTold = 200

    let code: Code
    let name: String
    let branch: Code
}

extension Shape<RowChange> {
    static let rowChange = Shape(
        "RowChange",
        [
            Field("line", .integer(1...Int64(Int32.max)).orNull.means("Of the file; null for what is not in it.")) {
                $0.line.map { JSON($0) } ?? .null
            },
            Field("outcome", .choice(RowChange.Outcome.self)) { .string($0.outcome.rawValue) },
            Field("of", .map(.anyText(10_000)).means("By what the record is known: its number and name, or the like."))
            {
                var object = JSON.Object()
                for name in $0.names { object[name.field] = .string(name.value) }
                return .object(object)
            },
            .list("fields", .fieldChange) { $0.fields },
        ])
}

extension Shape<RowChange.Field> {
    static let fieldChange = Shape(
        "FieldChange",
        [
            Field("field", .anyText(100)) { .string($0.field) },
            Field(
                "before",
                .anyText(10_000).orNull.means("null where there was nothing, or where it is not to be seen yet.")
            ) { JSON($0.before) },
            Field("after", .anyText(10_000).orNull) { JSON($0.after) },
        ])
}

extension Shape<MissingRecord> {
    static let missingRecord = Shape(
        "MissingRecord",
        [
            Field("code", .code) { .string($0.code.text) }, Field("name", .anyText(200)) { .string($0.name) },
            Field("branch", .code) { .string($0.branch.text) },
        ])
}
