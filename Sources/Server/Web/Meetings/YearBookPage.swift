import Domain
import Storage

/// A branch's year book, to be read on a screen and printed. No seal stands on it.
struct YearBookPage: WebPage {
    static let template = TemplateName.yearBook

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let paper: OfficialPaper
    let documentPath: String

    init(_ book: YearBook, _ timeZone: BureauTimeZone, _ words: Words) {
        paper = OfficialPaper(book, timeZone, words)
        title = words.noted(paper.title, words.year(book.year))
        back = ConfirmPage.Back(.branch(book.branch.id), book.branch.name)
        let page = LocalPath.branch(book.branch.id, "year-book")
        turning = Turning(year: book.year) { page.with("year", String($0)) }
        documentPath = LocalPath.branch(book.branch.id, "year-book.docx").with("year", String(book.year)).text
    }
}

extension Words {
    fileprivate func year(_ year: Int) -> String { self(.yearBookYear, ["year": String(year)]) }
}

extension OfficialPaper {
    init(_ book: YearBook, _ timeZone: BureauTimeZone, _ words: Words) {
        self.init(
            title: words(.yearBookMark, ["branch": book.name]), number: words.year(book.year),
            issuer: book.committeeName,
            date: words.date(book.day), sections: YearBookSections(book: book, timeZone: timeZone, words: words).all,
            digestLabel: words(.yearBookDigest), digest: book.digest, words)
    }
}

/// What a year book says, in the order of the office's handbook. What it has no records of yet has no section: appraisals, and
/// talks, which come behind the meetings.
private struct YearBookSections {
    typealias Block = OfficialPaper.Block

    let book: YearBook
    let timeZone: BureauTimeZone
    let words: Words

    typealias Section = (heading: String, blocks: [Block])

    var all: [Section] {
        var sections: [Section] = [
            (words(.yearBookFacts), facts), (words(.yearBookOffices), offices),
            (words(.yearBookRoster, ["date": words.date(book.day)]), roster), (words(.yearBookPlan), plan),
        ]
        sections += meetings
        sections += [
            (words(.yearBookMovements), movements), (words(.yearBookHonours), honours),
            (words(.yearBookFindings), findings), (words(.yearBookMonths), months),
            (words(.yearBookSummary), summary),
        ]
        return sections
    }

    /// A table, or that there is nothing to stand in it.
    private func table(_ headings: [Word], _ rows: [[String?]]) -> [Block] {
        rows.isEmpty ? [.text(words(.yearBookNone))] : [.table(headings.map { words($0) }, rows)]
    }

    private func fact(_ word: Word, _ said: String?) -> Block? {
        said.map { .text(words.named(words(word), $0)) }
    }

    // MARK: The branch and its people

    private var facts: [Block] {
        let branch = book.branch
        let term = branch.termBegan.flatMap { began in
            branch.termEnds.map { "\(words.date(began)) – \(words.date($0))" }
        }
        let known: [Block?] = [
            fact(.branchCode, branch.code.text), fact(.branchKind, words(branch.kind.word)),
            fact(.committee, book.committeeName), fact(.founded, branch.founded.map(words.date)), fact(.term, term),
            fact(.dissolved, branch.dissolved.map(words.date)), fact(.members, String(book.roster.count)),
        ]
        let changes = book.changes.map { change -> Block in
            let said =
                change.formerName.map { words(.branchRenamed, ["name": $0]) }
                ?? words(.decidedBy, ["document": change.document, "reason": change.reason])
            return .text(words.named(words.date(change.from), said))
        }
        return known.compactMap(\.self) + changes
    }

    private var offices: [Block] {
        table(
            [.member, .office, .officeFrom, .officeUntil, .documentNumber],
            book.offices.map { listing in
                let office = words(listing.appointment.office.word)
                return [
                    listing.member.name, listing.group.map { "\($0) \(office)" } ?? office,
                    listing.appointment.span.from.map(words.date) ?? words(.beforeRecords),
                    listing.appointment.span.until.map(words.date), listing.appointment.document,
                ]
            })
    }

    private var roster: [Block] {
        table(
            [.memberName, .memberNumber, .group, .standing, .joinedOn, .becameFull, .post],
            book.roster.map { person in
                [
                    person.member.name, person.member.number.text, person.group, words(person.standing.word),
                    words.date(person.joined), person.becameFull.map(words.date), person.post,
                ]
            })
    }

    private var plan: [Block] {
        table(
            [.planTitle, .month, .planKind, .planDue, .planAnswerable, .state],
            book.plan.map { listing in
                let why = listing.withdrawal?.reason ?? listing.report?.result.reason?.string
                let state = words(listing.status.word)
                return [
                    listing.item.title.string, words.month(listing.month), listing.item.kind.string,
                    words.date(listing.item.due), words(listing.item.answerable.word),
                    why.map { words.noted(state, $0) } ?? state,
                ]
            })
    }

    // MARK: Meetings

    private var meetings: [Section] {
        Meeting.Kind.ofBranches.compactMap { kind -> Section? in
            let held = book.meetings(of: kind)
            if held.isEmpty, kind == .other { return nil }
            let said = held.isEmpty ? [Block.text(words(.yearBookNone))] : held.flatMap { blocks(of: $0) }
            return (words(.yearBookMeetings, ["kind": words(kind.word)]), said)
        }
    }

    private func blocks(of held: YearBook.Held) -> [Block] {
        let (record, meeting) = (held.record, held.record.meeting.meeting)
        let heading = [
            held.number.map { words(.yearBookNumber, ["number": String($0)]) }, record.meeting.branch?.groupName,
            meeting.theme?.string,
        ].compactMap(\.self).joined(separator: " ")
        var blocks: [Block] = [.part(heading.nonEmpty ?? words.date(meeting.slot.date))]
        blocks += facts(of: held)
        blocks += MeetingPage.parts(record, present: .minutesPresent, words).map {
            .names(words.named($0.label, ""), $0.people)
        }
        for (index, item) in record.items.enumerated() {
            blocks.append(.text("\(index + 1). \(words.named(item.title.string, item.said?.string ?? "–"))"))
            if let dissent = item.dissent { blocks.append(.text(words.named(words(.minutesDissent), dissent.string))) }
        }
        for (index, decision) in record.decisions.enumerated() {
            let name = "\(words(.minutesDecision)) \(index + 1)"
            blocks.append(.text(words.named(name, MeetingPage.said(decision, words))))
            blocks += record.results(of: index + 1).map { .text(MeetingPage.said($0, words)) }
        }
        blocks += outcome(of: held)
        let signed = record.meeting.signed.map { words.named(words(.meetingSigned), words.date(timeZone.date(of: $0))) }
        blocks.append(.text(signed ?? words(.minutesDraft)))
        if let reason = record.lateReason { blocks.append(.text(words(.minutesLate, ["reason": reason]))) }
        for amendment in record.amendments {
            let name = words(.amendmentNumber, ["number": String(amendment.number)])
            blocks.append(.text(words.named(name, amendment.text)))
        }
        return blocks
    }

    private func facts(of held: YearBook.Held) -> [Block] {
        let (record, meeting) = (held.record, held.record.meeting.meeting)
        let activity = record.activity
        let hours = [record.began, record.ended].compactMap { $0?.description }.joined(separator: "–")
        let when = [words.day(meeting.slot.date), hours.nonEmpty].compactMap(\.self).joined(separator: " ")
        let known: [Block?] = [
            fact(.when, when), fact(.where, meeting.slot.place.string), fact(.meetingChair, record.chair.name),
            fact(.meetingRecorder, record.recorder.name), fact(.meetingAlso, meeting.also.map { words($0.word) }),
            fact(.lectureSpeaker, activity.speaker?.string), fact(.lectureTitle, activity.lecture?.string),
            fact(.lectureHours, activity.hours?.description), fact(.meetingForm, activity.form.map { words($0.word) }),
            fact(.meetingScale, activity.scale.map { words($0.word) }),
            record.tally.map { Block.text(MeetingPage.said($0, words)) },
        ]
        return known.compactMap(\.self)
    }

    private func outcome(of held: YearBook.Held) -> [Block] {
        let activity = held.record.activity
        let steps = held.steps.compactMap { step in
            step.doneOn.map { words.noted(words(step.step.word), words.date($0)) }
        }
        let known: [Block?] = [
            fact(.outcomeChanged, activity.changed?.string), fact(.outcomeFor, activity.changedFor?.string),
            fact(.outcomeSeenBy, activity.seenBy?.string),
            steps.isEmpty ? nil : fact(.orgLifeSteps, words.list(steps)),
        ]
        return known.compactMap(\.self)
    }

    // MARK: What came of the year

    private var movements: [Block] {
        table(
            [.member, .what, .date, .reason, .documentNumber],
            book.movements.map { movement in
                [
                    movement.member.name, words(movement.kind.word), words.date(movement.on), movement.reason,
                    movement.document,
                ]
            })
    }

    private var honours: [Block] {
        table(
            [.honourTitle, .member, .honourLevel, .documentNumber, .honourAwardedOn, .honourIssuer],
            book.honours.map { entry in
                let title = HonoursLedgerLines.title(entry, words)
                let ended = entry.ending.map {
                    words(
                        entry.month == nil ? .honourWithdrawn : .honourRevoked,
                        ["date": words.date($0.on), "reason": $0.reason])
                }
                return [
                    ended.map { words.noted(title, $0) } ?? title, entry.member.name, words(entry.level.word),
                    entry.document, words.date(entry.on), entry.issuer,
                ]
            })
    }

    private var findings: [Block] {
        table(
            [.findingNumber, .findingWhat, .findingGivenOn, .findingDue, .state, .findingHistory],
            book.findings.map { content in
                let (matter, course) = (content.listing.matter, content.listing.course)
                let state = words(course.status.word)
                let steps = content.steps.map { step in
                    let said = "\(words.date(timeZone.date(of: step.at))) \(words(step.kind.word))"
                    return step.text.map { words.named(said, $0) } ?? said
                }
                return [
                    content.listing.number.text, matter.what.string, words.date(course.givenOn), words.date(course.due),
                    course.closedOn.map { words.noted(state, words.date($0)) } ?? state,
                    steps.joined(separator: words.language == .chinese ? "；" : "; "),
                ]
            })
    }

    private var months: [Block] {
        table(
            [.month, .state, .areaName, .place, .final],
            book.months.flatMap { month -> [[String?]] in
                let (name, state) = (words.month(month.month), words(month.status.word))
                if month.areas.isEmpty { return [[name, state, nil, nil, nil]] }
                return month.areas.map { area in
                    let place =
                        area.place.map(String.init)
                        ?? words(area.standing == .vetoed ? .vetoed : .yearIncomplete)
                    return [
                        name, state, "\(area.area.text) \(area.areaName)",
                        area.honour == .stands ? words.noted(place, words(.winner)) : place, area.final?.description,
                    ]
                }
            })
    }

    private var summary: [Block] {
        let counts = Meeting.Kind.ofBranches.compactMap { kind -> String? in
            let count = book.meetings(of: kind).count
            return count == 0 ? nil : words.noted(words(kind.word), String(count))
        }
        let rules = book.obligations.map(\.rule.key).reduce(into: [Code]()) { if !$0.contains($1) { $0.append($1) } }
        let states: [Obligation.State] = [.done, .due, .overdue, .excused, .off]
        let held = counts.isEmpty ? words(.yearBookNone) : words.list(counts)
        let asked = rules.compactMap { key -> [String?]? in
            let asked = book.obligations.filter { $0.rule.key == key }
            guard let first = asked.first else { return nil }
            let counts: [String?] = states.map { state in String(asked.count { $0.obligation.state == state }) }
            return [words(first.rule.title)] + counts
        }
        let attended = book.attendance.map { year -> [String?] in
            let tally = year.tally
            let counts: [String?] = [tally.entitled, tally.present, tally.excused, tally.absent, tally.madeUp]
                .map(String.init)
            return [year.member.name] + counts
        }
        var blocks: [Block] = [.text(words.named(words(.yearBookHeld), held))]
        blocks += table([.cadenceRule, .dueDone, .dueDue, .dueOverdue, .dueExcused, .dueOff], asked)
        blocks += table(
            [
                .member, .attendanceEntitled, .attendancePresent, .attendanceExcused, .attendanceAbsent,
                .attendanceMadeUp,
            ], attended)
        return blocks
    }
}

extension YearBook.Movement.Kind: Worded {
    var word: Word {
        switch self {
        case .joined: .movementJoined
        case .becameFull: .movementBecameFull
        case .cameIn: .movementCameIn
        case .wentOver: .movementWentOver
        case .floating: .memberFloating
        case .returned: .actReturned
        case .transferredOut: .leavingTransferredOut
        case .leftParty: .leavingParty
        case .expelled: .leavingExpelled
        case .died: .leavingDied
        }
    }
}

extension Site {
    static let yearBookRoutes: [Route] = [
        .get("/branches/{branch}/year-book", for: .signedIn) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let year = try await visit.yearOfBook()
            let (book, timeZone) = try await visit.read { transaction in
                (
                    try transaction.yearBook(
                        of: id, in: year, by: CadenceSeed.rules()),
                    transaction.settings.timeZone
                )
            }
            return try visit.show(YearBookPage(book, timeZone, visit.words))
        },
        .document(
            API.yearBookDocument,
            query: { visit in [(name: "year", value: String(try await visit.yearOfBook()))] }
        ) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let name = try await visit.read { try $0.branchName(id) }
            return "\(visit.words(.yearBookMark, ["branch": name])) \(try await visit.yearOfBook())"
        },
    ]
}

extension Visit {
    /// As the page's address has it; this one if it has none.
    fileprivate func yearOfBook() async throws -> Int {
        if let year { return year }
        return try await read { $0.today.components.year }
    }
}
