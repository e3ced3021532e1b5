/// A page of this server to go on to. What a link or a form names is taken for one only if it cannot lead anywhere else.
struct LocalPath: Sendable, Hashable {
    /// With its query, percent-encoded.
    let text: String

    static let home = LocalPath(known: "/")
    static let signIn = LocalPath(known: "/sign-in")
    static let account = LocalPath(known: "/account")
    static let secondFactor = LocalPath(known: "/account/second-factor")

    private init(known text: String) {
        self.text = text
    }

    /// nil unless it is an absolute path: browsers read `//host`, `/\host` and what holds tabs or line breaks as other
    /// hosts.
    init?(_ raw: String) {
        let bytes = Array(raw.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 500, bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>#^`{|}".utf8.contains($0) })
        else { return nil }
        text = raw
    }

    /// The path alone.
    var path: Substring { text.prefix { $0 != "?" } }

    /// The path with one more item in its query.
    func with(_ name: String, _ value: String) -> LocalPath {
        var encoded = ""
        for byte in value.utf8 {
            if Self.unreserved.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += "%\(hex.count == 1 ? "0" : "")\(hex)"
            }
        }
        return LocalPath(known: "\(text)\(text.contains("?") ? "&" : "?")\(name)=\(encoded)")
    }

    func with(_ notice: Notice) -> LocalPath { with("notice", notice.rawValue) }

    private static let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
}
