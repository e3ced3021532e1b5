extension Member {
    /// That a member is a leading cadre (领导干部) from a day on, or is none any more. It is never overwritten: what turns out
    /// wrong is followed by another.
    package struct LeaderChange: Hashable, Sendable {
        package let leads: Bool
        /// The first day on which it holds.
        package let from: LocalDate

        package init(leads: Bool, from: LocalDate) {
            (self.leads, self.from) = (leads, from)
        }
    }

    /// When a member was a leading cadre: by the changes' days, those of one day as they were recorded.
    package struct LeaderHistory: Hashable, Sendable {
        package let changes: [LeaderChange]

        package init(_ changes: [LeaderChange]) {
            self.changes = changes
        }

        /// The days on which they are one.
        package var spans: [DateSpan] {
            var spans: [DateSpan] = []
            var since: LocalDate?
            for change in changes {
                if change.leads {
                    since = since ?? change.from
                } else if let first = since {
                    // What ended on the day it began was none.
                    if let span = DateSpan(from: first, until: change.from.adding(days: -1)) { spans.append(span) }
                    since = nil
                }
            }
            return spans + [since.flatMap { DateSpan(from: $0) }].compactMap(\.self)
        }

        package func leads(on day: LocalDate) -> Bool { spans.contains { $0.contains(day) } }

        /// Refuses unless the member can be a leading cadre from the day on, or can be none any more.
        package func require(_ change: LeaderChange) throws(Refusal) {
            let last = changes.last
            if last?.leads ?? false == change.leads { throw .isSoAlready(change.leads) }
            if let last, change.from < last.from { throw .beforeLastChange(last.from) }
        }

        package enum Refusal: StateRefusal {
            case isSoAlready(Bool)
            case beforeLastChange(LocalDate)

            package var code: String {
                switch self {
                case .isSoAlready: "leaderAlready"
                case .beforeLastChange: "leaderBeforeLastChange"
                }
            }

            package var detail: Sentence {
                switch self {
                case .isSoAlready(true): "the member is on record as a leading cadre already"
                case .isSoAlready(false): "the member is on record as no leading cadre"
                case .beforeLastChange(let day):
                    "what was recorded last counts from \(day): name that day or a later one"
                }
            }
        }
    }
}

extension Meeting.Kind {
    /// Whether whoever comes to it is there as an ordinary member of the branch or its group, which a leading cadre's double
    /// organisational life (双重组织生活) asks of them beside the meetings of leaders.
    package var isOfOrdinaryLife: Bool { !isOfCommittee && self != .branchCommittee }
}
