import Domain
import Storage

/// What is weighed before an honour becomes final: the records by their numbers, and to the committee's office of whom.
struct EligibilityPage: WebPage {
    static let template = TemplateName.eligibility

    struct Content: Sendable {
        let notes: [EligibilityListing]
        let mayOpen: Bool

        init(_ transaction: Transaction) throws {
            notes = try transaction.whole { try transaction.eligibilityNotes(EligibilityFilter(), $0) }
            mayOpen = transaction.authority.allows(API.discloseEligibilityNote)
        }
    }

    let title: String
    let intro: String
    let lines: EligibilityLines?

    init(_ content: Content, _ words: Words) {
        title = words(.eligibilityTitle)
        intro = words(content.mayOpen ? .eligibilityIntro : .eligibilityNumbersIntro)
        lines = EligibilityLines(content.notes, words)
    }
}

/// Records of eligibility in a table.
struct EligibilityLines: Sendable {
    struct Row: Sendable {
        let number: String
        let member: String
        let recorded: String
        let state: String
        let steps: [Step]
    }

    let rows: [Row]

    /// nil for none.
    init?(_ notes: [EligibilityListing], _ words: Words) {
        guard !notes.isEmpty else { return nil }
        rows = notes.map { note in
            Row(
                number: note.number.text, member: note.member.map { "\($0.name) \($0.number.text)" } ?? "–",
                recorded: words.date(note.recordedOn),
                state: words(note.closing?.word ?? .eligibilityStands),
                steps: note.member == nil ? [] : Self.steps(note, words))
        }
    }

    private static func steps(_ note: EligibilityListing, _ words: Words) -> [Step] {
        let open = [("disclose", Word.discloseEligibility)]
        let closing = note.closing == nil ? [("end", Word.endEligibility), ("withdraw", .withdrawEligibility)] : []
        return (open + closing).map { part, word in
            Step(path: LocalPath.eligibilityNote(note.id, part).text, label: words(word), isMain: false)
        }
    }
}

/// Whose honours of a month the committee's office decides about, before it becomes final.
struct MonthEligibilityPage: WebPage {
    static let template = TemplateName.monthEligibility

    struct Row: Sendable {
        let member: String
        let areas: String
        let notes: [Frame.Link]
        let hasNotes: Bool
        let state: String
        let isAwaited: Bool
        let decidePath: String?
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let cases: [EligibilityCase]

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            cases = try transaction.eligibility(in: id)
            head = try CycleHead.Content(transaction, id)
        }
    }

    let title: String
    let notice: String?
    let head: CycleHead
    let hasRows: Bool
    let rows: [Row]
    let allPath: String

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let cycle = content.head.cycle
        head = CycleHead(content.head, at: nil, words)
        title = "\(words(.eligibilityTitle)) – \(head.title)"
        self.notice = notice
        rows = content.cases.map { one in
            Row(
                member: "\(one.member.name) \(one.member.number.text)",
                areas: words.list(one.areas.map { "\($0.code.text) \($0.name)" }),
                notes: one.notes.map {
                    Frame.Link(
                        path: LocalPath.eligibilityNote($0.id, "disclose").text, label: $0.number.text,
                        isCurrent: false)
                }, hasNotes: !one.notes.isEmpty,
                state: one.decision.map { decision in
                    words.noted(
                        words(decision.outcome.word), "\(words.date(decision.on)) \(words.account(decision.by))")
                } ?? words(.eligibilityUndecided),
                isAwaited: one.isAwaited,
                decidePath: cycle.status == .posted
                    ? LocalPath.cycle(cycle.id, "eligibility/decide").with("member", one.member.number.text).text : nil)
        }
        hasRows = !rows.isEmpty
        allPath = LocalPath.eligibility.text
    }
}

/// What a record says, in the answer to its own request alone.
struct EligibilityNotePage: WebPage {
    static let template = TemplateName.eligibilityNote

    let title: String
    let facts: [Fact]
    let back: ConfirmPage.Back
}

extension Site {
    static let eligibilityRoutes: [Route] =
        [
            .get("/eligibility", for: .signedIn) { visit in
                let content = try await visit.read { try EligibilityPage.Content($0) }
                return try visit.show(EligibilityPage(content, visit.words))
            },
            .get("/cycles/{cycle}/eligibility", for: .signedIn) { visit in
                let id: ID<Cycle> = try visit.id("cycle")
                let content = try await visit.read { try MonthEligibilityPage.Content($0, id) }
                return try visit.show(MonthEligibilityPage(content, visit.words, notice: visit.notice))
            },
        ] + eligibilityForms.flatMap(\.routes)
}

extension EligibilityNote.Kind: Worded {
    var word: Word {
        switch self {
        case .sanction: .eligibilityKindSanction
        case .appraisal: .eligibilityKindAppraisal
        case .investigation: .eligibilityKindInvestigation
        }
    }
}

extension EligibilityNote.Sanction: Worded {
    var word: Word {
        switch self {
        case .warning: .sanctionWarning
        case .seriousWarning: .sanctionSeriousWarning
        case .removal: .sanctionRemoval
        case .probation: .sanctionProbation
        case .administrative: .sanctionAdministrative
        case .other: .sanctionOther
        }
    }
}

extension EligibilityNote.Grade: Worded {
    var word: Word {
        switch self {
        case .basicallyCompetent: .gradeBasicallyCompetent
        case .notCompetent: .gradeNotCompetent
        }
    }
}

extension EligibilityNote.Closing.Kind: Worded {
    var word: Word {
        switch self {
        case .ended: .eligibilityEnded
        case .withdrawn: .eligibilityWithdrawn
        }
    }
}

extension EligibilityDecision.Outcome: Worded {
    var word: Word {
        switch self {
        case .awarded: .eligibilityAwarded
        case .notAwarded: .eligibilityNotAwarded
        }
    }
}
