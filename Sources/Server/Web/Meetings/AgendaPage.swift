import Domain
import Storage

/// The agenda of a secretaries' meeting, on screen and on paper: two pages of A4 at the most.
struct AgendaPage: WebPage {
    static let template = TemplateName.agenda

    struct Line: Sendable {
        let said: String
        /// Where all of it stands; nil for what the office wrote.
        let path: String?
        let notes: String?
        let isLate: Bool
    }

    struct Part: Sendable {
        let heading: String
        let planned: String?
        let hasLines: Bool
        let lines: [Line]
        let folded: String?
    }

    struct LeftOut: Sendable {
        let said: String
        let path: String
        let recorded: String?
    }

    let title: String
    let heading: String
    let notice: String?
    let back: ConfirmPage.Back
    let when: String
    let state: String
    let steps: [Step]
    let parts: [Part]
    let hasLeftOut: Bool
    /// What is not talked about, with who left it out and when.
    let leftOut: [LeftOut]

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(_ listing: AgendaListing, _ words: Words, notice: String? = nil, time: (Instant) -> String) {
        let (meeting, agenda) = (listing.meeting, listing.agenda)
        let slot = meeting.meeting.slot
        title = words(.agenda)
        heading = words.named(meeting.title(words), words(.agenda))
        self.notice = notice
        back = ConfirmPage.Back(.meeting(meeting.id), meeting.title(words))
        when = words.list(
            [
                "\(words.day(slot.date)) \(slot.start)–\(slot.ends.time)", slot.place.string, meeting.committeeName,
                words(.agendaPlanned, ["minutes": String(agenda.minutes)]),
            ])
        state = listing.frozenAt.map { words(.agendaFrozen, ["time": time($0)]) } ?? words(.agendaDraft)
        steps =
            listing.edits == nil
            ? []
            : [Step(path: LocalPath.meeting(meeting.id, "agenda/edit").text, label: words(.editAgenda), isMain: true)]
        parts = Agenda.Part.allCases.enumerated().map { index, part in
            let minutes = agenda.times.first { $0.part == part }?.minutes ?? 0
            let lines = agenda.lines(of: part).map {
                Line($0, listing.branchNames, isDraft: listing.frozenAt == nil, words)
            }
            return Part(
                heading: "\(index + 1) \(words(part.word))",
                planned: minutes == 0 ? nil : words(.agendaPlanned, ["minutes": String(minutes)]),
                hasLines: !lines.isEmpty, lines: lines,
                folded: agenda.folded[part].map { words(.agendaFolded, ["count": String($0)]) })
        }
        leftOut = listing.leftOut.map { left in
            let recorded: String? =
                if let by = left.by, let at = left.at {
                    words(.recordedAt, ["name": words.account(by), "time": time(at)])
                } else {
                    nil
                }
            return LeftOut(said: left.title ?? left.subject.key, path: left.subject.path.text, recorded: recorded)
        }
        hasLeftOut = !leftOut.isEmpty
    }
}

extension AgendaPage.Line {
    fileprivate init(_ line: Agenda.Line, _ names: [Code: String], isDraft: Bool, _ words: Words) {
        said = line.title
        path = line.subject?.path.text
        isLate = line.isOverdue
        let isBranch = line.part == .reports
        // What is overdue has its mark.
        let stage = line.stage.flatMap { $0 == .overdue ? nil : words($0.word) }
        notes =
            words.list(
                [
                    isBranch ? nil : line.branch.map { names[$0] ?? $0.text },
                    line.records.isEmpty ? nil : words.counted(.agendaBranches, Set(line.records.map(\.branch)).count),
                    line.stateWord.map { words($0) },
                    line.outcome, line.due.map { words(.dutyDue, ["date": words.date($0)]) }, line.figures?.said(words),
                    stage.map { isDraft ? words(.agendaBecomes, ["stage": $0]) : $0 },
                ].compactMap(\.self)
            ).nonEmpty
    }
}

extension Agenda.Line {
    fileprivate func isAmong(_ left: Set<Agenda.Subject>) -> Bool { subject.map(left.contains) ?? false }
}

extension FormField.Choice {
    /// To leave out these records, of which one line says the same.
    fileprivate init?(leavingOut records: [Agenda.Line], _ names: [Code: String], _ words: Words) {
        let keys = records.compactMap(\.subject?.key)
        guard let first = records.first, !keys.isEmpty else { return nil }
        let branches = records.compactMap { record in record.branch.map { names[$0] ?? $0.text } }
        self.init(
            code: keys.joined(separator: ","),
            label: branches.isEmpty || first.part == .reports
                ? first.title : words.noted(first.title, words.list(branches)))
    }
}

extension Agenda.Subject {
    fileprivate var path: LocalPath {
        switch self {
        case .finding(let id): .finding(id)
        case .planItem(let id): .one(.plans, id)
        case .ask(let id): .one(.asks, id)
        case .branch(let id): .branch(id)
        case .focus(let id): .one(.foci, id)
        case .decision(let meeting, _): .meeting(meeting)
        }
    }
}

extension Agenda.Line {
    /// The state of the record it was drafted from.
    fileprivate var stateWord: Word? {
        guard let state else { return nil }
        return switch subject {
        case .finding: Finding.Status(rawValue: state)?.word
        case .planItem: PlanItem.Status(rawValue: state)?.word
        case .ask: Ask.Status(rawValue: state)?.word
        case .decision: WorkResult.Kind(rawValue: state)?.word
        case .branch, .focus, nil: nil
        }
    }
}

extension Agenda.Figures {
    fileprivate func said(_ words: Words) -> String {
        words(
            .agendaBranch,
            [
                "month": words.month(month), "areas": String(areas),
                "state": status.map { words($0.word) } ?? words(.agendaNotOpened), "open": String(openFindings),
                "overdue": String(overdueFindings),
            ])
    }
}

extension Agenda.Part: Worded {
    var word: Word {
        switch self {
        case .carriedOver: .agendaCarriedOver
        case .passingOn: .agendaPassingOn
        case .reports: .agendaReports
        case .comments: .agendaComments
        case .nextMonth: .agendaNextMonth
        case .exchange: .agendaExchange
        case .asks: .agendaAsks
        case .decisions: .agendaDecisions
        }
    }
}

extension Agenda {
    /// What minutes are drafted from: a point for each part, with what was on the agenda for all. What is of one branch
    /// alone is not put into words that every secretary reads: whoever writes it there does so knowingly.
    func points(_ words: Words) -> [MeetingRecord.Item] {
        Part.allCases.compactMap { part in
            guard let title = try? Text(words(part.word)) else { return nil }
            let said = lines(of: part).filter { $0.branch == nil || part == .reports }.map { line in
                line.stateWord.map { words.noted(line.title, words($0)) } ?? line.title
            }.joined(separator: "\n")
            let minutes = times.first { $0.part == part }?.minutes ?? 0
            return MeetingRecord.Item(
                title: title, planned: minutes == 0 ? nil : minutes, taken: nil,
                said: try? Text(lines: said, maximum: MeetingRecord.longest), dissent: nil)
        }
    }
}

extension Site {
    static let agendaRoutes: [Route] =
        [
            .get("/meetings/{meeting}/agenda", for: .signedIn) { visit in
                let id: ID<Meeting> = try visit.id("meeting")
                let listing = try await visit.read { try $0.agenda(of: id) }
                return try visit.show(
                    AgendaPage(listing, visit.words, notice: visit.notice, time: visit.time))
            }
        ] + editForm.routes

    private static let editForm = FormRoute("/meetings/{meeting}/agenda/edit", API.editAgenda, .editAgenda) { visit in
        let id: ID<Meeting> = try visit.id("meeting")
        let words = visit.words
        let listing = try await visit.read { transaction in
            let listing = try transaction.agenda(of: id)
            try transaction.requireArranging(listing.meeting)
            return listing
        }
        let edits = listing.edits ?? .none
        let parts = Agenda.Part.allCases.map { FormField.Choice(code: $0.rawValue, label: words($0.word)) }
        let left = Set(edits.leftOut.map(\.subject))
        // What is said once is left out at once; what of it is left out already stands beside it.
        let drafted = listing.drafted.flatMap { line in
            [line.each.filter { $0.isAmong(left) }, line.each.filter { !$0.isAmong(left) }].compactMap {
                FormField.Choice(leavingOut: $0, listing.branchNames, words)
            }
        }
        return FormRoute.Asked(
            back: ConfirmPage.Back(.meeting(id, "agenda"), words(.agenda)), intro: words(.editAgendaIntro),
            fields: drafted.isEmpty
                ? []
                : [
                    AgendaFields.leftOut.asked(
                        words, by: .several(drafted),
                        first: drafted.map(\.code).filter { code in
                            left.contains { $0.key == code.split(separator: ",").first.map(String.init) }
                        }.joined(separator: " "))
                ],
            rows: [
                FormRoute.Rows(
                    name: "notes", label: .agendaNotes,
                    columns: [
                        FormRoute.Field("part", .choice(parts), .agendaPart),
                        FormRoute.Field("title", .plain, .agendaLine),
                    ], hint: .agendaNotesHint,
                    values: edits.notes.map { ["part": $0.part.rawValue, "title": $0.title.string] },
                    maximum: Agenda.Edits.Note.most),
                FormRoute.Rows(
                    name: "times", label: .agendaTimes,
                    columns: [
                        FormRoute.Field("part", .choice(parts), .agendaPart),
                        FormRoute.Field("minutes", .number, .agendaMinutes),
                    ],
                    values: listing.agenda.times.map { ["part": $0.part.rawValue, "minutes": String($0.minutes)] },
                    blanks: 0, maximum: Agenda.Part.allCases.count),
            ], version: listing.meeting.version, fixed: drafted.isEmpty ? ["leftOut": []] : [:],
            completing: { body in
                let keys = (body["leftOut"]??.array ?? []).flatMap { choice in
                    (choice.string ?? "").split(separator: ",").map { JSON.string(String($0)) }
                }
                return body.merging(["leftOut": .array(keys)]) { _, keys in keys }
            })
    } next: { visit, _ in
        LocalPath.meeting(try visit.id("meeting"), "agenda").with(.recorded)
    }
}
