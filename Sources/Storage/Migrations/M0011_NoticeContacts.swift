extension Migration {
    /// To whom objections to a notice are made.
    static let m0011NoticeContacts = Migration(
        "0011 notice contacts",
        """
        CREATE TABLE notice_contact (
            committee_id INTEGER PRIMARY KEY REFERENCES committee (id),
            body         TEXT NOT NULL CHECK (body <> ''),
            phone        TEXT NOT NULL CHECK (phone <> ''),
            hours        TEXT NOT NULL CHECK (hours <> ''),
            address      TEXT NOT NULL CHECK (address <> ''),
            email        TEXT CHECK (email <> ''),
            version      INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
        ) STRICT;
        """
    )
}
