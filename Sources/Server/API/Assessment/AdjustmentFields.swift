import Domain
import Storage

/// What an adjustment says, field by field.
enum AdjustmentFields {
    static let area = Field(
        "area", .code, .area, headings: .named("责任区编号", "Area", also: ["责任区编码", "责任区代码", "area code"])
    ) {
        (listing: AdjustmentListing) in listing.area
    }
    static let kind = Field(
        "kind", .choice(in: .adjustmentKind), .adjustmentKind,
        headings: .named("类型", "Kind", also: ["类别", "加减分类型", "加减分类别"])
    ) { (listing: AdjustmentListing) in listing.facts.kind }
    static let item = Field("item", Wire.code.means("The key in the scheme's menu."), .adjustmentItem) {
        (listing: AdjustmentListing) in listing.facts.item
    }
    static let times = Field(
        "times", .integer(Adjustment.times), .times, headings: .named("次数", "Times")
    ) { (listing: AdjustmentListing) in listing.facts.times }
    static let reason = Field(
        "reason", .reason, .eventReason,
        headings: .named("事由", "Reason", also: ["原因", "理由", "具体事由", "加减分事由", "加减分原因", "情况说明"])
    ) {
        (listing: AdjustmentListing) in listing.facts.reason
    }
    static let date = Field(
        "date", Wire.date.means("Of the event, in the month."), .eventDate,
        headings: .named("发生日期", "Date", also: ["日期", "发生时间", "时间", "Date of the event"])
    ) { (listing: AdjustmentListing) in listing.facts.happenedOn }
    static let lateReason = Field("lateReason", Wire.reason.optional, .lateReason) { (listing: AdjustmentListing) in
        listing.facts.lateReason
    }
    static let revisionReason = Field("revisionReason", Wire.reason.optional, .revisionReason) {
        (listing: AdjustmentListing) in listing.revisionReason
    }

    // What only some items take.

    static let points = Field(
        "points", Wire.pointsAboveZero.means("Each time, where the item has min and max.").optional, .pointsGiven,
        headings: .named("分值", "Points", also: ["每次分值"], need: .never)
    ) { (listing: AdjustmentListing) in listing.facts.details.points }
    static let level = Field(
        "level", Wire.code.means("The level's key, where the item has levels.").optional, .level
    ) { (listing: AdjustmentListing) in listing.facts.details.level }
    static let event = Field(
        "event",
        Wire.text(Adjustment.Details.eventMaximum).means(
            "Format 2: of an area's bonuses, and of its deductions, of the same event only the highest counts."
        ).optional, .event, hint: .eventHint, headings: .named("事件", "Event", need: .never)
    ) { (listing: AdjustmentListing) in listing.facts.details.event }
    static let document = Field(
        "document",
        Wire.text(Adjustment.Details.documentMaximum).means(
            "The number of the document, or of a veto's decision, where the item takes one."
        ).optional, .documentNumber, headings: .named("文号", "Document", also: ["文件编号", "依据文号", "决定文号"], need: .never)
    ) { (listing: AdjustmentListing) in listing.facts.details.document }

    // Those that are only asked for.

    /// As a list has it: by its title, in either language, or by its key.
    static let titledLevel = Field(
        "level", Wire.text().optional, .level, headings: .named("等级", "Level", also: ["级别", "奖项等级"], need: .never))

    static let recorder = Field(
        "recorder", Wire.code.means("A member's number; whoever signs in if left out.").optional, .recorder,
        hint: .recorderHint)
    static let because = Field("revisionReason", .reason, .revisionReason)
    static let withdrawnBecause = Field("revisionReason", .reason, .withdrawalReason)
    /// As a list has it: by its title, in either language, or by its key.
    static let titledItem = Field(
        "item", .text(), .adjustmentItem, headings: .named("项目", "Item", also: ["事项", "加减分项目", "加减分事项"]))
    static let listedRecorder = Field(
        "recorder", .code, .recorder, headings: .named("记录人编号", "Recorder", also: ["记录人工号", "登记人编号", "登记人工号"]))
}

// MARK: - What is asked for

/// An adjustment to be recorded.
struct NewAdjustment {
    let desk: EntryDesk
    let facts: Adjustment.Facts
    let area: ID<ResponsibilityArea>
    let recorder: ID<Member>

    static let asked = Asking<NewAdjustment>("NewAdjustment") { input in
        let (code, item, times) = (
            input.take(AdjustmentFields.area), input.take(AdjustmentFields.item), input.take(AdjustmentFields.times)
        )
        let (date, reason) = (input.take(AdjustmentFields.date), input.take(AdjustmentFields.reason))
        let (number, late) = (input.take(AdjustmentFields.recorder), input.take(AdjustmentFields.lateReason))
        let details = input.takeAdjustmentDetails(before: .none)
        guard let cycle: ID<Cycle> = input.id("cycle"),
            let (desk, month, rules) = try input.look({ try $0.adjustmentDesk(for: cycle) })
        else { return nil }
        let area = try code.flatMap { code in try input.look { _ in try desk.area(code.text, of: month) } }
        let recorder = try number.flatMap { number in try input.look { _ in try desk.recorder(number) } }
        let facts = input.decide { errors in
            Adjustment.Facts(
                item: item, times: times, reason: reason, happenedOn: date, details: details, lateReason: late,
                by: rules, noting: &errors)
        }
        guard let facts, let area, let recorder else { return nil }
        return NewAdjustment(desk: desk, facts: facts, area: area, recorder: recorder)
    }
}

/// What of an adjustment is to be another, and why.
struct AdjustmentRevision {
    let facts: Adjustment.Facts
    let reason: Text

    static let asked = Asking<AdjustmentRevision>("AdjustmentRevision") { input in
        let (times, reason) = (
            input.take(AdjustmentFields.times.optional), input.take(AdjustmentFields.reason.optional)
        )
        let (date, late) = (input.take(AdjustmentFields.date.optional), input.take(AdjustmentFields.lateReason))
        let because = input.take(AdjustmentFields.because)
        guard let id: ID<Adjustment> = input.id("adjustment"),
            let (before, rules) = try input.look({ try $0.adjustmentToRevise(id) })
        else { return nil }
        let details = input.takeAdjustmentDetails(before: before.details)
        let facts = input.decide { errors in
            Adjustment.Facts(
                item: before.item, times: times.map { $0 ?? before.times }, reason: reason.map { $0 ?? before.reason },
                happenedOn: date.map { $0 ?? before.happenedOn }, details: details,
                lateReason: late.map { $0 ?? before.lateReason }, by: rules, noting: &errors)
        }
        guard let facts, let because else { return nil }
        return AdjustmentRevision(facts: facts, reason: because)
    }
}

extension Input {
    /// What is said beyond the item, how often and when; nil where something of it cannot be read.
    ///
    /// - Parameter before: what stands where nothing is said.
    fileprivate mutating func takeAdjustmentDetails(before: Adjustment.Details) -> Adjustment.Details? {
        let (points, level) = (take(AdjustmentFields.points), take(AdjustmentFields.level))
        let (event, document) = (take(AdjustmentFields.event), take(AdjustmentFields.document))
        guard let points, let level, let event, let document else { return nil }
        return Adjustment.Details(points: points, level: level, event: event, document: document).over(before)
    }
}
