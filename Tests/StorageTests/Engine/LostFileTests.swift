import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What is written to a file that nobody would find again is not acknowledged.
@Suite(.onSQLite) struct LostFileTests {
    private static func write(_ code: String, to test: TestStore) async throws {
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: code, name: "党委")) }
    }

    @Test func `a database that another file took the place of takes no writes`() async throws {
        let test = try await TestStore()
        try await Self.write("A", to: test)
        let (there, away) = (test.path, test.path + ".away")
        try FileManager.default.moveItem(atPath: there, toPath: away)
        await #expect(throws: StorageFault.cannotWrite("the file is no longer at its place")) {
            try await Self.write("B", to: test)
        }
        try FileManager.default.copyItem(atPath: away, toPath: there)
        await #expect(throws: StorageFault.cannotWrite("the file is no longer at its place")) {
            try await Self.write("C", to: test)
        }
        // Back at its place it goes on, and has nothing of what was refused.
        try FileManager.default.removeItem(atPath: there)
        try FileManager.default.moveItem(atPath: away, toPath: there)
        try await Self.write("D", to: test)
        #expect(try await test.values("SELECT code FROM committee ORDER BY id", as: String.self) == ["A", "D"])
    }

    @Test func `a database with two names takes no writes`() async throws {
        let test = try await TestStore()
        let other = test.path + ".link"
        try await Self.write("A", to: test)
        try FileManager.default.linkItem(atPath: test.path, toPath: other)
        await #expect(throws: StorageFault.cannotWrite("the file has more than one name: remove the hard link")) {
            try await Self.write("B", to: test)
        }
        try FileManager.default.removeItem(atPath: other)
        try await Self.write("B", to: test)
    }

    @Test(arguments: [true, false])
    func `a database whose log is gone, or another one, takes no writes`(isReplaced: Bool) async throws {
        let test = try await TestStore()
        try await Self.write("A", to: test)
        let log = test.path + "-wal"
        try FileManager.default.moveItem(atPath: log, toPath: log + ".away")
        if isReplaced { try FileManager.default.copyItem(atPath: log + ".away", toPath: log) }
        await #expect(throws: StorageFault.cannotWrite("its log is no longer at its place")) {
            try await Self.write("B", to: test)
        }
    }
}
