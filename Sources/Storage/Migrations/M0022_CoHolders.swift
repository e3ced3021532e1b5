extension Migration {
    /// An area may be held by several at once, each of whom its award goes to.
    ///
    /// Of a change of holder that stands on a month, `before_id` is one who no longer holds the area and `after_id` one who
    /// begins to, where there is one; who else held it before, after, or both, stands in a table of its own. A constraint
    /// cannot be changed in place: two tables are made anew, with all that was in them.
    static let m0022CoHolders = Migration(
        "0022 co-holders",
        """
        DROP INDEX assignment_one_at_present;
        CREATE UNIQUE INDEX assignment_once_at_present ON assignment (area_id, member_id) WHERE until_date IS NULL;

        CREATE TABLE award_anew (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            area_id    INTEGER NOT NULL REFERENCES responsibility_area (id),
            member_id  INTEGER NOT NULL REFERENCES member (id),
            month      TEXT NOT NULL,
            place      INTEGER NOT NULL CHECK (place > 0),
            final      INTEGER NOT NULL CHECK (final >= 0),
            awarded_on TEXT NOT NULL,
            UNIQUE (cycle_id, area_id, member_id)
        ) STRICT;
        INSERT INTO award_anew (id, cycle_id, area_id, member_id, month, place, final, awarded_on)
            SELECT id, cycle_id, area_id, member_id, month, place, final, awarded_on FROM award;
        DROP TABLE award;
        ALTER TABLE award_anew RENAME TO award;
        CREATE INDEX award_by_member ON award (member_id, month);
        CREATE INDEX award_by_month ON award (month, id);
        CREATE TRIGGER award_never_changes BEFORE UPDATE ON award
        BEGIN SELECT RAISE(ABORT, 'an award never changes'); END;
        CREATE TRIGGER award_never_goes BEFORE DELETE ON award
        BEGIN SELECT RAISE(ABORT, 'an award never goes'); END;

        CREATE TABLE holder_change_anew (
            id            INTEGER PRIMARY KEY,
            area_id       INTEGER NOT NULL REFERENCES responsibility_area (id),
            before_id     INTEGER REFERENCES member (id),
            after_id      INTEGER REFERENCES member (id),
            from_date     TEXT NOT NULL,
            first_month   TEXT NOT NULL,
            last_month    TEXT NOT NULL CHECK (last_month >= first_month),
            reason        TEXT NOT NULL CHECK (reason <> ''),
            changed_at    INTEGER NOT NULL,
            changed_by    TEXT NOT NULL
        ) STRICT;
        INSERT INTO holder_change_anew (id, area_id, before_id, after_id, from_date, first_month, last_month, reason,
                                        changed_at, changed_by)
            SELECT id, area_id, before_id, after_id, from_date, first_month, last_month, reason, changed_at, changed_by
              FROM holder_change;
        DROP TABLE holder_change;
        ALTER TABLE holder_change_anew RENAME TO holder_change;
        CREATE INDEX holder_change_by_area ON holder_change (area_id, last_month);
        CREATE TRIGGER holder_change_never_changes BEFORE UPDATE ON holder_change
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never changes'); END;
        CREATE TRIGGER holder_change_never_goes BEFORE DELETE ON holder_change
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never goes'); END;

        CREATE TABLE holder_change_other (
            id          INTEGER PRIMARY KEY,
            area_id     INTEGER NOT NULL REFERENCES responsibility_area (id),
            change_id   INTEGER NOT NULL REFERENCES holder_change (id),
            member_id   INTEGER NOT NULL REFERENCES member (id),
            held_before INTEGER NOT NULL CHECK (held_before IN (0, 1)),
            held_after  INTEGER NOT NULL CHECK (held_after IN (0, 1)),
            CHECK (held_before + held_after > 0)
        ) STRICT;
        CREATE INDEX holder_change_other_by_change ON holder_change_other (change_id);
        CREATE INDEX holder_change_other_by_area ON holder_change_other (area_id, id);
        CREATE TRIGGER holder_change_other_never_changes BEFORE UPDATE ON holder_change_other
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never changes'); END;
        CREATE TRIGGER holder_change_other_never_goes BEFORE DELETE ON holder_change_other
        BEGIN SELECT RAISE(ABORT, 'that a holder was changed afterwards never goes'); END;
        """
    )
}
