import Foundation
import NIOCore

/// An IPv4 or IPv6 address.
///
/// An IPv4 address in an IPv6 coat (`::ffff:10.0.0.1`, which is how a socket that listens on `::` shows an IPv4 peer) is
/// the IPv4 address, so that one machine has one address.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16, the most significant first.
    fileprivate let bytes: [UInt8]

    /// Parses `10.0.0.1` or `2001:db8::1`: no brackets, port, zone or leading zeros. nil for anything else.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        // What C would take for the end of the text.
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes.prefix(4))
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self.bytes = bytes.starts(with: Self.mapped) ? Array(bytes.suffix(4)) : bytes
        } else {
            return nil
        }
    }

    /// The address of a connection's end; nil for what is not TCP.
    init?(_ address: SocketAddress) {
        self.init(address.ipAddress ?? "")
    }

    fileprivate init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// As RFC 5952 writes it.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What counts as one where addresses are counted: an IPv4 address, or the network of an IPv6 address (/64), of which
    /// whoever is in it has as many addresses as they like.
    var network: String {
        guard bytes.count == 16 else { return description }
        return IPAddress(bytes: bytes.prefix(8) + [UInt8](repeating: 0, count: 8)).description + "/64"
    }

    /// Whether it is this machine's own.
    var isLoopback: Bool { AddressRange.loopback.contains { $0.contains(self) } }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
}

/// Neighbouring addresses, `10.0.0.0/8`, or a single one.
package struct AddressRange: Hashable, Sendable {
    private let first: IPAddress
    /// How many leading bits all addresses of the range share.
    private let prefixLength: Int

    /// Parses an address, or an address and the length of its prefix (CIDR). nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0]) else { return nil }
        first = address
        guard parts.count == 2 else {
            prefixLength = address.bytes.count * 8
            return
        }
        guard parts[1].allSatisfy(\.isASCII), let length = UInt8(parts[1]), Int(length) <= address.bytes.count * 8
        else { return nil }
        prefixLength = Int(length)
    }

    private init(_ first: IPAddress, prefixLength: Int) {
        self.first = first
        self.prefixLength = prefixLength
    }

    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        let whole = prefixLength / 8
        guard address.bytes.prefix(whole) == first.bytes.prefix(whole) else { return false }
        let rest = prefixLength % 8
        return rest == 0 || (address.bytes[whole] ^ first.bytes[whole]) >> (8 - rest) == 0
    }

    /// This machine: 127.0.0.0/8 and ::1.
    package static let loopback = [
        AddressRange(IPAddress(bytes: [127, 0, 0, 0]), prefixLength: 8),
        AddressRange(IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1]), prefixLength: 128),
    ]
}
