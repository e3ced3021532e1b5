extension Migration {
    /// What every room relies on: settings, the audit, the work calendar, answers kept for repeated requests.
    static let m0001Bookkeeping = Migration(
        "0001 bookkeeping",
        """
        CREATE TABLE setting (
            key   TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;

        CREATE TABLE audit (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            at         INTEGER NOT NULL,
            actor      TEXT NOT NULL,
            action     TEXT NOT NULL,
            subject    TEXT NOT NULL,
            subject_id INTEGER,
            before     TEXT,
            after      TEXT,
            request_id TEXT
        ) STRICT;
        CREATE INDEX audit_by_subject ON audit (subject, subject_id, id);

        CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

        CREATE TABLE kept_reply (
            principal   TEXT NOT NULL,
            key         TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            status      INTEGER NOT NULL,
            headers     TEXT NOT NULL,
            body        BLOB NOT NULL,
            kept_at     INTEGER NOT NULL,
            PRIMARY KEY (principal, key)
        ) STRICT;
        CREATE INDEX kept_reply_by_age ON kept_reply (kept_at);

        CREATE TABLE calendar_day (
            date   TEXT NOT NULL PRIMARY KEY CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
            kind   TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
            name   TEXT NOT NULL,
            source TEXT NOT NULL
        ) STRICT;
        """
    )
}
