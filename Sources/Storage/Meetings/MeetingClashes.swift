import Domain

extension Transaction {
    /// Refuses slots at which a room or a secretary of the committee is wanted elsewhere, by any committee.
    ///
    /// - Parameters:
    ///   - id: the meeting that is to be moved; nil for new ones.
    ///   - slots: where it would be held, or where each of the new ones would.
    /// - Throws: ``Meeting/SchedulingRefusal/clash(_:)`` naming all clashes.
    func refuseClashes(_ id: ID<Meeting>? = nil, of committee: ID<Committee>, at slots: [Meeting.Slot]) throws {
        try refuseClashes(id, at: slots) { try secretaries(of: committee, on: $0.date) }
    }

    /// The same for a branch's meeting, which its secretary should be able to come to.
    func refuseClashes(_ id: ID<Meeting>? = nil, of branch: ID<Branch>, at slots: [Meeting.Slot]) throws {
        try refuseClashes(id, at: slots) { try secretary(of: branch, on: $0.date) }
    }

    private func refuseClashes(
        _ id: ID<Meeting>?, at slots: [Meeting.Slot], invited: (Meeting.Slot) throws -> Set<ID<Member>>
    ) throws {
        let standing = try scheduledMeetings(on: Array(Set(slots.map(\.date)))).filter { listing in
            slots.contains { $0.overlaps(listing.meeting.slot) }
        }
        let existing = try standing.map { listing in
            let slot = listing.meeting.slot
            let invited =
                try listing.branch.map { try secretary(of: $0.id, on: slot.date) }
                ?? secretaries(of: listing.committee, on: slot.date)
            return Booking(listing.id, slot: slot, invited: invited)
        }
        let proposed = try slots.map { slot in
            Booking(id, slot: slot, invited: try invited(slot))
        }
        let clashes = Clash.all(of: proposed, against: existing)
        if clashes.isEmpty { return }
        // Whose meeting it is, is told only to whoever may know of it.
        let names = Dictionary(
            uniqueKeysWithValues: try standing.map { listing in
                let action: Action = listing.branch == nil ? .readMeetings : .readBranchMeetings
                let isKnown = try authority.allows(action, in: place(of: listing))
                let host = listing.branch?.code ?? listing.committeeCode
                let name: Sentence = isKnown ? "the meeting of \(host.text)" : "a meeting"
                return (listing.id, name)
            }
        )
        throw Meeting.SchedulingRefusal.clash(
            try clashes.map { clash in try sentence(on: clash, other: clash.other.meeting.flatMap { names[$0] }) }
        )
    }

    /// Those invited to a secretaries' meeting: who is secretary, on that day, of a branch of the committee or of one
    /// below it.
    private func secretaries(of committee: ID<Committee>, on day: LocalDate) throws -> Set<ID<Member>> {
        Set(
            try session.rows(
                """
                SELECT appointment.member_id
                  FROM branch
                  JOIN appointment ON appointment.branch_id = branch.id AND appointment.office = 'secretary'
                 WHERE \(try isCalled(by: committee))
                   AND \(SpanColumns(of: "appointment").areInForce(on: day))
                """
            ) { try $0["member_id"] }
        )
    }

    private func secretary(of branch: ID<Branch>, on day: LocalDate) throws -> Set<ID<Member>> {
        Set(
            try session.rows(
                """
                SELECT member_id FROM appointment
                 WHERE branch_id = \(branch) AND office = 'secretary'
                   AND \(SpanColumns(of: "appointment").areInForce(on: day))
                """
            ) { try $0["member_id"] }
        )
    }

    /// - Parameter other: what it clashes with; nil where that is another of those proposed.
    private func sentence(on clash: Clash<ID<Member>>, other: Sentence?) throws -> Sentence {
        let slot = clash.proposed.slot
        let other: Sentence = other ?? "another of these meetings"
        let held: Sentence = "\(other) on \(clash.other.slot.date) at \(clash.other.slot.start)"
        switch clash.cause {
        case .place: return "\(slot.date) \(slot.start): ‘\(slot.place.string)’ is taken by \(held)"
        case .people(let members):
            let numbers = try session.rows(
                "SELECT number FROM member WHERE id IN \(list: members.sorted()) ORDER BY number"
            ) { try $0["number"] as Code }
            return numbers.count == 1
                ? "\(slot.date) \(slot.start): secretary \(Self.listed(numbers)) is invited to \(held)"
                : "\(slot.date) \(slot.start): secretaries \(Self.listed(numbers)) are invited to \(held)"
        }
    }

    /// The first few of them, so that a clash of two committees stays one sentence.
    private static func listed(_ numbers: [Code]) -> Sentence {
        let shown = numbers.prefix(5).map(\.text).joined(separator: ", ")
        return numbers.count > 5 ? "\(shown) and \(numbers.count - 5) more" : "\(shown)"
    }
}
