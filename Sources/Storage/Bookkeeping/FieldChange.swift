package import Domain

/// One field that a row of a file makes another, as the API has its values.
package struct FieldChange: Hashable, Sendable {
    package let field: String
    /// null where there was nothing, or where it is not to be seen.
    package let before: JSON
    package let after: JSON
    /// Tells apart what looks alike; it is told nobody.
    package let mark: String

    package init(_ field: String, _ before: JSON, _ after: JSON, mark: String = "") {
        (self.field, self.before, self.after, self.mark) = (field, before, after, mark)
    }
}

/// What the rows of a file change, field by field, where somebody asked for it: what an import would do is shown before it
/// goes in.
package final class ChangeNotes {
    /// Whether anybody asked. Where nobody did, nothing is made of the changes.
    package var areWanted = false
    fileprivate var noted: [FieldChange] = []
    fileprivate var codes: [ID<Branch>: JSON] = [:]

    /// What was noted since it was last asked for.
    package func take() -> [FieldChange] {
        defer { noted.removeAll(keepingCapacity: true) }
        return noted
    }
}

extension Transaction {
    /// Notes what is being changed for whoever wants to see it before it is.
    func note(_ changes: @autoclosure () throws -> [FieldChange]) rethrows {
        guard changeNotes.areWanted else { return }
        // Nothing where nothing was is no change.
        changeNotes.noted += try changes().filter { $0.before != .null || $0.after != .null }
    }

    /// The branch's code, as people know it by.
    func codeNoted(of branch: ID<Branch>) throws -> JSON {
        if let known = changeNotes.codes[branch] { return known }
        let code: Code? = try session.value("SELECT code FROM branch WHERE id = \(branch)")
        let found = JSON(code?.text)
        changeNotes.codes[branch] = found
        return found
    }
}

extension Columned {
    /// Column by column, what is another than before; of what is new, all that is there.
    func changes(since before: Self?) -> [FieldChange] {
        Self.columns.compactMap { column in
            let (old, new) = (before.map { column.scalar($0) } ?? .null, column.scalar(self))
            return old == new ? nil : FieldChange(column.member, JSON(old), JSON(new))
        }
    }
}

extension Transaction {
    /// A hash of a file's changes that is told: keyed, because what is not told of them could be found by trying.
    package func sealed(_ digest: [UInt8]) -> String { keys.digest(digest.hexadecimal, for: "import") }
}
