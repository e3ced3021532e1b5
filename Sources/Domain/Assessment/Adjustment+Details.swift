extension Adjustment {
    /// What an entry says beyond its item, how often and when: what the item asks for, and of which event it is.
    package struct Details: Hashable, Sendable {
        /// The points given each time, where the item has a least and a greatest.
        package let points: Points?
        /// The level's key, where the item has levels.
        package let level: Code?
        /// Of an area's entries of one month and kind with the same event, only the highest counts.
        package let event: Text?
        /// The number of the document or decision that it stands on.
        package let document: Text?

        package static let none = Details(points: nil, level: nil, event: nil, document: nil)
        package static let eventMaximum = 100
        package static let documentMaximum = 100

        package init(points: Points?, level: Code?, event: Text?, document: Text?) {
            self.points = points
            self.level = level
            self.event = event
            self.document = document
        }

        /// The same, with what stands where nothing is said.
        package func over(_ before: Details) -> Details {
            Details(
                points: points ?? before.points, level: level ?? before.level, event: event ?? before.event,
                document: document ?? before.document)
        }

        /// Notes what an entry for this item of the scheme says too much or too little: an item takes exactly what it
        /// needs.
        func judge(
            as entry: SchemeContent.MenuEntry, of scheme: SchemeContent, noting errors: inout FieldErrors
        ) {
            judgeAmount(of: entry, noting: &errors)
            switch (entry.document, document) {
            case (.required, nil):
                errors.add(
                    "document", .required,
                    entry.kind == .veto
                        ? "‘\(entry.title.name)’ takes a decision: give its number"
                        : "‘\(entry.title.name)’ takes a document: give its number")
            case (.none, _?):
                errors.add("document", .unexpected, "‘\(entry.title.name)’ stands on no document: leave this out")
            case (.none, nil), (.optional, _), (.required, _?): break
            }
            if event != nil, scheme.format == 1 {
                errors.add("event", .unexpected, "the scheme in force knows no events: leave this out")
            }
        }

        private func judgeAmount(of entry: SchemeContent.MenuEntry, noting errors: inout FieldErrors) {
            let title = entry.title.name
            if case .range(let bounds) = entry.amount {
                if points.map({ !bounds.contains($0) }) ?? true {
                    errors.add(
                        "points", points == nil ? .required : .range,
                        "‘\(title)’ brings from \(bounds.lowerBound) to \(bounds.upperBound) points: say how many")
                }
            } else if points != nil {
                errors.add(
                    "points", .unexpected, "how many points ‘\(title)’ brings is the scheme's to say: leave this out")
            }
            let isKnown =
                if case .levels(let levels) = entry.amount { levels.contains { $0.key == level } } else { level == nil }
            if !isKnown { entry.noteLevels(isNamed: level != nil, &errors) }
        }
    }
}

extension SchemeContent.MenuEntry {
    /// The key of the level that has this title, in either language, or this key; nil, and noted, for none that there is.
    package func level(called title: Text, noting errors: inout FieldErrors) -> Code? {
        if case .levels(let levels) = amount {
            let level = levels.first { [$0.title.zh, $0.title.en].contains(title) || $0.key.text == title.string }
            if let level { return level.key }
        }
        noteLevels(isNamed: true, &errors)
        return nil
    }

    fileprivate func noteLevels(isNamed: Bool, _ errors: inout FieldErrors) {
        if case .levels(let levels) = amount {
            errors.add(
                "level", isNamed ? .unknown : .required, "‘\(title.name)’ has these levels: \(levels.map(\.title.name))"
            )
        } else {
            errors.add("level", .unexpected, "‘\(title.name)’ has no levels: leave this out")
        }
    }
}
