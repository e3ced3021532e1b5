import Domain
import Storage

/// What is on record of a responsibility area, field by field.
enum AreaFields {
    static let code = Field("code", .code, .areaCode, headings: .named("责任区编号", "area", "code")) {
        (listing: AreaListing) in listing.area.facts.code
    }
    static let name = Field("name", .name(), .name, headings: .named("责任区名称", "name")) {
        (listing: AreaListing) in listing.area.facts.name
    }
    static let branch = Field("branch", .code, .branchCode, headings: .named("支部编号", "branch")) {
        (listing: AreaListing) in listing.branch
    }
    static let kind = Field("kind", .choice(in: .areaKind), .areaKind, headings: .named("类别", "kind")) {
        (listing: AreaListing) in listing.area.facts.kind
    }
    static let boundary = Field(
        "boundary",
        Wire.text(ResponsibilityArea.Facts.boundaryMaximum, isLong: true).means("In words.").optional, .boundary,
        headings: .named("范围", "boundary")
    ) { (listing: AreaListing) in listing.area.facts.boundary }
    static let established = Field(
        "established",
        Wire.date.means("The first day; null or left out: since before the records began.").optional, .established,
        headings: .named("起始日期", "established")
    ) { (listing: AreaListing) in listing.area.facts.established }
    static let retired = Field(
        "retired", Wire.date.means("The last day; null: until further notice.").optional, .retired
    ) { (listing: AreaListing) in listing.area.retired }

    // Those that are only asked for.

    static let keptCode = Field(
        "code", Wire.code.means("May be sent back as it is; an area keeps it.").optional, .areaCode)
    static let keptBranch = Field(
        "branch", Wire.code.means("May be sent back as it is; an area stays in it.").optional, .branchCode)
    /// The day of a list's row, which is the area's and its holder's.
    static let since = Field("established", .date, .established, headings: .named("起始日期", "established"))
    static let holder = Field(
        "member", Wire.code.optional, .holder, headings: .named("责任人编号", "holder", "member"))
    static let on = Field("on", .date, .lastDay)
    static let reason = Field("reason", .reason, .reason)

    /// All but what names it.
    struct Described {
        let name: Text
        let kind: ResponsibilityArea.Kind
        let boundary: Text?

        init?(_ input: inout Input) {
            let (name, kind) = (input.take(AreaFields.name), input.take(AreaFields.kind))
            let boundary = input.take(AreaFields.boundary)
            guard let name, let kind, let boundary else { return nil }
            (self.name, self.kind, self.boundary) = (name, kind, boundary)
        }

        func facts(_ code: Code, established: LocalDate?) -> ResponsibilityArea.Facts {
            ResponsibilityArea.Facts(
                code: code, name: name, kind: kind, boundary: boundary, established: established)
        }
    }
}

// MARK: - What is asked for

/// An area to be established.
struct NewArea {
    let facts: ResponsibilityArea.Facts
    let branch: ID<Branch>

    static let asked = Asking<NewArea>("NewArea") { input in
        let code = input.take(AreaFields.code)
        let branch = try input.take(AreaFields.branch) { try $0.requireBranch($1.text) }
        let described = AreaFields.Described(&input)
        let established = input.take(AreaFields.established)
        guard let code, let branch, let described, let established else { return nil }
        return NewArea(facts: described.facts(code, established: established), branch: branch)
    }
}

/// What an area on record is to be.
struct AreaChange {
    let area: ID<ResponsibilityArea>
    let facts: ResponsibilityArea.Facts

    static let asked = Asking<AreaChange>("AreaForm") { input in
        let (code, branch) = (input.take(AreaFields.keptCode), input.take(AreaFields.keptBranch))
        let described = AreaFields.Described(&input)
        let established = input.take(AreaFields.established)
        let id: ID<ResponsibilityArea>? = input.id("area")
        let standing = try input.look { transaction in
            guard let id else { throw StoreError.notFound("area") }
            let standing = try transaction.area(id)
            if let branch = branch ?? nil, branch != standing.branch {
                throw FieldErrors("branch", .unexpected, "an area stays in its branch (\(standing.branch.text))")
            }
            return standing
        }
        guard let code, let standing, let described, let established else { return nil }
        return AreaChange(
            area: standing.area.id, facts: described.facts(code ?? standing.area.code, established: established))
    }
}

/// The last day of an area, and why.
struct Retirement {
    let on: LocalDate
    let reason: Text

    static let asked = Asking<Retirement>("Retirement") { input in
        let (on, reason) = (input.take(AreaFields.on), input.take(AreaFields.reason))
        guard let on, let reason else { return nil }
        return Retirement(on: on, reason: reason)
    }
}
