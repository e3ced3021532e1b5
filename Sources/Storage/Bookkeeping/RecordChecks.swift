import Domain

/// Which record: its kind, and its id.
struct RecordName: Hashable {
    let subject: AuditSubject
    let id: Int64

    init(_ subject: AuditSubject, _ id: Int64) {
        self.subject = subject
        self.id = id
    }

    /// `sheet:12`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let subject = AuditSubject(rawValue: String(parts[0])), let id = Int64(parts[1]) else {
            return nil
        }
        self.init(subject, id)
    }

    var text: String { "\(subject.rawValue):\(id)" }

    static func isBefore(_ one: RecordName, _ other: RecordName) -> Bool {
        (one.subject.rawValue, one.id) < (other.subject.rawValue, other.id)
    }
}

extension Keyring {
    /// What an entry keeps of a record: 128 bits, 32 hexadecimal digits. It is the entry's own, so that an older one is of no
    /// use in a newer.
    func hash(of record: RecordName, _ content: [UInt8], in entry: Int64) -> String {
        String(digest("\(entry)\n\(record.text)\n", content, for: "record").prefix(32))
    }
}

extension Transaction {
    /// The records of a kind that have a row in any of its tables, in order.
    func recordIDs(of subject: AuditSubject) throws -> [Int64] {
        var ids: Set<Int64> = []
        for rows in subject.rows { try session.forEach(rows.ids) { ids.insert(try $0.at(0)) } }
        return ids.sorted()
    }

    /// What is in the rows of records, as canonical JSON; nothing for those that have none.
    func recordContents(of names: [RecordName]) throws -> [RecordName: [UInt8]] {
        var contents: [RecordName: [UInt8]] = [:]
        for (subject, alike) in Dictionary(grouping: names, by: \.subject) {
            for some in alike.map(\.id).listsOfOneStatement {
                for (id, content) in try contentsByID(of: subject, some) { contents[RecordName(subject, id)] = content }
            }
        }
        return contents
    }

    private func contentsByID(of subject: AuditSubject, _ ids: [Int64]) throws -> [Int64: [UInt8]] {
        var contents: [Int64: RecordContent] = [:]
        for rows in subject.rows {
            try session.forEach(rows.selection(of: ids)) { row in
                contents[try row.at(0), default: RecordContent()].append(row, of: rows)
            }
        }
        return contents.mapValues(\.whole)
    }

    /// Compares every record with what the last entry about it says, and every entry with its record.
    ///
    /// - Parameter keys: nil to leave it out: nobody can tell without them.
    func checkRecords(signedBy keys: Keyring?) throws -> (faults: [AuditFault], records: Int64) {
        guard let keys else { return ([], 0) }
        var latest: [RecordName: KeptHash] = [:]
        var faults: [AuditFault] = []
        try session.forEachOfMany("SELECT id, records FROM audit WHERE records IS NOT NULL ORDER BY id") { row in
            let (entry, text): (Int64, String) = (try row.at(0), try row.at(1))
            guard let kept = (try? JSON.parse(text.utf8))?.object else {
                faults.append(.entriesUnreadable(entry))
                return
            }
            for member in kept.members {
                guard let name = RecordName(member.name) else {
                    faults.append(.entriesUnreadable(entry))
                    continue
                }
                latest[name] = KeptHash(entry: entry, hash: member.value.string)
            }
        }
        var count: Int64 = 0
        for subject in AuditSubject.allCases {
            for some in try recordIDs(of: subject).listsOfOneStatement {
                let contents = try contentsByID(of: subject, some)
                for id in some {
                    count += 1
                    let name = RecordName(subject, id)
                    guard let told = latest.removeValue(forKey: name) else {
                        faults.append(.recordUnaudited(name.text))
                        continue
                    }
                    let hash = contents[id].map { keys.hash(of: name, $0, in: told.entry) }
                    if KeptHash(entry: told.entry, hash: hash) != told {
                        faults.append(.recordDiffers(name.text, entry: told.entry))
                    }
                }
            }
        }
        for (name, told) in latest.sorted(by: { $0.value.entry < $1.value.entry }) where told.isThere {
            faults.append(.recordMissing(name.text, entry: told.entry))
        }
        return (faults + (try checkSnapshotHashes()), count)
    }

    /// Compares posted rankings with the hash that the audit has of them in clear since they were posted.
    private func checkSnapshotHashes() throws -> [AuditFault] {
        var told: [Int64: (entry: Int64, hash: String)] = [:]
        try session.forEachOfMany(
            """
            SELECT subject_id, id, after FROM audit
             WHERE subject = \(AuditSubject.snapshot) AND action = \(AuditAction.created) ORDER BY id
            """
        ) { row in
            guard let id: Int64 = try row.at(0), let after: String = try row.at(2),
                let hash = (try? JSON.parse(after.utf8))?["hash"]?.string
            else { return }
            told[id] = (try row.at(1), hash)
        }
        return try session.rows("SELECT id, hash FROM snapshot ORDER BY id") { row -> AuditFault? in
            guard let known = told[try row.at(0)], known.hash != (try row.at(1) as String) else { return nil }
            return .recordDiffers(RecordName(.snapshot, try row.at(0)).text, entry: known.entry)
        }.compactMap(\.self)
    }
}

/// What the last entry about a record keeps of it. A bureau of a million members has ten million of these.
private struct KeptHash: Hashable {
    let entry: Int64
    let isThere: Bool
    private let high: UInt64
    private let low: UInt64

    /// - Parameter hash: nil for a record that went.
    init(entry: Int64, hash: String?) {
        self.entry = entry
        isThere = hash != nil
        high = hash.flatMap { UInt64($0.prefix(16), radix: 16) } ?? 0
        low = hash.flatMap { UInt64($0.dropFirst(16), radix: 16) } ?? 0
    }
}

/// What the rows of one record hold, as the compact JSON that its hash is taken over: it is written as it is read, because
/// every write and every check does so for each record.
///
///     {"sheet":[{"cycle_id":1,"tier":"self"}],"sheet_point":[{"criterion":"order","points":2800}]}
private struct RecordContent {
    private var bytes = Array("{".utf8)
    private var table = ""

    /// - Parameter rows: their tables come one after another.
    mutating func append(_ row: SQLRow, of rows: RecordRows) {
        if rows.table == table {
            append(",")
        } else {
            append(table.isEmpty ? "" : "],")
            bytes.append(json: rows.table)
            append(":[")
            table = rows.table
        }
        var separator = "{"
        for (index, column) in rows.columns.enumerated() {
            let scalar = row.scalarAt(index + 1)
            // What holds nothing is left out: a column that is added later holds nothing in what stood before it.
            if scalar == .null { continue }
            append(separator)
            separator = ","
            bytes.append(json: column)
            append(":")
            append(scalar)
        }
        append(separator == "{" ? "{}" : "}")
    }

    var whole: [UInt8] { bytes + Array("]}".utf8) }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ scalar: SQLScalar) {
        switch scalar {
        case .null: append("null")
        case .integer(let value): append(String(value))
        case .real(let value): bytes.append(json: "\(value)")
        case .text(let text): bytes.append(json: text)
        case .blob(let blob): append("{\"bytes\":\"\(blob.hexadecimal)\"}")
        }
    }
}
