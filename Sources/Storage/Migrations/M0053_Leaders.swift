extension Migration {
    /// Since when members are leading cadres, and since when no more.
    static let m0053Leaders = Migration(
        "0053 leaders",
        """
        CREATE TABLE leader_change (
            id          INTEGER PRIMARY KEY,
            member_id   INTEGER NOT NULL REFERENCES member (id),
            leads       INTEGER NOT NULL CHECK (leads IN (0, 1)),
            from_date   TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX leader_change_by_member ON leader_change (member_id, from_date, id);
        CREATE TRIGGER leader_change_never_changes BEFORE UPDATE ON leader_change
        BEGIN SELECT RAISE(ABORT, 'that a member is a leading cadre is followed by another change, never changed'); END;
        CREATE TRIGGER leader_change_never_goes BEFORE DELETE ON leader_change
        BEGIN SELECT RAISE(ABORT, 'that a member was a leading cadre never goes'); END;
        """
    )
}
