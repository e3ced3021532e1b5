import Synchronization
import Testing

@testable import Server

/// Who gets a place, who waits, and who does not keep whom out.
@Suite(.timeLimit(.minutes(60)))
struct TurnsTests {
    private static func guest(_ name: String, isKnown: Bool = false) -> Turns.Guest {
        Turns.Guest(name: name, isKnown: isKnown)
    }

    /// Holds places until it is let go, one after the other begun.
    private final class Scene: Sendable {
        let places: Turns
        private let begun = Mutex<[String]>([])

        init(_ count: Int, patience: Duration = .seconds(60), mostWaiting: Int = 9, mostWaitingOfOne: Int = 9) {
            places = Turns(
                count, patience: patience, mostWaiting: mostWaiting, mostWaitingOfOne: mostWaitingOfOne)
        }

        var order: [String] { begun.withLock { $0 } }

        /// Asks for a place, and returns once it is given or waited for.
        func come(_ name: String, isKnown: Bool = false, as label: String? = nil) async -> (Task<Void, any Error>, Gate)
        {
            let gate = Gate()
            let waiting = places.waiting
            let task = Task {
                try await places.with(for: TurnsTests.guest(name, isKnown: isKnown)) {
                    begun.withLock { $0.append(label ?? name) }
                    await gate.wait()
                }
            }
            while places.waiting == waiting, !order.contains(label ?? name) { await Task.yield() }
            return (task, gate)
        }
    }

    /// Shut until it is opened.
    private final class Gate: Sendable {
        private let stream = AsyncStream<Void>.makeStream()

        func open() { stream.continuation.finish() }
        func wait() async { for await _ in stream.stream {} }
    }

    @Test func `one who comes often has one place, and leaves the other to others`() async throws {
        let scene = Scene(2)
        let first = await scene.come("attacker", as: "1")
        let second = await scene.come("attacker", as: "2")
        #expect(scene.order == ["1"])
        let office = await scene.come("office")
        #expect(scene.order == ["1", "office"])
        for (task, gate) in [first, office, second] {
            gate.open()
            try await task.value
        }
        #expect(scene.order == ["1", "office", "2"])
    }

    @Test func `places go round among those who wait, and who is known goes first`() async throws {
        let scene = Scene(1)
        var all: [(Task<Void, any Error>, Gate)] = [await scene.come("a", as: "a1")]
        for label in ["a2", "a3"] { all.append(await scene.come("a", as: label)) }
        all.append(await scene.come("b", as: "b1"))
        all.append(await scene.come("c", isKnown: true, as: "c1"))
        for (_, gate) in all { gate.open() }
        for (task, _) in all { try await task.value }
        #expect(scene.order == ["a1", "c1", "b1", "a2", "a3"])
        #expect(scene.places.waiting == 0)
    }

    @Test func `who has waited long enough, or finds too many waiting, is told so`() async throws {
        let scene = Scene(1, patience: .milliseconds(30), mostWaiting: 2, mostWaitingOfOne: 1)
        let (task, gate) = await scene.come("a")
        await #expect(throws: Turns.Taken.self) { try await scene.places.with(for: Self.guest("b")) {} }
        let patient = Scene(1, mostWaiting: 2, mostWaitingOfOne: 1)
        let held = await patient.come("a")
        let waiting = await patient.come("b")
        await #expect(throws: Turns.Taken.self) { try await patient.places.with(for: Self.guest("b")) {} }
        let other = await patient.come("c")
        await #expect(throws: Turns.Taken.self) { try await patient.places.with(for: Self.guest("d")) {} }
        // Those who are known have a queue of their own.
        let known = await patient.come("d", isKnown: true)
        waiting.0.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.0.value }
        let rest = [(task, gate), held, other, known]
        for (_, gate) in rest { gate.open() }
        for (task, _) in rest { try await task.value }
    }
}
