extension Migration {
    /// Members are looked for by the beginning of their names.
    static let m0007MembersByName = Migration(
        "0007 members by name",
        """
        CREATE INDEX member_by_name ON member (name, number);
        """
    )
}
