import Domain
import Foundation
import HTTPTypes

@testable import Server

extension FuzzTarget {
    static let form = FuzzTarget(
        name: "form",
        seeds: ["name=101&password=a+b%20c&next=%2Faccount%3Fx%3D1", "a=&b", "%E4%B8%AD=%e6%96%87&c=%zz", "a=1&a=2"]
    ) { bytes in
        _ = accepted { () throws(Problem) in try Form(bytes) }
        // The input as a field's name and value.
        let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 2, !bytes.contains(0), !parts[1].isEmpty else { return }
        let encoded = parts.map {
            $0.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let form = accepted { () throws(Problem) in try Form(Array("first=1&\(encoded[0])=\(encoded[1])".utf8)) }
        if parts[0] == "first" {
            require(form == nil, "a name stands once")
        } else {
            require(
                form?[parts[0]].map { Array($0.utf8) } == Array(parts[1].utf8), "a field is read as it was filled in")
        }
    }

    /// Where a sign-in leads on to, which anybody may write into a link.
    static let path = FuzzTarget(
        name: "path",
        seeds: [
            "/account?notice=x", "//evil.example", "/\\evil.example", "/%2f/evil", "/..//evil", "/a?next=//b", "/.//@e",
        ]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        guard let path = LocalPath(raw) else { return }
        require(staysHere(path.text), "‘\(path.text)’ stays on this server")
        require(path.path.first == "/", "a path begins with a slash")
        let value = raw.reversed() + "&=?#é"
        let more = path.with("name", String(value))
        require(staysHere(more.text), "‘\(more.text)’ stays on this server")
        require(LocalPath(more.text) != nil || more.text.utf8.count > 500, "what is made is a local path")
        let query = more.text.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1).last.map(Array.init) ?? []
        // What stood in the query before may be no form, or have such a field.
        if let form = accepted({ () throws(Problem) in try Form(query) }) {
            require(form["name"] == String(value), "an item of a query is read as it was")
        }
    }

    /// By the letter of the URL standard, and by Foundation's parser.
    private static func staysHere(_ text: String) -> Bool {
        // A browser drops white space around and tabs and line breaks within, and takes a backslash for a slash.
        let seen = text.unicodeScalars.filter { $0.value > 0x20 || $0 == " " }
            .map { $0 == "\\" ? "/" : String($0) }.joined()
        guard seen.hasPrefix("/"), !seen.hasPrefix("//") else { return false }
        guard let base = URL(string: "https://zhibu.test/sign-in") else { return false }
        guard let url = URL(string: text, relativeTo: base)?.absoluteURL else { return true }
        return url.host() == "zhibu.test" && url.scheme == "https" && url.user() == nil && url.port == nil
    }

    /// `X-Forwarded-For`, which a client can write anything into.
    static let address = FuzzTarget(
        name: "address",
        seeds: [
            "203.0.113.7, 10.0.0.1:4711", "[2001:db8::1]:80, ::ffff:10.0.0.1", "10.0.0.0/8", "::1/128", "unknown, _x",
        ]
    ) { bytes in
        let raw = String(decoding: bytes, as: UTF8.self)
        if let address = IPAddress(raw) {
            require(IPAddress(address.description) == address, "an address reads back: \(address)")
            require(AddressRange(address.description)?.contains(address) == true, "a range of one holds it: \(address)")
        }
        if let range = AddressRange(raw), let first = raw.split(separator: "/").first.flatMap({ IPAddress($0) }) {
            require(range.contains(first), "a range holds the address it is named by: \(raw)")
        }
        let named = client(of: raw, peer: proxy)
        require(named.map { IPAddress($0.description) == named } ?? false, "a client has an address")
        require(client(of: raw, peer: stranger) == stranger, "a stranger's word counts for nothing")
        require(client(of: "\(raw), 198.51.100.9", peer: proxy) == stranger, "the proxy's own word is the last one")
        // In another field, as a second proxy may send it.
        require(client(of: raw, "198.51.100.9", peer: proxy) == stranger, "nor do other fields count before it")
    }

    private static let proxy = IPAddress("127.0.0.1")
    private static let stranger = IPAddress("198.51.100.9")

    private static func client(of fields: String..., peer: IPAddress?) -> IPAddress? {
        var headers = HTTPFields()
        guard let name = HTTPField.Name("X-Forwarded-For") else { return nil }
        for field in fields { headers.append(HTTPField(name: name, value: field)) }
        return ClientAddress(peer: peer, headers: headers, trustedProxies: AddressRange.loopback, isOverTLS: false)
            .address
    }
}
