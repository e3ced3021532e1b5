extension Migration {
    /// Care for members in hardship: whom a case is about and all that it says is encrypted; what finds it is a keyed hash.
    /// And the care officer's role, for which the table of grants is made anew: a CHECK cannot be changed in place.
    static let m0050Care = Migration(
        "0050 care",
        """
        CREATE TABLE care_case (
            id          INTEGER PRIMARY KEY AUTOINCREMENT,
            subject     TEXT NOT NULL CHECK (length(subject) = 64),
            facts       BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX care_case_by_subject ON care_case (subject, id);
        CREATE TRIGGER care_case_never_changes BEFORE UPDATE ON care_case
        BEGIN SELECT RAISE(ABORT, 'a care case is added to, never changed'); END;
        CREATE TRIGGER care_case_never_goes BEFORE DELETE ON care_case
        BEGIN SELECT RAISE(ABORT, 'a care case is closed, never deleted'); END;

        CREATE TABLE care_step (
            id          INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id     INTEGER NOT NULL REFERENCES care_case (id),
            facts       BLOB NOT NULL,
            recorded_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX care_step_by_case ON care_step (case_id, id);
        CREATE TRIGGER care_step_never_changes BEFORE UPDATE ON care_step
        BEGIN SELECT RAISE(ABORT, 'a step of care is taken back, never changed'); END;
        CREATE TRIGGER care_step_never_goes BEFORE DELETE ON care_step
        BEGIN SELECT RAISE(ABORT, 'a step of care is taken back, never deleted'); END;

        CREATE TABLE role_grant_anew (
            id           INTEGER PRIMARY KEY,
            account_id   INTEGER NOT NULL REFERENCES account (id),
            role         TEXT NOT NULL CHECK (role IN
                ('member', 'groupLeader', 'branchOfficer', 'secretary', 'committeeOfficer', 'careOfficer', 'auditor',
                 'administrator')),
            scope        TEXT NOT NULL CHECK (scope IN ('bureau', 'committee', 'branch', 'group')),
            committee_id INTEGER REFERENCES committee (id),
            branch_id    INTEGER REFERENCES branch (id),
            group_id     INTEGER,
            granted_at   INTEGER NOT NULL,
            granted_by   TEXT NOT NULL,
            ended_at     INTEGER,
            ended_by     TEXT,
            renewed_at   INTEGER,
            renewed_by   TEXT CHECK ((renewed_by IS NULL) = (renewed_at IS NULL)),
            founding     INTEGER CHECK (founding = 1),
            CHECK ((scope = 'committee') = (committee_id IS NOT NULL)),
            CHECK ((scope IN ('branch', 'group')) = (branch_id IS NOT NULL)),
            CHECK ((scope = 'group') = (group_id IS NOT NULL)),
            CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
            FOREIGN KEY (group_id, branch_id) REFERENCES party_group (id, branch_id)
        ) STRICT;
        INSERT INTO role_grant_anew (id, account_id, role, scope, committee_id, branch_id, group_id, granted_at,
                                     granted_by, ended_at, ended_by, renewed_at, renewed_by, founding)
            SELECT id, account_id, role, scope, committee_id, branch_id, group_id, granted_at, granted_by, ended_at,
                   ended_by, renewed_at, renewed_by, founding FROM role_grant;
        DROP TABLE role_grant;
        ALTER TABLE role_grant_anew RENAME TO role_grant;
        CREATE INDEX role_grant_by_account ON role_grant (account_id, ended_at);
        CREATE INDEX role_grant_by_role ON role_grant (role, ended_at);
        CREATE INDEX role_grant_by_branch ON role_grant (branch_id, ended_at);
        """
    )
}
