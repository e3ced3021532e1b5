import Domain
import Storage

/// What stands in a part of an entry, as people give and read it: members by their numbers, areas and branches by their codes.
enum LedgerSaid: Hashable, Sendable {
    case value(LedgerValue)
    case people([PersonReference])
    case place(PlaceReference)
    /// As it was given: numbers or codes; in a file names too.
    case named([Text])

    init?(_ value: LedgerValue?, _ names: LedgerNames) {
        switch value {
        case .members(let members): self = .people(members.compactMap { names.people[$0] })
        case .area(let area):
            guard let place = names.areas[area] else { return nil }
            self = .place(place)
        case .branch(let branch):
            guard let place = names.branches[branch] else { return nil }
            self = .place(place)
        case .focus(let focus):
            guard let named = names.foci[focus] else { return nil }
            self = .place(named)
        case let value?: self = .value(value)
        case nil: return nil
        }
    }

    /// Who or what a cell names: by number or code, by name, or by both as a table of ours has it, `张素心 1109`.
    fileprivate static func reference(_ cell: Substring) -> Text? {
        let words = cell.split { $0.isWhitespace || "（()）".contains($0) }
        if words.count > 1, let last = words.last, last.contains(where: \.isNumber) { return Text(kept: String(last)) }
        return NameForm.of(String(cell)).nonEmpty.map { Text(kept: $0) }
    }

    /// As it is kept.
    ///
    /// - Parameters:
    ///   - branch: whose members and areas are meant by their names alone.
    ///   - month: whose foci are meant by their titles alone.
    /// - Throws: ``FieldErrors`` for the part, where there is no such member, area, branch or focus.
    func found(
        _ transaction: Transaction, as part: LedgerPart, in branch: ID<Branch>, _ month: Month?
    ) throws -> LedgerValue? {
        let field = part.key.rawValue
        guard case .named(let names) = self else {
            if case .value(let value) = self { return value }
            return nil
        }
        switch part.kind {
        case .members:
            return .members(
                try names.map { name in
                    guard (try? Code(name.string)) == nil else {
                        return try transaction.requireMember(name.string, field: field)
                    }
                    return try transaction.requireMember(named: name, in: branch, field: field)
                })
        case .area:
            return try names.first.map {
                .area(try transaction.requireArea(listed: $0.string, of: branch, field: field))
            }
        case .focus:
            return try names.first.map {
                .focus(try transaction.requireFocus(listed: $0.string, in: month, field: field))
            }
        case .ownBranch: return try names.first.map { .branch(try transaction.requireBranch($0.string, field: field)) }
        case .line, .lines, .day, .number, .flag, .choice: return nil
        }
    }
}

extension LedgerPart {
    /// The part of an entry: in the API, a form, a page, a file.
    func field(of content: @escaping @Sendable (LedgerListing) -> LedgerContent = \.content)
        -> Field<LedgerListing, LedgerSaid?>
    {
        Field(
            key.rawValue, wire, key.word,
            headings: SpreadsheetHeadings.named(
                key.headings.chinese, key.headings.english, also: key.headings.also,
                need: isRequired ? .always : .never)
        ) { [key] listing in LedgerSaid(content(listing)[key], listing.named) }
    }

    /// How its value stands outside.
    var wire: Wire<LedgerSaid?> {
        let wire = said.optional
        guard isRequired else { return wire }
        return Wire(
            schema: said.schema, absent: nil,
            parse: { [said] json, path, errors in said.parse(json, path, &errors).map(Optional.some) },
            write: wire.write, cell: { [said] cell throws(Rejection) in try said.cell(cell) }, control: wire.control,
            say: wire.say, words: wire.words)
    }

    private var said: Wire<LedgerSaid> {
        switch kind {
        case .line(let maximum): Self.text(.text(maximum))
        case .lines(let maximum): Self.text(.text(maximum, isLong: true))
        case .day:
            Wire<LocalDate>.date.standing(for: { .value(.day($0)) }) { said in
                if case .value(.day(let day)) = said { day } else { nil }
            }
        case .number(let range):
            Wire<Int>.integer(range).standing(for: { .value(.number($0)) }) { said in
                if case .value(.number(let number)) = said { number } else { nil }
            }
        case .flag:
            Wire<Bool>.boolean.standing(for: { .value(.flag($0)) }) { said in
                if case .value(.flag(let flag)) = said { flag } else { nil }
            }
        case .choice(let choices):
            Wire<LedgerChoice>.one(of: choices).standing(for: { .value(.choice($0)) }) { said in
                if case .value(.choice(let choice)) = said { choice } else { nil }
            }
        case .members(_, let most):
            most == 1 ? .person : .people(most: most)
        case .area, .ownBranch: .place
        case .focus: .focus
        }
    }

    private static func text(_ wire: Wire<Text>) -> Wire<LedgerSaid> {
        wire.standing(for: { .value(.text($0)) }) { said in
            if case .value(.text(let text)) = said { text } else { nil }
        }
    }
}

extension Wire {
    /// The same, for a value of which this one is a case.
    ///
    /// - Parameter part: nil for another case, which has nothing to say.
    fileprivate func standing<Whole>(
        for whole: @escaping @Sendable (Value) -> Whole, _ part: @escaping @Sendable (Whole) -> Value?
    ) -> Wire<Whole> {
        Wire<Whole>(
            schema: schema, absent: nil,
            parse: { [parse] json, path, errors in parse(json, path, &errors).map(whole) },
            write: { [write] value in part(value).map(write) ?? .null },
            cell: { [cell] text throws(Rejection) in whole(try cell(text)) }, control: control,
            say: { [say] value, words in part(value).flatMap { say($0, words) } }, words: words)
    }
}

extension Wire<LedgerChoice> {
    /// One of some.
    fileprivate static func one(of choices: [LedgerChoice]) -> Wire {
        let names = choices.map(\.rawValue)
        let unknown = Rejection(.unknown, "one of \(names.joined(separator: ", "))")
        return written(
            Schema(.choice(names)), { words in .choice(choices.map { FormField.Choice($0, words) }) },
            read: { raw throws(Rejection) in
                guard let choice = LedgerChoice(rawValue: raw) ?? LedgerChoice.worded(raw) ?? LedgerChoice.also[raw],
                    choices.contains(choice)
                else { throw unknown }
                return choice
            },
            strictly: { raw, _ throws(Rejection) in if !names.contains(raw) { throw unknown } },
            write: \.rawValue, say: { choice, words in words(choice.word) })
    }
}

extension Wire<LedgerSaid> {
    /// Members by their numbers; in a cell by their names too, with commas between them.
    fileprivate static func people(most: Int) -> Wire {
        let numbers = Wire<[Code]>.codes(1...most)
        return Wire(
            schema: numbers.schema, absent: nil,
            parse: { json, path, errors in
                numbers.parse(json, path, &errors).map { .named($0.map { Text(kept: $0.text) }) }
            },
            write: { said in
                if case .people(let people) = said { JSON(people) { .string($0.number.text) } } else { .null }
            },
            cell: { text throws(Rejection) in
                let names = text.split { ",，、;；/\n".contains($0) }.compactMap(LedgerSaid.reference)
                if names.isEmpty { throw .missing }
                if names.count > most { throw Rejection(.tooMany, "at most \(most)") }
                return .named(names)
            },
            control: { _ in .plain },
            say: { said, words in
                guard case .people(let people) = said else { return nil }
                return words.list(people.map { "\($0.name) \($0.number.text)" }).nonEmpty
            })
    }

    /// A member by number; in a cell by name too.
    fileprivate static let person = Wire(
        schema: Wire<Code>.code.schema, absent: nil, parse: place.parse,
        write: { said in
            if case .people(let people) = said, let only = people.first { .string(only.number.text) } else { .null }
        }, cell: place.cell, control: { _ in .plain },
        say: { said, _ in
            guard case .people(let people) = said else { return nil }
            return people.first.map { "\($0.name) \($0.number.text)" }
        })

    /// A focus by its number; in a cell by its title too, or by both.
    fileprivate static let focus = Wire(
        schema: Wire<Code>.code.schema, absent: nil, parse: place.parse, write: place.write,
        cell: { text throws(Rejection) in
            .named([try Text(text, maximum: Focus.titleMaximum * 2)])
        }, control: place.control, say: place.say)

    /// An area or a branch by its code; in a cell by its name too.
    fileprivate static let place = Wire(
        schema: Wire<Code>.code.schema, absent: nil,
        parse: { json, path, errors in
            Wire<Code>.code.parse(json, path, &errors).map { .named([Text(kept: $0.text)]) }
        },
        write: { said in if case .place(let place) = said { .string(place.code.text) } else { .null } },
        cell: { text throws(Rejection) in
            guard let name = LedgerSaid.reference(text[...]) else { throw .missing }
            return .named([name])
        },
        control: { _ in .plain },
        say: { said, _ in if case .place(let place) = said { "\(place.name) \(place.code.text)" } else { nil } })
}
