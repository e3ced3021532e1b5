import Domain
import Storage

/// What is on record of an appointment, field by field.
enum AppointmentFields {
    static let member = Field("member", Wire.code.means("The member's number."), .member, hint: nil)
    static let sentMember = Field("member", Wire.code, .memberNumber, hint: .sentMemberHint)
    static let office = Field("office", .choice(in: .office), .office)
    static let basis = Field(
        "basis",
        Wire.choice(in: .secretaryPost).means("Of a secretary; as is usual in the branch if left out.").optional,
        .secretaryPost, hint: .secretaryOnly)
    static let group = Field(
        "group", Wire.name().means("The group to be led.").optional, .group, hint: .groupLeaderOnly)
    static let from = Field("from", .date, .officeFrom)
    static let document = Field(
        "document",
        Wire.text(Appointment.documentMaximum).means(
            "The number of the committee's document; needed for somebody of another branch."
        ).optional, .appointmentDocument)
    static let on = Field("on", .date, .lastDay)
    static let reason = Field(
        "reason",
        Wire<Text>.reason.means(
            "Why it is recorded only now: needed where it concerns sheets given, on whose month it stands."
        )
        .optional, .latePaperReason, hint: .latePaperReasonHint)

    // In the office's list of appointments.

    static let listedMember = Field("member", .code, .memberNumber, headings: MemberFields.numberHeadings) {
        (listing: AppointmentListing) in listing.member.number
    }
    /// Beside the number: who that is on record.
    static let memberName = Field(
        "memberName", Wire.name().optional, .memberName, headings: MemberFields.nameHeadings(.never)
    ) { (listing: AppointmentListing) in Text(kept: listing.member.name) }
    static let branch = Field("branch", .code, .branchCode, headings: ListedBranch.headings) {
        (listing: AppointmentListing) in listing.branch
    }
    static let listedOffices = Field("office", Wire.listedOffices, .office, headings: officeHeadings)
    private static let officeHeadings = MemberFields.officeHeadings(need: .always).with(
        \.shared, [SpreadsheetColumn.Shared(title: "职务", key: "office", beside: ["任职时间", "任职日期", "任职文号"])])
    static let heldOffice = Field("office", .choice(in: .office), .office, headings: officeHeadings) {
        (listing: AppointmentListing) in listing.appointment.office
    }
    static let ledGroup = Field("group", Wire.name().optional, .group, headings: MemberFields.groupHeadings) {
        (listing: AppointmentListing) in listing.group.map(Text.init(kept:))
    }
    static let heldBasis = Field(
        "basis", Wire.choice(in: .secretaryPost).optional, .secretaryPost,
        headings: .named("书记任职", "Secretary post", also: ["任职方式", "书记专兼职", "专兼职", "专职或兼职"], need: .never)
    ) { (listing: AppointmentListing) in listing.appointment.basis }
    static let since = Field(
        "from", Wire.date.optional, .officeFrom,
        headings: .named(
            "任职时间", "From",
            also: ["任职日期", "任职起始日期", "任职起始时间", "任职开始时间", "任现职时间", "何时任职", "起始日期", "开始日期", "选举日期", "任命时间", "任命日期"],
            need: .forNew)
    ) { (listing: AppointmentListing) in listing.appointment.span.from }
    static let until = Field(
        "until", Wire.date.optional, .officeUntil,
        headings: .named(
            "免职时间", "Until",
            also: ["免职日期", "离任时间", "离任日期", "卸任时间", "卸任日期", "任职结束时间", "任职终止日期", "结束日期", "终止日期"], need: .never)
    ) { (listing: AppointmentListing) in listing.appointment.span.until }
    static let listedDocument = Field(
        "document", Wire.text(Appointment.documentMaximum).optional, .appointmentDocument,
        headings: .named(
            "任职文号", "Document", also: ["任免文号", "任命文号", "批复文号", "文号", "任职文件", "任免文件", "依据"], need: .never)
    ) { (listing: AppointmentListing) in listing.appointment.document.map(Text.init(kept:)) }
}

/// An appointment to be made.
struct NewAppointment {
    let branch: ID<Branch>
    let member: ID<Member>
    let office: Appointment.Office
    let basis: Branch.SecretaryPost?
    let group: ID<Group>?
    let from: LocalDate
    let document: Text?
    let reason: Text?

    static let asked = Asking<NewAppointment>("NewAppointment") { input in
        let id: ID<Branch>? = input.id("branch")
        let branch = try input.look { transaction in
            guard let id else { throw StoreError.notFound("branch") }
            return try transaction.branch(id).branch.id
        }
        let member = try input.take(AppointmentFields.member) { try $0.requireMember($1.text) }
        let (office, basis) = (input.take(AppointmentFields.office), input.take(AppointmentFields.basis))
        let group = try input.takeGroup(AppointmentFields.group, in: branch)
        let (from, document) = (input.take(AppointmentFields.from), input.take(AppointmentFields.document))
        let reason = input.take(AppointmentFields.reason)
        guard let branch, let member, let office, let basis, let group, let from, let document, let reason else {
            return nil
        }
        return NewAppointment(
            branch: branch, member: member, office: office, basis: basis, group: group, from: from, document: document,
            reason: reason)
    }
}

/// The last day of an appointment.
struct AppointmentEnd {
    let on: LocalDate
    let reason: Text?

    static let asked = Asking<AppointmentEnd>("AppointmentEnd") { input in
        let (on, reason) = (input.take(AppointmentFields.on), input.take(AppointmentFields.reason))
        guard let on, let reason else { return nil }
        return AppointmentEnd(on: on, reason: reason)
    }
}
