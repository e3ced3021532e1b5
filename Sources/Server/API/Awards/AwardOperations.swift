import Domain
import Storage

extension Shape<AwardListing> {
    static let award = Shape(
        "Award",
        [
            Field("id", .id) { JSON($0.id) },
            Field("month", .month) { JSON($0.month) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("area", .code) { .string($0.area.text) },
            Field("areaName", .text) { .string($0.areaName) },
            .nested("member", .person) { $0.member },
            Field("place", .integer(1...Int64.max)) { JSON($0.place) },
            Field("final", .points) { JSON($0.final) },
            Field("awardedOn", .date) { JSON($0.awardedOn) },
            .nested("revocation", optional: .revocation) { $0.revocation },
        ]
    )
}

extension Shape<HonourRevocation> {
    /// That the committee took an honour back.
    fileprivate static let revocation = Shape(
        "HonourRevocation",
        [
            Field("reason", .reason) { .string($0.reason) },
            Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension API {
    /// From a closed month to what stands in the winner's honours.
    static let awardOperations: [Operation] =
        snapshotOperations + [
            postCycle, prolongNotice, finaliseCycle, endWithoutAward, listAwards, revokeAward, noticeDocument,
            certificateDocument,
        ]

    static let postCycle: Operation = .post(
        "postCycle", "/cycles/{cycle}/post", .awards,
        "Post a closed month: its ranking is frozen and its notice begins to stand", needing: [.publishMonths],
        query: tryOutQuery,
        makesNew: false,
        returns: .object(
            "PostedCycle",
            [
                .required("cycle", Shape.cycle.schema),
                .required("snapshot", Shape.snapshotReference.schema),
                .required("warnings", .warnings),
            ]
        )
    ) { call, transaction in
        let (cycle, snapshot, warnings) = try transaction.postCycle(call.id("cycle"))
        return try cycleReply(
            cycle, transaction, warnings: warnings, more: [("snapshot", Shape.snapshotReference.json(snapshot))]
        )
    }

    static let prolongNotice: Operation = .post(
        "prolongNotice", "/cycles/{cycle}/prolong", .awards,
        "Prolong a notice that has fewer working days since the calendar changed; that it was stands on the month",
        needing: [.publishMonths], makesNew: false, returns: Shape.cycle.schema
    ) { call, transaction in
        try cycleReply(transaction.prolongNotice(of: call.id("cycle")), transaction, isNew: false)
    }

    static let finaliseCycle: Operation = .post(
        "finaliseCycle", "/cycles/{cycle}/finalise", .awards,
        "Make a posted month's awards final, once its notice has stood", needing: [.publishMonths], makesNew: false,
        returns: .object(
            "FinalCycle",
            [
                .required("cycle", Shape.cycle.schema), .required("awards", .list(Shape.award.schema)),
                .required(
                    "objections",
                    .object(
                        "ObjectionCounts", [.required("received", .count), .required("upheld", .count)]
                    ).means("How many there were to the month, and how many of them were upheld, wholly or in part.")),
                .required(
                    "withheldHonours",
                    .list(Shape.withheldHonour.schema).means(
                        "Honours that the committee's office decided not to give; the ranking stands.")),
            ]
        )
    ) { call, transaction in
        let (cycle, awards) = try transaction.finaliseCycle(call.id("cycle"))
        let remarks = try transaction.listing(of: cycle).remarks
        let objections = remarks.objections
        return try cycleReply(
            cycle, transaction,
            more: [
                ("awards", JSON(awards, Shape.award.json)),
                (
                    "objections",
                    ["received": JSON(objections.count), "upheld": JSON(objections.count { $0.isUpheld })]
                ), ("withheldHonours", JSON(remarks.withheld, Shape.withheldHonour.json)),
            ])
    }

    static let endWithoutAward: Operation = .post(
        "endWithoutAward", "/cycles/{cycle}/end-without-award", .awards,
        "End a closed or posted month without a winner; where an area reaches the minimum, by the committee's office alone",
        needing: [.publishMonths, .overruleMonths],
        body: .json(.object("WithoutAward", [.required("reason", .reason)])), makesNew: false,
        returns: Shape.cycle.schema
    ) { call, transaction in
        let cycle = try transaction.endWithoutAward(
            call.id("cycle"), reason: call.value("reason", Text.reason)
        )
        return try cycleReply(cycle, transaction, isNew: false)
    }

    static let listAwards: Operation = .list(
        "listAwards", "/awards", .awards, "Final awards by month", needing: [.readResults],
        query: [
            .optional("month", .month), .optional("year", .integer(2000...2199)), .optional("branch", .code),
            .optional("member", .code),
        ],
        of: .award
    ) { call, transaction in
        let filter = AwardFilter(
            months: try awardMonths(call),
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            member: try call.query["member"].map { try transaction.requireMember($0) }
        )
        return try transaction.awards(filter, call.page())
    }

    static let revokeAward: Operation = .post(
        "revokeAward", "/awards/{award}/revoke", .awards,
        "Take back an honour of a final month, with the reason; the month stands", needing: [.revokeHonours],
        body: .json(.object("HonourRevoking", [.required("reason", .reason)])), makesNew: false,
        returns: Shape.award.schema
    ) { call, transaction in
        .json(Shape.award.json(try transaction.revokeAward(call.id("award"), reason: call.reason("reason"))))
    }

    private static func awardMonths(_ call: Call) throws -> ClosedRange<Month>? {
        if let month = try call.queryValue("month", { raw throws(Rejection) in try Month(parsing: raw) }) {
            return month...month
        }
        return call.query["year"]?.asciiNumber.flatMap(Month.months(of:))
    }
}
