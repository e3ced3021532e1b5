extension Migration {
    /// That whoever had entered a sheet took it back while its month was open. The sheet stays and stands no more.
    static let m0027WithdrawnSheets = Migration(
        "0027 withdrawn sheets",
        """
        CREATE TABLE sheet_withdrawal (
            sheet_id     INTEGER PRIMARY KEY REFERENCES sheet (id),
            cycle_id     INTEGER NOT NULL REFERENCES cycle (id),
            reason       TEXT NOT NULL CHECK (reason <> ''),
            withdrawn_at INTEGER NOT NULL,
            withdrawn_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sheet_withdrawal_by_cycle ON sheet_withdrawal (cycle_id, sheet_id);
        CREATE TRIGGER sheet_withdrawal_never_changes BEFORE UPDATE ON sheet_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a sheet was taken back never changes'); END;
        CREATE TRIGGER sheet_withdrawal_never_goes BEFORE DELETE ON sheet_withdrawal
        BEGIN SELECT RAISE(ABORT, 'that a sheet was taken back never goes'); END;
        """
    )
}
