import Domain
import Storage

extension Shape<AreaListing> {
    static let area = Shape(
        "Area",
        [
            Field("id", .id) { JSON($0.area.id) },
            Field("code", .code) { .string($0.area.code.text) },
            Field("name", .text) { .string($0.area.name) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("kind", .choice(ResponsibilityArea.Kind.self)) { .string($0.area.kind.rawValue) },
            Field("boundary", .text(500).orNull.means("In words.")) { JSON($0.area.boundary) },
            .nested("holder", optional: .person) { $0.holder },
            Field("established", .date.orNull.means("The first day; null: since before the records began.")) {
                JSON($0.area.span.from)
            },
            Field("retired", .date.orNull.means("The last day; null: until further notice.")) {
                JSON($0.area.span.until)
            },
            Field("version", .version) { JSON($0.area.version) },
        ]
    )
}

extension API {
    private static let areaForm: [Schema.Property] = [
        .required("name", .text),
        .required("kind", .choice(ResponsibilityArea.Kind.self)),
        .optional("boundary", .text(500).means("In words.")),
        .optional("established", .date.means("The first day; left out: since before the records began.")),
    ]

    private static func areaDraft(_ call: Call, code: String) throws -> ResponsibilityArea.Draft {
        try ResponsibilityArea.Draft(
            code: code, name: call.text("name"), kind: call.choice("kind"), boundary: call.optionalText("boundary"),
            established: call.optionalText("established")
        )
    }

    private static func reply(_ listing: AreaListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.area.json(listing), version: listing.area.version,
            location: isNew ? "/areas/\(listing.area.id.rawValue)" : nil
        )
    }

    /// Responsibility areas and who holds them.
    static let areaOperations: [Operation] =
        [
            .list(
                "listAreas", "/areas", .areas, "Responsibility areas by code, the retired ones too",
                query: [
                    .optional("code", .code), .optional("branch", .code),
                    .optional("kind", .choice(ResponsibilityArea.Kind.self)),
                    .optional("member", .code.means("Held today by the member with this number.")),
                ],
                of: .area
            ) { call, transaction in
                let filter = AreaFilter(
                    code: try call.queryValue("code") { raw throws(Rejection) in try Code(raw) },
                    branch: try call.query["branch"].map { try transaction.requireBranch($0) },
                    kind: call.query["kind"].flatMap(ResponsibilityArea.Kind.init(rawValue:)),
                    holder: try call.query["member"].map { try transaction.requireMember($0) }
                )
                return try transaction.areas(filter, call.page())
            },
            .post(
                "createArea", "/areas", .areas, "Establish an area that nobody holds yet",
                body: .json(.object("NewArea", [.required("code", .code), .required("branch", .code)] + areaForm)),
                returns: Shape.area.schema
            ) { call, transaction in
                let draft = try areaDraft(call, code: call.text("code"))
                let branch = try transaction.requireBranch(call.text("branch"))
                return reply(try transaction.createArea(draft, branch: branch), isNew: true)
            },
            .get("showArea", "/areas/{area}", .areas, "One area", returns: Shape.area.schema) { call, transaction in
                reply(try transaction.area(call.id("area")))
            },
            .put(
                "changeArea", "/areas/{area}", .areas, "Change what is known of an area",
                body: .object(
                    "AreaForm",
                    [
                        .optional("code", .code.means("May be sent back as it is; an area keeps it.")),
                        .optional("branch", .code.means("May be sent back as it is; an area stays in it.")),
                    ] + areaForm
                ),
                returns: Shape.area.schema
            ) { call, transaction in
                let standing = try transaction.area(call.id("area"))
                if let branch = call.optionalText("branch"), branch.trimmed != standing.branch.text {
                    throw FieldErrors("branch", .unexpected, "an area stays in its branch (\(standing.branch.text))")
                }
                let draft = try areaDraft(call, code: call.optionalText("code") ?? standing.area.code.text)
                return reply(try transaction.changeArea(standing.area.id, to: draft, ifVersion: call.version))
            },
            .post(
                "retireArea", "/areas/{area}/retire", .areas,
                "End an area, and its holder's assignment, with a last day",
                body: .json(.object("Retirement", [.required("on", .date), .required("reason", .reason)])),
                makesNew: false, returns: Shape.area.schema
            ) { call, transaction in
                let retired = try transaction.retireArea(
                    call.id("area"), on: call.value("on", LocalDate.init(parsing:)),
                    reason: call.value("reason", Text.reason)
                )
                return reply(retired)
            },
            .post(
                "importAreas", "/imports/areas", .areas,
                "The office's list of areas and their holders, from a spreadsheet",
                query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
            ) { call, transaction in
                try ImportReport.reply(importing: call, needing: .manageAreas, by: transaction) { path in
                    try AreaSpreadsheet.importing(path, into: transaction)
                }
            },
        ] + assignmentOperations
}
