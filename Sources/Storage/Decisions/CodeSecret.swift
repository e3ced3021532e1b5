import Crypto
import Domain

/// A key by which codes are sealed, and under what is kept by them follows: a ballot's own, which stands encrypted in its row
/// while codes are good, and nowhere afterwards; or the one of suggestions without a name, which follows from the database's keys.
struct CodeSecret {
    private let key: SymmetricKey

    init() { key = SymmetricKey(size: .bits256) }

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// A code that nobody has had.
    func newCode() throws -> SealedCode {
        var random = SystemRandomNumberGenerator()
        let number = (0..<SealedCode.part).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard let code = SealedCode(number: number, seal: seal(of: number)) else {
            throw StorageFault.corrupt("a code could not be made")
        }
        return code
    }

    /// Whether the code is one of this key's. How long it takes says nothing of where they differ.
    func hasSealed(_ code: SealedCode) -> Bool {
        code.seal.isEqualInSteadyTime(to: seal(of: code.number))
    }

    /// Under what a line of the ballot with this code is kept, or, as line 0, the whole of what was handed in by it. Those of its
    /// other lines do not follow from it, but for whoever has the code.
    func nullifier(of code: SealedCode, line: Int = 0) -> String {
        Array(HMAC<SHA256>.authenticationCode(for: Array("line \(line)\n".utf8) + code.number, using: key)).hexadecimal
    }

    private func seal(of number: [UInt8]) -> [UInt8] {
        let whole = HMAC<SHA256>.authenticationCode(for: Array("code\n".utf8) + number, using: key)
        return Array(Array(whole).prefix(SealedCode.part))
    }
}
