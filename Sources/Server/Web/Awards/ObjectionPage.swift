import Domain
import Storage

/// One objection: how far it is, and to the receiving body and whoever appealed what it says, and what is next.
struct ObjectionPage: WebPage {
    static let template = TemplateName.objection

    struct Content: Sendable {
        let listing: ObjectionListing
        let receiver: NoticeContactListing
        let branchName: String
        let today: LocalDate

        init(_ transaction: Transaction, _ id: ID<Objection>) throws {
            listing = try transaction.objection(id)
            receiver = try transaction.noticeReceiver(for: listing.branch)
            branchName = try transaction.branchName(listing.branch, in: listing.month)
            today = transaction.today
        }

        /// As the notice names it.
        var receiverName: String { receiver.contact?.body.string ?? listing.committeeName }
    }

    let title: String
    let notice: String?
    let heading: String
    let state: String
    let stateCode: String
    let back: ConfirmPage.Back
    let facts: [Fact]
    let steps: [Step]

    init(_ content: Content, _ words: Words, notice: String? = nil, time: (Instant) -> String) {
        let listing = content.listing
        heading = words(.objectionTitle, ["number": listing.number.text])
        title = heading
        self.notice = notice
        state = ObjectionLines.state(listing.status, listing.outcome, words)
        stateCode = listing.status.isOpen ? "open" : "closed"
        back = ConfirmPage.Back(.objections, words(.objectionsTitle))
        facts = Self.facts(content, words, time)
        steps = Self.steps(listing, words)
    }

    private static func facts(_ content: Content, _ words: Words, _ time: (Instant) -> String) -> [Fact] {
        let listing = content.listing
        var facts = [
            Fact(words(.branch), content.branchName), Fact(words(.month), words.month(listing.month)),
            Fact(words(.noticeBody), content.receiverName), Fact(words(.objectionDue), words.day(listing.due)),
        ]
        if let details = listing.details {
            facts += [
                Fact(words(.objectionKind), words(details.kind.word)),
                Fact(words(.objectionAbout), about(details, words)),
                Fact(words(.objectionWay), words(details.way.word)),
                Fact(
                    words(.objectionReceivedOn),
                    details.receivedBy == nil ? time(details.receivedAt) : words.date(details.receivedOn)),
            ]
            if let name = details.receivedBy {
                facts.append(
                    Fact(
                        words(.recordedBy),
                        words(.recordedAt, ["name": words.account(name), "time": time(details.receivedAt)])))
            }
            facts.append(Fact(words(.objectionGrounds), details.grounds))
            if details.isAnonymous { facts.append(Fact(words(.objectionAnonymous), words(.yes))) }
            if let lead = details.lead { facts.append(Fact(words(.objectionLead), lead)) }
            if let person = details.investigator {
                facts.append(Fact(words(.investigator), "\(person.name) \(person.number.text)"))
            }
            facts += details.ties.map { tie in
                Fact(words(.objectionTied), words.noted("\(tie.member.name) \(tie.member.number.text)", tie.tie))
            }
            if let findings = details.findings { facts.append(Fact(words(.objectionFindings), findings)) }
            if let reasons = details.reasons { facts.append(Fact(words(.objectionReasons), reasons)) }
        }
        if let day = listing.decidedOn { facts.append(Fact(words(.objectionDecidedOn), words.date(day))) }
        if let day = listing.details?.toldOn { facts.append(Fact(words(.objectionToldOn), words.date(day))) }
        return facts
    }

    static func about(_ details: ObjectionListing.Details, _ words: Words) -> String {
        guard let area = details.area else { return words(details.matter.kind.word) }
        let named = "\(area.text) \(details.areaName ?? "")"
        switch details.matter {
        case .sheet(let sheet, _): return words.noted(named, "\(words(.aboutSheet)) \(sheet.rawValue)")
        case .adjustment(let adjustment, _):
            return words.noted(named, "\(words(.aboutAdjustment)) \(adjustment.rawValue)")
        case .area, .process: return named
        }
    }

    private static func steps(_ listing: ObjectionListing, _ words: Words) -> [Step] {
        func step(_ part: String, _ word: Word, isMain: Bool = false) -> Step {
            Step(path: LocalPath.objection(listing.id, part).text, label: words(word), isMain: isMain)
        }
        guard let details = listing.details else { return [] }
        let isDecided = listing.outcome != nil
        let receipt = [step("receipt", .objectionReceipt)]
        let answer = isDecided ? [step("answer", .objectionAnswer)] : []
        let withdrawal = listing.status.isOpen ? [step("withdraw", .withdrawObjection)] : []
        guard listing.isReceived else { return receipt + answer + (details.isOwn ? withdrawal : []) }
        let objector = details.isAnonymous ? [] : [step("objector", .discloseObjector)]
        let next: [Step] =
            switch listing.status {
            case .received: [step("admit", .admitObjection, isMain: true), step("refuse", .refuseObjection)]
            case .admitted:
                details.investigator == nil
                    ? [step("investigator", .nameInvestigator, isMain: true)]
                    : [step("decide", .decideObjection, isMain: true), step("investigator", .nameInvestigator)]
            case .notAdmitted, .upheld, .partlyUpheld, .dismissed: [step("tell", .tellObjection, isMain: true)]
            case .told, .withdrawn: []
            }
        let tie = listing.status.isOpen ? [step("tie", .declareTie)] : []
        return next + tie + receipt + answer + objector + withdrawal
    }
}

/// What whoever objected is given on paper: that it was received, and what was decided.
struct ObjectionPaperPage: WebPage {
    static let template = TemplateName.objectionPaper

    enum Kind: String, Sendable {
        case receipt, answer
    }

    let title: String
    let heading: String
    let back: ConfirmPage.Back
    let paragraphs: [String]
    let contact: [Fact]
    let issuer: String
    let date: String

    /// - Throws: a ``Problem`` (404) for whoever knows the number alone, and for an answer that there is not yet.
    init(
        _ kind: Kind, _ content: ObjectionPage.Content, _ words: Words, time: (Instant) -> String
    ) throws {
        let listing = content.listing
        guard let details = listing.details else { throw Problem.notFound }
        let month = words.month(listing.month)
        switch kind {
        case .receipt:
            heading = words(.receiptHeading)
            paragraphs = [
                words(
                    .receiptBody,
                    [
                        "number": listing.number.text, "received": words.date(details.receivedOn),
                        "branch": content.branchName, "month": month,
                        "about": ObjectionPage.about(details, words),
                    ]), words(.receiptDue, ["due": words.date(listing.due)]),
                words(.receiptEntered, ["time": time(details.receivedAt)]),
            ]
            date = words.date(details.receivedOn)
        case .answer:
            guard let outcome = listing.outcome, let day = listing.decidedOn else { throw Problem.notFound }
            heading = words(.answerHeading)
            paragraphs = [
                words(
                    .answerBody,
                    [
                        "number": listing.number.text, "branch": content.branchName, "month": month,
                        "outcome": words(outcome.status.word),
                    ]), words(.answerReasons, ["reasons": details.reasons ?? ""]),
            ]
            date = words.date(day)
        }
        title = "\(heading) \(listing.number.text)"
        back = ConfirmPage.Back(.objection(listing.id), words(.objectionTitle, ["number": listing.number.text]))
        contact = content.receiver.contact.map { NoticeContactFields.facts($0, words) } ?? []
        issuer = content.receiverName
    }
}

/// Who objected, in the answer to its own request alone.
struct ObjectorPage: WebPage {
    static let template = TemplateName.objector

    let title: String
    let facts: [Fact]
    let back: ConfirmPage.Back
}
