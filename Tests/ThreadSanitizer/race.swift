// Shows that ThreadSanitizer, with `mutex.c` before it, sees what it is to see: nothing where a contended Mutex guards
// the access, and a race where nothing does (with an argument).
import Foundation
import Synchronization

final class Counters: Sendable {
    let guarded = Mutex([0])
    /// On purpose: this is the race that is to be found.
    nonisolated(unsafe) var unguarded = 0
}

let counters = Counters()

/// Does the same in eight threads of their own: on a busy machine a queue would give all of it to one.
func inThreads(_ work: @escaping @Sendable () -> Void) {
    let group = DispatchGroup()
    for _ in 0..<8 {
        group.enter()
        Thread {
            work()
            group.leave()
        }.start()
    }
    group.wait()
}

inThreads { for _ in 0..<20_000 { counters.guarded.withLock { $0[0] += 1 } } }
guard CommandLine.arguments.count > 1 else { exit(counters.guarded.withLock { $0[0] } == 160_000 ? 0 : 1) }
inThreads { for _ in 0..<20_000 { counters.unguarded += 1 } }
