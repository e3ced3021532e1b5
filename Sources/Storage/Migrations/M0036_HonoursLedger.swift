extension Migration {
    /// Honours from outside, and the papers of months' awards.
    static let m0036HonoursLedger = Migration(
        "0036 honours' ledger",
        """
        CREATE TABLE honour (
            id          INTEGER PRIMARY KEY,
            member_id   INTEGER NOT NULL REFERENCES member (id),
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            title       TEXT NOT NULL CHECK (title <> ''),
            level       TEXT NOT NULL CHECK (level IN
                ('branch', 'unit', 'district', 'city', 'province', 'national')),
            document    TEXT CHECK (document <> ''),
            awarded_on  TEXT NOT NULL,
            issuer      TEXT CHECK (issuer <> ''),
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX honour_by_member ON honour (member_id, awarded_on);
        CREATE INDEX honour_by_branch ON honour (branch_id, awarded_on);
        CREATE INDEX honour_by_day ON honour (awarded_on, id);
        CREATE TRIGGER honour_never_changes BEFORE UPDATE ON honour
        BEGIN SELECT RAISE(ABORT, 'an honour is withdrawn, never changed'); END;
        CREATE TRIGGER honour_never_goes BEFORE DELETE ON honour
        BEGIN SELECT RAISE(ABORT, 'an honour is withdrawn, never deleted'); END;

        CREATE TABLE honour_withdrawal (
            honour_id    INTEGER PRIMARY KEY REFERENCES honour (id),
            reason       TEXT NOT NULL CHECK (reason <> ''),
            withdrawn_on TEXT NOT NULL,
            withdrawn_at INTEGER NOT NULL,
            withdrawn_by TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER honour_withdrawal_never_changes BEFORE UPDATE ON honour_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that an honour was withdrawn never changes'); END;
        CREATE TRIGGER honour_withdrawal_never_goes BEFORE DELETE ON honour_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that an honour was withdrawn never goes'); END;

        CREATE TABLE award_paper (
            id              INTEGER PRIMARY KEY,
            award_id        INTEGER NOT NULL REFERENCES award (id),
            revision        INTEGER NOT NULL CHECK (revision > 0),
            document        TEXT NOT NULL CHECK (document <> ''),
            dated           TEXT NOT NULL,
            revision_reason TEXT CHECK (revision_reason <> ''),
            recorded_at     INTEGER NOT NULL,
            recorded_by     TEXT NOT NULL,
            UNIQUE (award_id, revision),
            CHECK ((revision = 1) = (revision_reason IS NULL))
        ) STRICT;
        CREATE TRIGGER award_paper_never_changes BEFORE UPDATE ON award_paper
        BEGIN SELECT RAISE(ABORT, 'what an award''s paper was said to be never changes'); END;
        CREATE TRIGGER award_paper_never_goes BEFORE DELETE ON award_paper
        BEGIN SELECT RAISE(ABORT, 'what an award''s paper was said to be never goes'); END;
        """
    )
}
