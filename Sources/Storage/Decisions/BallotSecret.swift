import Crypto
import Domain

/// A ballot's own key, by which its codes are sealed and what is cast is stored. It stands encrypted in the ballot's row while
/// codes are good, and nowhere afterwards.
struct BallotSecret {
    private let key: SymmetricKey

    init() { key = SymmetricKey(size: .bits256) }

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// A code that nobody has had.
    func newCode() throws -> BallotCode {
        var random = SystemRandomNumberGenerator()
        let number = (0..<BallotCode.part).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        guard let code = BallotCode(number: number, seal: seal(of: number)) else {
            throw StorageFault.corrupt("a ballot’s code could not be made")
        }
        return code
    }

    /// Whether the code is one of this ballot's. How long it takes says nothing of where they differ.
    func hasSealed(_ code: BallotCode) -> Bool {
        code.seal.isEqualInSteadyTime(to: seal(of: code.number))
    }

    /// Under what a line of the ballot with this code is kept. Those of its other lines do not follow from it, but for whoever
    /// has the code.
    func nullifier(of code: BallotCode, line: Int) -> String {
        Array(HMAC<SHA256>.authenticationCode(for: Array("line \(line)\n".utf8) + code.number, using: key)).hexadecimal
    }

    private func seal(of number: [UInt8]) -> [UInt8] {
        let whole = HMAC<SHA256>.authenticationCode(for: Array("code\n".utf8) + number, using: key)
        return Array(Array(whole).prefix(BallotCode.part))
    }
}
