import Domain
import Testing

@Suite struct SnapshotTests {
    /// A month with a shared place, trends, a capped bonus, an area without holder and one with a veto.
    private let inputs: Ranking.Inputs
    private let snapshot: Snapshot
    private let recordedHash: String

    init() throws {
        let scheme = try SchemeSample.content(["criteria[0].guidance": #""按时参加学习""#])
        inputs = Ranking.Inputs(
            branch: try Code("CG-03"), month: try Month(parsing: "2026-10"), scheme: scheme,
            contenders: [
                try AreaSample.contender(
                    "A01", sheets: "self 90 | group 88.5 | branch 86 87 88 89 90 | public 80 85",
                    entries: "commended*3 absence",
                    preceding: ["84.5", "86", "88.01"], by: scheme
                ),
                try AreaSample.contender("A02", preceding: ["90"], holder: "1002", by: scheme),
                try AreaSample.contender("A03", preceding: ["90"], holder: "1003", by: scheme),
                try AreaSample.contender("A04", sheets: "self 70", holder: nil, by: scheme),
                try AreaSample.contender("A05", entries: "sanction complaint", holder: "1005", by: scheme),
            ]
        )
        snapshot = Snapshot(of: inputs, hash: Self.hash)
        recordedHash = Self.hash(snapshot.ranking.canonicalBytes())
    }

    /// FNV-1a in 64 bits stands in for SHA-256: any hash that tells these documents apart will do.
    private static func hash(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }

    /// - Parameter isWithRecords: whether the database is at hand too, with its records unchanged.
    private func faults(
        inputs: JSON? = nil, ranking: JSON? = nil, recordedHash: String? = nil, isWithRecords: Bool = true
    ) -> [Snapshot.Fault] {
        Snapshot.verify(
            inputs: inputs ?? snapshot.inputs, ranking: ranking ?? snapshot.ranking,
            recordedHash: recordedHash ?? self.recordedHash, current: isWithRecords ? self.inputs : nil, hash: Self.hash
        )
    }

    /// Another value in the place of `value`, of the same kind if it has one.
    private static func alteration(of value: JSON) -> JSON {
        switch value {
        case .number(let digits): Int64(digits).map { JSON($0 + 1) } ?? .number("1")
        case .string(let string): .string(string == "mean" ? "median" : "\(string)x")
        case .bool(let value): .bool(!value)
        case .null, .array, .object: "x"
        }
    }

    @Test func `a snapshot recomputes to itself`() throws {
        #expect(faults().isEmpty)
        #expect(faults(isWithRecords: false).isEmpty)
        let read = try #require(Ranking.Inputs(snapshotJSON: snapshot.inputs))
        #expect(read == inputs)
        #expect(Snapshot(of: read, hash: Self.hash) == snapshot)
    }

    @Test func `a scheme of format 2 has snapshots of format 2, which recompute to themselves`() throws {
        let scheme = try SchemeSample.content([
            "format": "2", "rounding": #""final""#, "trimFrom": "3", "tiers[3].maximumSheets": "3",
        ])
        let inputs = Ranking.Inputs(
            branch: self.inputs.branch, month: self.inputs.month, scheme: scheme, contenders: self.inputs.contenders)
        let snapshot = Snapshot(of: inputs, hash: Self.hash)
        #expect(snapshot.inputs["format"] == 2 && snapshot.ranking["format"] == 2)
        #expect(snapshot.ranking["ranked"]?.array?.first?["branchTierExact"]?.text == "[26400,3]")
        #expect(snapshot.ranking["ranked"]?.array?.first?["trendExact"]?.text == "[25851,3]")
        let read = try #require(Ranking.Inputs(snapshotJSON: snapshot.inputs))
        #expect(read == inputs)
        #expect(Snapshot(of: read, hash: Self.hash) == snapshot)
        // A document says itself in which format it is, and its scheme has to be of the same.
        #expect(Ranking.Inputs(snapshotJSON: snapshot.inputs.replacing("format", with: 1)) == nil)
        #expect(Ranking.Inputs(snapshotJSON: self.snapshot.inputs.replacing("format", with: 2)) == nil)
    }

    /// The hashes are those that the program had before an area could have several holders.
    @Test func `a month whose areas have one holder or none is frozen as it ever was, byte for byte`() throws {
        #expect(Self.hash(snapshot.inputs.canonicalBytes()) == "247a6096d725a0b0")
        #expect(Self.hash(snapshot.ranking.canonicalBytes()) == "2838ebdc3ad1b8e7")
        let later = Snapshot(
            of: Ranking.Inputs(
                branch: inputs.branch, month: inputs.month,
                scheme: try SchemeSample.content(["format": "2", "rounding": #""final""#]),
                contenders: inputs.contenders), hash: Self.hash)
        #expect(Self.hash(later.inputs.canonicalBytes()) == "24ff5b61126d46be")
        #expect(Self.hash(later.ranking.canonicalBytes()) == "e4ae3cabe26cbe90")
    }

    /// The month with A02 and A04 held by two and three, by their names.
    private func held(scheme changes: [String: String] = [:]) throws -> Ranking.Inputs {
        let people = ["A02": ["1002", "1012"], "A04": ["1004", "1014", "1024"]]
        return Ranking.Inputs(
            branch: inputs.branch, month: inputs.month, scheme: try SchemeSample.content(changes),
            contenders: try inputs.contenders.map { contender in
                let record = contender.record
                guard let holders = people[record.area.text] else { return contender }
                return Ranking.Contender(
                    record: AreaRecord(
                        area: record.area, holders: try holders.map { try Code($0) },
                        labels: .init(area: "责任区", holders: holders.map { "党员\($0)" }), sheets: record.sheets,
                        entries: record.entries), preceding: contender.preceding)
            })
    }

    @Test func `an area of several holders makes the month's documents those of the next format`() throws {
        for changes in [[:], ["format": "2", "rounding": #""final""#]] {
            let inputs = try held(scheme: changes)
            let snapshot = Snapshot(of: inputs, hash: Self.hash)
            #expect(snapshot.inputs["format"] == 3 && snapshot.ranking["format"] == 3)
            let areas = try #require(snapshot.inputs["areas"]?.array)
            #expect(
                areas.map { $0["holders"]?.text } == [
                    #"["1001"]"#, #"["1002","1012"]"#, #"["1003"]"#, #"["1004","1014","1024"]"#, #"["1005"]"#,
                ])
            #expect(areas[1]["holderNames"]?.text == #"["党员1002","党员1012"]"#)
            let rows = (snapshot.ranking["ranked"]?.array ?? []) + (snapshot.ranking["unranked"]?.array ?? [])
            #expect(rows.map { $0["holders"]?.array?.count } == [1, 2, 1, 3, 1])
            #expect((areas + rows).allSatisfy { $0["holder"] == nil && $0["holderName"] == nil })
            // The scheme in it stays the document that it is.
            #expect(snapshot.inputs["scheme"] == inputs.scheme.json)
            let read = try #require(Ranking.Inputs(snapshotJSON: snapshot.inputs))
            #expect(read == inputs && Snapshot(of: read, hash: Self.hash) == snapshot)
            let faults = Snapshot.verify(
                inputs: snapshot.inputs, ranking: snapshot.ranking,
                recordedHash: Self.hash(snapshot.ranking.canonicalBytes()), current: inputs, hash: Self.hash)
            #expect(faults.isEmpty)
        }
    }

    @Test func `a holder who was put in, taken out or exchanged afterwards is found`() throws {
        let inputs = try held()
        let snapshot = Snapshot(of: inputs, hash: Self.hash)
        func faults(_ areas: [(String, JSON?)]) -> [Snapshot.Fault] {
            let altered = areas.reduce(snapshot.inputs) { $0.replacing($1.0, with: $1.1) }
            let forgery = Ranking.Inputs(snapshotJSON: altered).map { Snapshot(of: $0, hash: Self.hash).ranking }
            let ranking = forgery ?? snapshot.ranking
            return Snapshot.verify(
                inputs: altered, ranking: ranking, recordedHash: Self.hash(ranking.canonicalBytes()), current: inputs,
                hash: Self.hash)
        }
        #expect(faults([]).isEmpty)
        #expect(faults([("areas[1].holders[1]", "1099")]) == [.recordsDiffer])
        #expect(
            faults([("areas[0].holders", ["1001", "1099"]), ("areas[0].holderNames", ["甲", "乙"])]) == [.recordsDiffer])
        #expect(faults([("areas[1].holders", ["1002"]), ("areas[1].holderNames", ["甲"])]) == [.recordsDiffer])
        // A name may have been corrected since.
        #expect(faults([("areas[1].holderNames[1]", "改名")]).isEmpty)
    }

    @Test(arguments: [
        ("format", "1"), ("format", "2"), ("format", "4"), ("areas[1].holders", ""), ("areas[1].holders", #""1002""#),
        ("areas[1].holders[1]", "1012"), ("areas[1].holders[1]", #""a b""#), ("areas[1].holders", "null"),
        ("areas[1].holderNames", ""), ("areas[1].holderNames[0]", "null"), ("areas[0].holders", ""),
    ])
    func `holders of another shape are unreadable`(path: String, value: String) throws {
        let snapshot = Snapshot(of: try held(), hash: Self.hash)
        #expect(Ranking.Inputs(snapshotJSON: snapshot.inputs) != nil)
        let altered = snapshot.inputs.replacing(path, with: try SchemeSample.parsed(value))
        #expect(Ranking.Inputs(snapshotJSON: altered) == nil)
    }

    @Test func `a document of the next format in which nobody shares an area is none`() throws {
        let inputs = try held()
        let document = ["areas[1]", "areas[3]"].reduce(Snapshot(of: inputs, hash: Self.hash).inputs) {
            $0.replacing("\($1).holders", with: ["1002"]).replacing("\($1).holderNames", with: ["甲"])
        }
        #expect(Ranking.Inputs(snapshotJSON: document) == nil)
        // Nor is one of the first format that says of holders what only the next one does.
        #expect(Ranking.Inputs(snapshotJSON: document.replacing("format", with: 1)) == nil)
    }

    @Test func `a snapshot holds through its files, compact or indented, whatever the order of members`() throws {
        let inputs = try JSON.parse(snapshot.inputs.canonicalBytes())
        let ranking = try JSON.parse(snapshot.ranking.prettyText.utf8)
        #expect(inputs != snapshot.inputs)
        #expect(faults(inputs: inputs, ranking: ranking).isEmpty)
        #expect(Ranking.Inputs(snapshotJSON: inputs) == self.inputs)
    }

    @Test func `the document of the ranking says who is where and why`() {
        let ranking = snapshot.ranking
        let ranked = ranking["ranked"]?.array?.map { row in
            ["place", "area", "final", "decidedBy"].map { row[$0]?.string ?? row[$0]?.text ?? "-" }.joined(
                separator: " ")
        }
        #expect(ranked == ["1 A01 9070 null", "2 A02 9000 final", "2 A03 9000 shared"])
        #expect(ranking["winners"]?.text == #"["A01"]"#)
        #expect(ranking["unranked"]?.array?.map { $0["cause"]?.string } == ["incomplete", "vetoed"])
        #expect(ranking["unranked"]?.array?.first?["missing"]?.text == #"["holder","group","branch","public"]"#)
        #expect(ranking["unranked"]?.array?.last?["vetoes"]?.text == #"["sanction"]"#)
        #expect(ranking["inputsHash"]?.string == Self.hash(snapshot.inputs.canonicalBytes()))
    }

    @Test func `every figure in it is a whole number`() {
        // The scheme is the office's own document, with points as the office writes them.
        for leaf in snapshot.ranking.leaves + (snapshot.inputs["areas"]?.leaves ?? []) {
            if case .number = leaf.value { #expect(leaf.value.integer != nil, "\(leaf.path)") }
        }
    }

    @Test func `every single altered value of the ranking is found`() {
        let leaves = snapshot.ranking.leaves
        #expect(leaves.count > 40)
        for (path, value) in leaves {
            let altered = snapshot.ranking.replacing(path, with: Self.alteration(of: value))
            #expect(faults(ranking: altered, isWithRecords: false).contains(.rankingAltered), "\(path)")
            // Even when the recorded hash was made anew: the inputs do not give this ranking.
            let forged = faults(
                ranking: altered, recordedHash: Self.hash(altered.canonicalBytes()), isWithRecords: false)
            #expect(forged == [path == [.name("inputsHash")] ? .inputsAltered : .recomputedDiffers], "\(path)")
        }
    }

    @Test func `every single altered value of the inputs is found`() {
        let leaves = snapshot.inputs.leaves
        #expect(leaves.count > 150)
        for (path, value) in leaves {
            let altered = snapshot.inputs.replacing(path, with: Self.alteration(of: value))
            #expect(faults(inputs: altered, isWithRecords: false).contains(.inputsAltered), "\(path)")
            // Even when every hash was made anew: the records in the database are others.
            let forgery = Ranking.Inputs(snapshotJSON: altered).map { Snapshot(of: $0, hash: Self.hash) }
            let ranking = forgery?.ranking ?? snapshot.ranking
            let found = faults(inputs: altered, ranking: ranking, recordedHash: Self.hash(ranking.canonicalBytes()))
            // Names may have been corrected since: the database is not held against them, only the hash is.
            if path.last == .name("name") || path.last == .name("holderName"), forgery != nil { continue }
            let isTrend = path.contains(.name("preceding"))
            #expect(found.contains(isTrend ? .precedingDiffer : .recordsDiffer), "\(path)")
        }
    }

    @Test func `every value taken out is found`() {
        for (path, _) in snapshot.inputs.leaves {
            #expect(
                !faults(inputs: snapshot.inputs.replacing(path, with: nil), isWithRecords: false).isEmpty, "\(path)")
        }
        for (path, _) in snapshot.ranking.leaves {
            #expect(
                !faults(ranking: snapshot.ranking.replacing(path, with: nil), isWithRecords: false).isEmpty, "\(path)")
        }
    }

    @Test func `a sheet or area slipped in is found`() throws {
        let area = try #require(snapshot.inputs["areas"]?.array?.first)
        #expect(
            faults(inputs: snapshot.inputs.replacing("areas[5]", with: area), isWithRecords: false) == [.inputsAltered])
        let sheet = try #require(area["sheets"]?.array?.first)
        #expect(
            faults(inputs: snapshot.inputs.replacing("areas[1].sheets[4]", with: sheet), isWithRecords: false) == [
                .inputsAltered
            ]
        )
    }

    @Test func `another recorded hash is found`() {
        #expect(faults(recordedHash: "0") == [.rankingAltered])
        #expect(faults(recordedHash: "") == [.rankingAltered])
    }

    @Test func `records that changed since are found, and whether they are of the month or of those before it`() throws
    {
        let contender = inputs.contenders[1]
        for (changed, fault) in [
            (Ranking.Contender(record: contender.record, preceding: []), Snapshot.Fault.precedingDiffer),
            (Ranking.Contender(record: inputs.contenders[2].record, preceding: contender.preceding), .recordsDiffer),
            (Ranking.Contender(record: inputs.contenders[2].record, preceding: []), .recordsDiffer),
        ] {
            var contenders = inputs.contenders
            contenders[1] = changed
            let current = Ranking.Inputs(
                branch: inputs.branch, month: inputs.month, scheme: inputs.scheme, contenders: contenders
            )
            let found = Snapshot.verify(
                inputs: snapshot.inputs, ranking: snapshot.ranking, recordedHash: recordedHash, current: current,
                hash: Self.hash
            )
            #expect(found == [fault])
        }
    }

    @Test(arguments: [
        ("format", "2"), ("format", ""), ("branch", "null"), ("month", #""2026-13""#), ("scheme", ""),
        ("scheme.tiers[0].weight", "11"),
        ("areas", "{}"), ("areas[0]", "null"), ("areas[0].area", ""), ("areas[0].name", "7"),
        ("areas[0].sheets", ""),
        ("areas[0].sheets[0].id", #""1""#), ("areas[0].sheets[0].tier", #""own""#),
        ("areas[0].sheets[0].total", "90.5"),
        ("areas[0].adjustments[0].kind", #""gift""#), ("areas[0].adjustments[0].times", "1.5"),
        ("areas[0].adjustments[0].item", "1"),
        ("areas[0].preceding[0]", #""84""#), ("areas[0].preceding", "null"),
        // Figures that no month can bring, and that computing would overflow on.
        ("areas[0].sheets[0].total", "9223372036854775807"), ("areas[0].sheets[0].total", "-1"),
        ("areas[0].adjustments[0].times", "9223372036854775807"), ("areas[0].adjustments[0].times", "0"),
        ("areas[0].preceding[0]", "9223372036854775807"), ("areas[0].preceding[0]", "-1"),
    ])
    func `inputs of another shape are unreadable`(path: String, value: String) throws {
        let altered = snapshot.inputs.replacing(path, with: try SchemeSample.parsed(value))
        #expect(Ranking.Inputs(snapshotJSON: altered) == nil)
        #expect(faults(inputs: altered, isWithRecords: false) == [.inputsAltered, .inputsUnreadable])
    }

    @Test(arguments: ["null", "[]", "{}", "1", #""""#])
    func `documents that are none at all are found and told`(text: String) throws {
        let document = try JSON.parse(text.utf8)
        #expect(faults(inputs: document, isWithRecords: false) == [.inputsAltered, .inputsUnreadable])
        #expect(faults(ranking: document).contains(.rankingAltered))
    }

    @Test func `the order in which areas are loaded does not change the snapshot`() {
        let reversed = Ranking.Inputs(
            branch: inputs.branch, month: inputs.month, scheme: inputs.scheme, contenders: inputs.contenders.reversed()
        )
        #expect(Snapshot(of: reversed, hash: Self.hash) == snapshot)
    }

    @Test func `any month's snapshot recomputes to itself and its inputs read back the same`() throws {
        var generator = SplitMix64(seed: 11)
        let schemes = try GeneratedMonth.schemes()
        for _ in 0..<300 {
            let month = try GeneratedMonth(&generator, schemes: schemes)
            let inputs = Ranking.Inputs(
                branch: try Code("CG-01"), month: try Month(parsing: "2026-09"), scheme: month.scheme,
                contenders: month.contenders
            )
            let snapshot = Snapshot(of: inputs, hash: Self.hash)
            let faults = Snapshot.verify(
                inputs: try JSON.parse(snapshot.inputs.canonicalBytes()),
                ranking: try JSON.parse(snapshot.ranking.canonicalBytes()),
                recordedHash: Self.hash(snapshot.ranking.canonicalBytes()), current: inputs, hash: Self.hash
            )
            guard faults.isEmpty, Ranking.Inputs(snapshotJSON: snapshot.inputs) == inputs else {
                Issue.record("\(faults) \(snapshot.inputs.text)")
                return
            }
        }
    }
}
