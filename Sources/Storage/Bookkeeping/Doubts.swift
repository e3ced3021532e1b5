package import Domain

/// What may be a slip of the pen, though nothing forbids it: a file that asks for it goes in only once whoever sends it has
/// confirmed it. It is told like an error, with ``Rejection/Code/confirm``; once it is confirmed, the report says it again.
package final class Doubts {
    package enum Answer: Sendable {
        /// Nobody is asked: what is entered one by one is before the eyes of who enters it.
        case notAsked
        case open
        case confirmed
    }

    package var answer = Answer.notAsked
    /// The line of the file that is being read.
    package var line: Int?
    /// What was confirmed, in the order in which it came up, with its line: the first of it.
    package private(set) var confirmed: [(line: Int?, doubt: Sentence)] = []
    /// How many more there were.
    package private(set) var omitted = 0

    private static let mostTold = 200

    /// Whom the file has taken on record so far.
    fileprivate var newMembers: Set<Code> = []

    var areRaised: Bool { answer != .notAsked }

    /// - Throws: ``FieldErrors`` where nobody has confirmed it.
    func raise(_ field: String, _ doubt: Sentence) throws(FieldErrors) {
        switch answer {
        case .notAsked: break
        case .open: throw FieldErrors(field, .confirm, doubt)
        case .confirmed:
            if confirmed.count < Self.mostTold { confirmed.append((line, doubt)) } else { omitted += 1 }
        }
    }
}

extension Transaction {
    /// Asks about a member who would be new, and may be one who is on record under another number.
    ///
    /// - Throws: ``FieldErrors`` for `number`.
    func doubt(new facts: Member.Facts, in branch: ID<Branch>) throws {
        guard doubts.areRaised else { return }
        let number = facts.number.text
        let others: [Code] = try session.rows(
            """
            SELECT member.number
              FROM member JOIN membership ON membership.member_id = member.id AND membership.until_date IS NULL
             WHERE member.name = \(facts.name.string) AND member.joined = \(facts.joined)
               AND membership.branch_id = \(branch)
             ORDER BY member.number
            """
        ) { try $0.at(0) }
        // Two whom the file has side by side are two: whoever made it saw both.
        if let other = others.first(where: { !doubts.newMembers.contains($0) }) {
            let lostZeros = Self.withoutZeros(other.text) == Self.withoutZeros(number)
            try doubts.raise(
                "number",
                lostZeros
                    ? "\(other.text) is on record with the same name, branch and day of joining, and a spreadsheet program takes zeros away from the front of a number: write \(other.text), or confirm that \(number) is somebody else"
                    : "\(other.text) is on record with the same name, branch and day of joining: write that number, or confirm that \(number) is somebody else"
            )
        }
        doubts.newMembers.insert(facts.number)
        if Self.isRounded(number) {
            try doubts.raise(
                "number",
                "a spreadsheet program keeps 15 digits of a number and writes zeros for the others, as at the end of \(number): have the column as text, write it anew, or confirm that it is right"
            )
        }
    }

    private static func withoutZeros(_ number: String) -> Substring { number.drop { $0 == "0" } }

    /// Whether it is what such a program makes of a longer number.
    private static func isRounded(_ number: String) -> Bool {
        number.count > 15 && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && number.dropFirst(15).allSatisfy { $0 == "0" }
    }

    /// Asks about a group that would be new, and is all but called like one that the branch has.
    ///
    /// - Throws: ``FieldErrors`` for `group`.
    func doubt(new group: Text, in branch: ID<Branch>) throws {
        guard doubts.areRaised else { return }
        let known: [String] = try session.rows(
            "SELECT name FROM party_group WHERE branch_id = \(branch) ORDER BY name, id"
        ) { try $0.at(0) }
        guard let meant = known.first(where: { Group.isSlip($0, of: group.string) }) else { return }
        try doubts.raise(
            "group",
            "the branch has a group ‘\(meant)’ and none ‘\(group.string)’: write it the same, or confirm that it is another one"
        )
    }
}
