extension Meeting {
    /// Why a meeting cannot be scheduled, or not moved to where it should go, beside those that stand already.
    package enum SchedulingRefusal: StateRefusal, Hashable {
        /// Each month of the year that is still to come has its regular meeting. Never empty.
        case alreadyScheduled([Month])
        /// The month has its regular meeting, on that day.
        case regularExists(Month, on: LocalDate)
        /// It cannot be held beside others: a sentence for each clash, without a full stop. Never empty.
        case clash([Sentence])

        package var code: String {
            switch self {
            case .alreadyScheduled: "alreadyScheduled"
            case .regularExists: "regularExists"
            case .clash: "meetingClash"
            }
        }

        package var detail: Sentence {
            switch self {
            case .alreadyScheduled(let months):
                """
                scheduled already are the regular meetings of \(months.map { "\($0.description)" as Sentence }), all \
                that are still to come: move them one by one, or cancel those to be scheduled anew
                """
            case .regularExists(let month, let date):
                """
                the regular meeting of \(month) is scheduled already, on \(date): move or cancel it, or make this one \
                extraordinary
                """
            case .clash(let sentences):
                "\(sentences, separator: "; "); choose another time or place"
            }
        }
    }
}

extension Meeting.Slot {
    /// Where a meeting is to be moved: what is nil stays as it is.
    package struct Change: Hashable, Sendable {
        package let date: LocalDate?
        package let start: TimeOfDay?
        package let minutes: Int?
        package let place: Text?

        package init(date: LocalDate? = nil, start: TimeOfDay? = nil, minutes: Int? = nil, place: Text? = nil) {
            self.date = date
            self.start = start
            self.minutes = minutes
            self.place = place
        }
    }

    /// The slot with the change made. Refused as ``init(date:start:minutes:place:)`` refuses.
    package func changed(by change: Change) throws(Rejection) -> Meeting.Slot {
        try Meeting.Slot(
            date: change.date ?? date, start: change.start ?? start, minutes: change.minutes ?? minutes,
            place: change.place ?? place
        )
    }
}
