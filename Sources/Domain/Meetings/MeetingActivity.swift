/// How a branch's meeting was held, and what of it can be seen and touched (看得见、摸得着). All of it may be left out.
package struct MeetingActivity: Hashable, Sendable {
    /// 活动形式
    package enum Form: String, CaseIterable, Hashable, Sendable {
        /// 学习
        case study
        /// 讨论
        case discussion
        /// 表决
        case vote
        /// 实践
        case practice
        /// 服务
        case service
        /// 参观
        case visit
        /// 宣誓
        case oath
        /// 听报告
        case report
    }

    /// 规模
    package enum Scale: String, CaseIterable, Hashable, Sendable {
        case small, large
    }

    package let form: Form?
    package let scale: Scale?
    /// What changed, for whom, and who saw it.
    package let changed: Text?
    package let changedFor: Text?
    package let seenBy: Text?
    /// Of a lecture (党课): who gave it, on what, for how many hours (学时), in halves.
    package let speaker: Text?
    package let lecture: Text?
    package let hours: Points?
    /// Which focus it served; nil for none.
    package var focus: ID<Focus>?

    package static let none = MeetingActivity()
    /// Of a lecture.
    package static let mostHours = Points(hundredths: 24_00)

    package init(
        form: Form? = nil, scale: Scale? = nil, changed: Text? = nil, changedFor: Text? = nil, seenBy: Text? = nil,
        speaker: Text? = nil, lecture: Text? = nil, hours: Points? = nil, focus: ID<Focus>? = nil
    ) {
        (self.form, self.scale, self.changed, self.changedFor) = (form, scale, changed, changedFor)
        (self.seenBy, self.speaker, self.lecture, self.hours) = (seenBy, speaker, lecture, hours)
        self.focus = focus
    }

    /// Notes what a meeting of this kind has none of, and hours that are none.
    package func note(of meeting: Meeting, noting errors: inout FieldErrors) {
        let all: [(String, Bool)] = [
            ("form", form != nil), ("scale", scale != nil), ("changed", changed != nil),
            ("changedFor", changedFor != nil), ("seenBy", seenBy != nil), ("focus", focus != nil),
        ]
        let ofLecture: [(String, Bool)] = [
            ("speaker", speaker != nil), ("lecture", lecture != nil), ("hours", hours != nil),
        ]
        if meeting.kind.isOfCommittee {
            for (field, isSaid) in all + ofLecture where isSaid {
                errors.add(field, .unexpected, "it is said of branches' meetings alone")
            }
        } else if meeting.kind != .lecture, meeting.also != .lecture {
            for (field, isSaid) in ofLecture where isSaid {
                errors.add(field, .unexpected, "it is said of a lecture alone, or of a meeting that is one too")
            }
        }
        if let hours, hours > Self.mostHours || !hours.hundredths.isMultiple(of: 50) {
            errors.add("hours", .range, "whole or half hours, 24 at most")
        }
    }
}
