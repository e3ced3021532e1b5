import Domain
import Storage

extension Shape<MemberListing> {
    static let member = Shape(
        "Member",
        [
            Field("id", .id) { JSON($0.member.id) },
            Field("number", .code) { .string($0.member.number.text) },
            Field("name", .text) { .string($0.member.name) },
            Field("branch", .code.orNull) { JSON($0.branch?.text) },
            Field("group", .text.orNull) { JSON($0.group) },
            Field("standing", .choice(Member.Standing.self)) { .string($0.member.standing.rawValue) },
            Field("joined", .date) { JSON($0.member.joined) },
            Field("becameFull", .date.orNull) { JSON($0.member.becameFull) },
            Field("post", .text.orNull.means("The post in the bureau.")) { JSON($0.member.post) },
            Field("phone", .text.orNull.means("Masked.")) { JSON($0.maskedPhone) },
            Field("offices", .list(.choice(Appointment.Office.self))) { JSON($0.offices) { .string($0.rawValue) } },
            Field("status", .choice(Member.Status.self)) { .string($0.member.status.rawValue) },
            Field("version", .version) { JSON($0.member.version) },
        ]
    )
}

extension Shape<MembershipRecord> {
    static let membership = Shape(
        "Membership",
        [
            Field("branch", .code) { .string($0.branch.text) },
            Field("group", .text.orNull) { JSON($0.group) },
            Field("from", .date.orNull.means("null: since before the records began.")) { JSON($0.span.from) },
            Field("until", .date.orNull.means("null: until further notice.")) { JSON($0.span.until) },
            Field("reason", .text.orNull) { JSON($0.reason) },
        ]
    )
}

extension Schema {
    fileprivate static let phone = Schema.text(40).means("138 0013 8000, 0571-87654321: 7 to 15 digits.")
}

extension API {
    private static let memberForm: [Schema.Property] = [
        .required("number", .code),
        .required("name", .text(60)),
        .required("standing", .choice(Member.Standing.self)),
        .required("joined", .date),
        .optional("becameFull", .date),
        .optional("post", .text(60)),
    ]

    private static func memberDraft(_ call: Call) throws -> Member.Draft {
        try Member.Draft(
            number: call.text("number"), name: call.text("name"), standing: call.choice("standing"),
            joined: call.text("joined"), becameFull: call.optionalText("becameFull"), post: call.optionalText("post")
        )
    }

    private static func reply(_ listing: MemberListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.member.json(listing), version: listing.member.version,
            location: isNew ? "/members/\(listing.member.id.rawValue)" : nil
        )
    }

    /// Party members and their transfers.
    static let memberOperations: [Operation] = [
        .list(
            "listMembers", "/members", .organisation, "Members by number",
            query: [
                .optional("number", .code), .optional("branch", .code),
                .optional("name", .text(60).means("What the name begins with.")),
            ],
            of: .member
        ) { call, transaction in
            let filter = MemberFilter(
                number: try call.queryValue("number") { raw throws(Rejection) in try Code(raw) },
                branch: try call.query["branch"].map { try transaction.requireBranch($0) },
                name: call.query["name"]
            )
            return try transaction.members(filter, call.page())
        },
        .post(
            "createMember", "/members", .organisation, "Take a member on record",
            body: .json(
                .object(
                    "NewMember",
                    memberForm + [
                        .required("branch", .code), .optional("group", .text),
                        .optional("from", .date.means("The first day in the branch.")),
                        .optional("phone", .phone),
                    ]
                )
            ),
            returns: Shape.member.schema
        ) { call, transaction in
            let draft = try memberDraft(call)
            let branch = try transaction.requireBranch(call.text("branch"))
            let group = try call.optionalText("group").map { try transaction.requireGroup($0, in: branch) }
            let from = try call.optionalValue("from", LocalDate.init(parsing:))
            let phone = try call.optionalValue("phone", PhoneNumber.init)
            return reply(
                try transaction.createMember(draft, branch: branch, group: group, from: from, phone: phone), isNew: true
            )
        },
        .get("showMember", "/members/{member}", .organisation, "One member", returns: Shape.member.schema) {
            call, transaction in
            reply(try transaction.member(call.id("member")))
        },
        .put(
            "changeMember", "/members/{member}", .organisation, "Change what is known of a member",
            body: .object("MemberForm", memberForm), returns: Shape.member.schema
        ) { call, transaction in
            reply(try transaction.changeMember(call.id("member"), to: memberDraft(call), ifVersion: call.version))
        },
        .put(
            "recordPhone", "/members/{member}/phone", .organisation,
            "Put a member's telephone number on record, or take it off",
            body: .object("PhoneForm", [.optional("phone", .phone.means("Left out: none is on record any more."))]),
            returns: Shape.member.schema
        ) { call, transaction in
            let phone = try call.optionalValue("phone", PhoneNumber.init)
            return reply(try transaction.recordPhone(phone, of: call.id("member"), ifVersion: call.version))
        },
        .post(
            "disclosePhone", "/members/{member}/phone/disclosures", .organisation,
            "Read a telephone number in full; the audit keeps who did, and why",
            body: .json(.object("PhoneDisclosure", [.required("reason", .reason)])), makesNew: false,
            returns: .object("Phone", [.required("phone", .text)])
        ) { call, transaction in
            let phone = try transaction.disclosePhone(
                of: call.id("member"), reason: call.value("reason", Text.reason)
            )
            return .json(["phone": .string(phone.text)])
        }.tellingOnce,
        .get(
            "listMemberships", "/members/{member}/memberships", .organisation, "The member's branches, oldest first",
            returns: .list(Shape.membership.schema)
        ) { call, transaction in
            let member = try transaction.member(call.id("member")).member
            return .json(JSON(try transaction.memberships(of: member.id), Shape.membership.json))
        },
        .post(
            "transferMember", "/members/{member}/transfers", .organisation,
            "Move a member to another branch or group from a day on; what happened before stays where it happened",
            body: .json(
                .object(
                    "Transfer",
                    [
                        .required("branch", .code), .optional("group", .text), .required("on", .date),
                        .required("reason", .reason),
                    ]
                )
            ),
            returns: Shape.member.schema
        ) { call, transaction in
            let branch = try transaction.requireBranch(call.text("branch"))
            let group = try call.optionalText("group").map { try transaction.requireGroup($0, in: branch) }
            let member = try transaction.transferMember(
                call.id("member"), to: branch, group: group, on: call.value("on", LocalDate.init(parsing:)),
                reason: call.value("reason", Text.reason)
            )
            return reply(member)
        },
        .post(
            "importMembers", "/imports/members", .organisation, "The office's list of members, from a spreadsheet",
            query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
        ) { call, transaction in
            try ImportReport.reply(importing: call, needing: .manageMembers, by: transaction) { path in
                try MemberSpreadsheet.importing(path, into: transaction)
            }
        },
    ]
}
