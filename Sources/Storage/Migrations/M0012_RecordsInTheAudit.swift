extension Migration {
    /// What the records were that an entry is about, as keyed hashes: ``AuditSubject/rows``.
    static let m0012RecordsInTheAudit = Migration(
        "0012 records in the audit",
        """
        ALTER TABLE audit ADD COLUMN records TEXT;
        CREATE INDEX audit_with_records ON audit (id) WHERE records IS NOT NULL;
        """
    )
}
