extension Migration {
    /// Secret ballots on the device. Who took one and what was cast stand in tables that nothing joins: a taking is a flag,
    /// a mark lies under a number that follows from the code alone, and neither has a time, an order or an author.
    static let m0056SecretBallots = Migration(
        "0056 secret ballots",
        """
        CREATE TABLE secret_ballot (
            id                INTEGER PRIMARY KEY,
            branch_id         INTEGER NOT NULL REFERENCES branch (id),
            kind              TEXT NOT NULL,
            title             TEXT NOT NULL CHECK (title <> ''),
            question          TEXT CHECK (question <> ''),
            most              INTEGER NOT NULL CHECK (most > 0),
            asks_probationary INTEGER NOT NULL CHECK (asks_probationary IN (0, 1)),
            status            TEXT NOT NULL,
            secret            BLOB,
            roll_on           TEXT,
            issued            INTEGER CHECK (issued >= 0),
            returned          INTEGER CHECK (returned BETWEEN 0 AND issued),
            made_at           INTEGER NOT NULL,
            made_by           TEXT NOT NULL
        ) STRICT;
        CREATE INDEX secret_ballot_by_branch ON secret_ballot (branch_id, id);
        CREATE INDEX secret_ballot_by_status ON secret_ballot (status, id);
        CREATE TRIGGER secret_ballot_stays_as_it_was BEFORE UPDATE ON secret_ballot
        WHEN (OLD.id, OLD.branch_id, OLD.kind, OLD.title, OLD.question, OLD.most, OLD.asks_probationary, OLD.made_at,
              OLD.made_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.kind, NEW.title, NEW.question, NEW.most, NEW.asks_probationary,
                    NEW.made_at, NEW.made_by)
        BEGIN SELECT RAISE(ABORT, 'a ballot stays as it was made'); END;
        CREATE TRIGGER secret_ballot_never_goes BEFORE DELETE ON secret_ballot
        BEGIN SELECT RAISE(ABORT, 'a ballot is withdrawn, never deleted'); END;

        CREATE TABLE ballot_line (
            ballot_id INTEGER NOT NULL REFERENCES secret_ballot (id),
            line      INTEGER NOT NULL CHECK (line > 0),
            text      TEXT NOT NULL CHECK (text <> ''),
            member_id INTEGER REFERENCES member (id),
            PRIMARY KEY (ballot_id, line)
        ) STRICT;
        CREATE TRIGGER ballot_line_never_changes BEFORE UPDATE ON ballot_line
        BEGIN SELECT RAISE(ABORT, 'what a ballot asks never changes'); END;
        CREATE TRIGGER ballot_line_never_goes BEFORE DELETE ON ballot_line
        BEGIN SELECT RAISE(ABORT, 'what a ballot asks never goes'); END;

        CREATE TABLE ballot_step (
            id        INTEGER PRIMARY KEY,
            ballot_id INTEGER NOT NULL REFERENCES secret_ballot (id),
            step      TEXT NOT NULL,
            reason    TEXT CHECK (reason <> ''),
            taken_at  INTEGER NOT NULL,
            taken_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ballot_step_by_ballot ON ballot_step (ballot_id, id);
        CREATE TRIGGER ballot_step_never_changes BEFORE UPDATE ON ballot_step
        BEGIN SELECT RAISE(ABORT, 'what became of a ballot never changes'); END;
        CREATE TRIGGER ballot_step_never_goes BEFORE DELETE ON ballot_step
        BEGIN SELECT RAISE(ABORT, 'what became of a ballot never goes'); END;

        CREATE TABLE ballot_voter (
            ballot_id INTEGER NOT NULL REFERENCES secret_ballot (id),
            member_id INTEGER NOT NULL REFERENCES member (id),
            document  TEXT CHECK (document <> ''),
            taken     INTEGER NOT NULL DEFAULT 0 CHECK (taken = 0 OR taken = 1 AND document IS NULL),
            PRIMARY KEY (ballot_id, member_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ballot_voter_by_member ON ballot_voter (member_id, ballot_id);
        CREATE TRIGGER ballot_voter_stays_as_it_was BEFORE UPDATE ON ballot_voter
        WHEN (OLD.ballot_id, OLD.member_id, OLD.document) IS NOT (NEW.ballot_id, NEW.member_id, NEW.document)
        BEGIN SELECT RAISE(ABORT, 'the roll of a ballot never changes'); END;
        CREATE TRIGGER ballot_voter_takes_while_issuing BEFORE UPDATE OF taken ON ballot_voter
        WHEN (SELECT status FROM secret_ballot WHERE id = NEW.ballot_id) <> 'issuing'
        BEGIN SELECT RAISE(ABORT, 'ballots are taken while they are issued'); END;
        CREATE TRIGGER ballot_voter_never_goes BEFORE DELETE ON ballot_voter
        BEGIN SELECT RAISE(ABORT, 'the roll of a ballot never goes'); END;

        CREATE TABLE ballot_mark (
            nullifier TEXT NOT NULL PRIMARY KEY,
            ballot_id INTEGER NOT NULL REFERENCES secret_ballot (id),
            line      INTEGER NOT NULL CHECK (line >= 0),
            mark      TEXT CHECK (mark <> '')
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ballot_mark_by_line ON ballot_mark (ballot_id, line);
        CREATE TRIGGER ballot_mark_within_issued BEFORE INSERT ON ballot_mark
        WHEN (SELECT count(*) FROM ballot_mark WHERE ballot_id = NEW.ballot_id AND line = NEW.line)
            >= coalesce((SELECT issued FROM secret_ballot WHERE id = NEW.ballot_id AND status = 'voting'), 0)
        BEGIN SELECT RAISE(ABORT, 'no more ballots come back than were issued, while the box is open'); END;
        CREATE TRIGGER ballot_mark_never_changes BEFORE UPDATE ON ballot_mark
        BEGIN SELECT RAISE(ABORT, 'what was cast never changes'); END;
        CREATE TRIGGER ballot_mark_stays_until_counted BEFORE DELETE ON ballot_mark
        WHEN (SELECT status FROM secret_ballot WHERE id = OLD.ballot_id) = 'voting'
        BEGIN SELECT RAISE(ABORT, 'what was cast stays until the ballot is closed'); END;

        CREATE TABLE ballot_tally (
            ballot_id INTEGER NOT NULL REFERENCES secret_ballot (id),
            line      INTEGER NOT NULL CHECK (line > 0),
            mark      TEXT NOT NULL CHECK (mark <> ''),
            count     INTEGER NOT NULL CHECK (count >= 0),
            PRIMARY KEY (ballot_id, line, mark)
        ) STRICT;
        CREATE TRIGGER ballot_tally_never_changes BEFORE UPDATE ON ballot_tally
        BEGIN SELECT RAISE(ABORT, 'what was counted never changes'); END;
        CREATE TRIGGER ballot_tally_never_goes BEFORE DELETE ON ballot_tally
        BEGIN SELECT RAISE(ABORT, 'what was counted never goes'); END;
        """
    )
}
