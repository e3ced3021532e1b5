/// A party branch (党支部) of a committee.
package struct Branch: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 普通支部
        case ordinary
        /// 联合支部: of several small units together.
        case joint
    }

    /// How the secretary's post is held.
    package enum SecretaryPost: String, CaseIterable, Hashable, Sendable {
        /// 专职
        case fullTime
        /// 兼职: together with the administrative post of a squadron leader.
        case concurrent
    }

    package struct Draft: Hashable, Sendable {
        package let code: Code
        package let name: Text
        package let kind: Kind
        package let secretaryPost: SecretaryPost
        package let founded: LocalDate?
        package let termBegan: LocalDate?
        package let termEnds: LocalDate?

        package init(
            code: String, name: String, kind: Kind, secretaryPost: SecretaryPost,
            founded: String? = nil, termBegan: String? = nil, termEnds: String? = nil
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedCode = errors.take("code") { () throws(Rejection) in try Code(code) }
            let parsedName = errors.take("name") { () throws(Rejection) in try Text(name: name) }
            let parsedFounded = errors.takeOptional("founded", founded, LocalDate.init(parsing:))
            let parsedBegan = errors.takeOptional("termBegan", termBegan, LocalDate.init(parsing:))
            let parsedEnds = errors.takeOptional("termEnds", termEnds, LocalDate.init(parsing:))
            if let parsedBegan, let parsedEnds, parsedEnds < parsedBegan {
                errors.add("termEnds", .range, "a term of office cannot end before it begins")
            }
            guard let parsedCode, let parsedName, errors.isEmpty else { throw errors }
            self.code = parsedCode
            self.name = parsedName
            self.kind = kind
            self.secretaryPost = secretaryPost
            self.founded = parsedFounded
            self.termBegan = parsedBegan
            self.termEnds = parsedEnds
        }
    }

    package let id: ID<Branch>
    package let code: Code
    package let name: String
    package let committee: ID<Committee>
    package let kind: Kind
    package let secretaryPost: SecretaryPost
    package let founded: LocalDate?
    /// The first day on which it is no more.
    package let dissolved: LocalDate?
    package let termBegan: LocalDate?
    package let termEnds: LocalDate?
    package let version: Int

    package init(
        id: ID<Branch>, code: Code, name: String, committee: ID<Committee>, kind: Kind, secretaryPost: SecretaryPost,
        founded: LocalDate?, dissolved: LocalDate?, termBegan: LocalDate?, termEnds: LocalDate?, version: Int
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.committee = committee
        self.kind = kind
        self.secretaryPost = secretaryPost
        self.founded = founded
        self.dissolved = dissolved
        self.termBegan = termBegan
        self.termEnds = termEnds
        self.version = version
    }

    package func exists(on day: LocalDate) -> Bool {
        (founded.map { $0 <= day } ?? true) && (dissolved.map { day < $0 } ?? true)
    }
}

/// A party group (党小组) in a branch. Its name is unique in the branch.
package struct Group: Hashable, Sendable {
    package let id: ID<Group>
    package let branch: ID<Branch>
    package let name: String

    package init(id: ID<Group>, branch: ID<Branch>, name: String) {
        self.id = id
        self.branch = branch
        self.name = name
    }
}
