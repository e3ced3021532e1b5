import Domain

/// One step of the months of one branch or of all: closing, posting, finalising.
///
/// With all branches, one that has the step behind it is skipped with a note; one that is refused does not keep the
/// others back, and the command fails at the end with every refusal.
struct CycleRound {
    private let month: Month
    private let isForAll: Bool
    private let cycles: [JSON]
    private let output: Output

    /// - Parameter behind: says that a cycle of the status given has the step behind it; nil if it has not.
    init(
        of month: Month, _ choice: BranchChoice, with client: APIClient, _ output: Output,
        behind: (_ status: String) -> String?
    ) async throws {
        self.month = month
        self.output = output
        isForAll = choice.allBranches
        if let branch = choice.branch {
            cycles = [try await client.cycle(of: month, in: branch)]
            return
        }
        let all = try await client.list("/cycles", ["month": month.description])
        guard !all.isEmpty else {
            throw CommandFailure(
                .data,
                "no branch has an assessment for \(month): ‘zhibu assess open’ and ‘zhibu assess import’ open one"
            )
        }
        cycles = all.filter { cycle in
            guard let note = behind(cycle.shown("status")) else { return true }
            output.note("\(cycle.shown("branch")): \(note)")
            return false
        }
    }

    /// Does what cannot be undone: where a person is there to be asked, it is tried out first, and they see the warnings.
    ///
    /// - Parameters:
    ///   - act: the verb, for the question: `Close`.
    ///   - operation: the last part of the path under the cycle: `close`.
    ///   - body: what it says besides, if anything.
    func run(
        _ act: String, _ operation: String, _ body: JSON?, _ confirmation: Confirmation, with client: APIClient
    ) async throws {
        try await run { cycle in
            let path = "/cycles/\(try cycle.id)/\(operation)"
            guard confirmation.isAsked else { return try await client.post(path, [:], body).json }
            let tried = try await client.post(path, ["dryRun": "true"], body).json
            let question = "\(act) \(cycle.shown("branch")) \(month)"
            guard confirmation.allows(question, tried: tried, output) else {
                output.note("\(cycle.shown("branch")): left as it is")
                return nil
            }
            return try await client.post(path, [:], body).json
        }
    }

    /// - Parameter step: what is done to a cycle; it answers with the cycle, and with warnings and more as there are; nil
    ///   if it was left as it is.
    func run(_ step: (JSON) async throws -> JSON?) async throws {
        var done: [JSON] = []
        var failures: [CommandFailure] = []
        for cycle in cycles {
            let branch = cycle.shown("branch")
            do {
                guard let result = try await step(cycle) else { continue }
                for warning in result["warnings"]?.array ?? [] { output.warn("\(branch): \(warning.shown)") }
                done.append(result)
            } catch let failure as CommandFailure where isForAll && failure.status == .data {
                failures.append(CommandFailure(failure.status, "\(branch): \(failure.message)"))
            }
        }
        if !done.isEmpty || failures.isEmpty || output.isJSON { show(done) }
        if let first = failures.first {
            throw CommandFailure(first.status, failures.map(\.message).joined(separator: "\n"))
        }
    }

    private func show(_ done: [JSON]) {
        output.list(
            done,
            CycleTable.columns.map { column in
                Table.Column(title: column.title, isNumber: column.isNumber) { column.cell($0["cycle"] ?? $0) }
            },
            none: "nothing was left to do in \(month)"
        )
    }
}
