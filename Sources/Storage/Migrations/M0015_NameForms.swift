extension Migration {
    /// Names are kept in one form from here on (`NameForm`). Those that are there are brought into it when the file is next
    /// opened: what the form is, no SQL knows.
    static let m0015NameForms = Migration(
        "0015 name forms",
        """
        INSERT INTO setting (key, value) VALUES ('nameForm', '0');
        """
    )
}
