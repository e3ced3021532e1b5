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
            MemberFields.status.told, MemberFields.statusSince.told, MemberFields.lastBranch.told,
            MemberFields.leaderSince.told,
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

extension Shape<StatusChangeListing> {
    static let statusChange = Shape(
        "StatusChange",
        [
            Field("status", .choice(Member.Status.self)) { .string($0.status.rawValue) },
            Field(
                "leaving",
                .choice(Member.Leaving.self).orNull.means("null also for whoever manages no members there.")
            ) { JSON($0.leaving?.rawValue) },
            Field("from", .date) { JSON($0.from) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("reason", .reason.orNull.means("null for whoever manages no members there.")) { JSON($0.reason) },
            Field("document", .text.orNull.means("null also for whoever manages no members there.")) {
                JSON($0.document)
            },
            Field("recordedOn", .date) { JSON($0.on) }, Field("recordedBy", .text) { .string($0.by) },
        ]
    )
}

extension Shape<LeaderChangeListing> {
    static let leaderChange = Shape(
        "LeaderChange",
        [
            Field("leader", .boolean) { .bool($0.change.leads) },
            Field("from", .date.means("The first day on which it holds.")) { JSON($0.change.from) },
            Field("recordedOn", .date) { JSON($0.on) }, Field("recordedBy", .text) { .string($0.by) },
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
        transferMember, listStatusChanges, leaveMember, floatMember, returnMember,
        listLeaderChanges, recordLeader, importMembers,
    ]

    static let listMembers: Operation = .list(
        "listMembers", "/members", .organisation, "Members by number", needing: [.readOrganisation],
        query: [
            .optional("number", .code), .optional("branch", .code),
            .optional("name", .text(Member.Facts.nameMaximum).means("What the name begins with.")),
            .optional(
                "status",
                .choice(Member.Status.self).means(
                    "Those of a branch, if not given. Whoever is named by number is found whatever they are.")),
        ],
        of: .member
    ) { call, transaction in
        let filter = MemberFilter(
            number: try call.queryValue("number") { raw throws(Rejection) in try Code(raw) },
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            name: call.query["name"], status: call.query["status"].flatMap(Member.Status.init(rawValue:))
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

    static let listStatusChanges: Operation = .get(
        "listStatusChanges", "/members/{member}/status-changes", .organisation,
        "That the member left, was floating and came back, by the days from which it holds",
        needing: [.readOrganisation], returns: .list(Shape.statusChange.schema)
    ) { call, transaction in
        let member = try transaction.member(call.id("member")).member
        return .json(JSON(try transaction.statusChanges(of: member.id), Shape.statusChange.json))
    }

    static let leaveMember: Operation = .post(
        "leaveMember", "/members/{member}/leavings", .organisation,
        "Record that a member leaves from a day on; what was before stays, and their account ends",
        needing: [.manageMembers], asking: Leave.asked, returns: Shape.member.schema
    ) { call, leave, transaction in
        reply(
            try transaction.leaveMember(
                call.id("member"), as: leave.leaving, leave.grounds, isEnding: leave.isEnding,
                lateReason: leave.lateReason))
    }

    static let floatMember: Operation = .post(
        "floatMember", "/members/{member}/absences", .organisation,
        "Record that a member is away for work from a day on, and stays of the branch", needing: [.manageMembers],
        asking: Asking("MemberAbsence") { $0.takeGrounds(on: MemberFields.floatsFrom) },
        returns: Shape.member.schema
    ) { call, grounds, transaction in
        reply(try transaction.floatMember(call.id("member"), grounds))
    }

    static let returnMember: Operation = .post(
        "returnMember", "/members/{member}/returns", .organisation,
        "Record that a member is back: from floating, or in a branch again; nothing their account had comes back",
        needing: [.manageMembers], asking: Return.asked, returns: Shape.member.schema
    ) { call, back, transaction in
        reply(
            try transaction.returnMember(
                call.id("member"), to: back.branch, group: back.group, back.grounds,
                lateReason: back.lateReason))
    }

    static let listLeaderChanges: Operation = .get(
        "listLeaderChanges", "/members/{member}/leader-changes", .organisation,
        "Since when the member is a leading cadre, or is none any more, by the days from which it holds",
        needing: [.readOrganisation], returns: .list(Shape.leaderChange.schema)
    ) { call, transaction in
        let member = try transaction.member(call.id("member")).member
        return .json(JSON(try transaction.leaderChanges(of: member.id), Shape.leaderChange.json))
    }

    static let recordLeader: Operation = .post(
        "recordLeader", "/members/{member}/leader-changes", .organisation,
        "Record that a member is a leading cadre from a day on, or is none any more", needing: [.appointSecretaries],
        asking: Asking<Member.LeaderChange>("NewLeaderChange") { input in
            let (leads, on) = (input.take(MemberFields.leads), input.take(MemberFields.leadsFrom))
            guard let leads, let on else { return nil }
            return Member.LeaderChange(leads: leads, from: on)
        }, returns: Shape.member.schema
    ) { call, change, transaction in
        reply(try transaction.recordLeader(call.id("member"), change))
    }

    static let importMembers: Operation = .post(
        "importMembers", "/imports/members", .organisation, "The office's list of members, from a spreadsheet",
        needing: [.manageMembers],
        query: ImportReport.rosterQuery, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try MemberSpreadsheet.importing(file, into: transaction)
        }
    }
}
