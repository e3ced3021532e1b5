extension Migration {
    /// Where a scheme has a tier scored by those whom the branch names, it is kept whom it named, for which month or from
    /// which on.
    ///
    /// Why a sheet does not count in a closed month can be that its assessor was not one of them. A constraint cannot be changed
    /// in place: the table is made anew, with all that was in it.
    static let m0025NamedAssessors = Migration(
        "0025 named assessors",
        """
        CREATE TABLE assessor_naming (
            id          INTEGER PRIMARY KEY,
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            tier        TEXT NOT NULL CHECK (tier IN ('group', 'branch')),
            month       TEXT NOT NULL,
            is_standing INTEGER NOT NULL CHECK (is_standing IN (0, 1)),
            named_at    INTEGER NOT NULL,
            named_by    TEXT NOT NULL
        ) STRICT;
        CREATE INDEX assessor_naming_by_branch ON assessor_naming (branch_id, id);

        CREATE TABLE named_assessor (
            id        INTEGER PRIMARY KEY,
            naming_id INTEGER NOT NULL REFERENCES assessor_naming (id),
            member_id INTEGER NOT NULL REFERENCES member (id),
            UNIQUE (naming_id, member_id)
        ) STRICT;

        CREATE TRIGGER assessor_naming_never_changes BEFORE UPDATE ON assessor_naming
        BEGIN SELECT RAISE(ABORT, 'whom a branch named never changes'); END;
        CREATE TRIGGER assessor_naming_never_goes BEFORE DELETE ON assessor_naming
        BEGIN SELECT RAISE(ABORT, 'whom a branch named never goes'); END;
        CREATE TRIGGER named_assessor_never_changes BEFORE UPDATE ON named_assessor
        BEGIN SELECT RAISE(ABORT, 'whom a branch named never changes'); END;
        CREATE TRIGGER named_assessor_never_goes BEFORE DELETE ON named_assessor
        BEGIN SELECT RAISE(ABORT, 'whom a branch named never goes'); END;

        CREATE TABLE closed_sheet_anew (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            closing_id INTEGER NOT NULL REFERENCES cycle_closing (id),
            sheet_id   INTEGER NOT NULL REFERENCES sheet (id),
            cause      TEXT NOT NULL CHECK (cause IN
                ('isHolder', 'isNotHolder', 'left', 'notYetMember', 'notMember', 'leadsNoGroup', 'notOfficer', 'notNamed'))
        ) STRICT;
        INSERT INTO closed_sheet_anew (id, cycle_id, closing_id, sheet_id, cause)
            SELECT id, cycle_id, closing_id, sheet_id, cause FROM closed_sheet;
        DROP TABLE closed_sheet;
        ALTER TABLE closed_sheet_anew RENAME TO closed_sheet;
        CREATE INDEX closed_sheet_by_cycle ON closed_sheet (cycle_id, id);
        CREATE INDEX closed_sheet_by_closing ON closed_sheet (closing_id, sheet_id);
        CREATE TRIGGER closed_sheet_never_changes BEFORE UPDATE ON closed_sheet
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never changes'); END;
        CREATE TRIGGER closed_sheet_never_goes BEFORE DELETE ON closed_sheet
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never goes'); END;
        """
    )
}
