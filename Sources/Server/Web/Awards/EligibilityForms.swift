import Domain
import Storage

extension Site {
    /// What the committee's office does with records of eligibility, a form each.
    static let eligibilityForms: [FormRoute] = [
        FormRoute("/members/{member}/eligibility", API.recordEligibilityNote, .recordEligibility) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read {
                try $0.requireExamining(id)
                return try $0.member(id).member
            }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: words(.recordEligibilityIntro),
                fields: [
                    EligibilityFields.kind.asked(words),
                    EligibilityFields.sanction.asked(
                        words, by: .menuOrNone(of: EligibilityNote.Sanction.self, words)),
                    EligibilityFields.from.asked(words), EligibilityFields.until.asked(words),
                    EligibilityFields.document.asked(words), EligibilityFields.year.asked(words),
                    EligibilityFields.grade.asked(words, by: .menuOrNone(of: EligibilityNote.Grade.self, words)),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        step("end", API.endEligibilityNote, .endEligibility, .endEligibilityIntro) {
            [EligibilityFields.on.asked($0), EligibilityFields.reason.asked($0)]
        },
        step("withdraw", API.withdrawEligibilityNote, .withdrawEligibility, .withdrawEligibilityIntro) {
            [EligibilityFields.reason.asked($0)]
        },
        // What it says is in the answer to its own request alone, and in the audit that it was asked for.
        FormRoute(
            "/eligibility/{note}/disclose", API.discloseEligibilityNote, .discloseEligibility
        ) { visit in
            let id: ID<EligibilityNote> = try visit.id("note")
            let listing = try await visit.read { try $0.requireExamining(id) }
            return FormRoute.Asked(
                back: back(listing, visit.words), intro: visit.words(.discloseEligibilityIntro),
                fields: [EligibilityFields.reason.asked(visit.words)])
        } answer: { visit, made in
            let id: ID<EligibilityNote> = try visit.id("note")
            let listing = try await visit.read { try $0.requireExamining(id) }
            return try visit.show(
                EligibilityNotePage(
                    title: visit.words(.eligibilityNoteTitle, ["number": listing.number.text]),
                    facts: facts(made, visit.words), back: back(listing, visit.words)))
        },
        FormRoute("/cycles/{cycle}/eligibility/decide", API.decideEligibility, .decideEligibility) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let words = visit.words
            let (head, cases) = try await visit.read { (try CycleHead.Content($0, id), try $0.eligibility(in: id)) }
            let choices = cases.map {
                FormField.Choice(code: $0.member.number.text, label: "\($0.member.name) \($0.member.number.text)")
            }
            var member = EligibilityFields.member.asked(words, by: .choice(choices))
            member.value = visit.query["member"]
            return FormRoute.Asked(
                back: ConfirmPage.Back(
                    .cycle(id, "eligibility"), "\(head.branchName) \(words.month(head.cycle.month))"),
                intro: words(.decideEligibilityIntro),
                fields: [member, EligibilityFields.outcome.asked(words), EligibilityFields.reason.asked(words)])
        } next: { visit, _ in
            LocalPath.cycle(try visit.id("cycle"), "eligibility").with(.recorded)
        },
    ]

    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ intro: Word,
        _ fields: @escaping @Sendable (Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/eligibility/{note}/\(part)", operation, title) { visit in
            let id: ID<EligibilityNote> = try visit.id("note")
            let listing = try await visit.read { try $0.requireExamining(id) }
            return FormRoute.Asked(
                back: back(listing, visit.words), intro: visit.words(intro), fields: fields(visit.words))
        } next: { _, _ in
            LocalPath.eligibility.with(.recorded)
        }
    }

    private static func back(_ listing: EligibilityListing, _ words: Words) -> ConfirmPage.Back {
        ConfirmPage.Back(
            .eligibility,
            words.noted(words(.eligibilityNoteTitle, ["number": listing.number.text]), listing.member?.name ?? "–"))
    }

    /// What the operation answered, as people read it.
    private static func facts(_ made: JSON, _ words: Words) -> [Fact] {
        func day(_ json: JSON?) -> String? {
            json?.string.flatMap { try? LocalDate(parsing: $0) }.map { words.date($0) }
        }
        func worded<Value: Worded & RawRepresentable>(_ json: JSON?, _ type: Value.Type) -> String?
        where Value.RawValue == String {
            json?.string.flatMap(Value.init(rawValue:)).map { words($0.word) }
        }
        let told: [(Word, String?)] = [
            (.member, made["note"]?["member"]?["name"]?.string),
            (.eligibilityKind, worded(made["kind"], EligibilityNote.Kind.self)),
            (.eligibilitySanction, worded(made["sanction"], EligibilityNote.Sanction.self)),
            (.from, day(made["from"])), (.until, day(made["until"])),
            (.documentNumber, made["document"]?.string),
            (.eligibilityYear, made["year"]?.integer.map { String($0) }),
            (.eligibilityGrade, worded(made["grade"], EligibilityNote.Grade.self)),
            (.recordedBy, made["recordedBy"]?.string.map { words.account($0) }),
            (.state, worded(made["note"]?["closing"], EligibilityNote.Closing.Kind.self)),
            (.eligibilityEndedOn, day(made["endedOn"])), (.reason, made["closingReason"]?.string),
        ]
        let decisions = (made["decisions"]?.array ?? []).map { decision in
            Fact(
                words(.eligibilityOutcome),
                [
                    decision["month"]?.string.flatMap { try? Month(parsing: $0) }.map { words.month($0) },
                    worded(decision["outcome"], EligibilityDecision.Outcome.self), decision["reason"]?.string,
                ].compactMap(\.self).joined(separator: " · "))
        }
        return told.compactMap { word, said in said.map { Fact(words(word), $0) } } + decisions
    }
}
