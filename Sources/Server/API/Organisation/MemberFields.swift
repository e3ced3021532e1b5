import Domain
import Storage

/// What is on record of a member, field by field.
enum MemberFields {
    static let number = Field(
        "number", .code, .memberNumber,
        headings: numberHeadings
    ) { (listing: MemberListing) in listing.member.facts.number }
    static let numberHeadings = SpreadsheetHeadings.named(
        "党员编号", "Number",
        also: [
            "工号", "学工号", "工作证号", "职工号", "员工号", "党员号", "党员工号", "人员编号", "员工编号", "职工编号", "党员编码", "党员代码",
        ])
    static let name = Field(
        "name", .name(Member.Facts.nameMaximum), .memberName,
        headings: nameHeadings()
    ) { (listing: MemberListing) in listing.member.facts.name }
    static func nameHeadings(_ need: SpreadsheetColumn.Need = .forNew) -> SpreadsheetHeadings {
        .named("姓名", "Name", also: ["党员姓名", "名字"], need: need)
    }
    static let standing = Field(
        "standing", .choice(in: .standing), .standing,
        headings: .named("党员类别", "Standing", also: ["人员类别", "党员类型", "党员身份", "类别"], need: .forNew)
    ) { (listing: MemberListing) in listing.member.facts.standing }
    static let joined = Field(
        "joined", .date, .joinedOn,
        headings: .named(
            "入党时间", "Joined",
            also: [
                "入党日期", "加入党组织日期", "加入党组织时间", "加入中国共产党时间", "加入中国共产党日期", "何时入党", "入党年月日", "入党年月", "入党日",
            ], need: .forNew)
    ) { (listing: MemberListing) in listing.member.facts.joined }
    static let becameFull = Field(
        "becameFull", Wire.date.optional, .becameFull,
        headings: .named(
            "转正时间", "Became full",
            also: [
                "转正日期", "转为正式党员日期", "转为正式党员时间", "成为正式党员日期", "成为正式党员时间", "预备党员转正时间", "预备党员转正日期", "转正年月日", "转正年月",
            ], need: .forNew)
    ) { (listing: MemberListing) in listing.member.facts.becameFull }
    static let post = Field(
        "post", Wire.text(Member.Facts.nameMaximum).means("The post in the bureau.").optional, .post,
        headings: .named(
            "职务", "Post",
            also: [
                "职务（行政）", "行政职务", "现任职务", "工作岗位", "岗位", "工作职务", "单位职务", "行政岗位", "职务岗位", "职务/岗位", "岗位/职务",
                "Post in the bureau",
            ], need: .never
        ).with(
            \.shared,
            [
                SpreadsheetColumn.Shared(
                    title: "职务", key: "office",
                    beside: [
                        "职务（行政）", "行政职务", "工作岗位", "岗位", "行政岗位", "分工", "工作分工", "委员分工", "职责分工", "支部分工",
                    ])
            ])
    ) { (listing: MemberListing) in listing.member.facts.post }

    static let branch = Field("branch", Wire.code.optional, .branchCode, headings: ListedBranch.headings) {
        (listing: MemberListing) in listing.branch
    }
    static let group = Field(
        "group", Wire.name().optional, .group, hint: .groupHint,
        headings: groupHeadings
    ) { (listing: MemberListing) in listing.group.map(Text.init(kept:)) }
    static let groupHeadings = SpreadsheetHeadings.named(
        "党小组", "Group", also: ["所在党小组", "所属党小组", "党小组名称", "小组", "所在小组", "所属小组"], need: .never
    ).runningDown
    static let offices = Field("offices", .list(.choice(in: .office)), .offices, headings: officeHeadings) {
        (listing: MemberListing) in listing.offices
    }
    static let status = Field(
        "status", .choice(in: .memberStatus), .state,
        headings: .named("状态", "Status", also: ["党员状态", "在册状态"], need: .never).with(\.isOffered, false)
    ) { (listing: MemberListing) in listing.member.status }
    static let statusSince = Field(
        "statusSince", Wire.date.means("null: was never anything but active.").optional, .statusSince
    ) { (listing: MemberListing) in listing.statusSince }
    static let lastBranch = Field(
        "lastBranch", Wire.code.means("Of whom the last change of status was.").optional, .lastBranch
    ) { (listing: MemberListing) in listing.lastBranch }
    static let leaderSince = Field(
        "leaderSince", Wire.date.means("null: is no leading cadre at present.").optional, .leaderSince,
        headings: .named(
            "任领导干部时间", "Leading cadre since", also: ["领导干部起始日期", "任领导职务时间", "领导干部任职时间", "领导干部起始时间"], need: .never)
    ) { (listing: MemberListing) in listing.leaderSince }
    static let maskedPhone = Field(
        "phone", Wire.masked.optional, .phone, headings: phoneHeadings
    ) { (listing: MemberListing) in listing.maskedPhone }

    // Those that are only asked for.

    static let ofBranch = Field("branch", .code, .branchCode)
    static let from = Field(
        "from", Wire.date.means("The first day in the branch.").optional, .inBranchFrom,
        headings: .named(
            "组织关系转入时间", "In the branch from",
            also: [
                "组织关系转入日期", "转入时间", "转入日期", "转入支部时间", "转入支部日期", "进入支部日期", "进入支部时间", "进入党支部时间", "进入党支部日期",
                "组织关系接转时间", "组织关系转入本支部时间",
            ], need: .never
        ).with(\.isOffered, false))
    static let phone = Field("phone", Wire.phone.optional, .phone)
    static let listedPhone = Field("phone", Wire.listedPhone.optional, .phone, headings: phoneHeadings)
    private static let phoneHeadings = SpreadsheetHeadings.named(
        "联系电话", "Telephone",
        also: ["手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "移动电话", "联系电话号码", "本人电话", "phone"], need: .never)
    static let phoneOnRecord = Field(
        "phone", Wire.phone.means("Left out: none is on record any more.").optional, .phone)
    /// What a list has of offices: several in a cell.
    static let listedOffices = Field("office", Wire.listedOffices.optional, .office, headings: officeHeadings)
    private static let officeHeadings = officeHeadings(need: .never)
    static func officeHeadings(need: SpreadsheetColumn.Need) -> SpreadsheetHeadings {
        .named(
            "党内职务", "Offices",
            also: [
                "党内任职", "支部职务", "党支部职务", "支部任职", "党支部任职", "党组织职务", "职务（党内）", "职务（支部）", "支委职务", "支委分工", "office",
            ], need: need)
    }
    /// What a committee's list says that its members without another office answer for.
    static let duties = Field(
        "duties", Wire.text().optional, .office,
        headings: .named("分工", "Duties", also: ["工作分工", "委员分工", "职责分工", "支部分工"], need: .never)
            .with(\.isOffered, false))
    static let leadsGroup = Field(
        "leadsGroup", Wire.boolean.optional, .officeGroupLeader,
        headings: .named(
            "党小组长", "Group leader", also: ["是否党小组长", "是否为党小组长", "是否小组长", "党小组组长", "小组长"], need: .never))
    /// 流动党员, as rosters have it.
    static let floats = Field(
        "floating", Wire.boolean.optional, .memberFloating,
        headings: .named("流动党员", "Floating", also: ["是否流动党员", "是否为流动党员"], need: .never)
            .with(\.isOffered, false))
    static let toBranch = Field("branch", .code, .branch)
    static let on = Field("on", .date, .transferOn)
    static let reason = Field("reason", .reason, .reason)
    static let leaving = Field("leaving", Wire<Member.Leaving>.choice(), .leaving)
    static let leftOn = Field("on", Wire.date.means("The first day that they are of no branch."), .leftOn)
    static let floatsFrom = Field("on", .date, .floatsFrom)
    static let leads = Field(
        "leader", Wire<Bool>.boolean.means("false: is none any more."), .leader, hint: .leaderHint)
    static let leadsFrom = Field("on", .date, .from)
    static let returnedOn = Field("on", .date, .returnedOn)
    static let document = Field(
        "document", Wire.text(60).means("The number of the letter or decision; needed unless somebody died.").optional,
        .documentNumber, hint: .documentNumberHint)
    static let endsHoldings = Field(
        "endsHoldings",
        Wire.boolean.means("Whether the areas and offices they hold end with it; otherwise they stand in the way.")
            .optional, .endsHoldings)
    static let lateReason = Field(
        "lateReason",
        Wire<Text>.reason.means(
            "Why it is recorded only now: needed where it reaches back into a month, on which it stands."
        )
        .optional, .latePaperReason, hint: .latePaperReasonHint)
    static let backBranch = Field(
        "branch", Wire.code.means("Needed unless they were floating.").optional, .branch, hint: .backBranchHint)

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
        let group = try input.takeGroup(MemberFields.group, in: branch)
        let (from, phone) = (input.take(MemberFields.from), input.take(MemberFields.phone))
        guard let facts, let branch, let group, let from, let phone else { return nil }
        return NewMember(facts: facts, branch: branch, group: group, from: from, phone: phone)
    }
}

/// In which way somebody leaves, from when on, and why.
struct Leave {
    let leaving: Member.Leaving
    let grounds: StatusGrounds
    let isEnding: Bool
    let lateReason: Text?

    static let asked = Asking<Leave>("MemberLeaving") { input in
        let leaving = input.take(MemberFields.leaving)
        let grounds = input.takeGrounds(on: MemberFields.leftOn)
        let (isEnding, late) = (input.take(MemberFields.endsHoldings), input.take(MemberFields.lateReason))
        guard let leaving, let grounds, let isEnding, let late else { return nil }
        return Leave(leaving: leaving, grounds: grounds, isEnding: isEnding ?? false, lateReason: late)
    }
}

/// Where somebody comes back to, from when on, and why.
struct Return {
    let branch: ID<Branch>?
    let group: ID<Group>?
    let grounds: StatusGrounds
    let lateReason: Text?

    static let asked = Asking<Return>("MemberReturn") { input in
        let branch = try input.take(MemberFields.backBranch) { transaction, code in
            try code.map { try transaction.requireBranch($0.text) }
        }
        let group = try input.takeGroup(MemberFields.group, in: branch ?? nil)
        if group == nil, case .some(.none) = branch {
            input.note("branch", .required, "name the branch that the group is of")
        }
        let grounds = input.takeGrounds(on: MemberFields.returnedOn)
        let late = input.take(MemberFields.lateReason)
        guard let branch, let group, let grounds, let late else { return nil }
        return Return(branch: branch, group: group, grounds: grounds, lateReason: late)
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
        let group = try input.takeGroup(MemberFields.group, in: branch)
        let (on, reason) = (input.take(MemberFields.on), input.take(MemberFields.reason))
        guard let branch, let group, let on, let reason else { return nil }
        return Transfer(branch: branch, group: group, on: on, reason: reason)
    }
}

extension Input {
    /// - Parameter day: the field with the day from which it holds.
    mutating func takeGrounds(on day: Field<Never, LocalDate>) -> StatusGrounds? {
        let (on, reason, document) = (take(day), take(MemberFields.reason), take(MemberFields.document))
        guard let on, let reason, let document else { return nil }
        return StatusGrounds(on: on, reason: reason, document: document)
    }

    /// A group that the branch has. `.some(nil)` where none is named; nil where it cannot be told.
    mutating func takeGroup<Record>(_ field: Field<Record, Text?>, in branch: ID<Branch>?) throws -> ID<Group>?? {
        switch take(field) {
        case .some(.some(let name)):
            guard let branch else { return nil }
            return try look { try $0.requireGroup(name.string, in: branch) }.map(Optional.some)
        case .some(.none): return .some(nil)
        case .none: return nil
        }
    }
}
