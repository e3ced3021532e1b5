import Domain
import Testing

@Suite struct BranchTests {
    @Test(
        arguments: [
            (nil, nil, []), ("2024-01-01", "2026-12-31", []), ("2024-01-01", "2024-01-01", []), ("2024-01-01", nil, []),
            (nil, "2026-12-31", []),
            ("2024-01-01", "2023-12-31", ["termEnds range"]),
            ("2024", "2023", ["termBegan format", "termEnds format"]),
        ] as [(String?, String?, [String])])
    func `a term of office does not end before it begins`(began: String?, ends: String?, expected: [String]) {
        #expect(
            complaints {
                try Branch.Draft(
                    code: "CG-03", name: "第三支部", kind: .ordinary, secretaryPost: .concurrent, termBegan: began,
                    termEnds: ends
                )
            } == expected
        )
    }

    @Test func `all complaints about a branch come at once`() {
        #expect(
            complaints {
                try Branch.Draft(
                    code: "", name: " ", kind: .joint, secretaryPost: .fullTime, founded: "1921-07-32", termEnds: "x")
            } == ["code required", "name required", "founded range", "termEnds format"]
        )
    }

    @Test func `a committee has a code, a name and perhaps one above it`() throws {
        #expect(try Committee.Draft(code: "JG", name: "机关党委").parent == nil)
        #expect(try Committee.Draft(code: "JG", name: "机关党委", parent: "CITY").parent?.text == "CITY")
        #expect(
            complaints { try Committee.Draft(code: "机", name: "", parent: "市") } == [
                "code format", "name required", "parent format",
            ])
    }
}
