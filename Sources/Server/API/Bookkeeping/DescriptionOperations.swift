import Domain
import HTTPTypes

extension API {
    /// The API's description of itself.
    static let descriptionOperations: [Operation] = [describe]

    static let describe: Operation = .steps(
        "describe", .get, "/openapi.json", .bookkeeping, "This document", needing: .nothing, returns: .document
    ) { _, steps in
        .json(OpenAPI.document(below: steps.visitor.door.base))
    }
}
