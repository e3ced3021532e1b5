import Domain
import HTTPTypes

/// Why a form was not taken, in the reader's words: what stands beside its fields, and what is said above them.
struct FormErrors: Error {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    private var fields: [String: String] = [:]
    private(set) var general: String?
    /// The fields of which it was said.
    private var said: Set<String> = []
    /// Whether it was changed meanwhile, by another or by this very form.
    private(set) var isOutdated = false

    /// nil for what is no matter of what was filled in.
    init?(_ error: any Error, _ words: Words) {
        if let errors = error as? FormErrors {
            self = errors
            return
        }
        guard let problem = Problem(error) else { return nil }
        status = problem.status
        var headers = HTTPFields()
        headers[.retryAfter] = problem.headers[.retryAfter]
        self.headers = headers
        for entry in problem.errors where fields[entry.field] == nil {
            fields[entry.field] = words(Self.word(for: entry.field, entry.code))
        }
        if !fields.isEmpty {
            general = words(.fieldsWrong)
            return
        }
        guard let word = problem.formWord else { return nil }
        isOutdated = ["staleVersion", "idempotencyKeyReused"].contains(problem.code)
        general = words(word, ["minutes": String(problem.minutesToWait)])
    }

    /// An error of the page's own, which the API knows nothing of.
    init(_ field: String, _ word: Word, _ words: Words) {
        status = .unprocessableContent
        headers = [:]
        fields = [field: words(word)]
        general = words(.fieldsWrong)
    }

    subscript(field: String) -> String? { fields[field] }

    /// What is said of a field, which then counts as said.
    mutating func take(_ field: String) -> String? {
        said.insert(field)
        return fields[field]
    }

    /// Says above the form what is wrong with parts that it has no field for.
    mutating func sayTheRest() {
        let rest = fields.filter { !said.contains($0.key) }.sorted { $0.key < $1.key }
        if rest.isEmpty { return }
        general = ([general].compactMap(\.self) + rest.map { "\($0.key): \($0.value)" }).joined(separator: " ")
    }

    /// What is said of a field: what is known of that field, else what the kind of error says.
    private static func word(for field: String, _ code: Rejection.Code) -> Word {
        switch (field, code) {
        case ("comment", .required): .errorNeedsComment
        case ("revisionReason", .required): .errorNeedsRevisionReason
        case (_, .required): .errorRequired
        case ("newPassword", .length): .errorPasswordLength
        case ("newPassword", .rule): .errorPasswordEasy
        case ("password", .rule): .errorPasswordWrong
        case ("code", .rule): .errorCodeWrong
        case ("days", _): .errorDays
        case ("date", .range): .errorEventDate
        case ("times", _): .errorTimes
        case ("assessor", .rule): .errorAssessor
        case _ where field.hasPrefix("points."): .errorOverMaximum
        case ("content.tiers", .rule): .errorWeights
        default: word(for: code)
        }
    }

    static func word(for code: Rejection.Code) -> Word {
        switch code {
        case .required: .errorRequired
        case .length, .tooMany: .errorTooLong
        case .format: .errorFormat
        case .range: .errorRange
        case .unknown, .reference: .errorUnknown
        case .duplicate: .errorDuplicate
        case .precision: .errorPrecision
        case .conflict: .errorConflict
        case .late: .errorLate
        case .rule: .errorRule
        case .unexpected, .unchanged: .errorOther
        }
    }
}

extension Problem {
    /// What a form's page says of it, above the form; nil for what is no matter of that form.
    fileprivate var formWord: Word? {
        switch code {
        case "wrongCredentials": .problemWrongCredentials
        case "tooManyTries": .problemTooManyTries
        case "busy": .problemBusy
        case "staleVersion": .problemChanged
        case "idempotencyKeyReused": .problemSentBefore
        case "secondFactorStands": .problemSecondFactorStands
        case "noSecondFactor": .problemNoSecondFactor
        case "cycleNotOpen": .problemNotOpen
        case "cycleNotClosed": .problemNotClosed
        case "cycleNotPosted": .problemNotPosted
        case "noticeStands": .problemNoticeStands
        case "noWinner": .problemNoWinner
        case "cycleEnded": .problemEnded
        case "monthHasNotBegun": .problemNotBegun
        case "noSchemeInForce": .problemNoScheme
        case "snapshotDoesNotHold": .problemSnapshot
        case "adjustmentStands": .problemAdjustmentStands
        case "adjustmentSuperseded": .problemSuperseded
        case "changesClosedMonth": .problemClosedMonth
        default: status == .conflict ? .problemState : nil
        }
    }

    /// How long to wait before trying again, in seconds; 1 where nothing is said.
    var secondsToWait: Int { headers[.retryAfter].flatMap { Int($0) } ?? 1 }

    var minutesToWait: Int { max(1, (secondsToWait + 59) / 60) }
}
