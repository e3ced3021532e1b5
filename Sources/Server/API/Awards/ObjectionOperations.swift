import Domain
import Storage

extension Shape<ObjectionListing.Tie> {
    fileprivate static let tie = Shape(
        "ObjectionTie",
        [
            .nested("member", .person) { $0.member },
            Field("tie", .reason) { .string($0.tie) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<ObjectionListing.Details> {
    fileprivate static let details = Shape(
        "ObjectionDetails",
        [
            Field("kind", .choice(Objection.Kind.self)) { .string($0.kind.rawValue) },
            Field("about", .choice(Objection.Matter.Kind.self)) { .string($0.matter.kind.rawValue) },
            Field("area", .code.orNull) { JSON($0.area?.text) },
            Field("sheet", .id.orNull) { details in
                if case .sheet(let sheet, _) = details.matter { JSON(sheet) } else { .null }
            },
            Field("adjustment", .id.orNull) { details in
                if case .adjustment(let adjustment, _) = details.matter { JSON(adjustment) } else { .null }
            },
            Field("way", .choice(Objection.Way.self)) { .string($0.way.rawValue) },
            Field("anonymous", .boolean) { .bool($0.isAnonymous) },
            Field("grounds", .reason) { .string($0.grounds) },
            Field("lead", .reason.orNull) { JSON($0.lead) },
            Field("receivedOn", .date) { JSON($0.receivedOn) },
            Field("receivedAt", .instant.means("When it was entered, by the server's clock.")) { JSON($0.receivedAt) },
            Field("receivedBy", .text.orNull.means("null for what came from a member's own page.")) {
                JSON($0.receivedBy)
            },
            .nested("investigator", optional: .person) { $0.investigator },
            Field("findings", .reason.orNull.means("For the receiving body alone.")) { JSON($0.findings) },
            Field("reasons", .reason.orNull) { JSON($0.reasons) },
            Field("toldOn", .date.orNull) { JSON($0.toldOn) },
            .list("ties", .tie) { $0.ties },
            Field("own", .boolean.means("Whether the reader appealed.")) { .bool($0.isOwn) },
        ]
    )
}

extension Shape<ObjectionListing> {
    static let objection = Shape(
        "Objection",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text.means("Of the receiving body and its year; never used again.")) {
                .string($0.number.text)
            },
            Field("committee", .code) { .string($0.number.committee.text) },
            Field("cycle", .id) { JSON($0.cycle) },
            Field("month", .month) { JSON($0.month) },
            Field("branch", .code) { .string($0.branchCode.text) },
            Field("status", .choice(Objection.Status.self)) { .string($0.status.rawValue) },
            Field("outcome", .choice(Objection.Outcome.self).orNull) { JSON($0.outcome?.rawValue) },
            Field("due", .date.means("By when it is to be decided.")) { JSON($0.due) },
            Field("decidedOn", .date.orNull) { JSON($0.decidedOn) },
            .nested("details", optional: .details) { $0.details },
            Field("version", .version) { JSON($0.version) },
        ]
    )
}

extension Shape<RankingMove.Stand> {
    fileprivate static let stand = Shape(
        "AreaStand",
        [
            Field("place", .integer(1...Int64.max).orNull.means("null for what is not ranked.")) {
                $0.place.map { JSON($0) } ?? .null
            },
            Field("final", .points) { JSON($0.final) },
            Field("winner", .boolean) { .bool($0.isWinner) },
        ]
    )
}

extension Shape<RankingMove> {
    fileprivate static let move = Shape(
        "RankingMove",
        [
            Field("area", .code) { .string($0.area.text) },
            Field("name", .text) { .string($0.name) },
            .nested("before", .stand) { $0.before },
            .nested("after", .stand) { $0.after },
        ]
    )
}

extension Shape<MonthObjection> {
    /// An objection as it stands on its month.
    static let monthObjection = Shape(
        "MonthObjection",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .text) { .string($0.number.text) },
            Field("status", .choice(Objection.Status.self)) { .string($0.status.rawValue) },
            Field("outcome", .choice(Objection.Outcome.self).orNull) { JSON($0.outcome?.rawValue) },
            Field("due", .date) { JSON($0.due) },
            Field("decidedOn", .date.orNull) { JSON($0.decidedOn) },
            Field("reasons", .reason.orNull.means("Of one that was upheld, wholly or in part.")) { JSON($0.reasons) },
            .list("moves", .move) { $0.moves },
            Field("noticeEnds", .date.orNull.means("Where others win by it: until when the notice stands anew.")) {
                JSON($0.noticeEnds)
            },
        ]
    )
}

extension Shape<DecidedObjection> {
    /// An objection, and what the decision moved.
    fileprivate static let decided = Shape(
        "DecidedObjection",
        Shape<ObjectionListing>.objection.fields.map { field in
            Field(field.name, field.schema) { field.read($0.listing) }
        } + [
            .list("moves", .move) { $0.moves },
            Field("winnersChange", .boolean.means("Whether others win: then the notice stands anew from today.")) {
                .bool($0.winnersChange)
            },
            Field("noticeEnds", .date.orNull.means("Until when the notice then stands.")) { JSON($0.noticeEnds) },
        ])
}

extension API {
    /// Objections and appeals to posted months.
    static let objectionOperations: [Operation] = [
        listObjections, registerObjection, appeal, showObjection, discloseObjector, admitObjection, refuseObjection,
        nameInvestigator, declareTie, decideObjection, tellObjection, withdrawObjection,
    ]

    static let listObjections: Operation = .list(
        "listObjections", "/objections", .awards,
        "Objections in the order they came: their numbers and how far they are; more to the receiving body",
        needing: [.readResults],
        query: [
            .optional("month", .month), .optional("branch", .code),
            .optional("open", .boolean.means("Those alone that their month waits for.")),
        ],
        of: .objection
    ) { call, transaction in
        let filter = ObjectionFilter(
            month: try call.queryValue("month") { raw throws(Rejection) in try Month(parsing: raw) },
            branch: try call.query["branch"].map { try transaction.requireBranch($0) },
            isOpen: call.queryFlag("open"))
        return try transaction.objections(filter, call.page())
    }

    static let registerObjection: Operation = .post(
        "registerObjection", "/cycles/{cycle}/objections", .awards,
        "Receive an objection to a posted month, as the body that its notice names", needing: [.receiveObjections],
        asking: NewObjection.asked, returns: Shape<ObjectionListing>.objection.schema
    ) { _, new, transaction in reply(try transaction.register(new.intake, at: new.desk), isNew: true) }

    // Of what whoever objects does themselves no reply is kept: it would stand under their name, at that very moment.

    static let appeal: Operation = .post(
        "appeal", "/cycles/{cycle}/appeals", .awards,
        "Appeal about one's own area in a posted month (200 if the same appeal is open)", needing: [.appeal],
        body: .json(
            .object(
                "NewAppeal",
                [
                    .required("about", .choice(["sheet", "adjustment", "area"])),
                    .optional("area", .code), .optional("sheet", .id), .optional("adjustment", .id),
                    .required("grounds", .reason),
                    .optional("contact", .text.means("How to be reached. Encrypted, as who appeals is.")),
                ])
        ), mayStandAlready: true, returns: Shape<ObjectionListing>.objection.schema
    ) { call, transaction in
        let desk = try transaction.appealDesk(for: call.id("cycle"))
        let matter = try transaction.matter(
            call.choice("about"), area: try call.optionalText("area").map { _ in try call.value("area", Code.init) },
            sheet: call.body["sheet"]?.integer.map { ID($0) },
            adjustment: call.body["adjustment"]?.integer.map { ID($0) }, at: desk)
        let contact = try call.optionalText("contact")?.nonEmpty.map { _ in
            try call.value("contact") { raw throws(Rejection) in try Text(raw) }
        }
        let (listing, outcome) = try transaction.appeal(
            about: matter, grounds: call.reason("grounds"), contact: contact, at: desk)
        return outcome == .unchanged ? reply(listing).unchanged : reply(listing, isNew: true)
    }.tellingOnce

    static let showObjection: Operation = .get(
        "showObjection", "/objections/{objection}", .awards,
        "An objection: its number and how far it is; more to the receiving body and to who appealed",
        needing: [.readResults], returns: Shape<ObjectionListing>.objection.schema
    ) { call, transaction in reply(try transaction.objection(call.id("objection"))) }

    static let discloseObjector: Operation = .post(
        "discloseObjector", "/objections/{objection}/objector/disclosures", .awards,
        "Read who objected, as the receiving body; the audit keeps who did, and why", needing: [.receiveObjections],
        asking: Asking("ObjectorDisclosure") { $0.take(ObjectionFields.reason) }, makesNew: false,
        returns: .object("Objector", [.required("name", .text), .required("contact", .text)])
    ) { call, reason, transaction in
        let objector = try transaction.discloseObjector(of: call.id("objection"), reason: reason)
        return .json(["name": .string(objector.name.string), "contact": .string(objector.contact.string)])
    }.tellingOnce

    static let admitObjection: Operation = .post(
        "admitObjection", "/objections/{objection}/admit", .awards, "Take an objection in, to be investigated",
        needing: [.receiveObjections], makesNew: false, returns: Shape<ObjectionListing>.objection.schema
    ) { call, transaction in reply(try transaction.admitObjection(call.id("objection"))) }

    static let refuseObjection: Operation = .post(
        "refuseObjection", "/objections/{objection}/refuse", .awards, "Do not take an objection in, with the reason",
        needing: [.receiveObjections], asking: Asking("ObjectionRefusal") { $0.take(ObjectionFields.reason) },
        makesNew: false, returns: Shape<ObjectionListing>.objection.schema
    ) { call, reason, transaction in
        reply(try transaction.refuseObjection(call.id("objection"), reason: reason))
    }

    static let nameInvestigator: Operation = .post(
        "nameInvestigator", "/objections/{objection}/investigator", .awards,
        "Say who investigates it: nobody who entered, scored, adjusted or holds anything concerned, or has a tie",
        needing: [.receiveObjections], asking: Asking("InvestigatorNaming") { $0.take(ObjectionFields.member) },
        makesNew: false, returns: Shape<ObjectionListing>.objection.schema
    ) { call, member, transaction in
        reply(try transaction.nameInvestigator(member, of: call.id("objection")))
    }

    static let declareTie: Operation = .post(
        "declareTie", "/objections/{objection}/ties", .awards,
        "Note that a member is too near to what an objection is about; it is never taken back",
        needing: [.receiveObjections],
        asking: Asking<(member: Code, tie: Text)>("NewObjectionTie") { input in
            let (member, tie) = (input.take(ObjectionFields.member), input.take(ObjectionFields.tie))
            guard let member, let tie else { return nil }
            return (member, tie)
        }, makesNew: false, returns: Shape<ObjectionListing>.objection.schema
    ) { call, asked, transaction in
        reply(try transaction.declareTie(of: asked.member, to: call.id("objection"), tie: asked.tie))
    }

    static let decideObjection: Operation = .post(
        "decideObjection", "/objections/{objection}/decide", .awards,
        "Decide an objection that was admitted; what is upheld has a consequence, and the ranking is taken anew",
        needing: [.receiveObjections], query: tryOutQuery,
        body: .json(
            .object(
                "ObjectionDecision",
                [
                    .required("outcome", .choice(DecidedOutcome.self)),
                    .required("findings", .reason.means("For the receiving body alone.")),
                    .required(
                        "reasons", .reason.means("Told to whoever objected; of one that is upheld, on the month.")),
                    .optional(
                        "consequences",
                        .list(ObjectionConsequence.schema, count: 0...ObjectionDecision.mostConsequences)),
                ])
        ), makesNew: false, returns: Shape<DecidedObjection>.decided.schema
    ) { call, transaction in
        let id: ID<Objection> = try call.id("objection")
        // Whoever may not is told nothing of what there is.
        try transaction.requireReceiving(id)
        let decided: DecidedOutcome = try call.choice("outcome")
        let decision = try ObjectionDecision(
            decided.outcome, findings: try call.reason("findings"), reasons: try call.reason("reasons"),
            consequences: ObjectionConsequence.read(call.body["consequences"], by: transaction))
        let decidedNow = try transaction.decideObjection(id, decision)
        return .json(Shape<DecidedObjection>.decided.json(decidedNow), version: decidedNow.listing.version)
    }

    static let tellObjection: Operation = .post(
        "tellObjection", "/objections/{objection}/tell", .awards,
        "Note that whoever objected was told what became of it", needing: [.receiveObjections],
        asking: Asking<LocalDate?>("ObjectionTelling") { $0.take(ObjectionFields.on) }, makesNew: false,
        returns: Shape<ObjectionListing>.objection.schema
    ) { call, on, transaction in reply(try transaction.tellObjection(call.id("objection"), on: on)) }

    static let withdrawObjection: Operation = .post(
        "withdrawObjection", "/objections/{objection}/withdraw", .awards,
        "Take an objection back: for whoever objected by the receiving body, an appeal by whoever made it",
        needing: [.receiveObjections, .appeal], makesNew: false, returns: Shape<ObjectionListing>.objection.schema
    ) { call, transaction in reply(try transaction.withdrawObjection(call.id("objection"))) }.tellingOnce

    private static func reply(_ listing: ObjectionListing, isNew: Bool = false) -> Reply {
        .json(
            Shape<ObjectionListing>.objection.json(listing), version: listing.version,
            location: isNew ? "/objections/\(listing.id.rawValue)" : nil)
    }
}

/// What comes of an objection that is upheld, as a decision's body has it.
enum ObjectionConsequence: String, CaseIterable {
    case reviseSheet, adjust, reviseAdjustment, withdrawAdjustment

    static let schema = Schema.object(
        "ObjectionConsequence",
        [
            .required("what", .choice(Self.self)),
            .optional("sheet", .id.means("That is revised.")),
            .optional("points", Schema.map(.points).means("All of the revised sheet's, by the criterion's key.")),
            .optional("losses", .lossLines),
            .optional("comment", .reason.means("Of the revised sheet.")),
            .optional("adjustment", .id.means("That is revised or withdrawn.")),
            .optional("area", .code.means("That is adjusted.")),
            .optional("item", .code.means("Of the scheme's menu, for a new adjustment.")),
            .optional("times", .integer(Int64(Adjustment.times.lowerBound)...Int64(Adjustment.times.upperBound))),
            .optional("reason", .reason.means("Of the adjustment.")),
            .optional("pointsEach", .pointsAboveZero.means("Each time, where the item has min and max.")),
            .optional("level", .code.means("The level's key, where the item has levels.")),
            .optional("event", .text(Adjustment.Details.eventMaximum)),
            .optional("document", .text(Adjustment.Details.documentMaximum)),
            .optional("date", .date.means("Of the event, in the month.")),
        ])

    /// - Throws: ``FieldErrors`` for what is missing, or is of no use.
    static func read(
        _ list: JSON?, by transaction: Transaction
    ) throws -> [ObjectionDecision.Consequence] {
        try (list?.array ?? []).enumerated().map { index, json in
            var reading = Reading(json: json, path: "consequences[\(index)]", transaction: transaction)
            guard let what = json["what"]?.string.flatMap(Self.init(rawValue:)) else {
                throw FieldErrors("consequences[\(index)].what", .missing)
            }
            return try reading.consequence(what)
        }
    }

    private struct Reading {
        let json: JSON
        let path: String
        let transaction: Transaction
        var errors = FieldErrors()

        mutating func consequence(_ what: ObjectionConsequence) throws -> ObjectionDecision.Consequence {
            var used: Set<String> = ["what"]
            switch what {
            case .reviseSheet: used.formUnion(["sheet", "points", "losses", "comment"])
            case .adjust:
                used.formUnion(["area", "item", "times", "reason", "date", "pointsEach", "level", "event", "document"])
            case .reviseAdjustment:
                used.formUnion(
                    ["adjustment", "times", "reason", "date", "pointsEach", "level", "event", "document"])
            case .withdrawAdjustment: used.formUnion(["adjustment"])
            }
            for member in json.object?.members ?? [] where !used.contains(member.name) {
                errors.add("\(path).\(member.name)", .conflict, "of no use for this consequence")
            }
            let (times, reason) = (json["times"]?.integer.map { Int($0) }, text("reason", Text.reason))
            let date = text("date", LocalDate.init(parsing:))
            let details = details()
            switch what {
            case .reviseSheet:
                let sheet = needed("sheet", json["sheet"]?.integer)
                try errors.check()
                return .reviseSheet(
                    ID(sheet ?? 0), points: json["points"]?.pointsByKey ?? [:],
                    losses: json["losses"]?.linesByKey ?? [:], comment: json["comment"]?.string)
            case .adjust:
                let (code, item) = (needed("area", text("area", Code.init)), needed("item", text("item", Code.init)))
                let (why, day) = (needed("reason", reason), needed("date", date))
                try errors.check()
                guard let code, let item, let why, let day else { throw errors }
                let area: ID<ResponsibilityArea>
                do {
                    area = try transaction.requireArea(code.text, field: "area")
                } catch let errors as FieldErrors {
                    throw FieldErrors(errors.errors.map { $0.under(path) })
                }
                return .adjust(area: area, item: item, times: times ?? 1, reason: why, date: day, details: details)
            case .reviseAdjustment:
                let adjustment = needed("adjustment", json["adjustment"]?.integer)
                try errors.check()
                return .reviseAdjustment(
                    ID(adjustment ?? 0), times: times, reason: reason, date: date, details: details)
            case .withdrawAdjustment:
                let adjustment = needed("adjustment", json["adjustment"]?.integer)
                try errors.check()
                return .withdrawAdjustment(ID(adjustment ?? 0))
            }
        }

        private mutating func details() -> Adjustment.Details {
            var each: Points?
            if case .number(let digits)? = json["pointsEach"] {
                each = errors.take("\(path).pointsEach") { () throws(Rejection) in try Points(digits) }
            }
            return Adjustment.Details(
                points: each, level: text("level", Code.init),
                event: text("event") { raw throws(Rejection) in
                    try Text(raw, maximum: Adjustment.Details.eventMaximum)
                },
                document: text("document") { raw throws(Rejection) in
                    try Text(raw, maximum: Adjustment.Details.documentMaximum)
                })
        }

        private mutating func text<Value>(_ name: String, _ make: (String) throws(Rejection) -> Value) -> Value? {
            errors.takeOptional("\(path).\(name)", json[name]?.string, make)
        }

        private mutating func needed<Value>(_ name: String, _ value: Value?) -> Value? {
            if value == nil, json[name] == nil { errors.add("\(path).\(name)", .missing) }
            return value
        }
    }
}
