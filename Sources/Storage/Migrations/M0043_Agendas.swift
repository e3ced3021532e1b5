extension Migration {
    /// What the office adds to a meeting's drafted agenda, and the agenda as it was when the meeting opened.
    static let m0043Agendas = Migration(
        "0043 agendas",
        """
        CREATE TABLE meeting_agenda (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting (id),
            edits      TEXT NOT NULL,
            frozen     TEXT,
            digest     TEXT CHECK (length(digest) = 64),
            frozen_at  INTEGER,
            CHECK ((frozen IS NULL) = (digest IS NULL)),
            CHECK ((frozen IS NULL) = (frozen_at IS NULL))
        ) STRICT;
        CREATE TRIGGER meeting_agenda_frozen_never_changes BEFORE UPDATE ON meeting_agenda
            WHEN OLD.frozen IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a frozen agenda never changes'); END;
        CREATE TRIGGER meeting_agenda_never_goes BEFORE DELETE ON meeting_agenda
        BEGIN SELECT RAISE(ABORT, 'an agenda never goes'); END;
        """
    )
}
