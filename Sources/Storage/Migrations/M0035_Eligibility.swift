extension Migration {
    /// What the committee's office weighs before an honour becomes final, and what it decided.
    ///
    /// Whom a record is about stands in it encrypted, and as a keyed hash by which it is found.
    static let m0035Eligibility = Migration(
        "0035 eligibility",
        """
        CREATE TABLE eligibility_note (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER NOT NULL REFERENCES committee (id),
            year         INTEGER NOT NULL,
            number       INTEGER NOT NULL CHECK (number > 0),
            subject      TEXT NOT NULL CHECK (length(subject) = 64),
            facts        BLOB NOT NULL,
            recorded_at  INTEGER NOT NULL,
            recorded_by  TEXT NOT NULL,
            UNIQUE (committee_id, year, number)
        ) STRICT;
        CREATE INDEX eligibility_note_by_subject ON eligibility_note (subject, id);
        CREATE TRIGGER eligibility_note_never_changes BEFORE UPDATE ON eligibility_note
        BEGIN SELECT RAISE(ABORT, 'what is on record of eligibility never changes'); END;
        CREATE TRIGGER eligibility_note_never_goes BEFORE DELETE ON eligibility_note
        BEGIN SELECT RAISE(ABORT, 'what is on record of eligibility never goes'); END;

        CREATE TABLE eligibility_note_closing (
            note_id   INTEGER PRIMARY KEY REFERENCES eligibility_note (id),
            kind      TEXT NOT NULL CHECK (kind IN ('ended', 'withdrawn')),
            facts     BLOB NOT NULL,
            closed_at INTEGER NOT NULL,
            closed_by TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER eligibility_note_closing_never_changes BEFORE UPDATE ON eligibility_note_closing
        BEGIN SELECT RAISE(ABORT, 'how a record of eligibility ended never changes'); END;
        CREATE TRIGGER eligibility_note_closing_never_goes BEFORE DELETE ON eligibility_note_closing
        BEGIN SELECT RAISE(ABORT, 'how a record of eligibility ended never goes'); END;

        CREATE TABLE eligibility_decision (
            id         INTEGER PRIMARY KEY,
            cycle_id   INTEGER NOT NULL REFERENCES cycle (id),
            subject    TEXT NOT NULL CHECK (length(subject) = 64),
            facts      BLOB NOT NULL,
            decided_at INTEGER NOT NULL,
            decided_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX eligibility_decision_by_cycle ON eligibility_decision (cycle_id, id);
        CREATE TRIGGER eligibility_decision_never_changes BEFORE UPDATE ON eligibility_decision
        BEGIN SELECT RAISE(ABORT, 'what was decided of eligibility never changes'); END;
        CREATE TRIGGER eligibility_decision_never_goes BEFORE DELETE ON eligibility_decision
        BEGIN SELECT RAISE(ABORT, 'what was decided of eligibility never goes'); END;

        CREATE TABLE honour_withheld (
            id          INTEGER PRIMARY KEY,
            cycle_id    INTEGER NOT NULL REFERENCES cycle (id),
            area_id     INTEGER NOT NULL REFERENCES responsibility_area (id),
            member_id   INTEGER NOT NULL REFERENCES member (id),
            withheld_on TEXT NOT NULL,
            UNIQUE (cycle_id, area_id, member_id)
        ) STRICT;
        CREATE TRIGGER honour_withheld_never_changes BEFORE UPDATE ON honour_withheld
        BEGIN SELECT RAISE(ABORT, 'that an honour was not given never changes'); END;
        CREATE TRIGGER honour_withheld_never_goes BEFORE DELETE ON honour_withheld
        BEGIN SELECT RAISE(ABORT, 'that an honour was not given never goes'); END;
        """
    )
}
