import Crypto
import Foundation

/// A random value that is shown to its holder once and kept as a hash alone: of a session, a token, a link, a device.
package struct Secret: Sendable {
    /// As the holder brings it: URL-safe, 256 random bits.
    package let text: String

    /// - Parameter prefix: tells people and scanners what it is.
    package init(new prefix: String = "") {
        var bytes = Data(capacity: 32)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4 { withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) } }
        text =
            prefix
            + bytes.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// One that was brought.
    package init(_ text: String) {
        self.text = text
    }

    /// What is kept and looked up. With so many random bits nobody finds the text by trying, so a fast hash will do, and
    /// the comparison by index tells nothing.
    package var hash: [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }
}
