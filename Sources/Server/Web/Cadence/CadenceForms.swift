import Domain
import Storage

extension Site {
    static let cadenceForms: [FormRoute] = [
        branchExcuseForm, committeeExcuseForm, excuseWithdrawalForm, ruleSwitchForm,
    ]

    /// The rules, to choose from.
    private static func ruleMenu(_ visit: Visit, where isMeant: (CadenceRule) -> Bool) throws -> FormField.Kind {
        .choice(
            try CadenceSeed.rules().all.filter(isMeant).map { rule in
                FormField.Choice(
                    code: rule.key.text,
                    label: visit.words.noted(visit.words(rule.title), visit.words.frequency(rule)))
            })
    }

    private static let branchExcuseForm = FormRoute(
        "/branches/{branch}/excuses/new", API.excuseBranch, .excuseTitle
    ) { visit in
        let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
        let branch = try await visit.read { transaction in
            try transaction.require(.excuseDuties, in: id)
            return try transaction.branch(id).branch
        }
        let rules = try ruleMenu(visit) { $0.subject != .committee }
        let bindsSecretaries = try CadenceSeed.rules().all.contains { $0.subject == .secretary }
        return FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.due.with("branch", branch.code.text), branch.name),
            intro: words(.excuseIntro),
            fields: [
                CadenceFields.rule.asked(words, by: rules, first: visit.query["rule"]),
                CadenceFields.period.asked(words, first: visit.query["period"]),
                FormRoute.Field(
                    "group", .plain, .group, hint: .excuseGroupHint, value: visit.query["group"], isOptional: true),
            ]
                + (bindsSecretaries ? [CadenceFields.member.asked(words, first: visit.query["member"])] : [])
                + [CadenceFields.reason.asked(words)])
    } next: { _, made in
        LocalPath.due.with("year", year(made)).with("branch", made["code"]?.string ?? "").with(.recorded)
    }

    private static let committeeExcuseForm = FormRoute(
        "/administration/committees/{committee}/excuses", API.excuseCommittee, .excuseTitle
    ) { visit in
        let (id, words): (ID<Committee>, Words) = (try visit.id("committee"), visit.words)
        let committee = try await visit.read { transaction in
            try transaction.require(.excuseDuties, in: id)
            return try transaction.committee(id)
        }
        return FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.due.with("committee", committee.code.text), committee.name),
            intro: words(.excuseIntro),
            fields: [
                CadenceFields.rule.asked(
                    words, by: try ruleMenu(visit) { $0.subject == .committee }, first: visit.query["rule"]),
                CadenceFields.period.asked(words, first: visit.query["period"]), CadenceFields.reason.asked(words),
            ])
    } next: { _, made in
        LocalPath.due.with("year", year(made)).with("committee", made["code"]?.string ?? "").with(.recorded)
    }

    private static let excuseWithdrawalForm = FormRoute(
        "/due/excuses/{excuse}/withdraw", API.withdrawExcuse, .withdrawExcuse
    ) { visit in
        let (id, words): (ID<CadenceExcuse>, Words) = (try visit.id("excuse"), visit.words)
        let excuse = try await visit.read { try $0.cadenceExcuse(id) }
        let rule = words.cadenceRule(excuse.rule) ?? excuse.rule
        return FormRoute.Asked(
            back: ConfirmPage.Back(
                LocalPath.due.with("year", String(excuse.from.components.year))
                    .with(excuse.branch == nil ? "committee" : "branch", excuse.code.text),
                words(.dutyRule, ["rule": rule, "period": excuse.period])),
            intro: words(.withdrawExcuseIntro), fields: [CadenceFields.reason.asked(words)])
    } next: { _, made in
        LocalPath.due.with("year", year(made))
            .with(
                made["subject"]?.string == AskedSubject.Kind.committee.rawValue ? "committee" : "branch",
                made["code"]?.string ?? ""
            ).with(.recorded)
    }

    private static let ruleSwitchForm = FormRoute(
        "/branches/{branch}/rule-switches/new", API.switchRule, .switchTitle
    ) { visit in
        let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
        let branch = try await visit.read { transaction in
            try transaction.require(.switchRules, in: id)
            return try transaction.branch(id).branch
        }
        return FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.due.with("branch", branch.code.text), branch.name),
            intro: words(.switchIntro),
            fields: [
                CadenceFields.rule.asked(words, by: try ruleMenu(visit, where: \.mayBeSwitchedOff)),
                CadenceFields.off.asked(words, by: FormField.yesOrNo(words), first: "true"),
                CadenceFields.firstPeriod.asked(words),
                CadenceFields.reason.asked(words),
            ])
    } next: { _, made in
        LocalPath.due.with("year", year(made)).with("branch", made["branch"]?.string ?? "").with(.recorded)
    }

    /// The year of the first period's first day.
    private static func year(_ made: JSON) -> String { String((made["from"]?.string ?? "").prefix(4)) }
}
