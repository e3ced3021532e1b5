package import Domain
import Storage

/// A snapshot as it was exported: verified without any database.
package enum SnapshotExport {
    /// - Throws: ``FieldErrors`` naming what the document lacks.
    package static func verify(_ json: JSON) throws(FieldErrors) -> JSON {
        Shape.verification.json(try verification(of: json))
    }

    /// - Throws: ``FieldErrors`` naming what the document lacks.
    static func verification(of json: JSON) throws(FieldErrors) -> Verification {
        var errors = FieldErrors()
        for name in ["inputs", "ranking"] where json[name]?.object == nil {
            errors.add(name, .required, "this is not an exported snapshot: it has no ‘\(name)’")
        }
        if json["hash"]?.string == nil {
            errors.add("hash", .required, "this is not an exported snapshot: it has no ‘hash’")
        }
        guard let inputs = json["inputs"], let ranking = json["ranking"], let hash = json["hash"]?.string,
            errors.isEmpty
        else { throw errors }
        let verification = Snapshot.verify(inputs: inputs, ranking: ranking, recordedHash: hash)
        // What stands outside the hashed documents must say the same as they do.
        let isHeaderTrue = ["branch", "month"].allSatisfy { json[$0] == ranking[$0] }
        return Verification(hash: hash, faults: verification.faults + (isHeaderTrue ? [] : [.headerDiffers]))
    }
}
