/// Criteria that start from a base and lose points for causes (基础分, 只减不加), each with its reason.
extension SchemeContent {
    /// How a sheet comes to a criterion's points.
    package enum Mode: String, CaseIterable, Hashable, Sendable {
        /// The assessor gives them.
        case points
        /// It starts from the maximum and loses by causes, down to 0.
        case base
    }

    /// A cause that is listed: fixed points each time, or a least and a greatest of which the assessor gives one.
    package struct Loss: Hashable, Sendable {
        package let key: Code
        package let title: Title
        /// Never ``Amount/levels(_:)``.
        package let amount: Amount
    }

    /// How many causes a criterion may list.
    package static let mostLosses = 30

    /// Whether any criterion starts from a base.
    package var hasBase: Bool { criteria.contains { $0.mode == .base } }
}

extension SchemeContent.Criterion {
    package var mode: SchemeContent.Mode { losses == nil ? .points : .base }

    /// The listed cause with this key.
    package func loss(_ key: Code) -> SchemeContent.Loss? {
        losses?.first { $0.key == key }
    }

    /// What a sheet gives it that starts from the base: never below 0.
    package func points(after losses: [Sheet.Loss]) -> Points {
        max(.zero, maximum - losses.map(\.total).sum())
    }
}
