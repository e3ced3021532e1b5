/// A database as ``Store`` needs it: somewhere to read and to write. What is one engine's alone (its file, how it is
/// copied, what state it is in) is not here.
package protocol Engine: Sendable {
    /// Runs `body` on a consistent, unchanging view of the database.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value

    /// Runs `body` in a transaction and returns once its effects are on disk, or throws and nothing of it stays.
    ///
    /// `body` may be run again, and must touch nothing but the session.
    ///
    /// - Parameter place: what `body` touches. What it reads of that, and of what no place has by itself, is not changed by
    ///   anybody else until it is committed.
    func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value

    /// Takes no more writes, and gives up the database once those that were taken are carried out.
    func close() throws
}

extension Engine {
    /// Runs `body` in a transaction that may touch anything.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await write(in: .everywhere, body)
    }
}
