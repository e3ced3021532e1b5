import TestSupport
import Testing

@testable import Storage

/// What a log is told of an error.
@Suite(.onSQLite) struct ErrorLabelTests {
    @Test func `what SQLite refuses is known by its result code, without the values`() async throws {
        let test = try await TestStore()
        do {
            try await test.store.database.write { session in
                try session.run("INSERT INTO setting (key, value) VALUES (\("timeZone"), \("13800138000"))")
            }
            Issue.record("a second setting of the same key was taken")
        } catch {
            let label = ErrorLabel(error)
            #expect(label.type == "GRDB.DatabaseError")
            #expect(label.code?.hasPrefix("SQLite ") == true)
            #expect(label.code != "SQLite 19", "the extended code says which constraint")
            #expect(label.cause == nil)
        }
    }

    @Test func `a fault of the database says what is wrong with it`() {
        let label = ErrorLabel(StorageFault.cannotWrite("disk I/O error (SQLite 778)"))
        #expect(label.type == "Storage.StorageFault")
        #expect(label.code == "cannotWrite")
        #expect(label.cause == "disk I/O error (SQLite 778)")
        #expect(ErrorLabel(StorageFault.closed).code == "closed")
    }
}
