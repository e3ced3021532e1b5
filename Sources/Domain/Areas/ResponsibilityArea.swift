/// A member's responsibility area (党员责任区): a stretch of the town that one party member answers for.
package struct ResponsibilityArea: Hashable, Sendable {
    /// Kinds exist so that unlike areas are not compared as if they were alike.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case nightMarket, farmersMarket, mainRoad, community, transportHub, school, park, office, other
    }

    package struct Draft: Hashable, Sendable {
        package let code: Code
        package let name: Text
        package let kind: Kind
        /// The boundary in words.
        package let boundary: Text?
        /// The first day on which the area counts; nil for "since before the records began".
        package let established: LocalDate?

        package init(
            code: String, name: String, kind: Kind, boundary: String? = nil, established: String? = nil
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedCode = errors.take("code") { () throws(Rejection) in try Code(code) }
            let parsedName = errors.take("name") { () throws(Rejection) in try Text(name) }
            let parsedBoundary = errors.takeOptional("boundary", boundary) { raw throws(Rejection) in
                try Text(raw, maximum: 500)
            }
            let parsedEstablished = errors.takeOptional("established", established, LocalDate.init(parsing:))
            guard let parsedCode, let parsedName, errors.isEmpty else { throw errors }
            self.code = parsedCode
            self.name = parsedName
            self.kind = kind
            self.boundary = parsedBoundary
            self.established = parsedEstablished
        }
    }

    package let id: ID<ResponsibilityArea>
    package let code: Code
    package let name: String
    package let branch: ID<Branch>
    package let kind: Kind
    package let boundary: String?
    package let span: DateSpan
    package let version: Int

    package init(
        id: ID<ResponsibilityArea>, code: Code, name: String, branch: ID<Branch>, kind: Kind, boundary: String?,
        span: DateSpan, version: Int
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.branch = branch
        self.kind = kind
        self.boundary = boundary
        self.span = span
        self.version = version
    }
}
