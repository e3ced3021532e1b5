import Domain
import Storage

extension Shape<Assignment.Task> {
    static let assignmentTask = Shape(
        "AssignmentTask",
        [
            Field("objective", .text) { .string($0.objective.string) },
            Field("measure", .text.orNull.means("By what it is judged.")) { JSON($0.measure?.string) },
            Field("due", .date.orNull) { JSON($0.due) },
        ]
    )
}

extension Shape<AssignmentListing> {
    static let assignment = Shape(
        "Assignment",
        [
            Field("id", .id) { JSON($0.assignment.id) },
            .nested("member", .person) { $0.member },
            Field("from", .date.orNull) { JSON($0.assignment.span.from) },
            Field("until", .date.orNull.means("The last day; null: until further notice.")) {
                JSON($0.assignment.span.until)
            },
            .list("tasks", .assignmentTask) { $0.tasks },
        ]
    )
}

extension Shape<AreaStretch> {
    static let areaStretch = Shape(
        "AreaStretch",
        [
            Field("branch", .code.orNull.means("null: one that is out of sight.")) { JSON($0.code?.text) },
            Field("from", .date.orNull.means("null: since there is the area.")) { JSON($0.span.from) },
            Field("until", .date.orNull.means("null: until further notice.")) { JSON($0.span.until) },
        ]
    )
}

extension API {
    private static let taskForm = Schema.object(
        "NewAssignmentTask",
        [
            .required("objective", .text), .optional("measure", .text.means("By what it is judged.")),
            .optional("due", .date),
        ]
    )

    private static func tasks(_ call: Call) throws -> [Assignment.Task] {
        try (call.body["tasks"]?.array ?? []).map { task in
            try Assignment.Task(
                objective: task["objective"]?.string ?? "", measure: task["measure"]?.string, due: task["due"]?.string
            )
        }
    }

    /// What becomes of those who hold the area.
    private static func manner(_ call: Call, _ transaction: Transaction) throws -> Assignment.Manner {
        let isBeside = call.body["beside"]?.bool == true
        guard let holder = call.body["insteadOf"]?.string?.nonEmpty else { return isBeside ? .beside : .alone }
        if isBeside {
            throw FieldErrors(
                "insteadOf", .conflict, "either beside those who hold the area, or instead of one of them")
        }
        return .insteadOf(try transaction.requireMember(holder, field: "insteadOf"))
    }

    /// Who holds an area, and since when.
    static let assignmentOperations: [Operation] = [listAssignments, assignArea, endAssignment, listAreaBranches]

    static let listAssignments: Operation = .get(
        "listAssignments", "/areas/{area}/assignments", .areas, "Who held the area, oldest first",
        needing: [.readOrganisation], returns: .list(Shape.assignment.schema)
    ) { call, transaction in
        let area = try transaction.area(call.id("area")).area
        return .json(JSON(try transaction.assignments(of: area.id), Shape.assignment.json))
    }

    static let listAreaBranches: Operation = .get(
        "listAreaBranches", "/areas/{area}/branches", .areas, "Whose the area was and is, oldest first",
        needing: [.readOrganisation], returns: .list(Shape.areaStretch.schema)
    ) { call, transaction in
        let area = try transaction.area(call.id("area")).area
        return .json(JSON(try transaction.stretches(of: area.id), Shape.areaStretch.json))
    }

    static let assignArea: Operation = .post(
        "assignArea", "/areas/{area}/assignments", .areas,
        "Give the area to a member of its branch: alone, beside those who hold it, or instead of one of them",
        needing: [.manageAreas],
        body: .json(
            .object(
                "NewAssignment",
                [
                    .required("member", .code.means("The member's number.")), .required("from", .date),
                    .optional(
                        "beside", .boolean.means("Those who hold the area hold it on; else theirs ends the day before.")
                    ),
                    .optional(
                        "insteadOf",
                        .code.means("The number of the one alone, of several, whose assignment ends the day before.")),
                    .optional(
                        "reason",
                        .reason.means(
                            "Needed where it changes a month that is over or has sheets; stands on the month.")),
                    .optional("tasks", .list(taskForm, count: 0...50).means("What the member undertakes.")),
                ]
            )
        ),
        returns: Shape.assignment.schema
    ) { call, transaction in
        let area = try transaction.area(call.id("area")).area
        let made = try transaction.assign(
            area.id, to: transaction.requireMember(call.text("member")),
            from: call.value("from", LocalDate.init(parsing:)), as: manner(call, transaction), tasks: tasks(call),
            reason: call.optionalReason("reason")
        )
        return .json(Shape.assignment.json(made))
    }

    static let endAssignment: Operation = .post(
        "endAssignment", "/assignments/{assignment}/end", .areas,
        "End what one of several holds of an area, with a last day; the others hold it on", needing: [.manageAreas],
        body: .json(
            .object(
                "AssignmentEnd",
                [
                    .required("on", .date.means("The last day.")),
                    .optional(
                        "reason",
                        .reason.means(
                            "Needed where it changes a month that is over or has sheets; stands on the month.")),
                ])), makesNew: false, returns: Shape.assignment.schema
    ) { call, transaction in
        let ended = try transaction.endAssignment(
            call.id("assignment"), on: call.value("on", LocalDate.init(parsing:)),
            reason: call.optionalReason("reason"))
        return .json(Shape.assignment.json(ended))
    }
}
