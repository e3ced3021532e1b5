import Domain

/// Hides personal values in an audit entry behind keyed hashes. Whether it was this name or that number can be checked by
/// whoever has the keys and the value; nobody reads it from the entry.
struct AuditSalt {
    private let hidden: Set<String>
    /// Random, the entry's own: equal values of two entries do not show as equal. nil where nothing is hidden.
    let text: String?

    init(for subject: AuditSubject, in documents: [JSON?]) {
        let hidden = subject.personalMembers
        self.hidden = hidden
        let isNeeded = documents.contains { document in
            document?.object?.members.contains { hidden.contains($0.name) && !$0.value.isNull } ?? false
        }
        text = isNeeded ? Self.random() : nil
    }

    /// 128 bits in hexadecimal, drawn as two words: each is asked of the system.
    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return withUnsafeBytes(of: (generator.next() as UInt64, generator.next() as UInt64), \.hexadecimal)
    }

    func hiding(_ document: JSON, with keys: Keyring) -> JSON {
        guard let text, let members = document.object?.members else { return document }
        var result = JSON.Object()
        for member in members {
            let isHidden = hidden.contains(member.name) && !member.value.isNull
            result[member.name] =
                isHidden ? ["hash": .string(Self.hash(member.value, salt: text, with: keys))] : member.value
        }
        return .object(result)
    }

    static func hash(_ value: JSON, salt: String, with keys: Keyring) -> String {
        keys.digest("\(salt)\n\(value.text)", for: "audit")
    }
}

extension AuditSubject {
    /// The members of an entry's documents that say something about a person, or that tell points before their month is
    /// closed.
    fileprivate var personalMembers: Set<String> {
        switch self {
        case .member: Member.Facts.hashedMembers.union(["phone"])
        case .area: KeptArea.hashedMembers
        case .meeting: KeptMeeting.hashedMembers
        case .adjustment: KeptAdjustment.hashedMembers
        case .account: ["title"]
        case .sheet: KeptSheet.hashedMembers.union(["points"])
        default: []
        }
    }
}
