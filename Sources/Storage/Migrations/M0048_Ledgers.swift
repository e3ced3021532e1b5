extension Migration {
    /// The ledgers of branches (台账): entries whose parts are said by their ledger's form, as documents; each revision and
    /// each step is kept. What is said in words stands beside each document, to be searched.
    static let m0048Ledgers = Migration(
        "0048 ledgers",
        """
        CREATE TABLE ledger_entry (
            id         INTEGER PRIMARY KEY,
            ledger     TEXT NOT NULL,
            branch_id  INTEGER NOT NULL REFERENCES branch (id),
            title      TEXT NOT NULL CHECK (title <> ''),
            day        TEXT NOT NULL,
            due        TEXT,
            state      TEXT NOT NULL,
            content    TEXT NOT NULL,
            said       TEXT NOT NULL,
            version    INTEGER NOT NULL CHECK (version > 0),
            entered_at INTEGER NOT NULL,
            entered_by TEXT NOT NULL,
            member_id  INTEGER REFERENCES member (id)
        ) STRICT;
        CREATE INDEX ledger_entry_by_branch ON ledger_entry (branch_id, ledger, id);
        CREATE INDEX ledger_entry_by_ledger ON ledger_entry (ledger, id);
        CREATE INDEX ledger_entry_by_due ON ledger_entry (state, due, branch_id);
        CREATE TRIGGER ledger_entry_keeps_whose_it_is BEFORE UPDATE ON ledger_entry
        WHEN (OLD.id, OLD.ledger, OLD.branch_id, OLD.entered_at, OLD.entered_by, OLD.member_id)
            IS NOT (NEW.id, NEW.ledger, NEW.branch_id, NEW.entered_at, NEW.entered_by, NEW.member_id)
        BEGIN SELECT RAISE(ABORT, 'an entry stays of its ledger, its branch and whoever entered it'); END;
        CREATE TRIGGER ledger_entry_never_goes BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'an entry is withdrawn, never deleted'); END;

        CREATE TABLE ledger_revision (
            id         INTEGER PRIMARY KEY,
            entry_id   INTEGER NOT NULL REFERENCES ledger_entry (id),
            number     INTEGER NOT NULL CHECK (number > 0),
            content    TEXT NOT NULL,
            reason     TEXT NOT NULL CHECK (reason <> ''),
            revised_at INTEGER NOT NULL,
            revised_by TEXT NOT NULL,
            UNIQUE (entry_id, number)
        ) STRICT;
        CREATE TRIGGER ledger_revision_never_changes BEFORE UPDATE ON ledger_revision
        BEGIN SELECT RAISE(ABORT, 'what an entry said before never changes'); END;
        CREATE TRIGGER ledger_revision_never_goes BEFORE DELETE ON ledger_revision
        BEGIN SELECT RAISE(ABORT, 'what an entry said before never goes'); END;

        CREATE TABLE ledger_step (
            id        INTEGER PRIMARY KEY,
            entry_id  INTEGER NOT NULL REFERENCES ledger_entry (id),
            number    INTEGER NOT NULL CHECK (number > 0),
            step      TEXT NOT NULL,
            content   TEXT NOT NULL,
            said      TEXT NOT NULL,
            state     TEXT NOT NULL,
            taken_at  INTEGER NOT NULL,
            taken_by  TEXT NOT NULL,
            member_id INTEGER REFERENCES member (id),
            UNIQUE (entry_id, number)
        ) STRICT;
        CREATE TRIGGER ledger_step_never_changes BEFORE UPDATE ON ledger_step
        BEGIN SELECT RAISE(ABORT, 'what became of an entry never changes'); END;
        CREATE TRIGGER ledger_step_never_goes BEFORE DELETE ON ledger_step
        BEGIN SELECT RAISE(ABORT, 'what became of an entry never goes'); END;
        """
    )
}
