import Crypto
import Domain
import Foundation
import TestSupport
import Testing

/// Exports of snapshots against `docs/verify/verify.py`, which was written from the rules alone.
@Suite struct IndependentVerificationTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../docs/verify/verify.py").standardizedFileURL.path

    /// A folder of the test's own, gone with it.
    private final class Folder {
        let url = URL.temporaryDirectory.appending(path: "zhibu-verify-\(UUID().uuidString)")

        init() throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        /// What the script says of a file with this content, by a Python that has its standard library and nothing else.
        func verify(_ content: String) async throws -> (status: Int32, out: String) {
            let (file, output) = (url.appending(path: "exports"), url.appending(path: "out"))
            try Data(content.utf8).write(to: file)
            let child = try ChildProcess(
                "python3", ["-I", "-S", "-B", IndependentVerificationTests.script, file.path], in: url.path,
                output: output.path)
            return (try await child.end(), String(decoding: try Data(contentsOf: output), as: UTF8.self))
        }
    }

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func hash(_ document: JSON) -> String {
        hash(document.canonicalBytes())
    }

    /// An export as the program writes it, with its hashes made anew.
    private static func export(inputs: JSON, ranking: JSON) -> JSON {
        [
            "id": 1, "branch": inputs["branch"] ?? .null, "month": inputs["month"] ?? .null, "number": 1,
            "hash": JSON(hash(ranking)), "takenAt": "2026-11-06T08:00:00Z", "takenBy": "user:1101", "inputs": inputs,
            "ranking": ranking,
        ]
    }

    /// Names that are written by every rule of the canonical form.
    private static let names = [
        "龙泉夜市责任区", "A \"quoted\" \\ name / of\u{8}\u{c}\n\r\tmany\u{1}\u{1f}\u{7f}", "é\u{2028}\u{e000}😀𠮷",
    ]

    private static func snapshot(of month: GeneratedMonth) throws -> Snapshot {
        let contenders = month.contenders.map { contender in
            let record = contender.record
            let labels = AreaRecord.Labels(
                area: names[record.sheets.count % names.count],
                holders: record.holders.map { names[($0.text.utf8.last.map(Int.init) ?? 0) % names.count] })
            return Ranking.Contender(
                record: AreaRecord(
                    area: record.area, holders: record.holders, labels: labels, sheets: record.sheets,
                    entries: record.entries),
                preceding: contender.preceding)
        }
        return Snapshot(
            of: Ranking.Inputs(
                branch: try Code("CG-01"), month: try Month(parsing: "2026-10"), scheme: month.scheme,
                contenders: contenders),
            hash: hash)
    }

    @Test func `the script agrees on ten thousand months of every format`() async throws {
        var generator = SplitMix64(seed: 17)
        let schemes = try GeneratedMonth.schemes()
        var (lines, formats): ([String], [String: Int]) = ([], [:])
        for _ in 0..<10_000 {
            let snapshot = try Self.snapshot(of: GeneratedMonth(&generator, schemes: schemes))
            formats[snapshot.inputs["format"]?.text ?? "", default: 0] += 1
            lines.append(Self.export(inputs: snapshot.inputs, ranking: snapshot.ranking).text)
        }
        #expect(["1", "2", "3"].allSatisfy { (formats[$0] ?? 0) > 500 }, "\(formats)")
        let (status, out) = try await Folder().verify(lines.joined(separator: "\n"))
        let faults = out.split(separator: "\n").filter { !$0.contains(": CG-01 2026-10 holds, won by ") }
        #expect(faults == ["10000 hold, 0 differ, 0 cannot be read"] && status == 0, "\(faults.prefix(20))")
    }

    /// A month with a shared place, a capped bonus, an area without holder and one with a veto.
    private static func month(_ changes: [String: String] = [:]) throws -> Snapshot {
        let scheme = try SchemeSample.content(changes)
        return Snapshot(
            of: Ranking.Inputs(
                branch: try Code("CG-03"), month: try Month(parsing: "2026-10"), scheme: scheme,
                contenders: [
                    try AreaSample.contender(
                        "A01", sheets: "self 90 | group 88.5 | branch 86 87 88 89 90 | public 80 85",
                        entries: "commended*3 absence", preceding: ["84.5", "86", "88.01"], by: scheme),
                    try AreaSample.contender("A02", preceding: ["90"], holder: "1002", by: scheme),
                    try AreaSample.contender("A03", preceding: ["90"], holder: "1003", by: scheme),
                    try AreaSample.contender("A04", sheets: "self 70", holder: nil, by: scheme),
                    try AreaSample.contender("A05", entries: "sanction complaint", holder: "1005", by: scheme),
                ]),
            hash: hash)
    }

    /// Each with all hashes made anew, unless it is a hash that is forged: what tells of it is the computing.
    @Test(
        arguments: [
            ("ranking.ranked[0].final", "9071", "ranking ranked A01 final: the file says 9071, right is 9070"),
            ("ranking.ranked[1].place", "1", "ranking ranked A02 place: the file says 1, right is 2"),
            ("ranking.ranked[2].decidedBy", #""final""#, #"A03 decidedBy: the file says "final", right is "shared""#),
            ("ranking.ranked[0].extra", "true", "ranking ranked A01 extra: the file says true, right is nothing"),
            ("ranking.ranked[0].trend", "", "ranking ranked A01 trend: the file says nothing, right is 8617"),
            ("ranking.ranked[0].place", "true", "ranking ranked A01 place: the file says true, right is 1"),
            ("ranking.ranked[2]", "", "ranking ranked: the file has A01, A02, right is A01, A02, A03"),
            ("ranking.winners", #"["A02"]"#, #"ranking winners: the file says ["A02"], right is ["A01"]"#),
            ("ranking.unranked[1].vetoes", "[]", #"A05 vetoes: the file says [], right is ["sanction"]"#),
            ("inputs.areas[0].sheets[0].total", "10000", "ranking ranked A01 final: the file says 9070, right is 9170"),
            ("inputs.areas[4].adjustments[0]", "", "ranking ranked: the file has A01, A02, A03, right is A"),
            ("hash", #""00""#, #"SHA-256 of the ranking: the file says "00", right is "#),
            ("month", #""2026-09""#, #"month: the file says "2026-09", right is "2026-10""#),
        ] as [(String, String, String)])
    func `a forgery is told`(path: String, value: String, told: String) async throws {
        let snapshot = try Self.month()
        let sound = Self.export(inputs: snapshot.inputs, ranking: snapshot.ranking)
        let folder = try Folder()
        let holds = try await folder.verify(sound.prettyText)
        #expect(holds.status == 0 && holds.out.contains("CG-03 2026-10 holds, won by A01, SHA-256 "), "\(holds.out)")

        var forged = sound.replacing(path, with: try SchemeSample.parsed(value))
        if path.hasPrefix("inputs") || path.hasPrefix("ranking") {
            let inputs = try #require(forged["inputs"])
            let ranking = try #require(forged["ranking"]).replacing("inputsHash", with: JSON(Self.hash(inputs)))
            forged = Self.export(inputs: inputs, ranking: ranking)
        }
        let differs = try await folder.verify(forged.prettyText)
        #expect(differs.status == 1 && differs.out.contains(told), "\(differs.out)")
    }

    @Test func `of a month's export each snapshot is told of by itself`() async throws {
        let (first, second) = (try Self.month(), try Self.month(["format": "2", "rounding": #""final""#]))
        let sound = [first, second].map { Self.export(inputs: $0.inputs, ranking: $0.ranking) }
        func month(_ snapshots: [JSON]) -> String {
            (["month": "2026-10", "snapshots": .array(snapshots)] as JSON).prettyText
        }
        let folder = try Folder()
        let holds = try await folder.verify(month(sound))
        #expect(holds.status == 0 && holds.out.hasSuffix("2 hold, 0 differ, 0 cannot be read\n"), "\(holds.out)")
        for snapshot in sound { #expect(holds.out.contains("SHA-256 \(snapshot["hash"]?.string ?? "none")")) }

        let forged = sound[1].replacing("ranking.winners", with: ["A02"])
        let differs = try await folder.verify(month([sound[0], forged, [:]]))
        #expect(differs.status == 2 && differs.out.hasSuffix("1 hold, 1 differ, 1 cannot be read\n"), "\(differs.out)")
        #expect(differs.out.contains(" 2: CG-03 2026-10 DIFFERS\n") && differs.out.contains(" 3: cannot be read"))

        // Neither none, nor sound ones beside a forged ranking, hide anything.
        let beside = forged.replacing("snapshots", with: .array(sound))
        for (content, status) in [(month([]), 2), (beside.prettyText, 1)] as [(String, Int32)] {
            #expect(try await folder.verify(content).status == status, "\(content)")
        }
    }

    @Test func `an input that was changed, and no hash with it, is told by the hash`() async throws {
        let snapshot = try Self.month(["format": "2", "rounding": #""final""#])
        let export = Self.export(
            inputs: snapshot.inputs.replacing("areas[1].name", with: "改名"), ranking: snapshot.ranking)
        let (status, out) = try await Folder().verify(export.text)
        #expect(status == 1 && out.contains("ranking inputsHash: the file says"), "\(out)")
    }

    @Test(arguments: [
        "", "[]", "{", "{}", #"{"hash":NaN}"#, #"{"hash":"a","hash":"b"}"#,
        String(repeating: "[", count: 100_000),
    ])
    func `what is no export cannot be read`(content: String) async throws {
        let (status, out) = try await Folder().verify(content)
        #expect(status == 2 && out.contains("cannot be read") && !out.contains("Traceback"), "\(out)")
    }

    @Test(arguments: [
        ("format", "4"), ("areas[0].sheets[0].total", "90.5"), ("areas[0].sheets[0].tier", #""own""#),
        ("areas[0].adjustments[0].times", "-1"), ("areas[1].area", #""A01""#), ("scheme.tiers[0].weight", "11"),
        ("scheme.bonusCap", "8.005"), ("scheme.rounding", #""never""#),
    ])
    func `inputs that the rules do not know cannot be read`(path: String, value: String) async throws {
        let snapshot = try Self.month()
        let inputs = snapshot.inputs.replacing(path, with: try SchemeSample.parsed(value))
        let (status, out) = try await Folder().verify(Self.export(inputs: inputs, ranking: snapshot.ranking).text)
        #expect(status == 2 && out.contains("cannot be read") && !out.contains("Traceback"), "\(out)")
    }

    @Test func `the script is short enough to be read, and needs nothing but Python`() throws {
        let lines = try String(contentsOfFile: Self.script, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count - 1 <= 250)
        #expect(lines.allSatisfy { $0.unicodeScalars.count <= 120 })
        let imports = lines.filter { $0.contains("import ") }
        #expect(
            imports == ["import hashlib", "import json", "import re", "import sys", "from fractions import Fraction"])
    }
}
