import Logging
import ServiceLifecycle
import Storage

/// Seals the audit once a minute, and when the server stops.
struct AuditSealing: Service {
    let store: Store
    let logger: Logger
    var interval: Duration = .seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: interval)) != nil { await seal() }
        }
        await seal()
    }

    /// What cannot be sealed now (a full disk) is sealed the next time.
    private func seal() async {
        do {
            try await store.sealAudit()
        } catch {
            logger.warning("the audit was not sealed", metadata: ErrorLabel.metadata(of: error))
        }
    }
}
