package import Domain

/// From what people write to what the database knows: codes and numbers to ids.
extension Transaction {
    func committeeID(_ code: Code) throws -> ID<Committee>? {
        try session.value("SELECT id FROM committee WHERE code = \(code)")
    }

    func branchID(_ code: Code) throws -> ID<Branch>? {
        try session.value("SELECT id FROM branch WHERE code = \(code)")
    }

    func memberID(_ number: Code) throws -> ID<Member>? {
        try session.value("SELECT id FROM member WHERE number = \(number)")
    }

    func areaID(_ code: Code) throws -> ID<ResponsibilityArea>? {
        try session.value("SELECT id FROM responsibility_area WHERE code = \(code)")
    }

    /// The committee named in a form; if none is named, the only one that the principal has a role in, or the one at the
    /// top if there is just one.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireCommittee(_ raw: String?, field: String = "committee") throws -> ID<Committee> {
        if let raw { return try require(raw, field, "committee", committeeID, place(of:)) }
        let own = Set(
            authority.held.compactMap { held in
                if case .committee(let committee) = held.scope { committee } else { nil }
            }
        )
        if let only = own.first, own.count == 1 { return only }
        let roots: [ID<Committee>] = try session.rows(
            "SELECT id FROM committee WHERE parent_id IS NULL ORDER BY id LIMIT 2"
        ) {
            try $0["id"]
        }
        guard let root = roots.first, roots.count == 1 else {
            throw FieldErrors(field, .required, "there are several committees: name one by its code")
        }
        return root
    }

    package func requireBranch(_ raw: String, field: String = "branch") throws -> ID<Branch> {
        try require(raw, field, "branch", branchID, place(of:))
    }

    package func requireMember(_ raw: String, field: String = "member") throws -> ID<Member> {
        try require(raw, field, "member", memberID, place(of:))
    }

    package func requireArea(_ raw: String, field: String = "area") throws -> ID<ResponsibilityArea> {
        try require(raw, field, "responsibility area", areaID, place(of:))
    }

    /// What is out of the principal's scope is not there.
    private func require<Subject>(
        _ raw: String, _ field: String, _ what: Sentence, _ find: (Code) throws -> ID<Subject>?,
        _ place: (ID<Subject>) throws -> Place
    ) throws -> ID<Subject> {
        let code: Code
        do {
            code = try Code(raw)
        } catch {
            throw FieldErrors(field, error)
        }
        guard let id = try find(code), try authority.isUnlimited || authority.sees(place(id)) else {
            throw FieldErrors(field, .reference, "there is no \(what) \(code.text)")
        }
        return id
    }
}

/// What one row of an imported file came to.
package enum ImportOutcome: Hashable, Sendable {
    case created, changed, unchanged
}
