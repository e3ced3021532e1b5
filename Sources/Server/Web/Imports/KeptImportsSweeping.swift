import Domain
import Logging
import ServiceLifecycle
import Storage

/// Forgets once a minute the files that were kept long enough, or whose session has ended.
struct KeptImportsSweeping: Service {
    let kept: KeptImports
    let store: Store
    let logger: Logger
    var interval: Duration = .seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: interval)) != nil { await sweep() }
        }
    }

    func sweep() async {
        kept.sweep(at: store.clock.now())
        do {
            for session in kept.sessions {
                let stands = try await store.read(by: .operator(systemUser: "zhibu")) { try $0.stands(session) }
                if !stands { kept.forget(session) }
            }
        } catch {
            logger.warning("sessions of kept files were not looked up", metadata: ErrorLabel.metadata(of: error))
        }
    }
}
