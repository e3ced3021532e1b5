extension Migration {
    /// The yearly appraisal of a branch's members: the roll of its day, the steps one after the other, each of which stays, and
    /// what members wrote of themselves (encrypted).
    static let m0057Appraisals = Migration(
        "0057 appraisals",
        """
        CREATE TABLE appraisal (
            id           INTEGER PRIMARY KEY,
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            year         INTEGER NOT NULL,
            held_on      TEXT NOT NULL,
            meeting_id   INTEGER REFERENCES meeting (id),
            probationary INTEGER NOT NULL CHECK (probationary IN (0, 1)),
            status       TEXT NOT NULL,
            drafted_at   INTEGER NOT NULL,
            drafted_by   TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX appraisal_once ON appraisal (branch_id, year) WHERE status <> 'withdrawn';
        CREATE INDEX appraisal_by_branch ON appraisal (branch_id, year, id);
        CREATE INDEX appraisal_by_status ON appraisal (status, id);
        CREATE INDEX appraisal_by_year ON appraisal (year, branch_id, id);
        CREATE TRIGGER appraisal_stays_as_it_was BEFORE UPDATE ON appraisal
        WHEN (OLD.id, OLD.branch_id, OLD.year, OLD.held_on, OLD.meeting_id, OLD.probationary, OLD.drafted_at, OLD.drafted_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.year, NEW.held_on, NEW.meeting_id, NEW.probationary, NEW.drafted_at,
                    NEW.drafted_by)
        BEGIN SELECT RAISE(ABORT, 'an appraisal stays as it was drafted'); END;
        CREATE TRIGGER appraisal_never_goes BEFORE DELETE ON appraisal
        BEGIN SELECT RAISE(ABORT, 'an appraisal is withdrawn, never deleted'); END;

        CREATE TABLE appraisal_line (
            appraisal_id INTEGER NOT NULL REFERENCES appraisal (id),
            member_id    INTEGER NOT NULL REFERENCES member (id),
            graded       INTEGER NOT NULL CHECK (graded IN (0, 1)),
            PRIMARY KEY (appraisal_id, member_id)
        ) STRICT;
        CREATE INDEX appraisal_line_by_member ON appraisal_line (member_id, appraisal_id);
        CREATE TRIGGER appraisal_line_never_changes BEFORE UPDATE ON appraisal_line
        BEGIN SELECT RAISE(ABORT, 'the roll of an appraisal never changes'); END;
        CREATE TRIGGER appraisal_line_never_goes BEFORE DELETE ON appraisal_line
        BEGIN SELECT RAISE(ABORT, 'the roll of an appraisal never goes'); END;

        CREATE TABLE appraisal_step (
            id           INTEGER PRIMARY KEY,
            appraisal_id INTEGER NOT NULL REFERENCES appraisal (id),
            step         TEXT NOT NULL,
            content      TEXT NOT NULL,
            reason       TEXT CHECK (reason <> ''),
            taken_at     INTEGER NOT NULL,
            taken_by     TEXT NOT NULL,
            member_id    INTEGER REFERENCES member (id)
        ) STRICT;
        CREATE INDEX appraisal_step_by_appraisal ON appraisal_step (appraisal_id, id);
        CREATE TRIGGER appraisal_step_never_changes BEFORE UPDATE ON appraisal_step
        BEGIN SELECT RAISE(ABORT, 'a step of an appraisal is followed by another, never changed'); END;
        CREATE TRIGGER appraisal_step_never_goes BEFORE DELETE ON appraisal_step
        BEGIN SELECT RAISE(ABORT, 'a step of an appraisal is followed by another, never deleted'); END;

        CREATE TABLE appraisal_statement (
            appraisal_id INTEGER NOT NULL,
            member_id    INTEGER NOT NULL,
            statement    BLOB NOT NULL,
            written_at   INTEGER NOT NULL,
            PRIMARY KEY (appraisal_id, member_id),
            FOREIGN KEY (appraisal_id, member_id) REFERENCES appraisal_line (appraisal_id, member_id)
        ) STRICT;
        """
    )
}
