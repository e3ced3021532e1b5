import Domain

/// A kind of record that is never overwritten. What is wrong is revised or withdrawn, with a reason: the record stays, and
/// another one stands in its place.
///
/// Beside its own columns, and `id`, its table has `revision`, `stands`, `revision_reason`, `recorded_at`, `recorded_by`;
/// a trigger refuses every change but that it stands no more.
protocol Revisable: Columned {
    associatedtype Subject

    static var table: SQL { get }
    static var subject: AuditSubject { get }
    /// What the audit calls it when the first is recorded.
    static var recording: AuditAction { get }
    /// How its revisions are known to be of one record.
    static var thread: RevisionThread { get }

    /// What the audit keeps of a revision.
    func document(of revision: Revision) -> AuditDocument
}

/// By what the revisions of one record are known.
enum RevisionThread {
    /// By columns of their own, which none of them changes. Such records are not withdrawn.
    case ownColumns
    /// By the column `origin_id`, which names the first; those that were withdrawn have 1 in `withdrawn`.
    case origin
}

extension Revisable {
    /// Holds for the records that count: those that stand and were not withdrawn.
    static var counts: SQL {
        switch thread {
        case .ownColumns: "\(table).stands = 1"
        case .origin: "\(table).stands = 1 AND \(table).withdrawn = 0"
        }
    }
}

/// The record that stands, as far as another one can take its place.
struct StandingRevision<Record: Revisable> {
    let id: ID<Record.Subject>
    /// The first of its revisions.
    let origin: ID<Record.Subject>
    let number: Int
    /// What the audit keeps of it once it stands no more.
    let document: AuditDocument
}

extension Transaction {
    /// Keeps the first record.
    ///
    /// - Parameter author: whose record it is, where that is a decision; nil for the principal.
    func record<Record: Revisable>(
        _ record: Record, by author: String? = nil, in place: Place
    ) throws -> ID<Record.Subject> {
        let id = try insert(record, .first, origin: nil, by: author)
        try audit(Record.recording, Record.subject, id, in: place, after: record.document(of: .first))
        return id
    }

    /// Puts a record in the place of the one that stands.
    ///
    /// - Throws: ``StoreError/staleVersion(current:)`` if it stands no more.
    func revise<Record: Revisable>(
        _ standing: StandingRevision<Record>, to record: Record, because reason: Text, by author: String? = nil,
        in place: Place
    ) throws -> ID<Record.Subject> {
        let revision = Revision.after(standing.number, because: reason)
        let id = try supersede(standing, by: record, revision, author)
        try audit(
            .revised, Record.subject, id, in: place, before: standing.document, after: record.document(of: revision))
        return id
    }

    /// Puts a record in the place of one that it says all of, and more.
    ///
    /// - Throws: ``StoreError/staleVersion(current:)`` if it stands no more.
    func complete<Record: Revisable>(
        _ standing: StandingRevision<Record>, by record: Record, in place: Place
    ) throws -> ID<Record.Subject> {
        let revision = Revision.completing(standing.number)
        let id = try supersede(standing, by: record, revision, nil)
        try audit(
            .revised, Record.subject, id, in: place, before: standing.document, after: record.document(of: revision))
        return id
    }

    /// Takes a record back: the last of its revisions says the same and counts for nothing.
    ///
    /// - Throws: ``StoreError/staleVersion(current:)`` if it stands no more.
    func withdraw<Record: Revisable>(
        _ standing: StandingRevision<Record>, saying record: Record, because reason: Text, by author: String? = nil,
        in place: Place
    ) throws -> ID<Record.Subject> {
        let id = try supersede(standing, by: record, .withdrawing(standing.number, because: reason), author)
        try audit(.withdrawn, Record.subject, id, in: place, before: standing.document)
        return id
    }

    private func supersede<Record: Revisable>(
        _ standing: StandingRevision<Record>, by record: Record, _ revision: Revision, _ author: String?
    ) throws -> ID<Record.Subject> {
        let ended = try session.changed(
            by: "UPDATE \(Record.table) SET stands = 0 WHERE id = \(standing.id) AND stands = 1")
        guard ended == 1 else { throw StoreError.staleVersion(current: revision.number) }
        return try insert(record, revision, origin: standing.origin, by: author)
    }

    private func insert<Record: Revisable>(
        _ record: Record, _ revision: Revision, origin: ID<Record.Subject>?, by author: String?
    ) throws -> ID<Record.Subject> {
        let (names, values): (SQL, SQL) =
            switch Record.thread {
            case .ownColumns: ("", "")
            case .origin: ("origin_id, withdrawn, ", "\(origin), \(revision.isWithdrawal), ")
            }
        return try session.insert(
            """
            INSERT INTO \(Record.table) (\(names)revision, stands, \(columnsOf: Record.self), revision_reason,
                                         recorded_at, recorded_by)
            VALUES (\(values)\(revision.number), 1, \(valuesOf: record), \(revision.reason), \(now),
                    \(author ?? principal.name))
            RETURNING id
            """
        )
    }
}
