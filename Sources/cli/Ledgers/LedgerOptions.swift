import ArgumentParser
import Domain
import Server

/// Which ledger.
struct LedgerArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("One of \(Ledger.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "ledger"),
        transform: { raw in
            guard let ledger = Ledger(rawValue: raw) else {
                throw ValidationError(
                    "There is no ledger ‘\(raw)’: one of \(Ledger.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return ledger
        })
    var ledger: Ledger

    /// In the API.
    var path: String { ledger.path }
}

/// Which of its entries.
struct EntryArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The entry's id, as ‘zhibu ledger list’ shows it.", valueName: "id")) var id: Int
}

/// What is said, part by part.
struct PartOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp("A part and what it says.", valueName: "part=value"))
    var parts: [String] = []

    /// The parts by name, with what can be chosen; in brackets what may be left out.
    static func told(_ parts: [LedgerPart]) -> String {
        if parts.isEmpty { return "nothing" }
        return parts.map { part in
            var name = part.key.rawValue
            if case .choice(let choices) = part.kind { name += "=\(choices.map(\.rawValue).joined(separator: "|"))" }
            return part.isRequired ? name : "[\(name)]"
        }.joined(separator: ", ")
    }

    /// The body of a request.
    ///
    /// - Parameter more: members beside the parts.
    /// - Throws: a validation error for what is no part, or no number where one was expected.
    func object(_ form: [LedgerPart], with more: [(String, JSON)] = []) throws -> JSON {
        var body = JSON.Object()
        for (name, value) in more { body[name] = value }
        for said in parts {
            let pair = said.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2, let part = form.first(where: { $0.key.rawValue == pair[0] }) else {
                let names = form.map(\.key.rawValue).joined(separator: ", ")
                throw ValidationError("‘\(said)’ is no part and its value: write part=value; the parts are \(names).")
            }
            body[pair[0]] = try Self.json(pair[1], as: part)
        }
        return .object(body)
    }

    private static func json(_ raw: String, as part: LedgerPart) throws -> JSON {
        switch part.kind {
        case .line, .lines, .day, .choice, .area, .focus, .ownBranch: return .string(raw)
        case .members(_, most: 1): return .string(raw)
        case .members:
            return .array(raw.split(whereSeparator: { ", ".contains($0) }).map { .string(String($0)) })
        case .number:
            guard let number = Int(raw) else { throw ValidationError("\(part.key.rawValue) is a whole number.") }
            return JSON(number)
        case .flag:
            guard let flag = ["yes": true, "true": true, "no": false, "false": false][raw] else {
                throw ValidationError("\(part.key.rawValue) is yes or no.")
            }
            return .bool(flag)
        }
    }
}

extension Typed {
    static func ledgerStep(_ raw: String) throws -> LedgerStep.Kind {
        guard let kind = LedgerStep.Kind(rawValue: raw), kind != .withdrawn else {
            let names = LedgerStep.Kind.allCases.filter { $0 != .withdrawn }.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no step ‘\(raw)’: one of \(names).")
        }
        return kind
    }
}
