extension Member {
    /// What a list's row says of a member. Of one on record, what it does not say stays.
    package struct Listed: Sendable {
        package let number: Code
        package let name: Said<Text>
        package let standing: Said<Standing>
        package let joined: Said<LocalDate>
        package let becameFull: Said<LocalDate>
        package let post: Said<Text>

        package init(
            number: Code, name: Said<Text>, standing: Said<Standing>, joined: Said<LocalDate>,
            becameFull: Said<LocalDate>, post: Said<Text>
        ) {
            (self.number, self.name, self.standing) = (number, name, standing)
            (self.joined, self.becameFull, self.post) = (joined, becameFull, post)
        }

        /// What is to be on record.
        ///
        /// - Parameters:
        ///   - known: what is; nil for a new member, of whom the list has to say what everybody has.
        ///   - clearing: whether empty cells empty.
        /// - Throws: ``FieldErrors``, also where what the list says does not go with what stands.
        package func facts(
            over known: Facts?, clearing: Bool, sparing spared: inout Spared
        ) throws(FieldErrors) -> Facts {
            var errors = FieldErrors()
            let name = errors.take("name", name, over: known?.name, clearing: clearing)
            let standing = errors.take("standing", standing, over: known?.standing, clearing: clearing)
            let joined = errors.take("joined", joined, over: known?.joined, clearing: clearing)
            let becameFull = spared.take("becameFull", becameFull, over: known?.becameFull, clearing: clearing)
            let post = spared.take("post", post, over: known?.post, clearing: clearing)
            let facts = Facts(
                number: number, name: name, standing: standing, joined: joined, becameFull: .some(becameFull),
                post: .some(post), noting: &errors)
            guard let facts, errors.isEmpty else { throw errors }
            return facts
        }
    }
}

/// A telephone number as a list has it.
package enum ListedPhone: Hashable, Sendable {
    case number(PhoneNumber)
    /// As a download shows it, `138****0001`: it can be told from another one, and not be put on record.
    case masked(String)

    package init(_ raw: String) throws(Rejection) {
        // An asterisk, or the first byte of a full-width one.
        guard raw.utf8.contains(where: { $0 == 0x2A || $0 == 0xEF }) else {
            self = .number(try PhoneNumber(raw))
            return
        }
        let text = raw.halfWidth.filter { !$0.isWhitespace }
        guard text.contains("*") else {
            self = .number(try PhoneNumber(raw))
            return
        }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2A || $0 == 0x2B }) else {
            throw Rejection(.format, "a telephone number such as 13800138000 or 0571-87654321")
        }
        self = .masked(text)
    }

    /// The number that is to be on record.
    ///
    /// - Parameter known: what is.
    /// - Throws: ``FieldErrors`` for `phone` where it is masked and not the known one.
    package func number(over known: PhoneNumber?) throws(FieldErrors) -> PhoneNumber {
        switch self {
        case .number(let number):
            if let known, known.calls(number) { return known }
            return number
        case .masked(let text):
            if let known, known.masked == text { return known }
            throw FieldErrors(
                "phone", .conflict,
                known == nil
                    ? "‘\(text)’ is a masked number, and none is on record: write the whole one, or leave it empty"
                    : "‘\(text)’ is a masked number, and not that of the one on record: write the whole one, or leave it empty"
            )
        }
    }
}
