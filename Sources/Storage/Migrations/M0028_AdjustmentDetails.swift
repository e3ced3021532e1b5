extension Migration {
    /// What an adjustment says beyond its item, how often and when: points given, a level, the event, the document.
    static let m0028AdjustmentDetails = Migration(
        "0028 adjustment details",
        """
        ALTER TABLE adjustment ADD COLUMN points INTEGER CHECK (points > 0);
        ALTER TABLE adjustment ADD COLUMN level TEXT CHECK (level <> '');
        ALTER TABLE adjustment ADD COLUMN event TEXT CHECK (event <> '');
        ALTER TABLE adjustment ADD COLUMN document TEXT CHECK (document <> '');
        DROP TRIGGER adjustment_is_never_overwritten;
        CREATE TRIGGER adjustment_is_never_overwritten BEFORE UPDATE ON adjustment
        WHEN OLD.stands = 0 OR NEW.stands <> 0
            OR (OLD.id, OLD.origin_id, OLD.revision, OLD.withdrawn, OLD.cycle_id, OLD.area_id, OLD.kind, OLD.item,
                OLD.times, OLD.reason, OLD.happened_on, OLD.recorder_id, OLD.late_reason, OLD.revision_reason,
                OLD.recorded_at, OLD.recorded_by, OLD.points, OLD.level, OLD.event, OLD.document)
            IS NOT (NEW.id, NEW.origin_id, NEW.revision, NEW.withdrawn, NEW.cycle_id, NEW.area_id, NEW.kind, NEW.item,
                NEW.times, NEW.reason, NEW.happened_on, NEW.recorder_id, NEW.late_reason, NEW.revision_reason,
                NEW.recorded_at, NEW.recorded_by, NEW.points, NEW.level, NEW.event, NEW.document)
        BEGIN SELECT RAISE(ABORT, 'an adjustment is revised, never overwritten'); END;
        """
    )
}
