/// A database as ``Store`` needs it: somewhere to read and to write. What is one engine's alone (its file, how it is
/// copied, what state it is in) is not here.
package protocol Engine: Sendable {
    /// Runs `body` on a consistent, unchanging view of the database.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value

    /// Runs `body` in a transaction and returns once its effects are on disk, or throws and nothing of it stays.
    ///
    /// `body` may be run again, and must touch nothing but the session.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value

    /// Takes no more writes, and gives up the database once those that were taken are carried out.
    func close() throws
}
