extension Migration {
    /// What came of meetings' decisions, noted after them.
    static let m0049DecisionResults = Migration(
        "0049 decision results",
        """
        CREATE TABLE decision_result (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            decision   INTEGER NOT NULL CHECK (decision > 0),
            result     TEXT NOT NULL CHECK (result IN ('done', 'partly', 'not')),
            said       TEXT NOT NULL CHECK (said <> ''),
            on_date    TEXT NOT NULL,
            noted_at   INTEGER NOT NULL,
            noted_by   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX decision_result_by_meeting ON decision_result (meeting_id, id);
        CREATE TRIGGER decision_result_never_changes BEFORE UPDATE ON decision_result
        BEGIN SELECT RAISE(ABORT, 'what came of a decision never changes'); END;
        CREATE TRIGGER decision_result_never_goes BEFORE DELETE ON decision_result
        BEGIN SELECT RAISE(ABORT, 'what came of a decision never goes'); END;
        """
    )
}
