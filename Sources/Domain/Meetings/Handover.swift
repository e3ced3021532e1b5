/// What a branch's secretary hands over to the one who comes (移交清单): drafted from the records until the outgoing one signs,
/// frozen from there on, and taken over once the incoming one has signed the same.
package struct Handover: Hashable, Sendable {
    package enum Part: String, CaseIterable, Hashable, Sendable {
        /// Findings about which something is still to be done.
        case findings
        /// Of the plan, what nothing was reported of.
        case plans
        /// What was asked of the committee and something is still to come of.
        case asks
        /// What the rules ask and is not done.
        case obligations
        /// Months that are neither final nor ended without award.
        case months
        /// Meetings held or past whose minutes are not signed by both.
        case meetings
        /// Areas, with those who hold them.
        case areas
        /// Open accounts of the branch's people, with what they may do.
        case accounts
    }

    /// One thing that is handed over, as it stood.
    package struct Line: Hashable, Sendable {
        package let part: Part
        /// The record; nil for what is derived.
        package let id: Int64?
        package let title: String
        /// Where it is called otherwise in English.
        package let titleEn: String?
        /// The period, of what is asked in one: `2026-10`.
        package let period: String?
        /// States or roles, as their kind has them.
        package let states: [String]
        package let people: [String]
        package let due: LocalDate?
        package let isOverdue: Bool

        package init(
            _ part: Part, _ id: Int64?, _ title: String, en: String? = nil, period: String? = nil,
            states: [String] = [],
            people: [String] = [], due: LocalDate? = nil, isOverdue: Bool = false
        ) {
            (self.part, self.id, self.title, titleEn, self.period) = (part, id, title, en, period)
            (self.states, self.people, self.due, self.isOverdue) = (states, people, due, isOverdue)
        }
    }

    package let branch: Code
    package let outgoing: Code
    package let incoming: Code
    /// Part by part.
    package let lines: [Line]

    package init(branch: Code, from outgoing: Code, to incoming: Code, lines: [Line]) {
        (self.branch, self.outgoing, self.incoming, self.lines) = (branch, outgoing, incoming, lines)
    }

    package func lines(of part: Part) -> [Line] { lines.filter { $0.part == part } }
}

// MARK: - Signing

extension Handover {
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case drafted
        /// Signed by the outgoing secretary: it stands.
        case handedOver
        /// Signed by both.
        case takenOver
        case withdrawn

        package var isOpen: Bool { self == .drafted || self == .handedOver }
    }

    /// The two who sign, and are never one person.
    package enum Side: String, CaseIterable, Hashable, Sendable {
        /// 移交人
        case outgoing
        /// 接收人
        case incoming

        package var status: Status { self == .outgoing ? .handedOver : .takenOver }
    }

    /// The longest remark of who takes over.
    package static let remarkMaximum = 1000

    package enum Refusal: StateRefusal, Hashable {
        /// It is with the other, or with nobody any more.
        case notTheirTurn(Status)
        /// Another is named for it.
        case notSigner(Side)
        /// Who signs in the outgoing one's place is the incoming one.
        case onePerson
        /// It was signed after something else than what stands now.
        case changed
        case over(Status)

        package var code: String {
            switch self {
            case .notTheirTurn, .over: "handOverStatus"
            case .notSigner: "otherSigner"
            case .onePerson: "oneSigner"
            case .changed: "handOverChanged"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notTheirTurn(let status):
                "this is \(Sentence(status.rawValue)): the outgoing secretary signs first, then the incoming one"
            case .notSigner(.outgoing): "another is named as the outgoing secretary: it is theirs to sign"
            case .notSigner(.incoming): "another is named as the incoming secretary: it is theirs to sign"
            case .onePerson: "who takes over does not hand over as well: let somebody else of the office sign"
            case .changed: "the records changed after the sheet was read: read it again, then sign"
            case .over(let status): "this is \(Sentence(status.rawValue)): what was signed by both stands"
            }
        }
    }

    /// - Throws: ``Refusal/notTheirTurn(_:)``
    package static func requireTurn(of side: Side, at status: Status) throws(Refusal) {
        guard status == (side == .outgoing ? .drafted : .handedOver) else { throw .notTheirTurn(status) }
    }

    /// - Throws: ``Refusal/over(_:)``
    package static func requireOpen(_ status: Status) throws(Refusal) {
        guard status.isOpen else { throw .over(status) }
    }
}

// MARK: - How it is kept

extension Handover {
    /// What the SHA-256 is taken over.
    package var json: JSON {
        [
            "branch": .string(branch.text), "outgoing": .string(outgoing.text), "incoming": .string(incoming.text),
            "lines": JSON(lines) { line in
                [
                    "part": .string(line.part.rawValue), "id": line.id.map { JSON($0) } ?? .null,
                    "title": .string(line.title), "titleEn": JSON(line.titleEn), "period": JSON(line.period),
                    "states": JSON(line.states) { .string($0) }, "people": JSON(line.people) { .string($0) },
                    "due": JSON(line.due), "overdue": .bool(line.isOverdue),
                ]
            },
        ]
    }

    /// nil for what is none.
    package init?(_ json: JSON) {
        func code(_ name: String) -> Code? { json[name]?.string.flatMap { try? Code($0) } }
        guard let branch = code("branch"), let outgoing = code("outgoing"), let incoming = code("incoming"),
            let kept = json["lines"]?.array
        else { return nil }
        let lines = kept.compactMap(Line.init)
        guard lines.count == kept.count else { return nil }
        self.init(branch: branch, from: outgoing, to: incoming, lines: lines)
    }
}

extension Handover.Line {
    fileprivate init?(_ json: JSON) {
        guard let part = json["part"]?.string.flatMap(Handover.Part.init(rawValue:)), let title = json["title"]?.string
        else { return nil }
        self.init(
            part, json["id"]?.integer, title, en: json["titleEn"]?.string, period: json["period"]?.string,
            states: (json["states"]?.array ?? []).compactMap(\.string),
            people: (json["people"]?.array ?? []).compactMap(\.string),
            due: json["due"]?.string.flatMap { try? LocalDate(parsing: $0) }, isOverdue: json["overdue"]?.bool ?? false)
    }
}
