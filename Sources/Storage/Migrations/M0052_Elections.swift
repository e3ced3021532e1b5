extension Migration {
    /// Elections of branches: what the higher organisation said, who stood, each round with its roll, and what each teller
    /// counted. Each stays.
    static let m0052Elections = Migration(
        "0052 elections",
        """
        CREATE TABLE election (
            id        INTEGER PRIMARY KEY,
            branch_id INTEGER NOT NULL REFERENCES branch (id),
            kind      TEXT NOT NULL,
            title     TEXT NOT NULL CHECK (title <> ''),
            seats     INTEGER NOT NULL CHECK (seats > 0),
            term_ends TEXT NOT NULL,
            status    TEXT NOT NULL,
            asked_at  INTEGER NOT NULL,
            asked_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX election_by_branch ON election (branch_id, id);
        CREATE INDEX election_by_status ON election (status, id);
        CREATE TRIGGER election_stays_as_it_was BEFORE UPDATE ON election
        WHEN (OLD.id, OLD.branch_id, OLD.kind, OLD.title, OLD.seats, OLD.term_ends, OLD.asked_at, OLD.asked_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.kind, NEW.title, NEW.seats, NEW.term_ends, NEW.asked_at, NEW.asked_by)
        BEGIN SELECT RAISE(ABORT, 'an election stays as it was asked for'); END;
        CREATE TRIGGER election_never_goes BEFORE DELETE ON election
        BEGIN SELECT RAISE(ABORT, 'an election is withdrawn, never deleted'); END;

        CREATE TABLE election_step (
            id          INTEGER PRIMARY KEY,
            election_id INTEGER NOT NULL REFERENCES election (id),
            status      TEXT NOT NULL,
            day         TEXT,
            document    TEXT CHECK (document <> ''),
            said        TEXT CHECK (said <> ''),
            taken_at    INTEGER NOT NULL,
            taken_by    TEXT NOT NULL
        ) STRICT;
        CREATE INDEX election_step_by_election ON election_step (election_id, id);
        CREATE TRIGGER election_step_never_changes BEFORE UPDATE ON election_step
        BEGIN SELECT RAISE(ABORT, 'what became of an election never changes'); END;
        CREATE TRIGGER election_step_never_goes BEFORE DELETE ON election_step
        BEGIN SELECT RAISE(ABORT, 'what became of an election never goes'); END;

        CREATE TABLE election_candidate (
            election_id INTEGER NOT NULL REFERENCES election (id),
            step_id     INTEGER NOT NULL REFERENCES election_step (id),
            place       INTEGER NOT NULL CHECK (place > 0),
            member_id   INTEGER NOT NULL REFERENCES member (id),
            PRIMARY KEY (election_id, step_id, place)
        ) STRICT;
        CREATE TRIGGER election_candidate_never_changes BEFORE UPDATE ON election_candidate
        BEGIN SELECT RAISE(ABORT, 'who stood never changes'); END;
        CREATE TRIGGER election_candidate_never_goes BEFORE DELETE ON election_candidate
        BEGIN SELECT RAISE(ABORT, 'who stood never goes'); END;

        CREATE TABLE election_round (
            election_id INTEGER NOT NULL REFERENCES election (id),
            round       INTEGER NOT NULL CHECK (round > 0),
            content     TEXT NOT NULL,
            opened_at   INTEGER NOT NULL,
            opened_by   TEXT NOT NULL,
            PRIMARY KEY (election_id, round)
        ) STRICT;
        CREATE TRIGGER election_round_never_changes BEFORE UPDATE ON election_round
        BEGIN SELECT RAISE(ABORT, 'a round stays as it was opened'); END;
        CREATE TRIGGER election_round_never_goes BEFORE DELETE ON election_round
        BEGIN SELECT RAISE(ABORT, 'a round never goes'); END;

        CREATE TABLE election_voter (
            election_id INTEGER NOT NULL,
            round       INTEGER NOT NULL,
            member_id   INTEGER NOT NULL REFERENCES member (id),
            PRIMARY KEY (election_id, round, member_id),
            FOREIGN KEY (election_id, round) REFERENCES election_round (election_id, round)
        ) STRICT;
        CREATE INDEX election_voter_by_member ON election_voter (member_id, election_id);
        CREATE TRIGGER election_voter_never_changes BEFORE UPDATE ON election_voter
        BEGIN SELECT RAISE(ABORT, 'the roll of a round never changes'); END;
        CREATE TRIGGER election_voter_never_goes BEFORE DELETE ON election_voter
        BEGIN SELECT RAISE(ABORT, 'the roll of a round never goes'); END;

        CREATE TABLE election_count (
            id          INTEGER PRIMARY KEY,
            election_id INTEGER NOT NULL,
            round       INTEGER NOT NULL,
            attempt     INTEGER NOT NULL CHECK (attempt > 0),
            teller_id   INTEGER NOT NULL REFERENCES member (id),
            content     TEXT NOT NULL,
            counted_at  INTEGER NOT NULL,
            counted_by  TEXT NOT NULL,
            member_id   INTEGER REFERENCES member (id),
            UNIQUE (election_id, round, attempt, teller_id),
            FOREIGN KEY (election_id, round) REFERENCES election_round (election_id, round)
        ) STRICT;
        CREATE TRIGGER election_count_never_changes BEFORE UPDATE ON election_count
        BEGIN SELECT RAISE(ABORT, 'what a teller counted never changes'); END;
        CREATE TRIGGER election_count_never_goes BEFORE DELETE ON election_count
        BEGIN SELECT RAISE(ABORT, 'what a teller counted never goes'); END;
        """
    )
}
