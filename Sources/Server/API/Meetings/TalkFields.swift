import Domain
import Storage

/// What is recorded of a talk, field by field.
enum TalkFields {
    static let branch = Field("branch", .code, .branch) { (listing: TalkListing) in listing.branchCode }
    static let day = Field(
        "day", Wire.date, .talkDay,
        headings: .named("谈话日期", "Day", also: ["谈话时间", "日期", "时间"])
    ) { (listing: TalkListing) in listing.talk.day }
    static let place = Field(
        "place", Wire.text(Talk.placeMaximum), .talkPlace,
        headings: .named("谈话地点", "Place", also: ["地点"])
    ) { (listing: TalkListing) in listing.talk.place }
    static let occasion = Field(
        "occasion", Wire<Talk.Occasion>.choice(in: .talkOccasion), .talkOccasion,
        headings: .named("谈话事由", "Occasion", also: ["谈话原因", "谈话类型", "谈话情形"])
    ) { (listing: TalkListing) in listing.talk.occasion }
    static let topics = Field(
        "topics", Wire<[Talk.Topic]>.talkTopics, .talkTopics,
        headings: .named("谈话内容类别", "Topics", also: ["内容类别", "谈话类别"])
    ) { (listing: TalkListing) in listing.talk.topics }
    static let nextStep = Field(
        "nextStep", Wire.text(Talk.nextStepMaximum).optional, .talkNextStep, hint: .talkNextStepHint,
        headings: .named("下一步打算", "Next step", also: ["下一步", "约定事项"], need: .never)
    ) { (listing: TalkListing) in listing.talk.nextStep }
    static let followUp = Field(
        "followUp", Wire.date.means("When the next step is looked at again.").optional, .talkFollowUp,
        headings: .named("跟进日期", "Follow-up", also: ["回访日期", "跟进时间"], need: .never)
    ) { (listing: TalkListing) in listing.talk.followUp }
    static let listedOutcome = Field(
        "outcome", Wire<Talk.Outcome>.choice(in: .talkOutcome).optional, .talkOutcome,
        headings: .named("落实情况", "Outcome", also: ["跟进结果"], need: .never)
    ) { (listing: TalkListing) in listing.talk.outcome }
    static let status = Field("status", Wire<Talk.Status>.choice(), .state) { (listing: TalkListing) in listing.status }

    // Of what is asked for.

    static let parties = Field(
        "parties",
        Wire.codes(Talk.parties).means(
            "The numbers of those who talked: members of the branch on that day, or secretaries under its committee."),
        .talkParties)
    static let note = Field(
        "note",
        Wire.text(Talk.noteMaximum, isLong: true).means(
            "For the parties alone: encrypted, told to nobody else, and deleted by either of them."
        ).optional, .talkNote,
        hint: .talkNoteHint)
    static let newNote = Field("note", Wire.text(Talk.noteMaximum, isLong: true), .talkNote, hint: .talkNoteHint)
    static let outcome = Field("outcome", Wire<Talk.Outcome>.choice(), .talkOutcome)
    static let revisionReason = Field("revisionReason", .reason, .revisionReason)
    static let outcomeReason = Field(
        "revisionReason", Wire.reason.means("Needed where another outcome is on record.").optional, .revisionReason)
    static let reason = Field("reason", .reason, .reason)

    // Of a spreadsheet.

    static let listedBranch = Field(
        "branch", Wire.text().optional, .branch,
        headings: .named("支部编号", "Branch", also: ["支部", "支部名称", "党支部", "所在支部"], need: .never))
    static let who = Field(
        "who", Wire.text(500), .talkWho, headings: .named("谈话人", "Who", also: ["主谈人", "谈心人"]))
    static let with = Field(
        "with", Wire.text(500), .talkWith, headings: .named("谈话对象", "With whom", also: ["被谈话人", "谈心对象", "对象"]))

    /// What was said of a talk, but for where it belongs.
    ///
    /// - Parameter branch: nil where it cannot be told.
    fileprivate static func talk(_ input: inout Input, of branch: (Transaction) throws -> ID<Branch>?) throws -> Talk? {
        let (day, place) = (input.take(day), input.take(place))
        let (parties, occasion, topics) = (input.take(parties), input.take(occasion), input.take(topics))
        let (nextStep, followUp) = (input.take(nextStep), input.take(followUp))
        guard let day, let place, let parties, let occasion, let topics, let nextStep, let followUp else { return nil }
        return try input.look { transaction in
            guard let branch = try branch(transaction) else { return nil }
            return try Talk(
                day: day, place: place,
                parties: try transaction.talkParties(parties, of: branch, on: day), occasion: occasion, topics: topics,
                nextStep: nextStep, followUp: followUp, today: transaction.today)
        } ?? nil
    }
}

/// A talk that is to be recorded.
struct NewTalk: Sendable {
    let branch: ID<Branch>
    let talk: Talk
    let note: Text?

    static let asked = Asking<NewTalk>("NewTalk") { input in
        let branch = try input.take(TalkFields.branch) { try $0.requireBranch($1.text) }
        let talk = try TalkFields.talk(&input) { _ in branch }
        let note = input.take(TalkFields.note)
        guard let branch, let talk, let note else { return nil }
        return NewTalk(branch: branch, talk: talk, note: note)
    }
}

/// What a talk is corrected to.
struct TalkCorrection: Sendable {
    let talk: Talk
    let reason: Text

    static let asked = Asking<TalkCorrection>("TalkCorrection") { input in
        let id: ID<Talk>? = input.id("talk")
        let talk = try TalkFields.talk(&input) { transaction in try id.map { try transaction.talk($0).branch } }
        let reason = input.take(TalkFields.revisionReason)
        guard let talk, let reason else { return nil }
        return TalkCorrection(talk: talk, reason: reason)
    }
}

extension Wire<[Talk.Topic]> {
    /// At least one, each once.
    static let talkTopics = several { text throws(Rejection) in
        if text.isEmpty { throw .missing }
        var found: [Talk.Topic] = []
        for part in text.split(whereSeparator: { "、,，;；/ \n".contains($0) }) {
            found.append(try Vocabulary.talkTopic.read(String(part)))
        }
        return found
    }
}

extension Vocabulary<Talk.Topic> {
    static let talkTopic = Vocabulary(
        chinese: [
            ("思想", .thought), ("工作", .work), ("学习", .study), ("生活", .life), ("廉政", .integrity), ("廉洁", .integrity),
        ] + Talk.Topic.english)
}

extension Talk.Topic {
    /// As an English download has them.
    fileprivate static let english: [(String, Talk.Topic)] = [
        ("thinking", .thought), ("work", .work), ("study", .study), ("life", .life), ("integrity", .integrity),
    ]
}

extension Vocabulary<Talk.Occasion> {
    static let talkOccasion = Vocabulary(chinese: [
        ("年度谈心谈话", .yearly), ("职务调整、调入", .changeOfPost), ("受到表彰", .commended), ("家庭变故、遇到困难", .setback),
        ("有苗头性问题", .signs), ("受到处分", .sanction), ("入党、转正", .admission), ("反馈评议等次", .gradeFedBack),
        ("本人要求", .askedFor), ("年度", .yearly), ("年度谈话", .yearly), ("职务调整", .changeOfPost), ("岗位变动", .changeOfPost),
        ("调入", .changeOfPost), ("表彰", .commended), ("家庭变故", .setback), ("遇到困难", .setback), ("遇到挫折", .setback),
        ("苗头性问题", .signs), ("群众反映", .signs), ("处分", .sanction), ("入党", .admission), ("转正", .admission),
        ("评议等次反馈", .gradeFedBack), ("要求谈话", .askedFor),
    ])
}

extension Vocabulary<Talk.Outcome> {
    static let talkOutcome = Vocabulary(chinese: [
        ("已落实", .done), ("未落实", .not), ("已完成", .done), ("未完成", .not),
    ])
}

extension Talk.Occasion: Worded {
    var word: Word {
        switch self {
        case .yearly: .occasionYearly
        case .changeOfPost: .occasionChangeOfPost
        case .commended: .occasionCommended
        case .setback: .occasionSetback
        case .signs: .occasionSigns
        case .sanction: .occasionSanction
        case .admission: .occasionAdmission
        case .gradeFedBack: .occasionGradeFedBack
        case .askedFor: .occasionAskedFor
        }
    }
}

extension Talk.Topic: Worded {
    var word: Word {
        switch self {
        case .thought: .topicThought
        case .work: .topicWork
        case .study: .topicStudy
        case .life: .topicLife
        case .integrity: .topicIntegrity
        }
    }
}

extension Talk.Outcome: Worded {
    var word: Word {
        switch self {
        case .done: .talkDone
        case .not: .talkNotDone
        }
    }
}

extension Talk.Status: Worded {
    var word: Word {
        switch self {
        case .stands: .talkStands
        case .withdrawn: .talkWithdrawn
        }
    }
}

extension TalkPairs.Relation: Worded {
    var word: Word {
        switch self {
        case .withinCommittee: .pairsWithinCommittee
        case .withCommittee: .pairsWithCommittee
        case .amongMembers: .pairsAmongMembers
        }
    }
}
