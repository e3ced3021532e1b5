extension Migration {
    /// Who is excused from what a rule asks in a period, and which branches do without a rule. What is due is never kept: it is
    /// worked out from the rules and the records.
    static let m0039Cadence = Migration(
        "0039 cadence",
        """
        CREATE TABLE cadence_excuse (
            id                INTEGER PRIMARY KEY,
            rule              TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 32),
            subject           TEXT NOT NULL CHECK (subject IN ('committee', 'branch', 'group', 'secretary')),
            subject_id        INTEGER NOT NULL,
            committee_id      INTEGER REFERENCES committee (id),
            branch_id         INTEGER REFERENCES branch (id),
            period            TEXT NOT NULL CHECK (period <> ''),
            from_date         TEXT NOT NULL,
            until_date        TEXT NOT NULL CHECK (until_date >= from_date),
            reason            TEXT NOT NULL CHECK (reason <> ''),
            excused_at        INTEGER NOT NULL,
            excused_by        TEXT NOT NULL,
            withdrawal_reason TEXT CHECK (withdrawal_reason <> ''),
            withdrawn_at      INTEGER,
            withdrawn_by      TEXT,
            CHECK ((committee_id IS NULL) <> (branch_id IS NULL)),
            CHECK ((subject = 'committee') = (committee_id IS NOT NULL)),
            CHECK ((withdrawal_reason IS NULL) = (withdrawn_at IS NULL)),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX cadence_excuse_one_stands ON cadence_excuse (rule, subject, subject_id, from_date)
            WHERE withdrawn_at IS NULL;
        CREATE INDEX cadence_excuse_by_branch ON cadence_excuse (branch_id, id);
        CREATE INDEX cadence_excuse_by_committee ON cadence_excuse (committee_id, id);
        CREATE TRIGGER cadence_excuse_is_never_overwritten BEFORE UPDATE ON cadence_excuse
        WHEN OLD.withdrawn_at IS NOT NULL
            OR (OLD.id, OLD.rule, OLD.subject, OLD.subject_id, OLD.committee_id, OLD.branch_id, OLD.period, OLD.from_date,
                OLD.until_date, OLD.reason, OLD.excused_at, OLD.excused_by)
            IS NOT (NEW.id, NEW.rule, NEW.subject, NEW.subject_id, NEW.committee_id, NEW.branch_id, NEW.period,
                NEW.from_date, NEW.until_date, NEW.reason, NEW.excused_at, NEW.excused_by)
        BEGIN SELECT RAISE(ABORT, 'an excuse is taken back, never overwritten'); END;
        CREATE TRIGGER cadence_excuse_never_goes BEFORE DELETE ON cadence_excuse
        BEGIN SELECT RAISE(ABORT, 'an excuse is taken back, never deleted'); END;

        CREATE TABLE cadence_switch (
            id          INTEGER PRIMARY KEY,
            rule        TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 32),
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            is_off      INTEGER NOT NULL CHECK (is_off IN (0, 1)),
            period      TEXT NOT NULL CHECK (period <> ''),
            from_date   TEXT NOT NULL,
            reason      TEXT NOT NULL CHECK (reason <> ''),
            switched_at INTEGER NOT NULL,
            switched_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX cadence_switch_by_branch ON cadence_switch (branch_id, id);
        CREATE TRIGGER cadence_switch_never_changes BEFORE UPDATE ON cadence_switch
        BEGIN SELECT RAISE(ABORT, 'what a branch does without never changes: it is said anew'); END;
        CREATE TRIGGER cadence_switch_never_goes BEFORE DELETE ON cadence_switch
        BEGIN SELECT RAISE(ABORT, 'what a branch does without never goes: it is said anew'); END;
        """
    )
}
