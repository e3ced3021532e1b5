import Domain
import Foundation
import Storage

/// A request whose parts have been checked against its operation's description. What it says is still to be decided on.
struct Call: Sendable {
    /// What is asked for.
    let operation: Operation
    let ids: [String: Int64]
    let query: [String: String]
    /// The body, valid by the operation's schema; null where it has none.
    let body: JSON
    /// Where the spreadsheet of the request lies on disk; nil where there is none.
    let file: String?
    /// The version named by `If-Match`.
    let version: Int?
    /// The file that a record is to carry; nil where the request brings none.
    var received: ReceivedFile?

    /// The id in the path.
    func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws -> ID<Subject> {
        guard let value = ids[name] else { throw StoreError.notFound(name) }
        return ID(value)
    }

    // MARK: Body

    /// A text that the schema requires.
    func text(_ name: String) throws(FieldErrors) -> String {
        guard let value = body[name]?.string else { throw FieldErrors(name, .missing) }
        return value
    }

    func optionalText(_ name: String) -> String? {
        body[name]?.string
    }

    /// A reason that may be left out; an empty one is none.
    func optionalReason(_ name: String) throws(FieldErrors) -> Text? {
        guard let raw = body[name]?.string?.nonEmpty else { return nil }
        do {
            return try Text.reason(raw)
        } catch {
            throw FieldErrors(name, error)
        }
    }

    /// Why something is done, where that has to be said.
    func reason(_ name: String) throws(FieldErrors) -> Text {
        guard let reason = try optionalReason(name) else { throw FieldErrors(name, .missing) }
        return reason
    }

    /// A list of texts in the body; none where it is left out.
    func texts(_ name: String) -> [String] { (body[name]?.array ?? []).compactMap(\.string) }

    func choice<Value: RawRepresentable>(_ name: String) throws(FieldErrors) -> Value where Value.RawValue == String {
        guard let value = try optionalChoice(name, as: Value.self) else { throw FieldErrors(name, .missing) }
        return value
    }

    func optionalChoice<Value: RawRepresentable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(FieldErrors) -> Value? where Value.RawValue == String {
        guard let raw = body[name]?.string else { return nil }
        guard let value = Value(rawValue: raw) else { throw FieldErrors(name, .unknown, "‘\(raw)’ is not known here") }
        return value
    }

    func integer(_ name: String) throws(FieldErrors) -> Int {
        guard let value = body[name]?.integer else { throw FieldErrors(name, .missing) }
        return Int(value)
    }

    /// A value of the domain, made of a text that the schema requires.
    func value<Value>(_ name: String, _ make: (String) throws(Rejection) -> Value) throws(FieldErrors) -> Value {
        let raw = try text(name)
        do {
            return try make(raw)
        } catch {
            throw FieldErrors(name, error)
        }
    }

    // MARK: Query

    /// What is said to people, in the language that the query names.
    func words() throws -> Words {
        try WebResources.embedded.get().words(of: query["language"].flatMap(Language.init(rawValue:)) ?? .chinese)
    }

    func queryValue<Value>(_ name: String, _ make: (String) throws(Rejection) -> Value) throws(FieldErrors) -> Value? {
        guard let raw = query[name] else { return nil }
        do {
            return try make(raw)
        } catch {
            throw FieldErrors(name, error)
        }
    }

    func queryFlag(_ name: String) -> Bool {
        query[name] == "true"
    }

    /// The part of the list that is wanted.
    func page() throws(FieldErrors) -> PageRequest {
        PageRequest(
            limit: query["limit"].flatMap { Int($0) } ?? PageRequest.standardLimit,
            after: try queryValue("cursor", CursorToken.decode)
        )
    }
}

/// A cursor as clients see it: opaque, and of no use but to be sent back.
enum CursorToken {
    static func encode(_ cursor: Cursor) -> String {
        Data(JSON.array(cursor.keys).bytes()).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ token: String) throws(Rejection) -> Cursor {
        let base64 = token.replacing("-", with: "+").replacing("_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let json = try? JSON.parse(data), let keys = json.array,
            !keys.isEmpty, keys.allSatisfy(isKey)
        else { throw Rejection(.format, "not a cursor of this list: send back ‘nextCursor’ as it came") }
        return Cursor(keys)
    }

    /// Whether a list can be sorted by it: a number, or a text without control characters, which no text on record has.
    private static func isKey(_ key: JSON) -> Bool {
        if key.integer != nil { return true }
        return key.string.map { text in (try? Text.requireNoControls(text)) != nil } ?? false
    }
}
