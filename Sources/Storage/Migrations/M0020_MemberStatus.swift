extension Migration {
    /// Members who leave, float and come back. `member.status` says nothing any more: what somebody is on a day follows from
    /// the changes recorded here, and a member with none is active.
    static let m0020MemberStatus = Migration(
        "0020 member status",
        """
        CREATE TABLE member_status_change (
            id          INTEGER PRIMARY KEY,
            member_id   INTEGER NOT NULL REFERENCES member (id),
            branch_id   INTEGER NOT NULL REFERENCES branch (id),
            kind        TEXT NOT NULL CHECK (kind IN
                ('returned', 'floating', 'transferredOut', 'leftParty', 'expelled', 'died')),
            from_date   TEXT NOT NULL,
            reason      TEXT NOT NULL CHECK (reason <> ''),
            document    TEXT CHECK (document <> ''),
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX member_status_change_by_member ON member_status_change (member_id, from_date, id);
        CREATE INDEX member_status_change_by_branch ON member_status_change (branch_id, kind, member_id);
        CREATE TRIGGER member_status_change_never_changes BEFORE UPDATE ON member_status_change
        BEGIN SELECT RAISE(ABORT, 'a change of a member''s status never changes'); END;
        CREATE TRIGGER member_status_change_never_goes BEFORE DELETE ON member_status_change
        BEGIN SELECT RAISE(ABORT, 'a change of a member''s status never goes'); END;
        """
    )
}
