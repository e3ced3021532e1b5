/// Why one value was not accepted. It does not know which field it stood in: ``FieldErrors`` adds that.
package struct Rejection: Error, Hashable, Sendable {
    /// The stable, machine-readable kind of an input error. Texts may be reworded, codes may not.
    package enum Code: String, Sendable, CaseIterable {
        case required, format, range, length, unknown, duplicate, conflict, precision, reference, unexpected
        case tooMany, late, unchanged, rule
        /// Nothing forbids it, but it may be a slip: it is done once it has been confirmed.
        case confirm
    }

    package let code: Code
    /// One English sentence: what is wrong and what would be right.
    package let detail: Sentence

    package init(_ code: Code, _ detail: Sentence) {
        self.code = code
        self.detail = detail
    }

    package static let missing = Rejection(.required, "a value is needed here")

    package static func tooLong(maximum: Int) -> Rejection {
        Rejection(.length, "at most \(maximum) characters")
    }
}

/// One input error, with the field it belongs to.
package struct FieldError: Error, Hashable, Sendable {
    /// A path such as `points.order` or `criteria[2].maxPoints`.
    package let field: String
    package let code: Rejection.Code
    package let detail: Sentence

    package init(_ field: String, _ rejection: Rejection) {
        self.field = field
        self.code = rejection.code
        self.detail = rejection.detail
    }
}

/// Collects every input error of a form, so that the user mends them in one go.
package struct FieldErrors: Error, Sendable {
    package private(set) var errors: [FieldError]

    package init(_ errors: [FieldError] = []) {
        self.errors = errors
    }

    package init(_ field: String, _ rejection: Rejection) {
        errors = [FieldError(field, rejection)]
    }

    package init(_ field: String, _ code: Rejection.Code, _ detail: Sentence) {
        errors = [FieldError(field, Rejection(code, detail))]
    }

    package var isEmpty: Bool { errors.isEmpty }

    package mutating func add(_ field: String, _ rejection: Rejection) {
        errors.append(FieldError(field, rejection))
    }

    package mutating func add(_ field: String, _ code: Rejection.Code, _ detail: Sentence) {
        add(field, Rejection(code, detail))
    }

    package mutating func add(_ others: FieldErrors) {
        errors += others.errors
    }

    /// The value that `parse` yields, or nil with its rejection noted against `field`.
    package mutating func take<Value>(_ field: String, _ parse: () throws(Rejection) -> Value) -> Value? {
        do {
            return try parse()
        } catch {
            add(field, error)
            return nil
        }
    }

    /// Like ``take(_:_:)``, for a field that may be left out: nil for nil, without an error.
    package mutating func takeOptional<Raw, Value>(
        _ field: String, _ raw: Raw?, _ parse: (Raw) throws(Rejection) -> Value
    ) -> Value? {
        guard let raw else { return nil }
        return take(field) { () throws(Rejection) in try parse(raw) }
    }

    /// Throws what was collected, if anything was.
    package func check() throws(FieldErrors) {
        if !errors.isEmpty { throw self }
    }
}

extension FieldError {
    /// The same error, of a document that stands under a member of the body.
    package func under(_ member: String) -> FieldError {
        FieldError(field.isEmpty ? member : "\(member).\(field)", Rejection(code, detail))
    }
}
