import Domain

extension API {
    /// The API's description of itself.
    static let descriptionOperations: [Operation] = [
        .get("describe", "/openapi.json", .bookkeeping, "This document", returns: .document) { _, _ in
            .json(OpenAPI.document())
        }.open(to: .anyone)
    ]
}
