import Domain
import Storage

extension Site {
    /// Where findings are given, and what is done with one, a form each.
    static let findingForms: [FormRoute] = [
        FormRoute("/findings/new", API.giveFindings, .giveFinding) { visit in
            let words = visit.words
            // From a meeting's page, at which it was found.
            let atMeeting = (visit.form["meeting"] ?? visit.query["meeting"]).flatMap { Int64($0) }
            // From an inspection's page, which it is made from.
            let inspected = (visit.form["inspection"] ?? visit.query["inspection"]).flatMap { Int64($0) }
            // From a figure of a branch.
            let grounds = try await visit.diagnosisGrounds()
            let (branches, gives, today, meetings, inspection) = try await visit.read { transaction in
                let all = try transaction.whole { try transaction.branches($0) }
                let own = try all.filter {
                    try transaction.allows(.giveFindings, in: $0.branch.id)
                        || transaction.allows(.answerFindings, in: $0.branch.id)
                }
                let gives = transaction.authority.allows(.giveFindings)
                let lately = gives ? try transaction.meetingsHeld(inDays: 92) : []
                let found = atMeeting.flatMap { try? transaction.meeting(ID($0)) }
                let others = lately.filter { $0.id != found?.id }
                return (
                    own, gives, transaction.today, (found: found, all: [found].compactMap(\.self) + others),
                    inspected.flatMap { try? transaction.ledgerEntry(ID($0), of: .inspection) }
                )
            }
            let named = [meetings.found?.branch?.id, inspection?.branch, grounds?.branch]
            let choices = branches.map { listing in
                FormField.Choice(listing.branch, isChosen: named.contains(listing.branch.id))
            }
            let meetingChoices = meetings.all.map { listing in
                FormField.Choice(
                    code: String(listing.id.rawValue),
                    label: words.noted(
                        "\(words.date(listing.meeting.slot.date)) \(words(listing.meeting.kind.word))",
                        listing.hostName))
            }
            let offices = Appointment.Office.allCases.filter { $0 != .groupLeader }.map {
                FormField.Choice(code: $0.rawValue, label: words($0.word))
            }
            let reference = inspection?.findingReference?.string ?? grounds?.reference(words)
            var asked = FormRoute.Asked(
                back: ConfirmPage.Back(.findings, words(.placeFindings)),
                intro: words(gives ? .giveFindingIntro : .giveOwnFindingIntro))
            if gives {
                asked.fields = [
                    FindingFields.branches.asked(words, by: .several(choices)),
                    FindingFields.source.asked(
                        words,
                        first: inspection.map { _ in Finding.Source.inspection.rawValue }
                            ?? meetings.found.map { _ in Finding.Source.meeting.rawValue }),
                    FindingFields.meeting.asked(
                        words, by: .choice([.none] + meetingChoices),
                        first: (meetings.found?.id.rawValue).map(String.init)),
                    FindingFields.reference.asked(words, first: reference),
                ]
                asked.completing = { body in
                    let meeting = (body["meeting"]??.string).flatMap { Int64($0) }
                    return body.merging(["meeting": meeting.map { JSON($0) } ?? .null]) { _, meeting in meeting }
                }
            } else {
                asked.fixed = [
                    "branches": JSON(branches.map(\.branch.code)) { .string($0.text) }, "source": "self",
                ]
                if let reference { asked.fields = [FindingFields.reference.asked(words, first: reference)] }
            }
            asked.fields += [
                FindingFields.what.asked(words, first: grounds?.what(words)), FindingFields.cause.asked(words),
                FindingFields.direction.asked(words),
                FindingFields.category.asked(words, first: grounds?.figure.head.category.rawValue),
                FindingFields.handling.asked(words), FindingFields.due.asked(words),
                FindingFields.standard.asked(words), FindingFields.interval.asked(words),
                FindingFields.office.asked(words, by: .choice(offices), first: Appointment.Office.secretary.rawValue)
                    .needed,
                FindingFields.givenOn.asked(words, first: today.description),
            ]
            return asked
        } next: { _, made in
            let given = made.array ?? []
            guard given.count == 1, let id = given.first?["id"]?.integer else {
                return LocalPath.findings.with(.recorded)
            }
            return LocalPath.finding(ID(id)).with(.recorded)
        },
        step("measure", API.measureFinding, .measureFinding, .measured) { words, listing in
            [
                FindingFields.measure.asked(words),
                FindingFields.who.asked(words, first: listing.holder?.name),
                FindingFields.measureDue.asked(words, first: listing.course.due.description),
            ]
        },
        step("report", API.reportFinding, .reportFinding, .reported, .reportFindingIntro) { words, _ in
            [FindingFields.report.asked(words), FindingFields.evidence.asked(words)]
        },
        step("verify", API.verifyFinding, .verifyFinding, .closed, .verifyFindingIntro) { words, _ in
            [FindingFields.verdict.asked(words), FindingFields.verdictReason.asked(words)]
        },
        step("extend", API.extendFinding, .extendFinding, .extended, .extendFindingIntro) { words, _ in
            [FindingFields.newDue.asked(words), FindingFields.reason.asked(words)]
        },
        step("recheck", API.recheckFinding, .recheckFinding, .stands, .recheckFindingIntro) { words, listing in
            [
                FindingFields.on.asked(words), FindingFields.outcome.asked(words),
                FindingFields.recheckReason.asked(words),
            ] + (listing.course.handling == .byDate ? [FindingFields.recheckDue.asked(words)] : [])
        },
        step("withdraw", API.withdrawFinding, .withdrawFinding, .withdrawn, .withdrawFindingIntro) { words, _ in
            [FindingFields.reason.asked(words)]
        },
    ]

    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ kind: Finding.Step.Kind, _ intro: Word? = nil,
        _ fields: @escaping @Sendable (Words, FindingListing) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/findings/{finding}/\(part)", operation, title) { visit in
            let id: ID<Finding> = try visit.id("finding")
            let listing = try await visit.read {
                let listing = try $0.finding(id)
                try $0.requireTaking(kind, of: listing)
                return listing
            }
            let words = visit.words
            // What was found and by what it is verified stand above the form.
            var said = [listing.matter.what.string]
            if let standard = listing.matter.standard {
                said.append(words.named(words(.findingStandard), standard.string))
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(
                    .finding(id), words(.findingTitle, ["number": listing.number.text])),
                intro: intro.map { words($0) }, fields: fields(words, listing), outcome: said)
        } next: { visit, _ in
            LocalPath.finding(try visit.id("finding")).with(.recorded)
        }
    }
}
