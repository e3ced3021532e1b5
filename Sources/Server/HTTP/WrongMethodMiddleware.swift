import Domain
import HTTPTypes
import Hummingbird

/// Tells a wrong method from a wrong path: 405, with the methods that are right.
///
/// It asks only for what the router has no handler of, so that a route has one handler for each method that it takes, and
/// none for those that it refuses. To be added last.
struct WrongMethodMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            guard let known = KnownPaths.all.first(of: request.uri.path) else { throw error }
            context.coreContext.endpointPath.value = known.path
            let allow = known.methods
            throw Problem(.methodNotAllowed, "methodNotAllowed", "allowed here: \(allow)", headers: [.allow: allow])
        }
    }
}

/// The paths there are, as the tables of operations and pages have them, with what may be done at each.
private struct KnownPaths {
    struct Known {
        let path: String
        /// As the field `Allow` has it.
        let methods: String
        let parts: [Part]
    }

    /// What stands between two slashes.
    enum Part: Comparable {
        // In this order, that of the router: the more is given, the better it fits.
        case name(Substring)
        /// `{month}`, or what begins or ends with something certain: `plans.{format}`.
        case parameter(before: Substring, after: Substring)

        init(_ text: Substring) {
            guard let opening = text.firstIndex(of: "{"), let closing = text.lastIndex(of: "}") else {
                self = .name(text)
                return
            }
            self = .parameter(before: text[..<opening], after: text[text.index(after: closing)...])
        }

        func fits(_ text: Substring) -> Bool {
            switch self {
            case .name(let name): name == text
            case .parameter(let before, let after): text.hasPrefix(before) && text.hasSuffix(after)
            }
        }

        private var rank: Int {
            switch self {
            case .name: 0
            case .parameter(let before, let after): before.isEmpty && after.isEmpty ? 2 : 1
            }
        }

        static func < (one: Part, other: Part) -> Bool { one.rank < other.rank }
    }

    static let all = KnownPaths(
        API.operations.map { (API.root + $0.path, $0.method) } + Site.routes.map { ($0.path, $0.method) }
            + ["/livez", "/readyz", "/metrics", "/assets/{name}"].map { ($0, .get) })

    /// By how many parts they have, the best fitting first.
    private let known: [Int: [Known]]

    private init(_ routes: [(path: String, method: HTTPRequest.Method)]) {
        let paths = Dictionary(grouping: routes, by: \.path).map { path, routes in
            let methods = routes.map(\.method.rawValue)
            return Known(
                path: path,
                methods: (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted().joined(separator: ", "),
                parts: path.split(separator: "/").map(Part.init))
        }
        known = Dictionary(grouping: paths, by: \.parts.count).mapValues { paths in
            paths.sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
        }
    }

    func first(of path: String) -> Known? {
        let parts = path.split(separator: "/")
        return known[parts.count]?.first { known in zip(known.parts, parts).allSatisfy { $0.fits($1) } }
    }
}
