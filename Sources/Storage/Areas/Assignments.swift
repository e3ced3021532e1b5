package import Domain

/// One stretch of an area's history: who held it, with the tasks they took on.
package struct AssignmentListing: Hashable, Sendable {
    package let assignment: Assignment
    package let member: PersonReference
    package let tasks: [Assignment.Task]
}

extension Transaction {
    /// The area's assignments, oldest first.
    package func assignments(of area: ID<ResponsibilityArea>) throws -> [AssignmentListing] {
        try require(.readOrganisation, in: place(of: area))
        var tasks: [ID<Assignment>: [Assignment.Task]] = [:]
        try session.forEach(
            """
            SELECT assignment_task.assignment_id, assignment_task.objective, assignment_task.measure,
                   assignment_task.due
              FROM assignment
              JOIN assignment_task ON assignment_task.assignment_id = assignment.id
             WHERE assignment.area_id = \(area)
             ORDER BY assignment_task.id
            """
        ) { row in
            tasks[try row["assignment_id"], default: []].append(try Assignment.Task(row: row))
        }
        return try session.rows(
            """
            SELECT assignment.id, assignment.area_id, assignment.member_id, assignment.from_date,
                   assignment.until_date, member.number, member.name
              FROM assignment JOIN member ON member.id = assignment.member_id
             WHERE assignment.area_id = \(area)
             ORDER BY assignment.from_date NULLS FIRST, assignment.id
            """
        ) { row in
            let assignment = try Assignment(row: row)
            return AssignmentListing(
                assignment: assignment, member: PersonReference(number: try row["number"], name: try row["name"]),
                tasks: tasks[assignment.id] ?? []
            )
        }
    }

    /// One assignment, and the area that it is of.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func assignment(_ id: ID<Assignment>) throws -> (listing: AssignmentListing, area: AreaListing) {
        let area: ID<ResponsibilityArea>? = try session.value("SELECT area_id FROM assignment WHERE id = \(id)")
        guard let area, try authority.isUnlimited || authority.sees(place(of: area)),
            let listing = try assignments(of: area).first(where: { $0.assignment.id == id })
        else { throw StoreError.notFound("assignment") }
        return (listing, try self.area(area))
    }

    /// Gives the area to a member from a day on.
    ///
    /// - Parameters:
    ///   - manner: what becomes of those who hold it.
    ///   - reason: needed where it changes a month that is over or has sheets, on which it then stands.
    /// - Throws: ``Assignment/Refusal``, ``ResponsibilityArea/Refusal``.
    package func assign(
        _ id: ID<ResponsibilityArea>, to member: ID<Member>, from day: LocalDate, as manner: Assignment.Manner = .alone,
        tasks: [Assignment.Task] = [], reason: Text? = nil
    ) throws -> AssignmentListing {
        let area = try area(id).area
        let made = try beginAssignments(of: area, to: [member], from: day, as: manner, tasks: tasks, reason: reason)
        try update("responsibility_area", id, at: check(version: area.version))
        guard let listing = try assignments(of: id).first(where: { made.contains($0.assignment.id) }) else {
            throw StoreError.notFound("assignment")
        }
        return listing
    }

    /// Ends what one of several holds, with a last day; the others hold the area on.
    ///
    /// - Parameter reason: needed where it changes a month that is over or has sheets, on which it then stands.
    /// - Throws: ``Assignment/Refusal``.
    package func endAssignment(
        _ id: ID<Assignment>, on day: LocalDate, reason: Text? = nil
    ) throws -> AssignmentListing {
        let (standing, area) = try { ($0.listing.assignment, $0.area.area) }(assignment(id))
        try require(.manageAreas, in: area.branch)
        let next = day.adding(days: 1)
        try refuseBeforeMove(of: area.id, next)
        let ended = try standing.ended(on: day)
        guard try holders(of: [area.id], on: next)[area.id]?.contains(where: { $0.id != standing.member }) == true
        else { throw Assignment.Refusal.lastHolder(next) }
        try recordingChange(of: area, by: standing, on: next, because: reason) { _ in
            try endAssignment(standing, until: ended.until)
        }
        try update("responsibility_area", area.id, at: check(version: area.version))
        return try assignment(id).listing
    }

    /// Gives the area to members from a day on, who hold it together.
    @discardableResult
    func beginAssignments(
        of area: ResponsibilityArea, to members: [ID<Member>], from day: LocalDate,
        as manner: Assignment.Manner = .alone,
        tasks: [Assignment.Task] = [], reason: Text? = nil
    ) throws -> [ID<Assignment>] {
        try require(.manageAreas, in: area.branch)
        let span = try area.assignment(from: day)
        try refuseBeforeMove(of: area.id, day)
        for member in members where try !isMember(member, of: area.branch, on: day) {
            throw Assignment.Refusal.notInBranch(try storedMember(member).member.number)
        }
        let ended = try Assignment.succession(
            of: assignmentsReaching(day, of: area.id), by: members, as: manner, on: day)
        return try recordingChange(of: area, by: latestAssignment(of: area.id), on: day, because: reason) { kept in
            for (assignment, span) in ended { try endAssignment(assignment, until: span.until) }
            return try members.map { member in
                let id: ID<Assignment> = try session.insert(
                    """
                    INSERT INTO assignment (area_id, member_id, from_date, until_date)
                    VALUES (\(area.id), \(member), \(span.from), \(span.until))
                    RETURNING id
                    """
                )
                try record(tasks, of: id)
                var document: AuditDocument = [
                    "area": .open(JSON(area.id)), "member": .open(JSON(member)), "from": .open(JSON(day)),
                    "tasks": .open(JSON(tasks, Self.document(of:))),
                    "reason": .open(JSON(kept?.string)),
                ]
                switch manner {
                case .alone: break
                case .beside: document = document.with("beside", .open(.bool(true)))
                case .insteadOf(let holder): document = document.with("insteadOf", .open(JSON(holder)))
                }
                try audit(.assigned, .assignment, id, in: place(of: area.branch), after: document)
                return id
            }
        }
    }

    private func record(_ tasks: [Assignment.Task], of id: ID<Assignment>) throws {
        for task in tasks {
            try session.run(
                """
                INSERT INTO assignment_task (assignment_id, objective, measure, due)
                VALUES (\(id), \(task.objective.string), \(task.measure?.string), \(task.due))
                """
            )
        }
    }

    private static func document(of task: Assignment.Task) -> JSON {
        [
            "objective": .string(task.objective.string), "measure": JSON(task.measure?.string),
            "due": JSON(task.due),
        ]
    }

    /// Changes who holds an area from a day on. Where that changes a month that is over or has sheets, it is the committee's
    /// office's to do, with a reason, and stands on the month; one that is closed stays as it was closed.
    ///
    /// - Parameters:
    ///   - standing: an assignment of the area's; nil if nobody ever held it.
    ///   - change: given the reason as it is kept.
    private func recordingChange<Made>(
        of area: ResponsibilityArea, by standing: Assignment?, on day: LocalDate, because reason: Text?,
        _ change: (Text?) throws -> Made
    ) throws -> Made {
        // A closed month that had the area without a holder does not get one in silence either.
        let months =
            try monthsChanged(by: standing, of: area, from: day)
            ?? closedMonth(of: area.branch, from: day).map { min(day.month, $0)...$0 }
        guard let months else { return try change(nil) }
        try require(.overruleMonths, in: area.branch)
        guard let reason else {
            throw FieldErrors(
                "reason", .required,
                "\(months.lowerBound) is over or has sheets: give the reason for changing its holder afterwards")
        }
        func held(on day: LocalDate) throws -> [ID<Member>] {
            try holders(of: [area.id], on: day)[area.id]?.map(\.id) ?? []
        }
        let before = try held(on: day).nonEmpty ?? held(on: day.adding(days: -1))
        let made = try change(reason)
        try keepHolderChange(of: area, from: before, to: held(on: day), on: day, in: months, reason)
        return made
    }

    /// The months whose holder another assignment from a day on changes although they are over or have sheets; nil for none.
    /// Somebody to hold what nobody ever held changes those alone in which it was assessed.
    func monthsChanged(
        by standing: Assignment?, of area: ResponsibilityArea, from day: LocalDate
    ) throws -> ClosedRange<Month>? {
        let current = today.month
        let only: SQL = if standing == nil { "sheet.area_id = \(area.id)" } else { "1 = 1" }
        func hasSheets(_ months: SQL) throws -> Bool {
            try session.exists(
                """
                SELECT 1 FROM cycle
                 WHERE cycle.branch_id = \(area.branch) AND \(months)
                   AND EXISTS (SELECT 1 FROM sheet
                                WHERE sheet.cycle_id = cycle.id AND \(KeptSheet.counts) AND \(only))
                """
            )
        }
        if standing == nil, try !hasSheets("cycle.month >= \(day.month)") { return nil }
        let last = try hasSheets("cycle.month = \(current)") ? current : current.adding(months: -1)
        return day.month <= last ? day.month...last : nil
    }

    /// - Parameters:
    ///   - before: who held it until then.
    ///   - after: who hold it from the day on.
    private func keepHolderChange(
        of area: ResponsibilityArea, from before: [ID<Member>], to after: [ID<Member>], on day: LocalDate,
        in months: ClosedRange<Month>, _ reason: Text
    ) throws {
        let ended = before.first { !after.contains($0) }
        let begun = after.first { !before.contains($0) }
        let id: Int64 = try session.insert(
            """
            INSERT INTO holder_change (area_id, before_id, after_id, from_date, first_month, last_month, reason,
                                       changed_at, changed_by)
            VALUES (\(area.id), \(ended), \(begun), \(day), \(months.lowerBound), \(months.upperBound), \(reason),
                    \(now), \(principal.name))
            RETURNING id
            """
        )
        for other in Set(before + after).sorted() where other != ended && other != begun {
            try session.run(
                """
                INSERT INTO holder_change_other (area_id, change_id, member_id, held_before, held_after)
                VALUES (\(area.id), \(id), \(other), \(before.contains(other)), \(after.contains(other)))
                """
            )
        }
        guard let member = begun ?? ended else { return }
        let closed = try monthsReached(of: area.branch, in: months).filter(\.isClosed)
        try keep(.holder, of: member, area: area.id, from: day, on: closed, reason, change: id)
    }

    /// Those that are in force on the day or later.
    func assignmentsReaching(_ day: LocalDate, of area: ID<ResponsibilityArea>) throws -> [Assignment] {
        try session.rows(
            """
            SELECT id, area_id, member_id, from_date, until_date FROM assignment
             WHERE area_id = \(area) AND \(SpanColumns(of: "assignment").reach(day))
             ORDER BY id
            """,
            Assignment.init(row:)
        )
    }

    /// The one that was recorded last; nil if nobody ever held the area.
    func latestAssignment(of area: ID<ResponsibilityArea>) throws -> Assignment? {
        try session.one(
            """
            SELECT id, area_id, member_id, from_date, until_date FROM assignment
             WHERE area_id = \(area)
             ORDER BY id DESC LIMIT 1
            """,
            Assignment.init(row:)
        )
    }

    /// Ends an assignment the day before `day`. One that would have begun on the day or later comes to nothing.
    func endAssignment(_ assignment: Assignment, before day: LocalDate) throws {
        let last = day.adding(days: -1)
        if DateSpan(from: assignment.span.from, until: last) != nil {
            return try endAssignment(assignment, until: last)
        }
        try session.run("DELETE FROM assignment_task WHERE assignment_id = \(assignment.id)")
        try session.run("DELETE FROM assignment WHERE id = \(assignment.id)")
        try audit(
            .ended, .assignment, assignment.id, in: place(of: assignment.area),
            before: [
                "area": .open(JSON(assignment.area)), "member": .open(JSON(assignment.member)),
                "from": .open(JSON(assignment.span.from)), "until": .open(JSON(assignment.span.until)),
            ])
    }

    func endAssignment(_ assignment: Assignment, until day: LocalDate?) throws {
        try session.run("UPDATE assignment SET until_date = \(day) WHERE id = \(assignment.id)")
        try audit(
            .ended, .assignment, assignment.id, in: place(of: assignment.area),
            before: ["until": .open(JSON(assignment.span.until))], after: ["until": .open(JSON(day))]
        )
    }
}

extension Assignment {
    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], area: try row["area_id"], member: try row["member_id"], span: try DateSpan(row: row)
        )
    }
}

extension Assignment.Task {
    fileprivate init(row: SQLRow) throws {
        let (objective, measure, due): (String, String?, String?) = (
            try row["objective"], try row["measure"], try row["due"]
        )
        do {
            try self.init(objective: objective, measure: measure, due: due)
        } catch {
            throw StorageFault.corrupt("a task that no form would have taken")
        }
    }
}
