import SQLiteConfiguration

/// SQLite as a whole, for the process.
enum SQLiteLibrary {
    /// Has it count no memory: every allocation of every connection would wait for the one lock that guards the count, which
    /// nothing here asks for.
    ///
    /// It takes effect before SQLite's first connection, and changes nothing after it.
    static let isSetUp = sqlite3_config_memstatus(0) == 0
}
