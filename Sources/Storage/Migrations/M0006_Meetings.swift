extension Migration {
    /// Meetings and the history of their moves and cancellations.
    static let m0006Meetings = Migration(
        "0006 meetings",
        """
        CREATE TABLE meeting (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER NOT NULL REFERENCES committee (id),
            kind         TEXT NOT NULL CHECK (kind IN ('secretaries')),
            standing     TEXT NOT NULL CHECK (standing IN ('regular', 'extraordinary')),
            month        TEXT NOT NULL,
            date         TEXT NOT NULL,
            start        TEXT NOT NULL,
            minutes      INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
            place        TEXT NOT NULL CHECK (place <> ''),
            status       TEXT NOT NULL CHECK (status IN ('scheduled', 'cancelled')),
            sequence     INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
            created_at   INTEGER NOT NULL,
            changed_at   INTEGER NOT NULL,
            version      INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;
        CREATE UNIQUE INDEX meeting_one_regular ON meeting (committee_id, kind, month)
            WHERE standing = 'regular' AND status = 'scheduled';
        CREATE INDEX meeting_by_date ON meeting (date, start, id);
        CREATE INDEX meeting_by_committee ON meeting (committee_id, date, start, id);

        CREATE TABLE meeting_change (
            id          INTEGER PRIMARY KEY,
            meeting_id  INTEGER NOT NULL REFERENCES meeting (id),
            sequence    INTEGER NOT NULL,
            change      TEXT NOT NULL CHECK (change IN ('moved', 'cancelled')),
            old_date    TEXT NOT NULL,
            old_start   TEXT NOT NULL,
            old_minutes INTEGER NOT NULL,
            old_place   TEXT NOT NULL,
            reason      TEXT NOT NULL CHECK (reason <> ''),
            changed_at  INTEGER NOT NULL,
            changed_by  TEXT NOT NULL,
            UNIQUE (meeting_id, sequence)
        ) STRICT;
        """
    )
}
