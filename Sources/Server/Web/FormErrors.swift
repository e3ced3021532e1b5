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
            fields[entry.field] = words(entry.detail)
        }
        if !fields.isEmpty {
            general = words(.fieldsWrong)
            return
        }
        isOutdated = ["staleVersion", "idempotencyKeyReused"].contains(problem.code)
        if let word = problem.formWord {
            general = words(word, ["minutes": String(problem.minutesToWait)])
        } else if status == .conflict {
            general = words(problem.detail)
        } else {
            return nil
        }
    }

    /// An error of the page's own, which the API knows nothing of.
    init(_ field: String, _ word: Word, _ words: Words) {
        status = .unprocessableContent
        headers = [:]
        fields = [field: words(word)]
        general = words(.fieldsWrong)
    }

    subscript(field: String) -> String? { fields[field] }

    /// Adds what another try found, where nothing is said yet.
    mutating func add(_ others: FormErrors) {
        fields.merge(others.fields) { said, _ in said }
    }

    /// Says of a field that is wrong more than the operation could.
    mutating func replace(_ field: String, _ said: String) {
        if fields[field] != nil { fields[field] = said }
    }

    /// What is said of a field, which then counts as said.
    mutating func take(_ field: String) -> String? {
        said.insert(field)
        return fields[field]
    }

    /// Whether a member, or anything in it, is wrong, or it is refused as a whole.
    func concerns(_ member: String) -> Bool {
        fields.isEmpty || fields.keys.contains { $0 == member || $0.hasPrefix("\(member)[") }
    }

    /// Says of the form's fields what was found wrong with the part of the body that they are.
    ///
    /// - Parameter among: those that there are; of what is none of them it is said of the part as a whole.
    mutating func move(below path: String, to name: String, among names: Set<String>) {
        for (field, text) in fields where field == path || field.hasPrefix("\(path).") {
            fields[field] = nil
            let member = field.dropFirst(path.count + 1).prefix { $0 != "." && $0 != "[" }
            let known = "\(name).\(member)"
            let target = names.contains(known) ? known : name
            fields[target] = fields[target].map { "\($0) \(text)" } ?? text
        }
    }

    /// What is wrong with a part that was gathered before, which then counts as said.
    mutating func takeAll(below path: String) -> String? {
        let found = fields.keys.filter { $0 == path || $0.hasPrefix("\(path).") }.sorted()
        return found.isEmpty ? nil : found.compactMap { take($0) }.joined(separator: " ")
    }

    /// Says above the form what is wrong with parts that it has no field for.
    mutating func sayTheRest() {
        let rest = fields.filter { !said.contains($0.key) }.sorted { $0.key < $1.key }
        if rest.isEmpty { return }
        general = ([general].compactMap(\.self) + rest.map { "\($0.key): \($0.value)" }).joined(separator: " ")
    }
}

extension Problem {
    /// What a form's page says of it, above the form, where that is more than the problem says itself.
    fileprivate var formWord: Word? {
        switch code {
        case "wrongCredentials": .problemWrongCredentials
        case "tooManyTries": .problemTooManyTries
        case "tooManyConflicts": .problemTooManyConflicts
        case "busy": .problemBusy
        case "fileTakesTooLong": .importTakesTooLong
        case "staleVersion": .problemChanged
        case "diskFull": .diskFullIntro
        case "cannotWrite", "outcomeUnknown", "shuttingDown": .unavailableIntro
        case "idempotencyKeyReused": .problemSentBefore
        default: nil
        }
    }

    /// How long to wait before trying again, in seconds; 1 where nothing is said.
    var secondsToWait: Int { headers[.retryAfter].flatMap { Int($0) } ?? 1 }

    var minutesToWait: Int { max(1, (secondsToWait + 59) / 60) }
}
