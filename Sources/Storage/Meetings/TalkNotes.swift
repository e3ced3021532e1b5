package import Domain

/// The note on a talk, as one of its parties reads it.
package struct TalkNote: Hashable, Sendable {
    package let text: String
    package let writtenOn: LocalDate
    /// A sign-in name.
    package let writtenBy: String
}

/// Notes on talks: encrypted where they stand, each for its talk alone, and for its parties alone: those of the revision that
/// stood when it was written who are parties still. Whoever is put among the parties later reads no note of before, and nobody
/// has one by an office: neither the secretary nor the committee's office, neither auditor nor administrator nor operator. No
/// list, file, audit entry or search has anything of it.
extension Transaction {
    /// The note on a talk.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` where there is none, and for whoever is not to know that there is one.
    package func talkNote(of id: ID<Talk>) throws -> TalkNote {
        let listing = try ownTalk(id)
        let found = try session.one(
            "SELECT note, revision_id, written_at, written_by FROM talk_note WHERE talk_id = \(listing.id)"
        ) { row in
            (
                note: try row["note"] as [UInt8], revision: try row["revision_id"] as ID<Talk>,
                at: try row["written_at"] as Instant, by: try row["written_by"] as String
            )
        }
        guard let found, try isOwnRevision(found.revision) else { throw StoreError.notFound("talkNote") }
        return TalkNote(
            text: try openedNote(found.note, on: listing.id), writtenOn: settings.timeZone.date(of: found.at),
            writtenBy: found.by)
    }

    /// The note on a talk; nil where there is none for the principal.
    package func talkNoteIfAny(of listing: TalkListing) throws -> TalkNote? {
        do {
            return try talkNote(of: listing.id)
        } catch StoreError.notFound {
            return nil
        }
    }

    /// Writes the note on a talk that the principal is a party of, where there is none. The audit keeps that it was written,
    /// and nothing of what it says.
    ///
    /// - Throws: ``Talk/Refusal``, ``StoreError/notFound(_:)``.
    package func writeTalkNote(_ note: Text, on id: ID<Talk>) throws {
        let listing = try ownTalk(id)
        if listing.isWithdrawn { throw Talk.Refusal.withdrawn }
        if try session.exists("SELECT 1 FROM talk_note WHERE talk_id = \(listing.id)") { throw Talk.Refusal.hasNote }
        try session.run(
            """
            INSERT INTO talk_note (talk_id, revision_id, note, written_at, written_by)
            VALUES (\(listing.id), \(listing.revisionID),
                    \(try keys.encrypt(note.string, for: Self.noteContext(of: listing.id))), \(now), \(principal.name))
            """
        )
        try audit(
            .changed, .talk, listing.id, in: place(of: listing.branch), after: ["noteWritten": .open(.bool(true))])
    }

    /// Deletes the note on a talk, for whichever of the parties wants it gone. The audit keeps that it was deleted.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` as ``talkNote(of:)``.
    package func deleteTalkNote(of id: ID<Talk>) throws {
        let listing = try ownTalk(id)
        let revision: ID<Talk>? = try session.value(
            "SELECT revision_id FROM talk_note WHERE talk_id = \(listing.id)")
        guard let revision, try isOwnRevision(revision) else { throw StoreError.notFound("talkNote") }
        try session.run("DELETE FROM talk_note WHERE talk_id = \(listing.id)")
        try audit(
            .changed, .talk, listing.id, in: place(of: listing.branch), after: ["noteDeleted": .open(.bool(true))])
    }

    /// Notes of which something does not open with the keys, the first hundred.
    func unreadableTalkNotes() throws -> [ID<Talk>] {
        var found: [ID<Talk>] = []
        try session.forEach("SELECT talk_id, note FROM talk_note ORDER BY talk_id") { row in
            let (id, note): (ID<Talk>, [UInt8]) = (try row["talk_id"], try row["note"])
            if found.count < 100, (try? openedNote(note, on: id)) == nil { found.append(id) }
        }
        return found
    }

    /// - Throws: ``StoreError/notFound(_:)`` for whoever is no party of it; a denial for whoever knows that there is the talk.
    private func ownTalk(_ id: ID<Talk>) throws -> TalkListing {
        let listing = try talk(id)
        guard listing.isOwn else { throw Authority.Denial.notPermitted(.holdTalks) }
        return listing
    }

    private func isOwnRevision(_ revision: ID<Talk>) throws -> Bool {
        guard let member = authority.member else { return false }
        return try session.exists(
            "SELECT 1 FROM talk_party WHERE talk_id = \(revision) AND member_id = \(member)")
    }

    private func openedNote(_ note: [UInt8], on id: ID<Talk>) throws -> String {
        String(decoding: try keys.decrypt(note, for: Self.noteContext(of: id)), as: UTF8.self)
    }

    private static func noteContext(of talk: ID<Talk>) -> String { "talk.note:\(talk.rawValue)" }
}
