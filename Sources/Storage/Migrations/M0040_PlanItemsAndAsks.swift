extension Migration {
    /// What branches are to do in a month, and what they ask of their committees. What was said stays as it was said.
    static let m0040PlanItemsAndAsks = Migration(
        "0040 plan items and asks",
        """
        CREATE TABLE plan_item (
            id           INTEGER PRIMARY KEY,
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            committee_id INTEGER REFERENCES committee (id),
            month        TEXT NOT NULL,
            title        TEXT NOT NULL CHECK (title <> ''),
            kind         TEXT NOT NULL CHECK (kind <> ''),
            theme        TEXT CHECK (theme <> ''),
            content      TEXT CHECK (content <> ''),
            participants TEXT CHECK (participants <> ''),
            due          TEXT NOT NULL,
            standard     TEXT CHECK (standard <> ''),
            made_from    TEXT CHECK (made_from <> ''),
            answerable   TEXT NOT NULL,
            recorded_at  INTEGER NOT NULL,
            recorded_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX plan_item_by_branch ON plan_item (branch_id, month);
        CREATE INDEX plan_item_by_month ON plan_item (month, branch_id);
        CREATE INDEX plan_item_by_committee ON plan_item (committee_id, month);
        CREATE INDEX plan_item_by_due ON plan_item (due, branch_id);
        CREATE TRIGGER plan_item_never_changes BEFORE UPDATE ON plan_item
        BEGIN SELECT RAISE(ABORT, 'a plan item is withdrawn, never changed'); END;
        CREATE TRIGGER plan_item_never_goes BEFORE DELETE ON plan_item
        BEGIN SELECT RAISE(ABORT, 'a plan item is withdrawn, never deleted'); END;

        CREATE TABLE plan_item_withdrawal (
            plan_item_id INTEGER PRIMARY KEY REFERENCES plan_item (id),
            reason       TEXT NOT NULL CHECK (reason <> ''),
            withdrawn_at INTEGER NOT NULL,
            withdrawn_by TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER plan_item_withdrawal_never_changes BEFORE UPDATE ON plan_item_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a plan item was withdrawn never changes'); END;
        CREATE TRIGGER plan_item_withdrawal_never_goes BEFORE DELETE ON plan_item_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a plan item was withdrawn never goes'); END;

        CREATE TABLE plan_item_result (
            id              INTEGER PRIMARY KEY,
            plan_item_id    INTEGER NOT NULL REFERENCES plan_item (id),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            result          TEXT NOT NULL CHECK (result IN ('done', 'partly', 'not')),
            reason          TEXT CHECK (reason <> ''),
            evidence        TEXT CHECK (evidence <> ''),
            revision_reason TEXT CHECK (revision_reason <> ''),
            reported_at     INTEGER NOT NULL,
            reported_by     TEXT NOT NULL,
            UNIQUE (plan_item_id, revision),
            CHECK (result = 'done' OR reason IS NOT NULL),
            CHECK ((revision = 1) = (revision_reason IS NULL))
        ) STRICT;
        CREATE TRIGGER plan_item_result_never_changes BEFORE UPDATE ON plan_item_result
        BEGIN SELECT RAISE(ABORT, 'a result is revised, never changed'); END;
        CREATE TRIGGER plan_item_result_never_goes BEFORE DELETE ON plan_item_result
        BEGIN SELECT RAISE(ABORT, 'a result is revised, never deleted'); END;

        CREATE TABLE ask (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER NOT NULL REFERENCES committee (id),
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            year         INTEGER NOT NULL,
            title        TEXT NOT NULL CHECK (title <> ''),
            request      TEXT NOT NULL CHECK (request <> ''),
            standard     TEXT NOT NULL CHECK (standard <> ''),
            due          TEXT NOT NULL,
            status       TEXT NOT NULL CHECK (status IN ('asked', 'accepted', 'partlyAccepted', 'declined', 'done',
                             'partlyDone', 'notDone', 'withdrawn')),
            asked_at     INTEGER NOT NULL,
            asked_by     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ask_by_committee ON ask (committee_id, status);
        CREATE INDEX ask_by_branch ON ask (branch_id, status);
        CREATE INDEX ask_by_status ON ask (status, branch_id);
        CREATE INDEX ask_by_year ON ask (year, branch_id);
        CREATE TRIGGER ask_keeps_what_was_asked BEFORE UPDATE ON ask
        WHEN (OLD.id, OLD.committee_id, OLD.branch_id, OLD.year, OLD.title, OLD.request, OLD.standard, OLD.due,
              OLD.asked_at, OLD.asked_by)
            IS NOT (NEW.id, NEW.committee_id, NEW.branch_id, NEW.year, NEW.title, NEW.request, NEW.standard, NEW.due,
                    NEW.asked_at, NEW.asked_by)
        BEGIN SELECT RAISE(ABORT, 'what was asked stays as it was'); END;
        CREATE TRIGGER ask_never_goes BEFORE DELETE ON ask
        BEGIN SELECT RAISE(ABORT, 'what was asked is withdrawn, never deleted'); END;

        CREATE TABLE ask_step (
            id          INTEGER PRIMARY KEY,
            ask_id      INTEGER NOT NULL REFERENCES ask (id),
            number      INTEGER NOT NULL CHECK (number > 0),
            status      TEXT NOT NULL CHECK (status IN ('accepted', 'partlyAccepted', 'declined', 'done',
                            'partlyDone', 'notDone', 'withdrawn')),
            said        TEXT CHECK (said <> ''),
            due         TEXT,
            evidence    TEXT CHECK (evidence <> ''),
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL,
            UNIQUE (ask_id, number),
            CHECK (status = 'done' OR said IS NOT NULL)
        ) STRICT;
        CREATE TRIGGER ask_step_never_changes BEFORE UPDATE ON ask_step
        BEGIN SELECT RAISE(ABORT, 'what was answered stays as it was'); END;
        CREATE TRIGGER ask_step_never_goes BEFORE DELETE ON ask_step
        BEGIN SELECT RAISE(ABORT, 'what was answered never goes'); END;
        """
    )
}
