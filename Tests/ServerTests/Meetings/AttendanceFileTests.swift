import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// An assembly of A's seven members, 101 to 107, whose attendance comes in from a sheet. Today is 24 November 2026.
@Suite struct AttendanceFileTests {
    private struct Meeting {
        let bureau: WideBureau
        let id: Int

        init() async throws {
            bureau = try await WideBureau()
            let made = try await bureau.server.post(
                "/branches/\(bureau.ids["A"] ?? 0)/meetings",
                ["kind": "assembly", "date": "2026-11-24", "start": "10:00", "minutes": 60, "place": "支部活动室"])
            id = made.id
            let opened = try await bureau.server.post("/meetings/\(id)/open", ["chair": "101", "recorder": "102"])
            try #require(opened.status == 200, "\(opened.text)")
        }

        func send(_ text: String, _ query: String = "") async throws -> Answer {
            try await bureau.server.importing(text, into: "/meetings/\(id)/attendance/import\(query)")
        }

        /// What is on record of each: state, reason and so on, as far as there is any.
        func roll() async throws -> [String] {
            let record = try await bureau.server.get("/meetings/\(id)/record").json
            return (record["roll"]?.array ?? []).map { line in
                let marks = ["late", "leftEarly"].filter { line[$0] == .bool(true) }
                let texts = ["reason", "deputy", "madeUpOn", "madeUpForm"].compactMap { line[$0]?.string }
                let state = line["entitled"] == .bool(true) ? line["state"]?.string ?? "–" : "sittingIn"
                return ([line["member"]?.string ?? "", state] + marks + texts).joined(separator: " ")
            }
        }
    }

    /// The same of seven people, as offices write it.
    private static let asTaken = [
        "101 present", "102 present late", "103 present", "104 present", "105 absent 听记录人传达", "106 excused 病假",
        "107 excused 出差",
    ]

    @Test(arguments: [
        // One column, in words and by marks.
        """
        党员编号,应到,出勤情况,事由
        101,√,√,
        102,√,迟到,
        103,√,出勤,
        104,√,实到,
        105,√,×,听记录人传达
        106,√,病假,
        107,√,△,出差
        """,
        // A column for each, with a tick in one, and in words why.
        """
        编号,应到,实到,请假,缺席,事由,迟到
        101,1,1,,,,
        102,1,1,,,,是
        103,1,1,,,,
        104,1,√,,,,
        105,1,,,√,听记录人传达,
        106,1,,病假,,,
        107,1,×,√,,出差,
        """,
    ])
    func `a sheet is read as offices write it, and the same again changes nothing`(sheet: String) async throws {
        let meeting = try await Meeting()
        let tried = try await meeting.send(sheet, "?dryRun=true")
        #expect(tried.json["created"]?.integer == 7, "\(tried.text)")
        #expect(try await meeting.roll().allSatisfy { $0.hasSuffix("–") })
        #expect(try await meeting.send(sheet).status == 200)
        #expect(try await meeting.roll() == Self.asTaken)
        let again = try await meeting.send(sheet)
        #expect(again.json["unchanged"]?.integer == 7, "\(again.text)")
        let tally = try await meeting.bureau.server.get("/meetings/\(meeting.id)/record").json["tally"]
        #expect(["entitled", "present", "excused", "absent"].map { tally?[$0]?.integer } == [7, 4, 2, 1])
    }

    @Test func `whoever is not in the file keeps what is on record, and is named while nothing is`() async throws {
        let meeting = try await Meeting()
        let short = try await meeting.send("编号,出勤情况\n101,√\n102,√\n")
        #expect(short.status == 422)
        #expect(short.text.contains("103, 104, 105, 106, 107"), "\(short.text)")
        #expect(try await meeting.roll().allSatisfy { $0.hasSuffix("–") })
        let all = (101...107).map { "\($0),√" }.joined(separator: "\n")
        #expect(try await meeting.send("编号,出勤情况\n\(all)\n301,列席\n").status == 200)
        let one = try await meeting.send("编号,出勤情况,事由,代会人\n107,请假,出差,临时工甲\n")
        #expect(one.json["changed"]?.integer == 1, "\(one.text)")
        let roll = try await meeting.roll()
        #expect(roll.suffix(2) == ["107 excused 出差 临时工甲", "301 sittingIn"])
        // What was made up is added, and stays when the attendance is said anew.
        #expect(try await meeting.send("编号,补课日期,补课方式,出勤情况\n107,2026年11月24日,听录音,请假\n").status == 200)
        #expect(try await meeting.send("编号,出勤情况\n101,×\n").status == 200)
        #expect(try await meeting.roll()[6] == "107 excused 出差 临时工甲 2026-11-24 听录音")
        // Who was there after all has nothing to make up, nor a reason.
        #expect(try await meeting.send("编号,出勤情况\n107,√\n").status == 200)
        #expect(try await meeting.roll()[6] == "107 present")
    }

    @Test func `each bad row is told by line and column, and nothing of the file goes in`() async throws {
        let meeting = try await Meeting()
        let refused = try await meeting.send(
            """
            编号,姓名,实到,请假,缺席,列席,事由,迟到,应到
            101,,√,√,,,,,
            102,,,√,,,,,
            103,,,,√,,,是,
            104,,?,,,,,,
            105,,,,不来,,,,
            301,,√,,,,,,
            106,,,,,√,,,
            999,,√,,,,,,
            ,党员甲九,√,,,,,,
            107,,√,,,,,,否
            """)
        #expect(refused.status == 422)
        let errors = (refused.json["errors"]?.array ?? []).map { error in
            "\(error["line"]?.integer ?? 0) \(error["field"]?.string ?? "") \(error["code"]?.string ?? "")"
        }
        #expect(
            errors == [
                "2 请假 conflict", "3 事由 required", "4 迟到 unexpected", "5 实到 unknown", "6 缺席 unknown",
                "7 出勤情况 conflict", "8 出勤情况 conflict", "9 编号 reference", "10 姓名 reference", "11 应到 conflict",
            ], "\(refused.text)")
        #expect(try await meeting.roll().allSatisfy { $0.hasSuffix("–") })
    }

    @Test func `who is not of the meeting is not named to whoever guesses at a number`() async throws {
        let meeting = try await Meeting()
        func name(_ number: String) async throws -> String {
            try await meeting.bureau.server.get("/members?number=\(number)").items.first?["name"]?.string ?? "?"
        }
        let refused = try await meeting.send("编号,姓名,出勤情况\n201,某某,列席\n101,某某,√\n")
        #expect(refused.errors == ["姓名 conflict", "姓名 conflict"], "\(refused.text)")
        // Whoever is on the roll is: the sheet is about them.
        let (outsider, own) = (try await name("201"), try await name("101"))
        #expect(!refused.text.contains(outsider) && refused.text.contains(own), "\(refused.text)")
    }

    @Test func `what is downloaded goes in again unchanged, as CSV and as a workbook, in both languages`() async throws
    {
        let meeting = try await Meeting()
        #expect(
            try await meeting.send("编号,出勤情况,事由\n" + (101...107).map { "\($0),请假,出差\n" }.joined() + "301,列席,\n").status
                == 200)
        #expect(try await meeting.send("编号,出勤情况,补课日期,补课方式,早退\n101,请假,2026-11-24,听录音,\n102,√,,,是\n").status == 200)
        let browser = Browser(meeting.bureau.server, as: try #require(meeting.bureau.accounts[.secretary]))
        for language in ["zh-CN", "en"] {
            browser.language = language
            let file = try await browser.get("/meetings/\(meeting.id)/attendance.csv")
            #expect(file.status == 200)
            let again = try await meeting.send(file.text, "?strict=true")
            #expect(again.json["unchanged"]?.integer == 8, "\(again.text) \(file.text)")
        }
        let book = try await browser.get("/meetings/\(meeting.id)/attendance.xlsx")
        let copy = meeting.bureau.server.folder.appending(path: "attendance.xlsx")
        try Data(book.body).write(to: copy)
        let again = try await meeting.bureau.server.send(
            "POST", "/meetings/\(meeting.id)/attendance/import?strict=true", file: copy.path)
        #expect(again.json["unchanged"]?.integer == 8, "\(again.text)")
    }

    @Test func `of two of one name the number tells, and a name alone is refused`() async throws {
        let meeting = try await Meeting()
        let server = meeting.bureau.server
        let member = try await server.get("/members?number=107").items.first
        let first = try await server.get("/members?number=106").items.first
        let changed = try await server.send(
            "PUT", "/members/\(member?["id"]?.integer ?? 0)",
            [
                "number": "107", "name": first?["name"] ?? .null, "standing": "full", "joined": "2010-01-01",
                "becameFull": "2011-01-01",
            ], headers: ["If-Match": "\"\(member?["version"]?.integer ?? 0)\""])
        try #require(changed.status == 200, "\(changed.text)")
        let name = first?["name"]?.string ?? ""
        let refused = try await meeting.send("姓名,出勤情况\n\(name),√\n")
        #expect(refused.status == 422 && refused.text.contains("106, 107"), "\(refused.text)")
        let rest = (101...105).map { "\($0),,√\n" }.joined()
        #expect(try await meeting.send("编号,姓名,出勤情况\n\(rest)106,\(name),√\n107,\(name),×\n").status == 200)
        #expect(try await meeting.roll().last == "107 absent")
    }
}
