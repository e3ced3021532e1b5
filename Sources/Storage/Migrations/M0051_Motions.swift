extension Migration {
    /// Motions before a branch's assembly: discussion, votes with the roll of their day, counts, written opinions (encrypted), and
    /// what came of them. Each stays.
    static let m0051Motions = Migration(
        "0051 motions",
        """
        CREATE TABLE motion (
            id           INTEGER PRIMARY KEY,
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            year         INTEGER NOT NULL,
            number       INTEGER NOT NULL CHECK (number > 0),
            kind         TEXT NOT NULL,
            title        TEXT NOT NULL CHECK (title <> ''),
            wording      TEXT NOT NULL CHECK (wording <> ''),
            origin       TEXT NOT NULL CHECK (origin <> ''),
            committee_on TEXT,
            papers       TEXT CHECK (papers <> ''),
            status       TEXT NOT NULL,
            brought_at   INTEGER NOT NULL,
            brought_by   TEXT NOT NULL,
            UNIQUE (branch_id, year, number)
        ) STRICT;
        CREATE INDEX motion_by_status ON motion (status, id);
        CREATE INDEX motion_by_year ON motion (year, branch_id, number);
        CREATE TRIGGER motion_stays_as_it_was BEFORE UPDATE ON motion
        WHEN (OLD.id, OLD.branch_id, OLD.year, OLD.number, OLD.kind, OLD.title, OLD.wording, OLD.origin, OLD.committee_on,
              OLD.papers, OLD.brought_at, OLD.brought_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.year, NEW.number, NEW.kind, NEW.title, NEW.wording, NEW.origin,
                    NEW.committee_on, NEW.papers, NEW.brought_at, NEW.brought_by)
        BEGIN SELECT RAISE(ABORT, 'a motion stays as it was brought'); END;
        CREATE TRIGGER motion_never_goes BEFORE DELETE ON motion
        BEGIN SELECT RAISE(ABORT, 'a motion is withdrawn, never deleted'); END;

        CREATE TABLE motion_person (
            motion_id INTEGER NOT NULL REFERENCES motion (id),
            place     INTEGER NOT NULL CHECK (place > 0),
            name      TEXT NOT NULL CHECK (name <> ''),
            member_id INTEGER REFERENCES member (id),
            PRIMARY KEY (motion_id, place)
        ) STRICT;
        CREATE TRIGGER motion_person_never_changes BEFORE UPDATE ON motion_person
        BEGIN SELECT RAISE(ABORT, 'who is voted on never changes'); END;
        CREATE TRIGGER motion_person_never_goes BEFORE DELETE ON motion_person
        BEGIN SELECT RAISE(ABORT, 'who is voted on never goes'); END;

        CREATE TABLE motion_step (
            id        INTEGER PRIMARY KEY,
            motion_id INTEGER NOT NULL REFERENCES motion (id),
            step      TEXT NOT NULL CHECK (step IN ('discussed', 'answered', 'withdrawn')),
            day       TEXT,
            said      TEXT,
            dissent   TEXT,
            approved  INTEGER CHECK (approved IN (0, 1)),
            document  TEXT,
            taken_at  INTEGER NOT NULL,
            taken_by  TEXT NOT NULL,
            CHECK ((step = 'answered') = (approved IS NOT NULL))
        ) STRICT;
        CREATE INDEX motion_step_by_motion ON motion_step (motion_id, id);
        CREATE TRIGGER motion_step_never_changes BEFORE UPDATE ON motion_step
        BEGIN SELECT RAISE(ABORT, 'what became of a motion never changes'); END;
        CREATE TRIGGER motion_step_never_goes BEFORE DELETE ON motion_step
        BEGIN SELECT RAISE(ABORT, 'what became of a motion never goes'); END;

        CREATE TABLE motion_vote (
            motion_id INTEGER NOT NULL REFERENCES motion (id),
            round     INTEGER NOT NULL CHECK (round > 0),
            held_on   TEXT NOT NULL,
            method    TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            opened_by TEXT NOT NULL,
            PRIMARY KEY (motion_id, round)
        ) STRICT;
        CREATE TRIGGER motion_vote_never_changes BEFORE UPDATE ON motion_vote
        BEGIN SELECT RAISE(ABORT, 'a vote stays as it was opened'); END;
        CREATE TRIGGER motion_vote_never_goes BEFORE DELETE ON motion_vote
        BEGIN SELECT RAISE(ABORT, 'a vote never goes'); END;

        CREATE TABLE motion_voter (
            motion_id INTEGER NOT NULL,
            round     INTEGER NOT NULL,
            member_id INTEGER NOT NULL REFERENCES member (id),
            document  TEXT CHECK (document <> ''),
            PRIMARY KEY (motion_id, round, member_id),
            FOREIGN KEY (motion_id, round) REFERENCES motion_vote (motion_id, round)
        ) STRICT;
        CREATE INDEX motion_voter_by_member ON motion_voter (member_id, motion_id);
        CREATE TRIGGER motion_voter_never_changes BEFORE UPDATE ON motion_voter
        BEGIN SELECT RAISE(ABORT, 'the roll of a vote never changes'); END;
        CREATE TRIGGER motion_voter_never_goes BEFORE DELETE ON motion_voter
        BEGIN SELECT RAISE(ABORT, 'the roll of a vote never goes'); END;

        CREATE TABLE motion_count (
            id                INTEGER PRIMARY KEY,
            motion_id         INTEGER NOT NULL,
            round             INTEGER NOT NULL,
            content           TEXT NOT NULL,
            written_yes       INTEGER NOT NULL CHECK (written_yes >= 0),
            written_no        INTEGER NOT NULL CHECK (written_no >= 0),
            written_abstained INTEGER NOT NULL CHECK (written_abstained >= 0),
            reason            TEXT CHECK (reason <> ''),
            counted_at        INTEGER NOT NULL,
            counted_by        TEXT NOT NULL,
            member_id         INTEGER REFERENCES member (id),
            FOREIGN KEY (motion_id, round) REFERENCES motion_vote (motion_id, round)
        ) STRICT;
        CREATE INDEX motion_count_by_vote ON motion_count (motion_id, round, id);
        CREATE TRIGGER motion_count_never_changes BEFORE UPDATE ON motion_count
        BEGIN SELECT RAISE(ABORT, 'a count is followed by another, never changed'); END;
        CREATE TRIGGER motion_count_never_goes BEFORE DELETE ON motion_count
        BEGIN SELECT RAISE(ABORT, 'a count is followed by another, never deleted'); END;

        CREATE TABLE written_opinion (
            id           INTEGER PRIMARY KEY,
            motion_id    INTEGER NOT NULL REFERENCES motion (id),
            member_id    INTEGER NOT NULL REFERENCES member (id),
            received_on  TEXT NOT NULL,
            choice       BLOB NOT NULL,
            entered_at   INTEGER NOT NULL,
            entered_by   TEXT NOT NULL,
            withdrawn_at INTEGER,
            withdrawn_by TEXT,
            CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX written_opinion_once ON written_opinion (motion_id, member_id) WHERE withdrawn_at IS NULL;
        CREATE INDEX written_opinion_by_motion ON written_opinion (motion_id, id);
        CREATE TRIGGER written_opinion_stays BEFORE UPDATE ON written_opinion
        WHEN OLD.withdrawn_at IS NOT NULL
            OR (OLD.id, OLD.motion_id, OLD.member_id, OLD.received_on, OLD.choice, OLD.entered_at, OLD.entered_by)
            IS NOT (NEW.id, NEW.motion_id, NEW.member_id, NEW.received_on, NEW.choice, NEW.entered_at, NEW.entered_by)
        BEGIN SELECT RAISE(ABORT, 'an opinion is taken back, never changed'); END;
        CREATE TRIGGER written_opinion_never_goes BEFORE DELETE ON written_opinion
        BEGIN SELECT RAISE(ABORT, 'an opinion is taken back, never deleted'); END;
        """
    )
}
