import Domain

/// The document in parts that can be reviewed: one of each room, and one of what is nobody's alone. Together they hold
/// all of it, everything once.
extension OpenAPI {
    /// What no room has to itself.
    private static let shared = "Shared"

    /// The parts by their names: for a room its paths, and the schemas that nothing but these leads to.
    static func byRoom(_ document: JSON = document(below: .root)) -> [(name: String, part: JSON)] {
        let schemas = document["components"]?["schemas"]?.object ?? JSON.Object()
        let rooms = Room.allCases.map { room in (name: room.rawValue, paths: paths(of: room, in: document)) }
        let reached = rooms.map { references(in: .object($0.paths), through: schemas) }
        let owned = zip(rooms.indices, reached).map { place, own in
            reached.indices.filter { $0 != place }.reduce(own) { $0.subtracting(reached[$1]) }
                .subtracting(references(in: document["components"]?["responses"] ?? .null, through: schemas))
        }
        var parts = zip(rooms, owned).map { room, owned in
            let part: JSON = [
                "paths": .object(room.paths), "components": ["schemas": .object(schemas.only { owned.contains($0) })],
            ]
            return (name: room.name, part: part)
        }
        let ownedByAny = owned.reduce(into: Set<String>()) { $0.formUnion($1) }
        var rest = document.object?.only { $0 != "paths" } ?? JSON.Object()
        var components = rest["components"]?.object ?? JSON.Object()
        components["schemas"] = .object(schemas.only { !ownedByAny.contains($0) })
        rest["components"] = .object(components)
        parts.append((shared, .object(rest)))
        return parts
    }

    /// The paths with the room's operations. Where a path has those of several rooms, each has its own.
    private static func paths(of room: Room, in document: JSON) -> JSON.Object {
        var paths = JSON.Object()
        for path in document["paths"]?.object?.members ?? [] {
            let operations = path.value.object?.members.filter { $0.value["tags"]?.array == [.string(room.rawValue)] }
            guard let operations, !operations.isEmpty else { continue }
            var item = JSON.Object()
            for operation in operations { item[operation.name] = operation.value }
            paths[path.name] = .object(item)
        }
        return paths
    }

    /// The names of the schemas to which `json` leads, by way of others too.
    private static func references(in json: JSON, through schemas: JSON.Object) -> Set<String> {
        var found: Set<String> = []
        var waiting = [json]
        while let next = waiting.popLast() {
            switch next {
            case .object(let object):
                if let name = object["$ref"]?.string?.split(separator: "/").last.map(String.init),
                    let schema = schemas[name], found.insert(name).inserted
                {
                    waiting.append(schema)
                }
                waiting += object.members.map(\.value)
            case .array(let values): waiting += values
            default: break
            }
        }
        return found
    }
}

extension JSON.Object {
    fileprivate func only(_ isWanted: (String) -> Bool) -> JSON.Object {
        var object = JSON.Object()
        for member in members where isWanted(member.name) { object[member.name] = member.value }
        return object
    }
}
