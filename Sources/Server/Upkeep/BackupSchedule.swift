import Domain
import Logging
import ServiceLifecycle
import Storage

/// Makes the backups that are due.
struct BackupSchedule: Service {
    let desk: BackupDesk
    let plan: BackupPlan
    let systemUser: String
    let logger: Logger
    /// How often it is asked whether one is due; after a failure, when it is tried again.
    var interval: Duration = .seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await makeIfDue() } while (try? await Task.sleep(for: interval)) != nil
        }
    }

    private func makeIfDue() async {
        let newest = desk.folder.backups().first?.name.madeAt
        guard plan.isDue(newest: newest, now: desk.store.clock.now()) else { return }
        do {
            let backup = try await desk.make(by: .operator(systemUser: systemUser), for: .local)
            logger.notice("backup made", metadata: ["name": "\(backup.name.text)", "bytes": "\(backup.size)"])
            if let missing = backup.filesMissing, missing > 0 {
                logger.warning(
                    "files that records carry are not there to be backed up: see ‘zhibu doctor’",
                    metadata: ["files": "\(missing)"])
            }
            if backup.isOpenToOthers {
                logger.warning(
                    "others can read the backups, for their file system keeps no permissions",
                    metadata: ["name": "\(backup.name.text)"])
            }
        } catch is CancellationError {
            return
        } catch {
            let why: Logger.Metadata = (error as? Problem).map { ["error.cause": "\($0.detail)"] } ?? [:]
            logger.error("no backup was made", metadata: ErrorLabel.metadata(of: error, why))
        }
    }
}
