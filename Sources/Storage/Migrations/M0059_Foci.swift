extension Migration {
    /// What the administration's enforcement is about in some months, and which records say that they serve it.
    static let m0059Foci = Migration(
        "0059 foci",
        """
        CREATE TABLE focus (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER NOT NULL REFERENCES committee (id),
            year         INTEGER NOT NULL,
            number       INTEGER NOT NULL CHECK (number > 0),
            title        TEXT NOT NULL CHECK (title <> ''),
            kind         TEXT NOT NULL CHECK (kind IN ('campaign', 'district', 'season')),
            from_month   TEXT NOT NULL,
            until_month  TEXT NOT NULL,
            source       TEXT NOT NULL CHECK (source <> ''),
            area         TEXT CHECK (area <> ''),
            version      INTEGER NOT NULL DEFAULT 1,
            set_at       INTEGER NOT NULL,
            set_by       TEXT NOT NULL,
            UNIQUE (year, number),
            CHECK (from_month <= until_month)
        ) STRICT;
        CREATE INDEX focus_by_committee ON focus (committee_id, until_month);
        CREATE TRIGGER focus_keeps_whose_it_is BEFORE UPDATE ON focus
        WHEN (OLD.id, OLD.committee_id, OLD.year, OLD.number, OLD.set_at, OLD.set_by)
            IS NOT (NEW.id, NEW.committee_id, NEW.year, NEW.number, NEW.set_at, NEW.set_by)
        BEGIN SELECT RAISE(ABORT, 'whose a focus is, and its number, never change'); END;
        CREATE TRIGGER focus_never_goes BEFORE DELETE ON focus
        BEGIN SELECT RAISE(ABORT, 'a focus is withdrawn, never deleted'); END;

        -- What it said before.
        CREATE TABLE focus_revision (
            focus_id    INTEGER NOT NULL REFERENCES focus (id),
            number      INTEGER NOT NULL CHECK (number > 0),
            title       TEXT NOT NULL,
            kind        TEXT NOT NULL,
            from_month  TEXT NOT NULL,
            until_month TEXT NOT NULL,
            source      TEXT NOT NULL,
            area        TEXT,
            reason      TEXT NOT NULL CHECK (reason <> ''),
            revised_at  INTEGER NOT NULL,
            revised_by  TEXT NOT NULL,
            PRIMARY KEY (focus_id, number)
        ) STRICT;
        CREATE TRIGGER focus_revision_never_changes BEFORE UPDATE ON focus_revision
        BEGIN SELECT RAISE(ABORT, 'what a focus said before never changes'); END;
        CREATE TRIGGER focus_revision_never_goes BEFORE DELETE ON focus_revision
        BEGIN SELECT RAISE(ABORT, 'what a focus said before never goes'); END;

        CREATE TABLE focus_withdrawal (
            focus_id     INTEGER PRIMARY KEY REFERENCES focus (id),
            reason       TEXT NOT NULL CHECK (reason <> ''),
            withdrawn_at INTEGER NOT NULL,
            withdrawn_by TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER focus_withdrawal_never_changes BEFORE UPDATE ON focus_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a focus was withdrawn never changes'); END;
        CREATE TRIGGER focus_withdrawal_never_goes BEFORE DELETE ON focus_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a focus was withdrawn never goes'); END;

        ALTER TABLE plan_item ADD COLUMN focus_id INTEGER REFERENCES focus (id);
        CREATE INDEX plan_item_by_focus ON plan_item (focus_id, id);
        DROP TRIGGER plan_item_never_changes;
        CREATE TRIGGER plan_item_never_changes BEFORE UPDATE ON plan_item
        WHEN OLD.committee_id IS NOT NULL
            OR (OLD.id, OLD.branch_id, OLD.month, OLD.title, OLD.kind, OLD.theme, OLD.content, OLD.participants, OLD.due,
                OLD.standard, OLD.made_from, OLD.answerable, OLD.recorded_at, OLD.recorded_by, OLD.focus_id)
            IS NOT (NEW.id, NEW.branch_id, NEW.month, NEW.title, NEW.kind, NEW.theme, NEW.content, NEW.participants, NEW.due,
                NEW.standard, NEW.made_from, NEW.answerable, NEW.recorded_at, NEW.recorded_by, NEW.focus_id)
        BEGIN SELECT RAISE(ABORT, 'a plan item is withdrawn, never changed'); END;

        ALTER TABLE meeting_record ADD COLUMN focus_id INTEGER REFERENCES focus (id);
        CREATE INDEX meeting_record_by_focus ON meeting_record (focus_id, meeting_id);

        -- What its content says, for looking up.
        ALTER TABLE ledger_entry ADD COLUMN focus_id INTEGER REFERENCES focus (id);
        CREATE INDEX ledger_entry_by_focus ON ledger_entry (focus_id, id);
        """
    )
}
