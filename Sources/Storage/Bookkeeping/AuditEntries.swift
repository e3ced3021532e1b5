extension Transaction {
    /// How many entries the audit has.
    package func auditCount() throws -> Int {
        try session.value("SELECT count(*) FROM audit") ?? 0
    }
}
