import Crypto
import CryptoExtras
package import Domain
import Foundation

/// A password's hash by scrypt (RFC 7914) with N 2^17, r 8, p 1, as a PHC string. It takes about a third of a second and
/// 128 MiB: never on an event loop, never inside a transaction.
package struct PasswordHash: Sendable {
    /// What every server that serves takes.
    package static let standard = PasswordHash(logN: 17)

    /// The binary logarithm of what a hash costs, in time as in memory. A hash of another cost is nobody's.
    private let logN: Int
    private static let blockSize = 8
    private static let parallelism = 1
    private static let saltBytes = 16
    private static let hashBytes = 32

    package init(logN: Int) {
        self.logN = logN
    }

    /// `$scrypt$ln=17,r=8,p=1$SALT$HASH`
    package func make(of password: Password) throws -> String {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<Self.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let hash = try derive(from: password.string, salt: salt)
        return "$scrypt$\(cost)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Whether the password is the hash's. With nil it takes as long, and is not: who asks cannot tell an account that
    /// does not exist from a wrong password.
    package func verify(_ password: String, against hash: String?) throws -> Bool {
        let parts = (hash ?? "").split(separator: "$").map(String.init)
        guard parts.count == 4, parts[0] == "scrypt", parts[1] == cost,
            let salt = Self.bytes(parts[2]), let expected = Self.bytes(parts[3])
        else {
            _ = try derive(from: password, salt: [UInt8](repeating: 0, count: Self.saltBytes))
            return false
        }
        let found = try derive(from: password, salt: salt)
        return found.isEqualInSteadyTime(to: expected)
    }

    /// As a hash names it.
    private var cost: String { "ln=\(logN),r=\(Self.blockSize),p=\(Self.parallelism)" }

    private func derive(from password: String, salt: [UInt8]) throws -> [UInt8] {
        // One spelling for what looks the same, whichever keyboard it came from.
        let normal = password.precomposedStringWithCompatibilityMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Array(normal.utf8), salt: salt, outputByteCount: Self.hashBytes, rounds: 1 << logN,
            blockSize: Self.blockSize, parallelism: Self.parallelism
        )
        return key.withUnsafeBytes { Array($0) }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func bytes(_ base64: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64 + padding).map(Array.init)
    }
}
