import Domain

extension Schema {
    /// Notes every way in which `json` is not what the schema says, each with its path.
    func validate(_ json: JSON, at path: String, into errors: inout FieldErrors) {
        if json.isNull {
            if !isNullable { errors.add(path, .required, "a value is needed here") }
            return
        }
        switch form {
        case .text(let maximum):
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                _ = try Text(raw, maximum: maximum)
                try Text.requireLine(raw)
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }
        case .name(let maximum):
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                _ = try Text(name: raw, maximum: maximum)
                try Text.requireLine(raw)
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }
        case .lines(let maximum):
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                _ = try Text(lines: raw, maximum: maximum)
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }
        case .anyText(let maximum):
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }
        case .code:
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                guard try Code(raw).text == raw else {
                    throw Rejection(.format, "no white space around a code, and no full-width letters in it")
                }
            }
        case .email:
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                guard try EmailAddress(raw).text == raw else {
                    throw Rejection(.format, "no white space around an address")
                }
            }
        case .date: parse(json, at: path, into: &errors) { raw throws(Rejection) in _ = try LocalDate(parsing: raw) }
        case .month: parse(json, at: path, into: &errors) { raw throws(Rejection) in _ = try Month(parsing: raw) }
        case .timeOfDay:
            parse(json, at: path, into: &errors) { raw throws(Rejection) in _ = try TimeOfDay(parsing: raw) }
        case .instant: parse(json, at: path, into: &errors) { _ throws(Rejection) in }
        case .choice(let values):
            parse(json, at: path, into: &errors) { raw throws(Rejection) in
                guard values.contains(raw) else {
                    throw Rejection(.unknown, "one of \(values.joined(separator: ", "))")
                }
            }
        case .integer(let range):
            guard let integer = json.integer, range.contains(integer) else {
                errors.add(path, Self.outside(range))
                return
            }
        case .points(let minimum):
            guard case .number(let digits) = json else {
                errors.add(path, .format, "a number of points such as 14.5 was expected, not \(json.kind)")
                return
            }
            _ = errors.take(path) { () throws(Rejection) in
                let isBelowZero = minimum < .zero && digits.hasPrefix("-")
                let points = try Points(isBelowZero ? digits.dropFirst() : digits[...])
                if (isBelowZero ? .zero - points : points) < minimum { throw Rejection(.range, "at least \(minimum)") }
            }
        case .boolean:
            if json.bool == nil { errors.add(path, .format, "true or false was expected, not \(json.kind)") }
        case .array(let element, let count):
            guard let values = json.array else {
                errors.add(path, .format, "a list was expected, not \(json.kind)")
                return
            }
            if !count.contains(values.count) {
                errors.add(path, .length, "\(count.lowerBound) to \(count.upperBound) entries")
            }
            for (index, value) in values.enumerated() {
                element.validate(value, at: "\(path)[\(index)]", into: &errors)
            }
        case .map(let value):
            guard let object = json.object else {
                errors.add(path, .format, "an object was expected, not \(json.kind)")
                return
            }
            for member in object.members {
                let field = Self.join(path, member.name)
                Schema.code.validate(.string(member.name), at: field, into: &errors)
                value.validate(member.value, at: field, into: &errors)
            }
        case .object(_, let properties): validateObject(json, properties, at: path, into: &errors)
        case .document(let members): validateObject(json, members, at: path, isOpen: true, into: &errors)
        }
    }

    private func validateObject(
        _ json: JSON, _ properties: [Property], at path: String, isOpen: Bool = false, into errors: inout FieldErrors
    ) {
        guard let object = json.object else {
            errors.add(path, .format, "an object was expected, not \(json.kind)")
            return
        }
        for property in properties {
            let field = Self.join(path, property.name)
            if let value = object[property.name] {
                // Of an optional member null says the same as leaving it out.
                if value.isNull, !property.isRequired { continue }
                property.schema.validate(value, at: field, into: &errors)
            } else if property.isRequired {
                errors.add(field, .missing)
            }
        }
        if isOpen { return }
        let known = Set(properties.map(\.name))
        for member in object.members where !known.contains(member.name) {
            errors.add(Self.join(path, member.name), .unexpected, "there is no such member here")
        }
    }

    private func parse(
        _ json: JSON, at path: String, into errors: inout FieldErrors, _ check: (String) throws(Rejection) -> Void
    ) {
        guard let raw = json.string else {
            errors.add(path, .format, "a text was expected, not \(json.kind)")
            return
        }
        do {
            try check(raw)
        } catch {
            errors.add(path, error)
        }
    }

    private static func join(_ path: String, _ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    /// Why a number is not taken that is not in the range.
    static func outside(_ range: ClosedRange<Int64>) -> Rejection {
        if range.upperBound == .max { return Rejection(.range, "a whole number from \(range.lowerBound) on") }
        return Rejection(.range, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
}
