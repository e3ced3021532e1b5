import Crypto
import Domain
import Foundation
import HTTPTypes
import Storage

/// The API as such: its operations, and the one way in which each is carried out, whoever the client is.
package struct API: Sendable {
    static let root = "/api/v1"
    /// Of a JSON body, in bytes.
    static let largestBody = 1 << 20
    /// Of a spreadsheet, in bytes.
    static let largestSpreadsheet = 256 << 20

    /// Every operation there is. The router and the OpenAPI document are built from this table.
    package static let operations: [Operation] =
        committeeOperations + branchOperations + reorganisationOperations + memberOperations + appointmentOperations
        + areaOperations + severalOperations
        + schemeOperations + assessorNamingOperations + recusalOperations + assessorComparisonOperations
        + closingChangeOperations + proposalOperations
        + cycleOperations + sheetOperations
        + adjustmentOperations + factsOperations
        + rankingOperations
        + awardOperations + yearOperations + performanceOperations + eligibilityOperations + objectionOperations
        + honoursLedgerOperations
        + noticeContactOperations + comparisonOperations
        + meetingOperations + meetingRecordOperations + agendaOperations + yearBookOperations + handoverOperations
        + calendarAddressOperations + findingOperations + findingEscalationOperations
        + planOperations + focusOperations + askOperations + talkOperations + cadenceOperations + mailReminderOperations
        + burdenOperations + ledgerEntryOperations + checklistOperations + motionOperations + electionOperations
        + secretBallotOperations + appraisalOperations + suggestionOperations + memberRightOperations + careOperations
        + diagnosisOperations + attachmentOperations
        + sessionOperations + ownAccountOperations + accountOperations + auditOperations
        + calendarOperations + descriptionOperations
        + upkeepOperations + searchOperations

    let store: Store
    let passwords: PasswordDesk
    let imports = ImportDesk()
    let versionTries = RecentTries.ofVersions
    let codeTries = RecentTries.ofCodes
    let backups: BackupDesk
    let digests: DigestDesk

    init(store: Store, backups: BackupDesk, digests: DigestDesk, hashing: PasswordHash) {
        self.store = store
        passwords = PasswordDesk(hashing: hashing)
        (self.backups, self.digests) = (backups, digests)
    }

    /// A request as it came in, its operation known and its body received.
    struct Incoming: Sendable {
        enum Body: Sendable {
            case none
            case bytes([UInt8])
            /// A spooled file, with the SHA-256 of its content.
            case file(path: String, hash: String)
        }

        let visitor: Visitor
        let requestID: String
        let path: String
        let pathParameters: [String: String]
        let query: [(name: String, value: String)]
        let headers: HTTPFields
        let body: Body
    }

    /// Carries out an operation: checks the request against the description, then does it in one transaction,
    /// together with the reply that is kept for the case that the request comes again.
    ///
    /// - Throws: what ``Problem/init(_:)`` understands, or an error that is a fault of the program.
    func perform(_ operation: Operation, _ incoming: Incoming) async throws -> Reply {
        try Self.requireSignedIn(for: operation, incoming.visitor)
        let call = try Self.check(incoming, against: operation)
        switch operation.work {
        case .transaction(let perform): return try await self.perform(operation, perform, call, incoming)
        case .steps(let perform):
            var reply = try await perform(call, steps(for: incoming.visitor, request: incoming.requestID))
            reply.status = reply.status ?? operation.status
            return reply
        }
    }

    /// What an operation in several steps works with.
    func steps(for visitor: Visitor, request: String) -> Steps {
        Steps(
            store: store, visitor: visitor,
            caller: Transaction.Caller(address: visitor.address, request: request), passwords: passwords,
            backups: backups, digests: digests, imports: imports, codeTries: codeTries
        )
    }

    /// Asks programs for a name and a password: a token does for the password.
    static let basicChallenge = "Basic realm=\"Zhibu\", charset=\"UTF-8\""

    /// Before anything is received of somebody who has not signed in.
    static func requireSignedIn(for operation: Operation, _ visitor: Visitor) throws(Problem) {
        if operation.need == .nothing || visitor.principal != .nobody { return }
        throw Problem(
            .unauthorized, "unauthorised", "sign in, or send a token: Authorization: Bearer",
            headers: [.wwwAuthenticate: operation.offersBasic ? Self.basicChallenge : "Bearer"]
        )
    }

    private func perform(
        _ operation: Operation, _ work: @escaping @Sendable (Call, Transaction) throws -> Reply, _ call: Call,
        _ incoming: Incoming
    ) async throws -> Reply {
        let requireEnrolled = { @Sendable (transaction: Transaction) throws in
            switch operation.need {
            case .anyOf, .signIn: if transaction.isEnrolling { throw CredentialError.secondFactorNeeded }
            case .ownAccount, .nothing: break
            }
        }
        let perform = { @Sendable (transaction: Transaction) throws -> Reply in
            try requireEnrolled(transaction)
            return try work(call, transaction)
        }
        let principal = incoming.visitor.principal
        if operation.isSafe, !operation.leavesTrace { return try await store.read(by: principal, perform) }
        let caller = Transaction.Caller(address: incoming.visitor.address, request: incoming.requestID)
        if operation.isSafe {
            return try await store.write(by: principal, for: caller, isReading: true, perform)
        }
        let revision = operation.mayNameRevision ? call.body["revises"]?.integer : nil
        if revision != nil { try versionTries.admit(principal.name, now: store.clock.now()) }
        let repeatable = operation.keepsReply ? try Self.repeatable(incoming, operation) : nil
        if case .file = incoming.body {
            try await look(by: principal, for: caller) { transaction in
                try requireEnrolled(transaction)
                // What came before is answered as it was then.
                if let repeatable, try repeatable.keptReply(in: transaction) != nil { return }
                _ = try perform(transaction)
            }
            // On disk before anything refers to it; what is refused after all is cleared away in time.
            if let file = call.received { try await store.keepFile(file.path, as: file.hash) }
        }
        let place = try operation.writePlace(call)
        do {
            return try await store.write(by: principal, for: caller, in: place) { transaction in
                // A kept reply is not for somebody who still has to prove who they are.
                try requireEnrolled(transaction)
                if let repeatable, let kept = try repeatable.keptReply(in: transaction) { return Reply(kept) }
                var reply = try perform(transaction)
                reply.status = reply.status ?? operation.status
                if call.queryFlag("dryRun") { throw DryRun(reply: reply) }
                try repeatable?.keep(reply.kept, in: transaction)
                return reply
            }
        } catch let dryRun as DryRun {
            return dryRun.reply
        } catch StoreError.staleVersion(let current) {
            if let revision {
                versionTries.note(principal.name, now: store.clock.now())
                let cycle: ID<Cycle> = try call.id("cycle")
                try await store.write(by: principal, for: caller, in: place) {
                    try $0.noteVersionTry(in: cycle, revision: revision)
                }
            }
            throw StoreError.staleVersion(current: current)
        }
    }

    /// Finds what is wrong with a file beside everybody else's work: the writer, of which there is one for all, only gets
    /// what would be taken as it stands.
    private func look(
        by principal: Principal, for caller: Transaction.Caller,
        _ useCase: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        do {
            try await imports.checking.with(for: Turns.Guest(name: principal.name)) {
                try await store.look(by: principal, for: caller, useCase)
            }
        } catch is ChangeAhead {
            // All of it was read, and more than rows is to be changed.
        } catch is Turns.Taken {
            throw Problem(
                .tooManyRequests, "importsBusy", "others are sending files at this moment: try again",
                headers: [.retryAfter: "10"])
        }
    }

    /// A request that can come again, and is answered as it was the first time.
    private struct Repeatable {
        let key: String
        let fingerprint: String

        func keptReply(in transaction: Transaction) throws -> KeptReply? {
            try transaction.keptReply(key: key, fingerprint: fingerprint)
        }

        func keep(_ reply: KeptReply, in transaction: Transaction) throws {
            try transaction.keep(reply, key: key, fingerprint: fingerprint)
        }
    }

    /// Thrown to undo what was only tried out.
    private struct DryRun: Error {
        let reply: Reply
    }

    // MARK: - Checking

    private static func check(_ incoming: Incoming, against operation: Operation) throws -> Call {
        var ids: [String: Int64] = [:]
        for name in operation.pathParameters {
            guard let raw = incoming.pathParameters[name], let id = Int64(raw), id > 0 else { throw Problem.notFound }
            ids[name] = id
        }
        var errors = FieldErrors()
        let query = checkQuery(incoming.query, against: operation, into: &errors)
        var body = JSON.null
        var file: String?
        var received: ReceivedFile?
        switch (operation.body, incoming.body) {
        case (.none, _): break
        case (.json(let schema), .bytes(let bytes)):
            do {
                body = try JSON.parse(bytes)
            } catch {
                throw Problem(
                    .badRequest, "unreadableBody", "the body is not JSON: \(error.message) (byte \(error.offset))")
            }
            if !operation.readsItsBody { schema.validate(body, at: "", into: &errors) }
        case (.spreadsheet, .file(let path, _)): file = path
        case (.attachment, .file(let path, let hash)): received = ReceivedFile(path: path, hash: hash)
        case (.json, _), (.spreadsheet, _), (.attachment, _):
            throw Problem(.badRequest, "unreadableBody", "a body was expected")
        }
        try errors.check()
        return Call(
            operation: operation, ids: ids, query: query, body: body, file: file,
            version: operation.needsVersion ? try version(in: incoming.headers) : nil, received: received
        )
    }

    private static func checkQuery(
        _ query: [(name: String, value: String)], against operation: Operation, into errors: inout FieldErrors
    ) -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in query {
            guard let parameter = operation.query.first(where: { $0.name == name }) else {
                let known = operation.query.map(\.name).joined(separator: ", ")
                errors.add(name, .unexpected, known.isEmpty ? "no parameters are known here" : "known here: \(known)")
                continue
            }
            guard values.updateValue(value, forKey: name) == nil else {
                errors.add(name, .duplicate, "given twice")
                continue
            }
            // Whatever the parameter is: no text on record has any, and not every database takes them.
            do {
                try Text.requireNoControls(value)
            } catch {
                errors.add(name, error)
                continue
            }
            parameter.schema.validate(json(value, for: parameter.schema), at: name, into: &errors)
        }
        for parameter in operation.query where parameter.isRequired && values[parameter.name] == nil {
            errors.add(parameter.name, .missing)
        }
        return values
    }

    /// A query's text as the JSON value that its schema describes.
    private static func json(_ value: String, for schema: Schema) -> JSON {
        switch schema.form {
        case .integer: Int64(value).map { JSON($0) } ?? .string(value)
        case .boolean: value == "true" ? true : value == "false" ? false : .string(value)
        default: .string(value)
        }
    }

    private static func version(in headers: HTTPFields) throws(Problem) -> Int {
        guard let raw = headers[.ifMatch] else {
            throw Problem(
                .preconditionRequired, "versionRequired",
                "send If-Match with the ETag of what you read, so that nobody's change is lost"
            )
        }
        let tag = raw.trimmed
        let isQuoted = tag.utf8.count > 2 && tag.hasPrefix("\"") && tag.hasSuffix("\"")
        guard let version = (isQuoted ? tag.dropFirst().dropLast() : tag[...]).asciiNumber else {
            throw Problem(.badRequest, "badVersion", "If-Match must be the ETag of this resource, such as \"3\"")
        }
        return version
    }

    /// By which a request is known when it comes again; nil for one that names no key.
    private static func repeatable(
        _ incoming: Incoming, _ operation: Operation
    ) throws(Problem) -> Repeatable? {
        guard let key = incoming.headers[.idempotencyKey] else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.badRequest, "badIdempotencyKey", "an Idempotency-Key has 1 to 200 visible ASCII characters")
        }
        return Repeatable(key: key, fingerprint: fingerprint(of: incoming, operation))
    }

    /// What makes a request the same request.
    private static func fingerprint(of incoming: Incoming, _ operation: Operation) -> String {
        var hash = SHA256()
        hash.update(data: Data("\(operation.id)\n\(incoming.path)\n".utf8))
        for (name, value) in incoming.query { hash.update(data: Data("\(name)=\(value)\n".utf8)) }
        hash.update(data: Data("\(incoming.headers[.ifMatch] ?? "")\n".utf8))
        switch incoming.body {
        case .none: break
        case .bytes(let bytes): hash.update(data: bytes)
        case .file(_, let fileHash): hash.update(data: Data(fileHash.utf8))
        }
        return hash.finalize().hexadecimal
    }
}
