import Domain
import Storage

/// What a finding or a plan item is made of, where it comes from a branch's figure: named in the address of its form.
struct DiagnosisGrounds: Sendable {
    let branch: ID<Branch>
    let code: Code
    let reading: FigureReading
    let months: ClosedRange<Month>

    var figure: BranchFigure { reading.figure }

    /// What the figure says, and over which months.
    func what(_ words: Words) -> String {
        words(
            .diagnosisGrounds,
            words.months(months).merging([
                "figure": words(figure.word),
                "value": reading.figure.unit == .share && reading.isOnRecord
                    ? words.noted(words.value(reading), words.counted(reading)) : words.value(reading),
            ]) { $1 })
    }

    /// From where it comes.
    func reference(_ words: Words) -> String {
        words(.diagnosisReference, words.months(months).merging(["head": words(figure.head.word)]) { $1 })
    }

    func planTitle(_ words: Words) -> String { words(.diagnosisPlanTitle, ["figure": words(figure.word)]) }

    /// The ways to a finding and to a plan item that are filled in from a figure.
    static func steps(
        _ figure: BranchFigure, _ branch: ID<Branch>, until month: Month, _ permission: Permission, _ words: Words
    ) -> [Step] {
        guard figure.head.isDiagnosed else { return [] }
        func from(_ path: LocalPath) -> LocalPath {
            path.part("new").with("figure", figure.rawValue).with("branch", String(branch.rawValue))
                .with("until", month.description)
        }
        return permission.step(API.giveFindings, at: from(.findings), words(.diagnosisFinding))
            + permission.step(API.recordPlanItems, at: from(.plans), words(.diagnosisPlanItem))
    }
}

extension Visit {
    /// The figure that the form's address names; nil for none, or for what is not the reader's to see.
    func diagnosisGrounds() async throws -> DiagnosisGrounds? {
        func named(_ name: String) -> String? { form[name] ?? query[name] }
        guard let figure = named("figure").flatMap(BranchFigure.init(rawValue:)), figure.head.isDiagnosed,
            let branch = named("branch").flatMap({ Int64($0) }).map({ ID<Branch>($0) }),
            let month = named("until").flatMap({ try? Month(parsing: $0) })
        else { return nil }
        return try await read { transaction in
            guard let told = try? transaction.toldFigures(of: branch, of: [figure.head], until: month) else {
                return nil
            }
            return DiagnosisGrounds(
                branch: branch, code: told.figures.code, reading: told.figures.reading(figure),
                months: told.figures.months)
        }
    }
}
