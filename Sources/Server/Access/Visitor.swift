import Domain
import HTTPTypes
import Storage

/// Who sent a request, and from where.
struct Visitor: Sendable {
    var principal: Principal
    /// An IP address, or `local`.
    let address: String
    /// The way by which they came in.
    let door: Door
    /// The browser or program, as it names itself.
    let agent: String?
    /// What the browser keeps of having signed in before.
    let device: Secret?
}

/// The cookies of a browser: with TLS their names begin with `__Host-`, so that no other host can set them. Below a base
/// path they are sent to that path alone, which `__Host-` does not allow: then it is `__Secure-`.
enum SessionCookie {
    enum Kind: String {
        /// Gone with the browser.
        case session = "zhibu-session"
        /// Tells that somebody has signed in here before; lets nobody in.
        case device = "zhibu-device"
    }

    private static let deviceSeconds = 90 * 86_400

    static func name(_ kind: Kind, at door: Door) -> String {
        (door.isSecure ? door.base.isRoot ? "__Host-" : "__Secure-" : "") + kind.rawValue
    }

    /// The secret that a request's cookie brings; nil if there is none, or one of the other name.
    static func secret(_ kind: Kind, in headers: HTTPFields, at door: Door) -> Secret? {
        let name = name(kind, at: door)
        for field in headers[values: .cookie] {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
                let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1).map { String(Substring($0)).trimmed }
                if parts.count == 2, parts[0] == name { return Secret(parts[1]) }
            }
        }
        return nil
    }

    static func set(_ kind: Kind, to secret: Secret, at door: Door) -> HTTPField {
        let life = kind == .device ? "; Max-Age=\(deviceSeconds)" : ""
        return field(kind, "\(secret.text)\(life)", at: door)
    }

    static func clear(_ kind: Kind, at door: Door) -> HTTPField {
        field(kind, "; Max-Age=0", at: door)
    }

    private static func field(_ kind: Kind, _ value: String, at door: Door) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name(kind, at: door))=\(value); \(door.cookieAttributes)")
    }
}
