import Domain

extension JSON {
    /// A member's value as a person reads it; nothing for null.
    func shown(_ name: String) -> String {
        self[name]?.shown ?? ""
    }

    /// `张小平 (1001)`
    func person(_ name: String) -> String {
        guard let person = self[name], let number = person["number"]?.string else { return "" }
        return "\(person.shown("name")) (\(number))"
    }

    /// `袁强 (1003), 钱平 (1004)`
    func people(_ name: String) -> String {
        (self[name]?.array ?? []).map { "\($0.shown("name")) (\($0.shown("number")))" }.joined(separator: ", ")
    }

    /// The value as a person reads it.
    var shown: String {
        switch self {
        case .null: ""
        case .bool(let value): value ? "yes" : "no"
        case .number(let digits): digits
        case .string(let text): text.visible
        case .array(let values): values.map(\.shown).joined(separator: ", ")
        case .object(let object): object.members.map { "\($0.name) \($0.value.shown)" }.joined(separator: ", ")
        }
    }

    /// Everything in the value, a line for each member, what is nested further in.
    var outline: String {
        outlineLines(indent: "").joined(separator: "\n")
    }

    private func outlineLines(indent: String) -> [String] {
        switch self {
        case .object(let object):
            let widest = object.members.map { DisplayWidth.of($0.name) }.max() ?? 0
            return object.members.flatMap { member in
                guard member.value.isNested else {
                    let space = String(repeating: " ", count: widest - DisplayWidth.of(member.name))
                    return member.value.isNothing ? [] : ["\(indent)\(member.name)\(space)  \(member.value.shown)"]
                }
                return ["\(indent)\(member.name)"] + member.value.outlineLines(indent: indent + "  ")
            }
        case .array(let values):
            return values.map { value in
                let flat = value.object.map { object in
                    object.members.filter { !$0.value.isNull }.map { "\($0.name) \($0.value.shown)" }
                        .joined(separator: ", ")
                }
                return "\(indent)- \(flat ?? value.shown)"
            }
        default: return [indent + shown]
        }
    }

    private var isNothing: Bool { self == .null || self == [] }

    /// Whether it needs lines of its own.
    private var isNested: Bool {
        switch self {
        case .object(let object): !object.members.isEmpty
        case .array(let values): values.contains { $0.object != nil }
        default: false
        }
    }

    /// The same object with a member more.
    func with(_ name: String, _ value: JSON) -> JSON {
        guard case .object(var object) = self else { return self }
        object[name] = value
        return .object(object)
    }

    /// The same object with a member less.
    func without(_ name: String) -> JSON {
        guard case .object(var object) = self else { return self }
        object[name] = nil
        return .object(object)
    }

    /// An object of those members that have a value.
    static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        var object = JSON.Object()
        for (name, value) in members {
            if let value { object[name] = value }
        }
        return .object(object)
    }
}

extension String? {
    /// For a member that may be left out.
    var json: JSON? { map(JSON.string) }
}
