import Domain

/// Names that are from before there was one form for them. They are brought into it once, when the file is first opened by a
/// program that knows it; each record that changes has its entry in the audit, and one more says how many did.
extension Store {
    func bringNamesIntoForm() async throws {
        let isDue = try await engine.read {
            try $0.exists("SELECT 1 FROM setting WHERE key = 'nameForm' AND value = '0'")
        }
        if isDue { try await write(by: .operator(systemUser: "zhibu")) { try $0.bringNamesIntoForm() } }
    }
}

extension Settings {
    /// Notes that all names are in their form.
    static func noteNameForm(in session: any Session) throws {
        try session.run("UPDATE setting SET value = '1' WHERE key = 'nameForm'")
    }
}

extension Transaction {
    /// A row whose name has another form than it is written in.
    private struct Renamed<Subject> {
        let id: ID<Subject>
        let old: String
        let new: String
        let version: Int
    }

    func bringNamesIntoForm() throws {
        var told = JSON.Object()
        func tell(_ kind: String, _ count: Int) {
            if count > 0 { told.append(kind, JSON(count)) }
        }
        tell(
            "committees",
            try rename("committee", .committee, of: Committee.self) { try place(of: $0) })
        tell("branches", try rename("branch", .branch, of: Branch.self) { try place(of: $0) })
        let (groups, keptApart) = try renameGroups()
        tell("groups", groups)
        tell("members", try rename("member", .member, of: Member.self, isPersonal: true) { try place(of: $0) })
        tell(
            "areas",
            try rename("responsibility_area", .area, of: ResponsibilityArea.self) { try place(of: $0) })
        tell(
            "accounts",
            try rename("account", .account, of: Account.self, column: "title", isPersonal: true) { id in
                let member: ID<Member>? = try session.value("SELECT member_id FROM account WHERE id = \(id)")
                return try member.map(place(of:)) ?? placeOfBureau()
            })
        if !keptApart.isEmpty { told["keptApart"] = JSON(keptApart) { .string($0) } }
        if !told.members.isEmpty {
            try audit(
                .normalised, .database, nil as ID<Never>?, in: .bureau, after: AuditDocument(open: .object(told)))
        }
        try Settings.noteNameForm(in: session)
    }

    /// Brings the names of a table into their form. Says how many that were.
    ///
    /// - Parameter isPersonal: the audit hides them.
    private func rename<Subject>(
        _ table: SQL, _ subject: AuditSubject, of: Subject.Type, column: SQL = "name", isPersonal: Bool = false,
        _ place: (ID<Subject>) throws -> Place
    ) throws -> Int {
        var renamed: [Renamed<Subject>] = []
        try session.forEach("SELECT id, \(column), version FROM \(table) WHERE \(column) IS NOT NULL ORDER BY id") {
            row in
            let old: String = try row.at(1)
            guard let new = Self.form(of: old) else { return }
            renamed.append(Renamed(id: try row.at(0), old: old, new: new, version: try row.at(2)))
        }
        for record in renamed {
            try update(table, record.id, at: check(version: record.version), setting: "\(column) = \(record.new)")
            let (before, after) = (JSON.string(record.old), JSON.string(record.new))
            try audit(
                .normalised, subject, record.id, in: place(record.id),
                before: AuditDocument(column.text, isPersonal ? .hashed(before) : .open(before)),
                after: AuditDocument(column.text, isPersonal ? .hashed(after) : .open(after)))
        }
        return renamed.count
    }

    /// Two groups of a branch that come to the same name stay two: the later one gets a number.
    ///
    /// - Returns: how many have another name, and of those with a number, what became of them.
    private func renameGroups() throws -> (Int, keptApart: [String]) {
        var taken: Set<[UInt8]> = []
        var renamed: [(id: ID<Group>, branch: ID<Branch>, old: String, form: String)] = []
        try session.forEach("SELECT id, branch_id, name FROM party_group ORDER BY id") { row in
            let (branch, old): (ID<Branch>, String) = (try row.at(1), try row.at(2))
            if let form = Self.form(of: old) {
                renamed.append((try row.at(0), branch, old, form))
            } else {
                taken.insert(Self.key(branch, old))
            }
        }
        let isFirst = renamed.map { taken.insert(Self.key($0.branch, $0.form)).inserted }
        var keptApart: [String] = []
        for ((id, branch, old, form), isFirst) in zip(renamed, isFirst) {
            var new = form
            if !isFirst {
                var number = 1
                repeat {
                    number += 1
                    new = NameForm.of("\(form) (\(number))")
                } while !taken.insert(Self.key(branch, new)).inserted
                let code: Code? = try session.value("SELECT code FROM branch WHERE id = \(branch)")
                keptApart.append("\(code?.text ?? "") \(old) → \(new)")
            }
            try session.run("UPDATE party_group SET name = \(new) WHERE id = \(id)")
            try audit(
                .normalised, .group, id, in: place(of: branch),
                before: ["name": .open(.string(old)), "branch": .open(JSON(branch))],
                after: ["name": .open(.string(new)), "branch": .open(JSON(branch))])
        }
        return (renamed.count, keptApart)
    }

    private static func key(_ branch: ID<Branch>, _ name: String) -> [UInt8] {
        Array("\(branch.rawValue)\n\(name)".utf8)
    }

    /// nil where a name is in its form, byte for byte: to Swift, texts are equal that are not to the database.
    private static func form(of name: String) -> String? {
        let form = NameForm.of(name)
        return form.isEmpty || form.utf8.elementsEqual(name.utf8) ? nil : form
    }
}
