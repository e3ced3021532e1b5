/// A slot with the people invited to it: what meetings are compared by.
package struct Booking<Person: Hashable & Sendable>: Hashable, Sendable {
    /// The meeting that it belongs to; nil for one that is not scheduled yet.
    package let meeting: ID<Meeting>?
    package let slot: Meeting.Slot
    package let invited: Set<Person>

    package init(_ meeting: ID<Meeting>? = nil, slot: Meeting.Slot, invited: Set<Person>) {
        self.meeting = meeting
        self.slot = slot
        self.invited = invited
    }
}

/// Two bookings at overlapping times that cannot both stand.
package struct Clash<Person: Hashable & Sendable>: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// Both are in the same place.
        case place
        /// These people are invited to both. Never empty.
        case people(Set<Person>)
    }

    package let proposed: Booking<Person>
    /// An existing booking, or another of the proposed ones.
    package let other: Booking<Person>
    package let cause: Cause

    package init(proposed: Booking<Person>, other: Booking<Person>, cause: Cause) {
        self.proposed = proposed
        self.other = other
        self.cause = cause
    }

    /// Every clash of the proposed bookings with the existing ones and with each other, in the order proposed.
    ///
    /// A pair that clashes on both counts is listed twice, the place first; a pair of proposed bookings is listed
    /// under the later one. A booking never clashes with its own meeting, so that one can be moved by half an hour.
    package static func all(of proposed: [Booking<Person>], against existing: [Booking<Person>]) -> [Clash] {
        // Slots do not pass midnight, so only those of the same day can overlap.
        var days = Dictionary(grouping: existing, by: \.slot.date)
        var clashes: [Clash] = []
        for booking in proposed {
            for other in days[booking.slot.date, default: []] {
                clashes += causes(booking, other).map { Clash(proposed: booking, other: other, cause: $0) }
            }
            days[booking.slot.date, default: []].append(booking)
        }
        return clashes
    }

    private static func causes(_ booking: Booking<Person>, _ other: Booking<Person>) -> [Cause] {
        if let meeting = booking.meeting, meeting == other.meeting { return [] }
        guard booking.slot.overlaps(other.slot) else { return [] }
        var causes: [Cause] = []
        if booking.slot.isInSamePlace(as: other.slot) { causes.append(.place) }
        let both = booking.invited.intersection(other.invited)
        if !both.isEmpty { causes.append(.people(both)) }
        return causes
    }
}

extension Meeting.Slot {
    /// Whether the places' names differ in nothing but white space and the case of ASCII letters.
    package func isInSamePlace(as other: Self) -> Bool {
        place.comparable == other.place.comparable
    }
}

extension Text {
    fileprivate var comparable: String {
        var kept = String.UnicodeScalarView()
        for scalar in string.unicodeScalars where !scalar.properties.isWhitespace {
            let isCapital = ("A"..."Z").contains(scalar)
            kept.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar)
        }
        return String(kept)
    }
}
