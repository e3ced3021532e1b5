/// A meeting as it is arranged: what kind it is, which month it is for, when and where it is held.
///
/// Who came, what was said and what was found wrong are not part of the arrangement.
package struct Meeting: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The monthly meeting of a committee with all its branches' secretaries (支部书记例会).
        case secretaries
        /// The yearly one in which they report on their work and are appraised (述职评议会).
        case annualReview
        /// Of all members of a branch (党员大会): it alone votes.
        case assembly
        /// Of a branch's committee (支部委员会).
        case branchCommittee
        /// Of a party group (党小组会).
        case group
        /// 党课
        case lecture
        /// 主题党日
        case themeDay
        /// The yearly one of criticism and self-criticism (组织生活会).
        case orgLife
        /// Any other of a branch.
        case other

        /// Whether a committee holds it; otherwise a branch does.
        package var isOfCommittee: Bool { self == .secretaries || self == .annualReview }

        package static let ofCommittees = allCases.filter(\.isOfCommittee)
        package static let ofBranches = allCases.filter { !$0.isOfCommittee }
    }

    package enum Standing: String, CaseIterable, Hashable, Sendable {
        /// The one that the month must have. A committee has exactly one of a kind in a month.
        case regular
        /// Any other in the month.
        case extraordinary
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case scheduled, cancelled
    }

    package let kind: Kind
    /// What else the same gathering is, as where a lecture is given on the theme day; nil for nothing else.
    package let also: Kind?
    package let standing: Standing
    /// The month that it is about. It stays so wherever the meeting is moved, the next month included.
    package let month: Month
    /// 主题
    package let theme: Text?
    package private(set) var slot: Slot
    package private(set) var status: Status
    /// How often it was moved or cancelled: the SEQUENCE of RFC 5545, by which calendars know the newer version.
    package private(set) var sequence: Int
    /// Why it was last moved or cancelled; nil while it stands as first scheduled.
    package private(set) var reason: Text?

    /// A meeting as it was stored; by default, as one that is newly scheduled.
    package init(
        _ kind: Kind, also: Kind? = nil, _ standing: Standing, for month: Month, theme: Text? = nil, at slot: Slot,
        status: Status = .scheduled, sequence: Int = 0, reason: Text? = nil
    ) {
        self.kind = kind
        self.also = also
        self.theme = theme
        self.standing = standing
        self.month = month
        self.slot = slot
        self.status = status
        self.sequence = sequence
        self.reason = reason
    }
}

// MARK: - Decisions

extension Meeting {
    /// Why a meeting cannot be moved or cancelled.
    package enum Refusal: String, StateRefusal, CaseIterable, Hashable {
        /// It is cancelled, and that is final.
        case cancelled = "meetingCancelled"
        /// It has begun, or is over.
        case begun = "meetingBegun"
        /// It would be moved to where it already is.
        case unchanged = "meetingUnchanged"
        /// It would be held at a time before now.
        case past = "meetingInPast"

        package var code: String { rawValue }

        /// One English sentence: what stands against it and what would help.
        package var detail: Sentence {
            switch self {
            case .cancelled: "the meeting is cancelled, which is final: schedule a new one instead"
            case .begun: "the meeting has already begun: it can no longer be moved or cancelled"
            case .unchanged: "the meeting is already held there and then: give another date, time, length or place"
            case .past: "the time given is already past: give one that is still to come"
            }
        }
    }

    /// The meeting moved to another time or place, one ``sequence`` later.
    package func moved(to slot: Slot, reason: Text, now: LocalDateTime) throws(Refusal) -> Meeting {
        try requireStillToCome(now)
        if slot == self.slot { throw .unchanged }
        if slot.begins < now { throw .past }
        return changed(reason) { $0.slot = slot }
    }

    /// The meeting called off for good, one ``sequence`` later. It keeps its slot, which is free for others.
    package func cancelled(reason: Text, now: LocalDateTime) throws(Refusal) -> Meeting {
        try requireStillToCome(now)
        return changed(reason) { $0.status = .cancelled }
    }

    /// How many days ago a branch's meeting may lie that is recorded afterwards.
    package static let furthestBack = 366

    /// Whether it can still be moved or called off. `now` is local, as the slot is.
    package func isStillToCome(_ now: LocalDateTime) -> Bool { status == .scheduled && slot.begins > now }

    private func requireStillToCome(_ now: LocalDateTime) throws(Refusal) {
        if status == .cancelled { throw .cancelled }
        if slot.begins <= now { throw .begun }
    }

    private func changed(_ reason: Text, by change: (inout Meeting) -> Void) -> Meeting {
        var meeting = self
        change(&meeting)
        meeting.sequence += 1
        meeting.reason = reason
        return meeting
    }
}

// MARK: - Slot

extension Meeting {
    /// When and where a meeting is held: 5 minutes to 12 hours of one day, in one place.
    package struct Slot: Hashable, Sendable {
        package static let lengths = 5...720
        package static let placeMaximum = 100

        package let date: LocalDate
        package let start: TimeOfDay
        package let minutes: Int
        package let place: Text
        /// The first minute after it: at the latest, midnight, which is 00:00 of the next day.
        package let ends: LocalDateTime

        /// Refused if it is too short or too long, if it would go on past midnight, or if the place's name is too long.
        package init(date: LocalDate, start: TimeOfDay, minutes: Int, place: Text) throws(Rejection) {
            guard place.string.count <= Self.placeMaximum else { throw .tooLong(maximum: Self.placeMaximum) }
            let (time, isMidnight) = try Self.end(of: minutes, from: start)
            self.date = date
            self.start = start
            self.minutes = minutes
            self.place = place
            ends = LocalDateTime(date: isMidnight ? date.adding(days: 1) : date, time: time)
        }

        /// When a meeting of that length ends.
        ///
        /// - Throws: a rejection for its length: too short, too long, or past midnight.
        package static func end(
            of minutes: Int, from start: TimeOfDay
        ) throws(Rejection) -> (time: TimeOfDay, isMidnight: Bool) {
            guard lengths.contains(minutes) else {
                throw Rejection(.range, "a meeting lasts \(lengths.lowerBound) to \(lengths.upperBound) minutes")
            }
            let midnight = 24 * 60
            let end = start.minutes + minutes
            guard end <= midnight, let time = TimeOfDay(hour: end % midnight / 60, minute: end % 60) else {
                throw Rejection(.range, "\(minutes) minutes from \(start) go past midnight: begin earlier")
            }
            return (time, end == midnight)
        }

        package var begins: LocalDateTime {
            LocalDateTime(date: date, time: start)
        }

        /// Whether the two share a minute, wherever they are. One that begins as the other ends does not overlap it.
        package func overlaps(_ other: Slot) -> Bool {
            begins < other.ends && other.begins < ends
        }
    }
}
