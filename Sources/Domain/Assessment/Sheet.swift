/// A score sheet (评分表): one assessor's points for one area in one tier, every criterion once.
package struct Sheet: Hashable, Sendable {
    /// Who scored: a member, or in the public tier a label such as 商户代表1.
    package enum Assessor: Hashable, Sendable {
        case member(ID<Member>)
        case label(Text)
    }

    package let id: ID<Sheet>
    package let cycle: ID<Cycle>
    package let area: ID<ResponsibilityArea>
    package let tier: Tier
    package let assessor: Assessor
    package let points: [Code: Points]
    /// What the criteria that start from a base lost for, in the order it was written; those without a cause are not in it.
    package let losses: [Code: [Loss]]
    package let comment: String?
    /// 1 for the first sheet, 2 for its first revision, and so on.
    package let revision: Int

    package init(
        id: ID<Sheet>, cycle: ID<Cycle>, area: ID<ResponsibilityArea>, tier: Tier, assessor: Assessor,
        points: [Code: Points], losses: [Code: [Loss]] = [:], comment: String?, revision: Int
    ) {
        self.id = id
        self.cycle = cycle
        self.area = area
        self.tier = tier
        self.assessor = assessor
        self.points = points
        self.losses = losses
        self.comment = comment
        self.revision = revision
    }

    /// What a comment is needed below: 60 % of a criterion's maximum.
    package static let commentThresholdPercent = 60

    /// From how many assessors of an area in a tier on the assessed see their sheets, and not the tier's score alone.
    package static let fewestShown = 3

    /// What was written on the form, checked against the scheme.
    package struct Draft: Hashable, Sendable {
        package let tier: Tier
        package let points: [Code: Points]
        /// Of the criteria that start from a base and lost anything.
        package let losses: [Code: [Loss]]
        package let comment: Text?
        package let lateReason: Text?
        package let revisionReason: Text?

        package var total: Points { points.values.sum() }

        /// The points by criterion, in the order of the keys: `order=55 service=36.5`.
        package var canonicalPoints: String {
            points.sorted { $0.key < $1.key }.map { "\($0.key.text)=\($0.value)" }.joined(separator: " ")
        }

        /// What the criteria lost for, in the order of the keys; nil where nothing was lost by a cause.
        package var canonicalLosses: String? {
            losses.isEmpty ? nil : Sheet.canonical(losses)
        }

        /// Whether it says what a sheet says already, which it then does not revise: sent twice, or by two who say the
        /// same, neither overwrites anything.
        package func says(theSameAs sheet: Sheet) -> Bool {
            sheet.points == points && sheet.comment == comment?.string && Sheet.isSame(sheet.losses, losses)
        }

        /// - Parameter losses: what criteria that start from a base lost for, each as a ``LossLine``, empty for nothing.
        /// - Throws: every criterion that is missing, unknown or over its maximum, or whose causes are not what its points
        ///   say, and a comment that is needed.
        package init(
            tier: Tier, points: [String: Points], losses: [String: String] = [:], comment: String?, lateReason: String?,
            revisionReason: String?, scheme: SchemeContent
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            if !scheme.tiers.contains(where: { $0.tier == tier }) {
                errors.add("tier", .unknown, "the scheme has no \(tier.rawValue) tier")
            }
            var accepted: [Code: Points] = [:]
            var low: [Sentence] = []
            var lost: [Code: [Loss]] = [:]
            for criterion in scheme.criteria {
                let (key, field) = (criterion.key.text, "points.\(criterion.key.text)")
                let value: Points
                switch criterion.mode {
                case .base:
                    let judged = Sheet.judge(criterion, given: points[key], line: losses[key], noting: &errors)
                    guard let found = judged?.points ?? points[key] else { continue }
                    value = found
                    if let causes = judged?.losses, !causes.isEmpty { lost[criterion.key] = causes }
                case .points:
                    if losses[key]?.nonEmpty != nil {
                        errors.add(
                            "losses.\(key)", .unexpected,
                            "‘\(criterion.title.name)’ has no causes: its points are given")
                    }
                    guard let given = points[key] else {
                        errors.add(field, .required, "points for ‘\(criterion.title.name)’ are missing")
                        continue
                    }
                    if given > criterion.maximum {
                        errors.add(field, .range, "\(given) is over the maximum of \(criterion.maximum)")
                    }
                    value = given
                }
                if value.hundredths * 100 < criterion.maximum.hundredths * Sheet.commentThresholdPercent {
                    low.append(criterion.title.name)
                }
                accepted[criterion.key] = value
            }
            let known = Set(scheme.criteria.map(\.key.text))
            for (member, keys) in [("points", Array(points.keys)), ("losses", Array(losses.keys))] {
                for key in keys.sorted() where !known.contains(key) {
                    errors.add("\(member).\(key)", .unknown, "the scheme has no such criterion")
                }
            }
            let parsedComment = errors.takeOptional("comment", comment?.nonEmpty, Text.reason)
            if !low.isEmpty, comment?.nonEmpty == nil {
                errors.add(
                    "comment", .required,
                    "\(low) below \(Sheet.commentThresholdPercent) % of the maximum: say why"
                )
            }
            let parsedLate = errors.takeOptional("lateReason", lateReason?.nonEmpty, Text.reason)
            let parsedRevision = errors.takeOptional("revisionReason", revisionReason?.nonEmpty, Text.reason)
            try errors.check()
            self.tier = tier
            self.points = accepted
            self.losses = lost
            self.comment = parsedComment
            self.lateReason = parsedLate
            self.revisionReason = parsedRevision
        }
    }

    /// What an assessor is to the area's branch on the month's last day.
    package enum Membership: Hashable, Sendable {
        case current
        /// Theirs ended before.
        case left
        /// Theirs begins later, or came into the records after the month was over.
        case notYet
        case none
    }

    /// What a member is to the area's branch on the month's last day, as far as it decides whether they may score.
    package struct Standing: Hashable, Sendable {
        package let membership: Membership
        package let leadsGroup: Bool
        /// Whether they are its secretary or of its committee, and the records knew of it in time.
        package let isOfficer: Bool
        /// The tiers for which the branch named them.
        package let namedIn: Set<Tier>
        /// Whose areas they do not score (``Recusal``).
        package let recusedFrom: Set<ID<Member>>

        package init(
            membership: Membership, leadsGroup: Bool, isOfficer: Bool, namedIn: Set<Tier>,
            recusedFrom: Set<ID<Member>> = []
        ) {
            self.membership = membership
            self.leadsGroup = leadsGroup
            self.isOfficer = isOfficer
            self.namedIn = namedIn
            self.recusedFrom = recusedFrom
        }

        /// Of whoever is nobody to the branch: a resident or trader.
        package static let none = Standing(membership: .none, leadsGroup: false, isOfficer: false, namedIn: [])
    }

    /// Why a sheet does not count although it stands: its assessor may not score the area on the month's last day.
    package enum Uncounted: String, CaseIterable, Hashable, Sendable {
        /// They hold the area, which nobody scores outside the self tier.
        case isHolder
        /// They do not hold the area, which its holders alone score in the self tier.
        case isNotHolder
        /// They do not score what one who holds the area answers for.
        case recused
        case left
        case notYetMember
        case notMember
        case leadsNoGroup
        /// The scheme has the tier scored by the branch's secretary and committee, and they are not of them.
        case notOfficer
        /// The scheme has the tier scored by those whom the branch names, and they are not among them.
        case notNamed
    }

    /// What is known of the area and the assessor on the month's last day.
    package struct Circumstances: Hashable, Sendable {
        /// Who hold the area, each of them barred outside the self tier.
        package let holders: [ID<Member>]
        package let assessor: Standing
        /// Who the scheme has score the tier.
        package let expected: SchemeContent.Assessors
        /// The sheet that stands for the same area, tier and assessor.
        package let standing: Sheet?
        /// Whether whoever gives the sheet may see the one that stands, and so be told that both say the same.
        package let seesStanding: Bool
        /// How many sheets the tier takes for an area at most, where so many stand already; nil where there is room.
        package let fullAt: Int?
        package let today: LocalDate
        package let dueDate: LocalDate

        package init(
            holders: [ID<Member>], assessor: Standing, expected: SchemeContent.Assessors, standing: Sheet?,
            seesStanding: Bool, fullAt: Int? = nil, today: LocalDate, dueDate: LocalDate
        ) {
            self.holders = holders
            self.assessor = assessor
            self.expected = expected
            self.standing = standing
            self.seesStanding = seesStanding
            self.fullAt = fullAt
            self.today = today
            self.dueDate = dueDate
        }
    }

    package enum Outcome: Hashable, Sendable {
        /// The same sheet stands already, and whoever gives it may see it. To anybody else it is a revision like any other,
        /// so that "the same" does not tell them that they guessed its points.
        case unchanged
        /// To be recorded as this revision; late if a reason for lateness goes with it.
        case recorded(Revision, lateReason: Text?)
    }

    /// Decides whether this assessor may give this sheet, and what becomes of it.
    package static func decide(
        _ draft: Draft, by assessor: Assessor, in circumstances: Circumstances
    ) throws(FieldErrors) -> Outcome {
        var errors = FieldErrors()
        if let rejection = rejection(of: assessor, in: draft.tier, circumstances) { errors.add("assessor", rejection) }
        if let standing = circumstances.standing, circumstances.seesStanding, errors.isEmpty,
            draft.says(theSameAs: standing)
        {
            return .unchanged
        }
        if let maximum = circumstances.fullAt, circumstances.standing == nil {
            errors.add(
                "assessor", .tooMany,
                "the scheme takes \(maximum) sheets of this tier for an area, and so many stand: revise one of them"
            )
        }
        let deadline = Deadline(circumstances.dueDate, today: circumstances.today)
        if deadline.isPast, draft.lateReason == nil {
            errors.add(
                "lateReason", .late, "sheets were due on \(circumstances.dueDate): give the reason for the late entry")
        }
        let revision: Revision?
        switch (circumstances.standing, draft.revisionReason) {
        case (nil, _): revision = .first
        case (let standing?, let reason?): revision = .after(standing.revision, because: reason)
        case (_?, nil):
            revision = nil
            errors.add(
                "revisionReason", .required, "this assessor's sheet stands already: give the reason for revising it")
        }
        guard let revision, errors.isEmpty else { throw errors }
        return .recorded(revision, lateReason: deadline.kept(draft.lateReason))
    }

    /// Whether the area is this assessor's to score in the tier.
    package static func mayScore(_ assessor: Assessor, in tier: Tier, _ circumstances: Circumstances) -> Bool {
        rejection(of: assessor, in: tier, circumstances) == nil
    }

    /// Who may score in which tier.
    private static func rejection(of assessor: Assessor, in tier: Tier, _ circumstances: Circumstances) -> Rejection? {
        switch (tier, assessor) {
        case (.public, .label): return nil
        case (.public, .member):
            return Rejection(.format, "the public tier is scored by residents and traders: give a label such as 商户代表1")
        case (_, .label):
            return Rejection(.format, "the \(tier.rawValue) tier is scored by a member: give the member's number")
        case (let tier, .member(let member)):
            return bar(to: member, in: tier, circumstances).map { $0.rejection }
        }
    }

    /// Why a member's sheet does not count, whatever is on it; nil for one that does.
    ///
    /// - Parameter expected: who the scheme has score the tier.
    package static func uncounted(
        _ tier: Tier, by member: ID<Member>, _ standing: Standing, holders: [ID<Member>],
        expected: SchemeContent.Assessors
    ) -> Uncounted? {
        switch tier {
        case .own: return holders.contains(member) ? nil : .isNotHolder
        case .group, .branch:
            if holders.contains(member) { return .isHolder }
            if !standing.recusedFrom.isDisjoint(with: holders) { return .recused }
            switch standing.membership {
            case .left: return .left
            case .notYet: return .notYetMember
            case .current, .none: break
            }
            if tier == .group, !standing.leadsGroup { return .leadsNoGroup }
            if tier == .branch, standing.membership != .current { return .notMember }
            switch expected {
            case .any: return nil
            case .officers: return standing.isOfficer ? nil : .notOfficer
            case .named: return standing.namedIn.contains(tier) ? nil : .notNamed
            }
        case .public: return nil
        }
    }

    private static func bar(to member: ID<Member>, in tier: Tier, _ circumstances: Circumstances) -> Uncounted? {
        uncounted(
            tier, by: member, circumstances.assessor, holders: circumstances.holders,
            expected: circumstances.expected)
    }
}

extension Sheet.Uncounted {
    /// What whoever gives such a sheet is told.
    fileprivate var rejection: Rejection {
        switch self {
        case .isHolder: Rejection(.rule, "nobody scores their own area outside the self tier")
        case .isNotHolder:
            Rejection(.rule, "the self tier is scored by the member who holds the area on the month's last day")
        case .recused:
            Rejection(.rule, "it is declared that they do not score what a holder of this area answers for")
        case .left, .notMember: Rejection(.rule, "the branch tier is scored by members of the area's branch")
        case .notYetMember:
            Rejection(.rule, "they came into the branch's records after the month was over: they score later months")
        case .leadsNoGroup: Rejection(.rule, "the group tier is scored by a group leader of the area's branch")
        case .notOfficer:
            Rejection(.rule, "the scheme has this tier scored by the branch's secretary and committee members alone")
        case .notNamed:
            Rejection(
                .rule,
                "the scheme has this tier scored by those whom the branch names, and they are not among them: its secretary names them before the first sheet"
            )
        }
    }
}
