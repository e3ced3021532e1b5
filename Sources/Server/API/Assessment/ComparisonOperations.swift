import Domain
import Storage

extension Schema {
    fileprivate static let comparisonFigures: [Property] = [
        .required("areas", .count),
        .required("ranked", .count),
        .required("vetoed", .count),
        .required("completeness", .integer(0...100).means("How many of a hundred areas were assessed in full.")),
        .required("mean", .points.orNull),
        .required("lowest", .points.orNull),
        .required("highest", .points.orNull),
        .required("spread", .points.orNull.means("From the lowest to the highest.")),
    ]
}

extension ComparisonRow {
    fileprivate func add(to json: inout JSON.Object) {
        json["areas"] = JSON(areas)
        json["ranked"] = JSON(ranked)
        json["vetoed"] = JSON(vetoed)
        json["completeness"] = JSON(completeness)
        json["mean"] = JSON(mean)
        json["lowest"] = JSON(lowest)
        json["highest"] = JSON(highest)
        json["spread"] = JSON(spread)
    }
}

extension Shape<Comparison> {
    static let comparison = Shape(
        "Comparison",
        [
            Field("month", .month) { JSON($0.month) },
            Field("preview", .boolean.means("Some of the months are still open.")) { .bool($0.isPreview) },
            Field(
                "branches",
                .list(
                    .object(
                        "BranchComparison",
                        [
                            .required("branch", .code), .required("name", .text),
                            .required("status", .choice(Cycle.Status.self)),
                        ] + Schema.comparisonFigures
                    )
                )
            ) { comparison in
                JSON(comparison.branches) { branch in
                    var json = JSON.Object()
                    json["branch"] = .string(branch.branch.text)
                    json["name"] = .string(branch.name)
                    json["status"] = .string(branch.status.rawValue)
                    branch.row.add(to: &json)
                    return .object(json)
                }
            },
            Field(
                "kinds",
                .list(
                    .object(
                        "KindComparison",
                        [.required("kind", .choice(ResponsibilityArea.Kind.self))] + Schema.comparisonFigures
                    )
                )
            ) { comparison in
                JSON(comparison.kinds) { kind in
                    var json = JSON.Object()
                    json["kind"] = .string(kind.kind.rawValue)
                    kind.row.add(to: &json)
                    return .object(json)
                }
            },
        ]
    )
}

extension API {
    /// The branches side by side, for the committee.
    static let comparisonOperations: [Operation] = [compare]

    static let compare: Operation = .get(
        "compare", "/comparisons", .assessment, "A month's figures by branch and by kind of area",
        needing: [.readResults], query: [.required("month", .month)], returns: Shape.comparison.schema
    ) { call, transaction in
        guard let month = try cycleFilter(call, transaction).month else { throw FieldErrors("month", .missing) }
        return .json(Shape.comparison.json(try transaction.comparison(of: month)))
    }
}
