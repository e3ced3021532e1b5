import Domain
import Logging
import ServiceLifecycle
import Storage

/// Sends the digests of the day.
struct DigestSchedule: Service {
    let desk: DigestDesk
    let logger: Logger
    var interval: Duration = .seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await send() } while (try? await Task.sleep(for: interval)) != nil
        }
    }

    private func send() async {
        do {
            guard let round = try await desk.send(), round.sent + round.failed > 0 else { return }
            let counts: Logger.Metadata = ["sent": "\(round.sent)", "failed": "\(round.failed)"]
            if round.failed > 0 {
                logger.error("reminders were not sent: ‘zhibu remind list’ says why", metadata: counts)
            } else {
                logger.notice("reminders sent", metadata: counts)
            }
        } catch is CancellationError {
            return
        } catch {
            logger.error("no reminders were sent", metadata: ErrorLabel.metadata(of: error))
        }
    }
}
