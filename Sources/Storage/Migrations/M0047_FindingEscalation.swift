extension Migration {
    /// What committees do about findings that are overdue, and at which meetings which of them were.
    static let m0047FindingEscalation = Migration(
        "0047 finding escalation",
        """
        CREATE TABLE escalation_policy (
            committee_id  INTEGER PRIMARY KEY REFERENCES committee (id),
            remind_days   INTEGER NOT NULL CHECK (remind_days BETWEEN 0 AND 30),
            supervised_at INTEGER NOT NULL CHECK (supervised_at BETWEEN 1 AND 6),
            circulated_at INTEGER NOT NULL CHECK (circulated_at BETWEEN 2 AND 12),
            is_off        INTEGER NOT NULL CHECK (is_off IN (0, 1)),
            version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
            CHECK (circulated_at > supervised_at)
        ) STRICT;

        CREATE TABLE finding_escalation (
            id          INTEGER PRIMARY KEY,
            finding_id  INTEGER NOT NULL REFERENCES finding (id),
            meeting_id  INTEGER NOT NULL REFERENCES meeting (id),
            number      INTEGER NOT NULL CHECK (number > 0),
            stage       TEXT NOT NULL CHECK (stage IN ('overdue', 'supervised', 'circulated')),
            due_on      TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            UNIQUE (finding_id, meeting_id),
            UNIQUE (finding_id, due_on, number)
        ) STRICT;
        CREATE INDEX finding_escalation_by_meeting ON finding_escalation (meeting_id);
        CREATE TRIGGER finding_escalation_never_changes BEFORE UPDATE ON finding_escalation
        BEGIN SELECT RAISE(ABORT, 'that a finding was overdue at a meeting never changes'); END;
        CREATE TRIGGER finding_escalation_never_goes BEFORE DELETE ON finding_escalation
        BEGIN SELECT RAISE(ABORT, 'that a finding was overdue at a meeting never goes'); END;
        """
    )
}
