extension Migration {
    /// Committees in a tree, branches, groups, members with the history of their memberships, appointments.
    ///
    /// A date that is NULL at the start of a span means "since before the records began", at its end "until further
    /// notice".
    static let m0002Organisation = Migration(
        "0002 organisation",
        """
        CREATE TABLE committee (
            id        INTEGER PRIMARY KEY,
            code      TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
            name      TEXT NOT NULL CHECK (name <> ''),
            parent_id INTEGER REFERENCES committee (id) CHECK (parent_id <> id),
            version   INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;
        CREATE INDEX committee_by_parent ON committee (parent_id);

        CREATE TABLE branch (
            id             INTEGER PRIMARY KEY,
            code           TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 32),
            name           TEXT NOT NULL CHECK (name <> ''),
            committee_id   INTEGER NOT NULL REFERENCES committee (id),
            kind           TEXT NOT NULL CHECK (kind IN ('ordinary', 'joint')),
            secretary_post TEXT NOT NULL CHECK (secretary_post IN ('fullTime', 'concurrent')),
            founded        TEXT,
            dissolved      TEXT CHECK (dissolved >= founded),
            term_began     TEXT,
            term_ends      TEXT CHECK (term_ends >= term_began),
            version        INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;
        CREATE INDEX branch_by_committee ON branch (committee_id);

        CREATE TABLE party_group (
            id        INTEGER PRIMARY KEY,
            branch_id INTEGER NOT NULL REFERENCES branch (id),
            name      TEXT NOT NULL CHECK (name <> ''),
            UNIQUE (branch_id, name),
            UNIQUE (id, branch_id)
        ) STRICT;

        CREATE TABLE member (
            id          INTEGER PRIMARY KEY,
            number      TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 32),
            name        TEXT NOT NULL CHECK (name <> ''),
            standing    TEXT NOT NULL CHECK (standing IN ('probationary', 'full')),
            joined      TEXT NOT NULL,
            became_full TEXT CHECK (became_full >= joined),
            post        TEXT,
            status      TEXT NOT NULL CHECK (status IN ('active', 'floating', 'transferred', 'left')),
            version     INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            CHECK ((standing = 'full') = (became_full IS NOT NULL))
        ) STRICT;

        CREATE TABLE membership (
            id         INTEGER PRIMARY KEY,
            member_id  INTEGER NOT NULL REFERENCES member (id),
            branch_id  INTEGER NOT NULL REFERENCES branch (id),
            group_id   INTEGER,
            from_date  TEXT,
            until_date TEXT CHECK (until_date >= from_date),
            reason     TEXT,
            FOREIGN KEY (group_id, branch_id) REFERENCES party_group (id, branch_id)
        ) STRICT;
        CREATE UNIQUE INDEX membership_one_at_present ON membership (member_id) WHERE until_date IS NULL;
        CREATE INDEX membership_by_member ON membership (member_id, from_date);
        CREATE INDEX membership_by_branch ON membership (branch_id, until_date, member_id);

        CREATE TABLE appointment (
            id         INTEGER PRIMARY KEY,
            branch_id  INTEGER NOT NULL REFERENCES branch (id),
            member_id  INTEGER NOT NULL REFERENCES member (id),
            office     TEXT NOT NULL CHECK (office IN
                ('secretary', 'deputy', 'organisation', 'publicity', 'discipline', 'groupLeader')),
            basis      TEXT CHECK (basis IN ('fullTime', 'concurrent')),
            group_id   INTEGER,
            from_date  TEXT,
            until_date TEXT CHECK (until_date >= from_date),
            CHECK ((office = 'secretary') = (basis IS NOT NULL)),
            CHECK ((office = 'groupLeader') = (group_id IS NOT NULL)),
            FOREIGN KEY (group_id, branch_id) REFERENCES party_group (id, branch_id)
        ) STRICT;
        CREATE UNIQUE INDEX appointment_one_secretary ON appointment (branch_id)
            WHERE office = 'secretary' AND until_date IS NULL;
        CREATE UNIQUE INDEX appointment_one_leader ON appointment (group_id)
            WHERE office = 'groupLeader' AND until_date IS NULL;
        CREATE INDEX appointment_by_branch ON appointment (branch_id, office);
        CREATE INDEX appointment_by_member ON appointment (member_id, branch_id);
        """
    )
}
