package import Domain

/// Telephone numbers: encrypted where they stand, each for its member's row alone.
extension Transaction {
    /// Puts a number on record, or takes it off.
    ///
    /// - Parameter version: what the caller had read of the member; nil to change it whatever it is.
    package func recordPhone(
        _ phone: PhoneNumber?, of id: ID<Member>, ifVersion version: Int?
    ) throws -> MemberListing {
        let before = try member(id).member
        try require(.manageMembers, in: place(of: id))
        let read = try check(version: before.version, against: version)
        if try storedPhone(of: id) != phone { try keep(phone, of: id, at: read) }
        return try member(id)
    }

    /// A number in full. The audit keeps who read it, and why.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` also for a member without one.
    package func disclosePhone(of id: ID<Member>, reason: Text) throws -> PhoneNumber {
        let place = try place(of: storedMember(id).member.id)
        try require(.unmaskPhones, in: place)
        guard let phone = try storedPhone(of: id) else { throw StoreError.notFound("phone") }
        try audit(
            .disclosed, .member, id, in: place,
            after: ["what": .open("phone"), "reason": .open(.string(reason.string))])
        return phone
    }

    @discardableResult
    func keep(_ phone: PhoneNumber?, of id: ID<Member>, at version: RecordVersion) throws -> RecordVersion {
        let before = try storedPhone(of: id)
        let stored = try phone.map { try keys.encrypt($0.text, for: Self.context(of: id)) }
        let kept = try update("member", id, at: version, setting: "phone = \(stored)")
        try audit(
            .changed, .member, id, in: place(of: id), before: ["phone": .hashed(JSON(before?.text))],
            after: ["phone": .hashed(JSON(phone?.text))]
        )
        return kept
    }

    func storedPhone(of id: ID<Member>) throws -> PhoneNumber? {
        try session.one("SELECT id, phone FROM member WHERE id = \(id)", phone(in:)) ?? nil
    }

    /// From the columns `id` and `phone` of a member's row.
    func phone(in row: SQLRow) throws -> PhoneNumber? {
        guard let stored: [UInt8] = try row["phone"] as [UInt8]? else { return nil }
        let text = String(decoding: try keys.decrypt(stored, for: Self.context(of: row["id"])), as: UTF8.self)
        do {
            return try PhoneNumber(text)
        } catch {
            throw StorageFault.corrupt("a telephone number that no form would have taken")
        }
    }

    /// Whose number does not open, the first hundred.
    func unreadablePhones() throws -> [ID<Member>] {
        var found: [ID<Member>] = []
        try session.forEach("SELECT id, phone FROM member WHERE phone IS NOT NULL ORDER BY id") { row in
            if found.count < 100, (try? phone(in: row)) == nil { found.append(try row["id"]) }
        }
        return found
    }

    private static func context(of member: ID<Member>) -> String { "member.phone:\(member.rawValue)" }
}
