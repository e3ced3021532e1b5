import Domain
import Storage

extension Shape<PerformanceTableListing> {
    fileprivate static let listed = Shape(
        "PerformanceTable",
        [
            Field("id", .id) { JSON($0.id) },
            Field("committee", .code) { .string($0.committee.code.text) },
        ]
            + [
                PerformanceFields.title.of(\.table).told, PerformanceFields.document.of(\.table).told,
                PerformanceFields.firstYear.of(\.table).told, PerformanceFields.perMonthWon.of(\.table).told,
                PerformanceFields.mostForWins.of(\.table).told, PerformanceFields.perVeto.of(\.table).told,
                PerformanceFields.meanLevels.of(\.table).told, PerformanceFields.leastMonths.of(\.table).told,
                Field("publishedOn", .date.means("By the server's clock.")) { JSON($0.publishedOn) },
                Field("publishedBy", .text) { .string($0.publishedBy) },
            ]
    )
}

extension API {
    /// By what a committee turns a year's figures into performance points.
    static let performanceOperations: [Operation] = [listPerformanceTables, publishPerformanceTable]

    static let listPerformanceTables: Operation = .list(
        "listPerformanceTables", "/committees/{committee}/performance-tables", .awards,
        "By what a committee turns a year's figures into performance points, the latest first",
        needing: [.readCommittees], of: Shape<PerformanceTableListing>.listed
    ) { call, transaction in
        try transaction.performanceTables(of: call.id("committee"), call.page())
    }

    static let publishPerformanceTable: Operation = .post(
        "publishPerformanceTable", "/committees/{committee}/performance-tables", .awards,
        "Publish by what a year's figures become performance points, for this year or a later one; it never changes",
        needing: [.manageCommittees], asking: PerformanceFields.asked,
        returns: Shape<PerformanceTableListing>.listed.schema
    ) { call, table, transaction in
        .json(Shape.listed.json(try transaction.publish(table, by: call.id("committee"))))
    }
}
