/// From where on a figure is worth a look, and worth doing something about: data with its source (`seeds/diagnosis.json`), no
/// mark for anybody.
package struct FigureBound: Hashable, Sendable {
    package enum Direction: String, CaseIterable, Hashable, Sendable {
        case atLeast, atMost
    }

    /// Whole per cent of a share, otherwise how many.
    package struct Limits: Hashable, Sendable {
        package let direction: Direction
        /// Beyond this it is worth a look.
        package let notice: Int
        /// Beyond this it is worth doing something about.
        package let concern: Int
    }

    package let figure: BranchFigure
    /// nil for what is told without a bound.
    package let limits: Limits?
    package let source: CadenceRule.Name
    package let mark: CadenceRule.Mark
}

/// The bounds of all figures that are held against one.
package struct FigureBounds: Hashable, Sendable {
    private let bounds: [BranchFigure: FigureBound]

    package subscript(figure: BranchFigure) -> FigureBound? { bounds[figure] }

    /// Which of the bounds cannot be used, and why.
    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package let faults: [FieldError]

        package var description: String {
            "the bounds of figures cannot be used: "
                + faults.map { "\($0.field): \($0.detail)" }.joined(separator: "; ")
        }
    }

    /// Reads and checks all of them: each figure of the problems and causes has its bound, and no other.
    ///
    /// - Throws: every error found, each under its figure's key.
    package init(_ json: JSON) throws(Fault) {
        var errors: [FieldError] = []
        var bounds: [BranchFigure: FigureBound] = [:]
        for (index, element) in (json["figures"]?.array ?? []).enumerated() {
            let key = element["key"]?.string ?? "figures[\(index)]"
            do {
                let bound = try FigureBound(element)
                if bounds.updateValue(bound, forKey: bound.figure) != nil {
                    errors.append(FieldError("key", Rejection(.duplicate, "each figure once")).under(key))
                }
            } catch {
                errors += error.errors.map { $0.under(key) }
            }
        }
        if json["figures"]?.array == nil { errors.append(FieldError("figures", .missing)) }
        if errors.isEmpty {
            for figure in DiagnosisHead.diagnosed.flatMap(\.figures) where bounds[figure] == nil {
                errors.append(FieldError(figure.rawValue, .missing))
            }
        }
        guard errors.isEmpty else { throw Fault(faults: errors) }
        self.bounds = bounds
    }
}

extension FigureBound {
    /// - Throws: every error found, with the member it is about.
    package init(_ json: JSON) throws(FieldErrors) {
        var fields = JSONFields(json)
        let figure: BranchFigure? = fields.choice("key")
        let source = fields.name("source")
        let mark: CadenceRule.Mark? = fields.choice("mark")
        if let figure, !figure.head.isDiagnosed { fields.add("key", .rule, "this figure is held against no bound") }
        var limits: Limits?
        if fields.says("direction") || fields.says("notice") || fields.says("concern") {
            let range = 0...(figure?.unit == .share ? 100 : 1000)
            let direction: Direction? = fields.choice("direction")
            let (notice, concern) = (fields.integer("notice", in: range), fields.integer("concern", in: range))
            if let direction, let notice, let concern {
                if direction == .atLeast ? concern > notice : concern < notice {
                    fields.add("concern", .range, "what is of concern lies beyond what is worth a look")
                }
                limits = Limits(direction: direction, notice: notice, concern: concern)
            }
        }
        fields.refuseUnknown()
        guard let figure, let source, let mark, fields.errors.isEmpty else { throw fields.errors }
        self.init(figure: figure, limits: limits, source: source, mark: mark)
    }
}
