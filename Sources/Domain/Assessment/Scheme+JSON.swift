/// The scheme's document: what the office imports, what is stored, and what a snapshot includes.
extension SchemeContent {
    /// Reads and checks a whole scheme.
    ///
    /// - Throws: every error found, with its path.
    package init(_ json: JSON, isKept: Bool = false) throws(FieldErrors) {
        var fields = JSONFields(json, isKept: isKept)
        let format = fields.optionalInteger("format", in: Self.formats.lowerBound...Self.formats.upperBound) ?? 1
        if format == 1 { fields.refuseOfFormat2("rounding", "trimFrom", "noticeCountsPostingDay") }
        let code = fields.string("code") { raw throws(Rejection) in try Code(raw) }
        let title = fields.title()
        let effectiveFrom = fields.string("effectiveFrom") { raw throws(Rejection) in try Month(parsing: raw) }
        let dueDay = fields.integer("scoringDueDay", in: 1...28)
        let noticeDays = fields.integer("noticeWorkingDays", in: 1...30)
        let minimum = fields.points("awardMinimum")
        let awards = fields.integer("awardsPerBranch", in: 1...100)
        let bonusCap = fields.points("bonusCap")
        let rounding = fields.choice("rounding", usual: Rounding.tiers)
        let trimFrom = fields.optionalInteger("trimFrom", in: Self.trimFrom) ?? Combination.usualTrimFrom
        let noticeCountsPostingDay = fields.flag("noticeCountsPostingDay")
        let criteria = fields.list("criteria", count: 1...30) { $0.criterion(format) }
        let tiers = fields.list("tiers", count: 1...Tier.allCases.count) { $0.tierRule(format) }
        let bonuses = fields.list("bonuses", count: 0...50) { $0.item(format) }
        let deductions = fields.list("deductions", count: 0...50) { $0.item(format) }
        let vetoes = fields.list("vetoes", count: 0...50) { $0.veto(format) }

        if let criteria {
            fields.refuseDuplicates(of: criteria.map(\.key.text), in: "criteria", member: "key")
            fields.refuseDuplicates(of: criteria.map(\.title.zh.string), in: "criteria", member: "titleZh")
        }
        if let tiers {
            fields.refuseDuplicates(of: tiers.map(\.tier.rawValue), in: "tiers", member: "tier")
            let sum = tiers.map(\.weight).reduce(0, +)
            if sum != 100 { fields.add("tiers", .rule, "the weights sum to \(sum), they must sum to 100") }
        }
        if let bonuses, let deductions, let vetoes {
            let keys = bonuses.map(\.key.text) + deductions.map(\.key.text) + vetoes.map(\.key.text)
            fields.refuseDuplicates(of: keys, in: "bonuses, deductions, vetoes", member: "key")
            let titles = bonuses.map(\.title.zh) + deductions.map(\.title.zh) + vetoes.map(\.title.zh)
            fields.refuseDuplicates(of: titles.map(\.string), in: "bonuses, deductions, vetoes", member: "titleZh")
        }
        fields.refuseUnknown()
        guard let code, let title, let effectiveFrom, let dueDay, let noticeDays, let minimum, let awards, let bonusCap,
            let criteria, let tiers, let bonuses, let deductions, let vetoes, fields.errors.isEmpty
        else { throw fields.errors }

        self.format = format
        self.code = code
        self.title = title
        self.effectiveFrom = effectiveFrom
        scoringDueDay = dueDay
        noticeWorkingDays = noticeDays
        self.noticeCountsPostingDay = noticeCountsPostingDay
        awardMinimum = minimum
        awardsPerBranch = awards
        self.bonusCap = bonusCap
        self.rounding = rounding
        self.trimFrom = trimFrom
        self.criteria = criteria
        self.tiers = tiers.sorted { $0.tier < $1.tier }
        self.bonuses = bonuses
        self.deductions = deductions
        self.vetoes = vetoes
    }

    /// The document again; reading it gives an equal scheme.
    package var json: JSON {
        guard format > 1, var document = plainJSON.object else { return plainJSON }
        document["format"] = JSON(format)
        document["rounding"] = .string(rounding.rawValue)
        document["trimFrom"] = JSON(trimFrom)
        document["noticeCountsPostingDay"] = .bool(noticeCountsPostingDay)
        return .object(document)
    }

    /// What a document of either format has.
    private var plainJSON: JSON {
        [
            "code": .string(code.text),
            "titleZh": .string(title.zh.string),
            "titleEn": .string(title.en.string),
            "effectiveFrom": JSON(effectiveFrom),
            "scoringDueDay": JSON(scoringDueDay),
            "noticeWorkingDays": JSON(noticeWorkingDays),
            "awardMinimum": JSON(awardMinimum),
            "awardsPerBranch": JSON(awardsPerBranch),
            "bonusCap": JSON(bonusCap),
            "criteria": JSON(criteria) { criterion in
                var json: JSON.Object = Self.header(criterion.key, criterion.title)
                json["maxPoints"] = JSON(criterion.maximum)
                if let guidance = criterion.guidance { json["guidance"] = .string(guidance.string) }
                // Schemes from before it could be said are written as they were.
                if let losses = criterion.losses {
                    json["mode"] = .string(criterion.mode.rawValue)
                    json["losses"] = JSON(losses) { .object(Self.amount($0.amount, in: Self.header($0.key, $0.title))) }
                }
                return .object(json)
            },
            "tiers": JSON(tiers, tierJSON),
            "bonuses": JSON(bonuses, Self.itemJSON),
            "deductions": JSON(deductions, Self.itemJSON),
            "vetoes": JSON(vetoes) { veto in
                var json = Self.header(veto.key, veto.title)
                if veto.isByDecision { json["byDecision"] = true }
                return .object(json)
            },
        ]
    }

    private func tierJSON(_ rule: TierRule) -> JSON {
        var object = JSON.Object()
        object["tier"] = .string(rule.tier.rawValue)
        object["weight"] = JSON(rule.weight)
        object["combine"] = .string(rule.combination.rawValue)
        if format > 1 { object["minimumSheets"] = JSON(rule.minimumSheets) }
        if let maximum = rule.maximumSheets { object["maximumSheets"] = JSON(maximum) }
        // Schemes from before it could be said are written as they were.
        if rule.assessors != .any { object["assessors"] = .string(rule.assessors.rawValue) }
        return .object(object)
    }

    private static func header(_ key: Code, _ title: Title) -> JSON.Object {
        var object = JSON.Object()
        object["key"] = .string(key.text)
        object["titleZh"] = .string(title.zh.string)
        object["titleEn"] = .string(title.en.string)
        return object
    }

    private static func amount(_ amount: Amount, in header: JSON.Object) -> JSON.Object {
        var object = header
        switch amount {
        case .fixed(let points): object["points"] = JSON(points)
        case .range(let bounds):
            object["min"] = JSON(bounds.lowerBound)
            object["max"] = JSON(bounds.upperBound)
        case .levels(let levels):
            object["levels"] = JSON(levels) { level in
                var json = Self.header(level.key, level.title)
                json["points"] = JSON(level.points)
                return .object(json)
            }
        }
        return object
    }

    private static func itemJSON(_ item: Item) -> JSON {
        var object = amount(item.amount, in: header(item.key, item.title))
        object["cap"] = JSON(item.cap)
        if item.document != .none { object["document"] = .string(item.document.rawValue) }
        // Schemes from before it could be said are written as they were.
        if let source = item.source { object["from"] = .string(source.rawValue) }
        return .object(object)
    }
}

extension JSONFields {
    fileprivate mutating func title() -> SchemeContent.Title? {
        let zh = text("titleZh")
        let en = text("titleEn")
        guard let zh, let en else { return nil }
        return SchemeContent.Title(zh: zh, en: en)
    }

    fileprivate mutating func key() -> Code? {
        string("key") { raw throws(Rejection) in try Code(raw) }
    }

    fileprivate mutating func criterion(_ format: Int) -> SchemeContent.Criterion? {
        if format == 1 { refuseOfFormat2("mode", "losses") }
        let (key, title, maximum) = (key(), title(), points("maxPoints"))
        let guidance = optionalLines("guidance", maximum: 1000)
        if maximum == .zero { add("maxPoints", .range, "more than 0") }
        let mode = format == 1 ? .points : choice("mode", usual: SchemeContent.Mode.points)
        var losses: [SchemeContent.Loss]?
        switch mode {
        case .base:
            losses = list("losses", count: 0...SchemeContent.mostLosses) { $0.loss(atMost: maximum) }
            refuseDuplicates(of: (losses ?? []).map(\.key.text), in: "losses", member: "key")
            refuseDuplicates(of: (losses ?? []).map(\.title.zh.string), in: "losses", member: "titleZh")
            if losses == nil { return nil }
        case .points:
            if format > 1, says("losses") {
                add(
                    "losses", .conflict,
                    "only a criterion of mode base loses by causes: write “mode”: “base”, or leave them out")
            }
        }
        guard let key, let title, let maximum, maximum > .zero else { return nil }
        return SchemeContent.Criterion(
            key: key, title: title, maximum: maximum, guidance: guidance, losses: losses)
    }

    /// A cause by which a criterion loses points.
    ///
    /// - Parameter maximum: what the criterion starts from.
    private mutating func loss(atMost maximum: Points?) -> SchemeContent.Loss? {
        let (key, title) = (key(), title())
        var canBeCalled = true
        for (member, name) in [("key", key?.text), ("titleZh", title?.zh.string), ("titleEn", title?.en.string)] {
            guard let name, !LossLine.canBeCalled(name) else { continue }
            canBeCalled = false
            add(member, .format, "a cause has no ‘；’ in it, and does not end like ×2 or −3: sheets could not name it")
        }
        let amount: SchemeContent.Amount?
        if says("min") || says("max") {
            if says("points") { add("points", .conflict, "a cause has points, or min and max: one of the two") }
            amount = range()
        } else {
            amount = pointsAboveZero("points").map { .fixed($0) }
        }
        if let amount, let maximum, amount.greatest > maximum {
            add(
                says("max") ? "max" : "points", .range, "at most the points that the criterion starts from (\(maximum))"
            )
        }
        guard let key, let title, let amount, canBeCalled else { return nil }
        return SchemeContent.Loss(key: key, title: title, amount: amount)
    }

    /// A least and a greatest.
    private mutating func range() -> SchemeContent.Amount? {
        let (least, greatest) = (pointsAboveZero("min"), pointsAboveZero("max"))
        guard let least, let greatest else { return nil }
        guard least <= greatest else {
            add("max", .range, "at least min (\(least))")
            return nil
        }
        return .range(least...greatest)
    }

    fileprivate mutating func tierRule(_ format: Int) -> SchemeContent.TierRule? {
        if format == 1 { refuseOfFormat2("minimumSheets", "maximumSheets", "assessors") }
        let tier: Tier? = choice("tier")
        let weight = integer("weight", in: 0...100)
        let combination: Combination? = choice("combine")
        let minimum = optionalInteger("minimumSheets", in: SchemeContent.sheetCounts)
        let maximum = optionalInteger("maximumSheets", in: SchemeContent.sheetCounts)
        let assessors = choice("assessors", usual: SchemeContent.Assessors.any)
        if let tier, assessors != .any, [.own, .public].contains(tier) {
            add("assessors", .rule, "who scores in the \(tier.rawValue) tier is no choice: leave this out")
        }
        if let minimum, minimum > 1, weight == 0 {
            add("minimumSheets", .rule, "a tier without weight needs no sheet: give it a weight, or leave this out")
        }
        if let maximum {
            if let tier, tier != .public {
                add("maximumSheets", .rule, "only the public tier has a maximum: leave it out")
            }
            if maximum < minimum ?? 1 {
                add("maximumSheets", .range, "at least minimumSheets (\(minimum ?? 1))")
            }
        }
        guard let tier, let weight, let combination else { return nil }
        return SchemeContent.TierRule(
            tier: tier, weight: weight, combination: combination, minimumSheets: minimum ?? 1, maximumSheets: maximum,
            assessors: assessors)
    }

    /// What only a document of format 2 can say.
    fileprivate mutating func refuseOfFormat2(_ names: String...) {
        for name in names where says(name) {
            add(name, .unexpected, "only a scheme of format 2 has this: write “format”: 2")
        }
    }

    fileprivate mutating func item(_ format: Int) -> SchemeContent.Item? {
        if format == 1 { refuseOfFormat2("min", "max", "levels", "document", "from") }
        let (key, title, amount, cap) = (key(), title(), amount(format), points("cap"))
        if let amount, let cap, cap < amount.greatest {
            add("cap", .range, "at least the most that the item brings each time (\(amount.greatest))")
        }
        let document = choice("document", usual: SchemeContent.DocumentRule.none)
        let source: AreaFacts.Figure? = says("from") ? choice("from") : nil
        guard let key, let title, let amount, let cap, cap >= amount.greatest else { return nil }
        return SchemeContent.Item(key: key, title: title, amount: amount, cap: cap, document: document, source: source)
    }

    /// Fixed points, a least and a greatest, or levels: one of the three.
    private mutating func amount(_ format: Int) -> SchemeContent.Amount? {
        // Looked at each, so that none of them is taken for a member that there is not.
        let (min, max, hasLevels) = format == 1 ? (false, false, false) : (says("min"), says("max"), says("levels"))
        let hasRange = min || max
        guard hasRange || hasLevels else { return pointsAboveZero("points").map { .fixed($0) } }
        if says("points") || hasRange && hasLevels {
            add("points", .conflict, "an item has points, or min and max, or levels: one of the three")
            return nil
        }
        if hasRange { return range() }
        guard let levels = list("levels", count: 1...20, { $0.level() }) else { return nil }
        refuseDuplicates(of: levels.map(\.key.text), in: "levels", member: "key")
        refuseDuplicates(of: levels.map(\.title.zh.string), in: "levels", member: "titleZh")
        return .levels(levels)
    }

    private mutating func level() -> SchemeContent.Level? {
        let (key, title, points) = (key(), title(), pointsAboveZero("points"))
        guard let key, let title, let points else { return nil }
        return SchemeContent.Level(key: key, title: title, points: points)
    }

    private mutating func pointsAboveZero(_ name: String) -> Points? {
        guard let points = points(name) else { return nil }
        if points == .zero { add(name, .range, "more than 0") }
        return points > .zero ? points : nil
    }

    fileprivate mutating func veto(_ format: Int) -> SchemeContent.Veto? {
        if format == 1 { refuseOfFormat2("byDecision") }
        let (key, title, isByDecision) = (key(), title(), flag("byDecision"))
        guard let key, let title else { return nil }
        return SchemeContent.Veto(key: key, title: title, isByDecision: isByDecision)
    }

    fileprivate mutating func refuseDuplicates(of values: [String], in list: String, member: String) {
        var seen: Set<String> = []
        for value in values where !seen.insert(value).inserted {
            add(list, .duplicate, "‘\(value)’ stands twice as \(member)")
        }
    }
}
