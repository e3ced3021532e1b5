import Domain
import Testing

@Suite struct FieldErrorsTests {
    @Test func `every error of a form is collected, in order`() {
        let found = complaints {
            var errors = FieldErrors()
            let code = errors.take("code") { () throws(Rejection) in try Code("支部") }
            let points = errors.take("points") { () throws(Rejection) in try Points("14.5") }
            let date = errors.takeOptional("date", "2026-02-30", LocalDate.init(parsing:))
            errors.add("tier", .unknown, "the scheme has no such tier")
            #expect(code == nil)
            #expect(points?.hundredths == 1450)
            #expect(date == nil)
            try errors.check()
        }
        #expect(found == ["code format", "date range", "tier unknown"])
    }

    @Test func `what may be left out is no error when it is`() throws {
        var errors = FieldErrors()
        let date = errors.takeOptional("date", String?.none, LocalDate.init(parsing:))
        #expect(date == nil)
        #expect(errors.isEmpty)
        try errors.check()
    }

    @Test func `errors of parts join those of the whole`() {
        var errors = FieldErrors("a", .missing)
        errors.add(FieldErrors("b", .range, "at most 1"))
        errors.add("c", Rejection.tooLong(maximum: 3))
        #expect(errors.errors.map(\.field) == ["a", "b", "c"])
        #expect(errors.errors.map(\.code) == [.required, .range, .length])
        #expect(errors.errors.last?.detail.description == "at most 3 characters")
        #expect(!errors.isEmpty)
    }
}
