extension Migration {
    /// What people said that the headings of their files mean, for the next file with the same ones.
    static let m0016HeadingMeanings = Migration(
        "0016 heading meanings",
        """
        CREATE TABLE heading_meaning (
            id       INTEGER PRIMARY KEY,
            owner    TEXT NOT NULL CHECK (owner <> ''),
            list     TEXT NOT NULL CHECK (list <> ''),
            headings TEXT NOT NULL CHECK (headings <> ''),
            meanings TEXT NOT NULL,
            kept_on  TEXT NOT NULL,
            UNIQUE (owner, list, headings)
        ) STRICT;
        """
    )
}
