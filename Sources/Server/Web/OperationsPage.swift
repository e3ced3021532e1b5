import Domain
import HTTPTypes

/// The operations of the API, one room at a time, from the table that its document is made of.
struct OperationsPage: WebPage {
    static let template = TemplateName.operations

    /// The way to a room's operations.
    struct Door: Sendable {
        let name: String
        let count: String
        let place: String
        let isHere: Bool
    }

    struct Entry: Sendable {
        let place: String
        let method: String
        let path: String
        let summary: String
    }

    let title: String
    let document: String
    let rooms: [Door]
    let room: String
    let operations: [Entry]

    init(_ words: Words, room: Room = .organisation, of operations: [Operation] = API.operations) {
        title = words(.operationsTitle)
        document = API.root + "/openapi.json"
        let byRoom = Dictionary(grouping: operations, by: \.room)
        rooms = Room.allCases.map {
            Door(
                name: words($0.word), count: String(byRoom[$0, default: []].count),
                place: LocalPath.operations.with("room", $0.name).text, isHere: $0 == room)
        }
        self.room = words(room.word)
        self.operations = byRoom[room, default: []].map {
            Entry(
                place: LocalPath.operation($0.id).text, method: $0.method.rawValue, path: API.root + $0.path,
                summary: $0.summary)
        }
    }
}

/// One operation of the API: what goes in, and what comes back.
struct OperationPage: WebPage {
    static let template = TemplateName.operation

    /// One value that goes in or comes out.
    struct Member: Sendable {
        let name: String
        let type: String
        let isRequired: Bool
        let meaning: String?
    }

    let title: String
    let method: String
    let path: String
    let summary: String
    let hasInput: Bool
    let input: [Member]
    let hasOutput: Bool
    let output: [Member]
    let status: String

    init(_ operation: Operation) {
        title = operation.id
        method = operation.method.rawValue
        path = API.root + operation.path
        summary = operation.summary
        var input = operation.query.map {
            OperationPage.Member(
                name: "?\($0.name)", type: $0.schema.shortType, isRequired: $0.isRequired, meaning: $0.schema.note)
        }
        switch operation.body {
        case .none: break
        case .json(let schema): input += schema.members
        case .spreadsheet:
            input.append(OperationPage.Member(name: "–", type: "text/csv, xlsx, xls", isRequired: true, meaning: nil))
        case .attachment:
            input.append(OperationPage.Member(name: "–", type: Self.attached, isRequired: true, meaning: nil))
        }
        if operation.needsVersion {
            input.append(OperationPage.Member(name: "If-Match", type: "ETag", isRequired: true, meaning: nil))
        }
        self.input = input
        hasInput = !input.isEmpty
        output =
            switch operation.success {
            case .json(let schema): schema.members
            case .text(let type), .file(let type):
                [OperationPage.Member(name: "–", type: type, isRequired: true, meaning: nil)]
            case .attachment: [OperationPage.Member(name: "–", type: Self.attached, isRequired: true, meaning: nil)]
            case .nothing: []
            }
        hasOutput = !output.isEmpty
        status = String(operation.status.code)
    }

    private static let attached = AttachmentFormat.allCases.map(\.rawValue).joined(separator: ", ")
}

extension Schema {
    /// What it is, in a few characters.
    fileprivate var shortType: String {
        let type =
            switch form {
            case .text(let maximum), .name(let maximum), .lines(let maximum), .anyText(let maximum): "text ≤ \(maximum)"
            case .code: "code"
            case .email: "office@example.gov.cn"
            case .date: "2026-11-23"
            case .month: "2026-11"
            case .timeOfDay: "09:00"
            case .instant: "2026-11-23T01:00:00Z"
            case .choice(let values): values.joined(separator: " | ")
            case .integer(let range):
                range.upperBound > 1_000_000_000 ? "integer" : "\(range.lowerBound)…\(range.upperBound)"
            case .points: "points"
            case .boolean: "true | false"
            case .array(let element, _): "[\(element.shortType)]"
            case .map(let value): "{key: \(value.shortType)}"
            case .object(let name, _): name ?? "{…}"
            case .document: "{…}"
            }
        return isNullable ? "\(type) | null" : type
    }

    /// The members of an object, and of objects in it, by their paths; what is no object is a value without a name.
    fileprivate var members: [OperationPage.Member] {
        switch form {
        case .object(_, let properties), .document(let properties):
            properties.flatMap { $0.schema.members(at: $0.name, isRequired: $0.isRequired) }
        case .array(let element, _): element.members(at: "[]", isRequired: true)
        default: members(at: "–", isRequired: true)
        }
    }

    private func members(at path: String, isRequired: Bool) -> [OperationPage.Member] {
        let own = OperationPage.Member(name: path, type: shortType, isRequired: isRequired, meaning: note)
        switch form {
        case .object(_, let properties), .document(let properties):
            return [own]
                + properties.flatMap { $0.schema.members(at: "\(path).\($0.name)", isRequired: $0.isRequired) }
        case .array(let element, _):
            guard case .object = element.form else { return [own] }
            return element.members(at: "\(path)[]", isRequired: isRequired)
        default: return [own]
        }
    }
}

extension Room {
    /// As it is called in an address.
    fileprivate var name: String { rawValue.lowercased() }

    fileprivate init?(name: String) {
        guard let room = Room.allCases.first(where: { $0.name == name }) else { return nil }
        self = room
    }

    fileprivate var word: Word {
        switch self {
        case .organisation: .roomOrganisation
        case .areas: .roomAreas
        case .assessment: .roomAssessment
        case .awards: .roomAwards
        case .meetings: .roomMeetings
        case .decisions: .roomDecisions
        case .care: .roomCare
        case .cadence: .roomCadence
        case .ledgers: .roomLedgers
        case .diagnosis: .roomDiagnosis
        case .attachments: .attachments
        case .access: .roomAccess
        case .bookkeeping: .roomBookkeeping
        case .upkeep: .roomUpkeep
        case .search: .roomSearch
        }
    }
}

extension Site {
    static let operationsRoutes: [Route] = [
        .get("/api", for: .anyone) { visit in
            let name = visit.query["room"]?.nonEmpty
            guard let room = name.map(Room.init(name:)) ?? .organisation else { throw Problem.notFound }
            return try visit.show(OperationsPage(visit.words, room: room))
        },
        .get("/api/{operation}", for: .anyone) { visit in
            guard let found = API.operations.first(where: { $0.id == visit.parameters["operation"] }) else {
                throw Problem.notFound
            }
            return try visit.show(OperationPage(found))
        },
    ]
}

extension LocalPath {
    static func operation(_ id: String) -> LocalPath { LocalPath("/api/\(id)") ?? .home }
}
