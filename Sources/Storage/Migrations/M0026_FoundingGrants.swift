extension Migration {
    /// The first committee's office and the first auditor can be made by the first administrator, who has neither role.
    static let m0026FoundingGrants = Migration(
        "0026 founding grants",
        """
        ALTER TABLE role_grant ADD COLUMN founding INTEGER CHECK (founding = 1);
        """
    )
}
