import Domain
import GRDB
import GRDBSQLite
import Synchronization

/// Which records the writer's connection has written to since it was asked last, as triggers of that connection note it.
///
/// What is undone stays noted. Of a write that is undone as a whole nobody asks, because the next one forgets what was there
/// before it; a statement that fails ends its write, for no use case goes on after one.
final class TouchedRecords: Sendable {
    private typealias Noted = (subject: AuditSubject, record: Int64)

    /// The function that the triggers call: with the subject's place among these, and the record.
    static let function = "touch"
    private static let subjects = AuditSubject.allCases
    private let noted = Mutex<[Noted]>([])

    func take() -> [(subject: AuditSubject, record: Int64)] {
        noted.withLock { noted in
            defer { noted = [] }
            return noted
        }
    }

    private func note(_ subject: Int, _ record: Int64) {
        let touched = (Self.subjects[subject], record)
        // A record's rows mostly come one after another.
        noted.withLock { noted in if noted.last.map({ $0 == touched }) != true { noted.append(touched) } }
    }

    /// How a trigger notes a record.
    static func call(for subject: AuditSubject, record: String) -> String {
        "\(function)(\(subjects.firstIndex(of: subject) ?? 0), \(record))"
    }

    /// Makes the function known to a connection, which must not outlive this.
    ///
    /// - Throws: SQLite's error.
    func register(on database: Database) throws {
        let code = sqlite3_create_function_v2(
            database.sqliteConnection, Self.function, 2, SQLITE_UTF8, Unmanaged.passUnretained(self).toOpaque(),
            { context, _, arguments in
                guard let context, let arguments, let touched = sqlite3_user_data(context) else { return }
                Unmanaged<TouchedRecords>.fromOpaque(touched).takeUnretainedValue()
                    .note(Int(sqlite3_value_int64(arguments[0])), sqlite3_value_int64(arguments[1]))
            }, nil, nil, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
