import Domain
import Storage

extension Shape<AskListing> {
    static let ask = Shape(
        "Ask",
        [
            Field("id", .id) { JSON($0.id) }, AskFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) },
            Field("committeeName", .text.means("Whose office answers.")) { .string($0.committeeName) },
            AskFields.title.told, AskFields.request.told, AskFields.standard.told, AskFields.due.told,
            AskFields.status.told,
            Field("settledBy", .date.means("As the answer says, otherwise as it was asked for.")) { JSON($0.due) },
            Field("askedOn", .date) { JSON($0.askedOn) }, Field("askedBy", .text) { .string($0.askedBy) },
            .list("steps", .askStep) { $0.steps },
        ]
    )
}

extension Shape<AskStep> {
    fileprivate static let askStep = Shape(
        "AskStep",
        [
            Field("status", .choice(Ask.Status.self)) { .string($0.status.rawValue) },
            Field("said", .reason.orNull) { JSON($0.said) },
            Field("due", .date.orNull.means("Of an answer: by when it will be settled.")) { JSON($0.due) },
            Field("evidence", .lines(500).orNull.means("Of a result: what shows it.")) { JSON($0.evidence) },
            Field("on", .date) { JSON($0.on) }, Field("by", .text) { .string($0.by) },
        ]
    )
}

extension API {
    /// What branches ask of their committees.
    static let askOperations: [Operation] = [listAsks, showAsk, makeAsk, answerAsk, recordAskResult, withdrawAsk]

    static let listAsks: Operation = .get(
        "listAsks", "/asks", .meetings,
        "What branches ask of their committees and something is still to come of; or all that was asked in a year",
        needing: [.readPlans],
        query: [.optional("year", .integer(2000...2199)), .optional("branch", .code)],
        returns: .list(Shape.ask.schema)
    ) { call, transaction in
        let asks = try transaction.asks(
            year: call.query["year"]?.asciiNumber,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        return .json(JSON(asks, Shape.ask.json))
    }

    static let showAsk: Operation = .get(
        "showAsk", "/asks/{ask}", .meetings, "What a branch asked, with what became of it", needing: [.readPlans],
        returns: Shape.ask.schema
    ) { call, transaction in .json(Shape.ask.json(try transaction.ask(call.id("ask")))) }

    static let makeAsk: Operation = .post(
        "makeAsk", "/asks", .meetings, "Ask something of the branch's committee", needing: [.askUpward],
        asking: AskFields.asked, returns: Shape.ask.schema
    ) { _, asked, transaction in
        let listing = try transaction.makeAsk(asked.ask, of: asked.branch)
        return .json(Shape.ask.json(listing), location: "/asks/\(listing.id.rawValue)")
    }

    static let answerAsk: Operation = .post(
        "answerAsk", "/asks/{ask}/answer", .meetings,
        "Take on what a branch asked, wholly or in part, or decline it, with the reason", needing: [.answerAsks],
        asking: Asking<(answer: Ask.Answer, said: Text, due: LocalDate?)>("AskAnswer") { input in
            let (answer, said) = (input.take(AskFields.answer), input.take(AskFields.said))
            let due = input.take(AskFields.answerDue)
            guard let answer, let said, let due else { return nil }
            return (answer, said, due)
        }, makesNew: false, returns: Shape.ask.schema
    ) { call, asked, transaction in
        .json(
            Shape.ask.json(
                try transaction.answerAsk(call.id("ask"), asked.answer, said: asked.said, due: asked.due)))
    }

    static let recordAskResult: Operation = .post(
        "recordAskResult", "/asks/{ask}/result", .meetings,
        "Say what came of what the committee took on; another result takes the place of the one before",
        needing: [.answerAsks], asking: Asking("AskResult") { PlanFields.takeResult(&$0) }, makesNew: false,
        returns: Shape.ask.schema
    ) { call, result, transaction in
        .json(Shape.ask.json(try transaction.recordResult(result, of: call.id("ask"))))
    }

    static let withdrawAsk: Operation = .post(
        "withdrawAsk", "/asks/{ask}/withdraw", .meetings, "Take back what a branch asked, with the reason",
        needing: [.askUpward], asking: Asking("AskWithdrawal") { $0.take(PlanFields.reason) }, makesNew: false,
        returns: Shape.ask.schema
    ) { call, reason, transaction in
        .json(Shape.ask.json(try transaction.withdrawAsk(call.id("ask"), reason: reason)))
    }
}
