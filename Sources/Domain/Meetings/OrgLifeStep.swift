/// A step of the yearly meeting of criticism and self-criticism (组织生活会), by its day before or after the meeting.
package enum OrgLifeStep: String, CaseIterable, Hashable, Sendable {
    /// Time, theme and talks are settled (定时间、定主题、谈心谈话).
    case arranged
    /// Everybody looks back at their own duties (对照检查).
    case lookedBack
    /// 会前通知
    case notified
    /// Criticism and self-criticism (批评和自我批评).
    case held
    /// Attendance, and making up for it (考勤补课).
    case attended
    /// The record is filed (记录归档).
    case filed

    private var days: Int {
        switch self {
        case .arranged: -7
        case .lookedBack: -5
        case .notified: -3
        case .held: 0
        case .attended: 3
        case .filed: 5
        }
    }

    /// - Returns: by when it is done, of a meeting on `date`.
    package func day(of date: LocalDate) -> LocalDate { date.adding(days: days) }
}

extension Meeting {
    /// Whether it has the steps of organisational life.
    package var hasSteps: Bool { kind == .orgLife || also == .orgLife }
}
