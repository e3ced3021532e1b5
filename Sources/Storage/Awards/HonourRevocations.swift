package import Domain

/// That the committee took an honour back.
package struct HonourRevocation: Hashable, Sendable {
    package let reason: String
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    /// Takes an honour back that a final month brought. The month and its ranking stand; wherever the honour is told of, it
    /// is told of as revoked, with the reason.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``HonourRevoked``.
    package func revokeAward(_ id: ID<Award>, reason: Text) throws -> AwardListing {
        let (listing, branch) = try award(id)
        try require(.revokeHonours, in: branch)
        // Nobody takes back, or spares, what is of a branch that they act for.
        if authority.actsFor(branch) { throw Authority.Denial.notPermitted(.revokeHonours) }
        if listing.revocation != nil { throw HonourRevoked() }
        try session.run(
            """
            INSERT INTO award_revocation (award_id, reason, revoked_on, revoked_at, revoked_by)
            VALUES (\(id), \(reason), \(today), \(now), \(principal.name))
            """
        )
        try audit(
            .withdrawn, .award, id, in: place(of: branch),
            before: ["area": .open(.string(listing.area.text)), "member": .open(.string(listing.member.number.text))],
            after: ["reason": .open(.string(reason.string))])
        return try award(id).0
    }
}

/// The honour was taken back already.
struct HonourRevoked: StateRefusal {
    let code = "honourRevoked"
    let detail: Sentence = "this honour was revoked already"
}
