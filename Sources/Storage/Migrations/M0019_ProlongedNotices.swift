extension Migration {
    /// That a notice was prolonged, for the calendar had fewer working days in it than when it was posted.
    static let m0019ProlongedNotices = Migration(
        "0019 prolonged notices",
        """
        CREATE TABLE notice_prolongation (
            id           INTEGER PRIMARY KEY,
            cycle_id     INTEGER NOT NULL REFERENCES cycle (id),
            ended_on     TEXT NOT NULL,
            ends_on      TEXT NOT NULL CHECK (ends_on > ended_on),
            prolonged_at INTEGER NOT NULL,
            prolonged_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX notice_prolongation_by_cycle ON notice_prolongation (cycle_id, id);
        CREATE TRIGGER notice_prolongation_never_changes BEFORE UPDATE ON notice_prolongation
        BEGIN SELECT RAISE(ABORT, 'that a notice was prolonged never changes'); END;
        CREATE TRIGGER notice_prolongation_never_goes BEFORE DELETE ON notice_prolongation
        BEGIN SELECT RAISE(ABORT, 'that a notice was prolonged never goes'); END;
        """
    )
}
