extension Migration {
    /// What authority rests on is given a number, which every change of it raises: what was read of somebody's authority counts
    /// for as long as the number is the same. A change that is undone takes its number back with it.
    ///
    /// What is read of a credential itself, of a session, a token or an address, is read each time, and has no number.
    static let m0060AuthorityBasis = Migration(
        "0060 authority basis",
        """
        CREATE TABLE authority_basis (
            id     INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO authority_basis (id, number) VALUES (1, 1);

        -- Whose account it is, whether it is closed, whether it has a second factor; by what name it answers for others'
        -- grants. Not that somebody used a code, or has another password.
        \(raising("account", by: "INSERT"))
        \(raising("account", by: "UPDATE OF name, member_id, closed_at, factor_confirmed"))
        \(raising("account", by: "DELETE"))

        -- What was granted, to the account and to all whose grants it hangs on, and whether that was taken back.
        \(raising("role_grant", by: "INSERT"))
        \(raising("role_grant", by: "UPDATE"))
        \(raising("role_grant", by: "DELETE"))

        -- The branch that a member is in, which makes a member of it; whoever is in none has left, with what they granted.
        \(raising("membership", by: "INSERT"))
        \(raising("membership", by: "UPDATE"))
        \(raising("membership", by: "DELETE"))

        -- Whether a member has left.
        \(raising("member_status_change", by: "INSERT"))
        \(raising("member_status_change", by: "UPDATE"))
        \(raising("member_status_change", by: "DELETE"))

        -- The roles that come with office.
        \(raising("appointment", by: "INSERT"))
        \(raising("appointment", by: "UPDATE"))
        \(raising("appointment", by: "DELETE"))

        -- Where a role is held: below which committees.
        \(raising("branch", by: "INSERT"))
        \(raising("branch", by: "UPDATE"))
        \(raising("branch", by: "DELETE"))
        \(raising("committee", by: "INSERT"))
        \(raising("committee", by: "UPDATE"))
        \(raising("committee", by: "DELETE"))

        -- Which roles need a second factor.
        \(raising("setting", by: "INSERT"))
        \(raising("setting", by: "UPDATE"))
        \(raising("setting", by: "DELETE"))
        """
    )

    private static func raising(_ table: String, by event: String) -> String {
        """
        CREATE TRIGGER authority_rests_on_\(table)_\(event.prefix(6).lowercased()) AFTER \(event) ON \(table)
        BEGIN UPDATE authority_basis SET number = number + 1 WHERE id = 1; END;
        """
    }
}
