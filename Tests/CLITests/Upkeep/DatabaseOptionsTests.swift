import Testing

/// How a database is named to a command.
struct DatabaseOptionsTests {
    @Test(arguments: [
        (["doctor", "--database", "postgres://a:secret@host/zhibu"], "PGPASSFILE"),
        (["doctor", "--database", "postgres://a@host/zhibu?password=secret"], "PGPASSFILE"),
        (["doctor", "--database", "f.sqlite", "--files", "bureau"], "--files goes with --database postgres://"),
        (["doctor", "--files", "bureau"], "--files goes with --database postgres://"),
        (["move", "--from", "a.sqlite", "--to", "b.sqlite"], "One of --from and --to is a file"),
        (["move", "--from", "postgres://a@h/x", "--to", "postgres://a@h/y"], "One of --from and --to is a file"),
        (["prepare", "--database", "f.sqlite", "--role", "works"], "postgres://owner@host/name"),
        (["doctor", "--probe", "f.sqlite"], "postgres://owner@host/name"),
    ])
    func `what does not go together is refused, and what would be right is said`(_ arguments: [String], _ said: String)
        async throws
    {
        let outcome = try await Workplace().zhibu(arguments)
        #expect(outcome.status == 64 && outcome.err.contains(said), "\(outcome.err)")
        #expect(!outcome.err.contains("secret"))
    }

    @Test func `a server that is not there is said so, without the user's name`() async throws {
        let outcome = try await Workplace().zhibu("doctor", "--database", "postgres://somebody@127.0.0.1:1/zhibu")
        #expect(outcome.status == 73 && outcome.err.contains("postgres://127.0.0.1:1/zhibu"), "\(outcome.err)")
        #expect(!outcome.err.contains("somebody"))
    }
}
