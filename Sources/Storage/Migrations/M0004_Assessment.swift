extension Migration {
    /// Schemes, cycles, sheets with their revisions, adjustments. Points are whole hundredths.
    static let m0004Assessment = Migration(
        "0004 assessment",
        """
        CREATE TABLE scheme (
            id             INTEGER PRIMARY KEY,
            committee_id   INTEGER NOT NULL REFERENCES committee (id),
            code           TEXT NOT NULL,
            number         INTEGER NOT NULL CHECK (number > 0),
            effective_from TEXT NOT NULL,
            status         TEXT NOT NULL CHECK (status IN ('draft', 'published')),
            content        TEXT NOT NULL,
            published_at   INTEGER,
            version        INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            UNIQUE (committee_id, code, number),
            CHECK ((status = 'published') = (published_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX scheme_in_force ON scheme (committee_id, status, effective_from);

        CREATE TRIGGER scheme_published_never_changes BEFORE UPDATE ON scheme WHEN OLD.status = 'published'
        BEGIN SELECT RAISE(ABORT, 'a published scheme never changes'); END;
        CREATE TRIGGER scheme_published_never_goes BEFORE DELETE ON scheme WHEN OLD.status = 'published'
        BEGIN SELECT RAISE(ABORT, 'a published scheme never goes'); END;

        CREATE TABLE cycle (
            id          INTEGER PRIMARY KEY,
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            month       TEXT NOT NULL CHECK (month GLOB '[2][01][0-9][0-9]-[01][0-9]'),
            scheme_id   INTEGER NOT NULL REFERENCES scheme (id),
            status      TEXT NOT NULL CHECK (status IN ('open', 'closed', 'posted', 'final', 'withoutAward')),
            posted_on   TEXT,
            notice_ends TEXT CHECK (notice_ends >= posted_on),
            reason      TEXT,
            version     INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            UNIQUE (branch_id, month),
            CHECK ((status = 'withoutAward') = (reason IS NOT NULL)),
            CHECK ((posted_on IS NULL) = (notice_ends IS NULL)),
            CHECK (status <> 'open' OR posted_on IS NULL),
            CHECK (status NOT IN ('posted', 'final') OR posted_on IS NOT NULL)
        ) STRICT;
        CREATE INDEX cycle_by_month ON cycle (month, branch_id);

        CREATE TRIGGER cycle_never_goes_back BEFORE UPDATE OF status ON cycle
        WHEN NOT (OLD.status = NEW.status
            OR (OLD.status = 'open' AND NEW.status = 'closed')
            OR (OLD.status = 'closed' AND NEW.status IN ('posted', 'withoutAward'))
            OR (OLD.status = 'posted' AND NEW.status IN ('final', 'withoutAward')))
        BEGIN SELECT RAISE(ABORT, 'a cycle never goes back'); END;

        CREATE TABLE sheet (
            id              INTEGER PRIMARY KEY,
            cycle_id        INTEGER NOT NULL REFERENCES cycle (id),
            area_id         INTEGER NOT NULL REFERENCES responsibility_area (id),
            tier            TEXT NOT NULL CHECK (tier IN ('self', 'group', 'branch', 'public')),
            assessor_id     INTEGER REFERENCES member (id),
            assessor_label  TEXT CHECK (assessor_label <> ''),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            stands          INTEGER NOT NULL CHECK (stands IN (0, 1)),
            total           INTEGER NOT NULL CHECK (total >= 0),
            comment         TEXT,
            late_reason     TEXT,
            revision_reason TEXT,
            recorded_at     INTEGER NOT NULL,
            recorded_by     TEXT NOT NULL,
            CHECK ((tier = 'public') = (assessor_label IS NOT NULL)),
            CHECK ((tier = 'public') = (assessor_id IS NULL)),
            CHECK ((revision = 1) = (revision_reason IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX sheet_one_stands
            ON sheet (cycle_id, area_id, tier, coalesce(assessor_id, 0), coalesce(assessor_label, '')) WHERE stands = 1;
        CREATE INDEX sheet_by_cycle ON sheet (cycle_id, area_id, tier);

        CREATE TRIGGER sheet_is_never_overwritten BEFORE UPDATE ON sheet
        WHEN OLD.stands = 0 OR NEW.stands <> 0 OR OLD.total <> NEW.total OR OLD.revision <> NEW.revision
            OR OLD.cycle_id <> NEW.cycle_id OR OLD.area_id <> NEW.area_id OR OLD.tier <> NEW.tier
            OR OLD.assessor_id IS NOT NEW.assessor_id OR OLD.assessor_label IS NOT NEW.assessor_label
            OR OLD.comment IS NOT NEW.comment OR OLD.late_reason IS NOT NEW.late_reason
            OR OLD.recorded_at <> NEW.recorded_at OR OLD.recorded_by <> NEW.recorded_by
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never overwritten'); END;
        CREATE TRIGGER sheet_never_goes BEFORE DELETE ON sheet
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never deleted'); END;

        CREATE TABLE sheet_point (
            sheet_id  INTEGER NOT NULL REFERENCES sheet (id),
            criterion TEXT NOT NULL,
            points    INTEGER NOT NULL CHECK (points >= 0),
            PRIMARY KEY (sheet_id, criterion)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER sheet_point_is_never_overwritten BEFORE UPDATE ON sheet_point
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never overwritten'); END;
        CREATE TRIGGER sheet_point_never_goes BEFORE DELETE ON sheet_point
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never deleted'); END;

        CREATE TABLE adjustment (
            id              INTEGER PRIMARY KEY,
            origin_id       INTEGER REFERENCES adjustment (id),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            stands          INTEGER NOT NULL CHECK (stands IN (0, 1)),
            withdrawn       INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
            cycle_id        INTEGER NOT NULL REFERENCES cycle (id),
            area_id         INTEGER NOT NULL REFERENCES responsibility_area (id),
            kind            TEXT NOT NULL CHECK (kind IN ('bonus', 'deduction', 'veto')),
            item            TEXT NOT NULL,
            times           INTEGER NOT NULL CHECK (times BETWEEN 1 AND 100),
            reason          TEXT NOT NULL CHECK (reason <> ''),
            happened_on     TEXT NOT NULL,
            recorder_id     INTEGER NOT NULL REFERENCES member (id),
            late_reason     TEXT,
            revision_reason TEXT,
            recorded_at     INTEGER NOT NULL,
            recorded_by     TEXT NOT NULL,
            CHECK ((revision = 1) = (origin_id IS NULL)),
            CHECK ((revision = 1) = (revision_reason IS NULL)),
            CHECK (kind <> 'veto' OR times = 1)
        ) STRICT;
        CREATE UNIQUE INDEX adjustment_one_stands ON adjustment (coalesce(origin_id, id)) WHERE stands = 1;
        CREATE INDEX adjustment_by_cycle ON adjustment (cycle_id, area_id);

        CREATE TRIGGER adjustment_is_never_overwritten BEFORE UPDATE ON adjustment
        WHEN OLD.stands = 0 OR NEW.stands <> 0 OR OLD.times <> NEW.times OR OLD.item <> NEW.item
            OR OLD.kind <> NEW.kind OR OLD.reason <> NEW.reason OR OLD.happened_on <> NEW.happened_on
            OR OLD.cycle_id <> NEW.cycle_id OR OLD.area_id <> NEW.area_id OR OLD.recorder_id <> NEW.recorder_id
            OR OLD.withdrawn <> NEW.withdrawn OR OLD.recorded_at <> NEW.recorded_at
            OR OLD.recorded_by <> NEW.recorded_by
        BEGIN SELECT RAISE(ABORT, 'an adjustment is revised, never overwritten'); END;
        CREATE TRIGGER adjustment_never_goes BEFORE DELETE ON adjustment
        BEGIN SELECT RAISE(ABORT, 'an adjustment is revised, never deleted'); END;
        """
    )
}
