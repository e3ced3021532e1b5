/// What a criterion that starts from a base lost points for, on one sheet.
extension Sheet {
    package struct Loss: Hashable, Sendable {
        package enum Cause: Hashable, Sendable {
            /// One of the criterion's list.
            case item(Code)
            /// Another one, which says itself what it is.
            case other(Text)
        }

        /// How often one cause may count.
        package static let times = 1...100
        /// How many causes a criterion has on a sheet at most.
        package static let most = 20
        package static let reasonMaximum = 200

        package let cause: Cause
        package let times: Int
        /// Each time; more than 0.
        package let points: Points

        package var total: Points { Points(hundredths: points.hundredths * times) }

        package init(cause: Cause, times: Int, points: Points) {
            self.cause = cause
            self.times = times
            self.points = points
        }
    }

    /// What a sheet says of a criterion that starts from a base: points and causes have to agree. Without the points they
    /// follow from the causes; without a cause they have to be said, and are the maximum.
    ///
    /// - Parameters:
    ///   - given: the points; nil where they are not said.
    ///   - line: the causes (``LossLine``); nil where nothing is said of them, empty where it is said that there are none.
    /// - Returns: nil where something is wrong, which is noted for `points.KEY` or `losses.KEY`.
    static func judge(
        _ criterion: SchemeContent.Criterion, given: Points?, line: String?, noting errors: inout FieldErrors
    ) -> (points: Points, losses: [Loss])? {
        let key = criterion.key.text
        guard let losses = LossLine.read(line ?? "", of: criterion, noting: &errors) else { return nil }
        let right = criterion.points(after: losses)
        guard let given else {
            if line != nil { return (right, losses) }
            errors.add("points.\(key)", .required, "points for ‘\(criterion.title.name)’ are missing")
            return nil
        }
        if given > criterion.maximum {
            errors.add("points.\(key)", .range, "\(given) is over the maximum of \(criterion.maximum)")
            return nil
        }
        if losses.isEmpty, given < criterion.maximum {
            errors.add(
                "losses.\(key)", .required,
                "‘\(criterion.title.name)’ has \(given) of \(criterion.maximum) points and no cause: write for what it lost \(criterion.maximum - given)"
            )
            return nil
        }
        if given != right {
            errors.add(
                "points.\(key)", .conflict,
                "‘\(criterion.title.name)’ loses \(losses.map(\.total).sum()) by its causes and so has \(right) points, not \(given)"
            )
            return nil
        }
        return (given, losses)
    }

    /// The points that follow from what a criterion lost for; nil where that cannot be read.
    package static func points(of criterion: SchemeContent.Criterion, after line: String) -> Points? {
        var errors = FieldErrors()
        return LossLine.read(line, of: criterion, noting: &errors).map(criterion.points(after:))
    }

    /// The causes as the audit has them, by the keys: `order: late×2−2`.
    static func canonical(_ losses: [Code: [Loss]]) -> String {
        losses.sorted { $0.key < $1.key }.map { "\($0.key.text): \(LossLine.written($0.value))" }
            .joined(separator: "\n")
    }

    /// Whether both lost for the same, in whatever order it was written.
    static func isSame(_ one: [Code: [Loss]], _ other: [Code: [Loss]]) -> Bool {
        func counted(_ losses: [Code: [Loss]]) -> [Code: [Loss: Int]] {
            losses.filter { !$0.value.isEmpty }.mapValues { Dictionary($0.map { ($0, 1) }, uniquingKeysWith: +) }
        }
        return counted(one) == counted(other)
    }
}
