extension Migration {
    /// Findings. What was given stays as it was, and the day on which it was due first; how far one is goes on, and each step
    /// of it is kept.
    static let m0038Findings = Migration(
        "0038 findings",
        """
        CREATE TABLE finding (
            id              INTEGER PRIMARY KEY,
            committee_id    INTEGER NOT NULL REFERENCES committee (id),
            year            INTEGER NOT NULL,
            number          INTEGER NOT NULL CHECK (number > 0),
            branch_id       INTEGER NOT NULL REFERENCES branch (id),
            first_id        INTEGER REFERENCES finding (id),
            by_branch       INTEGER NOT NULL CHECK (by_branch IN (0, 1)),
            source          TEXT NOT NULL CHECK (source IN
                ('meeting', 'inspection', 'talk', 'appraisal', 'complaint', 'audit', 'self')),
            meeting_id      INTEGER REFERENCES meeting (id),
            reference       TEXT CHECK (reference <> ''),
            scope           TEXT NOT NULL CHECK (scope IN ('common', 'individual')),
            what            TEXT NOT NULL CHECK (what <> ''),
            direction       TEXT NOT NULL CHECK (direction <> ''),
            cause           TEXT CHECK (cause <> ''),
            category        TEXT NOT NULL CHECK (category IN
                ('cohesion', 'activityForms', 'vanguardRole', 'bridgeToPublic', 'other')),
            standard        TEXT CHECK (standard <> ''),
            handling        TEXT NOT NULL CHECK (handling IN ('immediate', 'byDate', 'standing')),
            interval_months INTEGER CHECK (interval_months > 0),
            office          TEXT NOT NULL,
            given_on        TEXT NOT NULL,
            given_at        INTEGER NOT NULL,
            given_by        TEXT NOT NULL,
            first_due       TEXT,
            status          TEXT NOT NULL CHECK (status IN
                ('open', 'measured', 'reported', 'returned', 'closed', 'withdrawn')),
            due_on          TEXT NOT NULL,
            extensions      INTEGER NOT NULL DEFAULT 0 CHECK (extensions >= 0),
            relapses        INTEGER NOT NULL DEFAULT 0 CHECK (relapses >= 0),
            measures        INTEGER NOT NULL DEFAULT 0 CHECK (measures >= 0),
            reporter        TEXT,
            reporter_id     INTEGER REFERENCES member (id),
            reported_on     TEXT,
            closed_on       TEXT,
            version         INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            UNIQUE (committee_id, year, number),
            CHECK (by_branch = 0 OR source = 'self'),
            CHECK (meeting_id IS NULL OR source = 'meeting'),
            CHECK (handling = 'immediate' OR standard IS NOT NULL),
            CHECK ((handling = 'standing') = (interval_months IS NOT NULL)),
            CHECK ((handling = 'standing') = (first_due IS NULL)),
            CHECK ((reporter IS NULL) = (reported_on IS NULL)),
            CHECK (reporter_id IS NULL OR reporter IS NOT NULL),
            CHECK (status NOT IN ('reported', 'returned', 'closed') OR reporter IS NOT NULL),
            CHECK (status NOT IN ('measured', 'reported', 'returned', 'closed') OR measures > 0),
            CHECK ((status = 'closed') = (closed_on IS NOT NULL))
        ) STRICT;
        CREATE INDEX finding_by_branch ON finding (branch_id, id);
        CREATE INDEX finding_by_status ON finding (status, due_on, id);
        CREATE INDEX finding_by_year ON finding (year, number, id);
        CREATE INDEX finding_by_first ON finding (first_id);

        CREATE TRIGGER finding_stays_as_given BEFORE UPDATE ON finding
        WHEN (OLD.id, OLD.committee_id, OLD.year, OLD.number, OLD.branch_id, OLD.first_id, OLD.by_branch, OLD.source,
                OLD.meeting_id, OLD.reference, OLD.scope, OLD.what, OLD.direction, OLD.cause, OLD.category, OLD.standard,
                OLD.handling, OLD.interval_months, OLD.office, OLD.given_on, OLD.given_at, OLD.given_by, OLD.first_due)
            IS NOT (NEW.id, NEW.committee_id, NEW.year, NEW.number, NEW.branch_id, NEW.first_id, NEW.by_branch, NEW.source,
                NEW.meeting_id, NEW.reference, NEW.scope, NEW.what, NEW.direction, NEW.cause, NEW.category, NEW.standard,
                NEW.handling, NEW.interval_months, NEW.office, NEW.given_on, NEW.given_at, NEW.given_by, NEW.first_due)
        BEGIN SELECT RAISE(ABORT, 'a finding stays as it was given'); END;
        CREATE TRIGGER finding_goes_on BEFORE UPDATE OF status ON finding
        WHEN NOT (OLD.status = NEW.status
            OR (OLD.status = 'open' AND NEW.status IN ('measured', 'withdrawn'))
            OR (OLD.status IN ('measured', 'returned') AND NEW.status IN ('reported', 'withdrawn'))
            OR (OLD.status = 'reported' AND NEW.status IN ('closed', 'returned', 'withdrawn'))
            OR (OLD.status = 'closed' AND NEW.status = 'open'))
        BEGIN SELECT RAISE(ABORT, 'how far a finding is only goes on'); END;
        CREATE TRIGGER finding_never_goes BEFORE DELETE ON finding
        BEGIN SELECT RAISE(ABORT, 'a finding is withdrawn, never deleted'); END;

        CREATE TABLE finding_step (
            id         INTEGER PRIMARY KEY,
            finding_id INTEGER NOT NULL REFERENCES finding (id),
            kind       TEXT NOT NULL CHECK (kind IN ('measured', 'reported', 'closed', 'returned', 'extended', 'stands',
                           'relapsed', 'withdrawn')),
            text       TEXT CHECK (text <> ''),
            evidence   TEXT CHECK (evidence <> ''),
            who        TEXT CHECK (who <> ''),
            day        TEXT,
            due_on     TEXT,
            was_due    TEXT,
            taken_at   INTEGER NOT NULL,
            taken_by   TEXT NOT NULL,
            member_id  INTEGER REFERENCES member (id),
            CHECK (text IS NOT NULL OR kind IN ('closed', 'stands')),
            CHECK (who IS NOT NULL OR kind <> 'measured'),
            CHECK (who IS NULL OR kind IN ('measured', 'reported')),
            CHECK (evidence IS NULL OR kind = 'reported'),
            CHECK (day IS NOT NULL OR kind NOT IN ('stands', 'relapsed')),
            CHECK (day IS NULL OR kind IN ('reported', 'closed', 'stands', 'relapsed')),
            CHECK ((kind = 'extended') = (was_due IS NOT NULL)),
            CHECK (due_on IS NOT NULL OR kind NOT IN ('measured', 'extended', 'relapsed'))
        ) STRICT;
        CREATE INDEX finding_step_by_finding ON finding_step (finding_id, id);
        CREATE TRIGGER finding_step_never_changes BEFORE UPDATE ON finding_step
        BEGIN SELECT RAISE(ABORT, 'what was done about a finding never changes'); END;
        CREATE TRIGGER finding_step_never_goes BEFORE DELETE ON finding_step
        BEGIN SELECT RAISE(ABORT, 'what was done about a finding never goes'); END;
        """
    )
}
