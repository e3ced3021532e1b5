import Domain
import Server

/// One thing that an operation takes by name.
struct OperationParameter: Sendable {
    enum Part: String, Sendable { case path, query, body }

    /// As it is typed: `content.criteria[0].key`.
    let name: String
    let part: Part
    let schema: Schema
    let isRequired: Bool

    /// What people may write for an id in a path, by example.
    private static let codes = [
        "branch": "CG-01", "member": "code:1101", "area": "CG-01-A07", "cycle": "2026-10/CG-01",
    ]

    private var type: String {
        guard part == .path else { return schema.described }
        return Self.codes[name].map { "id, or as \($0)" } ?? "id"
    }

    var json: JSON {
        .members([
            "name": .string(name), "in": .string(part.rawValue), "required": .bool(isRequired),
            "type": .string(type), "meaning": schema.note.json,
        ])
    }
}

extension Server.Operation {
    /// What it takes, in the order of the path, the query and the body; of what is nested its innermost members.
    var parameters: [OperationParameter] {
        let path = pathParameters.map {
            OperationParameter(name: $0, part: .path, schema: Self.pathID, isRequired: true)
        }
        let query = query.map {
            OperationParameter(name: $0.name, part: .query, schema: $0.schema, isRequired: $0.isRequired)
        }
        guard case .json(let schema) = body else { return path + query }
        return path + query + schema.members(at: "", isRequired: !schema.isNullable)
    }

    private static let pathID = Schema(.integer(1...Int64.max))

    /// The heading of its description: `createArea: POST /api/v1/areas`.
    var heading: String { "\(id): \(verb) \(APIClient.root)\(path)\n\(summary)" }
}

extension Schema {
    fileprivate func members(at name: String, isRequired: Bool) -> [OperationParameter] {
        switch form {
        case .object(_, let members): Self.members(members, below: name, isRequired: isRequired)
        case .document(let members) where !members.isEmpty:
            Self.members(members, below: name, isRequired: isRequired)
        case .array(let element, _) where element.hasMembers:
            element.members(at: "\(name)[0]", isRequired: isRequired)
        case .map(let value): value.members(at: "\(name).CODE", isRequired: isRequired)
        default: [OperationParameter(name: name, part: .body, schema: self, isRequired: isRequired)]
        }
    }

    private static func members(
        _ members: [Property], below name: String, isRequired: Bool
    ) -> [OperationParameter] {
        members.flatMap { member in
            member.schema.members(
                at: name.isEmpty ? member.name : "\(name).\(member.name)", isRequired: isRequired && member.isRequired)
        }
    }

    private var hasMembers: Bool {
        switch form {
        case .object, .map: true
        case .document(let members): !members.isEmpty
        default: false
        }
    }

    /// The type and its bounds in words.
    var described: String {
        switch form {
        case .text(let maximum): "text of 1 to \(maximum) characters, in one line"
        case .name(let maximum): "name of 1 to \(maximum) characters, in one line, without ?"
        case .lines(let maximum): "text of 1 to \(maximum) characters"
        case .anyText(let maximum): "text of at most \(maximum) characters"
        case .email: "an address for mail, such as office@example.gov.cn"
        case .code: "code"
        case .date: "day, as 2026-11-23"
        case .month: "month, as 2026-11"
        case .timeOfDay: "time, as 09:00"
        case .instant: "moment, as 2026-11-23T01:00:00Z"
        case .choice(let values): values.joined(separator: " | ")
        case .integer(let range) where range.upperBound == .max: "whole number from \(range.lowerBound) on"
        case .integer(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
        case .points(let minimum): "points from \(minimum) to \(Points.maximum), two decimals at most"
        case .boolean: "true | false"
        case .array(let element, let count) where count.upperBound < 1_000_000:
            "list of \(count.lowerBound) to \(count.upperBound): \(element.described)"
        case .array(let element, _): "list: \(element.described)"
        case .map(let value): "by code: \(value.described)"
        case .object, .document: "JSON document"
        }
    }
}
