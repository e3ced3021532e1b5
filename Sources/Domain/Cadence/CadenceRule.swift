/// What is asked of a branch, a committee or whoever holds an office, how often, and by which text: data, not code.
///
/// Nothing that a rule asks for is ever recorded for it: what counts are records that are there for their own sake.
package struct CadenceRule: Hashable, Sendable {
    /// A name in both languages.
    package struct Name: Hashable, Sendable {
        package let zh: Text
        package let en: Text
    }

    package enum Strength: String, CaseIterable, Hashable, Sendable {
        /// 应当、必须
        case must
        /// 一般
        case should
        /// What is done here: a branch may do without.
        case usual
    }

    /// How well the rule's text is known.
    package enum Mark: String, CaseIterable, Hashable, Sendable {
        /// The text was seen.
        case seen = "S"
        /// Seen at second hand.
        case secondary = "S°"
        /// From memory: unverified.
        case memory = "M"
    }

    /// Whom a rule asks.
    package enum Subject: String, CaseIterable, Hashable, Sendable {
        case committee, branch
        /// A branch that has a committee of its own: three people or more who hold an office of it.
        case branchWithCommittee
        case group
        /// Whoever is the branch's secretary.
        case secretary
        case member
    }

    /// What counts.
    package enum Source: Hashable, Sendable {
        /// A meeting of the kind, or one that was of that kind too, once it was held.
        case meeting(Meeting.Kind)
        /// A month that is closed, and so has its ranking. It is in time until the last day on which the scheme in force takes
        /// sheets, and is asked of whoever has areas.
        case rankedMonth
        /// That everybody of the branch has talked with whom they should (``TalkPairs``): one for a year, since the day of the
        /// talk by which it was so.
        case talkPairs
        /// The appraisal of the year's members, since the day on which it was decided.
        case appraisal

        /// The records that the program can count.
        package enum Kind: String, CaseIterable, Hashable, Sendable {
            case meeting, rankedMonth, talkPairs, appraisal
        }

        /// Whether such records are ever those of the subject.
        func isOf(_ subject: Subject) -> Bool {
            switch (self, subject) {
            case (.meeting(let kind), .committee): kind.isOfCommittee
            case (.meeting(.group), .group): true
            case (.meeting(let kind), .branch), (.meeting(let kind), .branchWithCommittee),
                (.meeting(let kind), .secretary):
                !kind.isOfCommittee
            case (.rankedMonth, .branch), (.rankedMonth, .branchWithCommittee), (.talkPairs, .branch),
                (.talkPairs, .branchWithCommittee), (.appraisal, .branch), (.appraisal, .branchWithCommittee):
                true
            case (.meeting, .group), (.meeting, .member), (.rankedMonth, .committee), (.rankedMonth, .group),
                (.rankedMonth, .secretary), (.rankedMonth, .member), (.talkPairs, .committee), (.talkPairs, .group),
                (.talkPairs, .secretary), (.talkPairs, .member), (.appraisal, .committee), (.appraisal, .group),
                (.appraisal, .secretary), (.appraisal, .member):
                false
            }
        }
    }

    package let key: Code
    package let title: Name
    /// The text it stands in.
    package let source: Name
    package let strength: Strength
    package let mark: Mark
    package let subject: Subject
    package let cadence: Cadence
    /// How many in each period.
    package let quantity: Int
    package let counts: Source
    package let inForce: DateSpan
    /// Whether a branch may do without it.
    package let mayBeSwitchedOff: Bool

    /// Whether somebody saw its text. What is not verified never blocks, and is shown as such.
    package var isVerified: Bool { mark != .memory }

    /// Whether it asks in the period somebody who existed on those days.
    package func asks(in period: CadencePeriod, whoExisted spans: [DateSpan]) -> Bool {
        period.binds(whoExisted: spans.compactMap(inForce.intersection))
    }
}

/// All rules, in the order in which they are shown.
package struct CadenceRules: Hashable, Sendable {
    package let all: [CadenceRule]

    /// - Throws: ``FieldErrors`` for `field` where there is no such rule.
    package func rule(_ key: String, field: String = "rule") throws(FieldErrors) -> CadenceRule {
        guard let rule = all.first(where: { $0.key.text == key }) else {
            throw FieldErrors(field, .reference, "there is no rule \(key.prefix(40))")
        }
        return rule
    }
}
