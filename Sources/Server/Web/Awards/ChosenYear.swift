import Domain
import Storage

/// Of which year a page tells, and of which branch: one that the reader sees, or all of these.
struct ChosenYear: Sendable {
    let year: Int
    /// nil for all.
    let branch: BranchListing?
    /// Those that there were in the year.
    let branches: [BranchListing]

    /// - Parameters:
    ///   - year: nil for today's.
    ///   - code: of a branch; one that is not seen is none.
    init(_ transaction: Transaction, year: Int?, branch code: String?) throws {
        let year = year ?? transaction.today.components.year
        self.year = year
        branches = try transaction.whole { try transaction.branches(dissolved: true, $0) }
            .filter { $0.branch.dissolved.map { $0.components.year >= year } ?? true }
        branch = branches.first { $0.branch.code.text == code }
    }

    /// A page with what is chosen.
    func kept(on page: LocalPath) -> LocalPath { kept(on: page, in: year) }

    /// The way to the years beside this one.
    func turning(on page: LocalPath) -> Turning { Turning(year: year) { kept(on: page, in: $0) } }

    private func kept(on page: LocalPath, in year: Int) -> LocalPath {
        let path = page.with("year", String(year))
        return branch.map { path.with("branch", $0.branch.code.text) } ?? path
    }

    /// nil for whoever sees one branch alone.
    func branchMenu(_ words: Words) -> FormField.Menu? {
        guard branches.count > 1 else { return nil }
        return FormField.Menu(
            choices: [FormField.Choice(code: "", label: words(.allBranches), isChosen: branch == nil)]
                + branches.map { FormField.Choice($0.branch, isChosen: $0.branch.code == branch?.branch.code) })
    }
}

extension Visit {
    /// The year that the page's address names; nil for none that can be.
    var year: Int? {
        query["year"]?.asciiNumber.flatMap { Month.years.contains($0) ? $0 : nil }
    }

    /// What a page is made of that tells of a year and a branch, as its address names them.
    func reading<Content: Sendable>(
        _ content: @escaping @Sendable (Transaction, ChosenYear) throws -> Content
    ) async throws -> Content {
        let (year, branch) = (year, query["branch"]?.nonEmpty)
        return try await read { try content($0, ChosenYear($0, year: year, branch: branch)) }
    }
}
