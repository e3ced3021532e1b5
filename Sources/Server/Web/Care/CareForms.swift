import Domain
import Storage

extension Site {
    /// What the two who keep a care case do with it, a form each. Opening one is reading the case, and is audited as such.
    static let careForms: [FormRoute] = [
        FormRoute("/care/new", API.recordCareCase, .recordCare) { visit in
            let words = visit.words
            let (people, today) = try await visit.read { (try $0.careChoices(), $0.today) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.care, words(.careTitle)), intro: words(.recordCareIntro),
                fields: [
                    CareFields.member.asked(words, by: .choice(people.map { FormField.Choice($0) })),
                    CareFields.consent.asked(words), CareFields.recognised.asked(words, first: today.description),
                    CareFields.recogniser.asked(words),
                ] + facts(nil, words) + [CareFields.firstVisit.asked(words)])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.care, ID<CareCase>($0)) } ?? .care).with(.recorded)
        },
        step("review", API.reviewCareCase, .reviewCare, .reviewCareIntro) { record, today, words in
            [CareFields.reviewedOn.asked(words, first: today.description)] + facts(record.care.facts, words)
        },
        step("aid", API.recordCareAid, .recordCareAid, nil) { _, today, words in
            [
                CareFields.aidOn.asked(words, first: today.description), CareFields.aidWhat.asked(words),
                CareFields.aidValue.asked(words, by: .plain), CareFields.aidSource.asked(words),
                CareFields.aidBy.asked(words),
            ]
        } completing: { body in
            // People write yuan; what is no amount goes on as it was typed, for the operation to say so.
            guard let typed = body["value"]??.string, let value = try? Money(yuan: typed) else { return body }
            return body.merging(["value": JSON(value.fen)]) { $1 }
        },
        step("visit", API.recordCareVisit, .recordCareVisit, nil) { _, today, words in
            [
                CareFields.visitOn.asked(words, first: today.description), CareFields.visitWho.asked(words),
                CareFields.visitNext.asked(words), CareFields.nextVisit.asked(words),
            ]
        },
        step("close", API.closeCareCase, .closeCare, .closeCareIntro) { _, today, words in
            [CareFields.closedOn.asked(words, first: today.description), CareFields.why.asked(words)]
        },
        step("withdraw-step", API.withdrawCareStep, .withdrawCareStep, .withdrawCareStepIntro) { record, _, words in
            let withdrawn = record.care.withdrawn
            let choices = record.care.steps.filter { $0.isWithdrawable && !withdrawn.contains($0.id) }.map { step in
                FormField.Choice(
                    code: String(step.id.rawValue),
                    label: [words(step.content.kind.word), step.content.day.map { words.date($0) }]
                        .compactMap(\.self).joined(separator: " "))
            }
            return [CareFields.step.asked(words, by: .choice(choices)), CareFields.reason.asked(words)]
        } completing: { body in
            guard let typed = body["step"]??.string, let id = Int64(typed) else { return body }
            return body.merging(["step": JSON(id)]) { $1 }
        },
    ]

    private static func facts(_ facts: CareCase.Facts?, _ words: Words) -> [FormRoute.Field] {
        [
            CareFields.kind.asked(words, of: facts), CareFields.cause.asked(words, of: facts),
            CareFields.income.asked(words, of: facts),
            CareFields.sources.asked(words, first: facts?.sources.map(\.rawValue).joined(separator: " ")),
            CareFields.needs.asked(words, first: facts?.needs.map(\.rawValue).joined(separator: " ")),
        ]
    }

    /// A step with one case, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ intro: Word?,
        _ fields: @escaping @Sendable (CareRecord, LocalDate, Words) -> [FormRoute.Field],
        completing: (@Sendable (_ body: [String: JSON?]) -> [String: JSON?])? = nil
    ) -> FormRoute {
        FormRoute("/care/{case}/\(part)", operation, title) { visit in
            let id: ID<CareCase> = try visit.id("case")
            let (record, today) = try await visit.readNoted { (try $0.careCase(id), $0.today) }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(LocalPath.one(.care, id), CareLines.member(record.listing)),
                intro: intro.map { words($0) }, fields: fields(record, today, words), completing: completing)
        } next: { visit, _ in
            LocalPath.one(.care, try visit.id("case", of: CareCase.self)).with(.recorded)
        }
    }
}
