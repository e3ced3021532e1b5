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
            field("code", .plain, .schemeCode, hint: .schemeCodeHint, scheme?.code.text),
            field("titleZh", .plain, .titleZh, scheme?.title.zh.string),
            field("titleEn", .plain, .titleEn, scheme?.title.en.string),
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
        let title = [
            FormRoute.Field("key", .plain, .itemKey, maximum: 20, isOptional: true),
            FormRoute.Field("titleZh", .plain, .titleZh, isOptional: true),
            FormRoute.Field("titleEn", .plain, .titleEn, isOptional: true),
        ]
        let item =
            title + [
                FormRoute.Field("points", .number, .pointsEach, isOptional: true),
                FormRoute.Field("cap", .number, .capOfMonth, isOptional: true),
            ]
        func items(_ name: String, _ label: Word, _ items: [SchemeContent.Item]?) -> FormRoute.Rows {
            FormRoute.Rows(
                name: "content.\(name)", label: label, columns: item,
                values: (items ?? []).map {
                    values($0.key, $0.title, ["points": $0.points.description, "cap": $0.cap.description])
                }, maximum: 50)
        }
        return [
            FormRoute.Rows(
                name: "content.criteria", label: .criteria,
                columns: title + [
                    FormRoute.Field("maxPoints", .number, .fullMarks, isOptional: true),
                    FormRoute.Field("guidance", .plain, .guidance, maximum: 1000, isOptional: true),
                ], hint: .criteriaHint,
                values: (scheme?.criteria ?? []).map {
                    values($0.key, $0.title, ["maxPoints": $0.maximum.description, "guidance": $0.guidance?.string])
                }, maximum: 30),
            tiers(scheme, words),
            items("bonuses", .bonuses, scheme?.bonuses),
            items("deductions", .deductions, scheme?.deductions),
            FormRoute.Rows(
                name: "content.vetoes", label: .vetoes, columns: title,
                values: (scheme?.vetoes ?? []).map { values($0.key, $0.title) }, maximum: 50),
        ]
    }

    /// A row of every tier there is; one without a weight is not part of the rubric.
    private static func tiers(_ scheme: SchemeContent?, _ words: Words) -> FormRoute.Rows {
        let rules = Dictionary((scheme?.tiers ?? []).map { ($0.tier, $0) }, uniquingKeysWith: { first, _ in first })
        return FormRoute.Rows(
            name: "content.tiers", label: .tiersTitle,
            columns: [
                FormRoute.Field("tier", .menu(of: Tier.self, words), .tier),
                FormRoute.Field("weight", .number, .weightPercent, isOptional: true),
                FormRoute.Field("combine", .menu(of: Combination.self, words), .combination),
                FormRoute.Field("minimumSheets", .number, .minimumSheets, isOptional: true),
                FormRoute.Field("maximumSheets", .number, .maximumSheets, isOptional: true),
            ], hint: .tiersHint,
            values: Tier.allCases.map { tier in
                var row = ["tier": tier.rawValue]
                row["weight"] = rules[tier].map { String($0.weight) }
                row["combine"] = rules[tier]?.combination.rawValue
                row["minimumSheets"] = rules[tier].flatMap { $0.minimumSheets > 1 ? String($0.minimumSheets) : nil }
                row["maximumSheets"] = rules[tier]?.maximumSheets.map { String($0) }
                return row
            }, blanks: 0, maximum: Tier.allCases.count)
    }

    private static func values(
        _ key: Code, _ title: SchemeContent.Title, _ more: [String: String?] = [:]
    ) -> [String: String] {
        more.compactMapValues(\.self)
            .merging(["key": key.text, "titleZh": title.zh.string, "titleEn": title.en.string]) { own, _ in own }
    }
}
