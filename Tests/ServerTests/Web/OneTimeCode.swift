import Domain
import Foundation

@testable import Storage

/// What an authenticator app shows.
enum OneTimeCode {
    /// - Parameter secret: in base 32.
    static func of(_ secret: String, at now: Instant) -> String {
        var bytes: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for character in secret {
            guard let value = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").firstIndex(of: character) else { continue }
            (buffer, bits) = (buffer << 5 | value, bits + 5)
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 0xFF))
            }
            buffer &= 1 << bits - 1
        }
        return TOTP(secret: bytes).code(at: now.seconds / TOTP.step)
    }
}
