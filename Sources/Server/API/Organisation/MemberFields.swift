import Domain
import Storage

/// What is on record of a member, field by field.
enum MemberFields {
    static let number = Field("number", .code, .memberNumber, headings: .named("党员编号", "number")) {
        (listing: MemberListing) in listing.member.facts.number
    }
    static let name = Field(
        "name", .name(Member.Facts.nameMaximum), .memberName, headings: .named("姓名", "name")
    ) { (listing: MemberListing) in listing.member.facts.name }
    static let standing = Field(
        "standing", .choice(in: .standing), .standing, headings: .named("党员类别", "standing")
    ) { (listing: MemberListing) in listing.member.facts.standing }
    static let joined = Field("joined", .date, .joinedOn, headings: .named("入党时间", "joined")) {
        (listing: MemberListing) in listing.member.facts.joined
    }
    static let becameFull = Field(
        "becameFull", Wire.date.optional, .becameFull, headings: .named("转正时间", "became full")
    ) { (listing: MemberListing) in listing.member.facts.becameFull }
    static let post = Field(
        "post", Wire.text(Member.Facts.nameMaximum).means("The post in the bureau.").optional, .post,
        headings: .named("职务", "post", areNeeded: false)
    ) { (listing: MemberListing) in listing.member.facts.post }

    static let branch = Field("branch", Wire.code.optional, .branchCode) { (listing: MemberListing) in listing.branch }
    static let group = Field(
        "group", Wire.name().optional, .group, hint: .groupHint, headings: .named("党小组", "group", areNeeded: false)
    ) { (listing: MemberListing) in listing.group.map(Text.init(kept:)) }
    static let offices = Field("offices", .list(.choice(in: .office)), .offices) {
        (listing: MemberListing) in listing.offices
    }
    static let status = Field("status", .choice(), .state) { (listing: MemberListing) in listing.member.status }
    static let maskedPhone = Field(
        "phone", Wire.masked.optional, .phone
    ) { (listing: MemberListing) in listing.maskedPhone }

    // Those that are only asked for.

    static let ofBranch = Field("branch", .code, .branchCode, headings: .named("支部编号", "branch"))
    static let from = Field("from", Wire.date.means("The first day in the branch.").optional, .inBranchFrom)
    static let phone = Field(
        "phone", Wire.phone.optional, .phone,
        headings: .named("联系电话", "手机", "手机号", "phone", areNeeded: false))
    static let phoneOnRecord = Field(
        "phone", Wire.phone.means("Left out: none is on record any more.").optional, .phone)
    static let office = Field(
        "office", Wire.choice(in: .office).optional, .office,
        headings: .named("党内职务", "office", areNeeded: false))
    static let leadsGroup = Field(
        "leadsGroup", Wire.boolean.optional, .officeGroupLeader,
        headings: .named("党小组长", "group leader", areNeeded: false))
    static let toBranch = Field("branch", .code, .branch)
    static let on = Field("on", .date, .transferOn)
    static let reason = Field("reason", .reason, .reason)

    static func facts(_ input: inout Input) -> Member.Facts? {
        let (number, name, standing) = (input.take(number), input.take(name), input.take(standing))
        let (joined, becameFull, post) = (input.take(joined), input.take(becameFull), input.take(post))
        return input.decide { errors in
            Member.Facts(
                number: number, name: name, standing: standing, joined: joined, becameFull: becameFull, post: post,
                noting: &errors)
        }
    }
}

// MARK: - What is asked for

/// A member to be taken on record.
struct NewMember {
    let facts: Member.Facts
    let branch: ID<Branch>
    let group: ID<Group>?
    let from: LocalDate?
    let phone: PhoneNumber?

    static let asked = Asking<NewMember>("NewMember") { input in
        let facts = MemberFields.facts(&input)
        let branch = try input.take(MemberFields.ofBranch) { try $0.requireBranch($1.text) }
        let group = try input.takeGroup(in: branch)
        let (from, phone) = (input.take(MemberFields.from), input.take(MemberFields.phone))
        guard let facts, let branch, let group, let from, let phone else { return nil }
        return NewMember(facts: facts, branch: branch, group: group, from: from, phone: phone)
    }
}

/// Where a member goes, from when on, and why.
struct Transfer {
    let branch: ID<Branch>
    let group: ID<Group>?
    let on: LocalDate
    let reason: Text

    static let asked = Asking<Transfer>("Transfer") { input in
        let branch = try input.take(MemberFields.toBranch) { try $0.requireBranch($1.text) }
        let group = try input.takeGroup(in: branch)
        let (on, reason) = (input.take(MemberFields.on), input.take(MemberFields.reason))
        guard let branch, let group, let on, let reason else { return nil }
        return Transfer(branch: branch, group: group, on: on, reason: reason)
    }
}

extension Input {
    /// A group that the branch has. `.some(nil)` where none is named; nil where it cannot be told.
    fileprivate mutating func takeGroup(in branch: ID<Branch>?) throws -> ID<Group>?? {
        switch take(MemberFields.group) {
        case .some(.some(let name)):
            guard let branch else { return nil }
            return try look { try $0.requireGroup(name.string, in: branch) }.map(Optional.some)
        case .some(.none): return .some(nil)
        case .none: return nil
        }
    }
}
