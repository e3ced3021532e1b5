extension Migration {
    /// Officers whom the committee sends into a branch that they are no member of: by which document, and since when the
    /// records know of it.
    static let m0023SentOfficers = Migration(
        "0023 sent officers",
        """
        ALTER TABLE appointment ADD COLUMN document TEXT CHECK (document <> '');
        ALTER TABLE appointment ADD COLUMN recorded_on TEXT;
        """
    )
}
