extension Migration {
    /// Secret addresses of calendars, each kept as a hash.
    static let m0018CalendarAddresses = Migration(
        "0018 calendar addresses",
        """
        CREATE TABLE calendar_address (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
            hash       BLOB NOT NULL UNIQUE,
            made_at    INTEGER NOT NULL,
            last_used  INTEGER
        ) STRICT;
        """
    )
}
