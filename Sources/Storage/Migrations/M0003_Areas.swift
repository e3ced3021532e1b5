extension Migration {
    /// Responsibility areas, who holds them, and the tasks the holders took on.
    static let m0003Areas = Migration(
        "0003 areas",
        """
        CREATE TABLE responsibility_area (
            id          INTEGER PRIMARY KEY,
            code        TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
            name        TEXT NOT NULL CHECK (name <> ''),
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            kind        TEXT NOT NULL CHECK (kind IN
                ('nightMarket', 'farmersMarket', 'mainRoad', 'community', 'transportHub', 'school', 'park', 'office',
                 'other')),
            boundary    TEXT,
            established TEXT,
            retired     TEXT CHECK (retired >= established),
            version     INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;
        CREATE INDEX area_by_branch ON responsibility_area (branch_id, code);
        CREATE INDEX area_by_kind ON responsibility_area (kind, code);

        CREATE TABLE assignment (
            id         INTEGER PRIMARY KEY,
            area_id    INTEGER NOT NULL REFERENCES responsibility_area (id),
            member_id  INTEGER NOT NULL REFERENCES member (id),
            from_date  TEXT,
            until_date TEXT CHECK (until_date >= from_date)
        ) STRICT;
        CREATE UNIQUE INDEX assignment_one_at_present ON assignment (area_id) WHERE until_date IS NULL;
        CREATE INDEX assignment_by_area ON assignment (area_id, from_date);
        CREATE INDEX assignment_by_member ON assignment (member_id, until_date);

        CREATE TABLE assignment_task (
            id            INTEGER PRIMARY KEY,
            assignment_id INTEGER NOT NULL REFERENCES assignment (id),
            objective     TEXT NOT NULL CHECK (objective <> ''),
            measure       TEXT,
            due           TEXT
        ) STRICT;
        CREATE INDEX assignment_task_by_assignment ON assignment_task (assignment_id);
        """
    )
}
