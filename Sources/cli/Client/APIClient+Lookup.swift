import Domain

/// People name things by code; paths name them by id.
extension APIClient {
    func committee(_ code: String) async throws -> JSON {
        guard let found = try await list("/committees").first(where: { $0["code"] == .string(code) }) else {
            throw CommandFailure(.data, "there is no committee \(code): ‘zhibu committee list’ shows them")
        }
        return found
    }

    func branch(_ code: String) async throws -> JSON {
        try await only(
            in: "/branches", ["code": code], or: "there is no branch \(code): ‘zhibu branch list’ shows them")
    }

    func member(_ number: String) async throws -> JSON {
        try await only(
            in: "/members", ["number": number], or: "there is no member \(number): ‘zhibu member list’ shows them"
        )
    }

    func area(_ code: String) async throws -> JSON {
        try await only(in: "/areas", ["code": code], or: "there is no area \(code): ‘zhibu area list’ shows them")
    }

    /// One branch's month.
    func cycle(of month: Month, in branch: String) async throws -> JSON {
        try await only(
            in: "/cycles", ["month": month.description, "branch": branch],
            or: """
                \(branch) has no assessment for \(month): open it with \
                ‘zhibu assess open --month \(month) --branch \(branch)’
                """
        )
    }

    /// The month of the branch that an area belongs to.
    func cycle(of month: Month, forArea code: String) async throws -> JSON {
        guard let branch = try await area(code)["branch"]?.string else { throw Self.misunderstood }
        return try await cycle(of: month, in: branch)
    }

    private func only(in path: String, _ query: Query, or absence: String) async throws -> JSON {
        guard let found = try await list(path, query).first else { throw CommandFailure(.data, absence) }
        return found
    }

    static let misunderstood = CommandFailure(
        .software, "the server's answer is not understood: is it of the same version as this program?"
    )
}

extension JSON {
    /// The id of a resource, for a path.
    var id: Int64 {
        get throws(CommandFailure) {
            guard let id = self["id"]?.integer else { throw APIClient.misunderstood }
            return id
        }
    }
}
