/// What somebody's study of a year comes to in hours (学时): concentrated training and collective study together. Reading by
/// oneself and time online are no part of it (DOMAIN §8, §26).
package struct TrainingYear: Hashable, Sendable {
    /// 集中培训
    package private(set) var concentrated = Points.zero
    /// 集体学习: the branch's lectures and what it studied together.
    package private(set) var collective = Points.zero
    /// Whether they were a secretary or of the branch committee in the year.
    package let isOfCommittee: Bool

    package init(isOfCommittee: Bool) {
        self.isOfCommittee = isOfCommittee
    }

    package var total: Points { concentrated + collective }

    /// 32 hours a year, 56 for secretaries and the committee (plan of members' training 2019–2023, S°; the text of 2024–2028 was
    /// not seen).
    package var usual: Points { Points(hundredths: isOfCommittee ? 56_00 : 32_00) }

    /// What is still to come of that.
    package var open: Points { max(usual - total, .zero) }

    /// Adds a course on record, as far as it was in the months: the hours of one that goes on beyond them are shared out by its
    /// days (学时跨年度分开计算, DOMAIN §1).
    package mutating func count(_ course: LedgerContent, in months: ClosedRange<Month>) {
        guard let hours = course.number(.hours), let first = course.day(.day)?.dayNumber else { return }
        let days = max(first, course.day(.until)?.dayNumber ?? first) - first + 1
        /// That were over when a day began: what any years in a row have of it adds up to the whole.
        func hundredths(before day: Int) -> Int { hours * 100 * min(max(day - first, 0), days) / days }
        let points = Points(
            hundredths: hundredths(before: months.upperBound.lastDay.dayNumber + 1)
                - hundredths(before: months.lowerBound.firstDay.dayNumber))
        switch course.choice(.trainingForm) {
        // It is voluntary, and nobody was there.
        case .online, nil: return
        case .collective: collective = collective + points
        default: concentrated = concentrated + points
        }
    }

    /// Adds a meeting at which they were: a lecture by the hours that its record gives, whatever else was studied together by how
    /// long the meeting lasted, in half hours.
    ///
    /// - Parameters:
    ///   - hours: that the record gives; nil where it gives none.
    ///   - minutes: how long it was to last.
    package mutating func count(isLecture: Bool, form: MeetingActivity.Form?, hours: Points?, minutes: Int) {
        guard isLecture || form == .study else { return }
        collective = collective + (hours ?? Points(hundredths: minutes / 30 * 50))
    }
}
