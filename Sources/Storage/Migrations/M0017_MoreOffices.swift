extension Migration {
    /// A branch committee may have youth, united front, and members without a portfolio. A CHECK cannot be changed in place:
    /// the table is made anew, with all that was in it.
    static let m0017MoreOffices = Migration(
        "0017 more offices",
        """
        CREATE TABLE appointment_anew (
            id         INTEGER PRIMARY KEY,
            branch_id  INTEGER NOT NULL REFERENCES branch (id),
            member_id  INTEGER NOT NULL REFERENCES member (id),
            office     TEXT NOT NULL CHECK (office IN
                ('secretary', 'deputy', 'organisation', 'publicity', 'discipline', 'youth', 'unitedFront',
                 'committeeMember', 'groupLeader')),
            basis      TEXT CHECK (basis IN ('fullTime', 'concurrent')),
            group_id   INTEGER,
            from_date  TEXT,
            until_date TEXT CHECK (until_date >= from_date),
            CHECK ((office = 'secretary') = (basis IS NOT NULL)),
            CHECK ((office = 'groupLeader') = (group_id IS NOT NULL)),
            FOREIGN KEY (group_id, branch_id) REFERENCES party_group (id, branch_id)
        ) STRICT;
        INSERT INTO appointment_anew (id, branch_id, member_id, office, basis, group_id, from_date, until_date)
            SELECT id, branch_id, member_id, office, basis, group_id, from_date, until_date FROM appointment;
        DROP TABLE appointment;
        ALTER TABLE appointment_anew RENAME TO appointment;
        CREATE UNIQUE INDEX appointment_one_secretary ON appointment (branch_id)
            WHERE office = 'secretary' AND until_date IS NULL;
        CREATE UNIQUE INDEX appointment_one_leader ON appointment (group_id)
            WHERE office = 'groupLeader' AND until_date IS NULL;
        CREATE INDEX appointment_by_branch ON appointment (branch_id, office);
        CREATE INDEX appointment_by_member ON appointment (member_id, branch_id);
        """
    )
}
