import Domain
import Storage

extension Shape<AreaListing> {
    static let area = Shape(
        "Area",
        [
            Field("id", .id) { JSON($0.area.id) },
            AreaFields.code.told, AreaFields.name.told, AreaFields.branch.told, AreaFields.kind.told,
            AreaFields.boundary.told,
            .list("holders", .person) { $0.holders },
            AreaFields.established.told, AreaFields.retired.told,
            Field("version", .version) { JSON($0.area.version) },
        ]
    )
}

extension API {
    private static func reply(_ listing: AreaListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.area.json(listing), version: listing.area.version,
            location: isNew ? "/areas/\(listing.area.id.rawValue)" : nil
        )
    }

    /// Responsibility areas and who holds them.
    static let areaOperations: [Operation] =
        [listAreas, createArea, showArea, changeArea, retireArea, importAreas, importAssignments] + assignmentOperations

    static let listAreas: Operation = .list(
        "listAreas", "/areas", .areas, "Responsibility areas by code, the retired ones too",
        needing: [.readOrganisation],
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
    }

    static let createArea: Operation = .post(
        "createArea", "/areas", .areas, "Establish an area that nobody holds yet", needing: [.manageAreas],
        asking: NewArea.asked,
        returns: Shape.area.schema
    ) { _, new, transaction in reply(try transaction.createArea(new.facts, branch: new.branch), isNew: true) }

    static let showArea: Operation = .get(
        "showArea", "/areas/{area}", .areas, "One area", needing: [.readOrganisation], returns: Shape.area.schema
    ) { call, transaction in reply(try transaction.area(call.id("area"))) }

    static let changeArea: Operation = .put(
        "changeArea", "/areas/{area}", .areas, "Change what is known of an area", needing: [.manageAreas],
        asking: AreaChange.asked,
        returns: Shape.area.schema
    ) { call, change, transaction in
        reply(try transaction.changeArea(change.area, to: change.facts, ifVersion: call.version))
    }

    static let retireArea: Operation = .post(
        "retireArea", "/areas/{area}/retire", .areas, "End an area, and its holders' assignments, with a last day",
        needing: [.manageAreas], asking: Retirement.asked, makesNew: false, returns: Shape.area.schema
    ) { call, retirement, transaction in
        reply(try transaction.retireArea(call.id("area"), on: retirement.on, reason: retirement.reason))
    }

    static let importAreas: Operation = .post(
        "importAreas", "/imports/areas", .areas, "The office's list of areas and their holders, from a spreadsheet",
        needing: [.manageAreas],
        query: ImportReport.rosterQuery, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AreaSpreadsheet.importing(file, into: transaction)
        }
    }

    static let importAssignments: Operation = .post(
        "importAssignments", "/imports/assignments", .areas,
        "The office's list of who takes over which area, from a spreadsheet", needing: [.manageAreas],
        query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AssignmentSpreadsheet.importing(file, into: transaction)
        }
    }
}
