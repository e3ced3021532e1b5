import Domain
import Storage

/// What a branch is to do in a month, field by field.
enum PlanFields {
    static let branch = Field("branch", .code, .branch, headings: branchHeadings) { (listing: PlanItemListing) in
        listing.branchCode
    }
    private static let branchHeadings = SpreadsheetHeadings.named(
        "支部编号", "Branch", also: ["党支部", "支部", "支部名称", "责任支部", "适用支部", "支部代码"], need: .never)
    static let month = Field("month", .month, .month) { (listing: PlanItemListing) in listing.month }
    static let kind = Field(
        "kind", Wire.text(PlanItem.kindMaximum), .planKind, hint: .planKindHint,
        headings: .named("活动类别", "Kind", also: ["类别", "工作类别", "活动类型"]).runningDown
    ) { (listing: PlanItemListing) in listing.item.kind }
    static let title = Field(
        "title", Wire.text(PlanItem.titleMaximum), .planTitle,
        headings: .named("事项", "Title", also: ["工作事项", "事项名称"], need: .never)
    ) { (listing: PlanItemListing) in listing.item.title }
    static let theme = Field(
        "theme", Wire.text(200).optional, .planTheme,
        headings: .named("活动主题", "Theme", also: ["主题", "工作主题"], need: .never).runningDown
    ) { (listing: PlanItemListing) in listing.item.theme }
    static let content = Field(
        "content", Wire.text(1000, isLong: true).optional, .planContent,
        headings: .named("活动内容", "Content", also: ["内容", "工作内容", "具体内容"], need: .never)
    ) { (listing: PlanItemListing) in listing.item.content }
    static let participants = Field(
        "participants", Wire.text(200).optional, .planParticipants,
        headings: .named("参与人员", "Who takes part", also: ["参加人员", "参加对象", "参与对象", "参会人员"], need: .never)
    ) { (listing: PlanItemListing) in listing.item.participants }
    static let due = Field(
        "due", Wire.date, .planDue,
        headings: .named("完成时间", "Due", also: ["完成时限", "完成日期", "时间要求", "截止时间", "截止日期", "活动时间"])
    ) { (listing: PlanItemListing) in listing.item.due }
    static let standard = Field(
        "standard", Wire.text(500, isLong: true).optional, .planStandard, hint: .planStandardHint,
        headings: .named(
            "完成标准", "Standard", also: ["系统录入要求", "录入要求", "标准", "工作标准", "工作要求"], need: .never)
    ) { (listing: PlanItemListing) in listing.item.standard }
    static let madeFrom = Field(
        "madeFrom", Wire.text(200).optional, .planMadeFrom, hint: .planMadeFromHint,
        headings: .named("依据", "Made from", also: ["来源", "工作依据"], need: .never)
    ) { (listing: PlanItemListing) in listing.item.madeFrom }
    static let answerable = Field(
        "answerable", Wire<Appointment.Office>.choice(in: .office), .planAnswerable
    ) { (listing: PlanItemListing) in listing.item.answerable }
    static let focus = Field(
        "focus", Wire<Code>.code.means("The number of a focus that it serves; none if left out.").optional,
        .focusServed, hint: .focusServedHint,
        headings: .named("服务重点", "Focus", also: ["执法重点", "执法工作重点", "重点工作"], need: .never)
    ) { (listing: PlanItemListing) in listing.focus?.code }
    static let status = Field("status", Wire<PlanItem.Status>.choice(), .state) { (listing: PlanItemListing) in
        listing.status
    }

    // Of what is asked for.

    static let branches = Field(
        "branches",
        Wire<[Code]>.codes.means("The branches that are to do it; all of one's own if left out.").optional,
        .planBranches)
    static let listedBranches = Field(
        "branch", Wire.text(500).optional, .branch, headings: branchHeadings)
    static let listedTitle = Field("title", title.wire.optional, .planTitle, headings: title.headings)
    static let listedDue = Field("due", Wire.text(60), .planDue, headings: due.headings)
    static let listedFocus = Field("focus", Wire.text(200).optional, .focusServed, headings: focus.headings)
    static let asAnswerable = Field(
        "answerable",
        Wire<Appointment.Office>.choice(in: .office).means("By office; the secretary if left out.").optional,
        .planAnswerable,
        headings: .named("责任职务", "Answerable", also: ["责任岗位", "牵头职务"], need: .never))

    static let arranged = Field(
        "arrangedBy", Wire<PlanItem.Arranger>.choice().optional, .planArranged,
        headings: .named("由谁安排", "Arranged by", need: .never)
    ) { (listing: PlanItemListing) in listing.arranger }

    // Of what came of it.

    static let result = Field("result", Wire<WorkResult.Kind>.choice(), .workResult)
    static let resultReason = Field(
        "reason", Wire.reason.means("Needed unless it is done.").optional, .workReason, hint: .workReasonHint)
    static let evidence = Field(
        "evidence", Wire.text(500, isLong: true).means("What shows it.").optional, .workEvidence,
        hint: .workEvidenceHint)
    static let revisionReason = Field(
        "revisionReason", Wire.reason.means("Needed where another result is on record.").optional, .revisionReason)
    static let reason = Field("reason", .reason, .reason)

    /// What came of something, as it is reported.
    static func takeResult(_ input: inout Input) -> WorkResult? {
        let (kind, reason, evidence) = (input.take(result), input.take(resultReason), input.take(evidence))
        return input.decide { (errors: inout FieldErrors) -> WorkResult? in
            guard let kind, let reason, let evidence else { return nil }
            do throws(FieldErrors) {
                return try WorkResult(kind, reason: reason, evidence: evidence)
            } catch {
                errors.add(error)
                return nil
            }
        }
    }
}

/// What is to be arranged, and for whom.
struct NewPlanItems: Sendable {
    let item: PlanItem
    let month: Month
    /// nil for all branches of one's own.
    let branches: [ID<Branch>]?

    static let asked = Asking<NewPlanItems>("NewPlanItems") { input in
        let branches = try input.take(PlanFields.branches) { transaction, codes in
            try codes.map { try $0.map { try transaction.requireBranch($0.text, field: "branches") } }
        }
        let (month, title) = (input.take(PlanFields.month), input.take(PlanFields.title))
        let (kind, theme) = (input.take(PlanFields.kind), input.take(PlanFields.theme))
        let (content, participants) = (input.take(PlanFields.content), input.take(PlanFields.participants))
        let (due, standard) = (input.take(PlanFields.due), input.take(PlanFields.standard))
        let (madeFrom, answerable) = (input.take(PlanFields.madeFrom), input.take(PlanFields.asAnswerable))
        let focus = try input.take(PlanFields.focus) { transaction, code in
            try code.map { try transaction.requireFocus($0) }
        }
        guard let branches, let month, let title, let kind, let theme, let content, let participants, let due,
            let standard, let madeFrom, let answerable, let focus
        else { return nil }
        return try input.look { _ in
            NewPlanItems(
                item: try PlanItem(
                    title: title, kind: kind, theme: theme, content: content, participants: participants, due: due,
                    standard: standard, madeFrom: madeFrom, answerable: answerable ?? .secretary, serving: focus,
                    in: month),
                month: month, branches: branches)
        }
    }
}

extension Wire<[Code]> {
    /// Several records by their codes, each once.
    static let codes = Wire(
        schema: .list(.code, count: 1...1000), absent: nil,
        parse: { json, path, errors in
            guard let array = json.array, !array.isEmpty, array.count <= 1000 else {
                errors.add(path, json.isNull ? .missing : Rejection(.format, "a list of codes was expected"))
                return nil
            }
            var codes: [Code] = []
            for (index, element) in array.enumerated() {
                guard let code = Wire<Code>.code.parse(element, "\(path)[\(index)]", &errors) else { continue }
                if !codes.contains(code) { codes.append(code) }
            }
            return codes.isEmpty ? nil : codes
        },
        write: { JSON($0) { .string($0.text) } },
        cell: { _ throws(Rejection) in throw Rejection(.unexpected, "it is told, and cannot be given") },
        control: { _ in .plain }, say: { codes, words in words.list(codes.map(\.text)) })
}

extension PlanItem.Status: Worded {
    var word: Word {
        switch self {
        case .open: .planOpen
        case .done: .workDone
        case .partly: .workPartly
        case .not: .workNot
        case .withdrawn: .planWithdrawn
        }
    }
}

extension PlanItem.Arranger: Worded {
    var word: Word {
        switch self {
        case .office: .planOffice
        case .branch: .planOwn
        }
    }
}

extension WorkResult.Kind: Worded {
    var word: Word {
        switch self {
        case .done: .workDone
        case .partly: .workPartly
        case .not: .workNot
        }
    }
}

/// The office's list of a month's work (重点工作清单): 活动类别、活动主题、活动内容、参与人员、完成时间、系统录入要求; where there is one, 支部. A row
/// is an item for each of its branches. What the file does not have stays.
enum PlanSpreadsheet {
    static let columns = [
        PlanFields.listedBranches.column, PlanFields.kind.column, PlanFields.listedTitle.column,
        PlanFields.theme.column, PlanFields.content.column, PlanFields.participants.column,
        PlanFields.listedDue.column, PlanFields.standard.column, PlanFields.madeFrom.column,
        PlanFields.asAnswerable.column, PlanFields.listedFocus.column, PlanFields.arranged.column,
    ].compactMap(\.self)

    private static let everybody = ["全体支部", "各支部", "各党支部", "全部", "全部支部", "所有支部", "all"]

    static func importing(_ file: ImportedFile, of month: Month, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        let own = try transaction.plannedBranches()
        return try ImportReport.importing(
            file, columns: columns, names: ["kind", "title", "theme", "content"],
            identity: { row in
                ["branch", "kind", "title", "theme", "content"].map { row[$0] }.joined(separator: "\t")
            }
        ) { record in
            var input = Input(record, transaction, found)
            let branches = try input.take(PlanFields.listedBranches) { transaction, said in
                try Self.branches(said, own, transaction)
            }
            let (kind, title) = (input.take(PlanFields.kind), input.take(PlanFields.listedTitle))
            let (theme, content) = (input.take(PlanFields.theme), input.take(PlanFields.content))
            let (participants, due) = (input.take(PlanFields.participants), input.take(PlanFields.listedDue))
            let (standard, madeFrom) = (input.take(PlanFields.standard), input.take(PlanFields.madeFrom))
            let (answerable, arranged) = (input.take(PlanFields.asAnswerable), input.take(PlanFields.arranged))
            let focus = try input.take(PlanFields.listedFocus) { transaction, said in
                try said.map { try transaction.requireFocus(listed: $0.string, in: month) }
            }
            let item = input.decide { (errors: inout FieldErrors) -> PlanItem? in
                guard let kind, let title, let theme, let content, let participants, let due, let standard,
                    let madeFrom, let answerable, let focus
                else { return nil }
                let day = errors.take("due") { () throws(Rejection) in try LocalDate(written: due.string, in: month) }
                guard let name = title ?? Self.title(of: theme ?? content) else {
                    errors.add("title", .required, "a row says what is done: as 事项, 活动主题 or 活动内容")
                    return nil
                }
                guard let day else { return nil }
                do throws(FieldErrors) {
                    return try PlanItem(
                        title: name, kind: kind, theme: theme, content: content, participants: participants, due: day,
                        standard: standard, madeFrom: madeFrom, answerable: answerable ?? .secretary, serving: focus,
                        in: month)
                } catch {
                    errors.add(error)
                    return nil
                }
            }
            try input.check()
            guard let item, let branches, let arranged else { throw AskingFault.unsaid("PlanRow") }
            // What was downloaded says what the branches arranged themselves: that goes in again as theirs.
            let outcomes = try branches.map {
                try transaction.recordPlanItem(item, of: $0, in: month, isOwn: arranged == .branch).1
            }
            if outcomes.contains(.created) {
                try transaction.noteRecorded(item)
                return ImportedRecord(.created)
            }
            return ImportedRecord(outcomes.contains(.changed) ? .changed : .unchanged)
        }
    }

    /// Of what has no title of its own: its first line, as far as it fits.
    private static func title(of text: Text?) -> Text? {
        guard let line = text?.string.split(whereSeparator: \.isNewline).first else { return nil }
        return try? Text(String(line.prefix(PlanItem.titleMaximum)), maximum: PlanItem.titleMaximum)
    }

    private static func branches(
        _ said: Text?, _ own: [ID<Branch>], _ transaction: Transaction
    ) throws -> [ID<Branch>] {
        guard let said = said?.string, !everybody.contains(said.filter { !$0.isWhitespace }.lowercased()) else {
            return own
        }
        return try said.split { "、,，;；\n".contains($0) }.map {
            try transaction.requireBranch(listed: String($0).trimmed, field: "branch")
        }
    }
}
