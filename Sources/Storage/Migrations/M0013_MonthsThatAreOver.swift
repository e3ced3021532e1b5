extension Migration {
    /// What happens to a month that is over, and stands on it: that it was closed incomplete, opened again, or given to
    /// another holder. Since when the records know of a membership.
    static let m0013MonthsThatAreOver = Migration(
        "0013 months that are over",
        """
        ALTER TABLE cycle ADD COLUMN incomplete_reason TEXT CHECK (incomplete_reason <> '');

        CREATE TABLE cycle_reopening (
            id              INTEGER PRIMARY KEY,
            cycle_id        INTEGER NOT NULL REFERENCES cycle (id),
            reason          TEXT NOT NULL CHECK (reason <> ''),
            last_sheet      INTEGER NOT NULL CHECK (last_sheet >= 0),
            last_adjustment INTEGER NOT NULL CHECK (last_adjustment >= 0),
            reopened_at     INTEGER NOT NULL,
            reopened_by     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX cycle_reopening_by_cycle ON cycle_reopening (cycle_id, id);
        CREATE TRIGGER cycle_reopening_never_changes BEFORE UPDATE ON cycle_reopening
        BEGIN SELECT RAISE(ABORT, 'that a month was opened again never changes'); END;
        CREATE TRIGGER cycle_reopening_never_goes BEFORE DELETE ON cycle_reopening
        BEGIN SELECT RAISE(ABORT, 'that a month was opened again never goes'); END;

        DROP TRIGGER cycle_never_goes_back;
        CREATE TRIGGER cycle_never_goes_back BEFORE UPDATE OF status ON cycle
        WHEN NOT (OLD.status = NEW.status
            OR (OLD.status = 'open' AND NEW.status = 'closed')
            OR (OLD.status = 'closed' AND NEW.status = 'open'
                AND EXISTS (SELECT 1 FROM cycle_reopening WHERE cycle_id = OLD.id))
            OR (OLD.status = 'closed' AND NEW.status IN ('posted', 'withoutAward'))
            OR (OLD.status = 'posted' AND NEW.status IN ('final', 'withoutAward')))
        BEGIN SELECT RAISE(ABORT, 'a cycle never goes back'); END;

        CREATE TABLE holder_change (
            id            INTEGER PRIMARY KEY,
            area_id       INTEGER NOT NULL REFERENCES responsibility_area (id),
            before_id     INTEGER REFERENCES member (id),
            after_id      INTEGER NOT NULL REFERENCES member (id),
            from_date     TEXT NOT NULL,
            first_month   TEXT NOT NULL,
            last_month    TEXT NOT NULL CHECK (last_month >= first_month),
            reason        TEXT NOT NULL CHECK (reason <> ''),
            changed_at    INTEGER NOT NULL,
            changed_by    TEXT NOT NULL
        ) STRICT;
        CREATE INDEX holder_change_by_area ON holder_change (area_id, last_month);
        CREATE TRIGGER holder_change_never_changes BEFORE UPDATE ON holder_change
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never changes'); END;
        CREATE TRIGGER holder_change_never_goes BEFORE DELETE ON holder_change
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never goes'); END;

        ALTER TABLE membership ADD COLUMN recorded_on TEXT;
        CREATE INDEX membership_by_record ON membership (branch_id, recorded_on);
        """
    )
}
