import Domain
import HTTPTypes
import Storage

/// The office's spreadsheets, as the way in.
enum ImportedList: RawRepresentable, Hashable, CaseIterable, Sendable, Worded {
    case branches, members, appointments, areas, assignments, scores, adjustments, facts, honours, findings, planItems
    case talks
    case attendance, appraisalCounts, calendar
    case ledger(Ledger)

    static let allCases: [ImportedList] =
        [
            .branches, .members, .appointments, .areas, .assignments, .scores, .adjustments, .facts, .honours,
            .findings,
            .planItems, .talks, .attendance, .appraisalCounts, .calendar,
        ] + Ledger.allCases.map(ImportedList.ledger)

    /// Of a form, by which the list is known there.
    init?(rawValue: String) {
        guard let list = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = list
    }

    /// In a form and an address.
    var rawValue: String {
        switch self {
        case .ledger(let ledger): ledger.names.path
        default: String(describing: self)
        }
    }

    var operation: Operation {
        switch self {
        case .branches: API.importBranches
        case .members: API.importMembers
        case .appointments: API.importAppointments
        case .areas: API.importAreas
        case .assignments: API.importAssignments
        case .scores: API.importScores
        case .adjustments: API.importAdjustments
        case .facts: API.importFacts
        case .honours: API.importHonours
        case .findings: API.importFindings
        case .planItems: API.importPlanItems
        case .talks: API.importTalks
        case .attendance: API.importAttendance
        case .appraisalCounts: API.importAppraisalCounts
        case .calendar: API.importCalendar
        case .ledger(let ledger): LedgerDesk.of(ledger).importing
        }
    }

    var word: Word {
        switch self {
        case .branches: .importBranches
        case .members: .importMembers
        case .appointments: .importAppointments
        case .areas: .importAreas
        case .assignments: .importAssignments
        case .scores: .importScores
        case .adjustments: .importAdjustments
        case .facts: .importFacts
        case .honours: .importHonours
        case .findings: .importFindings
        case .planItems: .importPlanItems
        case .talks: .importTalks
        case .attendance: .importAttendance
        case .appraisalCounts: .importAppraisalCounts
        case .calendar: .importCalendar
        case .ledger(let ledger): ledger.word
        }
    }

    /// What stands in the file's first line.
    ///
    /// - Parameter month: whose scores they are; nothing else depends on it.
    func columns(_ transaction: Transaction, in month: Month) throws -> [SpreadsheetColumn] {
        switch self {
        case .branches: BranchSpreadsheet.columns
        case .members: MemberSpreadsheet.columns
        case .appointments: AppointmentSpreadsheet.columns
        case .areas: AreaSpreadsheet.columns
        case .assignments: AssignmentSpreadsheet.columns
        case .scores: SheetSpreadsheet.columns(of: try transaction.schemesInForce(in: month))
        case .adjustments: AdjustmentSpreadsheet.columns
        case .facts: FactsSpreadsheet.columns
        case .honours: HonoursLedgerSpreadsheet.columns
        case .findings: FindingSpreadsheet.columns
        case .planItems: PlanSpreadsheet.columns
        case .talks: TalkSpreadsheet.columns
        case .attendance: AttendanceSpreadsheet.columns
        case .appraisalCounts: AppraisalSpreadsheet.columns
        case .calendar: CalendarSpreadsheet.columns
        case .ledger(let ledger): LedgerFile(ledger).columns
        }
    }

    /// Of a month.
    var isOfMonth: Bool { revises || self == .planItems }

    /// Of a month, with the reason that changed entries need.
    var revises: Bool { takesLateReason || self == .facts }

    /// Of one record alone, from whose page such a file is sent: as what a form names it.
    var record: String? {
        switch self {
        case .attendance: "meeting"
        case .appraisalCounts: "appraisal"
        default: nil
        }
    }

    /// What stands in the path of its operation.
    func path(_ form: Form) -> [String: String] {
        record.flatMap { record in form[record].map { [record: $0] } } ?? [:]
    }

    /// What comes after the month's last day for it says why.
    var takesLateReason: Bool { self == .scores || self == .adjustments }

    /// Offered to whom the rows of such a file are all permitted: it founds branches, and has anybody's scores.
    func isOpen(to authority: Authority) -> Bool {
        switch self {
        case .branches: authority.allows(API.createBranch)
        case .scores: authority.allows(.enterScores)
        case .members, .appointments, .areas, .assignments, .adjustments, .facts, .honours, .findings, .planItems,
            .talks, .attendance, .appraisalCounts, .calendar, .ledger:
            authority.allows(operation)
        }
    }
}

extension ImportedList {
    /// - Throws: an error where whoever sends it may import no list, or not the one that the form names.
    static func largestFile(_ visit: Visit, _ form: Form?) throws -> Int {
        let authority = visit.authority
        guard allCases.contains(where: { $0.isOpen(to: authority) }) else {
            throw Authority.Denial.notPermitted(.enterScores)
        }
        guard let form else { return API.largestSpreadsheet }
        guard let list = form["list"].flatMap(ImportedList.init(rawValue:)) else { throw Problem.notFound }
        try authority.require(list.operation)
        return authority.isToImport(by: list.operation) ? API.largestSpreadsheet : ImportDesk.smallFile
    }
}

extension ImportedList {
    /// Whether a file may be the whole roster of the branches in it.
    var hasRosters: Bool { self == .members || self == .areas }

    /// Where there is a table of it with nothing but its headings, to be filled in.
    ///
    /// - Parameter month: whose scores they are; last month's if not given.
    func blank(_ format: DownloadTable.Format, in month: Month? = nil) -> String {
        let query = month.map { isOfMonth ? "?month=\($0)" : "" } ?? ""
        return "\(LocalPath.imports.text)/\(rawValue).\(format.rawValue)\(query)"
    }

    /// Where a file of it is chosen, as far as the form says of what it is.
    func start(_ form: Form?) -> LocalPath {
        let start = LocalPath.imports.with("list", rawValue)
        guard let record else { return start }
        let pages: LocalPath = self == .attendance ? .meetings : .appraisals
        return form?[record].map { start.with(record, $0) } ?? pages
    }

    /// What would come of a file of it, as long as that is kept.
    var preview: LocalPath { .imports.part(rawValue).part("preview") }

    /// What a field of its rows is called, and what its values say.
    fileprivate var fields: [AuditMember] {
        switch self {
        case .branches: AuditSubject.branch.members
        case .members:
            [
                .init(MemberFields.ofBranch), .init(MemberFields.from),
                .choice("office", .office, of: Appointment.Office.self), .init("newGroup", .newGroup),
            ] + AuditSubject.member.members
        case .areas: [.init("member", .holder)] + AuditSubject.area.members
        case .appointments: AuditSubject.appointment.members
        case .assignments: AuditSubject.assignment.members
        case .scores: [.init(AdjustmentFields.lateReason)] + AuditSubject.sheet.members + [Self.opened]
        case .adjustments: AuditSubject.adjustment.members + [Self.opened]
        case .facts: AuditSubject.facts.members
        case .honours: AuditSubject.honour.members
        case .findings: AuditSubject.finding.members
        case .planItems: AuditSubject.planItem.members
        case .talks: AuditSubject.talk.members
        case .ledger: AuditSubject.ledgerEntry.members
        case .attendance:
            [
                .choice("state", .state, of: Attendance.Seat.self), .flag("late", .attendanceLate),
                .flag("leftEarly", .attendanceLeftEarly), .date("madeUpOn", .attendanceMadeUp),
                .init("madeUpForm", .madeUpForm),
            ]
        case .appraisalCounts:
            Appraisal.Grade.allCases.map { .init($0.rawValue, $0.word) } + [
                .date("statementOn", .appraisalStatementOn), .flag("peersSpoke", .appraisalPeersSpoke),
            ]
        case .calendar:
            [
                .init("date", .date),
                .init("kind", .state) { kind, words in
                    words(kind.string == WorkCalendar.Exception.holiday.rawValue ? .dayOff : .dayWorked)
                }, .init("name", .name), .init("source", .source),
            ]
        }
    }

    private static let opened = AuditMember("opened", .importOpens) { json, words in Wire.month.say(json, words) }

    /// What a row's fields say to the reader.
    struct Sayings {
        private let members: [String: AuditMember]
        private let titles: [String: String]
        private let words: Words

        /// - Parameter columns: the list's.
        init(of list: ImportedList, _ columns: [SpreadsheetColumn], _ words: Words) {
            members = Dictionary(list.fields.map { ($0.name, $0) }) { first, _ in first }
            titles = Dictionary(columns.map { ($0.key, $0.title(in: words.language)) }) { first, _ in first }
            self.words = words
        }

        func label(_ field: String) -> String { members[field].map { words($0.label) } ?? titles[field] ?? field }

        func said(_ field: String, _ text: String?) -> String? {
            text.map { text in members[field]?.shown(.string(text), [:], words) ?? text }
        }
    }
}
