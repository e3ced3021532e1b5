import ArgumentParser
import Domain

/// When `zhibu serve` makes backups by itself.
struct BackupOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Make a backup this often: 24h, 90m, 7d. Otherwise only ‘zhibu backup’ makes one.", valueName: "time"),
        transform: Self.seconds
    )
    var backupEvery: Int64?

    @Option(help: ArgumentHelp("How many backups are kept.", valueName: "number"))
    var keep: Int?

    @Option(
        help: ArgumentHelp(
            "Where backups are kept: better on another disk. Otherwise the database's name with .backups.",
            valueName: "folder"),
        completion: .directory
    )
    var backupFolder: String?

    func validate() throws {
        guard backupEvery != nil || keep == nil else { throw ValidationError("--keep goes with --backup-every.") }
        _ = try plan
    }

    var plan: BackupPlan? {
        get throws {
            guard let backupEvery else { return nil }
            do {
                return try BackupPlan(every: backupEvery, keep: keep ?? BackupPlan.usualKeep)
            } catch {
                throw ValidationError("--backup-every, --keep: \(error.detail).")
            }
        }
    }

    /// Reads `24h`.
    static func seconds(_ raw: String) throws -> Int64 {
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
        guard let unit = raw.last.flatMap({ units[$0] }), let number = raw.dropLast().asciiNumber, number > 0 else {
            throw ValidationError("write a time as 90m, 24h or 7d")
        }
        return Int64(number) * unit
    }
}
