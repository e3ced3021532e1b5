import Domain
import Seeds

/// The bounds of figures that the program carries (`seeds/diagnosis.json`).
enum DiagnosisSeed {
    private static let parsed = Result<FigureBounds, any Error> {
        let name = "diagnosis.json"
        guard let seed = zhibu_seed_named(name) else { throw WebResources.Fault.missing(name) }
        let bytes = Array(UnsafeBufferPointer(start: seed.pointee.bytes, count: seed.pointee.size))
        return try FigureBounds(JSON.parse(bytes))
    }

    /// - Throws: ``FigureBounds/Fault`` for bounds that cannot be used: the server does not start with such.
    static func bounds() throws -> FigureBounds { try parsed.get() }
}
