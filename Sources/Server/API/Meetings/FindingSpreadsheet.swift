import Domain
import Storage

/// The columns of a committee's ledger of findings (整改台账), as offices keep it.
enum FindingColumns {
    static let number = Field(
        "number", Wire.text(20).optional, .findingNumber,
        headings: .named("编号", "Number", also: ["序号", "问题编号", "台账编号"], need: .never)
    ) { (content: FindingContent) in Text(kept: content.listing.number.text) }
    static let branch = Field(
        "branch", Wire.text(), .branch,
        headings: .named(
            "支部", "Branch", also: ["支部编号", "支部名称", "党支部", "责任支部", "责任单位", "责任部门", "整改单位"])
    ) { (content: FindingContent) in Text(kept: content.listing.branchCode.text) }
    static let source = Field(
        "source", Wire<Finding.Source>.choice(in: .findingSource), .findingSource,
        headings: .named("问题来源", "Source", also: ["来源"])
    ) { (content: FindingContent) in content.listing.matter.source }
    static let reference = Field(
        "reference", Wire.text(Finding.referenceMaximum).optional, .findingReference,
        headings: .named("来源说明", "Reference", also: ["来源文号"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.reference }
    static let what = Field(
        "what", Wire.text(Finding.whatMaximum, isLong: true), .findingWhat,
        headings: .named("问题描述", "What was found", also: ["问题", "存在问题", "问题表现", "具体问题"])
    ) { (content: FindingContent) in content.listing.matter.what }
    static let scope = Field(
        "scope", Wire<Finding.Scope>.choice(in: .findingScope).optional, .findingScope,
        headings: .named("共性/个性", "Scope", also: ["共性个性", "共性或个性", "问题性质"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.scope }
    static let category = Field(
        "category", Wire<Finding.Category>.choice(in: .findingCategory).optional, .findingCategory,
        headings: .named("问题类型", "Problem", also: ["问题类别", "问题分类"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.category }
    static let cause = Field(
        "cause", Wire.text(Finding.whatMaximum, isLong: true).optional, .findingCause,
        headings: .named("原因", "Cause", also: ["原因分析", "产生原因"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.cause }
    static let direction = Field(
        "direction", Wire.text(Finding.whatMaximum, isLong: true).optional, .findingDirection,
        headings: .named("整改方向", "Direction", also: ["方向", "努力方向", "整改目标"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.direction }
    static let standard = Field(
        "standard", Wire.text(Finding.standardMaximum, isLong: true).optional, .findingStandard,
        headings: .named("整改标准", "Standard", also: ["验收标准"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.standard }
    static let handling = Field(
        "class", Wire<Finding.Handling>.choice(in: .findingHandling), .findingHandling,
        headings: .named("办理类别", "Class", also: ["办理方式", "整改类型", "整改类别"])
    ) { (content: FindingContent) in content.listing.course.handling }
    static let office = Field(
        "office", Wire<Appointment.Office>.choice(in: .office).optional, .findingAnswers,
        headings: .named("责任职务", "Office", also: ["责任岗位"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.office }
    static let givenOn = Field(
        "givenOn", Wire.date.optional, .findingGivenOn,
        headings: .named("提出日期", "Given on", also: ["发现日期", "发现时间", "提出时间", "登记日期"], need: .never)
    ) { (content: FindingContent) in content.listing.matter.givenOn }
    static let due = Field(
        "due", Wire.date.optional, .findingDue,
        headings: .named("整改时限", "Due", also: ["整改期限", "完成时限", "时限"], need: .never)
    ) { (content: FindingContent) in content.listing.course.due }
    static let interval = Field(
        "interval", Wire.integer(Finding.intervals).optional, .findingInterval,
        headings: .named("复查间隔", "Months between reviews", need: .never)
    ) { (content: FindingContent) in content.listing.course.interval }

    // What became of it: told of what is on record, and of what is not, as far as the paper has it.

    static let measures = progress("measures", .findingMeasures, .named("整改措施", "Measures", also: ["措施"], need: .never))
    static let who = progress("who", .findingWho, .named("责任人", "Who", also: ["整改责任人", "责任领导"], need: .never))
    static let state = progress("state", .state, .named("进展", "State", also: ["整改进展", "状态"], need: .never))
    static let report = progress(
        "report", .findingReport, .named("完成情况", "What was done", also: ["整改情况", "整改结果"], need: .never))
    static let evidence = progress("evidence", .findingEvidence, .named("佐证", "Evidence", also: ["佐证材料"], need: .never))
    static let closedOn = Field(
        "closedOn", Wire.date.optional, .findingClosedOn,
        headings: .named("销号日期", "Closed on", also: ["销号时间", "完成日期"], need: .never)
    ) { (content: FindingContent) in content.listing.course.closedOn }
    static let recheck = progress(
        "recheck", .recheckFinding, .named("回头看", "Looked at again", also: ["回头看情况"], need: .never))
    static let escalation = progress(
        "escalation", .findingEscalation, .named("督办", "Escalation", also: ["督办情况"], need: .never))

    private static func progress(
        _ name: String, _ label: Word, _ headings: SpreadsheetHeadings
    ) -> Field<FindingContent, Text?> {
        Field(name, Wire.text(4_000, isLong: true).optional, label, headings: headings) { _ in nil }
    }

    /// What became of a finding, column by column, in the reader's words.
    static func said(_ name: String, _ content: FindingContent, _ words: Words) -> String {
        let listing = content.listing
        switch name {
        case "measures":
            return content.measures.enumerated().map { index, measure in
                let due = measure.due.map { words.date($0) } ?? ""
                return "\(index + 1). \(measure.text ?? "") \(measure.who ?? "") \(due)"
            }.joined(separator: "\n")
        case "who": return listing.holder?.name ?? ""
        case "state": return words(listing.course.status.word)
        case "report": return content.report?.text ?? ""
        case "evidence": return content.report?.evidence ?? ""
        case "recheck":
            return content.steps.filter { $0.kind == .stands || $0.kind == .relapsed }.map { step in
                let day = step.on.map { words.date($0) } ?? ""
                return words.noted("\(day) \(words(step.kind.word))", step.text ?? "–")
            }.joined(separator: "\n")
        case "escalation": return FindingLines.escalations(listing, words).joined(separator: "\n")
        default: return ""
        }
    }

    /// Each on its own, without the number before it.
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            String(line.drop { $0.isNumber || ".、．)） ".contains($0) })
        }
    }

    /// Whether what a file says in the column is on record, in whatever language it was downloaded.
    static func holds(_ name: String, _ text: String, _ content: FindingContent, _ languages: [Words]) -> Bool {
        func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        let told = languages.map { said(name, content, $0) }
        if told.contains(where: { plain($0) == plain(text) }) { return true }
        switch name {
        case "measures":
            let known = content.measures.compactMap(\.text) + told.flatMap(lines)
            return lines(text).allSatisfy { line in known.contains { plain($0) == plain(line) } }
        case "who":
            return (content.measures + [content.report].compactMap(\.self)).contains {
                $0.who.map(plain) == plain(text)
            }
        default: return false
        }
    }

    static let told = [measures, who, state, report, evidence, recheck, escalation]

    /// As a file has them.
    static func download(_ words: Words, _ name: [String], of records: [FindingContent]) -> DownloadTable {
        func column(_ field: Field<FindingContent, Text?>) -> DownloadTable.Column<FindingContent> {
            DownloadTable.Column(field.headings ?? .named(field.name, field.name)) { content, words in
                said(field.name, content, words)
            }
        }
        return DownloadTable(
            words, name,
            [
                .init(number), .init(branch), .init(source), .init(reference), .init(what), .init(scope),
                .init(category), .init(cause), .init(direction), .init(standard), column(measures), .init(office),
                column(who), .init(handling), .init(givenOn), .init(due), .init(interval), column(state),
                column(report), column(evidence), .init(closedOn), column(recheck), column(escalation),
            ], of: records)
    }
}

/// The office's ledger of findings. What is on record stays as it is: the same again changes nothing, and what differs is
/// told. What is not on record is given, with its measures and, where the ledger closed it, how it was closed.
enum FindingSpreadsheet {
    private struct Row {
        let listed: ListedFinding
        let told: [String: String]
    }

    private static let row = Asking<Row>("FindingRow") { input in
        let number = input.take(FindingColumns.number)
        let branch = try input.take(FindingColumns.branch) { try $0.requireBranch(listed: $1.string) }
        let (source, reference) = (input.take(FindingColumns.source), input.take(FindingColumns.reference))
        let (what, scope) = (input.take(FindingColumns.what), input.take(FindingColumns.scope))
        let (category, cause) = (input.take(FindingColumns.category), input.take(FindingColumns.cause))
        let (direction, standard) = (input.take(FindingColumns.direction), input.take(FindingColumns.standard))
        let (handling, office) = (input.take(FindingColumns.handling), input.take(FindingColumns.office))
        let (givenOn, due) = (input.take(FindingColumns.givenOn), input.take(FindingColumns.due))
        let (interval, closedOn) = (input.take(FindingColumns.interval), input.take(FindingColumns.closedOn))
        var told: [String: String] = [:]
        for field in FindingColumns.told {
            if let text = input.take(field), let text { told[field.name] = text.string }
        }
        guard let number, let branch, let source, let reference, let what, let scope, let category, let cause,
            let direction, let standard, let handling, let office, let givenOn, let due, let interval, let closedOn
        else { return nil }
        return Row(
            listed: ListedFinding(
                number: number.flatMap { Finding.Number(parsing: $0.string) }, branch: branch, source: source,
                reference: reference, scope: scope, what: what, direction: direction, cause: cause,
                category: category, standard: standard, handling: handling, due: due, interval: interval,
                office: office, givenOn: givenOn, measures: lines(told["measures"]),
                who: told["who"].map(Text.init(kept:)), report: told["report"].map(Text.init(kept:)),
                evidence: told["evidence"].map(Text.init(kept:)), closedOn: closedOn,
                isRechecked: told["recheck"] != nil), told: told)
    }

    /// A measure in each line, without the number before it.
    private static func lines(_ text: String?) -> [Text] {
        FindingColumns.lines(text ?? "").compactMap { try? Text(lines: $0, maximum: Text.reasonMaximum) }
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        let languages = try Language.allCases.map { try WebResources.embedded.get().words(of: $0) }
        return try ImportReport.importing(
            file, columns: columns, names: ["number", "branch", "what"],
            identity: { "\($0["number"])\t\($0["branch"])\t\($0["what"])\t\($0["givenOn"])" }
        ) { record in
            let row = try row(record, transaction, found)
            guard let standing = try transaction.standingFinding(row.listed) else {
                return ImportedRecord(try transaction.importFinding(row.listed))
            }
            var errors = FieldErrors()
            for field in row.listed.differences(from: standing) {
                errors.add(field, .conflict, "the finding \(standing.listing.number.text) is on record otherwise")
            }
            for (field, text) in row.told.sorted(by: { $0.key < $1.key }) {
                if !FindingColumns.holds(field, text, standing, languages) {
                    errors.add(
                        field, .conflict,
                        "the finding \(standing.listing.number.text) is on record: what is done about it is entered there"
                    )
                }
            }
            try errors.check()
            return ImportedRecord(.unchanged)
        }
    }

}

extension API {
    static let importFindings: Operation = .post(
        "importFindings", "/imports/findings", .meetings, "A committee's ledger of findings, from a spreadsheet",
        needing: [.giveFindings], query: ImportReport.query, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try FindingSpreadsheet.importing(file, into: transaction)
        }
    }
}
