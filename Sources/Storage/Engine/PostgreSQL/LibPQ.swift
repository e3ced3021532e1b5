import Foundation

/// PostgreSQL's own client library, opened once it is first needed: whoever keeps a database in a file needs none of it on
/// the machine.
struct LibPQ: Sendable {
    /// `PGconn *`
    typealias Connection = OpaquePointer
    /// `PGresult *`
    typealias Reply = OpaquePointer
    typealias Text = UnsafePointer<CChar>
    typealias Heard = @convention(c) (UnsafeMutableRawPointer?, Reply?) -> Void

    private let connectBy: @convention(c) @Sendable (UnsafePointer<Text?>, UnsafePointer<Text?>, CInt) -> Connection?
    let finish: @convention(c) @Sendable (Connection) -> Void
    let status: @convention(c) @Sendable (Connection) -> CInt
    let transactionStatus: @convention(c) @Sendable (Connection) -> CInt
    let hear: @convention(c) @Sendable (Connection, Heard?, UnsafeMutableRawPointer?) -> Heard?

    let run: @convention(c) @Sendable (Connection, Text) -> Reply?
    let prepare: @convention(c) @Sendable (Connection, Text, Text, CInt, UnsafePointer<UInt32>?) -> Reply?
    let runPrepared:
        @convention(c) @Sendable (
            Connection, Text, CInt, UnsafePointer<Text?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?, CInt
        ) -> Reply?

    let outcome: @convention(c) @Sendable (Reply?) -> CInt
    let fault: @convention(c) @Sendable (Reply?, CInt) -> Text?
    let tag: @convention(c) @Sendable (Reply) -> Text?
    let changed: @convention(c) @Sendable (Reply) -> Text?
    let rows: @convention(c) @Sendable (Reply) -> CInt
    let columns: @convention(c) @Sendable (Reply) -> CInt
    let name: @convention(c) @Sendable (Reply, CInt) -> Text?
    let type: @convention(c) @Sendable (Reply, CInt) -> UInt32
    let isNull: @convention(c) @Sendable (Reply, CInt, CInt) -> CInt
    let length: @convention(c) @Sendable (Reply, CInt, CInt) -> CInt
    let value: @convention(c) @Sendable (Reply, CInt, CInt) -> Text?
    let clear: @convention(c) @Sendable (Reply?) -> Void

    private static let name = "libpq.so.5"

    private static let opened = Result { () throws(StorageFault) in try LibPQ() }

    /// - Throws: ``StorageFault/cannotWrite(_:)`` where the system has none.
    static func open() throws -> LibPQ { try opened.get() }

    private init() throws(StorageFault) {
        guard let library = dlopen(Self.name, RTLD_NOW | RTLD_LOCAL) else {
            throw .cannotWrite("PostgreSQL's \(Self.name) is not on this machine: install Debian's libpq5")
        }
        func function<Function>(_ symbol: String) throws(StorageFault) -> Function {
            guard let found = dlsym(library, symbol) else { throw .cannotWrite("\(Self.name) has no \(symbol)") }
            return unsafeBitCast(found, to: Function.self)
        }
        connectBy = try function("PQconnectdbParams")
        finish = try function("PQfinish")
        status = try function("PQstatus")
        transactionStatus = try function("PQtransactionStatus")
        hear = try function("PQsetNoticeReceiver")
        run = try function("PQexec")
        prepare = try function("PQprepare")
        runPrepared = try function("PQexecPrepared")
        outcome = try function("PQresultStatus")
        fault = try function("PQresultErrorField")
        tag = try function("PQcmdStatus")
        changed = try function("PQcmdTuples")
        rows = try function("PQntuples")
        columns = try function("PQnfields")
        name = try function("PQfname")
        type = try function("PQftype")
        isNull = try function("PQgetisnull")
        length = try function("PQgetlength")
        value = try function("PQgetvalue")
        clear = try function("PQclear")
    }

    /// - Parameter options: by their names; of two that are the same the later holds. `dbname` is a whole address, of
    ///   whose options that is true as well.
    func connect(_ options: [(name: String, value: String)]) -> Connection? {
        let names = options.map { strdup($0.name) }
        let values = options.map { strdup($0.value) }
        defer { for text in names + values { free(text) } }
        return connectBy(names.map { Text($0) } + [nil], values.map { Text($0) } + [nil], 1)
    }
}
