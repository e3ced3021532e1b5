import HTTPTypes
import Testing

@testable import Server

/// Where a request comes from, told from what anybody can write into a header.
struct ClientAddressTests {
    private static let proxies = ["10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48"].compactMap { AddressRange($0) }

    @Test(arguments: [
        // Nothing forwarded; nobody trusted.
        ("10.0.0.1", [], "10.0.0.1"),
        ("203.0.113.5", ["198.51.100.1"], "203.0.113.5"),
        // One proxy, or several, and what the client itself had written before.
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["127.0.0.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.1, 192.0.2.7, 10.9.9.9"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.1 , 192.0.2.7"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.2, 10.0.0.3"], "10.0.0.2"),
        ("2001:db8:1::9", ["2001:DB8:0:0::7"], "2001:db8::7"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        // Found by fuzzing: whatever the client writes, the proxy's comma parts it from what the proxy wrote.
        ("10.0.0.1", ["\u{604}, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["127.0.0.1\u{110BD}, 198.51.100.1"], "198.51.100.1"),
        // Ports and brackets.
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8::7]"], "2001:db8::7"),
        ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        // What is no address ends the search.
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, _hidden, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1,"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1 evil"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:x"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:99999"], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::7"], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::7]evil"], "10.0.0.1"),
        ("10.0.0.1", ["2001:db8::7%eth0"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1.evil.example"], "10.0.0.1"),
        ("10.0.0.1", ["0198.51.100.1"], "10.0.0.1"),
    ])
    func `the right-most address that is no trusted proxy's is the client's`(
        peer: String, forwarded: [String], expected: String
    ) {
        let client = ClientAddress(
            peer: IPAddress(peer), headers: Self.fields("X-Forwarded-For", forwarded),
            trustedProxies: Self.proxies, isOverTLS: false
        )
        #expect(client.address?.description == expected)
        let alone = ClientAddress(
            peer: IPAddress(peer), headers: Self.fields("X-Forwarded-For", forwarded),
            trustedProxies: [], isOverTLS: false
        )
        #expect(alone.address == IPAddress(peer))
    }

    @Test(arguments: [
        ("10.0.0.1", false, ["https"], true), ("10.0.0.1", false, ["HTTPS"], true), ("10.0.0.1", false, [], false),
        ("10.0.0.1", false, ["http"], false), ("10.0.0.1", false, ["https, http"], false),
        ("10.0.0.1", false, ["http", "https"], true), ("10.0.0.1", false, ["httpss"], false),
        ("10.0.0.1", true, [], true), ("10.0.0.1", true, ["http"], false),
        ("203.0.113.5", false, ["https"], false), ("203.0.113.5", true, ["http"], true),
    ])
    func `whether the client sees TLS, a trusted proxy says, or the connection itself`(
        peer: String, isOverTLS: Bool, forwarded: [String], expected: Bool
    ) {
        let client = ClientAddress(
            peer: IPAddress(peer), headers: Self.fields("X-Forwarded-Proto", forwarded),
            trustedProxies: Self.proxies, isOverTLS: isOverTLS
        )
        #expect(client.isSecure == expected)
    }

    @Test func `a connection without an address has none to trust`() {
        let client = ClientAddress(
            peer: nil, headers: Self.fields("X-Forwarded-For", ["10.0.0.1"]), trustedProxies: Self.proxies,
            isOverTLS: false
        )
        #expect(client.address == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3/8", "10.9.9.9", true),
        ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("0.0.0.0/0", "8.8.8.8", true),
        ("0.0.0.0/0", "::1", false), ("::/0", "2001:db8::1", true), ("fd00::/8", "fdff::1", true),
        ("fd00::/8", "fe00::1", false), ("::1", "::1", true), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
    ])
    func `a range is told by its leading bits`(range: String, address: String, isInside: Bool) throws {
        let address = try #require(IPAddress(address))
        #expect(AddressRange(range)?.contains(address) == isInside)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::1/129", "10.0.0", "proxy",
        "10.0.0.0/+8/", "1.2.3.4 ",
    ])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("localhost", true), ("LOCALHOST", true),
        ("::ffff:127.0.0.1", true), ("0.0.0.0", false), ("::", false), ("192.168.1.5", false), ("zhibu.example", false),
        ("127.0.0.1.example", false), ("", false),
    ])
    func `beyond the loopback there is no server in plain text`(host: String, isAllowed: Bool) throws {
        func options(_ proxies: [AddressRange]?) throws -> ServingOptions {
            try ServingOptions(host: host, port: 0, tls: nil, trustedProxies: proxies, maximumConnections: 1)
        }
        if isAllowed {
            #expect(try options(nil).host == host)
        } else {
            #expect(throws: ServingOptions.Refusal.unprotected(host: host)) { try options(nil) }
        }
        #expect(try options(AddressRange.loopback).host == host)
    }

    private static func fields(_ name: String, _ values: [String]) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name(name) { fields[values: name] = values }
        return fields
    }
}
