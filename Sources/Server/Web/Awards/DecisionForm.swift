import Domain
import Storage

extension ObjectionChoices {
    /// What comes of a decision, one after another.
    func gathering(_ words: Words) -> FormRoute.Gathering {
        func field(
            _ name: String, _ kind: FormField.Kind, _ label: Word, maximum: Int = 200, hint: Word? = nil
        ) -> FormRoute.Field {
            FormRoute.Field(
                "consequences.\(name)", kind, label, maximum: maximum, hint: hint, isOptional: true)
        }
        return FormRoute.Gathering(
            name: "consequences", label: .decideConsequences, hint: .decideConsequencesHint, button: .decideAnother,
            fields: [
                field("change", .choice(changes(words)), .decideChange),
                field("times", .number, .times), field("date", .date, .eventDate),
                field("reason", .long, .decideEventReason, maximum: Text.reasonMaximum),
                field("pointsEach", .number, .pointsGiven),
                field("document", .plain, .documentNumber, maximum: Adjustment.Details.documentMaximum),
                field("event", .plain, .event, maximum: Adjustment.Details.eventMaximum, hint: .eventHint),
                field("comment", .long, .comment, maximum: Text.reasonMaximum),
            ],
            rows: [
                FormRoute.Rows(
                    name: "consequences.points", label: .criterion,
                    columns: [
                        FormRoute.Field("criterion", .choice(criteria(words)), .criterion),
                        FormRoute.Field("points", .number, .points, isOptional: scheme.hasBase),
                    ]
                        + (scheme.hasBase
                            ? [
                                FormRoute.Field(
                                    "losses", .plain, .lostFor, maximum: LossLine.maximum, isOptional: true)
                            ] : []),
                    hint: .decidePointsHint,
                    values: scheme.criteria.map { ["criterion": $0.key.text] }, blanks: 0,
                    maximum: scheme.criteria.count)
            ], maximum: ObjectionDecision.mostConsequences,
            standIn: [
                "outcome": .string(DecidedOutcome.upheld.rawValue), "findings": "–", "reasons": "–",
            ], read: Self.consequence, tell: { told($0, words) })
    }

    /// What was filled in, as the operation takes a consequence; nil where no change was chosen.
    static let consequence: @Sendable ([String: JSON]) -> JSON? = { filledIn in
        let parts = (filledIn["change"]?.string ?? "").split(separator: ":").map(String.init)
        guard let what = parts.first.flatMap(ObjectionConsequence.init(rawValue:)) else { return nil }
        var consequence = JSON.Object()
        consequence["what"] = .string(what.rawValue)
        let id = parts.count > 1 ? parts[1].asciiNumber.map { JSON($0) } : nil
        func copy(_ names: [String]) {
            for name in names { consequence[name] = filledIn[name] }
        }
        // Of an adjustment as it is to be, whether it is added or revised.
        let facts = ["times", "reason", "date", "pointsEach", "document", "event"]
        switch what {
        case .reviseSheet:
            consequence["sheet"] = id
            var (points, losses) = (JSON.Object(), JSON.Object())
            for row in filledIn["points"]?.array ?? [] {
                guard let criterion = row["criterion"]?.string else { continue }
                points[criterion] = row["points"]
                losses[criterion] = row["losses"]
            }
            consequence["points"] = .object(points)
            if !losses.members.isEmpty { consequence["losses"] = .object(losses) }
            copy(["comment"])
        case .withdrawAdjustment: consequence["adjustment"] = id
        case .reviseAdjustment:
            consequence["adjustment"] = id
            copy(facts)
        case .adjust:
            for (name, part) in zip(["area", "item", "level"], parts.dropFirst()) { consequence[name] = .string(part) }
            copy(facts)
        }
        return .object(consequence)
    }

    /// A consequence as the form's reader sees it: what is changed, and to what.
    func told(_ consequence: JSON, _ words: Words) -> String {
        let change = [
            consequence["what"]?.string,
            ["sheet", "adjustment"].compactMap { consequence[$0]?.integer }.first.map { String($0) },
            consequence["area"]?.string, consequence["item"]?.string, consequence["level"]?.string,
        ].compactMap(\.self).joined(separator: ":")
        var parts = [changes(words).first { $0.code == change }?.label ?? change]
        func add(_ word: Word, _ text: String?) {
            if let text { parts.append("\(words(word)) \(text)") }
        }
        let points = consequence["points"]?.pointsByKey ?? [:]
        parts += scheme.criteria.compactMap { criterion in
            points[criterion.key.text].map { "\(words(criterion.title)) \($0.fixed)" }
        }
        parts += scheme.criteria.compactMap { criterion in
            consequence["losses"]?[criterion.key.text]?.string.map { words.noted(words(criterion.title), $0) }
        }
        add(.times, consequence["times"]?.integer.map { String($0) })
        add(.eventDate, consequence["date"]?.string.flatMap { try? LocalDate(parsing: $0) }.map { words.date($0) })
        add(.pointsGiven, consequence["pointsEach"].map(\.text))
        add(.documentNumber, consequence["document"]?.string)
        add(.event, consequence["event"]?.string)
        add(.reason, consequence["reason"]?.string)
        add(.comment, consequence["comment"]?.string)
        return words.list(parts)
    }
}

extension FormPreview {
    /// What a decision would move, and until when the notice would stand.
    init(decision tried: JSON, _ words: Words) {
        func stand(_ json: JSON?) -> String {
            let place = json?["place"]?.integer
            let final = json?["final"].flatMap { try? Points($0.text) }?.fixed ?? "–"
            let text =
                place.map { words(.remarkStand, ["place": String($0), "final": final]) } ?? words(.remarkUnranked)
            return json?["winner"] == true ? words.noted(text, words(.winner)) : text
        }
        let moves = tried["moves"]?.array ?? []
        let change = tried["winnersChange"] == true
        let ends = tried["noticeEnds"]?.string.flatMap { try? LocalDate(parsing: $0) }.map { words.date($0) } ?? "–"
        self.init(
            heading: words(.decidePreview),
            remarks: (moves.isEmpty ? [words(.decideMovesNothing)] : [])
                + [
                    words(change ? .decideWinnersChange : .decideWinnersStay),
                    words(change ? .decideNoticeAnew : .decideNoticeStays, ["until": ends]),
                ],
            columns: [words(.area), words(.decideBefore), words(.decideAfter)],
            rows: moves.map { move in
                [
                    "\(move["area"]?.string ?? "") \(move["name"]?.string ?? "")", stand(move["before"]),
                    stand(move["after"]),
                ]
            }, button: words(.decideObjection))
    }
}
