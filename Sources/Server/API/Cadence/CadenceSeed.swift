import Domain

/// The rules that the program carries (`seeds/rules.json`).
enum CadenceSeed {
    private static let parsed = Result<CadenceRules, any Error> {
        try CadenceRules(SeedFile.json(of: "rules.json"))
    }

    /// - Throws: ``CadenceRules/Fault`` for rules that cannot be used: the server does not start with such.
    static func rules() throws -> CadenceRules { try parsed.get() }
}
