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

    /// Who holds an area, and since when.
    static let assignmentOperations: [Operation] = [listAssignments, assignArea]

    static let listAssignments: Operation = .get(
        "listAssignments", "/areas/{area}/assignments", .areas, "Who held the area, oldest first",
        needing: [.readOrganisation], returns: .list(Shape.assignment.schema)
    ) { call, transaction in
        let area = try transaction.area(call.id("area")).area
        return .json(JSON(try transaction.assignments(of: area.id), Shape.assignment.json))
    }

    static let assignArea: Operation = .post(
        "assignArea", "/areas/{area}/assignments", .areas,
        "Give the area to a member of its branch; the assignment that stands ends the day before",
        needing: [.manageAreas],
        body: .json(
            .object(
                "NewAssignment",
                [
                    .required("member", .code.means("The member's number.")), .required("from", .date),
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
            from: call.value("from", LocalDate.init(parsing:)), tasks: tasks(call),
            reason: call.optionalReason("reason")
        )
        return .json(Shape.assignment.json(made))
    }
}
