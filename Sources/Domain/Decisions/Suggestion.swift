/// What a member suggests to their branch (意见建议, of the right to propose and to call for, 党员权利保障条例), under their name or so
/// that nobody finds who it was. It is answered by a day, and the branch's members read it with its answers. What was handed in
/// and what was answered stays: a better answer is another one.
package struct Suggestion: Hashable, Sendable {
    /// What it is about, by which its answer is due.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 活动
        case activity
        /// 工作流程
        case process
        /// 制度
        case rules

        /// By when what was handed in on a day is to be answered: an activity in a week, the way something is done in two, a rule by
        /// the committee's next monthly meeting.
        package func answerDue(handedIn day: LocalDate) -> LocalDate {
            switch self {
            case .activity: day.adding(days: 7)
            case .process: day.adding(days: 14)
            case .rules: day.adding(months: 1)
            }
        }
    }

    package enum Status: String, CaseIterable, Hashable, Sendable { case open, answered }

    /// What the branch does about it, each a text that stays.
    package enum Step: String, CaseIterable, Hashable, Sendable {
        case answered
        /// What became of it since it was answered.
        case followed
        /// Its words name or insult somebody: members read the reason in their place. It stays due, and whoever handed it in, the
        /// committee's office and the auditor read it as it is.
        case held

        package var maximum: Int { self == .held ? Text.reasonMaximum : Suggestion.answerMaximum }
    }

    package static let saidMaximum = 2_000
    package static let answerMaximum = 2_000
    /// How many a branch takes on a day of those that nobody signs for.
    package static let anonymousADay = 20
    /// For how many days an answer is news to whoever handed it in under their name.
    package static let answerIsNewFor = 14

    package let kind: Kind
    package let said: Text

    package init(kind: Kind, said: Text) { (self.kind, self.said) = (kind, said) }

    package enum Refusal: StateRefusal {
        /// The branch takes no more without a name before the day.
        case full(until: LocalDate)
        case unanswered
        case held

        package var code: String {
            switch self {
            case .full: "suggestionsFull"
            case .unanswered: "suggestionUnanswered"
            case .held: "suggestionHeld"
            }
        }

        package var detail: Sentence {
            switch self {
            case .full(let day):
                "this branch takes no more suggestions without a name today: hand it in from \(day) on"
            case .unanswered: "it is not answered yet: answer it first"
            case .held: "it is held back already"
            }
        }
    }
}
