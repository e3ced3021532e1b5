import Domain
import Foundation

/// A rubric to begin with (`seeds/schemes`): what is usual, to be looked through and changed before it is published.
enum SchemeTemplate: String, CaseIterable, Sendable {
    /// Self, group, branch and public tier.
    case fourTiers = "four-tiers"
    /// Self and branch tier alone.
    case twoTiers = "two-tiers"
    /// Criteria that start from a base and lose points by listed causes.
    case fromBase = "from-base"

    var path: LocalPath { .start.part("schemes").part(rawValue) }

    var title: Word {
        switch self {
        case .fourTiers: .schemeTemplateFourTiers
        case .twoTiers: .schemeTemplateTwoTiers
        case .fromBase: .schemeTemplateFromBase
        }
    }

    /// The content, as far as a form does not ask for it, by the members of the operation's body.
    ///
    /// - Throws: an error for a program that was built without its seeds.
    var fixed: [String: JSON] {
        get throws {
            let members = try SeedFile.json(of: "schemes/\(rawValue).json").object?.members ?? []
            return Dictionary(members.map { ("content.\($0.name)", $0.value) }) { first, _ in first }
        }
    }
}
