extension Migration {
    /// How a branch's meeting was held, what of it can be seen, and of a lecture who gave it, on what and how long;
    /// what was done for a meeting of organisational life.
    ///
    /// Hours are whole hundredths, as points are.
    static let m0042MeetingActivities = Migration(
        "0042 meeting activities",
        """
        ALTER TABLE meeting_record ADD COLUMN form TEXT CHECK (form IN
            ('study', 'discussion', 'vote', 'practice', 'service', 'visit', 'oath', 'report'));
        ALTER TABLE meeting_record ADD COLUMN scale TEXT CHECK (scale IN ('small', 'large'));
        ALTER TABLE meeting_record ADD COLUMN changed TEXT CHECK (changed <> '');
        ALTER TABLE meeting_record ADD COLUMN changed_for TEXT CHECK (changed_for <> '');
        ALTER TABLE meeting_record ADD COLUMN seen_by TEXT CHECK (seen_by <> '');
        ALTER TABLE meeting_record ADD COLUMN speaker TEXT CHECK (speaker <> '');
        ALTER TABLE meeting_record ADD COLUMN lecture TEXT CHECK (lecture <> '');
        ALTER TABLE meeting_record ADD COLUMN hours INTEGER CHECK (hours BETWEEN 50 AND 2400 AND hours % 50 = 0);

        -- What was done for a meeting of organisational life, and on which day. By when it is due follows from the meeting.
        CREATE TABLE org_life_step (
            id         INTEGER PRIMARY KEY,
            meeting_id INTEGER NOT NULL REFERENCES meeting (id),
            step       TEXT NOT NULL CHECK (step IN
                           ('arranged', 'lookedBack', 'notified', 'held', 'attended', 'filed')),
            done_on    TEXT NOT NULL,
            noted_at   INTEGER NOT NULL,
            noted_by   TEXT NOT NULL,
            UNIQUE (meeting_id, step)
        ) STRICT;
        CREATE INDEX finding_by_meeting ON finding (meeting_id, id);
        """
    )
}
