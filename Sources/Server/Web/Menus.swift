import Domain
import Storage

/// What the console has a word for.
protocol Worded {
    var word: Word { get }
}

extension FormField.Choice {
    /// The first of a menu in which nothing need be chosen.
    static let none = FormField.Choice(code: "", label: "–", isChosen: true)

    init(_ committee: Committee) { self.init(code: committee.code.text, label: committee.name) }

    init(_ branch: Branch, isChosen: Bool = false) {
        self.init(code: branch.code.text, label: branch.name, isChosen: isChosen)
    }

    init(_ area: ResponsibilityArea) {
        self.init(code: area.code.text, label: "\(area.code.text) \(area.name)")
    }

    init(_ person: PersonReference, isChosen: Bool = false) {
        self.init(code: person.number.text, label: "\(person.name) \(person.number.text)", isChosen: isChosen)
    }

    init<Value: Worded & RawRepresentable>(_ value: Value, _ words: Words, isChosen: Bool = false)
    where Value.RawValue == String {
        self.init(code: value.rawValue, label: words(value.word), isChosen: isChosen)
    }

    /// Every value of a type, in the order it declares them.
    static func all<Value: Worded & CaseIterable & RawRepresentable>(
        of type: Value.Type, _ words: Words, chosen code: String? = nil
    ) -> [FormField.Choice] where Value.RawValue == String {
        Value.allCases.map { FormField.Choice($0, words, isChosen: $0.rawValue == code) }
    }
}

extension FormField.Kind {
    /// One of a type's values.
    static func menu<Value: Worded & CaseIterable & RawRepresentable>(
        of type: Value.Type, _ words: Words
    ) -> FormField.Kind where Value.RawValue == String {
        .choice(FormField.Choice.all(of: type, words))
    }

    /// One of a type's values, or none.
    static func menuOrNone<Value: Worded & CaseIterable & RawRepresentable>(
        of type: Value.Type, _ words: Words
    ) -> FormField.Kind where Value.RawValue == String {
        .choice([.none] + FormField.Choice.all(of: type, words))
    }
}

extension Transaction {
    /// The committees that the reader sees, to choose from.
    func committeeChoices() throws -> [FormField.Choice] {
        try whole { try committees($0) }.map { FormField.Choice($0) }
    }

    /// The branches that the reader sees, to choose from.
    func branchChoices() throws -> [FormField.Choice] {
        try whole { try branches($0) }.map { FormField.Choice($0.branch) }
    }

    /// The members that a branch has today, to choose from.
    func memberChoices(of branch: ID<Branch>) throws -> [FormField.Choice] {
        try whole { try members(MemberFilter(branch: branch), $0) }.map {
            FormField.Choice(PersonReference(number: $0.member.number, name: $0.member.name))
        }
    }

    /// The areas that a branch has today, to choose from.
    func areaChoices(of branch: ID<Branch>) throws -> [FormField.Choice] {
        try whole { try areas(AreaFilter(branch: branch), $0) }.map { FormField.Choice($0.area) }
    }
}
