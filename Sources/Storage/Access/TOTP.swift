import Crypto
import Foundation

/// Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, thirty seconds.
package struct TOTP: Sendable {
    /// In seconds.
    package static let step: Int64 = 30
    /// A clock that is up to one step off is forgiven.
    private static let tolerance: Int64 = 1
    private static let digits = 6
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// 160 bits, as RFC 4226 recommends.
    let secret: [UInt8]

    init() {
        var random = SystemRandomNumberGenerator()
        secret = (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    init(secret: [UInt8]) {
        self.secret = secret
    }

    /// The code of a step.
    func code(at step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 0x0F)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The step whose code this is; nil if it is none of those around `seconds`, or of one that was used already or
    /// before it: a code counts once.
    func step(of code: String, at seconds: Int64, after lastStep: Int64) -> Int64? {
        let now = seconds / Self.step
        return (now - Self.tolerance...now + Self.tolerance).first { $0 > lastStep && self.code(at: $0) == code }
    }

    /// RFC 4648 base 32, as people type it into an app.
    var base32: String {
        var text = ""
        var buffer = 0
        var bits = 0
        for byte in secret {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(Self.alphabet[(buffer >> bits) & 0x1F])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(Self.alphabet[(buffer << (5 - bits)) & 0x1F]) }
        return text
    }

    /// What the app reads from a QR code.
    func uri(account: String) -> String {
        "otpauth://totp/Zhibu:\(account)?secret=\(base32)&issuer=Zhibu&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.step)"
    }
}
