import Testing

@testable import Storage

@Suite struct LookupsTests {
    @Test func `it keeps no more than it may, and what is kept is what was looked up`() {
        var lookups = Lookups<Int, String>()
        for key in 0..<(3 * Lookups<Int, String>.most + 7) {
            lookups[key] = "\(key)"
            #expect(lookups[key] == "\(key)")
        }
        let kept = (0..<(3 * Lookups<Int, String>.most + 7)).filter { lookups[$0] != nil }
        #expect(kept.count <= Lookups<Int, String>.most && !kept.isEmpty)
        #expect(kept.allSatisfy { lookups[$0] == "\($0)" })
    }
}
