import Domain
import Testing

@Suite struct MemberTests {
    @Test(
        arguments: [
            (.full, "2010-07-01", "2011-07-01", []), (.full, "2010-07-01", "2010-07-01", []),
            (.probationary, "2026-07-01", nil, []),
            (.full, "2010-07-01", nil, ["becameFull required"]),
            (.probationary, "2026-07-01", "2027-07-01", ["becameFull conflict"]),
            (.full, "2010-07-01", "2010-06-30", ["becameFull range"]),
            (.full, "2010-02-30", "2011-07-01", ["joined range"]),
            (.full, "", "x", ["joined required", "becameFull format"]),
        ] as [(Member.Standing, String, String?, [String])])
    func `a full member has a date of becoming full, not before joining; a probationary one has none`(
        standing: Member.Standing, joined: String, becameFull: String?, expected: [String]
    ) {
        #expect(
            complaints {
                try Member.Draft(number: "1042", name: "王芳", standing: standing, joined: joined, becameFull: becameFull)
            }
                == expected
        )
    }

    @Test func `all complaints about a member come at once`() {
        let long = String(repeating: "长", count: 61)
        #expect(
            complaints {
                try Member.Draft(number: "一", name: long, standing: .full, joined: "1", becameFull: nil, post: long)
            }
                == ["number format", "name length", "joined format", "post length", "becameFull required"]
        )
    }
}
