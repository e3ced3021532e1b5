extension Migration {
    /// Objections to posted months. Who objected, what they say and what was found are encrypted, for the receiving body
    /// alone; what came in stays as it came, and what becomes of it only goes on.
    ///
    /// And honours that the committee took back after the month was final: the award stands as it was given, and beside it
    /// that it was revoked.
    static let m0029Objections = Migration(
        "0029 objections",
        """
        CREATE TABLE objection (
            id              INTEGER PRIMARY KEY,
            committee_id    INTEGER NOT NULL REFERENCES committee (id),
            year            INTEGER NOT NULL,
            number          INTEGER NOT NULL CHECK (number > 0),
            cycle_id        INTEGER NOT NULL REFERENCES cycle (id),
            snapshot_id     INTEGER NOT NULL REFERENCES snapshot (id),
            kind            TEXT NOT NULL CHECK (kind IN ('objection', 'appeal')),
            matter          TEXT NOT NULL CHECK (matter IN ('sheet', 'adjustment', 'area', 'process')),
            area_id         INTEGER REFERENCES responsibility_area (id),
            sheet_id        INTEGER REFERENCES sheet (id),
            adjustment_id   INTEGER REFERENCES adjustment (id),
            way             TEXT NOT NULL CHECK (way IN ('visit', 'letter', 'telephone', 'email', 'ownPage')),
            anonymous       INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
            objector        BLOB,
            grounds         BLOB NOT NULL,
            lead            BLOB,
            appellant       TEXT CHECK (length(appellant) = 64),
            received_on     TEXT NOT NULL,
            received_at     INTEGER NOT NULL,
            received_by     TEXT,
            due_on          TEXT NOT NULL,
            status          TEXT NOT NULL CHECK (status IN ('received', 'admitted', 'notAdmitted', 'upheld',
                                'partlyUpheld', 'dismissed', 'told', 'withdrawn')),
            outcome         TEXT CHECK (outcome IN ('notAdmitted', 'upheld', 'partlyUpheld', 'dismissed')),
            investigator_id INTEGER REFERENCES member (id),
            findings        BLOB,
            reasons         TEXT CHECK (reasons <> ''),
            decided_on      TEXT,
            notice_ended    TEXT,
            notice_ends     TEXT,
            result_id       INTEGER REFERENCES snapshot (id),
            told_on         TEXT,
            version         INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            UNIQUE (committee_id, year, number),
            CHECK ((anonymous = 1) = (objector IS NULL)),
            CHECK ((matter = 'process') = (area_id IS NULL)),
            CHECK ((matter = 'sheet') = (sheet_id IS NOT NULL)),
            CHECK ((matter = 'adjustment') = (adjustment_id IS NOT NULL)),
            CHECK ((way = 'ownPage') = (kind = 'appeal')),
            CHECK ((way = 'ownPage') = (appellant IS NOT NULL)),
            CHECK ((way = 'ownPage') = (received_by IS NULL)),
            CHECK ((outcome IS NULL) = (status IN ('received', 'admitted', 'withdrawn'))),
            CHECK ((outcome IS NULL) = (decided_on IS NULL)),
            CHECK ((status = 'told') = (told_on IS NOT NULL)),
            CHECK ((result_id IS NOT NULL) = coalesce(outcome IN ('upheld', 'partlyUpheld'), 0)),
            CHECK ((notice_ended IS NULL) = (notice_ends IS NULL))
        ) STRICT;
        CREATE INDEX objection_by_cycle ON objection (cycle_id, id);
        CREATE INDEX objection_by_status ON objection (status, due_on, id);
        CREATE INDEX objection_by_result ON objection (result_id);

        CREATE TRIGGER objection_stays_as_it_came BEFORE UPDATE ON objection
        WHEN (OLD.id, OLD.committee_id, OLD.year, OLD.number, OLD.cycle_id, OLD.snapshot_id, OLD.kind, OLD.matter,
                OLD.area_id, OLD.sheet_id, OLD.adjustment_id, OLD.way, OLD.anonymous, OLD.objector, OLD.grounds,
                OLD.lead, OLD.appellant, OLD.received_on, OLD.received_at, OLD.received_by, OLD.due_on)
            IS NOT (NEW.id, NEW.committee_id, NEW.year, NEW.number, NEW.cycle_id, NEW.snapshot_id, NEW.kind, NEW.matter,
                NEW.area_id, NEW.sheet_id, NEW.adjustment_id, NEW.way, NEW.anonymous, NEW.objector, NEW.grounds,
                NEW.lead, NEW.appellant, NEW.received_on, NEW.received_at, NEW.received_by, NEW.due_on)
        BEGIN SELECT RAISE(ABORT, 'what was objected stays as it came'); END;
        CREATE TRIGGER objection_goes_on BEFORE UPDATE OF status ON objection
        WHEN NOT (OLD.status = NEW.status
            OR (OLD.status = 'received' AND NEW.status IN ('admitted', 'notAdmitted', 'withdrawn'))
            OR (OLD.status = 'admitted' AND NEW.status IN ('upheld', 'partlyUpheld', 'dismissed', 'withdrawn'))
            OR (OLD.status IN ('notAdmitted', 'upheld', 'partlyUpheld', 'dismissed') AND NEW.status = 'told'))
        BEGIN SELECT RAISE(ABORT, 'what became of an objection only goes on'); END;
        CREATE TRIGGER objection_decision_stands BEFORE UPDATE OF outcome ON objection
        WHEN OLD.outcome IS NOT NULL AND OLD.outcome IS NOT NEW.outcome
        BEGIN SELECT RAISE(ABORT, 'what was decided on an objection stands'); END;
        CREATE TRIGGER objection_never_goes BEFORE DELETE ON objection
        BEGIN SELECT RAISE(ABORT, 'an objection never goes'); END;

        CREATE TABLE objection_tie (
            id           INTEGER PRIMARY KEY,
            objection_id INTEGER NOT NULL REFERENCES objection (id),
            member_id    INTEGER NOT NULL REFERENCES member (id),
            tie          BLOB NOT NULL,
            declared_at  INTEGER NOT NULL,
            declared_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX objection_tie_by_objection ON objection_tie (objection_id, id);
        CREATE TRIGGER objection_tie_never_changes BEFORE UPDATE ON objection_tie
        BEGIN SELECT RAISE(ABORT, 'a declared tie never changes'); END;
        CREATE TRIGGER objection_tie_never_goes BEFORE DELETE ON objection_tie
        BEGIN SELECT RAISE(ABORT, 'a declared tie never goes'); END;

        CREATE TABLE objection_consequence (
            id            INTEGER PRIMARY KEY,
            objection_id  INTEGER NOT NULL REFERENCES objection (id),
            area_id       INTEGER NOT NULL REFERENCES responsibility_area (id),
            sheet_id      INTEGER REFERENCES sheet (id),
            adjustment_id INTEGER REFERENCES adjustment (id),
            CHECK ((sheet_id IS NULL) <> (adjustment_id IS NULL))
        ) STRICT;
        CREATE INDEX objection_consequence_by_objection ON objection_consequence (objection_id, id);
        CREATE TRIGGER objection_consequence_never_changes BEFORE UPDATE ON objection_consequence
        BEGIN SELECT RAISE(ABORT, 'what came of an objection never changes'); END;
        CREATE TRIGGER objection_consequence_never_goes BEFORE DELETE ON objection_consequence
        BEGIN SELECT RAISE(ABORT, 'what came of an objection never goes'); END;

        CREATE TABLE award_revocation (
            award_id   INTEGER PRIMARY KEY REFERENCES award (id),
            reason     TEXT NOT NULL CHECK (reason <> ''),
            revoked_on TEXT NOT NULL,
            revoked_at INTEGER NOT NULL,
            revoked_by TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER award_revocation_never_changes BEFORE UPDATE ON award_revocation
        BEGIN SELECT RAISE(ABORT, 'that an honour was revoked never changes'); END;
        CREATE TRIGGER award_revocation_never_goes BEFORE DELETE ON award_revocation
        BEGIN SELECT RAISE(ABORT, 'that an honour was revoked never goes'); END;
        """
    )
}
