extension Migration {
    /// Accounts and what they may do, sign-in, the audit's seals, telephone numbers.
    ///
    /// What is secret is kept as a hash (tokens), hashed slowly (passwords) or encrypted (telephone numbers, second
    /// factors). Replies kept until now were not encrypted yet, and go.
    static let m0009Access = Migration(
        "0009 access",
        """
        CREATE TABLE account (
            id               INTEGER PRIMARY KEY,
            name             TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 32),
            title            TEXT CHECK (title <> ''),
            member_id        INTEGER UNIQUE REFERENCES member (id),
            password         TEXT,
            password_set_at  INTEGER,
            factor           BLOB,
            factor_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (factor_confirmed IN (0, 1)),
            factor_last_step INTEGER NOT NULL DEFAULT 0,
            created_at       INTEGER NOT NULL,
            closed_at        INTEGER,
            version          INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            CHECK ((password IS NULL) = (password_set_at IS NULL)),
            CHECK (factor IS NOT NULL OR factor_confirmed = 0)
        ) STRICT;
        CREATE TRIGGER account_never_goes BEFORE DELETE ON account
        BEGIN SELECT RAISE(ABORT, 'an account is closed, never deleted'); END;

        CREATE TABLE role_grant (
            id           INTEGER PRIMARY KEY,
            account_id   INTEGER NOT NULL REFERENCES account (id),
            role         TEXT NOT NULL CHECK (role IN
                ('member', 'groupLeader', 'branchOfficer', 'secretary', 'committeeOfficer', 'auditor', 'administrator')),
            scope        TEXT NOT NULL CHECK (scope IN ('bureau', 'committee', 'branch', 'group')),
            committee_id INTEGER REFERENCES committee (id),
            branch_id    INTEGER REFERENCES branch (id),
            group_id     INTEGER,
            granted_at   INTEGER NOT NULL,
            granted_by   TEXT NOT NULL,
            ended_at     INTEGER,
            ended_by     TEXT,
            CHECK ((scope = 'committee') = (committee_id IS NOT NULL)),
            CHECK ((scope IN ('branch', 'group')) = (branch_id IS NOT NULL)),
            CHECK ((scope = 'group') = (group_id IS NOT NULL)),
            CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
            FOREIGN KEY (group_id, branch_id) REFERENCES party_group (id, branch_id)
        ) STRICT;
        CREATE INDEX role_grant_by_account ON role_grant (account_id, ended_at);
        CREATE INDEX role_grant_by_role ON role_grant (role, ended_at);

        CREATE TABLE recovery_code (
            id         INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES account (id),
            hash       BLOB NOT NULL,
            UNIQUE (account_id, hash)
        ) STRICT;

        CREATE TABLE sign_in_session (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account (id),
            hash       BLOB NOT NULL UNIQUE,
            stage      TEXT NOT NULL CHECK (stage IN ('full', 'enrolling')),
            began      INTEGER NOT NULL,
            last_used  INTEGER NOT NULL,
            address    TEXT NOT NULL,
            agent      TEXT
        ) STRICT;
        CREATE INDEX sign_in_session_by_account ON sign_in_session (account_id, id);
        CREATE INDEX sign_in_session_by_use ON sign_in_session (last_used);

        CREATE TABLE api_token (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account (id),
            name       TEXT NOT NULL CHECK (name <> ''),
            extent     TEXT NOT NULL CHECK (extent IN ('read', 'write')),
            hash       BLOB NOT NULL UNIQUE,
            made_at    INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            last_used  INTEGER
        ) STRICT;
        CREATE INDEX api_token_by_account ON api_token (account_id, id);

        CREATE TABLE password_link (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
            hash       BLOB NOT NULL UNIQUE,
            made_at    INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE known_device (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account (id),
            hash       BLOB NOT NULL UNIQUE,
            last_used  INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX known_device_by_account ON known_device (account_id, last_used);
        CREATE INDEX known_device_by_use ON known_device (last_used);

        CREATE TABLE sign_in_try (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            name_hash TEXT NOT NULL,
            address   TEXT NOT NULL,
            device_id INTEGER,
            at        INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_try_by_name ON sign_in_try (name_hash, id);
        CREATE INDEX sign_in_try_by_address ON sign_in_try (address, id);
        CREATE INDEX sign_in_try_by_device ON sign_in_try (device_id, id);
        CREATE INDEX sign_in_try_by_age ON sign_in_try (at);

        ALTER TABLE member ADD COLUMN phone BLOB;

        ALTER TABLE audit ADD COLUMN account_id INTEGER;
        ALTER TABLE audit ADD COLUMN origin TEXT;
        ALTER TABLE audit ADD COLUMN committee_id INTEGER;
        ALTER TABLE audit ADD COLUMN branch_id INTEGER;
        ALTER TABLE audit ADD COLUMN salt TEXT;
        CREATE INDEX audit_by_actor ON audit (actor, id);
        CREATE INDEX audit_by_time ON audit (at, id);
        CREATE INDEX audit_by_branch ON audit (branch_id, id);
        CREATE INDEX audit_by_committee ON audit (committee_id, id);

        CREATE TABLE audit_seal (
            id           INTEGER PRIMARY KEY AUTOINCREMENT,
            first_entry  INTEGER NOT NULL,
            last_entry   INTEGER NOT NULL CHECK (last_entry >= first_entry),
            content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
            previous     TEXT NOT NULL CHECK (length(previous) = 64),
            hash         TEXT NOT NULL CHECK (length(hash) = 64),
            sealed_at    INTEGER NOT NULL,
            signature    TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_seal_is_never_edited BEFORE UPDATE ON audit_seal
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
        CREATE TRIGGER audit_seal_is_never_removed BEFORE DELETE ON audit_seal
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

        DELETE FROM kept_reply;
        """
    )
}
