import Domain
import HTTPTypes
import Hummingbird
import Storage

/// What watches over the server asks for: is the process alive, and can it do its work? Both are for anybody and tell
/// nothing else.
struct HealthRoutes {
    let readiness: Readiness

    /// To be added before whatever reads the database to find out who asks.
    static func add(to router: Router<ZhibuRequestContext>) {
        router.get("/livez") { _, _ in response(.ok, ["status": "live"]) }
        router.get("/readyz") { _, context in
            switch await context.served.health.readiness.condition() {
            case .well: response(.ok, ["status": "ready"])
            // Whoever only reads is served all the same: no reason to be taken out of service.
            case .full: response(.ok, ["status": "readOnly", "detail": "the disk is full: writes are refused"])
            case .lost(let cause): response(.serviceUnavailable, ["status": "notReady", "detail": .string(cause)])
            }
        }
    }

    private static func response(_ status: HTTPResponse.Status, _ json: JSON) -> Response {
        var reply = Reply.json(json)
        reply.status = status
        return Response(reply)
    }
}
