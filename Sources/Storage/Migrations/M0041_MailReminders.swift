extension Migration {
    /// Who is reminded by mail, and which digests were handed over. The address is encrypted.
    static let m0041MailReminders = Migration(
        "0041 mail reminders",
        """
        CREATE TABLE mail_reminder (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
            address    BLOB,
            wanted     INTEGER NOT NULL CHECK (wanted IN (0, 1)),
            language   TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
            version    INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;

        CREATE TABLE digest (
            id         INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES account (id),
            day        TEXT NOT NULL,
            state      TEXT NOT NULL CHECK (state IN ('begun', 'sent', 'failed')),
            tries      INTEGER NOT NULL CHECK (tries > 0),
            tried_at   INTEGER NOT NULL,
            fault      TEXT CHECK (fault <> ''),
            UNIQUE (account_id, day)
        ) STRICT;
        CREATE INDEX digest_by_day ON digest (day, id);
        """
    )
}
