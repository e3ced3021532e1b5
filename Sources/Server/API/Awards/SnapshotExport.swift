package import Domain
import Storage

/// A snapshot as it was exported: verified without any database.
package enum SnapshotExport {
    /// - Throws: ``FieldErrors`` naming what the document lacks.
    package static func verify(_ json: JSON) throws(FieldErrors) -> JSON {
        Shape.verification.json(try verification(of: json))
    }

    /// The snapshots in a file: those of a month, or the file's one.
    static func snapshots(in json: JSON) -> [JSON] {
        if json["ranking"] == nil, let month = json["snapshots"]?.array, !month.isEmpty { month } else { [json] }
    }

    /// Verifies each snapshot in a file. Of a month's it is said which.
    ///
    /// - Throws: ``FieldErrors`` naming what one of them lacks.
    package static func verifyEach(in file: JSON) throws(FieldErrors) -> [JSON] {
        let snapshots = Self.snapshots(in: file)
        guard snapshots != [file] else { return [try verify(file)] }
        var results: [JSON] = []
        for snapshot in snapshots {
            var result = JSON.Object()
            for name in ["branch", "month"] { result[name] = snapshot[name] }
            if let number = snapshot["number"] { result["snapshot"] = ["number": number] }
            let verification = Shape.verification.json(try Self.verification(of: snapshot))
            for field in Shape.verification.fields { result[field.name] = verification[field.name] }
            results.append(.object(result))
        }
        return results
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
