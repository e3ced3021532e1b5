extension Migration {
    /// Nearly every entry vouches for a record, and whoever wants those reads them all: an index of them costs every write, and
    /// saves nothing.
    static let m0061UnreadIndex = Migration("0061 unread index", "DROP INDEX audit_with_records;")
}
