/// A seal on a run of audit entries: the hash of what they say, chained to the seal before, and signed. Whoever changes,
/// removes or reorders a sealed entry has to make every later seal anew, and cannot sign them without the keys.
package struct AuditSeal: Hashable, Sendable {
    /// From 1 without a gap.
    package let number: Int64
    package let firstEntry: Int64
    package let lastEntry: Int64
    /// SHA-256 over the entries' ``AuditEntry/canonicalLine``, hexadecimal.
    package let contentHash: String
    /// The hash of the seal before; ``origin`` for the first.
    package let previous: String
    package let hash: String
    package let sealedAt: Instant
    /// Of ``hash``, by the database's key.
    package let signature: String

    package init(
        number: Int64, firstEntry: Int64, lastEntry: Int64, contentHash: String, previous: String, hash: String,
        sealedAt: Instant, signature: String
    ) {
        self.number = number
        self.firstEntry = firstEntry
        self.lastEntry = lastEntry
        self.contentHash = contentHash
        self.previous = previous
        self.hash = hash
        self.sealedAt = sealedAt
        self.signature = signature
    }

    /// What the first seal is chained to.
    package static let origin = String(repeating: "0", count: 64)

    /// What ``hash`` is computed over.
    package static func head(
        number: Int64, firstEntry: Int64, lastEntry: Int64, contentHash: String, previous: String, sealedAt: Instant
    ) -> [UInt8] {
        let json: JSON = [
            "seal": JSON(number), "first": JSON(firstEntry), "last": JSON(lastEntry), "content": .string(contentHash),
            "previous": .string(previous), "at": JSON(sealedAt.seconds),
        ]
        return json.canonicalBytes()
    }

    package var head: [UInt8] {
        Self.head(
            number: number, firstEntry: firstEntry, lastEntry: lastEntry, contentHash: contentHash, previous: previous,
            sealedAt: sealedAt
        )
    }
}

/// A seal in short, to be written on paper and kept where nobody who has the machine can reach it:
/// `17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd`.
///
/// It is the seal's number, its last entry and the first 128 bits of its hash.
package struct AuditCheckpoint: Hashable, Sendable {
    package let seal: Int64
    package let lastEntry: Int64
    /// 32 hexadecimal digits.
    package let hash: String

    package init(of seal: AuditSeal) {
        self.seal = seal.number
        lastEntry = seal.lastEntry
        hash = String(seal.hash.prefix(32))
    }

    /// Reads what was written on paper: in either case, with blanks or without.
    package init(parsing raw: String) throws(Rejection) {
        let parts = raw.lowercased().filter { !$0.isWhitespace }.split(separator: "-").map(String.init)
        let hash = parts.dropFirst(2).joined()
        guard parts.count >= 3, let seal = Int64(parts[0]), seal > 0, let last = Int64(parts[1]), last > 0,
            hash.utf8.count == 32, hash.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else {
            throw Rejection(.format, "a checkpoint such as 17-4212-9f3a1c2e-77d0b1a4-5e6f8899-aabbccdd")
        }
        self.seal = seal
        lastEntry = last
        self.hash = hash
    }

    package var text: String {
        var groups: [Substring] = []
        var rest = hash[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(8))
            rest = rest.dropFirst(8)
        }
        return "\(seal)-\(lastEntry)-\(groups.joined(separator: "-"))"
    }

    package func matches(_ other: AuditSeal) -> Bool {
        self == AuditCheckpoint(of: other)
    }
}

/// What a check of the audit can find.
package enum AuditFault: Hashable, Sendable {
    /// Entries are missing: those from one number to another, both included.
    case entriesMissing(Int64, Int64)
    /// What these entries say is not what was sealed: one was changed, or put in another's place.
    case entriesDiffer(seal: Int64, Int64, Int64)
    case sealMissing(Int64)
    /// The seal is not the hash of its own head, or not chained to the one before.
    case sealBroken(Int64)
    case notSigned(Int64)
    /// The seal on paper is not there: everything since it was cut off.
    case checkpointMissing(Int64)
    /// There is such a seal, but another one than on paper: the past was made anew.
    case checkpointDiffers(Int64)
    /// The seal that stands beside the database is not in it: an older file is in its place, or its end was cut off.
    case lastSealMissing(Int64)
    /// There is such a seal, but another one than beside the database.
    case lastSealDiffers(Int64)
    /// What stands beside the database as its last seal was not written by its keys.
    case lastSealUnreadable
    /// What an entry keeps of records is not what this program writes.
    case entriesUnreadable(Int64)
    /// A record, by `kind:id`, is not what the last entry about it left behind.
    case recordDiffers(String, entry: Int64)
    /// A record is there of which no entry knows.
    case recordUnaudited(String)
    /// A record is not there which an entry left behind.
    case recordMissing(String, entry: Int64)

    package var code: String {
        switch self {
        case .entriesMissing: "entriesMissing"
        case .entriesDiffer: "entriesDiffer"
        case .sealMissing: "sealMissing"
        case .sealBroken: "sealBroken"
        case .notSigned: "notSigned"
        case .checkpointMissing: "checkpointMissing"
        case .checkpointDiffers: "checkpointDiffers"
        case .lastSealMissing: "lastSealMissing"
        case .lastSealDiffers: "lastSealDiffers"
        case .lastSealUnreadable: "lastSealUnreadable"
        case .entriesUnreadable: "entriesUnreadable"
        case .recordDiffers: "recordDiffers"
        case .recordUnaudited: "recordUnaudited"
        case .recordMissing: "recordMissing"
        }
    }

    package var detail: Sentence {
        switch self {
        case .entriesMissing(let first, let last):
            first == last ? "entry \(first) is missing" : "entries \(first) to \(last) are missing"
        case .entriesDiffer(let seal, let first, let last):
            "entries \(first) to \(last) are not what seal \(seal) was put on: changed, or in another order"
        case .sealMissing(let seal): "seal \(seal) is missing"
        case .sealBroken(let seal): "seal \(seal) does not follow from the one before, or was changed itself"
        case .notSigned(let seal): "seal \(seal) was not signed with this database's key"
        case .checkpointMissing(let seal):
            "seal \(seal), which is on paper, is not there: the audit was cut off before it"
        case .checkpointDiffers(let seal):
            "seal \(seal) is another one than on paper: the audit before it was made anew"
        case .lastSealMissing(let seal):
            "seal \(seal), which stands beside the database, is not in it: its end was cut off, or an older file is here"
        case .lastSealDiffers(let seal):
            "seal \(seal) is another one than beside the database: the audit before it was made anew"
        case .lastSealUnreadable: "what stands beside the database as its last seal was not written by its keys"
        case .entriesUnreadable(let entry): "what entry \(entry) keeps of records cannot be read"
        case .recordDiffers(let record, let entry): "\(record) is not what entry \(entry) left behind"
        case .recordUnaudited(let record): "\(record) is there, and no entry of the audit knows of it"
        case .recordMissing(let record, let entry): "\(record), which entry \(entry) left behind, is not there"
        }
    }
}
