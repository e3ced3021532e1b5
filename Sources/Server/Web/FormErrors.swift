import Domain
import HTTPTypes

/// Why a form was not taken, in the reader's words: what stands beside its fields, and what is said above them.
struct FormErrors: Error {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    private var fields: [String: String] = [:]
    private(set) var general: String?

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
        guard let word = Self.word(for: problem) else { return nil }
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

    private static func word(for problem: Problem) -> Word? {
        switch problem.code {
        case "wrongCredentials": .problemWrongCredentials
        case "tooManyTries": .problemTooManyTries
        case "busy": .problemBusy
        case "staleVersion": .problemChanged
        case "secondFactorStands": .problemSecondFactorStands
        case "noSecondFactor": .problemNoSecondFactor
        default: nil
        }
    }

    private static func word(for field: String, _ code: Rejection.Code) -> Word {
        switch (field, code) {
        case (_, .required): .errorRequired
        case ("newPassword", .length): .errorPasswordLength
        case ("newPassword", .rule): .errorPasswordEasy
        case ("password", .rule): .errorPasswordWrong
        case ("code", .rule): .errorCodeWrong
        case ("days", _): .errorDays
        case (_, .length): .errorTooLong
        default: .errorOther
        }
    }
}

extension Problem {
    /// How long to wait before trying again, in seconds; 1 where nothing is said.
    var secondsToWait: Int { headers[.retryAfter].flatMap { Int($0) } ?? 1 }

    var minutesToWait: Int { max(1, (secondsToWait + 59) / 60) }
}
