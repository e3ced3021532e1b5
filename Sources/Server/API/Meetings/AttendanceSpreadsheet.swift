import Domain
import Storage

/// A sheet of one meeting's attendance, as offices keep it: everybody's state in one column (出勤情况), in words or by marks
/// (√ × △), or a column for each state with a tick in one of them; 事由, 迟到, 早退, 代会人, 补课日期, 补课方式 beside it.
enum AttendanceSpreadsheet {
    /// What stands above a column, and how the words of its cells are written in a download.
    private enum Column: String, CaseIterable {
        case number, name, entitled, state, present, excused, absent, sittingIn, reason, late, leftEarly, deputy
        case madeUpOn, madeUpForm

        var headings: SpreadsheetHeadings {
            switch self {
            case .number:
                .named(
                    MemberFields.numberHeadings.chinese, MemberFields.numberHeadings.english,
                    also: MemberFields.numberHeadings.also + ["编号"])
            case .name: MemberFields.nameHeadings(.always).with(\.insteadOf, "number")
            case .entitled:
                .named("应到", "Entitled", also: ["应到会", "应出席", "应参加"], need: .never).with(\.isOffered, false)
            case .state:
                .named(
                    "出勤情况", "Attendance",
                    also: ["考勤", "考勤情况", "到会情况", "出席情况", "参会情况", "签到", "签到情况", "状态", "State"])
            case .present: ticked("实到", "Present", ["出勤", "到会", "出席", "已到", "参会", "实到会"])
            case .excused: ticked("请假", "Excused", ["请假情况"])
            case .absent: ticked("缺席", "Absent", ["缺勤", "未到", "旷会"])
            case .sittingIn: ticked("列席", "Sitting in", [])
            case .reason:
                .named("事由", "Reason", also: ["请假事由", "请假原因", "原因", "缺席原因", "未到原因", "缺勤原因"], need: .never)
            case .late: .named("迟到", "Late", need: .never)
            case .leftEarly: .named("早退", "Left early", need: .never)
            case .deputy: .named("代会人", "Deputy", also: ["代会", "代理人", "替会人", "代会人员"], need: .never)
            case .madeUpOn: .named("补课日期", "Made up on", also: ["补课时间", "补会日期"], need: .never)
            case .madeUpForm: .named("补课方式", "How made up", also: ["补课形式", "补课情况", "补课"], need: .never)
            }
        }

        /// One of the columns that say together what the state's alone may say.
        private func ticked(_ chinese: String, _ english: String, _ also: [String]) -> SpreadsheetHeadings {
            .named(chinese, english, also: also, need: .never).insteadOf(Column.state.rawValue)
        }

        var column: SpreadsheetColumn { headings.column(of: rawValue, words: []) }
    }

    static let columns = Column.allCases.map(\.column)

    private static func unsaid(_ numbers: String, _ more: Int) -> Sentence {
        more > 0
            ? "not in the file, and nobody has said of them yet whether they were there: \(numbers) and \(more) more"
            : "not in the file, and nobody has said of them yet whether they were there: \(numbers)"
    }

    static func importing(
        _ file: ImportedFile, of meeting: ID<Meeting>, into transaction: Transaction
    ) throws -> ImportReport {
        let desk = try AttendanceDesk(transaction, meeting: meeting)
        let clears = file.options.emptyClears
        return try ImportReport.importingRoll(
            file, columns: columns, missing: { desk.unsaid },
            telling: unsaid, finish: desk.finish
        ) { try desk.take(read($0, desk), clearing: clears) }
    }

    // MARK: - A row

    private static func read(_ record: SpreadsheetTable.Record, _ desk: AttendanceDesk) throws -> ListedAttendance {
        var errors = FieldErrors()
        func said<Value>(
            _ column: Column, _ parse: (String) throws(Rejection) -> Value
        ) -> Said<Value> {
            let key = column.rawValue
            guard record.has(key) else { return .nothing }
            guard let cell = record[key].nonEmpty else { return .empty }
            return errors.take(key) { () throws(Rejection) in try parse(cell) }.map(Said.value) ?? .empty
        }
        let number = said(.number) { cell throws(Rejection) in try Code(cell) }
        let name = said(.name) { cell throws(Rejection) in try Text(name: cell) }
        let entitled = said(.entitled, yesNo)
        let mark = mark(of: record, &errors)
        var reason = said(.reason) { cell throws(Rejection) in try Text(cell, maximum: Text.reasonMaximum) }
        if reason.value == nil, let written = mark?.reason { reason = .value(written) }
        let late = said(.late, yesNo)
        let leftEarly = said(.leftEarly, yesNo)
        let deputy = said(.deputy) { cell throws(Rejection) in try Text(cell) }
        let madeUpOn = said(.madeUpOn) { cell throws(Rejection) in try LocalDate(written: cell) }
        let madeUpForm = said(.madeUpForm) { cell throws(Rejection) in try Text(cell) }
        try errors.check()
        let member = try desk.member(number: number.value, name: name.value)
        return ListedAttendance(
            member: member, seat: mark?.seat, isEntitled: entitled.value, reason: reason,
            isLate: mark?.isLate == true ? .value(true) : late,
            leftEarly: mark?.leftEarly == true ? .value(true) : leftEarly, deputy: deputy, madeUpOn: madeUpOn,
            madeUpForm: madeUpForm)
    }

    private static func yesNo(_ cell: String) throws(Rejection) -> Bool {
        if cell == "1" { return true }
        if cell == "0" { return false }
        return try Vocabulary.yesNo.read(cell)
    }

    /// What the columns of the state say together: the one in which it stands as a word or mark, and those in which it is
    /// ticked.
    private static func mark(of record: SpreadsheetTable.Record, _ errors: inout FieldErrors) -> AttendanceMark? {
        var found: AttendanceMark?
        for column in [Column.state, .present, .excused, .absent, .sittingIn] {
            let key = column.rawValue
            guard record.has(key), let cell = record[key].nonEmpty else { continue }
            let read: AttendanceMark?
            if column == .state || column == .present {
                // Where it is what the column says: 出勤 with √, × and △ below it.
                read = errors.take(key) { () throws(Rejection) in try AttendanceMark(reading: cell) }
            } else if let isTicked = try? yesNo(cell) {
                read = isTicked ? Attendance.Seat(rawValue: key).map { AttendanceMark(seat: $0) } : nil
            } else if column == .excused {
                // What stands under 请假 in words is why.
                read = errors.take(key) { () throws(Rejection) in
                    AttendanceMark(seat: .excused, reason: try Text(cell, maximum: Text.reasonMaximum))
                }
            } else {
                read = nil
                errors.add(key, .unknown, "a tick (√) where it is so, and nothing where it is not")
            }
            guard let read else { continue }
            // No tick under 实到 beside one elsewhere says the same twice.
            if column == .present, read.seat == .absent, isTicked(.excused, record) || isTicked(.sittingIn, record) {
                continue
            }
            if let found, found.seat != read.seat {
                errors.add(key, .conflict, "another column of the row says otherwise: one of them for everybody")
            } else if let before = found {
                found = before.merged(with: read)
            } else {
                found = read
            }
        }
        return found
    }

    private static func isTicked(_ column: Column, _ record: SpreadsheetTable.Record) -> Bool {
        guard record.has(column.rawValue), let cell = record[column.rawValue].nonEmpty else { return false }
        return (try? yesNo(cell)) ?? true
    }

    // MARK: - A download

    /// As it goes in again: everybody on the roll, and who sat in.
    static func download(_ record: MeetingRecordListing, _ words: Words) -> DownloadTable {
        typealias Line = MeetingRecordListing.Line
        func column(_ column: Column, _ cell: @escaping (Line, Words) -> String?) -> DownloadTable.Column<Line> {
            .init(column.headings, cell)
        }
        func flag(_ isSo: Bool, _ words: Words) -> String? { isSo ? words(.yes) : nil }
        return DownloadTable(
            words, [words(.attendanceTitle), record.meeting.title(words)],
            [
                column(.number) { line, _ in line.member.number.text }, column(.name) { line, _ in line.member.name },
                column(.entitled) { line, words in words(line.isEntitled ? .yes : .no) },
                column(.state) { line, words in
                    line.isEntitled ? line.state.map { words($0.word) } : words(.meetingSittingIn)
                },
                column(.reason) { line, _ in line.reason },
                column(.late) { line, words in flag(line.isLate, words) },
                column(.leftEarly) { line, words in flag(line.leftEarly, words) },
                column(.deputy) { line, _ in line.deputy },
                column(.madeUpOn) { line, _ in line.madeUpOn?.description },
                column(.madeUpForm) { line, _ in line.madeUpForm },
            ], of: record.roll)
    }
}

/// What a cell of an attendance sheet says of somebody.
struct AttendanceMark: Equatable {
    let seat: Attendance.Seat
    var reason: Text?
    var isLate = false
    var leftEarly = false

    init(seat: Attendance.Seat, reason: Text? = nil, isLate: Bool = false, leftEarly: Bool = false) {
        (self.seat, self.reason, self.isLate, self.leftEarly) = (seat, reason, isLate, leftEarly)
    }

    /// - Throws: a rejection that lists the words.
    init(reading cell: String) throws(Rejection) {
        if let kind = Self.leave.first(where: { $0 == cell }) {
            self.init(seat: .excused, reason: Text(kept: kind))
        } else if Self.late.contains(cell.lowercased()) {
            self.init(seat: .present, isLate: true)
        } else if Self.early.contains(cell.lowercased()) {
            self.init(seat: .present, leftEarly: true)
        } else {
            self.init(seat: try Vocabulary.seat.read(cell))
        }
    }

    /// Kinds of leave, which say the reason as well.
    private static let leave = ["事假", "病假", "公假", "产假", "年假", "休假", "出差", "公差", "公出"]
    private static let late: Set = ["迟到", "late"]
    private static let early: Set = ["早退", "left early"]

    func merged(with other: AttendanceMark) -> AttendanceMark {
        AttendanceMark(
            seat: seat, reason: reason ?? other.reason, isLate: isLate || other.isLate,
            leftEarly: leftEarly || other.leftEarly)
    }
}

extension Vocabulary<Attendance.Seat> {
    /// With the marks of a roll call, and the words of a download.
    static let seat = Vocabulary(chinese: [
        ("出勤", .present), ("请假", .excused), ("缺席", .absent), ("列席", .sittingIn), ("实到", .present), ("到会", .present),
        ("出席", .present), ("参加", .present), ("参会", .present), ("已到", .present), ("到", .present), ("√", .present),
        ("✓", .present), ("✔", .present), ("是", .present), ("1", .present), ("△", .excused), ("▲", .excused),
        ("缺勤", .absent), ("未到", .absent), ("旷会", .absent), ("×", .absent), ("✗", .absent), ("✘", .absent),
        ("x", .absent), ("否", .absent), ("0", .absent), ("sitting in", .sittingIn),
    ])
}

extension API {
    static let importAttendance: Operation = .post(
        "importAttendance", "/meetings/{meeting}/attendance/import", .meetings,
        "A meeting's attendance, from a spreadsheet with a line for each person; of whoever is not in it stays what is on record",
        needing: [.scheduleMeetings, .holdMeetings],
        query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AttendanceSpreadsheet.importing(file, of: call.id("meeting"), into: transaction)
        }
    }
}
