import Domain
import Storage

/// A meeting's minutes as official papers are set (会议纪要, GB/T 9704-2012), to be read on a screen and printed. No seal
/// stands on them.
struct MinutesPage: WebPage {
    static let template = TemplateName.minutes

    struct Section: Sendable {
        let heading: String
        let texts: [String]
    }

    struct Content: Sendable {
        let record: MeetingRecordListing
        /// In its year, of its host and kind; nil until it is known who was there.
        let number: Int?
        let timeZone: BureauTimeZone

        /// - Throws: a ``Problem`` (404) for a meeting that was not opened.
        init(_ transaction: Transaction, _ id: ID<Meeting>) throws {
            guard let record = try transaction.meetingRecord(id) else { throw Problem.notFound }
            self.record = record
            number = try transaction.number(of: record.meeting)
            timeZone = transaction.settings.timeZone
        }
    }

    /// Whose minutes they are, in red.
    let title: String
    let back: ConfirmPage.Back
    /// That nobody answers for them yet; nil once both signed.
    let draft: String?
    let number: String?
    let issuer: String
    let date: String
    let facts: [String]
    /// The points, and what was decided.
    let sections: [Section]
    let roll: [MeetingPage.RollPart]
    let signatures: [String]
    let amendments: [MeetingPage.Amendment]
    let digest: String
    let documentPath: String

    init(_ content: Content, _ words: Words) {
        let (record, listing) = (content.record, content.record.meeting)
        let meeting = listing.meeting
        func time(_ instant: Instant) -> String {
            let local = LocalDateTime(wallSeconds: Int(instant.seconds) + content.timeZone.offset(at: instant))
            return "\(words.date(local.date)) \(local.time)"
        }
        title = listing.mark(words)
        back = ConfirmPage.Back(.meeting(listing.id), listing.title(words))
        draft = listing.signed == nil ? words(.minutesDraft) : nil
        number = content.number.map { words(.minutesIssue, ["number": String($0)]) }
        issuer = listing.hostName
        date = words.date(meeting.slot.date)
        let (began, ended) = (record.began?.description, record.ended?.description)
        let hours = began == nil && ended == nil ? nil : "\(began ?? "")–\(ended ?? "")"
        let known: [(Word, String?)] = [
            (.when, [words.day(meeting.slot.date), hours].compactMap(\.self).joined(separator: " ")),
            (.where, meeting.slot.place.string), (.meetingChair, record.chair.name),
            (.meetingRecorder, record.recorder.name), (.meetingAlso, meeting.also.map { words($0.word) }),
            (.meetingTheme, meeting.theme?.string),
        ]
        facts =
            known.compactMap { word, said in said.map { words.named(words(word), $0) } }
            + MeetingPage.facts(of: record.activity, words).map { words.named($0.label, $0.value) }
        var sections = record.items.map { item in
            (
                item.title.string,
                [item.said?.string, item.dissent.map { words.named(words(.minutesDissent), $0.string) }]
                    .compactMap(\.self)
            )
        }
        if !record.decisions.isEmpty {
            let decisions = record.decisions.enumerated().map { "\($0 + 1). \(MeetingPage.said($1, words))" }
            sections.append((words(.meetingDecisions), decisions))
        }
        self.sections = sections.enumerated().map {
            Section(heading: Self.heading($0 + 1, $1.0, words), texts: $1.1)
        }
        roll = MeetingPage.parts(record, present: .minutesPresent, words).map {
            MeetingPage.RollPart(label: words.named($0.label, ""), people: $0.people)
        }
        signatures =
            MeetingPage.signatures(of: record, words, time: time)
            + [record.lateReason.map { words(.minutesLate, ["reason": $0]) }].compactMap(\.self)
        amendments = record.amendments.map { MeetingPage.Amendment($0, words, time: time) }
        digest = record.digest
        documentPath = LocalPath.meeting(listing.id, "paper.docx").text
    }

    /// 一、 in Chinese, 1. in English; there are fewer than a hundred.
    static func heading(_ number: Int, _ title: String, _ words: Words) -> String {
        guard words.language == .chinese else { return "\(number). \(title)" }
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        let tens = number < 10 ? "" : number < 20 ? "十" : "\(digits[number / 10])十"
        return "\(tens)\(digits[number % 10])、\(title)"
    }

    /// What the page prints, for a word processor.
    func document(_ words: Words) -> WordDocument {
        typealias Run = WordDocument.Run
        var blocks: [WordDocument.Block] = []
        if let draft { blocks.append(.paragraph(WordDocument.Paragraph([Run(draft, isBold: true)]))) }
        // Its mark stands 35 mm below the text's upper edge, the number two lines below.
        blocks.append(.text(title, as: .letterhead, before: draft == nil ? 99 : 70))
        if let number { blocks.append(.text(number, alignment: .centre, indent: 0, before: 58)) }
        blocks.append(.text("\(issuer)\t\(date)", as: .issue, before: 29))
        blocks += facts.map { .text($0) }
        for section in sections {
            blocks.append(.text(section.heading, as: .heading1))
            blocks += section.texts.map { .text($0) }
        }
        for (index, part) in roll.enumerated() {
            blocks.append(
                .paragraph(
                    WordDocument.Paragraph(
                        [Run(part.label), Run(part.people, role: .body)], as: .label, indent: 2, hanging: 3,
                        before: index == 0 ? 29 : nil)))
        }
        blocks += signatures.enumerated().map { .text($1, before: $0 == 0 ? 29 : nil) }
        for amendment in amendments {
            blocks.append(.text(amendment.label, as: .heading1))
            blocks += [.text(amendment.text), .text(amendment.recorded)]
        }
        blocks.append(.text("\(words(.meetingDigest)) \(digest)", as: .note, before: 12))
        return WordDocument(title: title, language: words.language, blocks: blocks)
    }
}

extension MeetingListing {
    /// What its minutes are headed by.
    fileprivate func mark(_ words: Words) -> String {
        let host = [hostName, branch?.groupName].compactMap(\.self)
            .joined(separator: words.language == .chinese ? "" : ", ")
        return words(.minutesMark, ["host": host, "kind": words(meeting.kind.word)])
    }
}

extension API {
    static let minutesDocument: Operation = .document(
        "minutesDocument", "/meetings/{meeting}/paper.docx", .meetings,
        "An opened meeting's minutes as a document for word processors, as their page prints them",
        needing: [.readMeetings, .readBranchMeetings]
    ) { call, transaction, words in
        MinutesPage(try MinutesPage.Content(transaction, call.id("meeting")), words).document(words)
    }
}

extension Site {
    static let minutesRoutes: [Route] = [
        .get("/meetings/{meeting}/paper", for: .signedIn) { visit in
            let id: ID<Meeting> = try visit.id("meeting")
            return try visit.show(
                MinutesPage(try await visit.read { try MinutesPage.Content($0, id) }, visit.words))
        },
        .document(API.minutesDocument) { visit in
            let id: ID<Meeting> = try visit.id("meeting")
            let listing = try await visit.read { try $0.meeting(id) }
            return "\(listing.mark(visit.words)) \(listing.meeting.slot.date)"
        },
    ]
}
