extension Migration {
    /// What the city-management platform and 12345 say of an area's month.
    static let m0032AreaFacts = Migration(
        "0032 area facts",
        """
        CREATE TABLE area_facts (
            id              INTEGER PRIMARY KEY,
            area_id         INTEGER NOT NULL REFERENCES responsibility_area (id),
            month           TEXT NOT NULL CHECK (month GLOB '[2][01][0-9][0-9]-[01][0-9]'),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            stands          INTEGER NOT NULL CHECK (stands IN (0, 1)),
            filed           INTEGER CHECK (filed >= 0),
            closed_in_time  INTEGER CHECK (closed_in_time >= 0),
            redone          INTEGER CHECK (redone >= 0),
            complaints      INTEGER CHECK (complaints >= 0),
            substantiated   INTEGER CHECK (substantiated >= 0),
            called_back     INTEGER CHECK (called_back >= 0),
            satisfied       INTEGER CHECK (satisfied >= 0),
            late            INTEGER NOT NULL CHECK (late IN (0, 1)),
            since_closing   INTEGER NOT NULL CHECK (since_closing IN (0, 1)),
            revision_reason TEXT CHECK (revision_reason <> ''),
            recorded_at     INTEGER NOT NULL,
            recorded_by     TEXT NOT NULL,
            UNIQUE (area_id, month, revision),
            CHECK (closed_in_time IS NULL OR (filed IS NOT NULL AND closed_in_time <= filed)),
            CHECK (substantiated IS NULL OR (complaints IS NOT NULL AND substantiated <= complaints)),
            CHECK (satisfied IS NULL OR (called_back IS NOT NULL AND satisfied <= called_back)),
            CHECK (revision > 1 OR revision_reason IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX area_facts_one_stands ON area_facts (area_id, month) WHERE stands = 1;
        CREATE INDEX area_facts_by_month ON area_facts (month, id);

        CREATE TRIGGER area_facts_are_never_overwritten BEFORE UPDATE ON area_facts
        WHEN OLD.stands = 0 OR NEW.stands <> 0
            OR (OLD.id, OLD.area_id, OLD.month, OLD.revision, OLD.filed, OLD.closed_in_time, OLD.redone, OLD.complaints,
                OLD.substantiated, OLD.called_back, OLD.satisfied, OLD.late, OLD.since_closing, OLD.revision_reason,
                OLD.recorded_at, OLD.recorded_by)
            IS NOT (NEW.id, NEW.area_id, NEW.month, NEW.revision, NEW.filed, NEW.closed_in_time, NEW.redone,
                NEW.complaints, NEW.substantiated, NEW.called_back, NEW.satisfied, NEW.late, NEW.since_closing,
                NEW.revision_reason, NEW.recorded_at, NEW.recorded_by)
        BEGIN SELECT RAISE(ABORT, 'facts are revised, never overwritten'); END;
        CREATE TRIGGER area_facts_never_go BEFORE DELETE ON area_facts
        BEGIN SELECT RAISE(ABORT, 'facts are revised, never deleted'); END;
        """
    )
}
