import Domain

/// A care case and its steps as they are encrypted: one document each.
extension CareCase {
    func kept(of member: ID<Member>) -> JSON {
        [
            "member": JSON(member), "consent": JSON(consent), "recognised": JSON(recognised),
            "recogniser": .string(recogniser.string), "facts": first.kept, "firstVisit": JSON(firstVisit),
        ]
    }

    init?(kept facts: JSON, recorded: LocalDate, steps: [CareStep]) {
        guard let consent = facts.day("consent"), let recognised = facts.day("recognised"),
            let recogniser = facts.text("recogniser"), let first = facts["facts"].flatMap(Facts.init(kept:))
        else { return nil }
        self.init(
            kept: consent, recognised, recogniser, first, firstVisit: facts.day("firstVisit"), recorded: recorded,
            steps: steps)
    }
}

extension CareCase.Facts {
    fileprivate var kept: JSON {
        [
            "kind": .string(kind.rawValue), "cause": .string(cause.string), "income": JSON(income?.string),
            "sources": .array(sources.map { .string($0.rawValue) }),
            "needs": .array(needs.map { .string($0.rawValue) }),
        ]
    }

    fileprivate init?(kept facts: JSON) {
        guard let kind: CareCase.Kind = facts.choice("kind"), let cause = facts.text("cause") else { return nil }
        self.init(
            kind: kind, cause: cause, income: facts.text("income"),
            sources: (facts["sources"]?.array ?? []).compactMap { $0.string.flatMap(CareCase.Income.init(rawValue:)) },
            needs: (facts["needs"]?.array ?? []).compactMap { $0.string.flatMap(CareCase.Need.init(rawValue:)) })
    }
}

extension CareStep.Content {
    var kept: JSON {
        switch self {
        case .review(let facts, let on): ["step": step, "on": JSON(on), "facts": facts.kept]
        case .aid(let aid):
            [
                "step": step, "on": JSON(aid.on), "what": .string(aid.what.string),
                "value": aid.value.map { JSON($0.fen) } ?? .null,
                "source": .string(aid.source.rawValue), "by": .string(aid.by.string),
            ]
        case .visit(let visit):
            [
                "step": step, "on": JSON(visit.on), "who": .string(visit.who.string),
                "next": JSON(visit.next?.string), "nextVisit": JSON(visit.nextVisit),
            ]
        case .closing(let on, let why): ["step": step, "on": JSON(on), "why": .string(why.string)]
        case .withdrawal(let of, let why): ["step": step, "of": JSON(of), "why": .string(why.string)]
        }
    }

    private var step: JSON { .string(kind.rawValue) }

    init?(kept facts: JSON) {
        let on = facts.day("on")
        switch facts.choice("step") as CareStep.Kind? {
        case .review:
            guard let on, let said = facts["facts"].flatMap(CareCase.Facts.init(kept:)) else { return nil }
            self = .review(said, on: on)
        case .aid:
            guard let on, let what = facts.text("what"), let by = facts.text("by"),
                let source: CareStep.Aid.Source = facts.choice("source")
            else { return nil }
            let value = facts["value"]?.integer.map { Money(fen: Int($0)) }
            self = .aid(CareStep.Aid(what: what, value: value, source: source, on: on, by: by))
        case .visit:
            guard let on, let who = facts.text("who") else { return nil }
            self = .visit(
                CareStep.Visit(on: on, who: who, next: facts.text("next"), nextVisit: facts.day("nextVisit")))
        case .closing:
            guard let on, let why = facts.text("why") else { return nil }
            self = .closing(on: on, why: why)
        case .withdrawal:
            guard let of = facts["of"]?.integer, let why = facts.text("why") else { return nil }
            self = .withdrawal(of: ID(of), why: why)
        case nil: return nil
        }
    }
}

extension JSON {
    fileprivate func day(_ name: String) -> LocalDate? {
        self[name]?.string.flatMap { try? LocalDate(parsing: $0) }
    }

    fileprivate func text(_ name: String) -> Text? { self[name]?.string.map(Text.init(kept:)) }

    fileprivate func choice<Value: RawRepresentable>(_ name: String) -> Value? where Value.RawValue == String {
        self[name]?.string.flatMap(Value.init(rawValue:))
    }
}
