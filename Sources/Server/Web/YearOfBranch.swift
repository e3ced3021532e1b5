import Domain
import Storage

/// What a page says of a year of a branch: the one in its address, or this one.
struct YearOfBranch<Value: Sendable>: Sendable {
    let branch: Branch
    let year: Int
    let value: Value
}

extension Visit {
    /// - Parameter read: what is told of the branch and the year.
    func yearOfBranch<Value: Sendable>(
        _ read: @escaping @Sendable (Transaction, ID<Branch>, Int) throws -> Value
    ) async throws -> YearOfBranch<Value> {
        let (id, year): (ID<Branch>, Int?) = (try self.id("branch"), self.year)
        return try await self.read { transaction in
            let year = year ?? transaction.today.components.year
            return YearOfBranch(
                branch: try transaction.branch(id).branch, year: year, value: try read(transaction, id, year))
        }
    }
}
