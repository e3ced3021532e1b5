extension Migration {
    /// By what a committee turns a year's figures into performance points.
    static let m0033PerformanceTables = Migration(
        "0033 performance tables",
        """
        CREATE TABLE performance_table (
            id            INTEGER PRIMARY KEY,
            committee_id  INTEGER NOT NULL REFERENCES committee (id),
            title         TEXT NOT NULL CHECK (title <> ''),
            document      TEXT NOT NULL CHECK (document <> ''),
            first_year    INTEGER NOT NULL CHECK (first_year BETWEEN 2000 AND 2199),
            per_month_won INTEGER NOT NULL CHECK (per_month_won >= 0),
            most_for_wins INTEGER CHECK (most_for_wins >= per_month_won),
            per_veto      INTEGER NOT NULL CHECK (per_veto >= 0),
            mean_levels   TEXT NOT NULL,
            least_months  INTEGER NOT NULL CHECK (least_months BETWEEN 1 AND 12),
            published_on  TEXT NOT NULL,
            published_at  INTEGER NOT NULL,
            published_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX performance_table_by_committee ON performance_table (committee_id, id);
        CREATE TRIGGER performance_table_never_changes BEFORE UPDATE ON performance_table
        BEGIN SELECT RAISE(ABORT, 'a published table of performance points never changes'); END;
        CREATE TRIGGER performance_table_never_goes BEFORE DELETE ON performance_table
        BEGIN SELECT RAISE(ABORT, 'a published table of performance points never goes'); END;
        """
    )
}
