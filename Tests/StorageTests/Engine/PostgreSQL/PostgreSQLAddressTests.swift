import Testing

@testable import Storage

struct PostgreSQLAddressTests {
    @Test(arguments: [
        ("postgres://a:secret@db.example:5432/zhibu?sslmode=verify-full", "postgres://db.example:5432/zhibu", false),
        ("postgres://me@db.example/zhibu", "postgres://db.example/zhibu", false),
        (
            "postgresql://db.example:5432,10.0.0.2:5432/zhibu?connect_timeout=2",
            "postgres://db.example:5432,10.0.0.2:5432/zhibu", false
        ),
        ("postgres://localhost,10.0.0.2/zhibu", "postgres://localhost,10.0.0.2/zhibu", false),
        ("postgres://me@localhost:5433/zhibu", "postgres://localhost:5433/zhibu", true),
        ("postgres://127.0.0.1,[::1]:5432/zhibu", "postgres://127.0.0.1,[::1]:5432/zhibu", true),
        ("postgres://me@/zhibu?host=/run/postgresql", "postgres:///run/postgresql/zhibu", true),
        ("postgres://%2Frun%2Fpostgresql/zhibu", "postgres://%2Frun%2Fpostgresql/zhibu", true),
        ("postgres://me@/zhibu?host=db.example", "postgres://db.example/zhibu", false),
        ("postgres:///zhibu", "postgres:///zhibu", true),
    ])
    func `is shown without its user, and is local only where nothing leaves the machine`(
        _ text: String, _ shown: String, _ isLocal: Bool
    ) throws {
        let address = try #require(PostgreSQLAddress(text))
        #expect(address.shown == shown)
        #expect(address.isLocal == isLocal)
        #expect(address.connection.contains("sslmode=verify-full") != isLocal)
    }

    @Test func `what is asked for about encryption stays`() {
        #expect(PostgreSQLAddress("postgres://h/x?sslmode=require")?.connection == "postgres://h/x?sslmode=require")
        #expect(PostgreSQLAddress("postgres://h/x?a=b")?.connection == "postgres://h/x?a=b&sslmode=verify-full")
        #expect(PostgreSQLAddress("postgres://h/x")?.connection == "postgres://h/x?sslmode=verify-full")
    }

    @Test func `a password in it is found, wherever it stands`() {
        for text in ["postgres://a:b@h/x", "postgres://a@h/x?sslmode=require&password=b"] {
            #expect(PostgreSQLAddress(text)?.hasPassword == true)
        }
        #expect(PostgreSQLAddress("postgres://a@h:5432/x?passfile=/etc/zhibu/pass")?.hasPassword == false)
    }

    @Test(arguments: ["zhibu.sqlite", "mysql://h/x", "postgres:/h/x", "/var/lib/postgres://x", ""]) func `is none`(
        _ text: String
    ) {
        #expect(PostgreSQLAddress(text) == nil)
    }
}
