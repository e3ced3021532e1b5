/// What the city-management platform and the 12345 hotline say of an area's month, figure by figure: facts that stand
/// beside the scores. They are shown to whoever scores and whoever reads a result, and are never turned into points.
package struct AreaFacts: Hashable, Sendable {
    package enum Figure: String, CaseIterable, Hashable, Sendable {
        /// 立案
        case filed
        /// 按期结案
        case closedInTime
        /// 返工
        case redone
        /// 投诉
        case complaints
        /// 查实
        case substantiated
        /// 回访
        case calledBack
        /// 满意
        case satisfied

        /// What it is a part of; nil for what is counted by itself.
        package var whole: Figure? {
            switch self {
            case .closedInTime: .filed
            case .substantiated: .complaints
            case .satisfied: .calledBack
            case .filed, .redone, .complaints, .calledBack: nil
            }
        }

        /// As errors call it.
        fileprivate var word: Sentence {
            switch self {
            case .filed: "cases filed"
            case .closedInTime: "closed in time"
            case .redone: "redone"
            case .complaints: "complaints"
            case .substantiated: "substantiated"
            case .calledBack: "called back"
            case .satisfied: "satisfied"
            }
        }
    }

    /// What a figure may be.
    package static let range = 0...1_000_000

    private let figures: [Figure: Int]

    /// Nothing is known.
    package static let unknown = AreaFacts(kept: [:])

    /// As they were taken before.
    package init(kept figures: [Figure: Int]) {
        self.figures = figures
    }

    /// Figures as they come in: each within ``range``, no part more than its whole, and none without it.
    ///
    /// - Parameter read: what could be read of each, nil where nothing is said of it. What is missing here was complained
    ///   of before, and is not judged.
    package init?(_ read: [Figure: Int?], noting errors: inout FieldErrors) {
        var found = FieldErrors()
        for figure in Figure.allCases {
            guard let said = read[figure], let value = said else { continue }
            guard Self.range.contains(value) else {
                found.add(
                    figure.rawValue, .range, "a whole number from \(Self.range.lowerBound) to \(Self.range.upperBound)")
                continue
            }
            guard let whole = figure.whole, let total = read[whole] else { continue }
            guard let total else {
                found.add(figure.rawValue, .required, "‘\(figure.word)’ is told only with ‘\(whole.word)’")
                continue
            }
            if value > total {
                found.add(
                    figure.rawValue, .range,
                    "‘\(figure.word)’ is a part of ‘\(whole.word)’: \(value) cannot be more than \(total)")
            }
        }
        errors.add(found)
        guard found.isEmpty, Figure.allCases.allSatisfy({ read[$0] != nil }) else { return nil }
        figures = read.compactMapValues { $0 }
    }

    /// nil where it is not known.
    package subscript(figure: Figure) -> Int? { figures[figure] }

    package var isEmpty: Bool { figures.isEmpty }

    /// Whether all that the other says is said here as well: then this one only adds to it.
    package func adds(to other: AreaFacts) -> Bool {
        other.figures.allSatisfy { figures[$0.key] == $0.value }
    }

    /// The first figure of the other that is another one here, or none.
    package func firstChange(of other: AreaFacts) -> Figure? {
        Figure.allCases.first { other[$0] != nil && other[$0] != self[$0] }
    }
}

extension AreaFacts {
    /// When they came in, as far as the month was by then. They may come at any time, for they change no figure; that they
    /// were not there while the area was scored stays to be seen.
    package struct Timing: Hashable, Sendable {
        /// After the last day for scoring in a month that was open by then.
        package let isLate: Bool
        /// After the month was closed.
        package let isSinceClosing: Bool

        /// - Parameters:
        ///   - status: the month's; nil for one that was not opened yet.
        ///   - deadline: of its scores.
        package init(_ status: Cycle.Status?, deadline: Deadline?) {
            isLate = deadline?.isPast ?? false
            isSinceClosing = status.map { $0 != .open } ?? false
        }

        package init(isLate: Bool, isSinceClosing: Bool) {
            (self.isLate, self.isSinceClosing) = (isLate, isSinceClosing)
        }
    }
}
