import Storage

/// Whether the server can answer: asked as often as anybody likes, looked up at most once a second.
actor Readiness {
    /// A disk that takes longer than this to answer is taken for lost.
    static let patience = Duration.seconds(1)
    /// For how long an answer is given again.
    static let freshness = Duration.seconds(1)

    private let engine: any DatabaseEngine
    private var latest: (at: ContinuousClock.Instant, condition: DatabaseCondition)?
    private var isLooking = false

    init(engine: any DatabaseEngine) {
        self.engine = engine
    }

    func condition() async -> DatabaseCondition {
        let now = ContinuousClock.now
        if let latest, latest.at + Self.freshness > now { return latest.condition }
        // The look before this one has not come back: it is not joined by more.
        guard !isLooking else { return latest?.condition ?? Self.silence }
        isLooking = true
        let (answers, answering) = AsyncStream.makeStream(of: DatabaseCondition.self)
        Task {
            answering.yield(await engine.condition())
            self.hasReturned()
        }
        Task {
            try? await Task.sleep(for: Self.patience)
            answering.yield(Self.silence)
        }
        let condition = await answers.first { _ in true } ?? Self.silence
        latest = (ContinuousClock.now, condition)
        return condition
    }

    private func hasReturned() {
        isLooking = false
    }

    private static let silence = DatabaseCondition.lost("the disk does not answer")
}
