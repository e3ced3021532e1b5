package import Domain

/// What a line of an attendance sheet says of one person.
package struct ListedAttendance: Sendable {
    package let member: ID<Member>
    /// nil where the line does not say.
    package let seat: Attendance.Seat?
    /// What a column of those entitled says.
    package let isEntitled: Bool?
    package let reason: Said<Text>
    package let isLate: Said<Bool>
    package let leftEarly: Said<Bool>
    package let deputy: Said<Text>
    package let madeUpOn: Said<LocalDate>
    package let madeUpForm: Said<Text>

    package init(
        member: ID<Member>, seat: Attendance.Seat?, isEntitled: Bool?, reason: Said<Text>, isLate: Said<Bool>,
        leftEarly: Said<Bool>, deputy: Said<Text>, madeUpOn: Said<LocalDate>, madeUpForm: Said<Text>
    ) {
        (self.member, self.seat, self.isEntitled, self.reason) = (member, seat, isEntitled, reason)
        (self.isLate, self.leftEarly, self.deputy) = (isLate, leftEarly, deputy)
        (self.madeUpOn, self.madeUpForm) = (madeUpOn, madeUpForm)
    }
}

/// Where a sheet of one meeting's attendance is entered: line by line it is held against what stands, and then taken as a
/// whole, so that those entitled are always the sum of those present, excused and absent. Whoever is not in the sheet keeps
/// what is on record of them. It lives inside one transaction.
package final class AttendanceDesk {
    private struct Line: Equatable {
        let number: Code
        let name: String
        let isEntitled: Bool
        /// nil while nobody has said.
        var seat: Attendance.Seat?
        var reason: Text?
        var isLate = false
        var leftEarly = false
        var deputy: Text?
        var madeUpOn: LocalDate?
        var madeUpForm: Text?
    }

    private let transaction: Transaction
    private let meeting: MeetingListing
    private var lines: [ID<Member>: Line] = [:]
    /// As it stood before.
    private let standing: [ID<Member>: Line]
    private var seen: Set<ID<Member>> = []
    private var madeUp: [ID<Member>] = []

    /// - Throws: ``MeetingRecord/Refusal`` for a meeting that was not opened; a denial for whoever does not record it.
    package init(_ transaction: Transaction, meeting id: ID<Meeting>) throws {
        self.transaction = transaction
        meeting = try transaction.meeting(id)
        try transaction.requireArranging(meeting)
        guard meeting.opened != nil else { throw MeetingRecord.Refusal.notOpened }
        let found = try transaction.session.rows(
            """
            SELECT attendance.member_id, member.number, member.name, attendance.entitled, attendance.state,
                   attendance.reason, attendance.late, attendance.left_early, attendance.deputy, attendance.made_up_on,
                   attendance.made_up_form
              FROM attendance JOIN member ON member.id = attendance.member_id
             WHERE attendance.meeting_id = \(id)
             ORDER BY attendance.member_id
            """
        ) { row in
            let isEntitled: Bool = try row["entitled"]
            let state: Attendance.State? = try row["state"]
            let line = Line(
                number: try row["number"], name: try row["name"], isEntitled: isEntitled,
                seat: isEntitled ? state.flatMap { Attendance.Seat(rawValue: $0.rawValue) } : .sittingIn,
                reason: try row["reason"], isLate: try row["late"], leftEarly: try row["left_early"],
                deputy: try row["deputy"], madeUpOn: try row["made_up_on"], madeUpForm: try row["made_up_form"])
            return (try row["member_id"] as ID<Member>, line)
        }
        standing = Dictionary(uniqueKeysWithValues: found)
        lines = standing
    }

    /// Whom a line is about: by number, or, on the roll and among those who sat in, by a name that only one of them has.
    ///
    /// - Throws: ``FieldErrors`` for `number` and `name`.
    package func member(number: Code?, name: Text?) throws -> ID<Member> {
        if let number {
            let known = lines.first { $0.value.number == number }?.key
            guard let member = try known ?? transaction.memberID(number) else {
                throw FieldErrors("number", .reference, "no member has that number")
            }
            if let name { try requireName(name, of: member, isKnown: known != nil) }
            return member
        }
        guard let name else { throw FieldErrors("number", .required, "who it is: their number, or their name") }
        let named = lines.filter { $0.value.name == name.string }
        if named.count > 1 {
            let numbers = named.values.map(\.number.text).sorted().joined(separator: ", ")
            throw FieldErrors(
                "name", .conflict, "several are called \(name.string) here: write the number as well, one of \(numbers)"
            )
        }
        guard let only = named.first else {
            throw FieldErrors(
                "name", .reference,
                "nobody on the roll of the day is called \(name.string): of who sat in, write the number as well")
        }
        return only.key
    }

    /// Who is not of this meeting is not named to whoever guesses at their number.
    private func requireName(_ name: Text, of member: ID<Member>, isKnown: Bool) throws {
        do {
            try transaction.requireName(name, of: member, field: "name")
        } catch let error as FieldErrors {
            throw isKnown ? error : FieldErrors("name", .conflict, "that number and that name do not go together")
        }
    }

    /// Holds a line against what stands, and keeps what it makes another.
    ///
    /// - Parameter clearing: whether empty cells empty.
    /// - Throws: ``FieldErrors``.
    package func take(_ listed: ListedAttendance, clearing: Bool) throws -> ImportedRecord {
        guard seen.insert(listed.member).inserted else {
            throw FieldErrors("name", .duplicate, "they stand in the file already, in another line")
        }
        let before = lines[listed.member]
        guard let before, before.isEntitled else { return try takeGuest(listed, before) }
        if listed.isEntitled == false {
            throw FieldErrors("entitled", .conflict, "they are on the roll of the day, which was frozen at the opening")
        }
        if listed.seat == .sittingIn {
            throw FieldErrors("state", .conflict, "they are on the roll of the day: present, excused or absent")
        }
        guard let state = (listed.seat ?? before.seat)?.state, let seat = Attendance.Seat(rawValue: state.rawValue)
        else {
            throw FieldErrors("state", .required, "present, excused or absent: one of them for everybody on the roll")
        }
        // What was said of another state goes with it.
        let kept = seat == before.seat ? before : nil
        var spared = Spared()
        var after = before
        after.seat = seat
        after.reason = spared.take("reason", listed.reason, over: kept?.reason, clearing: clearing)
        after.isLate =
            spared.take("late", listed.isLate, over: kept?.isLate == true ? true : nil, clearing: clearing) ?? false
        after.leftEarly =
            spared.take("leftEarly", listed.leftEarly, over: kept?.leftEarly == true ? true : nil, clearing: clearing)
            ?? false
        after.deputy = spared.take("deputy", listed.deputy, over: kept?.deputy, clearing: clearing)
        var errors = FieldErrors()
        Attendance.Entry(
            listed.member, state, reason: after.reason, isLate: after.isLate, leftEarly: after.leftEarly,
            deputy: after.deputy
        ).note(noting: &errors)
        if state == .present { (after.madeUpOn, after.madeUpForm) = (nil, nil) }
        try takeMadeUp(listed, &after, &errors)
        try errors.check()
        return keep(after, before, of: listed.member, spared)
    }

    /// What was made up is added, or said anew; it is not taken back.
    private func takeMadeUp(_ listed: ListedAttendance, _ after: inout Line, _ errors: inout FieldErrors) throws {
        let (day, form) = (listed.madeUpOn.value, listed.madeUpForm.value)
        guard day != nil || form != nil else { return }
        if after.seat == .present {
            errors.add(day == nil ? "madeUpForm" : "madeUpOn", .unexpected, "who was there has nothing to make up")
            return
        }
        guard let day = day ?? after.madeUpOn else {
            errors.add("madeUpOn", .required, "on which day it was made up")
            return
        }
        guard let form = form ?? after.madeUpForm else {
            errors.add("madeUpForm", .required, "how it was made up")
            return
        }
        if let rejection = transaction.notAfterwards(on: day, of: meeting) { errors.add("madeUpOn", rejection) }
        if (day, form) == (after.madeUpOn, after.madeUpForm) { return }
        (after.madeUpOn, after.madeUpForm) = (day, form)
        madeUp.append(listed.member)
    }

    /// Somebody who is not on the roll.
    private func takeGuest(_ listed: ListedAttendance, _ before: Line?) throws -> ImportedRecord {
        guard listed.seat ?? before?.seat == .sittingIn else {
            throw FieldErrors(
                "state", .conflict, "not on the roll of the day: who sat in is written down as sitting in")
        }
        var errors = FieldErrors()
        if listed.isEntitled == true { errors.add("entitled", .conflict, "they are not on the roll of the day") }
        let more: [(String, Bool)] = [
            ("late", listed.isLate.value == true), ("leftEarly", listed.leftEarly.value == true),
            ("deputy", listed.deputy.value != nil), ("reason", listed.reason.value != nil),
            ("madeUpOn", listed.madeUpOn.value != nil), ("madeUpForm", listed.madeUpForm.value != nil),
        ]
        for (field, isSaid) in more where isSaid {
            errors.add(field, .unexpected, "of who sat in nothing else is written down")
        }
        let stored = try transaction.storedMember(listed.member).member
        if before == nil { _ = try transaction.guest(stored.number, "number", at: meeting, &errors) }
        try errors.check()
        let after = Line(number: stored.number, name: stored.name, isEntitled: false, seat: .sittingIn)
        return keep(before ?? after, before, of: listed.member, Spared())
    }

    private func keep(
        _ after: Line, _ before: Line?, of member: ID<Member>, _ spared: Spared
    ) -> ImportedRecord {
        if after == before { return ImportedRecord(.unchanged, spared: spared) }
        lines[member] = after
        let fields: [(String, (Line) -> JSON)] = [
            ("state", { JSON($0.seat?.rawValue) }), ("reason", { JSON($0.reason?.string) }),
            ("late", { $0.isLate ? .bool(true) : .null }), ("leftEarly", { $0.leftEarly ? .bool(true) : .null }),
            ("deputy", { JSON($0.deputy?.string) }), ("madeUpOn", { JSON($0.madeUpOn?.description) }),
            ("madeUpForm", { JSON($0.madeUpForm?.string) }),
        ]
        transaction.note(
            fields.map { FieldChange($0, before.map($1) ?? .null, $1(after)) }.filter { $0.before != $0.after })
        return ImportedRecord(before?.seat == nil ? .created : .changed, spared: spared)
    }

    /// The numbers of those on the roll of whom neither the file nor the record says whether they were there.
    package var unsaid: [String] { lines.values.filter { $0.seat == nil }.map(\.number.text).sorted() }

    /// Takes the attendance as a whole, where the lines made anything of it another.
    ///
    /// - Throws: ``MeetingRecord/Refusal``; ``FieldErrors``.
    package func finish() throws {
        func taken(_ line: Line) -> Line {
            var line = line
            (line.madeUpOn, line.madeUpForm) = (nil, nil)
            return line
        }
        if lines.mapValues(taken) != standing.mapValues(taken) {
            let entitled = lines.values.filter(\.isEntitled).sorted { $0.number.text < $1.number.text }
            let guests = lines.values.filter { !$0.isEntitled }.map(\.number).sorted { $0.text < $1.text }
            _ = try transaction.takeAttendance(
                of: meeting.id,
                entitled.compactMap { line in
                    line.seat?.state.map {
                        AttendanceLine(
                            line.number, $0, reason: line.reason, isLate: line.isLate, leftEarly: line.leftEarly,
                            deputy: line.deputy)
                    }
                }, sittingIn: guests)
        }
        for member in madeUp {
            guard let line = lines[member], let day = line.madeUpOn, let form = line.madeUpForm else { continue }
            _ = try transaction.makeUp(meeting: meeting.id, member: line.number, on: day, form: form)
        }
    }
}
