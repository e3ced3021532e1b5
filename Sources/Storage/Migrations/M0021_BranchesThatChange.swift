extension Migration {
    /// What becomes of branches from a day on, and whose an area was from when to when.
    ///
    /// `area_branch` divides all days of an area among branches: the first stretch has no beginning, the last one no end, and
    /// is the branch in `responsibility_area.branch_id`. `branch.dissolved` is the first day on which the branch is no more.
    static let m0021BranchesThatChange = Migration(
        "0021 branches that change",
        """
        CREATE TABLE branch_change (
            id          INTEGER PRIMARY KEY,
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            kind        TEXT NOT NULL CHECK (kind IN
                ('renamed', 'dissolved', 'merged', 'absorbed', 'split', 'founded', 'received')),
            from_date   TEXT NOT NULL,
            other_id    INTEGER REFERENCES branch (id) CHECK (other_id <> branch_id),
            former_name TEXT CHECK (former_name <> ''),
            reason      TEXT NOT NULL CHECK (reason <> ''),
            document    TEXT NOT NULL CHECK (document <> ''),
            changed_at  INTEGER NOT NULL,
            changed_by  TEXT NOT NULL,
            CHECK ((kind = 'renamed') = (former_name IS NOT NULL))
        ) STRICT;
        CREATE INDEX branch_change_by_branch ON branch_change (branch_id, kind, from_date);
        CREATE INDEX branch_change_by_former_name ON branch_change (former_name) WHERE former_name IS NOT NULL;
        CREATE TRIGGER branch_change_never_changes BEFORE UPDATE ON branch_change
        BEGIN SELECT RAISE(ABORT, 'what became of a branch never changes'); END;
        CREATE TRIGGER branch_change_never_goes BEFORE DELETE ON branch_change
        BEGIN SELECT RAISE(ABORT, 'what became of a branch never goes'); END;

        CREATE TABLE area_branch (
            id         INTEGER PRIMARY KEY,
            area_id    INTEGER NOT NULL REFERENCES responsibility_area (id),
            branch_id  INTEGER NOT NULL REFERENCES branch (id),
            from_date  TEXT,
            until_date TEXT CHECK (until_date >= from_date)
        ) STRICT;
        CREATE UNIQUE INDEX area_branch_one_at_present ON area_branch (area_id) WHERE until_date IS NULL;
        CREATE INDEX area_branch_by_area ON area_branch (area_id, from_date);
        CREATE INDEX area_branch_by_branch ON area_branch (branch_id, from_date, area_id);
        CREATE INDEX role_grant_by_branch ON role_grant (branch_id, ended_at);
        INSERT INTO area_branch (area_id, branch_id) SELECT id, branch_id FROM responsibility_area ORDER BY id;
        """
    )
}
