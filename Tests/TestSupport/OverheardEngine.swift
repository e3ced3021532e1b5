import Domain
package import Storage

/// An engine that tells of each statement before it is passed on to another.
package struct OverheardEngine: Engine {
    private let base: any Engine
    private let hear: @Sendable (SQL) -> Void

    package init(_ base: any Engine, hear: @escaping @Sendable (SQL) -> Void) {
        self.base = base
        self.hear = hear
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await base.read { [hear] in try body(OverheardSession(base: $0, hear: hear)) }
    }

    package func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await base.write(in: place) { [hear] in try body(OverheardSession(base: $0, hear: hear)) }
    }

    package func close() throws {
        try base.close()
    }
}

private struct OverheardSession: Session {
    let base: any Session
    let hear: @Sendable (SQL) -> Void

    func run(_ sql: SQL) throws {
        hear(sql)
        try base.run(sql)
    }

    func changed(by sql: SQL) throws -> Int {
        hear(sql)
        return try base.changed(by: sql)
    }

    func forEach(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
        hear(sql)
        try base.forEach(sql, body)
    }

    func nextKeys(of table: String, count: Int) throws -> Int64 { try base.nextKeys(of: table, count: count) }

    func merged(over places: [Int64], by order: SQL, limit: Int?, _ query: (SQL) -> SQL) -> SQL {
        base.merged(over: places, by: order, limit: limit, query)
    }

    func takeTouched() throws -> [(subject: AuditSubject, record: Int64)] { try base.takeTouched() }

    /// In the engine's own words, which no other one is asked.
    func faults(_ check: EngineCheck, of migrations: [Migration]) throws -> [Sentence] {
        try base.faults(check, of: migrations)
    }
}
