import Domain
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import Storage

/// An answer that is not a success: RFC 9457 `application/problem+json`, with a stable `code`.
struct Problem: Error, Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        /// A path into the body, a query parameter, or a spreadsheet's column.
        let field: String
        let code: Rejection.Code
        let detail: Sentence
        /// In a spreadsheet, counted from 1.
        var line: Int?
    }

    let status: HTTPResponse.Status
    let code: String
    let detail: Sentence
    var errors: [Entry] = []
    /// How many errors were found beyond those listed.
    var omittedErrors = 0
    /// Whether a file was read no further than to the last of those listed.
    var hasStopped = false
    var headers = HTTPFields()

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: Sentence, headers: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers
    }

    static let notFound = Problem(.notFound, "notFound", "there is nothing here")

    /// A file that is made to be taken along has no room here.
    static let cannotMakeFile = Problem(
        .serviceUnavailable, "cannotSpool", "the file cannot be made on this machine", headers: [.retryAfter: "60"])

    /// - Parameter requestID: told to the user, who can name it to whoever reads the log.
    func reply(requestID: String) -> Reply {
        var json: JSON = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": JSON(status.code),
            "code": .string(code), "detail": .string(detail.told), "requestId": .string(requestID),
        ]
        if !errors.isEmpty, case .object(var object) = json {
            object["errors"] = JSON(errors) { entry in
                var error: JSON.Object = JSON.Object()
                if let line = entry.line { error["line"] = JSON(line) }
                error["field"] = .string(entry.field)
                error["code"] = .string(entry.code.rawValue)
                error["detail"] = .string(entry.detail.told)
                return .object(error)
            }
            if omittedErrors > 0 { object["omittedErrors"] = JSON(omittedErrors) }
            if hasStopped { object["readNoFurther"] = true }
            json = .object(object)
        }
        var reply = Reply(status: status, mediaType: "application/problem+json", body: json.bytes())
        for header in headers { reply.headers[header.name] = header.value }
        return reply
    }
}

// MARK: - From errors

extension Problem {
    /// What to tell the client about an error; nil for one that is nobody's business but the log's.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let errors as FieldErrors:
            self.init(.unprocessableContent, "invalidInput", Self.summary(errors.errors.count))
            self.errors = errors.errors.prefix(RowErrors.maximum).map {
                Entry(field: String($0.field.prefix(200)), code: $0.code, detail: $0.detail)
            }
            omittedErrors = errors.errors.count - self.errors.count
        case let errors as RowErrors:
            self.init(
                .unprocessableContent, errors.areDoubts ? "confirmationNeeded" : "invalidFile",
                errors.areDoubts
                    ? "\(errors.count) to be confirmed; nothing was imported: look at them, and send the file again with confirm=true if they are meant"
                    : errors.hasStopped
                        ? "\(errors.count) errors, after which the file was read no further; nothing was imported"
                        : "\(Self.summary(errors.count)); nothing was imported")
            self.errors = errors.kept.map {
                Entry(field: $0.column ?? "", code: $0.code, detail: $0.detail, line: $0.line)
            }
            (omittedErrors, hasStopped) = (errors.omitted, errors.hasStopped)
        case let refusal as Account.Refusal where refusal.isOfPermission:
            self.init(.forbidden, refusal.code, refusal.detail)
        case let refusal as any StateRefusal: self.init(.conflict, refusal.code, refusal.detail)
        case StoreError.notFound, Authority.Denial.outOfScope: self = .notFound
        case Authority.Denial.notPermitted(.overruleMonths):
            self.init(
                .forbidden, "notPermitted",
                "this would overrule a month that is over, has sheets or has a winner: it is for the committee's office"
            )
        case Authority.Denial.notPermitted:
            self.init(.forbidden, "notPermitted", "this is there, but your roles do not permit it")
        case let error as CredentialError: self = Self.of(error)
        case StoreError.staleVersion(let current):
            self.init(
                .preconditionFailed, "staleVersion",
                "somebody changed this since you read it (now version \(current)): read it again"
            )
        case is ListTooLong:
            self.init(
                .contentTooLarge, "tableTooLong", "more than \(ListTooLong.mostRows) rows: ask for a shorter span")
        case is Transaction.KeyReused:
            self.init(.unprocessableContent, "idempotencyKeyReused", "this Idempotency-Key came with another request")
        case is FileChunks.Unreadable: self.init(.badRequest, "unreadableFile", "the file cannot be opened")
        case is NIOTooManyBytesError:
            self.init(.contentTooLarge, "bodyTooLarge", "the body is larger than \(API.largestBody / 1024) KiB")
        case is HTTPParserError:
            self.init(.badRequest, "unreadableBody", "the body is not framed as HTTP has it")
        case StorageFault.diskFull:
            self.init(
                .insufficientStorage, "diskFull", "the disk is full; nothing was changed", headers: [.retryAfter: "60"]
            )
        case StorageFault.cannotWrite:
            self.init(
                .serviceUnavailable, "cannotWrite",
                "the database cannot be written at the moment; nothing was changed", headers: [.retryAfter: "10"]
            )
        case StorageFault.outcomeUnknown:
            self.init(
                .serviceUnavailable, "outcomeUnknown",
                "the connection to the database was lost: whether this was done is not known; repeat it under the same key",
                headers: [.retryAfter: "10"]
            )
        case is CancellationError, StorageFault.closed:
            self.init(
                .serviceUnavailable, "shuttingDown", "the server is being stopped: try again in a moment",
                headers: [.retryAfter: "10"]
            )
        default: return nil
        }
    }

    private static func of(_ error: CredentialError) -> Problem {
        switch error {
        case .ended:
            Problem(
                .unauthorized, "unauthorised", "this session or token has ended: sign in again",
                headers: [.wwwAuthenticate: "Bearer"]
            )
        case .secondFactorNeeded:
            Problem(
                .forbidden, "secondFactorNeeded", "your role needs a second factor: set it up first, then go on"
            )
        case .readOnly: Problem(.forbidden, "readOnlyToken", "this token is for reading")
        case .sessionNeeded:
            Problem(.forbidden, "sessionNeeded", "the account itself is changed by whoever signs in, not by a token")
        case .noAccount:
            Problem(.forbidden, "noAccount", "the operator has no account: this is for whoever signs in")
        }
    }

    private static func summary(_ count: Int) -> Sentence {
        count == 1 ? "one error in the input" : "\(count) errors in the input"
    }
}

extension HTTPResponse.Status {
    /// RFC 4918, 11.5.
    static let insufficientStorage = Self(code: 507, reasonPhrase: "Insufficient Storage")
}
