import Domain

extension API {
    /// The API's description of itself.
    static let descriptionOperations: [Operation] = [describe]

    static let describe: Operation = .get(
        "describe", "/openapi.json", .bookkeeping, "This document", needing: .nothing, returns: .document
    ) { _, _ in
        .json(OpenAPI.document())
    }
}
