import Domain
import Testing

@testable import Server
@testable import Storage

/// A field is said once: what follows from it.
@Suite struct FieldTests {
    @Test func `all that is wrong with a request is told in one reply`() async throws {
        let bureau = try await SmallBureau()
        let long = String(repeating: "长", count: 61)
        let answer = try await bureau.server.post(
            "/members",
            [
                "number": "一", "name": .string(long), "standing": "full", "joined": "1", "post": .string(long),
                "branch": "ZZ", "phone": "12", "surname": "王",
            ])
        #expect(answer.status == 422)
        #expect(
            answer.errors == [
                "number format", "name length", "joined format", "post length", "becameFull required",
                "branch reference", "phone format", "surname unexpected",
            ])
    }

    @Test func `a rule across fields is told beside the fields that could not be read`() async throws {
        let bureau = try await SmallBureau()
        let answer = try await bureau.server.post(
            "/meetings", ["date": "soon", "start": "23:30", "minutes": 60, "place": "三楼会议室"])
        #expect(answer.errors == ["date format", "minutes range"])
        let moved = try await bureau.server.post("/meetings", ["standing": "monthly"])
        #expect(
            moved.errors == [
                "standing unknown", "date required", "start required", "minutes required", "place required",
            ])
    }

    @Test func `an adjustment is judged by its month's scheme together with its fields`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "B-1", "item": "gift", "times": 101, "date": "2026-12-01", "reason": " ", "recorder": "999",
                "worth": 5,
            ])
        #expect(
            answer.errors == [
                "times range", "reason required", "area reference", "recorder reference", "item unknown", "date range",
                "worth unexpected",
            ])
    }

    @Test func `null and leaving out say the same of what may be left out, and of nothing else`() async throws {
        let bureau = try await SmallBureau()
        let body: JSON = [
            "number": "301", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A",
            "becameFull": nil, "post": nil, "group": nil, "from": nil, "phone": nil,
        ]
        #expect(try await bureau.server.post("/members", body).status == 201)
        let answer = try await bureau.server.post(
            "/members", ["number": nil, "name": nil, "standing": nil, "joined": nil, "branch": nil])
        #expect(
            answer.errors == [
                "number required", "name required", "standing required", "joined required", "branch required",
            ])
    }

    @Test func `what is told only cannot be given`() {
        var errors = FieldErrors()
        #expect(Wire.masked.parse("138****8000", "phone", &errors) == nil)
        #expect(errors.errors.map(\.code) == [.unexpected])
    }

    @Test func `a form asks within the bounds that the operation has`() throws {
        let words = try WebResources.embedded.get().words(of: .chinese)
        let bounds = [
            MemberFields.number.asked(words).maximum, MemberFields.name.asked(words).maximum,
            MemberFields.phone.asked(words).maximum, AreaFields.boundary.asked(words).maximum,
            MeetingFields.place.asked(words).maximum, MeetingFields.minutes.asked(words).maximum,
        ]
        #expect(bounds == [32, 60, 40, 500, 100, 3])
        #expect(MemberFields.post.asked(words).isOptional && !MemberFields.name.asked(words).isOptional)
    }

    @Test func `no heading of a spreadsheet means two columns`() {
        for columns in [MemberSpreadsheet.columns, AreaSpreadsheet.columns] {
            let titles = columns.flatMap(\.titles).map { $0.lowercased() }
            #expect(Set(titles).count == titles.count, "\(titles)")
            #expect(Set(columns.map(\.key)).count == columns.count)
        }
    }
}
