import Domain
import Storage

extension Shape<MemberListing> {
    static let member = Shape(
        "Member",
        [
            Field("id", .id) { JSON($0.member.id) },
            MemberFields.number.told, MemberFields.name.told, MemberFields.branch.told, MemberFields.group.told,
            MemberFields.standing.told, MemberFields.joined.told, MemberFields.becameFull.told,
            MemberFields.post.told, MemberFields.maskedPhone.told, MemberFields.offices.told,
            MemberFields.status.told,
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
            Field("reason", .reason.orNull) { JSON($0.reason) },
        ]
    )
}

extension API {
    private static func reply(_ listing: MemberListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.member.json(listing), version: listing.member.version,
            location: isNew ? "/members/\(listing.member.id.rawValue)" : nil
        )
    }

    /// Party members and their transfers.
    static let memberOperations: [Operation] = [
        listMembers, createMember, showMember, changeMember, recordPhone, disclosePhone, listMemberships,
        transferMember, importMembers,
    ]

    static let listMembers: Operation = .list(
        "listMembers", "/members", .organisation, "Members by number", needing: [.readOrganisation],
        query: [
            .optional("number", .code), .optional("branch", .code),
            .optional("name", .text(Member.Facts.nameMaximum).means("What the name begins with.")),
        ],
        of: .member
    ) { call, transaction in
        let filter = MemberFilter(
            number: try call.queryValue("number") { raw throws(Rejection) in try Code(raw) },
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            name: call.query["name"]
        )
        return try transaction.members(filter, call.page())
    }

    static let createMember: Operation = .post(
        "createMember", "/members", .organisation, "Take a member on record", needing: [.manageMembers],
        asking: NewMember.asked,
        returns: Shape.member.schema
    ) { _, new, transaction in
        let made = try transaction.createMember(
            new.facts, branch: new.branch, group: new.group, from: new.from, phone: new.phone)
        return reply(made, isNew: true)
    }

    static let showMember: Operation = .get(
        "showMember", "/members/{member}", .organisation, "One member", needing: [.readOrganisation],
        returns: Shape.member.schema
    ) { call, transaction in reply(try transaction.member(call.id("member"))) }

    static let changeMember: Operation = .put(
        "changeMember", "/members/{member}", .organisation, "Change what is known of a member",
        needing: [.manageMembers],
        asking: Asking("MemberForm") { MemberFields.facts(&$0) }, returns: Shape.member.schema
    ) { call, facts, transaction in
        reply(try transaction.changeMember(call.id("member"), to: facts, ifVersion: call.version))
    }

    static let recordPhone: Operation = .put(
        "recordPhone", "/members/{member}/phone", .organisation,
        "Put a member's telephone number on record, or take it off", needing: [.manageMembers],
        asking: Asking("PhoneForm") { $0.take(MemberFields.phoneOnRecord) }, returns: Shape.member.schema
    ) { call, phone, transaction in
        reply(try transaction.recordPhone(phone, of: call.id("member"), ifVersion: call.version))
    }

    static let disclosePhone: Operation = .post(
        "disclosePhone", "/members/{member}/phone/disclosures", .organisation,
        "Read a telephone number in full; the audit keeps who did, and why", needing: [.unmaskPhones],
        asking: Asking("PhoneDisclosure") { $0.take(MemberFields.reason) }, makesNew: false,
        returns: .object("Phone", [.required("phone", .text)])
    ) { call, reason, transaction in
        let phone = try transaction.disclosePhone(of: call.id("member"), reason: reason)
        return .json(["phone": .string(phone.text)])
    }.tellingOnce

    static let listMemberships: Operation = .get(
        "listMemberships", "/members/{member}/memberships", .organisation, "The member's branches, oldest first",
        needing: [.readOrganisation], returns: .list(Shape.membership.schema)
    ) { call, transaction in
        let member = try transaction.member(call.id("member")).member
        return .json(JSON(try transaction.memberships(of: member.id), Shape.membership.json))
    }

    static let transferMember: Operation = .post(
        "transferMember", "/members/{member}/transfers", .organisation,
        "Move a member to another branch or group from a day on; what happened before stays where it happened",
        needing: [.manageMembers], asking: Transfer.asked, returns: Shape.member.schema
    ) { call, transfer, transaction in
        reply(
            try transaction.transferMember(
                call.id("member"), to: transfer.branch, group: transfer.group, on: transfer.on,
                reason: transfer.reason))
    }

    static let importMembers: Operation = .post(
        "importMembers", "/imports/members", .organisation, "The office's list of members, from a spreadsheet",
        needing: [.manageMembers],
        query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try MemberSpreadsheet.importing(file, into: transaction)
        }
    }
}
