import Domain
import Seeds

/// The files that are in the program (`seeds/`).
enum SeedFile {
    /// nil for a file that is not among them.
    static func bytes(of name: String) -> [UInt8]? {
        zhibu_seed_named(name).map {
            Array(UnsafeBufferPointer(start: $0.pointee.bytes, count: $0.pointee.size))
        }
    }

    /// - Throws: ``WebResources/Fault`` for a program that was built without it; an error for one that is no JSON.
    static func json(of name: String) throws -> JSON {
        guard let bytes = bytes(of: name) else { throw WebResources.Fault.missing(name) }
        return try JSON.parse(bytes)
    }
}
