import Domain
import Storage

extension Site {
    /// What is done with an objection, a form each.
    static let objectionForms: [FormRoute] = [
        FormRoute("/cycles/{cycle}/objections/new", API.registerObjection, .registerObjection) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let words = visit.words
            let (head, content) = try await visit.read {
                _ = try $0.receivingDesk(for: id)
                return (try CycleHead.Content($0, id), try ObjectionChoices($0, id))
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.cycle(id, "notice"), "\(head.branchName) \(words.month(head.cycle.month))"),
                intro: words(.objectionsIntro),
                fields: [
                    FormRoute.Field(ObjectionChoices.field, .choice(content.matters(words)), .objectionAbout),
                    ObjectionFields.way.asked(words), ObjectionFields.receivedOn.asked(words),
                    ObjectionFields.grounds.asked(words),
                    FormRoute.Field("anonymous", FormField.yesOrNo(words), .objectionAnonymous),
                    ObjectionFields.name.asked(words), ObjectionFields.contact.asked(words),
                    ObjectionFields.lead.asked(words),
                ], completing: ObjectionChoices.complete)
        } next: { _, made in
            LocalPath.objection(ID(made["id"]?.integer ?? 0)).with(.recorded)
        },
        FormRoute("/cycles/{cycle}/areas/{area}/appeal", API.appeal, .appealTitle) { visit in
            let (id, area): (ID<Cycle>, ID<ResponsibilityArea>) = (try visit.id("cycle"), try visit.id("area"))
            let words = visit.words
            let content = try await visit.read {
                try $0.requireOwn(area, at: $0.appealDesk(for: id))
                return try ObjectionChoices($0, id, only: area)
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.cycle(id, "areas/\(area.rawValue)"), content.name),
                intro: words(.appealIntro),
                fields: [
                    FormRoute.Field(ObjectionChoices.field, .choice(content.matters(words)), .objectionAbout),
                    ObjectionFields.grounds.asked(words),
                    FormRoute.Field(
                        "contact", .plain, .objectorContact, maximum: ObjectionIntake.contactMaximum,
                        isOptional: true),
                ], completing: ObjectionChoices.complete)
        } next: { _, made in
            LocalPath.objection(ID(made["id"]?.integer ?? 0)).with(.recorded)
        },
        step("admit", API.admitObjection, .admitObjection, .admitIntro) { _ in [] },
        step("refuse", API.refuseObjection, .refuseObjection, nil) { [ObjectionFields.reason.asked($0)] },
        step("investigator", API.nameInvestigator, .nameInvestigator, .investigatorIntro) {
            [ObjectionFields.member.asked($0)]
        },
        step("tie", API.declareTie, .declareTie, nil) {
            [ObjectionFields.member.asked($0), ObjectionFields.tie.asked($0)]
        },
        step("tell", API.tellObjection, .tellObjection, .tellIntro) { [ObjectionFields.on.asked($0)] },
        FormRoute("/objections/{objection}/withdraw", API.withdrawObjection, .withdrawObjection) { visit in
            let id: ID<Objection> = try visit.id("objection")
            let listing = try await visit.read { try $0.objection(id) }
            return try await FormRoute.Asked(back: back(listing, visit.words), intro: visit.words(.withdrawIntro))
                .rehearsed(by: visit) { _ = try $0.withdrawObjection(id) }
        } next: { visit, _ in
            LocalPath.objection(try visit.id("objection")).with(.recorded)
        },
        decision,
    ]

    /// A step of the receiving body's.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ intro: Word?,
        _ fields: @escaping @Sendable (Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/objections/{objection}/\(part)", operation, title) { visit in
            let id: ID<Objection> = try visit.id("objection")
            let listing = try await visit.read {
                try $0.requireReceiving(id)
                return try $0.objection(id)
            }
            return FormRoute.Asked(
                back: back(listing, visit.words), intro: intro.map { visit.words($0) }, fields: fields(visit.words))
        } next: { visit, _ in
            LocalPath.objection(try visit.id("objection")).with(.recorded)
        }
    }

    private static func back(_ listing: ObjectionListing, _ words: Words) -> ConfirmPage.Back {
        ConfirmPage.Back(.objection(listing.id), words(.objectionTitle, ["number": listing.number.text]))
    }

    /// Who objected is in the answer to its own request alone, and in the audit that it was asked for.
    static let objectorForm = FormRoute(
        "/objections/{objection}/objector", API.discloseObjector, .discloseObjector
    ) { visit in
        let id: ID<Objection> = try visit.id("objection")
        let listing = try await visit.read {
            try $0.requireReceiving(id)
            return try $0.objection(id)
        }
        return FormRoute.Asked(
            back: back(listing, visit.words), intro: visit.words(.discloseObjectorIntro),
            fields: [ObjectionFields.reason.asked(visit.words)])
    } answer: { visit, made in
        let id: ID<Objection> = try visit.id("objection")
        let listing = try await visit.read { try $0.objection(id) }
        let words = visit.words
        return try visit.show(
            ObjectorPage(
                title: words(.objector),
                facts: [
                    Fact(words(.objectorName), made["name"]?.string ?? ""),
                    Fact(words(.objectorContact), made["contact"]?.string ?? ""),
                ], back: back(listing, words)))
    }

    private static let decision = FormRoute(
        "/objections/{objection}/decide", API.decideObjection, .decideObjection
    ) { visit in
        let id: ID<Objection> = try visit.id("objection")
        let words = visit.words
        let (listing, choices) = try await visit.read {
            try $0.requireReceiving(id)
            let listing = try $0.objection(id)
            return (listing, try ObjectionChoices($0, listing.cycle, only: listing.details?.matter.area))
        }
        return FormRoute.Asked(
            back: back(listing, words), intro: words(.decideIntro),
            fields: [
                ObjectionFields.outcome.asked(words), ObjectionFields.findings.asked(words),
                ObjectionFields.reasons.asked(words),
            ], gathering: choices.gathering(words))
    } next: { visit, _ in
        LocalPath.objection(try visit.id("objection")).with(.recorded)
    }.previewing { visit, tried in FormPreview(decision: tried, visit.words) }

    /// Where an honour is taken back.
    static let revokeForm = FormRoute("/awards/{award}/revoke", API.revokeAward, .revokeAward) { visit in
        let id: ID<Award> = try visit.id("award")
        let award = try await visit.read { try $0.award(id).0 }
        return FormRoute.Asked(
            back: ConfirmPage.Back(.one(.awards, id), award.member.name), intro: visit.words(.revokeIntro),
            fields: [.reason()])
    } next: { visit, _ in
        LocalPath.one(.awards, try visit.id("award", of: Award.self)).with(.recorded)
    }
}

/// What there is in a month that an objection can be about, and that a decision can change.
struct ObjectionChoices: Sendable {
    /// The form's one field, of which the operation's members follow: `area:A-1`, `sheet:12`.
    static let field = "matter"

    let scheme: SchemeContent
    let areas: [AreaInMonth]
    let sheets: [SheetListing]
    let adjustments: [AdjustmentListing]
    let isOfOneArea: Bool

    init(_ transaction: Transaction, _ id: ID<Cycle>, only area: ID<ResponsibilityArea>? = nil) throws {
        let cycle = try transaction.cycle(id)
        scheme = try transaction.schemeContent(of: cycle)
        areas = try transaction.areasOfMonth(cycle).filter { area == nil || $0.id == area }
        sheets = try transaction.whole { try transaction.sheets(of: id, area: area, $0) }.filter { $0.uncounted == nil }
        adjustments = try transaction.whole { try transaction.adjustments(of: id, area: area, $0) }
        isOfOneArea = area != nil
    }

    /// Of the one area.
    var name: String { areas.first.map { "\($0.code.text) \($0.name)" } ?? "" }

    func matters(_ words: Words) -> [FormField.Choice] {
        areas.map {
            FormField.Choice(
                code: "area:\($0.code.text)", label: words.noted("\($0.code.text) \($0.name)", words(.aboutArea)))
        }
            + adjustments.map { FormField.Choice(code: "adjustment:\($0.id.rawValue)", label: label($0, words)) }
            + sheets.map { FormField.Choice(code: "sheet:\($0.sheet.id.rawValue)", label: label($0, words)) }
            + (isOfOneArea ? [] : [FormField.Choice(code: "process", label: words(.aboutProcess))])
    }

    func changes(_ words: Words) -> [FormField.Choice] {
        [FormField.Choice(code: "", label: words(.decideNothing))]
            + adjustments.flatMap { listing in
                [
                    FormField.Choice(
                        code: "withdrawAdjustment:\(listing.id.rawValue)",
                        label: words(.decideWithdraw, ["what": label(listing, words)])),
                    FormField.Choice(
                        code: "reviseAdjustment:\(listing.id.rawValue)",
                        label: words(.decideRevise, ["what": label(listing, words)])),
                ]
            }
            + sheets.map { listing in
                FormField.Choice(
                    code: "reviseSheet:\(listing.sheet.id.rawValue)",
                    label: words(.decideRevise, ["what": label(listing, words)]))
            }
            + areas.flatMap { area in
                scheme.menu.flatMap { item in
                    // Of an item with levels each is one that can be added.
                    let levels: [(code: String, title: String)] =
                        if case .levels(let levels) = item.amount {
                            levels.map { (":\($0.key.text)", " \(words($0.title))") }
                        } else { [("", "")] }
                    return levels.map { level in
                        FormField.Choice(
                            code: "adjust:\(area.code.text):\(item.key.text)\(level.code)",
                            label: words(
                                .decideAdd,
                                [
                                    "what":
                                        "\(area.code.text) \(words(item.kind.word)) \(words(item.title))\(level.title)"
                                ]))
                    }
                }
            }
    }

    func criteria(_ words: Words) -> [FormField.Choice] {
        scheme.criteria.map { FormField.Choice(code: $0.key.text, label: words($0.title)) }
    }

    private func label(_ listing: AdjustmentListing, _ words: Words) -> String {
        let item = scheme.menuItem(listing.facts.item.text).map { words($0.title) } ?? listing.facts.item.text
        return "\(listing.area.text) \(words(listing.facts.kind.word)) \(item) \(words.date(listing.facts.happenedOn))"
    }

    private func label(_ listing: SheetListing, _ words: Words) -> String {
        let assessor: String =
            switch listing.sheet.assessor {
            case .label(let label): label.string
            case .member: listing.assessor?.name ?? ""
            }
        return "\(listing.area.text) \(words(listing.sheet.tier.word)) \(assessor)"
    }

    /// What the form's one choice says, in the operation's members.
    static let complete: @Sendable ([String: JSON?]) -> [String: JSON?] = { body in
        var body = body
        let parts = ((body.removeValue(forKey: field) ?? nil)?.string ?? "").split(separator: ":", maxSplits: 1)
        guard let kind = parts.first.map(String.init) else { return body }
        body["about"] = .string(kind)
        guard parts.count == 2 else { return body }
        body[kind] = kind == "area" ? .string(String(parts[1])) : Int64(parts[1]).map { JSON($0) }
        return body
    }
}
