extension Migration {
    /// What a branch's secretary hands over to the next. What was signed stays as it was signed.
    static let m0045Handovers = Migration(
        "0045 handovers",
        """
        CREATE TABLE handover (
            id          INTEGER PRIMARY KEY,
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            outgoing_id INTEGER NOT NULL REFERENCES member (id),
            incoming_id INTEGER NOT NULL REFERENCES member (id),
            status      TEXT NOT NULL CHECK (status IN ('drafted', 'handedOver', 'takenOver', 'withdrawn')),
            content     TEXT CHECK (content <> ''),
            digest      TEXT CHECK (length(digest) = 64),
            made_at     INTEGER NOT NULL,
            made_by     TEXT NOT NULL,
            CHECK (outgoing_id <> incoming_id),
            CHECK ((content IS NULL) = (digest IS NULL)),
            CHECK (status IN ('drafted', 'withdrawn') OR content IS NOT NULL),
            CHECK (status <> 'drafted' OR content IS NULL)
        ) STRICT;
        CREATE INDEX handover_by_branch ON handover (branch_id, id);
        CREATE INDEX handover_by_outgoing ON handover (outgoing_id);
        CREATE INDEX handover_by_incoming ON handover (incoming_id);
        CREATE TRIGGER handover_keeps_what_was_signed BEFORE UPDATE ON handover
        WHEN (OLD.id, OLD.branch_id, OLD.outgoing_id, OLD.incoming_id, OLD.made_at, OLD.made_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.outgoing_id, NEW.incoming_id, NEW.made_at, NEW.made_by)
            OR (OLD.content IS NOT NULL AND (OLD.content, OLD.digest) IS NOT (NEW.content, NEW.digest))
            OR OLD.status IN ('takenOver', 'withdrawn')
        BEGIN SELECT RAISE(ABORT, 'what was signed stays as it was'); END;
        CREATE TRIGGER handover_never_goes BEFORE DELETE ON handover
        BEGIN SELECT RAISE(ABORT, 'a hand-over sheet is withdrawn, never deleted'); END;

        CREATE TABLE handover_step (
            id          INTEGER PRIMARY KEY,
            handover_id INTEGER NOT NULL REFERENCES handover (id),
            status      TEXT NOT NULL CHECK (status IN ('handedOver', 'takenOver', 'withdrawn')),
            in_place    INTEGER NOT NULL CHECK (in_place IN (0, 1)),
            said        TEXT CHECK (said <> ''),
            taken_at    INTEGER NOT NULL,
            taken_by    TEXT NOT NULL,
            UNIQUE (handover_id, status),
            CHECK (in_place = 0 OR status = 'handedOver'),
            CHECK (in_place = 0 OR said IS NOT NULL),
            CHECK (status <> 'withdrawn' OR said IS NOT NULL)
        ) STRICT;
        CREATE TRIGGER handover_step_never_changes BEFORE UPDATE ON handover_step
        BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
        CREATE TRIGGER handover_step_never_goes BEFORE DELETE ON handover_step
        BEGIN SELECT RAISE(ABORT, 'a signature never goes'); END;
        """
    )
}
