/// How often a backup is made, and how many are kept.
package struct BackupPlan: Hashable, Sendable {
    /// In seconds; from ``shortest`` on.
    package let every: Int64
    /// From 1 on.
    package let keep: Int

    package static let shortest: Int64 = 60
    package static let usualKeep = 14

    package init(every: Int64, keep: Int = usualKeep) throws(Rejection) {
        guard every >= Self.shortest else { throw Rejection(.range, "a minute is the shortest time between backups") }
        guard keep >= 1 else { throw Rejection(.range, "at least one backup is kept") }
        self.every = every
        self.keep = keep
    }

    /// - Parameter newest: when the newest was made; nil if there is none. One from the future, made before the clock was
    ///   set right, says nothing.
    package func isDue(newest: Instant?, now: Instant) -> Bool {
        guard let newest, newest <= now else { return true }
        return now.seconds - newest.seconds >= every
    }

    /// Those that are kept no longer, whatever the order they come in.
    package static func outdated(_ backups: [BackupName], keeping keep: Int) -> [BackupName] {
        Array(backups.sorted { $0.madeAt > $1.madeAt }.dropFirst(keep))
    }
}
