/// The rules' document (`seeds/rules.json`).
extension CadenceRules {
    /// Which of the rules cannot be used, and why.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let faults: [FieldError]

        package var description: String {
            "the rules cannot be used: " + faults.map { "\($0.field): \($0.detail)" }.joined(separator: "; ")
        }
    }

    /// Reads and checks all rules.
    ///
    /// - Throws: every error found, each under its rule's key.
    package init(_ json: JSON) throws(Fault) {
        var errors: [FieldError] = []
        var rules: [CadenceRule] = []
        for (index, element) in (json["rules"]?.array ?? []).enumerated() {
            let key = element["key"]?.string ?? "rules[\(index)]"
            do {
                let rule = try CadenceRule(element)
                if rules.contains(where: { $0.key == rule.key }) {
                    errors.append(FieldError("key", Rejection(.duplicate, "each rule once")).under(key))
                }
                rules.append(rule)
            } catch {
                errors += error.errors.map { $0.under(key) }
            }
        }
        if json["rules"]?.array == nil { errors.append(FieldError("rules", .missing)) }
        guard errors.isEmpty else { throw Fault(faults: errors) }
        all = rules
    }
}

extension CadenceRule {
    /// - Throws: every error found, with the member it is about.
    package init(_ json: JSON) throws(FieldErrors) {
        var fields = JSONFields(json)
        let key = fields.string("key") { raw throws(Rejection) in try Code(raw) }
        let (title, source) = (fields.name("title"), fields.name("source"))
        let strength: Strength? = fields.choice("strength")
        let mark: Mark? = fields.choice("mark")
        let subject: Subject? = fields.choice("binds")
        let cadence = fields.cadence()
        let quantity = fields.integer("quantity", in: 1...100)
        let counts = fields.source()
        let from = fields.optionalDate("from")
        let until = fields.optionalDate("until")
        let mayBeSwitchedOff = fields.flag("mayBeSwitchedOff")

        let inForce = DateSpan(from: from, until: until)
        if inForce == nil { fields.add("until", .range, "a rule cannot end before it begins") }
        if let strength, strength != .usual, mayBeSwitchedOff {
            fields.add("mayBeSwitchedOff", .rule, "only what is usual may be switched off")
        }
        if let subject, let counts, !counts.isOf(subject) {
            fields.add("counts", .rule, "no such record is ever that of a \(subject.rawValue)")
        }
        if case .monthsAfter = cadence, let subject, subject != .secretary {
            fields.add("event", .rule, "only a secretary is appointed")
        }
        if counts == .rankedMonth, let cadence, cadence != .month {
            fields.add("period", .rule, "months are closed one by one: write month")
        }
        if counts == .talkPairs, let cadence, cadence != .year {
            fields.add("period", .rule, "who has talked with whom is looked at year by year: write year")
        }
        if counts == .appraisal, let cadence, cadence != .year {
            fields.add("period", .rule, "members are appraised year by year: write year")
        }
        if counts == .talkPairs, let quantity, quantity != 1 {
            fields.add("quantity", .rule, "everybody has talked with whom they should, or not: write 1")
        }
        fields.refuseUnknown()
        guard let key, let title, let source, let strength, let mark, let subject, let cadence, let quantity,
            let counts,
            let inForce, fields.errors.isEmpty
        else { throw fields.errors }
        self.init(
            key: key, title: title, source: source, strength: strength, mark: mark, subject: subject, cadence: cadence,
            quantity: quantity, counts: counts, inForce: inForce, mayBeSwitchedOff: mayBeSwitchedOff)
    }
}

/// How a period is called in a rule.
private enum PeriodName: String, CaseIterable {
    case month, quarter, halfYear, year, monthsAfter
}

extension JSONFields {
    /// A name in both languages, from two members.
    mutating func name(_ member: String) -> CadenceRule.Name? {
        let (zh, en) = (text("\(member)Zh"), text("\(member)En"))
        guard let zh, let en else { return nil }
        return CadenceRule.Name(zh: zh, en: en)
    }

    fileprivate mutating func optionalDate(_ member: String) -> LocalDate? {
        says(member) ? string(member) { raw throws(Rejection) in try LocalDate(parsing: raw) } : nil
    }

    fileprivate mutating func cadence() -> Cadence? {
        let name: PeriodName? = choice("period")
        switch name {
        case .month: return .month
        case .quarter: return .quarter
        case .halfYear: return .halfYear
        case .year: return .year
        case .monthsAfter:
            let event: Cadence.Event? = choice("event")
            let months = integer("months", in: Cadence.monthsAfterAnEvent)
            guard let event, let months else { return nil }
            return .monthsAfter(event, months)
        case nil: return nil
        }
    }

    fileprivate mutating func source() -> CadenceRule.Source? {
        let kind: CadenceRule.Source.Kind? = choice("counts")
        switch kind {
        case .meeting:
            let meeting: Meeting.Kind? = choice("meeting")
            return meeting.map { .meeting($0) }
        case .rankedMonth: return .rankedMonth
        case .talkPairs: return .talkPairs
        case .appraisal: return .appraisal
        case nil:
            // That is what is wrong, and not of which kind the meetings are.
            _ = says("meeting")
            return nil
        }
    }
}
