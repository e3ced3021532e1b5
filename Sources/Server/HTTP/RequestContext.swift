import Domain
import Hummingbird
import Logging

/// What a request carries through the middleware: above all, on whose behalf it runs.
struct ZhibuRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by ``LocalOperatorMiddleware``; a handler takes it from here and from nowhere else.
    var principal: Principal?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// For a request that comes from inside the process.
    init(principal: Principal, logger: Logger) {
        coreContext = CoreRequestContextStorage(source: InProcess(logger: logger))
        self.principal = principal
    }

    private struct InProcess: RequestContextSource {
        let logger: Logger
    }
}
