extension Migration {
    /// Meetings of branches beside those of committees, and what is recorded of a meeting: the roll, what was said and
    /// decided, signatures, amendments.
    ///
    /// A column cannot be made one that may be empty, nor a constraint another: the tables are made anew, with all that was
    /// in them.
    static let m0037MeetingRecords = Migration(
        "0037 meeting records",
        """
        CREATE TABLE meeting_anew (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER REFERENCES committee (id),
            kind         TEXT NOT NULL CHECK (kind IN ('secretaries', 'annualReview', 'assembly', 'branchCommittee',
                             'group', 'lecture', 'themeDay', 'orgLife', 'other')),
            standing     TEXT NOT NULL CHECK (standing IN ('regular', 'extraordinary')),
            month        TEXT NOT NULL,
            date         TEXT NOT NULL,
            start        TEXT NOT NULL,
            minutes      INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
            place        TEXT NOT NULL CHECK (place <> ''),
            status       TEXT NOT NULL CHECK (status IN ('scheduled', 'cancelled')),
            sequence     INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
            created_at   INTEGER NOT NULL,
            changed_at   INTEGER NOT NULL,
            version      INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            branch_id    INTEGER REFERENCES branch (id),
            group_id     INTEGER REFERENCES party_group (id),
            also         TEXT CHECK (also IN ('assembly', 'branchCommittee', 'group', 'lecture', 'themeDay', 'orgLife',
                             'other') AND also <> kind),
            theme        TEXT CHECK (theme <> ''),
            CHECK ((committee_id IS NULL) <> (branch_id IS NULL)),
            CHECK ((kind IN ('secretaries', 'annualReview')) = (committee_id IS NOT NULL)),
            CHECK (also IS NULL OR branch_id IS NOT NULL),
            CHECK ((kind = 'group') = (group_id IS NOT NULL))
        ) STRICT;
        INSERT INTO meeting_anew (id, committee_id, kind, standing, month, date, start, minutes, place, status, sequence,
                                  created_at, changed_at, version)
            SELECT id, committee_id, kind, standing, month, date, start, minutes, place, status, sequence,
                   created_at, changed_at, version
              FROM meeting;
        CREATE TABLE meeting_change_anew (
            id          INTEGER PRIMARY KEY,
            meeting_id  INTEGER NOT NULL REFERENCES meeting_anew (id),
            sequence    INTEGER NOT NULL,
            change      TEXT NOT NULL CHECK (change IN ('moved', 'cancelled')),
            old_date    TEXT NOT NULL,
            old_start   TEXT NOT NULL,
            old_minutes INTEGER NOT NULL,
            old_place   TEXT NOT NULL,
            reason      TEXT NOT NULL CHECK (reason <> ''),
            changed_at  INTEGER NOT NULL,
            changed_by  TEXT NOT NULL,
            UNIQUE (meeting_id, sequence)
        ) STRICT;
        INSERT INTO meeting_change_anew (id, meeting_id, sequence, change, old_date, old_start, old_minutes, old_place,
                                         reason, changed_at, changed_by)
            SELECT id, meeting_id, sequence, change, old_date, old_start, old_minutes, old_place, reason, changed_at,
                   changed_by
              FROM meeting_change;
        DROP TABLE meeting_change;
        DROP TABLE meeting;
        ALTER TABLE meeting_anew RENAME TO meeting;
        ALTER TABLE meeting_change_anew RENAME TO meeting_change;
        CREATE UNIQUE INDEX meeting_one_regular ON meeting (committee_id, kind, month)
            WHERE standing = 'regular' AND status = 'scheduled' AND committee_id IS NOT NULL;
        CREATE INDEX meeting_by_date ON meeting (date, start, id);
        CREATE INDEX meeting_by_committee ON meeting (committee_id, date, start, id);
        CREATE INDEX meeting_by_branch ON meeting (branch_id, date, start, id);

        -- What is recorded of a meeting that was opened. `taken_at` is when it was first said who was there: only then does
        -- the meeting count as held.
        CREATE TABLE meeting_record (
            id                  INTEGER PRIMARY KEY,
            meeting_id          INTEGER NOT NULL UNIQUE REFERENCES meeting (id),
            opened_at           INTEGER NOT NULL,
            opened_by           TEXT NOT NULL,
            taken_at            INTEGER,
            chair_member_id     INTEGER REFERENCES member (id),
            chair_account_id    INTEGER REFERENCES account (id),
            chair_name          TEXT NOT NULL CHECK (chair_name <> ''),
            recorder_member_id  INTEGER REFERENCES member (id),
            recorder_account_id INTEGER REFERENCES account (id),
            recorder_name       TEXT NOT NULL CHECK (recorder_name <> ''),
            began               TEXT,
            ended               TEXT,
            signed_at           INTEGER,
            late_reason         TEXT CHECK (late_reason <> ''),
            CHECK (chair_member_id IS NOT NULL OR chair_account_id IS NOT NULL),
            CHECK (recorder_member_id IS NOT NULL OR recorder_account_id IS NOT NULL),
            CHECK (chair_member_id <> recorder_member_id),
            CHECK (chair_account_id <> recorder_account_id),
            CHECK (signed_at IS NULL OR taken_at IS NOT NULL)
        ) STRICT;

        -- Frozen when the meeting opens: who is entitled, and who may vote. Who sits in is added.
        CREATE TABLE attendance (
            id           INTEGER PRIMARY KEY,
            meeting_id   INTEGER NOT NULL REFERENCES meeting (id),
            member_id    INTEGER NOT NULL REFERENCES member (id),
            branch_id    INTEGER NOT NULL REFERENCES branch (id),
            entitled     INTEGER NOT NULL CHECK (entitled IN (0, 1)),
            votes        INTEGER NOT NULL CHECK (votes IN (0, 1) AND votes <= entitled),
            state        TEXT CHECK (state IN ('present', 'excused', 'absent')),
            reason       TEXT CHECK (reason <> ''),
            late         INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
            left_early   INTEGER NOT NULL DEFAULT 0 CHECK (left_early IN (0, 1)),
            deputy       TEXT CHECK (deputy <> ''),
            made_up_on   TEXT,
            made_up_form TEXT CHECK (made_up_form <> ''),
            UNIQUE (meeting_id, member_id),
            CHECK (entitled = 1 OR state = 'present'),
            CHECK (state <> 'excused' OR reason IS NOT NULL),
            CHECK (late + left_early = 0 OR state = 'present'),
            CHECK (deputy IS NULL OR state <> 'present'),
            CHECK ((made_up_on IS NULL) = (made_up_form IS NULL)),
            CHECK (made_up_on IS NULL OR state <> 'present')
        ) STRICT;
        CREATE INDEX attendance_by_member ON attendance (member_id, meeting_id);

        CREATE TABLE meeting_item (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            position   INTEGER NOT NULL CHECK (position > 0),
            title      TEXT NOT NULL CHECK (title <> ''),
            planned    INTEGER CHECK (planned BETWEEN 1 AND 720),
            taken      INTEGER CHECK (taken BETWEEN 1 AND 720),
            said       TEXT CHECK (said <> ''),
            dissent    TEXT CHECK (dissent <> ''),
            UNIQUE (meeting_id, position)
        ) STRICT;

        CREATE TABLE meeting_decision (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            position   INTEGER NOT NULL CHECK (position > 0),
            decision   TEXT NOT NULL CHECK (decision <> ''),
            answerable TEXT CHECK (answerable <> ''),
            due        TEXT,
            UNIQUE (meeting_id, position)
        ) STRICT;

        CREATE TABLE meeting_signature (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            signer     TEXT NOT NULL CHECK (signer IN ('chair', 'recorder')),
            on_paper   INTEGER NOT NULL CHECK (on_paper IN (0, 1)),
            digest     TEXT NOT NULL CHECK (length(digest) = 64),
            signed_at  INTEGER NOT NULL,
            signed_by  TEXT NOT NULL,
            UNIQUE (meeting_id, signer)
        ) STRICT;

        CREATE TABLE meeting_amendment (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            number     INTEGER NOT NULL CHECK (number > 0),
            amendment  TEXT NOT NULL CHECK (amendment <> ''),
            made_at    INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            UNIQUE (meeting_id, number)
        ) STRICT;
        CREATE TRIGGER meeting_amendment_never_changes BEFORE UPDATE ON meeting_amendment
        BEGIN SELECT RAISE(ABORT, 'an amendment to minutes never changes'); END;
        CREATE TRIGGER meeting_amendment_never_goes BEFORE DELETE ON meeting_amendment
        BEGIN SELECT RAISE(ABORT, 'an amendment to minutes never goes'); END;
        """
    )
}
