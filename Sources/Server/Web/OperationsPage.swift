import Domain
import HTTPTypes

/// Every operation of the API, room by room.
struct OperationsPage: WebPage {
    static let template = TemplateName.operations

    struct RoomSection: Sendable {
        let name: String
        let operations: [Line]
    }

    struct Line: Sendable {
        let method: String
        let path: String
        let summary: String
    }

    let title: String
    let document: String
    let rooms: [RoomSection]

    init(_ words: Words, of operations: [Operation] = API.operations) {
        title = words(.operationsTitle)
        document = API.root + "/openapi.json"
        rooms = Room.allCases.map { room in
            RoomSection(
                name: words(room.word),
                operations: operations.filter { $0.room == room }.map {
                    Line(method: $0.method.rawValue, path: API.root + $0.path, summary: $0.summary)
                }
            )
        }
    }
}

extension Room {
    fileprivate var word: Word {
        switch self {
        case .organisation: .roomOrganisation
        case .areas: .roomAreas
        case .assessment: .roomAssessment
        case .awards: .roomAwards
        case .meetings: .roomMeetings
        case .access: .roomAccess
        case .bookkeeping: .roomBookkeeping
        case .upkeep: .roomUpkeep
        }
    }
}

extension Site {
    static let operationsRoutes: [Route] = [
        .get("/api", for: .anyone) { visit in try visit.show(OperationsPage(visit.words)) }
    ]
}
