/// One thing that an entry of a ledger has, or a step with it: a text, a day, a choice, people.
package struct LedgerPart: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// One line of at most so many characters.
        case line(Int)
        /// Several lines of at most so many characters.
        case lines(Int)
        case day
        case number(ClosedRange<Int>)
        case flag
        case choice([LedgerChoice])
        /// Members, by their numbers: as many as that at most.
        case members(Circle, most: Int)
        /// An area of the branch, by its code.
        case area
        /// A focus of one of the branch's committees whose months the entry's day is in, by its number.
        case focus
        /// The branch for which a step is taken by one who keeps its ledgers, by its code: not the one whose entry it is.
        case ownBranch
    }

    /// From where members are.
    package enum Circle: Hashable, Sendable {
        case ofTheBranch
        /// Not of the branch: whoever is to look at its work with other eyes.
        case fromElsewhere
    }

    package let key: LedgerKey
    package let kind: Kind
    package let isRequired: Bool

    /// What has to be given.
    package static func needed(_ key: LedgerKey, _ kind: Kind) -> LedgerPart {
        LedgerPart(key: key, kind: kind, isRequired: true)
    }

    /// What may be left out.
    package static func optional(_ key: LedgerKey, _ kind: Kind) -> LedgerPart {
        LedgerPart(key: key, kind: kind, isRequired: false)
    }
}

/// What an entry says in a part.
package enum LedgerValue: Hashable, Sendable {
    case text(Text)
    case day(LocalDate)
    case number(Int)
    case flag(Bool)
    case choice(LedgerChoice)
    case members([ID<Member>])
    case area(ID<ResponsibilityArea>)
    case focus(ID<Focus>)
    case branch(ID<Branch>)
}

/// What an entry says, part by part. What was left out is not there.
package struct LedgerContent: Hashable, Sendable {
    package private(set) var values: [LedgerKey: LedgerValue]

    package init(_ values: [LedgerKey: LedgerValue] = [:]) {
        self.values = values
    }

    package subscript(key: LedgerKey) -> LedgerValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    package func text(_ key: LedgerKey) -> Text? {
        if case .text(let text) = values[key] { text } else { nil }
    }

    package func day(_ key: LedgerKey) -> LocalDate? {
        if case .day(let day) = values[key] { day } else { nil }
    }

    package func choice(_ key: LedgerKey) -> LedgerChoice? {
        if case .choice(let choice) = values[key] { choice } else { nil }
    }

    package func flag(_ key: LedgerKey) -> Bool? {
        if case .flag(let flag) = values[key] { flag } else { nil }
    }

    /// Whoever is named in it.
    package var everybody: [ID<Member>] {
        values.values.flatMap { value -> [ID<Member>] in if case .members(let members) = value { members } else { [] } }
    }

    package var areas: [ID<ResponsibilityArea>] {
        values.values.compactMap { value in if case .area(let area) = value { area } else { nil } }
    }

    package var branches: [ID<Branch>] {
        values.values.compactMap { value in if case .branch(let branch) = value { branch } else { nil } }
    }

    package var foci: [ID<Focus>] {
        values.values.compactMap { value in if case .focus(let focus) = value { focus } else { nil } }
    }

    package func focus(_ key: LedgerKey) -> ID<Focus>? {
        if case .focus(let focus) = values[key] { focus } else { nil }
    }

    package func area(_ key: LedgerKey) -> ID<ResponsibilityArea>? {
        if case .area(let area) = values[key] { area } else { nil }
    }

    package func branch(_ key: LedgerKey) -> ID<Branch>? {
        if case .branch(let branch) = values[key] { branch } else { nil }
    }

    /// What is said in words, part by part, a line for each.
    package func said(in parts: [LedgerPart]) -> String {
        parts.compactMap { text($0.key)?.string }.joined(separator: "\n")
    }

    package func number(_ key: LedgerKey) -> Int? {
        if case .number(let number) = values[key] { number } else { nil }
    }

    package func members(_ key: LedgerKey) -> [ID<Member>] {
        if case .members(let members) = values[key] { members } else { [] }
    }
}

extension LedgerContent {
    /// As it is kept: what is there, in the order of the parts.
    package func document(_ parts: [LedgerPart]) -> JSON {
        var object = JSON.Object()
        for part in parts {
            if let value = values[part.key] { object.append(part.key.rawValue, value.json) }
        }
        return .object(object)
    }

    /// What was kept, by the parts of the day on which it is read: a part that there is no longer is not read, and one that
    /// has come since is not there.
    ///
    /// - Returns: nil where the document is none of such parts.
    package init?(kept document: JSON, _ parts: [LedgerPart]) {
        guard let object = document.object else { return nil }
        self.init()
        for part in parts {
            guard let json = object[part.key.rawValue] else { continue }
            guard let value = LedgerValue(kept: json, as: part.kind) else { return nil }
            values[part.key] = value
        }
    }

    /// The first part that two do not say alike; nil where they say the same.
    package func firstDifference(from other: LedgerContent, in parts: [LedgerPart]) -> LedgerKey? {
        parts.first { values[$0.key] != other.values[$0.key] }?.key
    }
}

extension LedgerValue {
    package var json: JSON {
        switch self {
        case .text(let text): .string(text.string)
        case .day(let day): JSON(day)
        case .number(let number): JSON(number)
        case .flag(let flag): .bool(flag)
        case .choice(let choice): .string(choice.rawValue)
        case .members(let members): JSON(members) { JSON($0) }
        case .area(let area): JSON(area)
        case .focus(let focus): JSON(focus)
        case .branch(let branch): JSON(branch)
        }
    }

    fileprivate init?(kept json: JSON, as kind: LedgerPart.Kind) {
        let value: LedgerValue? =
            switch kind {
            case .line, .lines: json.string.map { .text(Text(kept: $0)) }
            case .day: json.string.flatMap { try? LocalDate(parsing: $0) }.map { .day($0) }
            case .number: json.integer.map { .number(Int($0)) }
            case .flag: json.bool.map { .flag($0) }
            case .choice: json.string.flatMap(LedgerChoice.init(rawValue:)).map { .choice($0) }
            case .members: json.array.map { .members($0.compactMap { $0.integer.map { ID($0) } }) }
            case .area: json.integer.map { .area(ID($0)) }
            case .focus: json.integer.map { .focus(ID($0)) }
            case .ownBranch: json.integer.map { .branch(ID($0)) }
            }
        guard let value else { return nil }
        self = value
    }
}
