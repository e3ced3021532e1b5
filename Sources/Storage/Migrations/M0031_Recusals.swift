extension Migration {
    /// Who does not score what somebody else answers for.
    ///
    /// Why a sheet does not count in a closed month can be that. A constraint cannot be changed in place: the table is made
    /// anew, with all that was in it.
    static let m0031Recusals = Migration(
        "0031 recusals",
        """
        CREATE TABLE recusal (
            id          INTEGER PRIMARY KEY,
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            assessor_id INTEGER NOT NULL REFERENCES member (id),
            holder_id   INTEGER NOT NULL REFERENCES member (id),
            ground      TEXT NOT NULL CHECK (ground IN ('household', 'standingIn', 'other')),
            reason      TEXT CHECK (reason <> ''),
            from_month  TEXT NOT NULL,
            until_month TEXT CHECK (until_month >= from_month),
            declared_at INTEGER NOT NULL,
            declared_by TEXT NOT NULL,
            CHECK (assessor_id <> holder_id),
            CHECK (ground <> 'other' OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX recusal_by_branch ON recusal (branch_id, id);
        CREATE TRIGGER recusal_never_changes BEFORE UPDATE ON recusal
        BEGIN SELECT RAISE(ABORT, 'who does not score whom never changes'); END;
        CREATE TRIGGER recusal_never_goes BEFORE DELETE ON recusal
        BEGIN SELECT RAISE(ABORT, 'who does not score whom never goes'); END;

        CREATE TABLE closed_sheet_anew (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            closing_id INTEGER NOT NULL REFERENCES cycle_closing (id),
            sheet_id   INTEGER NOT NULL REFERENCES sheet (id),
            cause      TEXT NOT NULL CHECK (cause IN
                ('isHolder', 'isNotHolder', 'recused', 'left', 'notYetMember', 'notMember', 'leadsNoGroup', 'notOfficer',
                 'notNamed'))
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
