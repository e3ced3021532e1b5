import Domain
import Storage

/// What is said of a hand-over sheet, field by field.
enum HandoverFields {
    static let outgoing = Field(
        "outgoing", Wire<Code>.code.means("The number of who has or had the office."), .handoverOutgoing)
    static let incoming = Field(
        "incoming", Wire<Code>.code.means("The number of who comes."), .handoverIncoming, hint: .handoverIncomingHint)
    static let side = Field("side", Wire<Handover.Side>.choice(), .handoverSide)
    static let digest = Field(
        "digest", Wire<Text>.text(64).means("Of the sheet that was read: what is signed."), .handoverDigest)
    static let remark = Field(
        "remark", Wire<Text>.text(Handover.remarkMaximum, isLong: true).means("Of who takes over.").optional,
        .handoverRemark)
    static let inPlaceReason = Field(
        "reason", Wire<Text>.reason.means("Why the committee’s office signs in the outgoing one’s place.").optional,
        .reason)
    static let reason = Field("reason", .reason, .reason)

    static let asked = Asking<(outgoing: Code, incoming: Code)>("NewHandOver") { input in
        let (outgoing, incoming) = (input.take(outgoing), input.take(incoming))
        guard let outgoing, let incoming else { return nil }
        return (outgoing, incoming)
    }

    static let signed = Asking<HandoverSignature>("HandOverSignature") { input in
        let (side, digest) = (input.take(side), input.take(digest))
        let (remark, reason) = (input.take(remark), input.take(inPlaceReason))
        guard let side, let digest, let remark, let reason else { return nil }
        return HandoverSignature(side: side, digest: digest, remark: remark, reason: reason)
    }
}

struct HandoverSignature: Sendable {
    let side: Handover.Side
    let digest: Text
    let remark: Text?
    let reason: Text?
}

extension Handover.Side: Worded {
    var word: Word { self == .outgoing ? .handoverOutgoing : .handoverIncoming }
}

extension Handover.Status: Worded {
    var word: Word {
        switch self {
        case .drafted: .handoverDrafted
        case .handedOver: .handoverHandedOver
        case .takenOver: .handoverTakenOver
        case .withdrawn: .handoverWithdrawn
        }
    }
}

extension Shape<HandoverStep> {
    fileprivate static let handoverStep = Shape(
        "HandOverStep",
        [
            Field("status", .choice(Handover.Status.self)) { .string($0.status.rawValue) },
            Field("inPlace", .boolean.means("Signed by the committee’s office for who could not.")) {
                .bool($0.isInPlace)
            },
            Field("said", .lines(Handover.remarkMaximum).orNull.means("A remark, or the reason.")) { JSON($0.said) },
            Field("at", .instant) { JSON($0.at) }, Field("by", .text) { .string($0.by) },
        ])
}

extension Shape<HandoverListing> {
    fileprivate static let fields: [Field] = [
        Field("id", .id) { JSON($0.id) }, Field("branch", .code) { .string($0.branchCode.text) },
        Field("branchName", .text) { .string($0.branchName) },
        .nested("outgoing", .person) { $0.outgoing }, .nested("incoming", .person) { $0.incoming },
        Field("status", .choice(Handover.Status.self)) { .string($0.status.rawValue) },
        Field("madeAt", .instant) { JSON($0.madeAt) }, Field("madeBy", .text) { .string($0.madeBy) },
        .list("steps", .handoverStep) { $0.steps },
    ]

    fileprivate static let handoverListed = Shape("HandOverListed", fields)
}

extension Shape<Handover.Line> {
    fileprivate static let handoverLine = Shape(
        "HandOverLine",
        [
            Field("part", .choice(Handover.Part.self)) { .string($0.part.rawValue) },
            Field("id", .id.orNull.means("Of the record; null for what is derived.")) {
                $0.id.map { JSON($0) } ?? .null
            },
            Field("title", .lines(MeetingRecord.longest)) { .string($0.title) },
            Field("titleEn", .text.orNull) { JSON($0.titleEn) }, Field("period", .text(20).orNull) { JSON($0.period) },
            Field("states", .list(.text(40)).means("States or roles, as their kind has them.")) {
                JSON($0.states) { .string($0) }
            },
            Field("people", .list(.text)) { JSON($0.people) { .string($0) } },
            Field("due", .date.orNull) { JSON($0.due) }, Field("overdue", .boolean) { .bool($0.isOverdue) },
        ])
}

extension Shape<Handover> {
    fileprivate static let handoverSheet = Shape(
        "HandOverSheet",
        [
            Field("branch", .code) { .string($0.branch.text) }, Field("outgoing", .code) { .string($0.outgoing.text) },
            Field("incoming", .code) { .string($0.incoming.text) }, .list("lines", .handoverLine) { $0.lines },
        ])
}

extension Shape<HandoverContent> {
    fileprivate static let handover = Shape(
        "HandOver",
        Shape<HandoverListing>.fields.map { field in Field(field.name, field.schema) { field.read($0.listing) } } + [
            Field("digest", .text(64).means("SHA-256 over `sheet`, written without white space in this order.")) {
                .string($0.digest)
            },
            .nested("sheet", .handoverSheet) { $0.sheet },
        ])
}

extension API {
    /// What a branch's secretary hands over to the next.
    static let handoverOperations: [Operation] = [
        listHandovers, showHandover, makeHandover, signHandover, withdrawHandover, handoverDocument,
    ]

    static let listHandovers: Operation = .get(
        "listHandovers", "/branches/{branch}/hand-overs", .meetings,
        "What a branch's secretaries handed over, the latest first", needing: [.readMeetings],
        returns: .list(Shape<HandoverListing>.handoverListed.schema)
    ) { call, transaction in
        .json(
            JSON(
                try transaction.handovers(of: call.id("branch")), Shape<HandoverListing>.handoverListed.json))
    }

    static let showHandover: Operation = .get(
        "showHandover", "/hand-overs/{handOver}", .meetings,
        "A hand-over sheet: drafted from the records until the outgoing secretary signs it, then frozen",
        needing: [.readMeetings, .readBranchMeetings], returns: Shape<HandoverContent>.handover.schema
    ) { call, transaction in
        .json(Shape.handover.json(try transaction.handover(call.id("handOver"), by: CadenceSeed.rules())))
    }

    static let makeHandover: Operation = .post(
        "makeHandover", "/branches/{branch}/hand-overs", .meetings,
        "Make a hand-over sheet out for two (200 if one that they have not both signed stands)",
        needing: [.handOverBranch], asking: HandoverFields.asked, mayStandAlready: true,
        returns: Shape<HandoverContent>.handover.schema
    ) { call, asked, transaction in
        let (content, outcome) = try transaction.makeHandover(
            of: call.id("branch"), from: asked.outgoing, to: asked.incoming, by: CadenceSeed.rules())
        let reply = Reply.json(
            Shape.handover.json(content), location: "/hand-overs/\(content.listing.id.rawValue)")
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let signHandover: Operation = .post(
        "signHandover", "/hand-overs/{handOver}/sign", .meetings,
        "Sign a hand-over sheet as the outgoing secretary, which freezes it, or as the incoming one afterwards; the committee’s "
            + "office signs for an outgoing one who cannot", needing: [.readMeetings, .readBranchMeetings],
        asking: HandoverFields.signed, makesNew: false, returns: Shape<HandoverContent>.handover.schema
    ) { call, signature, transaction in
        .json(
            Shape.handover.json(
                try transaction.signHandover(
                    call.id("handOver"), as: signature.side, digest: signature.digest.string,
                    remark: signature.remark, inPlaceBecause: signature.reason, by: CadenceSeed.rules())))
    }

    static let withdrawHandover: Operation = .post(
        "withdrawHandover", "/hand-overs/{handOver}/withdraw", .meetings,
        "Take back a hand-over sheet that was not signed by both, with the reason", needing: [.handOverBranch],
        asking: Asking("HandOverWithdrawal") { $0.take(HandoverFields.reason) }, makesNew: false,
        returns: Shape<HandoverContent>.handover.schema
    ) { call, reason, transaction in
        .json(
            Shape.handover.json(
                try transaction.withdrawHandover(call.id("handOver"), reason: reason, by: CadenceSeed.rules())))
    }

    static let handoverDocument: Operation = .document(
        "handoverDocument", "/hand-overs/{handOver}/sheet.docx", .meetings,
        "A hand-over sheet as a document for word processors, as its page prints it",
        needing: [.readMeetings, .readBranchMeetings]
    ) { call, transaction, words in
        let content = try transaction.handover(call.id("handOver"), by: CadenceSeed.rules())
        return OfficialPaper(content, transaction.settings.timeZone, words).document(words)
    }
}
