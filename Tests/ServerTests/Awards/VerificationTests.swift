import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Server

/// What a check of a snapshot finds, when somebody writes past the service into the file, or edits an export.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct VerificationTests {
    private static func posted() async throws -> SmallBureau {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.adjust(in: cycle)
        try #require(await bureau.close(cycle).status == 200)
        try #require(await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        return bureau
    }

    private static func faults(_ bureau: SmallBureau) async throws -> [String] {
        let answer = try await bureau.server.get("/snapshots/1/verification").json
        let faults = (answer["faults"]?.array ?? []).compactMap { $0["code"]?.string }
        #expect(answer["holds"] == .bool(faults.isEmpty))
        return faults
    }

    private static func write(_ statements: [SQL], to bureau: SmallBureau) async throws {
        try await bureau.server.store.database.write { session in
            for statement in statements { try session.run(statement) }
        }
    }

    @Test func `a snapshot that nobody touched holds`() async throws {
        let bureau = try await Self.posted()
        #expect(try await Self.faults(bureau).isEmpty)
        let snapshot = try await bureau.server.get("/snapshots/1").json
        #expect(try SnapshotExport.verify(snapshot)["holds"] == true)
        #expect(
            try await bureau.server.get("/snapshots?month=2026-11&branch=A").items.map { $0["hash"] } == [
                snapshot["hash"]
            ])
        #expect(try await bureau.server.get("/snapshots?branch=B").items.isEmpty)
    }

    /// Each a change that the schema itself refuses.
    private static let forgeries: [SQL] = [
        "UPDATE sheet SET total = total + 100 WHERE id = 1",
        "UPDATE sheet SET tier = 'group' WHERE id = 1",
        "UPDATE sheet SET area_id = 2 WHERE id = 1",
        "UPDATE sheet SET stands = 1 - stands, total = total + 1 WHERE id = 2",
        "DELETE FROM sheet WHERE id = 1",
        "UPDATE sheet_point SET points = points + 1 WHERE sheet_id = 1",
        "DELETE FROM sheet_point WHERE sheet_id = 1",
        "UPDATE adjustment SET times = 3",
        "UPDATE adjustment SET withdrawn = 1",
        "DELETE FROM adjustment",
        "UPDATE snapshot SET ranking = replace(ranking, '\"place\":1', '\"place\":2')",
        "UPDATE snapshot SET hash = replace(hash, 'a', 'b')",
        "DELETE FROM snapshot",
        "UPDATE scheme SET content = replace(content, '80', '70')",
        "UPDATE cycle SET status = 'closed'",
    ]

    @Test(arguments: forgeries.indices)
    func `the schema refuses to rewrite what was recorded`(index: Int) async throws {
        let bureau = try await Self.posted()
        await #expect(throws: (any Error).self) { try await Self.write([Self.forgeries[index]], to: bureau) }
        #expect(try await Self.faults(bureau).isEmpty)
    }

    @Test(
        .onSQLite,
        arguments: [
            ("sheet", "UPDATE sheet SET total = total + 100 WHERE id = 1", ["recordsDiffer"]),
            ("sheet", "UPDATE sheet SET tier = 'group' WHERE id = 3", ["recordsDiffer"]),
            ("sheet", "UPDATE sheet SET stands = 0 WHERE id = 1", ["recordsDiffer"]),
            ("sheet_point", "UPDATE sheet_point SET points = points + 1 WHERE sheet_id = 1", ["recordsDiffer"]),
            ("sheet_point", "DELETE FROM sheet_point WHERE sheet_id = 12", ["recordsDiffer"]),
            ("adjustment", "UPDATE adjustment SET times = 3", ["recordsDiffer"]),
            ("adjustment", "UPDATE adjustment SET withdrawn = 1", ["recordsDiffer"]),
            ("adjustment", "UPDATE adjustment SET area_id = 2", ["recordsDiffer"]),
            ("adjustment", "DELETE FROM adjustment", ["recordsDiffer"]),
            ("closed_holder", "UPDATE closed_holder SET member_id = 4 WHERE area_id = 1", ["recordsDiffer"]),
            // A closed month stands on who held its areas then; of this one the audit tells.
            ("assignment", "UPDATE assignment SET member_id = 4 WHERE area_id = 1", []),
            (
                "snapshot", "UPDATE snapshot SET ranking = replace(ranking, '\"place\":1', '\"place\":2')",
                ["rankingAltered", "recomputedDiffers"]
            ),
            ("snapshot", "UPDATE snapshot SET ranking = '{}'", ["rankingAltered", "inputsAltered"]),
            ("snapshot", "UPDATE snapshot SET ranking = 'x'", ["rankingAltered", "inputsAltered"]),
            (
                "snapshot", "UPDATE snapshot SET inputs = replace(inputs, '\"total\":9600', '\"total\":9601')",
                ["inputsAltered", "recordsDiffer"]
            ),
            ("snapshot", "UPDATE snapshot SET inputs = 'x'", ["inputsAltered", "inputsUnreadable", "recordsDiffer"]),
            ("snapshot", "UPDATE snapshot SET hash = replace(hash, substr(hash, 1, 1), 'x')", ["rankingAltered"]),
            ("scheme", "UPDATE scheme SET content = replace(content, '\"weight\":10', '\"weight\":10 ')", []),
            (
                "scheme", "UPDATE scheme SET content = replace(content, '\"awardMinimum\":80', '\"awardMinimum\":70')",
                ["recordsDiffer"]
            ),
        ] as [(String, SQL, [String])])
    func `what is written past the service is found`(table: String, statement: SQL, faults: [String]) async throws {
        let bureau = try await Self.posted()
        // Whoever can write to the file can drop the triggers first.
        let triggers = try await bureau.server.store.database.read { session in
            try session.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = \(table)") { row in
                try row["name"] as String
            }
        }
        try await Self.write(triggers.map { SQL(stringLiteral: "DROP TRIGGER \($0)") } + [statement], to: bureau)
        #expect(try await Self.faults(bureau) == faults)
    }

    // MARK: - Exports

    @Test func `every altered figure of an export is found, without a database`() async throws {
        let export = try await Self.posted().server.get("/snapshots/1").json
        var altered = 0
        for part in ["inputs", "ranking"] {
            let paths = Self.leaves(of: export[part] ?? .null)
            #expect(paths.count > 30)
            for path in paths {
                let forged = Self.altering(export, at: [.name(part)] + path)
                let verification = try SnapshotExport.verify(forged)
                #expect(verification["holds"] == false, "\(part) \(path)")
                altered += 1
            }
        }
        #expect(altered > 80)
        #expect(try SnapshotExport.verify(Self.altering(export, at: [.name("hash")]))["holds"] == false)
    }

    @Test func `a forger who also renews the hash inside is found by the hash on paper`() async throws {
        let export = try await Self.posted().server.get("/snapshots/1").json
        let inputs = try JSON.parse(
            Array((export["inputs"] ?? .null).text.replacing("\"total\":9600", with: "\"total\":9000").utf8)
        )
        let parsed = try #require(Ranking.Inputs(snapshotJSON: inputs))
        let forged = Snapshot(of: parsed, hash: Snapshot.sha256)
        var object = try #require(export.object)
        object["inputs"] = forged.inputs
        object["ranking"] = forged.ranking
        let verification = try SnapshotExport.verify(.object(object))
        #expect(verification["faults"]?.array?.map { $0["code"] } == ["rankingAltered"])
    }

    @Test func `an export written with blanks, in another order, is the same`() async throws {
        let export = try await Self.posted().server.get("/snapshots/1").json
        let turned = try JSON.parse(Array(Self.turned(export).prettyText.utf8))
        #expect(turned != export)
        #expect(try SnapshotExport.verify(turned)["holds"] == true)
    }

    @Test(
        arguments: [
            ([:], ["inputs required", "ranking required", "hash required"]),
            (["inputs": 1, "ranking": [], "hash": "x"], ["inputs required", "ranking required"]),
            (["inputs": [:], "ranking": [:]], ["hash required"]),
            ([1], ["inputs required", "ranking required", "hash required"]),
        ] as [(JSON, [String])])
    func `what is no export is told so`(json: JSON, errors: [String]) {
        do throws(FieldErrors) {
            _ = try SnapshotExport.verify(json)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.errors.map { "\($0.field) \($0.code.rawValue)" } == errors)
        }
    }

    @Test func `an empty document does not hold`() throws {
        let verification = try SnapshotExport.verify(["inputs": [:], "ranking": [:], "hash": "x"])
        #expect(
            verification["faults"]?.array?.map { $0["code"] } == [
                "rankingAltered", "inputsAltered", "inputsUnreadable",
            ]
        )
    }

    // MARK: - Altering JSON

    private enum Step {
        case name(String)
        case index(Int)
    }

    private static func leaves(of json: JSON) -> [[Step]] {
        switch json {
        case .object(let object):
            object.members.flatMap { member in leaves(of: member.value).map { [.name(member.name)] + $0 } }
        case .array(let values):
            values.enumerated().flatMap { index, value in leaves(of: value).map { [.index(index)] + $0 } }
        default: [[]]
        }
    }

    private static func altering(_ json: JSON, at path: some Collection<Step>) -> JSON {
        guard let step = path.first else {
            switch json {
            case .number(let digits): return .number(digits == "7" ? "8" : "7")
            case .string(let text): return .string(text + "x")
            case .bool(let value): return .bool(!value)
            default: return "x"
            }
        }
        switch (step, json) {
        case (.name(let name), .object(var object)):
            object[name] = altering(object[name] ?? .null, at: path.dropFirst())
            return .object(object)
        case (.index(let index), .array(var values)):
            values[index] = altering(values[index], at: path.dropFirst())
            return .array(values)
        default: return json
        }
    }

    /// With the members of every object the other way round.
    private static func turned(_ json: JSON) -> JSON {
        switch json {
        case .object(let object):
            var result = JSON.Object()
            for member in object.members.reversed() { result[member.name] = turned(member.value) }
            return .object(result)
        case .array(let values): return .array(values.map(turned))
        default: return json
        }
    }
}
