/// Where a database is: in a file, or in PostgreSQL with what belongs to it on this machine.
package enum DatabaseAddress: Hashable, Sendable {
    case file(String)
    /// `beside` is where a file would lie: the database's keys, and the files that records carry, are named after it.
    case postgreSQL(PostgreSQLAddress, beside: String)

    /// For people and logs.
    package var shown: String {
        switch self {
        case .file(let path): path
        case .postgreSQL(let address, _): address.shown
        }
    }

    /// Its files on this machine.
    package var place: DatabaseFiles {
        switch self {
        case .file(let path), .postgreSQL(_, beside: let path): DatabaseFiles(of: path)
        }
    }
}
