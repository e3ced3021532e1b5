import HTTPTypes
import Hummingbird

/// The fields that every answer carries: what a browser may do with it, and that it is kept nowhere.
///
/// An answer may say otherwise where its content demands it; what it sets itself stays as it is.
enum SecurityHeaders {
    private static let always: [(name: HTTPField.Name, value: String)] = [
        // Answers hold people's names and scores.
        (.cacheControl, "no-store"),
        (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
        (
            .permissionsPolicy,
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
        ),
        (.referrerPolicy, "no-referrer"),
        (.xContentTypeOptions, "nosniff"),
        (.xFrameOptions, "DENY"),
    ]

    /// - Parameter isSecure: whether the client sees TLS. Only then may it be told to insist on it: over plain HTTP the
    ///   field means nothing. The server's own name alone: the bureau's other names are not Zhibu's to bind.
    static func complete(_ fields: inout HTTPFields, isSecure: Bool) {
        for (name, value) in always where fields[name] == nil { fields[name] = value }
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
    }
}

struct SecurityHeadersMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: ZhibuRequestContext,
        next: (Request, ZhibuRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        SecurityHeaders.complete(&response.headers, isSecure: context.door.isSecure)
        return response
    }
}

extension HTTPField.Name {
    fileprivate static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    fileprivate static let permissionsPolicy = named("Permissions-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    fileprivate static let xFrameOptions = named("X-Frame-Options")
}
