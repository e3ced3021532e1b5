import Domain
import Testing

@testable import Server
@testable import Storage

/// What readers are told of the audit: everything under a label, and nothing in words or numbers of the database.
struct AuditTold {
    private let store: Store

    init(_ store: Store) {
        self.store = store
    }

    /// - Parameter count: how many of the newest entries are looked at; nil for all.
    func requireWords(ofTheLast count: Int?) async throws {
        let content = try await store.read(by: .operator(systemUser: "test")) { transaction in
            let listings = try transaction.whole { try transaction.auditListings(AuditFilter(), $0) }
            return try AuditContent(Array(listings.prefix(count ?? listings.count)), transaction)
        }
        #expect(!content.listings.isEmpty)
        for language in Language.allCases {
            let words = try WebResources.embedded.get().words(of: language)
            for entry in content.listings.map(\.entry) {
                let subject = try #require(AuditSubject(rawValue: entry.subject))
                for document in [entry.before, entry.after].compactMap(\.self) {
                    for member in try #require(try JSON.parse(Array(document.utf8)).object).members {
                        let told = "\(subject.rawValue) \(entry.action): \(member.name) \(member.value.text)"
                        let known = try #require(subject.members.first { $0.name == member.name }, "no label: \(told)")
                        let said = known.shown(member.value, content.codes, words)
                        if let id = member.value.integer, let kind = known.refersTo {
                            #expect(said == content.codes[kind]?[id], "a number of the database: \(told)")
                        }
                        // In English a word may be the same; sign-in names are the bureau's own.
                        if language == .chinese, known.refersTo == nil, member.name != "name" {
                            #expect(said.map(Self.ofTheDatabase.contains) != true, "a word of the database: \(told)")
                        }
                        #expect(said?.contains(/[\[{"]/) != true, "as JSON has it: \(told): \(said ?? "")")
                    }
                }
            }
        }
    }

    /// What stands in columns for a choice, and is no word of any language.
    private static let ofTheDatabase = Set(
        [
            names(of: Tier.self), names(of: Cycle.Status.self), names(of: Branch.Kind.self),
            names(of: Branch.SecretaryPost.self), names(of: Appointment.Office.self), names(of: Member.Standing.self),
            names(of: ResponsibilityArea.Kind.self), names(of: Adjustment.Kind.self), names(of: Meeting.Kind.self),
            names(of: Meeting.Standing.self), names(of: Meeting.Status.self), names(of: Role.self),
            names(of: Scope.Kind.self), names(of: APIToken.Extent.self),
        ].flatMap(\.self))

    private static func names<Value: CaseIterable & RawRepresentable>(of type: Value.Type) -> [String]
    where Value.RawValue == String {
        Value.allCases.map(\.rawValue)
    }
}
