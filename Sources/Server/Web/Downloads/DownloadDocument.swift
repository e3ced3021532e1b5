import Domain
import Hummingbird
import Storage

extension Site.Route {
    /// What an operation of the API makes for word processors, in the reader's language, under the name that it is saved by.
    ///
    /// - Parameters:
    ///   - path: the operation's, unless the page has it elsewhere; with the same ids in it.
    ///   - query: what else the operation is asked, as the page's address has it.
    static func document(
        _ operation: Operation, at path: String? = nil,
        query: @escaping @Sendable (Visit) async throws -> [(name: String, value: String)] = { _ in [] },
        _ name: @escaping @Sendable (Visit) async throws -> String
    ) -> Site.Route {
        .get(path ?? operation.path, for: .signedIn) { visit in
            let asked = try await query(visit)
            let reply = try await visit.perform(
                operation, query: asked + [(name: "language", value: visit.words.language.rawValue)])
            // As all file systems take it.
            let name = try await name(visit).replacing("/", with: "-")
            return visit.file(reply.body, named: "\(name).docx", type: WordDocument.mediaType)
        }
    }
}
