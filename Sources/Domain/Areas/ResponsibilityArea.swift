/// A member's responsibility area (党员责任区): a stretch of the town that one party member answers for.
package struct ResponsibilityArea: Hashable, Sendable {
    /// Kinds exist so that unlike areas are not compared as if they were alike.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case nightMarket, farmersMarket, mainRoad, community, transportHub, school, park, office, other
    }

    /// What is known of an area, apart from whose it is.
    package struct Facts: Hashable, Sendable {
        /// In characters.
        package static let boundaryMaximum = 500

        package let code: Code
        package let name: Text
        package let kind: Kind
        /// The boundary in words.
        package let boundary: Text?
        /// The first day on which the area counts; nil for "since before the records began".
        package let established: LocalDate?

        package init(code: Code, name: Text, kind: Kind, boundary: Text? = nil, established: LocalDate? = nil) {
            self.code = code
            self.name = name
            self.kind = kind
            self.boundary = boundary
            self.established = established
        }

        /// The same, counting from another day.
        package func established(_ day: LocalDate?) -> Facts {
            Facts(code: code, name: name, kind: kind, boundary: boundary, established: day)
        }
    }

    package let id: ID<ResponsibilityArea>
    package let facts: Facts
    package let branch: ID<Branch>
    /// The last day; nil until further notice.
    package let retired: LocalDate?
    package let version: Int

    /// nil if it would end before it begins.
    package init?(
        id: ID<ResponsibilityArea>, facts: Facts, branch: ID<Branch>, retired: LocalDate? = nil, version: Int
    ) {
        guard let span = DateSpan(from: facts.established, until: retired) else { return nil }
        self.id = id
        self.facts = facts
        self.branch = branch
        self.retired = retired
        self.version = version
        self.span = span
    }

    package var code: Code { facts.code }
    package var name: String { facts.name.string }
    package var kind: Kind { facts.kind }
    /// The days on which it counts.
    package let span: DateSpan
}
