extension Migration {
    /// Lists that are asked for by what something is, however many years lie behind: the months that are open, and of the
    /// audit one kind of act or of subject.
    static let m0010ListsByState = Migration(
        "0010 lists by state",
        """
        CREATE INDEX cycle_by_status ON cycle (status, month, branch_id);
        CREATE INDEX audit_by_action ON audit (action, id);
        CREATE INDEX audit_by_kind ON audit (subject, id);
        """
    )
}
