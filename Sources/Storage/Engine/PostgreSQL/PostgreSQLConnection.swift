import Foundation

/// One connection, for one thread at a time. Statements are prepared once and kept.
final class PostgreSQLConnection {
    private let library: LibPQ
    private let handle: LibPQ.Connection
    /// By their text and by what their arguments are, for of these PostgreSQL has a statement each.
    private var prepared: [Statement: String] = [:]
    /// The first fault of a transaction: PostgreSQL carries out nothing that follows it.
    private var failure: PostgreSQLError?
    private var isGivenUp = false
    private var cursors = 0
    /// What a commit waits for, as PostgreSQL is set to it.
    private var durability = "on"
    /// The state of PostgreSQL's latest warning.
    private var warning: String?

    /// IN lists of every length are statements of their own: once there are so many, it begins anew.
    private static let mostPrepared = 2_000

    private struct Statement: Hashable {
        let text: String
        let types: [PostgreSQLType]
    }

    /// - Throws: ``StorageFault``.
    init(to address: PostgreSQLAddress) throws {
        library = try LibPQ.open()
        guard let handle = library.connect(Self.patience + [(name: "dbname", value: address.connection)]) else {
            throw StorageFault.cannotWrite("out of memory")
        }
        self.handle = handle
        _ = library.hear(
            handle,
            { connection, reply in
                let connection = connection.map { Unmanaged<PostgreSQLConnection>.fromOpaque($0).takeUnretainedValue() }
                connection?.note(warning: reply)
            }, Unmanaged.passUnretained(self).toOpaque())
        // From here on it is finished with by `deinit`, also where this throws.
        do {
            guard isAlive else { throw PostgreSQLError(state: "") }
            let shown = try check(library.run(handle, "SHOW synchronous_commit")).scalar(row: 0, column: 0)
            if case .text(let durability) = shown { self.durability = durability }
            try run(Self.settings)
        } catch let error as PostgreSQLError {
            // It can end, or be found to take no writes any more, while it is still being made.
            guard error.endsConnection else { throw error }
            throw StorageFault.cannotWrite("PostgreSQL cannot be reached at \(address.shown)")
        }
    }

    deinit { library.finish(handle) }

    private func note(warning reply: LibPQ.Reply?) {
        warning = library.fault(reply, CInt(UInt8(ascii: "C"))).map { String(cString: $0) }
    }

    /// What holds unless the address says otherwise. A machine can go without a word, while an answer of it is waited for:
    /// by the system's own settings one would wait for two hours.
    private static let patience: [(name: String, value: String)] = [
        ("connect_timeout", "5"), ("tcp_user_timeout", "5000"),
        ("keepalives_idle", "2"), ("keepalives_interval", "1"), ("keepalives_count", "3"),
    ]

    /// Plans are made once for each statement: the tables are small, and their indexes are what they are asked by. For
    /// PostgreSQL it is a server's machine that can go without a word, and the lock with it that others wait for. Nothing
    /// of what waits for a standby is cancelled by the time it takes. What PostgreSQL does when a connection ends, to drop its
    /// table, waits for none: a leader that is cut off from its standbys would never come to an end otherwise.
    private static let settings = """
        SET tcp_keepalives_idle = 5;
        SET tcp_keepalives_interval = 2;
        SET tcp_keepalives_count = 3;
        SET tcp_user_timeout = '10s';
        SET statement_timeout = 0;
        SET plan_cache_mode = force_generic_plan;
        SET client_min_messages = warning;
        SET lock_timeout = '20s';
        SET synchronous_commit = local;
        SET idle_in_transaction_session_timeout = '30min';
        CREATE TEMP TABLE touched (
            subject TEXT COLLATE "C" NOT NULL, record BIGINT NOT NULL, PRIMARY KEY (subject, record)
        ) ON COMMIT DELETE ROWS
        """

    /// Whether it can be used again.
    var isAlive: Bool { !isGivenUp && library.status(handle) == 0 }

    /// Not to be used again: it leads to a server that takes no writes any more.
    func giveUp() { isGivenUp = true }

    /// Whether a transaction is open, whatever became of it.
    var isInTransaction: Bool { library.transactionStatus(handle) != 0 }

    // MARK: Transactions

    /// A name that no other cursor of the transaction has.
    func newCursor() -> String {
        cursors += 1
        return "many_\(cursors)"
    }

    func begin(_ statements: String) throws {
        (failure, cursors) = (nil, 0)
        try run(statements)
    }

    /// - Throws: ``StorageFault/outcomeUnknown`` where the connection is lost before its answer is there: it may have been
    ///   committed, or not. Likewise where the wait for a synchronous standby was cancelled, which is a warning of
    ///   PostgreSQL's (01000): what one machine alone has written goes with that machine.
    func commit() throws {
        if let failure { throw failure }
        do {
            warning = nil
            // It answers ROLLBACK, without any error, where something before had failed.
            let tag = try run("SET LOCAL synchronous_commit = \(durability); COMMIT")
            guard tag == "COMMIT" else { throw PostgreSQLError(state: "25P02") }
            if warning == "01000" { throw StorageFault.outcomeUnknown }
        } catch let error as PostgreSQLError where error.endsConnection {
            throw StorageFault.outcomeUnknown
        }
    }

    func rollBack() {
        if isAlive, isInTransaction { _ = try? run("ROLLBACK") }
    }

    // MARK: Statements

    /// Runs statements that take no arguments.
    ///
    /// - Returns: what the last of them is answered with, such as `COMMIT`.
    @discardableResult
    func run(_ statements: String) throws -> String {
        let reply = try check(library.run(handle, statements))
        return library.tag(reply.pointer).map { String(cString: $0) } ?? ""
    }

    func reply(to sql: SQL) throws -> PostgreSQLReply {
        if let failure { throw failure }
        do {
            let statement = Statement(text: sql.text, types: sql.arguments.map(PostgreSQLType.init))
            return try run(prepared[statement] ?? prepare(statement), with: sql.arguments)
        } catch let error as PostgreSQLError {
            if isInTransaction { failure = error }
            throw error
        }
    }

    private func prepare(_ statement: Statement) throws -> String {
        if prepared.count >= Self.mostPrepared {
            try run("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let types = statement.types.map(\.rawValue)
        _ = try check(
            library.prepare(handle, name, Self.numbered(statement.text), CInt(types.count), types), of: statement.text)
        prepared[statement] = name
        return name
    }

    private func run(_ name: String, with arguments: [SQLScalar]) throws -> PostgreSQLReply {
        // One after another in one stretch of bytes, which an empty text has a place in as well.
        var bytes: [UInt8] = [0]
        var places: [Range<Int>?] = []
        for argument in arguments {
            let start = bytes.count
            let isValue = argument.append(to: &bytes)
            places.append(isValue ? start..<bytes.count : nil)
        }
        let lengths = places.map { CInt($0?.count ?? 0) }
        // All in PostgreSQL's binary form: a text ends where it ends, not at a zero.
        let formats = [CInt](repeating: 1, count: places.count)
        let reply = bytes.withUnsafeBytes { stretch in
            let start = stretch.bindMemory(to: CChar.self).baseAddress
            let values = places.map { place in place.flatMap { place in start.map { $0 + place.lowerBound } } }
            return library.runPrepared(handle, name, CInt(places.count), values, lengths, formats, 0)
        }
        return try check(reply)
    }

    private func check(_ pointer: LibPQ.Reply?, of statement: String? = nil) throws -> PostgreSQLReply {
        guard let pointer else { throw PostgreSQLError(state: "") }
        let reply = PostgreSQLReply(pointer, library)
        // PGRES_COMMAND_OK, PGRES_TUPLES_OK
        guard [1, 2].contains(library.outcome(pointer)) else {
            throw PostgreSQLError(
                state: isAlive ? reply.said(of: "C") ?? "" : "", constraint: reply.said(of: "n"),
                words: [reply.said(of: "M"), statement].compactMap(\.self).joined(separator: ": "))
        }
        return reply
    }

    /// `?` as PostgreSQL writes them: `$1`, `$2` …; what is quoted stays.
    static func numbered(_ text: String) -> String {
        var (result, number, isQuoted) = ("", 0, false)
        for character in text {
            if character == "'" { isQuoted.toggle() }
            if character == "?", !isQuoted {
                number += 1
                result += "$\(number)"
            } else {
                result.append(character)
            }
        }
        return result
    }
}

/// The kinds of values that go to and fro, by the numbers that PostgreSQL has for them.
enum PostgreSQLType: UInt32 {
    /// Whatever the statement makes of it.
    case unknown = 0
    case bool = 16
    case bytes = 17
    case name = 19
    case integer = 20
    case small = 21
    case short = 23
    case text = 25
    case single = 700
    case double = 701
    case numeric = 1700

    init(_ argument: SQLScalar) {
        self =
            switch argument {
            case .null: .unknown
            case .integer: .integer
            case .real: .double
            case .text: .text
            case .blob: .bytes
            }
    }
}

extension SQLScalar {
    /// In PostgreSQL's binary form.
    ///
    /// - Returns: false for NULL, which has none.
    fileprivate func append(to bytes: inout [UInt8]) -> Bool {
        switch self {
        case .null: return false
        case .integer(let value): withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
        case .real(let value): withUnsafeBytes(of: value.bitPattern.bigEndian) { bytes += $0 }
        case .text(let value): bytes += value.utf8
        case .blob(let value): bytes += value
        }
        return true
    }
}

/// What a statement is answered with: all of its rows, as texts.
final class PostgreSQLReply {
    let pointer: LibPQ.Reply
    private let library: LibPQ
    private let types: [PostgreSQLType?]
    let count: Int

    init(_ pointer: LibPQ.Reply, _ library: LibPQ) {
        (self.pointer, self.library) = (pointer, library)
        count = Int(library.rows(pointer))
        types = (0..<library.columns(pointer)).map { PostgreSQLType(rawValue: library.type(pointer, $0)) }
    }

    deinit { library.clear(pointer) }

    /// How many rows a statement changed.
    var changed: Int { library.changed(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// A part of its report of a fault, by the letter that PostgreSQL has for it.
    fileprivate func said(of part: Character) -> String? {
        part.asciiValue.flatMap { library.fault(pointer, CInt($0)) }.map { String(cString: $0) }
    }

    func names() -> [String] {
        types.indices.map { library.name(pointer, CInt($0)).map { String(cString: $0) } ?? "" }
    }

    func scalar(row: Int, column: Int) -> SQLScalar {
        let (row, index) = (CInt(row), CInt(column))
        guard library.isNull(pointer, row, index) == 0, let start = library.value(pointer, row, index) else {
            return .null
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(library.length(pointer, row, index)))
        switch types[column] {
        case .integer, .short, .small:
            return .integer(Int64(String(decoding: bytes, as: UTF8.self)) ?? 0)
        case .bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case .bytes: return .blob(Self.unwound(bytes))
        // Of sums of whole numbers.
        case .numeric:
            let text = String(decoding: bytes, as: UTF8.self)
            return Int64(text).map(SQLScalar.integer) ?? .real(Double(text) ?? .nan)
        case .single, .double: return .real(Double(String(decoding: bytes, as: UTF8.self)) ?? .nan)
        case .text, .name, .unknown, nil: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Of `\x`, and two letters for each byte.
    private static func unwound(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        func value(_ letter: UInt8) -> UInt8 {
            letter < UInt8(ascii: "a") ? letter - UInt8(ascii: "0") : letter - UInt8(ascii: "a") + 10
        }
        return stride(from: 2, to: text.count - 1, by: 2).map { value(text[$0]) << 4 | value(text[$0 + 1]) }
    }
}
