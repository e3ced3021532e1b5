extension Migration {
    /// What a month counts is kept when it is closed, and what is recorded later of people and areas does not move it: it
    /// stands on the month as a late paper. What the months that are closed already count is kept when the file is next
    /// opened: how it is found out, no SQL knows.
    static let m0024ClosedMonths = Migration(
        "0024 closed months",
        """
        CREATE TABLE cycle_closing (
            id        INTEGER PRIMARY KEY,
            cycle_id  INTEGER NOT NULL REFERENCES cycle (id),
            closed_at INTEGER NOT NULL,
            closed_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX cycle_closing_by_cycle ON cycle_closing (cycle_id, id);

        CREATE TABLE closed_area (
            id            INTEGER PRIMARY KEY,
            cycle_id      INTEGER NOT NULL REFERENCES cycle (id),
            closing_id    INTEGER NOT NULL REFERENCES cycle_closing (id),
            area_id       INTEGER NOT NULL REFERENCES responsibility_area (id),
            departure     TEXT CHECK (departure IN ('established', 'retired', 'moved')),
            departure_day TEXT
        ) STRICT;
        CREATE INDEX closed_area_by_cycle ON closed_area (cycle_id, id);
        CREATE INDEX closed_area_by_closing ON closed_area (closing_id, area_id);

        CREATE TABLE closed_holder (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            closing_id INTEGER NOT NULL REFERENCES cycle_closing (id),
            area_id    INTEGER NOT NULL REFERENCES responsibility_area (id),
            member_id  INTEGER NOT NULL REFERENCES member (id)
        ) STRICT;
        CREATE INDEX closed_holder_by_cycle ON closed_holder (cycle_id, id);
        CREATE INDEX closed_holder_by_closing ON closed_holder (closing_id, area_id);

        CREATE TABLE closed_sheet (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            closing_id INTEGER NOT NULL REFERENCES cycle_closing (id),
            sheet_id   INTEGER NOT NULL REFERENCES sheet (id),
            cause      TEXT NOT NULL CHECK (cause IN
                ('isHolder', 'isNotHolder', 'left', 'notYetMember', 'notMember', 'leadsNoGroup'))
        ) STRICT;
        CREATE INDEX closed_sheet_by_cycle ON closed_sheet (cycle_id, id);
        CREATE INDEX closed_sheet_by_closing ON closed_sheet (closing_id, sheet_id);

        CREATE TABLE late_paper (
            id               INTEGER PRIMARY KEY,
            member_id        INTEGER NOT NULL REFERENCES member (id),
            branch_id        INTEGER NOT NULL REFERENCES branch (id),
            month            TEXT NOT NULL,
            closing_id       INTEGER REFERENCES cycle_closing (id),
            kind             TEXT NOT NULL CHECK (kind IN
                ('holder', 'gaveUp', 'transferred', 'left', 'returned', 'appointed', 'relieved')),
            area_id          INTEGER REFERENCES responsibility_area (id),
            holder_change_id INTEGER REFERENCES holder_change (id),
            from_date        TEXT NOT NULL,
            reason           TEXT NOT NULL CHECK (reason <> ''),
            recorded_at      INTEGER NOT NULL,
            recorded_by      TEXT NOT NULL,
            CHECK ((kind = 'holder') = (holder_change_id IS NOT NULL))
        ) STRICT;
        CREATE INDEX late_paper_by_member ON late_paper (member_id, id);
        CREATE INDEX late_paper_by_month ON late_paper (branch_id, month, id);

        CREATE TRIGGER cycle_closing_never_changes BEFORE UPDATE ON cycle_closing
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never changes'); END;
        CREATE TRIGGER cycle_closing_never_goes BEFORE DELETE ON cycle_closing
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never goes'); END;
        CREATE TRIGGER closed_area_never_changes BEFORE UPDATE ON closed_area
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never changes'); END;
        CREATE TRIGGER closed_area_never_goes BEFORE DELETE ON closed_area
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never goes'); END;
        CREATE TRIGGER closed_holder_never_changes BEFORE UPDATE ON closed_holder
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never changes'); END;
        CREATE TRIGGER closed_holder_never_goes BEFORE DELETE ON closed_holder
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never goes'); END;
        CREATE TRIGGER closed_sheet_never_changes BEFORE UPDATE ON closed_sheet
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never changes'); END;
        CREATE TRIGGER closed_sheet_never_goes BEFORE DELETE ON closed_sheet
        BEGIN SELECT RAISE(ABORT, 'what a month counted when it was closed never goes'); END;
        CREATE TRIGGER late_paper_never_changes BEFORE UPDATE ON late_paper
        BEGIN SELECT RAISE(ABORT, 'what was recorded late never changes'); END;
        CREATE TRIGGER late_paper_never_goes BEFORE DELETE ON late_paper
        BEGIN SELECT RAISE(ABORT, 'what was recorded late never goes'); END;

        INSERT INTO setting (key, value) VALUES ('closedMonths', '0');
        """
    )
}
