import Domain
import TestSupport
import Testing

@testable import Storage

/// Statements and their arguments: what is put in is bound, what comes out is what the column says.
@Suite struct SQLTests {
    @Test(arguments: [
        "", "O'Brien", "'); DROP TABLE setting; --", "\" OR 1 = 1", "?", "?1 :name @name $name", "党员责任区", "👩‍👩‍👧‍👦",
        "e\u{301}", "two\nlines\tand\\", "100%_", "%s",
    ])
    func `text is bound, never spliced`(_ text: String) async throws {
        let test = try await TestStore()
        let sql: SQL = "INSERT INTO setting (key, value) VALUES (\(text), \(text))"
        #expect(sql.text == "INSERT INTO setting (key, value) VALUES (?, ?)")
        #expect(sql.arguments == [.text(text), .text(text)])
        try await test.run(sql)
        let back: String? = try await test.value("SELECT value FROM setting WHERE key = \(text)")
        // Scalar by scalar: Swift's own comparison takes composed and decomposed characters for equal.
        #expect(back.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test func `bytes, numbers and nothing come back as they were`() async throws {
        let test = try await TestStore()
        let bytes: [UInt8] = [0, 1, 0xFF, 0x27, 0]
        #expect(try await test.value("SELECT \(bytes)", as: [UInt8].self) == bytes)
        #expect(try await test.value("SELECT \([UInt8]())", as: [UInt8].self) == [])
        #expect(try await test.value("SELECT \(Int64.min)", as: Int64.self) == .min)
        #expect(try await test.value("SELECT \(Int.max)", as: Int.self) == .max)
        #expect(try await test.value("SELECT \(true)", as: Bool.self) == true)
        let nothing: String? = nil
        #expect(try await test.value("SELECT CAST(\(nothing) AS TEXT) IS NULL", as: Bool.self) == true)
        #expect(try await test.value("SELECT \(nothing)", as: String?.self) == .some(.none))
    }

    @Test func `the domain's values come back as they were`() async throws {
        let test = try await TestStore()
        func expectBack<Value: SQLValue & Equatable & Sendable>(_ value: Value) async throws {
            #expect(try await test.value("SELECT \(value)", as: Value.self) == value)
        }
        try await expectBack(ID<Branch>(12))
        try await expectBack(Points(hundredths: 8550))
        try await expectBack(Instant(seconds: -1))
        try await expectBack(LocalDate(parsing: "2024-02-29"))
        try await expectBack(Month(parsing: "2026-11"))
        try await expectBack(TimeOfDay(parsing: "09:05"))
        try await expectBack(Code("CG-03-A07"))
        for office in Appointment.Office.allCases { try await expectBack(office) }
        for status in Cycle.Status.allCases { try await expectBack(status) }
    }

    @Test func `a list binds each of its values, and an empty one matches nothing`() async throws {
        let test = try await TestStore()
        let sql: SQL = "SELECT 1 WHERE 2 IN \(list: [1, 2, 3])"
        #expect(sql.text == "SELECT 1 WHERE 2 IN (?, ?, ?)")
        #expect(try await test.value(sql) == 1)
        #expect(try await test.value("SELECT 1 WHERE 2 IN \(list: [Int]())", as: Int.self) == nil)
        #expect(try await test.value("SELECT 1 WHERE NULL IN \(list: [Int]())", as: Int.self) == nil)
        let tricky = ["a", "') OR 1=1 --"]
        #expect(try await test.value("SELECT 1 WHERE 'b' IN \(list: tricky)", as: Int.self) == nil)
        #expect(try await test.value("SELECT 1 WHERE \(tricky[1]) IN \(list: tricky)") == 1)
    }

    @Test func `parts of a statement keep their arguments in the order of the text`() async throws {
        let inner: SQL = "b = \(2) AND c IN \(list: [3, 4])"
        let outer: SQL = "a = \(1) AND \(inner) AND d = \("5")"
        #expect(outer.text == "a = ? AND b = ? AND c IN (?, ?) AND d = ?")
        #expect(outer.arguments == [.integer(1), .integer(2), .integer(3), .integer(4), .text("5")])
        let all = SQL.all(["x = \(1)", inner, "y = \(9)"])
        #expect(all.arguments == [.integer(1), .integer(2), .integer(3), .integer(4), .integer(9)])
        #expect(all.text == "x = ?\n   AND b = ? AND c IN (?, ?)\n   AND y = ?")
        #expect(SQL.all([]).text == "1 = 1")
    }

    @Test func `a column that holds another type is reported as corrupt`() async throws {
        let test = try await TestStore()
        func fault<Value: SQLValue & Sendable>(_ sql: SQL, _ type: Value.Type) async -> StorageFault? {
            do {
                _ = try await test.value(sql, as: Value.self)
                return nil
            } catch {
                return error as? StorageFault
            }
        }
        func expectCorrupt<Value: SQLValue & Sendable>(_ sql: SQL, _ type: Value.Type) async {
            guard case .corrupt(let detail) = await fault(sql, type) else {
                Issue.record("\(sql.text) was read as \(type)")
                return
            }
            #expect(detail.contains("which is no"))
            // What stands there may be anybody's name.
            for value in ["text'", "2026", "emperor", "1.5"] { #expect(!detail.contains(value)) }
        }
        await expectCorrupt("SELECT 'text'", Int.self)
        await expectCorrupt("SELECT 1", String.self)
        await expectCorrupt("SELECT NULL", String.self)
        await expectCorrupt("SELECT NULL", Int.self)
        await expectCorrupt("SELECT 1.5", Int.self)
        await expectCorrupt("SELECT 1.5", String.self)
        await expectCorrupt("SELECT 1.5", String?.self)
        await expectCorrupt(TestDatabase.isPostgreSQL ? "SELECT '\\x00'::bytea" : "SELECT x'00'", String.self)
        await expectCorrupt("SELECT 'blob'", [UInt8].self)
        await expectCorrupt("SELECT 'text'", Int?.self)
        await expectCorrupt("SELECT '2026-13'", Month.self)
        await expectCorrupt("SELECT '2026-02-30'", LocalDate.self)
        await expectCorrupt("SELECT 'emperor'", Appointment.Office.self)
        #expect(await fault("SELECT 1", Int.self) == nil)
    }

    @Test func `an optional column is nothing or the value`() async throws {
        let test = try await TestStore()
        let rows = try await test.store.database.read { session in
            try session.rows("SELECT NULL AS a, 7 AS b, 'x' AS c") { row in
                (a: try row["a"] as Int?, b: try row["b"] as Int?, c: try row["c"] as String?, d: try row.at(1) as Int?)
            }
        }
        let row = try #require(rows.first)
        #expect(row.a == nil && row.b == 7 && row.c == "x" && row.d == 7)
    }

    @Test func `a column that is not in the result is reported`() async throws {
        let test = try await TestStore()
        await #expect(throws: StorageFault.corrupt("no column ‘b’ in the result")) {
            try await test.store.database.read { session in
                try session.one("SELECT 1 AS a") { try $0["b"] as Int }
            }
        }
    }

    @Test func `a session says what it found, made and changed`() async throws {
        let test = try await TestStore()
        try await test.store.database.write { session in
            #expect(try session.value("SELECT 1 WHERE 1 = 0", as: Int.self) == nil)
            #expect(try !session.exists("SELECT 1 FROM committee WHERE code = \("JG")"))
            let id: ID<Committee> = try session.insert(
                "INSERT INTO committee (code, name) VALUES (\("JG"), \("机关党委")) RETURNING id"
            )
            #expect(try session.exists("SELECT 1 FROM committee WHERE id = \(id)"))
            #expect(try session.changed(by: "UPDATE committee SET name = 'x' WHERE id = \(id)") == 1)
            #expect(try session.changed(by: "UPDATE committee SET name = 'x' WHERE id = -1") == 0)
        }
    }

    @Test func `a reader cannot write`() async throws {
        let test = try await TestStore()
        let settings: Int? = try await test.value("SELECT count(*) FROM setting")
        await #expect(throws: (any Error).self) {
            try await test.store.database.read { try $0.run("DELETE FROM setting") }
        }
        #expect(try await test.value("SELECT count(*) FROM setting") == settings)
        #expect(settings ?? 0 > 0)
    }
}
