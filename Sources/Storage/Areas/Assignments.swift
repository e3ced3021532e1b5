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
    /// - Throws: ``Assignment/Refusal``, ``ResponsibilityArea/Refusal``.
    package func assign(
        _ id: ID<ResponsibilityArea>, to member: ID<Member>, from day: LocalDate, tasks: [Assignment.Task] = []
    ) throws -> AssignmentListing {
        let area = try area(id).area
        let made = try beginAssignment(of: area, to: member, from: day, tasks: tasks)
        try update("responsibility_area", id, at: check(version: area.version))
        guard let listing = try assignments(of: id).first(where: { $0.assignment.id == made }) else {
            throw StoreError.notFound("assignment")
        }
        return listing
    }

    @discardableResult
    func beginAssignment(
        of area: ResponsibilityArea, to member: ID<Member>, from day: LocalDate, tasks: [Assignment.Task] = []
    ) throws -> ID<Assignment> {
        try require(.manageAreas, in: area.branch)
        let span = try area.assignment(from: day)
        guard try isMember(member, of: area.branch, on: day) else {
            throw Assignment.Refusal.notInBranch(try storedMember(member).member.number)
        }
        let closed = try closedMonth(of: area.branch, from: day)
        if let latest = try latestAssignment(of: area.id), latest.span.until.map({ $0 >= day }) ?? true {
            try endAssignment(latest, until: latest.succeeded(by: member, on: day, closed: closed).until)
        } else if let closed {
            throw Assignment.Refusal.changesClosedMonth(closed)
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
            ]
        )
        return id
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

    func endAssignment(_ assignment: Assignment, until day: LocalDate?) throws {
        try session.run("UPDATE assignment SET until_date = \(day) WHERE id = \(assignment.id)")
        try audit(
            .ended, .assignment, assignment.id, in: place(of: assignment.area),
            before: ["until": .open(JSON(assignment.span.until))], after: ["until": .open(JSON(day))]
        )
    }
}

extension Assignment {
    fileprivate init(row: SQLRow) throws {
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
