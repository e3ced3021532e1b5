import Domain
import Storage

/// One finding: what it is, how far it is, all that was done about it, and what is next.
struct FindingPage: WebPage {
    static let template = TemplateName.finding

    struct Content: Sendable {
        let finding: FindingContent
        let meeting: MeetingListing?
        let today: LocalDate
        let files: AttachmentSection.Content

        init(_ transaction: Transaction, _ id: ID<Finding>) throws {
            finding = try transaction.findingContent(id)
            // Who does not read meetings is told no more than that it was one.
            meeting =
                transaction.authority.allows(.readMeetings)
                ? finding.listing.matter.meeting.flatMap { try? transaction.meeting($0) } : nil
            today = transaction.today
            files = try AttachmentSection.Content(transaction, .finding, id)
        }
    }

    struct Measure: Sendable {
        let text: String
        let who: String
        let due: String
    }

    struct Line: Sendable {
        let step: String
        let said: String
        let recorded: String
    }

    let title: String
    let notice: String?
    let heading: String
    let state: String
    let stateCode: String
    let marks: [String]
    let back: ConfirmPage.Back
    let what: String
    let facts: [Fact]
    let others: [Step]
    let hasOthers: Bool
    let steps: [Step]
    let hasMeasures: Bool
    let measures: [Measure]
    let lines: [Line]
    let attachments: AttachmentSection?

    init(_ content: Content, _ words: Words, notice: String? = nil, time: (Instant) -> String) {
        let listing = content.finding.listing
        heading = words(.findingTitle, ["number": listing.number.text])
        title = heading
        self.notice = notice
        state = words(listing.course.status.word)
        stateCode = listing.course.status.isOpen ? "open" : "closed"
        marks = FindingLines.marks(listing, on: content.today, words)
        back = ConfirmPage.Back(
            LocalPath.findings.with("year", String(listing.number.year)), words(.placeFindings))
        what = listing.matter.what.string
        facts = Self.facts(content, words)
        others = content.finding.others.map { other in
            Step(
                path: LocalPath.finding(other.id).text, label: "\(other.number.text) \(other.branchCode.text)",
                isMain: false)
        }
        hasOthers = !others.isEmpty
        steps = Self.steps(content.finding, words)
        measures = content.finding.measures.map {
            Measure(text: $0.text ?? "–", who: $0.who ?? "–", due: $0.due.map { words.date($0) } ?? "–")
        }
        hasMeasures = !measures.isEmpty
        attachments = AttachmentSection(content.files, words)
        let given = Line(
            step: words(.stepGiven), said: words(.findingDueOn, ["date": words.date(Self.firstDue(listing))]),
            recorded: words(
                .recordedAt, ["name": words.account(listing.givenBy), "time": time(listing.givenAt)]))
        let steps = content.finding.steps.map { step in
            (
                at: step.at,
                line: Line(
                    step: words(step.kind.word), said: Self.said(step, words),
                    recorded: words(.recordedAt, ["name": words.account(step.by), "time": time(step.at)]))
            )
        }
        let escalations = listing.escalations.map { entry in
            (
                at: entry.at,
                line: Line(
                    step: words(entry.stage.word), said: FindingLines.escalated(entry, words), recorded: time(entry.at))
            )
        }
        // What was done in one moment stays in its order.
        lines =
            [given]
            + (steps + escalations).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.line)
    }

    private static func firstDue(_ listing: FindingListing) -> LocalDate {
        listing.course.firstDue ?? listing.course.due
    }

    private static func facts(_ content: Content, _ words: Words) -> [Fact] {
        let listing = content.finding.listing
        let (matter, course) = (listing.matter, listing.course)
        var facts = [
            Fact(words(.branch), "\(listing.branchCode.text) \(listing.branchName)"),
            Fact(
                words(.findingSource),
                matter.reference.map { words.noted(words(matter.source.word), $0.string) }
                    ?? words(matter.source.word)),
        ]
        if let meeting = content.meeting {
            facts.append(Fact(words(.findingMeeting), words.day(meeting.meeting.slot.date)))
        }
        facts += [
            Fact(words(.findingScope), words(matter.scope.word)),
            Fact(words(.findingCategory), words(matter.category.word)),
        ]
        if let cause = matter.cause { facts.append(Fact(words(.findingCause), cause.string)) }
        facts.append(Fact(words(.findingDirection), matter.direction.string))
        if let standard = matter.standard { facts.append(Fact(words(.findingStandard), standard.string)) }
        facts += [
            Fact(words(.findingHandling), words(course.handling.word)),
            Fact(words(.findingAnswers), FindingLines.answers(listing, words)),
            Fact(words(.findingGivenOn), words.date(matter.givenOn)),
        ]
        if let interval = course.interval {
            facts += [
                Fact(words(.findingInterval), String(interval)),
                Fact(words(.findingNextReview), words.date(course.due)),
            ]
        } else {
            facts.append(Fact(words(.findingDue), words.date(course.due)))
            if let first = course.firstDue, first != course.due {
                facts.append(Fact(words(.findingFirstDue), words.date(first)))
            }
        }
        if let entry = listing.escalation {
            facts.append(
                Fact(
                    words(.findingEscalation),
                    words.noted(words(entry.stage.word), FindingLines.escalated(entry, words))
                ))
        }
        if let day = course.reportedOn { facts.append(Fact(words(.findingReportedOn), words.date(day))) }
        if let day = course.closedOn { facts.append(Fact(words(.findingClosedOn), words.date(day))) }
        return facts
    }

    private static func said(_ step: FindingStep, _ words: Words) -> String {
        var parts: [String] = []
        if let day = step.on { parts.append(words.date(day)) }
        if let text = step.text { parts.append(text) }
        if let who = step.who { parts.append(who) }
        if let evidence = step.evidence { parts.append(words.named(words(.findingEvidence), evidence)) }
        if let was = step.wasDue, let due = step.due {
            parts.append(words(.findingDueMoved, ["from": words.date(was), "to": words.date(due)]))
        } else if let due = step.due {
            parts.append(words(.findingDueOn, ["date": words.date(due)]))
        }
        return parts.isEmpty ? "–" : parts.joined(separator: " · ")
    }

    private static func steps(_ finding: FindingContent, _ words: Words) -> [Step] {
        let id = finding.listing.id
        func step(_ part: String, _ word: Word, _ kind: Finding.Step.Kind, isMain: Bool = false) -> [Step] {
            guard finding.next.contains(kind) else { return [] }
            return [Step(path: LocalPath.finding(id, part).text, label: words(word), isMain: isMain)]
        }
        let hasMeasures = finding.listing.course.measures > 0
        return step("report", .reportFinding, .reported, isMain: true)
            + step("measure", .measureFinding, .measured, isMain: !hasMeasures)
            + step("verify", .verifyFinding, .closed, isMain: true)
            + step("recheck", .recheckFinding, .stands, isMain: true)
            + step("extend", .extendFinding, .extended)
            + step("withdraw", .withdrawFinding, .withdrawn)
    }
}
