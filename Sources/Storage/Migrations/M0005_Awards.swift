extension Migration {
    /// Snapshots of posted rankings, and the awards that became final.
    static let m0005Awards = Migration(
        "0005 awards",
        """
        CREATE TABLE snapshot (
            id       INTEGER PRIMARY KEY,
            cycle_id INTEGER NOT NULL REFERENCES cycle (id),
            number   INTEGER NOT NULL CHECK (number > 0),
            inputs   TEXT NOT NULL,
            ranking  TEXT NOT NULL,
            hash     TEXT NOT NULL CHECK (length(hash) = 64),
            taken_at INTEGER NOT NULL,
            taken_by TEXT NOT NULL,
            UNIQUE (cycle_id, number)
        ) STRICT;
        CREATE TRIGGER snapshot_never_changes BEFORE UPDATE ON snapshot
        BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
        CREATE TRIGGER snapshot_never_goes BEFORE DELETE ON snapshot
        BEGIN SELECT RAISE(ABORT, 'a snapshot never goes'); END;

        CREATE TABLE award (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            area_id    INTEGER NOT NULL REFERENCES responsibility_area (id),
            member_id  INTEGER NOT NULL REFERENCES member (id),
            month      TEXT NOT NULL,
            place      INTEGER NOT NULL CHECK (place > 0),
            final      INTEGER NOT NULL CHECK (final >= 0),
            awarded_on TEXT NOT NULL,
            UNIQUE (cycle_id, area_id)
        ) STRICT;
        CREATE INDEX award_by_member ON award (member_id, month);
        CREATE INDEX award_by_month ON award (month, id);
        CREATE TRIGGER award_never_changes BEFORE UPDATE ON award
        BEGIN SELECT RAISE(ABORT, 'an award never changes'); END;
        CREATE TRIGGER award_never_goes BEFORE DELETE ON award
        BEGIN SELECT RAISE(ABORT, 'an award never goes'); END;
        """
    )
}
