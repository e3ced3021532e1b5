import Domain
import Storage

/// What a branch asks of its committee, field by field.
enum AskFields {
    static let branch = Field("branch", .code, .branch) { (listing: AskListing) in listing.branchCode }
    static let title = Field("title", Wire.text(Ask.titleMaximum), .askTitle) { (listing: AskListing) in
        listing.ask.title
    }
    static let request = Field("request", Wire.text(1000, isLong: true), .askRequest) { (listing: AskListing) in
        listing.ask.request
    }
    static let standard = Field(
        "standard", Wire.text(500, isLong: true), .askStandard, hint: .askStandardHint
    ) { (listing: AskListing) in listing.ask.standard }
    static let due = Field("due", Wire.date.means("By when it is asked for."), .askDue) { (listing: AskListing) in
        listing.ask.due
    }
    static let status = Field("status", Wire<Ask.Status>.choice(), .state) { (listing: AskListing) in listing.status }

    static let answer = Field("answer", Wire<Ask.Answer>.choice(), .askAnswer)
    static let said = Field("said", .reason, .askSaid, hint: .askSaidHint)
    static let answerDue = Field(
        "due", Wire.date.means("By when it will be settled; as it was asked for if left out.").optional, .planDue)

    static let asked = Asking<(branch: ID<Branch>, ask: Ask)>("NewAsk") { input in
        let branch = try input.take(branch) { try $0.requireBranch($1.text) }
        let (title, request) = (input.take(title), input.take(request))
        let (standard, due) = (input.take(standard), input.take(due))
        guard let branch, let title, let request, let standard, let due else { return nil }
        return try input.look { transaction in
            (
                branch,
                try Ask(title: title, request: request, standard: standard, due: due, today: transaction.today)
            )
        }
    }
}

extension Ask.Status: Worded {
    var word: Word {
        switch self {
        case .asked: .askAsked
        case .accepted: .askAccepted
        case .partlyAccepted: .askPartlyAccepted
        case .declined: .askDeclined
        case .done: .askDone
        case .partlyDone: .askPartlyDone
        case .notDone: .askNotDone
        case .withdrawn: .askWithdrawn
        }
    }
}

extension Ask.Answer: Worded {
    var word: Word { status.word }
}
