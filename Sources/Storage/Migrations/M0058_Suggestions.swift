extension Migration {
    /// Suggestions to branches, under a name or without one. Of what nobody signed there is neither account nor address, no time
    /// but the day, and no order: its key follows from its code, of which a keyed hash alone is kept.
    static let m0058Suggestions = Migration(
        "0058 suggestions",
        """
        CREATE TABLE suggestion (
            id           INTEGER PRIMARY KEY CHECK (id > 0),
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            kind         TEXT NOT NULL,
            said         TEXT NOT NULL CHECK (said <> ''),
            handed_in_on TEXT NOT NULL,
            member_id    INTEGER REFERENCES member (id),
            code_hash    TEXT CHECK (length(code_hash) = 64),
            status       TEXT NOT NULL,
            held         INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
            CHECK ((member_id IS NULL) = (code_hash IS NOT NULL))
        ) STRICT;
        CREATE INDEX suggestion_by_branch ON suggestion (branch_id, handed_in_on);
        CREATE INDEX suggestion_by_day ON suggestion (handed_in_on, branch_id);
        CREATE INDEX suggestion_by_status ON suggestion (status, branch_id);
        CREATE INDEX suggestion_by_member ON suggestion (member_id, handed_in_on);
        CREATE TRIGGER suggestion_stays_as_it_was BEFORE UPDATE ON suggestion
        WHEN (OLD.id, OLD.branch_id, OLD.kind, OLD.said, OLD.handed_in_on, OLD.member_id, OLD.code_hash)
            IS NOT (NEW.id, NEW.branch_id, NEW.kind, NEW.said, NEW.handed_in_on, NEW.member_id, NEW.code_hash)
        BEGIN SELECT RAISE(ABORT, 'a suggestion stays as it was handed in'); END;
        CREATE TRIGGER suggestion_never_goes BEFORE DELETE ON suggestion
        BEGIN SELECT RAISE(ABORT, 'a suggestion is held back, never deleted'); END;

        CREATE TABLE suggestion_step (
            suggestion_id INTEGER NOT NULL REFERENCES suggestion (id),
            number        INTEGER NOT NULL CHECK (number > 0),
            step          TEXT NOT NULL,
            said          TEXT NOT NULL CHECK (said <> ''),
            taken_at      INTEGER NOT NULL,
            taken_by      TEXT NOT NULL,
            PRIMARY KEY (suggestion_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER suggestion_step_never_changes BEFORE UPDATE ON suggestion_step
        BEGIN SELECT RAISE(ABORT, 'an answer is followed by another, never changed'); END;
        CREATE TRIGGER suggestion_step_never_goes BEFORE DELETE ON suggestion_step
        BEGIN SELECT RAISE(ABORT, 'an answer is followed by another, never deleted'); END;
        """
    )
}
