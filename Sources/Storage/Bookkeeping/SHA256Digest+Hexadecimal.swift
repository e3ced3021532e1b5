package import Crypto
import Domain

extension SHA256Digest {
    /// Lower-case hexadecimal: 64 digits.
    package var hexadecimal: String { Array(self).hexadecimal }
}
