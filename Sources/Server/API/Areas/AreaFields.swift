import Domain
import Storage

/// What is on record of a responsibility area, field by field.
enum AreaFields {
    static let code = Field(
        "code", .code, .areaCode,
        headings: .named("责任区编号", "Area", also: ["code", "责任区编码", "责任区代码", "片区编号"]).with(
            \.shared, [SpreadsheetColumn.Shared(title: "编号", key: "code", beside: ["设立日期", "撤销日期"])])
    ) {
        (listing: AreaListing) in listing.area.facts.code
    }
    static let name = Field(
        "name", .name(), .name, headings: .named("责任区名称", "Name", also: ["责任区", "名称"], need: .forNew)
    ) {
        (listing: AreaListing) in listing.area.facts.name
    }
    static let branch = Field("branch", .code, .branchCode, headings: ListedBranch.headings) {
        (listing: AreaListing) in listing.branch
    }
    static let kind = Field(
        "kind", .choice(in: .areaKind), .areaKind,
        headings: .named("类别", "Kind", also: ["责任区类别", "类型", "责任区类型"], need: .forNew)
    ) {
        (listing: AreaListing) in listing.area.facts.kind
    }
    static let boundary = Field(
        "boundary",
        Wire.text(ResponsibilityArea.Facts.boundaryMaximum, isLong: true).means("In words.").optional, .boundary,
        headings: .named("范围", "Boundary", also: ["责任区范围", "四至", "四至范围", "区域范围", "责任范围"], need: .never)
    ) { (listing: AreaListing) in listing.area.facts.boundary }
    static let established = Field(
        "established",
        Wire.date.means("The first day; null or left out: since before the records began.").optional, .established,
        headings: sinceHeadings
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
    static let since = Field("established", .date, .established, headings: sinceHeadings)
    private static let sinceHeadings = SpreadsheetHeadings.named(
        "起始日期", "Established", also: ["设立日期", "开始日期", "起始时间", "设立时间", "开始时间", "划定日期"], need: .forNew)
    /// What a list has of holders: several in a cell.
    static let holders = Field(
        "member", Wire.listedHolders.optional, .holder, headings: holderHeadings)
    static let holderHeadings = SpreadsheetHeadings.named(
        "责任人编号", "Holder",
        also: ["member", "共同责任人编号", "责任人工号", "责任党员编号", "责任党员工号", "党员编号", "责任人党员编号"], need: .never)
    /// Beside the numbers, or in their place where the branch has one of each name.
    static let holderNames = Field(
        "holderName", Wire.listedHolderNames.optional, .holder, headings: holderNameHeadings)
    static let holderNameHeadings = SpreadsheetHeadings.named(
        "责任人", "Held by", also: ["责任人姓名", "共同责任人", "责任党员", "责任党员姓名", "负责人", "holder name"], need: .never
    ).with(\.isOffered, false)
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
