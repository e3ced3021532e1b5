import Domain

/// A rubric, to be filled in line by line. It writes the later of the two formats, which can say all that is asked here.
enum SchemeForm {
    static let format: (name: String, value: JSON) = ("content.format", JSON(SchemeContent.formats.upperBound))

    /// - Parameter scheme: what they hold at first; nil for a rubric that is begun from nothing.
    static func fields(_ scheme: SchemeContent?, _ words: Words) -> [FormRoute.Field] {
        func field(
            _ name: String, _ kind: FormField.Kind, _ label: Word, hint: Word? = nil, _ value: String?
        ) -> FormRoute.Field {
            FormRoute.Field("content.\(name)", kind, label, hint: hint, value: value)
        }
        return [
            field("titleZh", .plain, .titleZh, scheme?.title.zh.string)
        ] + englishTitle(words, at: "content.titleEn", scheme?.title.en.string) + [
            field("effectiveFrom", .month, .effectiveFrom, scheme?.effectiveFrom.description),
            field(
                "scoringDueDay", .number, .scoringDueDay, hint: .scoringDueDayHint,
                String(scheme?.scoringDueDay ?? 5)),
            field(
                "noticeWorkingDays", .number, .noticeDays, hint: .noticeDaysHint,
                String(scheme?.noticeWorkingDays ?? 3)),
            field(
                "noticeCountsPostingDay", FormField.yesOrNo(words), .noticeCountsPostingDay,
                hint: .noticeCountsPostingDayHint, String(scheme?.noticeCountsPostingDay ?? false)),
            field("awardMinimum", .number, .awardMinimum, scheme?.awardMinimum.description),
            field("awardsPerBranch", .number, .awardsPerBranch, String(scheme?.awardsPerBranch ?? 1)),
            field("bonusCap", .number, .bonusCap, scheme?.bonusCap.description),
            field(
                "rounding", .menu(of: SchemeContent.Rounding.self, words), .rounding, hint: .roundingHint,
                (scheme?.rounding ?? .tiers).rawValue),
            field(
                "trimFrom", .number, .trimFrom, hint: .trimFromHint,
                String(scheme?.trimFrom ?? Combination.usualTrimFrom)),
        ]
    }

    static func rows(_ scheme: SchemeContent?, _ words: Words) -> [FormRoute.Rows] {
        let title = [FormRoute.Field("titleZh", .plain, .titleZh)] + englishTitle(words, at: "titleEn", nil)
        let item =
            title + [
                FormRoute.Field("points", .plain, .pointsEach), FormRoute.Field("cap", .number, .capOfMonth),
                FormRoute.Field("document", .menu(of: SchemeContent.DocumentRule.self, words), .documentRule),
                FormRoute.Field(
                    "from", .choice([.none] + FormField.Choice.all(of: AreaFacts.Figure.self, words)),
                    .proposedFromLabel,
                    isOptional: true),
            ]
        func items(_ name: String, _ label: Word, _ items: [SchemeContent.Item]?) -> FormRoute.Rows {
            FormRoute.Rows(
                name: "content.\(name)", label: label, columns: item, hint: .itemsHint,
                values: (items ?? []).map {
                    values(
                        $0.title,
                        [
                            "points": SchemeAmount.written($0.amount, words), "cap": $0.cap.description,
                            "document": $0.document.rawValue, "from": $0.source?.rawValue,
                        ])
                }, maximum: 50)
        }
        return [
            FormRoute.Rows(
                name: "content.criteria", label: .criteria,
                columns: title + [
                    FormRoute.Field("maxPoints", .number, .fullMarks),
                    FormRoute.Field("mode", .menu(of: SchemeContent.Mode.self, words), .modeTitle),
                    FormRoute.Field("losses", .plain, .causes, maximum: SchemeLosses.maximum, isOptional: true),
                    FormRoute.Field("guidance", .plain, .guidance, maximum: 1000, isOptional: true),
                ], hint: .criteriaHint,
                values: (scheme?.criteria ?? []).map {
                    values(
                        $0.title,
                        [
                            "maxPoints": $0.maximum.description, "mode": $0.mode.rawValue,
                            "losses": $0.losses.map { SchemeLosses.written($0, words) },
                            "guidance": $0.guidance?.string,
                        ])
                }, maximum: 30),
            tiers(scheme, words),
            items("bonuses", .bonuses, scheme?.bonuses),
            items("deductions", .deductions, scheme?.deductions),
            FormRoute.Rows(
                name: "content.vetoes", label: .vetoes,
                columns: title + [
                    FormRoute.Field("byDecision", FormField.yesOrNo(words), .byDecision, value: "false")
                ],
                values: (scheme?.vetoes ?? []).map { values($0.title, ["byDecision": String($0.isByDecision)]) },
                maximum: 50),
        ]
    }

    /// A row of every tier there is; one without a weight is not part of the rubric.
    private static func tiers(_ scheme: SchemeContent?, _ words: Words) -> FormRoute.Rows {
        let rules = Dictionary((scheme?.tiers ?? []).map { ($0.tier, $0) }, uniquingKeysWith: { first, _ in first })
        return FormRoute.Rows(
            name: "content.tiers", label: .tiersTitle,
            columns: [
                FormRoute.Field("tier", .menu(of: Tier.self, words), .tier),
                FormRoute.Field("weight", .number, .weightPercent),
                FormRoute.Field("combine", .menu(of: Combination.self, words), .combination),
                FormRoute.Field("assessors", .menu(of: SchemeContent.Assessors.self, words), .assessorsTitle),
                FormRoute.Field("minimumSheets", .number, .minimumSheets, isOptional: true),
                FormRoute.Field("maximumSheets", .number, .maximumSheets, isOptional: true),
            ], hint: .tiersHint,
            values: Tier.allCases.map { tier in
                var row = ["tier": tier.rawValue]
                row["weight"] = rules[tier].map { String($0.weight) }
                row["combine"] = rules[tier]?.combination.rawValue
                row["assessors"] = rules[tier]?.assessors.rawValue
                row["minimumSheets"] = rules[tier].flatMap { $0.minimumSheets > 1 ? String($0.minimumSheets) : nil }
                row["maximumSheets"] = rules[tier]?.maximumSheets.map { String($0) }
                return row
            }, blanks: 0, maximum: Tier.allCases.count)
    }

    private static func values(
        _ title: SchemeContent.Title, _ more: [String: String?] = [:]
    ) -> [String: String] {
        more.compactMapValues(\.self)
            .merging(["titleZh": title.zh.string, "titleEn": title.en.string]) { own, _ in own }
    }

    /// Asked of whoever reads English; without it the Chinese one is shown.
    private static func englishTitle(_ words: Words, at name: String, _ value: String?) -> [FormRoute.Field] {
        switch words.language {
        case .chinese: []
        case .english: [FormRoute.Field(name, .plain, .titleEn, value: value, isOptional: true)]
        }
    }
}

// MARK: - Codes

extension SchemeForm {
    /// The body with what nobody is asked for: the codes, made from the order, and English titles that were left out. What
    /// has the title of something in the version before has its code, so that both versions speak of the same.
    static func completed(_ body: [String: JSON?], over scheme: SchemeContent?) -> [String: JSON?] {
        guard case .object(var content)?? = body["content"] else { return body }
        content["code"] = .string(scheme?.code.text ?? "scheme-\(content["effectiveFrom"]?.string ?? "")")
        complete(&content, over: scheme?.title)
        let menu = (scheme?.menu ?? []).map { ($0.key, $0.title) }
        let criteria = (scheme?.criteria ?? []).map { ($0.key, $0.title) }
        for (list, letter, standing) in [
            ("criteria", "c", criteria), ("bonuses", "b", menu), ("deductions", "d", menu), ("vetoes", "v", menu),
        ] {
            content[list] = .array(completed(content[list]?.array ?? [], letter, over: standing))
        }
        content["criteria"] = .array(
            (content["criteria"]?.array ?? []).map { criterion in
                guard case .object(let object) = criterion else { return criterion }
                let standing = scheme?.criteria.first { $0.key.text == object["key"]?.string }?.losses
                return .object(SchemeLosses.completed(object, over: standing ?? []))
            })
        for list in ["bonuses", "deductions"] {
            content[list] = .array(
                (content[list]?.array ?? []).map { item in
                    guard case .object(let object) = item else { return item }
                    let standing = object["key"]?.string.flatMap { scheme?.menuItem($0)?.amount }
                    return .object(SchemeAmount.completed(object, over: standing))
                })
        }
        var body = body
        body["content"] = .object(content)
        return body
    }

    private static func completed(
        _ rows: [JSON], _ letter: String, over standing: [(key: Code, title: SchemeContent.Title)]
    ) -> [JSON] {
        var taken = Set(standing.map(\.key.text))
        var known: Set<String> = []
        return rows.map { row in
            guard case .object(var object) = row else { return row }
            let same = standing.first { $0.title.zh.string == object["titleZh"]?.string }
            complete(&object, over: same?.title)
            if let same, known.insert(same.key.text).inserted {
                object["key"] = .string(same.key.text)
            } else {
                var number = 1
                while !taken.insert("\(letter)\(number)").inserted { number += 1 }
                object["key"] = .string("\(letter)\(number)")
            }
            return .object(object)
        }
    }

    /// - Parameter title: of the same in the version before.
    private static func complete(_ object: inout JSON.Object, over title: SchemeContent.Title?) {
        if object["titleEn"]?.string == nil {
            object["titleEn"] = title.map { .string($0.en.string) } ?? object["titleZh"]
        }
    }
}

extension SchemeContent.Assessors: Worded {
    var word: Word {
        switch self {
        case .any: .assessorsAny
        case .officers: .assessorsOfficers
        case .named: .assessorsNamed
        }
    }
}
