extension Migration {
    /// What criteria that start from a base lost points for, sheet by sheet. A sheet is never overwritten, and so is what it
    /// says of that.
    static let m0034SheetLosses = Migration(
        "0034 sheet losses",
        """
        CREATE TABLE sheet_loss (
            id        INTEGER PRIMARY KEY,
            sheet_id  INTEGER NOT NULL REFERENCES sheet (id),
            criterion TEXT NOT NULL,
            position  INTEGER NOT NULL CHECK (position > 0),
            item      TEXT,
            times     INTEGER NOT NULL CHECK (times > 0),
            points    INTEGER NOT NULL CHECK (points > 0),
            reason    TEXT CHECK (reason <> ''),
            UNIQUE (sheet_id, criterion, position),
            CHECK ((item IS NULL) = (reason IS NOT NULL))
        ) STRICT;
        CREATE TRIGGER sheet_loss_is_never_overwritten BEFORE UPDATE ON sheet_loss
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never overwritten'); END;
        CREATE TRIGGER sheet_loss_never_goes BEFORE DELETE ON sheet_loss
        BEGIN SELECT RAISE(ABORT, 'a sheet is revised, never deleted'); END;
        """
    )
}
