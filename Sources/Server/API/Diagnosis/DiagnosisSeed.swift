import Domain

/// The bounds of figures that the program carries (`seeds/diagnosis.json`).
enum DiagnosisSeed {
    private static let parsed = Result<FigureBounds, any Error> {
        try FigureBounds(SeedFile.json(of: "diagnosis.json"))
    }

    /// - Throws: ``FigureBounds/Fault`` for bounds that cannot be used: the server does not start with such.
    static func bounds() throws -> FigureBounds { try parsed.get() }
}
