import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// Serves each connection on the thread that its bytes come in on and go out by: a small request changes threads only to ask
/// the database. What computes for long leaves that thread (``EventLoopExecutor/leave(_:)``).
struct EventLoopTasks<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        let executor = EventLoopExecutor.of(value.channel.eventLoop)
        await EventLoopExecutor.$current.withValue(executor) {
            await withTaskExecutorPreference(executor) { await base.handle(value: value, logger: logger) }
        }
    }
}

/// Runs tasks on an event loop.
final class EventLoopExecutor: TaskExecutor {
    /// The one that serves the request; nil for what comes from inside the process, and for what has left it.
    @TaskLocal static var current: EventLoopExecutor?

    /// One for each loop there ever was: as many as the machine has processors.
    private static let known = Mutex<[ObjectIdentifier: EventLoopExecutor]>([:])

    private let loop: any EventLoop

    private init(_ loop: any EventLoop) {
        self.loop = loop
    }

    static func of(_ loop: any EventLoop) -> EventLoopExecutor {
        known.withLock { known in
            if let executor = known[ObjectIdentifier(loop)] { return executor }
            let executor = EventLoopExecutor(loop)
            known[ObjectIdentifier(loop)] = executor
            return executor
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Does what may compute for long where it keeps no other connection waiting.
    static func leave<Value: Sendable>(_ work: @Sendable () async throws -> Value) async rethrows -> Value {
        if current == nil { return try await work() }
        return try await $current.withValue(nil) {
            try await withTaskExecutorPreference(globalConcurrentExecutor) { try await work() }
        }
    }
}
