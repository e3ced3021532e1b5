extension Migration {
    /// Talks, who was a party of each, and the notes on them. A note is encrypted, and is the one thing here that goes.
    static let m0044Talks = Migration(
        "0044 talks",
        """
        CREATE TABLE talk (
            id              INTEGER PRIMARY KEY,
            origin_id       INTEGER REFERENCES talk (id),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            stands          INTEGER NOT NULL CHECK (stands IN (0, 1)),
            withdrawn       INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            branch_id       INTEGER NOT NULL REFERENCES branch (id),
            day             TEXT NOT NULL,
            place           TEXT NOT NULL CHECK (place <> ''),
            occasion        TEXT NOT NULL CHECK (occasion IN ('yearly', 'changeOfPost', 'commended', 'setback', 'signs',
                                'sanction', 'admission', 'gradeFedBack', 'askedFor')),
            topics          TEXT NOT NULL CHECK (topics <> ''),
            next_step       TEXT CHECK (next_step <> ''),
            follow_up       TEXT,
            outcome         TEXT CHECK (outcome IN ('done', 'not')),
            revision_reason TEXT CHECK (revision_reason <> ''),
            recorded_at     INTEGER NOT NULL,
            recorded_by     TEXT NOT NULL,
            CHECK ((revision = 1) = (origin_id IS NULL)),
            CHECK (revision > 1 OR revision_reason IS NULL),
            CHECK (next_step IS NOT NULL OR (follow_up IS NULL AND outcome IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX talk_one_stands ON talk (coalesce(origin_id, id)) WHERE stands = 1;
        CREATE INDEX talk_by_origin ON talk (origin_id);
        CREATE INDEX talk_by_branch ON talk (branch_id, day);
        CREATE INDEX talk_by_day ON talk (day, branch_id);
        CREATE TRIGGER talk_is_never_overwritten BEFORE UPDATE ON talk
        WHEN OLD.stands = 0 OR NEW.stands <> 0
            OR (OLD.id, OLD.origin_id, OLD.revision, OLD.withdrawn, OLD.branch_id, OLD.day, OLD.place, OLD.occasion,
                OLD.topics, OLD.next_step, OLD.follow_up, OLD.outcome, OLD.revision_reason, OLD.recorded_at,
                OLD.recorded_by)
            IS NOT (NEW.id, NEW.origin_id, NEW.revision, NEW.withdrawn, NEW.branch_id, NEW.day, NEW.place, NEW.occasion,
                NEW.topics, NEW.next_step, NEW.follow_up, NEW.outcome, NEW.revision_reason, NEW.recorded_at,
                NEW.recorded_by)
        BEGIN SELECT RAISE(ABORT, 'a talk is revised, never overwritten'); END;
        CREATE TRIGGER talk_never_goes BEFORE DELETE ON talk
        BEGIN SELECT RAISE(ABORT, 'a talk is withdrawn, never deleted'); END;

        CREATE TABLE talk_party (
            id        INTEGER PRIMARY KEY,
            talk_id   INTEGER NOT NULL REFERENCES talk (id),
            member_id INTEGER NOT NULL REFERENCES member (id),
            UNIQUE (talk_id, member_id)
        ) STRICT;
        CREATE INDEX talk_party_by_member ON talk_party (member_id, talk_id);
        CREATE TRIGGER talk_party_never_changes BEFORE UPDATE ON talk_party
        BEGIN SELECT RAISE(ABORT, 'who was a party of a talk is revised with it'); END;
        CREATE TRIGGER talk_party_never_goes BEFORE DELETE ON talk_party
        BEGIN SELECT RAISE(ABORT, 'who was a party of a talk is revised with it'); END;

        -- Of the talk's first row; whoever is a party of the revision that stood when it was written, and of the one that
        -- stands, reads it.
        CREATE TABLE talk_note (
            talk_id     INTEGER PRIMARY KEY REFERENCES talk (id),
            revision_id INTEGER NOT NULL REFERENCES talk (id),
            note        BLOB NOT NULL,
            written_at  INTEGER NOT NULL,
            written_by  TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER talk_note_never_changes BEFORE UPDATE ON talk_note
        BEGIN SELECT RAISE(ABORT, 'a note on a talk is deleted, never changed'); END;
        """
    )
}
