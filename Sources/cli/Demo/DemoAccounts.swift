import Domain

/// Accounts to try the demo bureau with, one for each role, each with a random password of its own. They are printed
/// this once.
struct DemoAccounts {
    let client: APIClient
    /// The branch whose people get accounts.
    let branch: String
    /// One of them that was made before, and has signed in since.
    var first: Made?

    struct Made: Sendable {
        let name: String
        let password: String
        let who: String
    }

    /// - Throws: ``CommandFailure``.
    func make() async throws -> [Made] {
        var wanted = try await people()
        for (name, title, role) in [
            ("jgdw", "机关党委办公室", Role.committeeOfficer), ("jjz", "驻局纪检组", .auditor), ("admin", "系统管理员", .administrator),
        ] {
            let account = try await client.post("/accounts", [:], ["name": .string(name), "title": .string(title)]).json
            let grant: JSON =
                role == .committeeOfficer
                ? ["role": .string(role.rawValue), "committee": "JG"] : ["role": .string(role.rawValue)]
            _ = try await client.post("/accounts/\(try account.id)/grants", [:], grant)
            wanted.append((name, try account.id, "\(role.rawValue), \(title)"))
        }
        return try await [first].compactMap(\.self) + setPasswords(wanted)
    }

    /// Those of these members.
    func make(for members: [JSON]) async throws -> [Made] {
        var wanted: [(name: String, account: Int64, who: String)] = []
        for member in members {
            let number = member.shown("number")
            let account = try await client.post(
                "/accounts", [:], ["name": .string(number), "member": .string(number)]
            ).json
            wanted.append((number, try account.id, "member of \(branch), \(member.shown("name"))"))
        }
        return try await setPasswords(wanted)
    }

    /// The secretary's alone, which the others follow.
    func makeFirst() async throws -> Made {
        guard let secretary = try await people(only: "secretary").first else { throw APIClient.misunderstood }
        return try await setPassword(secretary)
    }

    /// Of the branch: the secretary, an officer, a group leader, and a member who only holds an area.
    ///
    /// - Parameter only: of which office; all of them but that of the ``first`` if left out.
    private func people(only: String? = nil) async throws -> [(name: String, account: Int64, who: String)] {
        let members = try await client.list("/members", ["branch": branch])
        let holders = Set(
            try await client.list("/areas", ["branch": branch]).flatMap {
                ($0["holders"]?.array ?? []).map { $0.shown("number") }
            })
        let offices: [(String, (JSON) -> Bool)] = [
            ("secretary", { Self.offices(of: $0).contains("secretary") }),
            ("branchOfficer", { !Self.offices(of: $0).isDisjoint(with: ["organisation", "publicity", "discipline"]) }),
            ("groupLeader", { Self.offices(of: $0) == ["groupLeader"] }),
            ("member", { Self.offices(of: $0).isEmpty && holders.contains($0.shown("number")) }),
        ]
        var made: [(name: String, account: Int64, who: String)] = []
        for (role, isMeant) in offices {
            guard only ?? role == role, let member = members.first(where: isMeant) else { continue }
            let number = member.shown("number")
            if number == first?.name { continue }
            let account = try await client.post(
                "/accounts", [:], ["name": .string(number), "member": .string(number)]
            ).json
            made.append((number, try account.id, "\(role) of \(branch), \(member.shown("name"))"))
        }
        return made
    }

    private static func offices(of member: JSON) -> Set<String> {
        Set((member["offices"]?.array ?? []).compactMap(\.string))
    }

    /// One after the other: they all come from one place, which has one password hashed at a time.
    private func setPasswords(_ accounts: [(name: String, account: Int64, who: String)]) async throws -> [Made] {
        var made: [Made] = []
        for account in accounts { made.append(try await setPassword(account)) }
        return made
    }

    private func setPassword(_ account: (name: String, account: Int64, who: String)) async throws -> Made {
        let password = Self.randomPassword()
        let link = try await client.post("/accounts/\(account.account)/links").json
        _ = try await client.post(
            "/password-links/use", [:], ["link": .string(link.shown("link")), "newPassword": .string(password)]
        )
        return Made(name: account.name, password: password, who: account.who)
    }

    /// Sixty random bits that can be read out: `kmtw-93hd-x7qp`.
    private static func randomPassword() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var random = SystemRandomNumberGenerator()
        let groups = (0..<3).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
        }
        return groups.joined(separator: "-")
    }
}
