extension Migration {
    /// What a notice says of letters: where they go, and by which day they count.
    static let m0030LetterDeadlines = Migration(
        "0030 letter deadlines",
        """
        ALTER TABLE notice_contact ADD COLUMN postcode TEXT CHECK (postcode <> '');
        ALTER TABLE notice_contact ADD COLUMN letter_deadline TEXT CHECK (letter_deadline IN ('arrival', 'postmark'));
        """
    )
}
