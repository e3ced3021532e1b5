package import Domain
import Storage

/// A snapshot as it was exported: verified without any database.
package enum SnapshotExport {
    /// - Throws: ``FieldErrors`` naming what the document lacks.
    package static func verify(_ json: JSON) throws(FieldErrors) -> JSON {
        var errors = FieldErrors()
        for name in ["inputs", "ranking"] where json[name]?.object == nil {
            errors.add(name, .required, "this is not an exported snapshot: it has no ‘\(name)’")
        }
        guard let inputs = json["inputs"], let ranking = json["ranking"], let hash = json["hash"]?.string,
            errors.isEmpty
        else {
            if json["hash"]?.string == nil {
                errors.add("hash", .required, "this is not an exported snapshot: it has no ‘hash’")
            }
            throw errors
        }
        return Shape.verification.json(Snapshot.verify(inputs: inputs, ranking: ranking, recordedHash: hash))
    }
}
