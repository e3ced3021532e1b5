extension Migration {
    /// Files that records carry: what they are and where they lie; their contents lie beside the database.
    static let m0054Attachments = Migration(
        "0054 attachments",
        """
        CREATE TABLE attachment (
            id              INTEGER PRIMARY KEY,
            ledger_entry_id INTEGER REFERENCES ledger_entry (id),
            finding_id      INTEGER REFERENCES finding (id),
            meeting_id      INTEGER REFERENCES meeting (id),
            plan_item_id    INTEGER REFERENCES plan_item (id),
            name            TEXT NOT NULL CHECK (name <> ''),
            format          TEXT NOT NULL CHECK (format IN ('pdf', 'docx', 'xlsx', 'jpeg', 'png')),
            size            INTEGER NOT NULL CHECK (size > 0),
            hash            TEXT NOT NULL CHECK (length(hash) = 64),
            -- Of all contents that are kept, with this one, each counted once.
            total           INTEGER NOT NULL CHECK (total >= size),
            added_at        INTEGER NOT NULL,
            added_by        TEXT NOT NULL,
            CHECK (CASE WHEN ledger_entry_id IS NULL THEN 0 ELSE 1 END + CASE WHEN finding_id IS NULL THEN 0 ELSE 1 END
                 + CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END + CASE WHEN plan_item_id IS NULL THEN 0 ELSE 1 END = 1)
        ) STRICT;
        CREATE INDEX attachment_by_ledger_entry ON attachment (ledger_entry_id, id);
        CREATE INDEX attachment_by_finding ON attachment (finding_id, id);
        CREATE INDEX attachment_by_meeting ON attachment (meeting_id, id);
        CREATE INDEX attachment_by_plan_item ON attachment (plan_item_id, id);
        CREATE INDEX attachment_by_hash ON attachment (hash);
        CREATE TRIGGER attachment_never_changes BEFORE UPDATE ON attachment
        BEGIN SELECT RAISE(ABORT, 'a file that a record carries never changes'); END;
        CREATE TRIGGER attachment_never_goes BEFORE DELETE ON attachment
        BEGIN SELECT RAISE(ABORT, 'a file is taken off, never deleted'); END;

        CREATE TABLE attachment_withdrawal (
            attachment_id INTEGER PRIMARY KEY REFERENCES attachment (id),
            reason        TEXT NOT NULL CHECK (reason <> ''),
            withdrawn_at  INTEGER NOT NULL,
            withdrawn_by  TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER attachment_withdrawal_never_changes BEFORE UPDATE ON attachment_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a file was taken off never changes'); END;
        CREATE TRIGGER attachment_withdrawal_never_goes BEFORE DELETE ON attachment_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a file was taken off never goes'); END;
        """
    )
}
