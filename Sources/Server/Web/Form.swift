import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser sends of a form: `application/x-www-form-urlencoded`, in UTF-8, each name once.
struct Form: Sendable, Equatable {
    /// In bytes; the largest of ours is the grid of a branch with hundreds of areas.
    static let largest = 512 << 10
    static let mediaType = "application/x-www-form-urlencoded"
    private static let mostFields = 10_000

    private let values: [String: String]

    static let empty = Form(values: [:])

    var isEmpty: Bool { values.isEmpty }

    init(values: [String: String]) {
        self.values = values
    }

    /// - Throws: a ``Problem`` (400).
    init(_ bytes: some Collection<UInt8>) throws(Problem) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts[0])
            let value = try parts.count == 2 ? Self.decode(parts[1]) : ""
            guard values.updateValue(value, forKey: name) == nil, values.count <= Self.mostFields else {
                throw Self.unreadable
            }
        }
        self.values = values
    }

    /// Receives what a browser sends with a page's request, bounded: the token against forged requests stands in it.
    ///
    /// - Returns: nil for a request without a form.
    /// - Throws: a ``Problem``.
    init?(receivedFrom request: Request) async throws {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }
        guard request.method == .post, type.map({ String($0).trimmed.lowercased() }) == Self.mediaType else {
            return nil
        }
        try self.init(try await request.body.collect(upTo: Self.largest).readableBytesView)
    }

    /// What a form that is sent in the address says: a blank is a `+` there too. What cannot be read is left out, and of a
    /// name that stands twice the first counts: people change addresses by hand.
    static func query(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard let form = try? Form(pair) else { continue }
            values.merge(form.values) { first, _ in first }
        }
        return values
    }

    /// Every field with something in it, by name.
    var items: [(name: String, value: String)] {
        values.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
    }

    func with(_ name: String, _ value: String?) -> Form {
        var values = values
        values[name] = value
        return Form(values: values)
    }

    func without(_ name: String) -> Form {
        Form(values: values.filter { $0.key != name })
    }

    /// As a browser would send it.
    var encoded: String {
        items.map { "\(LocalPath.encoded($0.name))=\(LocalPath.encoded($0.value))" }.joined(separator: "&")
    }

    /// What stands in a field; nil for one that was left empty.
    subscript(name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether there is such a field, even if it was left empty.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// A number as it is typed on a Chinese keyboard too, `５５。５`; empty where there are only spaces.
    static func plainNumber(_ typed: String) -> String {
        typed.precomposedStringWithCompatibilityMapping.replacing("。", with: ".").trimmed
    }

    static let unreadable = Problem(
        .badRequest, "unreadableForm", "the form is not percent-encoded UTF-8, or names a field twice")

    private static func decode(_ bytes: some Collection<UInt8>) throws(Problem) -> String {
        var decoded: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Self.digit), let low = rest.next().flatMap(Self.digit) else {
                    throw unreadable
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard !decoded.contains(0), let text = String(validating: decoded, as: UTF8.self) else { throw unreadable }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
