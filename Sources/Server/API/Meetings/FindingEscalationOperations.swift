import Domain
import Storage

extension Shape<FindingEscalation> {
    fileprivate static let findingEscalation = Shape(
        "FindingEscalation",
        [
            Field("remindDays", .integer(0...30).means("So many days before it is due.")) { JSON($0.remindDays) },
            Field(
                "supervisedAt",
                .integer(1...6).means("At which secretaries' meeting after it fell overdue it is supervised.")
            ) { JSON($0.supervisedAt) },
            Field("circulatedAt", .integer(2...12).means("At which one it is circulated.")) { JSON($0.circulatedAt) },
            Field("off", .boolean.means("The committee does without it for now.")) { .bool($0.isOff) },
        ]
    )
}

extension Shape<FindingEscalation.Entry> {
    static let escalated = Shape(
        "FindingEscalated",
        [
            Field("stage", .choice(FindingEscalation.Stage.self)) { .string($0.stage.rawValue) },
            Field("number", .count.means("How many meetings it was overdue at by then, with this one.")) {
                JSON($0.number)
            },
            Field("meeting", .id) { JSON($0.meeting) },
            Field("on", .date.means("The meeting's day.")) { JSON($0.on) },
            Field("due", .date.means("When the finding was due.")) { JSON($0.due) },
            Field("at", .instant) { JSON($0.at) },
        ]
    )
}

extension Shape<FindingEscalationListing> {
    fileprivate static let listing = Shape(
        "CommitteeFindingEscalation",
        [
            Field("committee", .code) { .string($0.committee.code.text) },
            .nested("escalation", optional: .findingEscalation) { $0.escalation },
            Field("version", .count.means("0 where nothing is on record: what is overdue is marked as such alone.")) {
                JSON($0.version)
            },
        ]
    )
}

extension API {
    /// What a committee does about findings that are overdue.
    static let findingEscalationOperations: [Operation] = [showFindingEscalation, recordFindingEscalation]

    static let showFindingEscalation: Operation = .get(
        "showFindingEscalation", "/committees/{committee}/finding-escalation", .meetings,
        "What a committee does about its branches' findings that are overdue", needing: [.readCommittees],
        returns: Shape<FindingEscalationListing>.listing.schema
    ) { call, transaction in reply(try transaction.findingEscalation(of: call.id("committee"))) }

    static let recordFindingEscalation: Operation = .put(
        "recordFindingEscalation", "/committees/{committee}/finding-escalation", .meetings,
        "Say at which meeting an overdue finding is supervised, and at which it is circulated",
        needing: [.manageCommittees], asking: FindingEscalationFields.asked,
        returns: Shape<FindingEscalationListing>.listing.schema
    ) { call, escalation, transaction in
        reply(
            try transaction.recordFindingEscalation(escalation, of: call.id("committee"), ifVersion: call.version))
    }

    private static func reply(_ listing: FindingEscalationListing) -> Reply {
        .json(Shape.listing.json(listing), version: listing.version)
    }
}
