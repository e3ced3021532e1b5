import Crypto
import CryptoExtras
package import Domain
import Foundation

/// A password's hash by scrypt (RFC 7914) with N 2^17, r 8, p 1, as a PHC string. It takes about a third of a second and
/// 128 MiB: never on an event loop, never inside a transaction.
package enum PasswordHash {
    private static let logN = 17
    private static let blockSize = 8
    private static let parallelism = 1
    private static let saltBytes = 16
    private static let hashBytes = 32

    /// `$scrypt$ln=17,r=8,p=1$SALT$HASH`
    package static func make(of password: Password) throws -> String {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let hash = try derive(from: password.string, salt: salt)
        return "$scrypt$ln=\(logN),r=\(blockSize),p=\(parallelism)$\(base64(salt))$\(base64(hash))"
    }

    /// Whether the password is the hash's. With nil it takes as long, and is not: who asks cannot tell an account that
    /// does not exist from a wrong password.
    package static func verify(_ password: String, against hash: String?) throws -> Bool {
        let parts = (hash ?? "").split(separator: "$").map(String.init)
        guard parts.count == 4, parts[0] == "scrypt", parts[1] == "ln=\(logN),r=\(blockSize),p=\(parallelism)",
            let salt = bytes(parts[2]), let expected = bytes(parts[3])
        else {
            _ = try derive(from: password, salt: [UInt8](repeating: 0, count: saltBytes))
            return false
        }
        let found = try derive(from: password, salt: salt)
        return found.isEqualInSteadyTime(to: expected)
    }

    private static func derive(from password: String, salt: [UInt8]) throws -> [UInt8] {
        // One spelling for what looks the same, whichever keyboard it came from.
        let normal = password.precomposedStringWithCompatibilityMapping
        let key = try KDF.Scrypt.deriveKey(
            from: Array(normal.utf8), salt: salt, outputByteCount: hashBytes, rounds: 1 << logN,
            blockSize: blockSize, parallelism: parallelism
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
