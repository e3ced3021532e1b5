import Domain
import Testing

@testable import Storage

@Suite struct PasswordHashTests {
    private static func password(_ text: String) throws -> Password {
        try Password(choosing: text, names: []) { _ in false }
    }

    @Test func `a hash is a PHC string with its own salt, and verifies its password alone`() throws {
        let hash = try PasswordHash.standard.make(of: Self.password("三岔路口的槐树 1987"))
        #expect(hash.hasPrefix("$scrypt$ln=17,r=8,p=1$"))
        let parts = hash.split(separator: "$")
        #expect(parts.count == 4 && parts[2].count == 22 && parts[3].count == 43)
        #expect(!hash.contains("=" + "$") && !hash.hasSuffix("="))
        #expect(try PasswordHash.standard.verify("三岔路口的槐树 1987", against: hash))
        // The same in full-width digits, as a Chinese keyboard may write them.
        #expect(try PasswordHash.standard.verify("三岔路口的槐树 １９８７", against: hash))
        #expect(try !PasswordHash.standard.verify("三岔路口的槐树 1988", against: hash))
    }

    @Test(arguments: [nil, "", "$scrypt$ln=4,r=8,p=1$AAAA$AAAA", "$2b$12$abc"])
    func `what is no hash of ours is nobody's`(hash: String?) throws {
        #expect(try !PasswordHash.standard.verify("", against: hash))
    }
}
