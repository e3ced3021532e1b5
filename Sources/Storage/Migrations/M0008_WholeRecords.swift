extension Migration {
    /// Of a sheet and of an adjustment every column stays as it was recorded; all that a revision changes is that it
    /// no longer stands.
    static let m0008WholeRecords = Migration(
        "0008 whole records",
        """
        DROP TRIGGER sheet_is_never_overwritten;
        CREATE TRIGGER sheet_is_never_overwritten BEFORE UPDATE ON sheet
        WHEN OLD.stands = 0 OR NEW.stands <> 0
            OR (OLD.id, OLD.cycle_id, OLD.area_id, OLD.tier, OLD.assessor_id, OLD.assessor_label, OLD.revision,
                OLD.total, OLD.comment, OLD.late_reason, OLD.revision_reason, OLD.recorded_at, OLD.recorded_by)
            IS NOT (NEW.id, NEW.cycle_id, NEW.area_id, NEW.tier, NEW.assessor_id, NEW.assessor_label, NEW.revision,
                NEW.total, NEW.comment, NEW.late_reason, NEW.revision_reason, NEW.recorded_at, NEW.recorded_by)
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never overwritten'); END;

        DROP TRIGGER adjustment_is_never_overwritten;
        CREATE TRIGGER adjustment_is_never_overwritten BEFORE UPDATE ON adjustment
        WHEN OLD.stands = 0 OR NEW.stands <> 0
            OR (OLD.id, OLD.origin_id, OLD.revision, OLD.withdrawn, OLD.cycle_id, OLD.area_id, OLD.kind, OLD.item,
                OLD.times, OLD.reason, OLD.happened_on, OLD.recorder_id, OLD.late_reason, OLD.revision_reason,
                OLD.recorded_at, OLD.recorded_by)
            IS NOT (NEW.id, NEW.origin_id, NEW.revision, NEW.withdrawn, NEW.cycle_id, NEW.area_id, NEW.kind, NEW.item,
                NEW.times, NEW.reason, NEW.happened_on, NEW.recorder_id, NEW.late_reason, NEW.revision_reason,
                NEW.recorded_at, NEW.recorded_by)
        BEGIN SELECT RAISE(ABORT, 'an adjustment is revised, never overwritten'); END;
        """
    )
}
