extension Migration {
    /// What a committee's inspections look at.
    static let m0055Checklists = Migration(
        "0055 checklists",
        """
        CREATE TABLE inspection_checklist (
            id           INTEGER PRIMARY KEY,
            committee_id INTEGER NOT NULL REFERENCES committee (id),
            number       INTEGER NOT NULL CHECK (number > 0),
            title        TEXT NOT NULL CHECK (title <> ''),
            items        TEXT NOT NULL CHECK (items <> ''),
            published_on TEXT NOT NULL,
            published_at INTEGER NOT NULL,
            published_by TEXT NOT NULL,
            UNIQUE (committee_id, number)
        ) STRICT;
        CREATE TRIGGER inspection_checklist_never_changes BEFORE UPDATE ON inspection_checklist
        BEGIN SELECT RAISE(ABORT, 'a published checklist never changes'); END;
        CREATE TRIGGER inspection_checklist_never_goes BEFORE DELETE ON inspection_checklist
        BEGIN SELECT RAISE(ABORT, 'a published checklist never goes'); END;
        """
    )
}
