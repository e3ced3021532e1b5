extension Migration {
    /// Whose an address for mail is, and whose a plan item: one that its owner set is not another's to change, and one that
    /// a branch had entered before its committee's office arranged the same is the office's from then on.
    static let m0046WhoseItIs = Migration(
        "0046 whose it is",
        """
        ALTER TABLE mail_reminder ADD COLUMN by_other INTEGER CHECK (by_other = 1);

        DROP TRIGGER plan_item_never_changes;
        CREATE TRIGGER plan_item_never_changes BEFORE UPDATE ON plan_item
        WHEN OLD.committee_id IS NOT NULL
            OR (OLD.id, OLD.branch_id, OLD.month, OLD.title, OLD.kind, OLD.theme, OLD.content, OLD.participants, OLD.due,
                OLD.standard, OLD.made_from, OLD.answerable, OLD.recorded_at, OLD.recorded_by)
            IS NOT (NEW.id, NEW.branch_id, NEW.month, NEW.title, NEW.kind, NEW.theme, NEW.content, NEW.participants, NEW.due,
                NEW.standard, NEW.made_from, NEW.answerable, NEW.recorded_at, NEW.recorded_by)
        BEGIN SELECT RAISE(ABORT, 'a plan item is withdrawn, never changed'); END;
        """
    )
}
