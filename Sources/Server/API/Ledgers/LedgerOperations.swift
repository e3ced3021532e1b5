import Domain
import Storage

/// The operations of one ledger, which follow from its form.
struct LedgerDesk: Sendable {
    let ledger: Ledger
    /// The parts of an entry, as people give and read them.
    let fields: [Field<LedgerListing, LedgerSaid?>]
    let list: Operation
    let show: Operation
    let enter: Operation
    let revise: Operation
    let withdraw: Operation
    let importing: Operation
    /// Each with its step.
    let steps: [(step: LedgerStep, operation: Operation)]

    static let all = Ledger.allCases.map(LedgerDesk.init)

    static func of(_ ledger: Ledger) -> LedgerDesk {
        guard let desk = all.first(where: { $0.ledger == ledger }) else {
            preconditionFailure("every ledger has its desk")
        }
        return desk
    }

    var operations: [Operation] { [list, show, enter, revise] + steps.map(\.operation) + [withdraw, importing] }

    var path: String { ledger.path }

    fileprivate init(_ ledger: Ledger) {
        let (form, names) = (ledger.form, ledger.names)
        let (path, one) = ("/\(names.path)", "/\(names.path)/{\(names.one)}")
        let reading: Operation.Need = [form.readers.action]
        // Whoever wrote one reads it, though the others are the officers'.
        let showing: Operation.Need =
            form.parts.contains { $0.key == .author } ? [form.readers.action, .readLedgers] : reading
        let keeping: Operation.Need = [form.keeper.action]
        let shape = LedgerShapes(ledger).entry
        @Sendable func reply(_ entry: LedgerListing) -> Reply { .json(shape.json(entry), version: entry.version) }
        self.ledger = ledger
        fields = form.parts.map { $0.field() }
        list = .list(
            "list\(names.many)", path, .ledgers,
            "\(names.said) of the branches whose they may be read, as they were entered",
            needing: reading,
            query: [
                .optional("branch", .code), .optional("year", .integer(2000...2199).means("Of whose days they are.")),
                .optional("state", .choice(ledger.states.map(\.rawValue))),
            ], of: shape
        ) { call, transaction in
            let filter = LedgerFilter(
                branch: try call.query["branch"].map { try transaction.requireBranch($0) },
                year: call.query["year"]?.asciiNumber,
                state: call.query["state"].flatMap(LedgerState.init(rawValue:)))
            return try transaction.ledgerEntries(of: ledger, filter, call.page())
        }
        show = .get(
            "show\(names.single)", one, .ledgers, "One entry with what became of it, and what it said before",
            needing: showing, returns: shape.schema
        ) { call, transaction in reply(try transaction.ledgerEntry(call.id(names.one), of: ledger)) }
        enter = .post(
            "enter\(names.single)", path, .ledgers,
            "Enter something in a branch's ledger (200 if the same stands)", needing: keeping,
            asking: Asking<(branch: ID<Branch>, said: LedgerInput)>("New\(names.single)") { input in
                let branch = try input.take(LedgerFields.branch) { try $0.requireBranch($1.text) }
                let said = input.takeSaid(form.parts)
                guard let branch, let said else { return nil }
                return (branch, said)
            }, mayStandAlready: true, returns: shape.schema
        ) { _, asked, transaction in
            try transaction.require(form.keeper, in: asked.branch)
            let content = try asked.said.found(transaction, in: asked.branch)
            let (id, outcome) = try transaction.enterLedger(ledger, content, of: asked.branch)
            let entry = try transaction.ledgerEntry(id, of: ledger)
            let made = Reply.json(
                shape.json(entry), version: entry.version, location: "\(path)/\(id.rawValue)")
            return outcome == .unchanged ? made.unchanged : made
        }
        revise = .put(
            "revise\(names.single)", one, .ledgers,
            "Correct what an entry says as long as nothing came of it, with the reason; what it said stays",
            needing: keeping,
            asking: Asking<(said: LedgerInput, reason: Text)>("\(names.single)Revision") { input in
                let (said, reason) = (input.takeSaid(form.parts), input.take(LedgerFields.reason))
                guard let said, let reason else { return nil }
                return (said, reason)
            }, returns: shape.schema
        ) { call, asked, transaction in
            let id: ID<LedgerEntry> = try call.id(names.one)
            let branch = try transaction.ledgerEntry(id, of: ledger).branch
            try transaction.require(form.keeper, in: branch)
            let content = try asked.said.found(transaction, in: branch)
            return reply(
                try transaction.reviseLedger(id, of: ledger, content, reason: asked.reason, ifVersion: call.version))
        }
        withdraw = .post(
            "withdraw\(names.single)", "\(one)/withdraw", .ledgers,
            "Take back an entry of which nothing has come yet, with the reason; it stays visible",
            needing: keeping,
            asking: Asking("\(names.single)Withdrawal") { $0.take(LedgerFields.reason) }, makesNew: false,
            returns: shape.schema
        ) { call, reason, transaction in
            reply(try transaction.withdrawLedger(call.id(names.one), of: ledger, reason: reason))
        }
        importing = .post(
            "import\(names.many)", "/imports/\(names.path)", .ledgers,
            "Entries of a ledger as an office keeps it, from a spreadsheet: a row is one", needing: keeping,
            query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
        ) { call, transaction in
            try ImportReport.reply(importing: call, by: transaction) { file in
                try LedgerFile(ledger).importing(file, into: transaction)
            }
        }
        steps = form.steps.map { step in
            let name = step.kind.rawValue
            return (
                step,
                .post(
                    "\(name)\(names.single)", "\(one)/\(name)", .ledgers, step.kind.summary,
                    needing: [step.hand.action],
                    asking: Asking("\(names.single)\(name.prefix(1).uppercased())\(name.dropFirst())") {
                        $0.takeSaid(step.parts)
                    }, makesNew: false, returns: shape.schema
                ) { call, said, transaction in
                    let id: ID<LedgerEntry> = try call.id(names.one)
                    let branch = try transaction.ledgerEntry(id, of: ledger).branch
                    try transaction.require(step.hand, in: branch)
                    let content = try said.found(transaction, in: branch)
                    return reply(try transaction.takeLedgerStep(step.kind, with: content, of: id, in: ledger))
                }
            )
        }
    }
}

extension API {
    /// What branches keep of their work.
    static let ledgerEntryOperations: [Operation] =
        LedgerDesk.all.flatMap(\.operations) + [showTrainingYear, showSecretaryYears]
}

/// What is asked for beside the parts.
enum LedgerFields {
    static let branch = Field(
        "branch", .code, .branch,
        headings: .named("支部编号", "Branch", also: ["党支部", "支部", "支部名称", "支部代码"], need: .never)
    ) { (listing: LedgerListing) in listing.branchCode }
    static let reason = Field("reason", .reason, .reason)
}

/// What is said of parts, before it is known whose members and areas are meant.
struct LedgerInput: Sendable {
    fileprivate let said: [(part: LedgerPart, said: LedgerSaid)]

    /// - Throws: ``FieldErrors`` for who and what is not there.
    func found(_ transaction: Transaction, in branch: ID<Branch>) throws -> LedgerContent {
        var (content, errors) = (LedgerContent(), FieldErrors())
        let month = said.lazy.compactMap { _, said in
            if case .value(.day(let day)) = said { day.month } else { nil }
        }.first
        for (part, said) in said {
            do {
                content[part.key] = try said.found(transaction, as: part, in: branch, month)
            } catch let error as FieldErrors {
                errors.add(error)
            }
        }
        try errors.check()
        return content
    }
}

extension Input {
    /// What is said of parts; nil, with why, where one cannot be read.
    mutating func takeSaid(_ parts: [LedgerPart]) -> LedgerInput? {
        var (found, isWhole) = ([(LedgerPart, LedgerSaid)](), true)
        for part in parts {
            if let said = take(part.field()) {
                if let said { found.append((part, said)) }
            } else {
                isWhole = false
            }
        }
        return isWhole ? LedgerInput(said: found) : nil
    }
}

/// How entries of a ledger stand in replies.
private struct LedgerShapes {
    let entry: Shape<LedgerListing>

    init(_ ledger: Ledger) {
        let (form, names) = (ledger.form, ledger.names)
        func told(_ parts: [LedgerPart]) -> [LedgerPart] { parts.map { LedgerPart.optional($0.key, $0.kind) } }
        let steps = form.steps.flatMap(\.parts) + LedgerForm.withdrawal
        var seen: Set<LedgerKey> = []
        let ofSteps = told(steps.filter { seen.insert($0.key).inserted })
        let step = Shape<(LedgerStepListing, LedgerListing)>(
            "\(names.single)Step",
            [
                .init("step", .choice((form.steps.map(\.kind) + [.withdrawn]).map(\.rawValue))) {
                    .string($0.0.kind.rawValue)
                },
                .init("state", .choice(ledger.states.map(\.rawValue))) { .string($0.0.state.rawValue) },
                .init("on", .date) { JSON($0.0.on) }, .init("by", .text) { .string($0.0.by) },
            ]
                + ofSteps.map { part in
                    .init(part.key.rawValue, part.wire.schema.orNull) { taken in
                        part.wire.write(LedgerSaid(taken.0.content[part.key], taken.1.named))
                    }
                })
        let revision = Shape<(LedgerRevision, LedgerListing)>(
            "\(names.single)Before",
            [
                .init("correctedOn", .date) { JSON($0.0.on) }, .init("by", .text) { .string($0.0.by) },
                .init("reason", .reason) { .string($0.0.reason) },
            ]
                + told(form.parts).map { part in
                    .init(part.key == .reason ? "was" : part.key.rawValue, part.wire.schema.orNull) { before in
                        part.wire.write(LedgerSaid(before.0.content[part.key], before.1.named))
                    }
                })
        entry = Shape(
            names.single,
            [
                .init("id", .id) { JSON($0.id) }, LedgerFields.branch.told,
                .init("branchName", .text) { .string($0.branchName) },
                .init("state", .choice(ledger.states.map(\.rawValue))) { .string($0.state.rawValue) },
                .init("dueBy", .date.orNull.means("By when something is to come of it, as it stands now.")) {
                    $0.due.map { JSON($0) } ?? .null
                },
                .init("version", .integer(1...Int64.max)) { JSON($0.version) },
                .init("enteredOn", .date) { JSON($0.enteredOn) }, .init("enteredBy", .text) { .string($0.enteredBy) },
            ] + told(form.parts).map { $0.field().told }
                + [
                    .init("steps", .list(step.schema)) { entry in JSON(entry.steps) { step.json(($0, entry)) } },
                    .init("before", .list(revision.schema).means("What it said before, the oldest first.")) { entry in
                        JSON(entry.revisions) { revision.json(($0, entry)) }
                    },
                ])
    }
}

extension Ledger {
    /// In which states its entries are.
    var states: [LedgerState] {
        let found = Set([form.begins, .withdrawn] + form.steps.compactMap(\.to))
        return LedgerState.allCases.filter(found.contains)
    }

    /// In the API and the console: `/deeds`.
    package var path: String { "/\(names.path)" }

    /// What it is called in the API: `/deeds/{deed}`, `Deed`, `listDeeds`.
    struct Names: Sendable {
        let path: String
        let one: String
        let single: String
        let many: String
        let said: String
    }

    var names: Names {
        switch self {
        case .seminar:
            Names(path: "seminars", one: "seminar", single: "Seminar", many: "Seminars", said: "Seminars (专题研讨)")
        case .paper:
            Names(path: "papers", one: "paper", single: "Paper", many: "Papers", said: "Research papers (调研文章)")
        case .inspection:
            Names(
                path: "inspections", one: "inspection", single: "Inspection", many: "Inspections",
                said: "Inspections (督导检查)")
        case .exchange:
            Names(
                path: "exchanges", one: "exchange", single: "Exchange", many: "Exchanges",
                said: "On-site and observation meetings, symposiums (观摩交流)")
        case .experience:
            Names(
                path: "experiences", one: "experience", single: "Experience", many: "Experiences",
                said: "Experience that others may take up (典型经验)")
        case .training:
            Names(path: "training", one: "training", single: "Training", many: "Trainings", said: "Training (教育培训)")
        case .deed:
            Names(path: "deeds", one: "deed", single: "Deed", many: "Deeds", said: "What was done for people (办实事)")
        case .publicity:
            Names(
                path: "publicity", one: "session", single: "Publicity", many: "PublicityOfLaw",
                said: "How the law was made known (普法)")
        case .commitment:
            Names(
                path: "commitments", one: "commitment", single: "Commitment", many: "Commitments",
                said: "What members undertook (公开承诺)")
        case .campaign:
            Names(path: "campaigns", one: "campaign", single: "Campaign", many: "Campaigns", said: "Campaigns (创先争优)")
        case .bylaw:
            Names(
                path: "branch-rules", one: "rule", single: "BranchRule", many: "BranchRules",
                said: "Rules that branches gave themselves (支部制度)")
        case .riskPost:
            Names(
                path: "risk-posts", one: "riskPost", single: "RiskPost", many: "RiskPosts",
                said: "Posts at risk (廉政风险岗位)")
        case .opinion:
            Names(
                path: "decision-opinions", one: "decisionOpinion", single: "DecisionOpinion",
                many: "DecisionOpinions", said: "What branches hold of major decisions (参与重大事项)")
        case .offer:
            Names(
                path: "offers", one: "offer", single: "Offer", many: "Offers",
                said: "What branches offer to the work at hand, and what became of it (建言献策)")
        case .conduct:
            Names(
                path: "conduct", one: "conductFact", single: "Conduct", many: "ConductFacts",
                said: "Facts about the style of work (作风)")
        }
    }
}

extension LedgerStep.Kind {
    /// In the API's description.
    fileprivate var summary: String {
        switch self {
        case .done: "Say what was done"
        case .confirmed: "Record what the person for whom it was done says of it"
        case .lookedAgain: "Record whether it still helps after some time"
        case .approved: "Approve a topic (立项)"
        case .submitted: "Hand in a paper"
        case .reviewed: "Record the review of somebody from elsewhere; two of them"
        case .graded: "Grade a paper"
        case .adopted: "Record what it changed"
        case .kept: "Say what came of a commitment (践诺)"
        case .judged: "Say what the branch holds of it (评诺); another person than who said what came of it"
        case .answered: "Record what those who decide answered, with the reason"
        case .followedUp: "Record what followed"
        case .countersigned: "Sign for the branch that was inspected, with its comment"
        case .fedBack: "Record what was fed back to the branch"
        case .takenHome: "Record what a branch that was there takes home"
        case .published: "Publish it, so that every branch reads it"
        case .takenUp: "Record that a branch takes it up"
        case .triedOut: "Record what came of it in a branch that took it up"
        case .reached: "Record how far a campaign has come"
        case .renewed: "Look at it again: it stands"
        case .remarked: "Remark on what stands: once a step was taken, what was entered stays as it is"
        case .ended: "End it, with what became of it"
        case .withdrawn: "Take it back"
        }
    }
}
