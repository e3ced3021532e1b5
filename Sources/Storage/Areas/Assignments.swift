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
        // Each assignment succeeds the one before it, so the order of their ids is that of their days.
        return try session.rows(
            """
            SELECT assignment.id, assignment.area_id, assignment.member_id, assignment.from_date,
                   assignment.until_date, member.number, member.name
              FROM assignment JOIN member ON member.id = assignment.member_id
             WHERE assignment.area_id = \(area)
             ORDER BY assignment.id
            """
        ) { row in
            let assignment = try Assignment(row: row)
            return AssignmentListing(
                assignment: assignment, member: PersonReference(number: try row["number"], name: try row["name"]),
                tasks: tasks[assignment.id] ?? []
            )
        }
    }

    /// Gives the area to a member from a day on. The assignment that stood ends the day before.
    ///
    /// - Parameter reason: needed where it changes a month that is over or has sheets, on which it then stands.
    /// - Throws: ``Assignment/Refusal``, ``ResponsibilityArea/Refusal``.
    package func assign(
        _ id: ID<ResponsibilityArea>, to member: ID<Member>, from day: LocalDate, tasks: [Assignment.Task] = [],
        reason: Text? = nil
    ) throws -> AssignmentListing {
        let area = try area(id).area
        let made = try beginAssignment(of: area, to: member, from: day, tasks: tasks, reason: reason)
        try update("responsibility_area", id, at: check(version: area.version))
        guard let listing = try assignments(of: id).first(where: { $0.assignment.id == made }) else {
            throw StoreError.notFound("assignment")
        }
        return listing
    }

    @discardableResult
    func beginAssignment(
        of area: ResponsibilityArea, to member: ID<Member>, from day: LocalDate, tasks: [Assignment.Task] = [],
        reason: Text? = nil
    ) throws -> ID<Assignment> {
        try require(.manageAreas, in: area.branch)
        let span = try area.assignment(from: day)
        guard try isMember(member, of: area.branch, on: day) else {
            throw Assignment.Refusal.notInBranch(try storedMember(member).member.number)
        }
        let closed = try closedMonth(of: area.branch, from: day)
        let standing = try latestAssignment(of: area.id)
        if let latest = standing, latest.span.until.map({ $0 >= day }) ?? true {
            try endAssignment(latest, until: latest.succeeded(by: member, on: day).until)
        }
        // A closed month that had the area without a holder does not get one in silence either.
        let changed =
            try monthsChanged(by: standing, of: area, from: day) ?? closed.map { min(day.month, $0)...$0 }
        if let changed {
            try require(.overruleMonths, in: area.branch)
            guard let reason else {
                throw FieldErrors(
                    "reason", .required,
                    "\(changed.lowerBound) is over or has sheets: give the reason for changing its holder afterwards")
            }
            try keepHolderChange(of: area, from: standing, to: member, on: day, in: changed, reason)
        }
        let id: ID<Assignment> = try session.insert(
            """
            INSERT INTO assignment (area_id, member_id, from_date, until_date)
            VALUES (\(area.id), \(member), \(span.from), \(span.until))
            RETURNING id
            """
        )
        for task in tasks {
            try session.run(
                """
                INSERT INTO assignment_task (assignment_id, objective, measure, due)
                VALUES (\(id), \(task.objective.string), \(task.measure?.string), \(task.due))
                """
            )
        }
        try audit(
            .assigned, .assignment, id, in: place(of: area.branch),
            after: [
                "area": .open(JSON(area.id)), "member": .open(JSON(member)), "from": .open(JSON(day)),
                "tasks": .open(
                    JSON(tasks) {
                        [
                            "objective": .string($0.objective.string), "measure": JSON($0.measure?.string),
                            "due": JSON($0.due),
                        ]
                    }),
                "reason": .open(JSON(changed == nil ? nil : reason?.string)),
            ]
        )
        return id
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

    private func keepHolderChange(
        of area: ResponsibilityArea, from standing: Assignment?, to member: ID<Member>, on day: LocalDate,
        in months: ClosedRange<Month>, _ reason: Text
    ) throws {
        let held = standing.flatMap { $0.span.until.map { $0 >= day.adding(days: -1) } ?? true ? $0.member : nil }
        let change: Int64 = try session.insert(
            """
            INSERT INTO holder_change (area_id, before_id, after_id, from_date, first_month, last_month, reason,
                                       changed_at, changed_by)
            VALUES (\(area.id), \(held), \(member), \(day), \(months.lowerBound), \(months.upperBound), \(reason),
                    \(now), \(principal.name))
            RETURNING id
            """
        )
        let closed = try monthsReached(of: area.branch, in: months).filter(\.isClosed)
        try keep(.holder, of: member, area: area.id, from: day, on: closed, reason, change: change)
    }

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
