extension Migration {
    /// A grant can be renewed: somebody answers for it in place of whoever granted it.
    static let m0014RenewedGrants = Migration(
        "0014 renewed grants",
        """
        ALTER TABLE role_grant ADD COLUMN renewed_at INTEGER;
        ALTER TABLE role_grant ADD COLUMN renewed_by TEXT CHECK ((renewed_by IS NULL) = (renewed_at IS NULL));
        """
    )
}
