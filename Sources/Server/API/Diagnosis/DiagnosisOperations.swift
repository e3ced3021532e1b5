import Domain
import Storage

extension API {
    /// What ails branches, and what of their work is less and what more: figures of twelve months, each with its records.
    static let diagnosisOperations: [Operation] = [
        showDiagnosis, showBranchMeasures, showFigureRecords, showCommitteeDiagnosis, showStaffing,
        showYearAtAGlance, yearAtAGlanceDocument,
    ]

    private static let month = Operation.Query.optional(
        "month", .month.means("The last of the twelve months; the last one that is over if not given."))

    static let showDiagnosis: Operation = .get(
        "showDiagnosis", "/branches/{branch}/diagnosis", .diagnosis,
        "What may ail a branch: the four problems and their causes in figures of twelve months, with bounds; no mark, no rank",
        needing: [.readTalks], query: [month], returns: Shape.toldFigures.schema
    ) { call, transaction in
        .json(Shape.toldFigures.json(try told(call, transaction, DiagnosisHead.diagnosed)))
    }

    static let showBranchMeasures: Operation = .get(
        "showBranchMeasures", "/branches/{branch}/measures", .diagnosis,
        "What of a branch's work is less and what more, how true, how varied, how new: told from records, never ranked",
        needing: [.readTalks], query: [month], returns: Shape.toldFigures.schema
    ) { call, transaction in
        .json(Shape.toldFigures.json(try told(call, transaction, DiagnosisHead.measured)))
    }

    static let showFigureRecords: Operation = .get(
        "showFigureRecords", "/branches/{branch}/diagnosis/records", .diagnosis,
        "The records that a figure of a branch stands on, by day, and how much of each counts", needing: [.readTalks],
        query: [.required("figure", .choice(BranchFigure.self)), month], returns: .list(Shape.figureRecord.schema)
    ) { call, transaction in
        guard let figure = call.query["figure"].flatMap(BranchFigure.init(rawValue:)) else {
            throw StoreError.notFound("figure")
        }
        let told = try told(call, transaction, [figure.head])
        return .json(JSON(told.figures.reading(figure).records, Shape.figureRecord.json))
    }

    static let showCommitteeDiagnosis: Operation = .get(
        "showCommitteeDiagnosis", "/committees/{committee}/diagnosis", .diagnosis,
        "What the figures of a committee's branches come to together, and how each stands: by code, no rank",
        needing: [.readTalks], query: [month], returns: Shape.committeeFigures.schema
    ) { call, transaction in
        let asked = try call.queryValue("month", Month.init(parsing:))
        return .json(
            Shape.committeeFigures.json(try transaction.toldFigures(of: call.id("committee"), until: asked)))
    }

    private static func told(
        _ call: Call, _ transaction: Transaction, _ heads: [DiagnosisHead]
    ) throws -> ToldFigures {
        try transaction.toldFigures(
            of: call.id("branch"), of: heads, until: call.queryValue("month", Month.init(parsing:)))
    }
}
