import Foundation
import Synchronization

/// A bar on standard error for a file on its way; silent where nobody watches.
final class Progress: Sendable {
    private let name: String
    private let size: Int
    private let isShown: Bool
    /// Of a hundred; -1 before the first line, 101 while the other side is at work.
    private let percent = Mutex(-1)

    private static let width = 30

    init(name: String, size: Int) {
        self.name = name
        self.size = size
        isShown = isatty(STDERR_FILENO) == 1
    }

    @Sendable func advance(to sent: Int) {
        guard isShown else { return }
        percent.withLock { percent in
            let now = sent >= size ? 101 : sent * 100 / max(size, 1)
            guard now != percent else { return }
            percent = now
            draw(now)
        }
    }

    /// Clears the line.
    func end() {
        guard isShown else { return }
        percent.withLock { percent in
            if percent >= 0 { Output.toStandardError("\r\u{1B}[K") }
            percent = -1
        }
    }

    private func draw(_ percent: Int) {
        let filled = min(percent, 100) * Self.width / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        let state = percent > 100 ? "importing…" : "\(percent) % of \(size >> 10) KiB"
        Output.toStandardError("\r\u{1B}[K\(name) \(bar) \(state)")
    }
}
