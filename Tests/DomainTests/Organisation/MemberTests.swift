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
            (.probationary, "2010-07-01", "2010-06-30", ["becameFull conflict", "becameFull range"]),
        ] as [(Member.Standing, String, String?, [String])])
    func `a full member has a date of becoming full, not before joining; a probationary one has none`(
        standing: Member.Standing, joined: String, becameFull: String?, expected: [String]
    ) throws {
        let (joined, becameFull) = (try LocalDate(parsing: joined), try becameFull.map(LocalDate.init(parsing:)))
        #expect(
            complaints {
                try Member.Facts(
                    number: Code("1042"), name: Text("王芳"), standing: standing, joined: joined,
                    becameFull: becameFull)
            } == expected
        )
    }

    @Test func `a part that could not be read is not judged, and the others are`() throws {
        var errors = FieldErrors()
        let facts = Member.Facts(
            number: nil, name: nil, standing: .full, joined: nil, becameFull: .some(nil), post: .some(nil),
            noting: &errors)
        #expect(facts == nil)
        #expect(errors.errors.map { "\($0.field) \($0.code.rawValue)" } == ["becameFull required"])

        errors = FieldErrors()
        let unread: LocalDate?? = nil
        _ = Member.Facts(
            number: nil, name: nil, standing: .full, joined: try LocalDate(parsing: "2010-07-01"), becameFull: unread,
            post: .some(nil), noting: &errors)
        #expect(errors.isEmpty)
    }
}
