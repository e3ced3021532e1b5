package import Domain

/// An engine together with what is its own alone: how its schema comes to be, what state it is in, how it is copied.
package protocol DatabaseEngine: Engine {
    /// Brings the schema up to date. From then on each write notes which records it touches
    /// (``Session/takeTouched()``).
    ///
    /// - Throws: ``StorageFault/newerThanProgram(path:)`` if the database knows migrations that this program does not.
    func prepare(_ migrations: [Migration], watching subjects: [AuditSubject]) async throws

    /// Whether the database and its disk are there. On a disk that does not answer, this does not return: it is for the
    /// caller to wait no longer than they want to.
    func condition() async -> DatabaseCondition

    func measurements() async -> DatabaseMeasurements

    /// Copies the database as it is at this moment into a new SQLite file, while it goes on being read and written. The
    /// copy is one file that needs no log beside it, on disk when this returns, mode 0600 where its file system keeps modes.
    ///
    /// - Throws: ``StorageFault``, `CancellationError`. What was half made is removed again.
    func copy(to path: String) async throws

    /// About how large such a copy is, in bytes.
    func sizeOfCopy() async -> Int64

    /// What of a database server's own settings could lose what was acknowledged, or bend what is kept; nil where no server is
    /// between.
    ///
    /// - Parameter clock: of this machine.
    func setup(by clock: Clock) async throws -> [Examination.Finding]?

    /// Whether several servers can work on the database at once. Then it has the contents of files as well.
    var isShared: Bool { get }

    /// Keeps a content by its SHA-256, for every server; what no record refers to after a day can be cleared away.
    func keep(contentAt path: String, as hash: String, now: Instant) async throws

    /// nil for one that it has not.
    func content(_ hash: String) async throws -> [UInt8]?

    /// Clears away what nothing refers to and is older than ``AttachmentFiles/patience``.
    func clearContents(now: Instant) async throws
}

extension DatabaseEngine {
    package func setup(by clock: Clock) async throws -> [Examination.Finding]? { nil }
    package var isShared: Bool { false }
    package func keep(contentAt path: String, as hash: String, now: Instant) async throws {}
    package func content(_ hash: String) async throws -> [UInt8]? { nil }
    package func clearContents(now: Instant) async throws {}
}

package enum DatabaseCondition: Hashable, Sendable {
    case well
    /// It can be read; writes would be refused.
    case full
    /// Why it is lost.
    case lost(String)
}

/// What an engine did and holds at this moment.
package struct DatabaseMeasurements: Hashable, Sendable {
    package let commits: CommitTally
    /// Writes that wait for the next commit.
    package let queuedWrites: Int
    /// In bytes.
    package let databaseSize: Int64
    /// Of the write-ahead log, in bytes; nil where it is not the database's alone.
    package let logSize: Int64?
}

/// What an engine can tell of a database by itself.
package enum EngineCheck: Hashable, Sendable {
    /// What is damaged in pages and indexes.
    case pages
    /// References that lead nowhere.
    case references
    /// Tables, indexes and triggers that are missing, changed or added, compared with what the migrations make.
    case schema
}
