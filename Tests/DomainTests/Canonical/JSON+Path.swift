import Domain

/// Documents with one place changed, the place written as errors name it: `criteria[2].maxPoints`.
extension JSON {
    enum Step: Hashable {
        case name(String)
        case index(Int)
    }

    /// Every place of the document that holds a single value, each once.
    var leaves: [(path: [Step], value: JSON)] {
        switch self {
        case .array(let values):
            values.enumerated().flatMap { index, value in value.leaves.map { ([.index(index)] + $0.path, $0.value) } }
        case .object(let object):
            object.members.flatMap { member in member.value.leaves.map { ([.name(member.name)] + $0.path, $0.value) } }
        default: [([], self)]
        }
    }

    /// The document with the value at `path` replaced, or removed for nil.
    func replacing(_ path: some Collection<Step>, with value: JSON?) -> JSON {
        switch (path.first, self) {
        case (nil, _): return value ?? .null
        case (.index(let index), .array(var values)):
            let last = path.count == 1
            switch value {
            case nil where last: values.remove(at: index)
            case let value? where last && index == values.count: values.append(value)
            default: values[index] = values[index].replacing(path.dropFirst(), with: value)
            }
            return .array(values)
        case (.name(let name), .object(var object)):
            object[name] = path.count == 1 ? value : object[name]?.replacing(path.dropFirst(), with: value)
            return .object(object)
        default: return self
        }
    }

    func replacing(_ path: String, with value: JSON?) -> JSON {
        replacing(Self.steps(path), with: value)
    }

    private static func steps(_ path: String) -> [Step] {
        path.split(whereSeparator: { ".[]".contains($0) }).map { part in
            Int(part).map(Step.index) ?? .name(String(part))
        }
    }
}
