import Domain
import Seeds

/// The rules that the program carries (`seeds/rules.json`).
enum CadenceSeed {
    private static let parsed = Result<CadenceRules, any Error> {
        let name = "rules.json"
        guard let seed = zhibu_seed_named(name) else { throw WebResources.Fault.missing(name) }
        let bytes = Array(UnsafeBufferPointer(start: seed.pointee.bytes, count: seed.pointee.size))
        return try CadenceRules(JSON.parse(bytes))
    }

    /// - Throws: ``CadenceRules/Fault`` for rules that cannot be used: the server does not start with such.
    static func rules() throws -> CadenceRules { try parsed.get() }
}
