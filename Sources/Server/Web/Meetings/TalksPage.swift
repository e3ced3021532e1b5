import Domain
import Storage

/// A year's talks: the reader's own, and those of the branches whose talks they read.
struct TalksPage: WebPage {
    static let template = TemplateName.talks

    struct Row: Sendable {
        let path: String
        let parties: String
        let day: String
        let occasion: String
        let topics: String
        let nextStep: String
        let isLate: Bool
        let state: String
        let stateCode: String
    }

    struct Content: Sendable {
        let choice: ChosenYear
        let talks: [TalkListing]
        /// Those for which the reader records talks.
        let branches: [Branch]
        /// Of which it is shown who has talked with whom.
        let pairs: Branch?
        let imports: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ choice: ChosenYear) throws {
            self.choice = choice
            talks = try transaction.talks(of: choice.year, branch: choice.branch?.branch.id)
            let authority = transaction.authority
            branches = try authority.reach(of: .holdTalks).branches.union(authority.reach(of: .recordTalks).branches)
                .sorted().map { try transaction.branch($0).branch }.filter { $0.dissolved == nil }
            let chosen = choice.branch ?? (choice.branches.count == 1 ? choice.branches.first : nil)
            pairs = try chosen.flatMap { try transaction.allows(.readTalks, in: $0.branch.id) ? $0.branch : nil }
            imports = authority.allows(API.importTalks)
            today = transaction.today
        }
    }

    let title: String
    let notice: String?
    let intro: String
    let year: String
    let turning: Turning
    /// nil for whoever sees one branch alone.
    let branchMenu: FormField.Menu?
    let steps: [Step]
    let hasRows: Bool
    let rows: [Row]
    let downloads: Downloads
    let pairsPath: String?
    let importPath: String?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let chosen = content.choice
        year = String(chosen.year)
        title = words(.talksHeading, ["year": year])
        self.notice = notice
        intro = words(.talksIntro)
        turning = chosen.turning(on: .talks)
        branchMenu = chosen.branchMenu(words)
        steps = Step.new(on: .talks, for: content.branches, .recordTalk, words)
        rows = content.talks.map { Row($0, today: content.today, words) }
        hasRows = !rows.isEmpty
        downloads = Downloads(chosen.kept(on: .talks))
        let year = year
        pairsPath = content.pairs.map { LocalPath.branch($0.id, "talk-pairs").with("year", year).text }
        importPath = content.imports ? LocalPath.imports.with("list", ImportedList.talks.rawValue).text : nil
    }

    /// As an import takes it, as far as the reader is told it; without what was withdrawn.
    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.talksTitle), String(content.choice.year)],
            [
                DownloadTable.Column(TalkFields.listedBranch.headings ?? .named("支部编号", "Branch")) { listing, _ in
                    listing.branchCode.text
                },
                .init(TalkFields.day), .init(TalkFields.place),
                .init(TalkFields.who.headings ?? .named("谈话人", "Who")) { listing, words in
                    TalkSpreadsheet.told(listing.parties.prefix(1), words)
                },
                .init(TalkFields.with.headings ?? .named("谈话对象", "With whom")) { listing, words in
                    TalkSpreadsheet.told(listing.parties.dropFirst(), words)
                },
                .init(TalkFields.occasion), .init(TalkFields.topics), .init(TalkFields.nextStep),
                .init(TalkFields.followUp), .init(TalkFields.listedOutcome),
            ], of: content.talks.filter { !$0.isWithdrawn })
    }
}

extension TalksPage.Row {
    init(_ listing: TalkListing, today: LocalDate, _ words: Words) {
        path = LocalPath.one(.talks, listing.id).text
        parties = TalkLines.parties(listing, words)
        day = words.date(listing.talk.day)
        occasion = words(listing.talk.occasion.word)
        topics = words.list(listing.talk.topics.map { words($0.word) })
        nextStep = listing.talk.nextStep?.string ?? "–"
        isLate = listing.isOverdue(on: today)
        state = TalkLines.state(listing, words)
        stateCode = listing.isWithdrawn ? "withdrawn" : listing.talk.outcome == .done ? "done" : "open"
    }
}

/// What is said of a talk in a few words.
enum TalkLines {
    static func parties(_ listing: TalkListing, _ words: Words) -> String { words.list(listing.parties.map(\.name)) }

    /// Withdrawn, or what came of the next step, or that it is on record.
    static func state(_ listing: TalkListing, _ words: Words) -> String {
        if listing.isWithdrawn { return words(.talkWithdrawn) }
        return words(listing.talk.outcome?.word ?? (listing.talk.nextStep == nil ? .talkStands : .talkToFollow))
    }
}

/// One talk, with what was said of it before it was corrected; to its parties also the note.
extension WorkPage {
    struct TalkContent: Sendable {
        let listing: TalkListing
        let revisions: [TalkListing]
        let note: TalkNote?
        let permission: Permission
        let mayRecord: Bool
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Talk>) throws {
            listing = try transaction.talk(id)
            revisions = try transaction.revisions(of: listing)
            note = listing.isOwn ? try transaction.talkNoteIfAny(of: listing) : nil
            permission = Permission(transaction.authority)
            mayRecord = try listing.isOwn || transaction.allows(.recordTalks, in: listing.branch)
            today = transaction.today
        }
    }

    init(_ content: TalkContent, _ words: Words, notice: String? = nil) {
        let listing = content.listing
        title = TalkLines.parties(listing, words)
        self.notice = notice
        state = TalkLines.state(listing, words)
        stateCode = listing.isWithdrawn ? "withdrawn" : listing.talk.outcome == .done ? "done" : "open"
        let followUp = listing.talk.followUp.map { day in
            Fact(
                words(.talkFollowUp),
                listing.isOverdue(on: content.today) ? words.noted(words.date(day), words(.overdue)) : words.date(day))
        }
        facts =
            [
                Fact(words(.branch), listing.branchName), TalkFields.day.fact(listing, words),
                TalkFields.place.fact(listing, words), TalkFields.occasion.fact(listing, words),
                TalkFields.topics.fact(listing, words), TalkFields.nextStep.fact(listing, words), followUp,
                TalkFields.listedOutcome.fact(listing, words),
                content.note.map { note in
                    Fact(
                        words(.talkNote),
                        words.noted(
                            note.text, "\(words.account(note.writtenBy)) \(words.date(note.writtenOn))"))
                },
                Fact(words(.recordedBy), "\(words.account(listing.recordedBy)) \(words.date(listing.recordedOn))"),
            ].compactMap(\.self)
        func step(_ operation: Operation, _ part: String, _ word: Word, when isOpen: Bool, isMain: Bool = false)
            -> [Step]
        {
            isOpen
                ? content.permission.step(
                    operation, at: LocalPath.one(.talks, listing.id, part), words(word), isMain: isMain) : []
        }
        let isOpen = content.mayRecord && !listing.isWithdrawn
        steps =
            step(
                API.reportTalk, "outcome", .reportTalk, when: isOpen && listing.talk.nextStep != nil,
                isMain: listing.talk.outcome == nil)
            + step(API.writeTalkNote, "note", .writeTalkNote, when: isOpen && listing.isOwn && content.note == nil)
            + step(API.deleteTalkNote, "note/delete", .deleteTalkNote, when: content.note != nil)
            + step(API.reviseTalk, "revise", .reviseTalk, when: isOpen)
            + step(API.withdrawTalk, "withdraw", .withdrawTalk, when: isOpen)
        history =
            content.revisions.count > 1
            ? HistoryLines(content.revisions.map { HistoryLines.Line($0, words) }) : nil
        back = ConfirmPage.Back(
            LocalPath.talks.with("year", String(listing.talk.day.components.year)), words(.talksTitle))
    }
}

extension HistoryLines.Line {
    fileprivate init(_ revision: TalkListing, _ words: Words) {
        let talk = revision.talk
        self.init(
            revision.isWithdrawn
                ? words(.talkWithdrawn) : words(.sheetRevision, ["revision": String(revision.revision)]),
            [
                words.date(talk.day), talk.place.string, TalkLines.parties(revision, words),
                words(talk.occasion.word), words.list(talk.topics.map { words($0.word) }), talk.nextStep?.string,
                talk.followUp.map { words.date($0) }, talk.outcome.map { words($0.word) },
                revision.tellsNextStep
                    ? revision.revisionReason.map { words.named(words(.revisionReason), $0) } : nil,
            ], by: revision.recordedBy, on: revision.recordedOn, words)
    }
}

extension Site {
    static let talkRoutes: [Route] =
        [
            .get("/talks", for: .signedIn) { visit in
                try visit.authority.require(API.listTalks)
                let content = try await visit.reading(TalksPage.Content.init)
                return try visit.show(TalksPage(content, visit.words, notice: visit.notice))
            },
            .table("/talks") { visit in
                try visit.authority.require(API.listTalks)
                return TalksPage.table(try await visit.reading(TalksPage.Content.init), visit.words)
            },
            .get("/talks/{talk}", for: .signedIn) { visit in
                try visit.authority.require(API.showTalk)
                let id: ID<Talk> = try visit.id("talk")
                let content = try await visit.read { try WorkPage.TalkContent($0, id) }
                return try visit.show(WorkPage(content, visit.words, notice: visit.notice))
            },
        ] + talkPairRoutes + talkForms.flatMap(\.routes)

    private static let talkForms: [FormRoute] = [
        FormRoute("/talks/new", API.recordTalk, .recordTalk) { visit in
            let (words, code) = (visit.words, visit.query["branch"]?.nonEmpty)
            let (branch, people, own, today) = try await visit.read { transaction in
                let branch = try transaction.branchOfNewTalk(code)
                return (
                    branch, try transaction.talkPartyChoices(of: branch.id), try transaction.ownNumber(),
                    transaction.today
                )
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.talks, words(.talksTitle)),
                intro: words(.recordTalkIntro, ["branch": branch.name]),
                fields: [
                    TalkFields.day.asked(words, first: today.description), TalkFields.place.asked(words),
                    partyField(people, chosen: own.map { [$0] } ?? []),
                ] + talkFields(words, nil) + [TalkFields.note.asked(words)],
                fixed: ["branch": .string(branch.code.text)])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.talks, ID<Talk>($0)) } ?? .talks).with(.recorded)
        },
        form("revise", API.reviseTalk, .reviseTalk) { listing, people, words in
            [
                TalkFields.day.asked(words, of: listing), TalkFields.place.asked(words, of: listing),
                partyField(
                    people + listing.parties.filter { !people.contains($0) }, chosen: listing.parties.map(\.number)),
            ] + talkFields(words, listing) + [TalkFields.revisionReason.asked(words)]
        },
        form("outcome", API.reportTalk, .reportTalk) { listing, _, words in
            [TalkFields.outcome.asked(words, first: listing.talk.outcome?.rawValue)]
                + (listing.talk.outcome == nil ? [] : [TalkFields.outcomeReason.asked(words).needed])
        },
        form("withdraw", API.withdrawTalk, .withdrawTalk) { _, _, words in [TalkFields.reason.asked(words)] },
        form("note", API.writeTalkNote, .writeTalkNote, isOfParties: true) { _, _, words in
            [TalkFields.newNote.asked(words)]
        },
        form("note/delete", API.deleteTalkNote, .deleteTalkNote, isOfParties: true) { _, _, _ in [] },
    ]

    private static func partyField(_ people: [PersonReference], chosen: [Code]) -> FormRoute.Field {
        FormRoute.Field(
            TalkFields.parties.name, .several(people.map { FormField.Choice($0) }), TalkFields.parties.label,
            value: chosen.map(\.text).joined(separator: " "))
    }

    private static func talkFields(_ words: Words, _ listing: TalkListing?) -> [FormRoute.Field] {
        [
            TalkFields.occasion.asked(words, of: listing),
            TalkFields.topics.asked(
                words, first: listing?.talk.topics.map(\.rawValue).joined(separator: " ")),
            TalkFields.nextStep.asked(words, of: listing), TalkFields.followUp.asked(words, of: listing),
        ]
    }

    /// A step with one talk, which its page leads to.
    ///
    /// - Parameter isOfParties: whether it is for the parties alone.
    private static func form(
        _ part: String, _ operation: Operation, _ title: Word, isOfParties: Bool = false,
        _ fields: @escaping @Sendable (TalkListing, [PersonReference], Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/talks/{talk}/\(part)", operation, title) { visit in
            let id: ID<Talk> = try visit.id("talk")
            let isRevision = operation.id == API.reviseTalk.id
            let (listing, people) = try await visit.read { transaction in
                let listing = try transaction.talk(id)
                if isOfParties {
                    guard listing.isOwn else { throw Authority.Denial.notPermitted(.holdTalks) }
                } else if !listing.isOwn {
                    try transaction.require(.recordTalks, in: listing.branch)
                }
                let mayChoose = try isRevision && transaction.allows(.readOrganisation, in: listing.branch)
                return (listing, mayChoose ? try transaction.talkPartyChoices(of: listing.branch) : [])
            }
            let words = visit.words
            let intro: Word? =
                isOfParties ? (fields(listing, people, words).isEmpty ? .deleteTalkNoteIntro : .talkNoteHint) : nil
            return FormRoute.Asked(
                back: ConfirmPage.Back(LocalPath.one(.talks, id), TalkLines.parties(listing, words)),
                intro: intro.map { words($0) }, fields: fields(listing, people, words))
        } next: { visit, _ in
            LocalPath.one(.talks, try visit.id("talk", of: Talk.self)).with(.recorded)
        }
    }
}

extension Transaction {
    /// The branch of a talk that is to be recorded: the one with the code, or the first for which the reader records talks.
    fileprivate func branchOfNewTalk(_ code: String?) throws -> Branch {
        if let code { return try branch(requireBranch(code)).branch }
        let own = authority.reach(of: .holdTalks).branches.union(authority.reach(of: .recordTalks).branches)
        guard let first = own.min() else { throw Authority.Denial.notPermitted(.recordTalks) }
        return try branch(first).branch
    }

    fileprivate func ownNumber() throws -> Code? {
        try authority.member.map { try member($0).member.number }
    }
}
