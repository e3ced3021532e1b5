import Domain
import Testing

@testable import Server
@testable import Storage

/// A branch's meeting from its arranging to an amendment of its signed minutes, with those who try what they may not. Of A's
/// seven members 101 is secretary, 102 officer, 103 leads the first group; today is Tuesday, 24 November 2026.
@Suite struct MeetingRecordTests {
    struct Branch {
        let bureau: WideBureau
        let meeting: Int

        var server: TestServer { bureau.server }
        var path: String { "/meetings/\(meeting)" }

        init(_ kind: String = "assembly", on day: String = "2026-11-24", group: String? = nil) async throws {
            bureau = try await WideBureau()
            let made = try await bureau.server.post(
                "/branches/\(bureau.ids["A"] ?? 0)/meetings",
                [
                    "kind": .string(kind), "date": .string(day), "start": "10:00", "minutes": 60,
                    "place": "支部活动室", "group": JSON(group),
                ])
            try #require(made.status == 201, "\(made.text)")
            meeting = made.id
        }

        func post(
            _ part: String, _ body: JSON, by visitor: WideBureau.Visitor = .secretary
        ) async throws -> Answer {
            try await server.send("POST", "\(path)/\(part)", body, by: bureau.principal(visitor))
        }

        func open(chair: JSON = "101", recorder: JSON = "102") async throws -> Answer {
            try await post("open", ["chair": chair, "recorder": recorder])
        }

        /// - Parameter states: of whoever was not simply there.
        func attend(
            _ numbers: [Int], _ states: [Int: JSON] = [:], version: Int = 2,
            by visitor: WideBureau.Visitor = .secretary
        ) async throws -> Answer {
            let entries = numbers.map { number -> JSON in
                states[number] ?? ["member": .string(String(number)), "state": "present"]
            }
            return try await server.send(
                "PUT", "\(path)/attendance", ["entries": .array(entries)],
                headers: ["If-Match": "\"\(version)\""], by: bureau.principal(visitor))
        }

        func record(by visitor: WideBureau.Visitor = .secretary) async throws -> Answer {
            try await server.send("GET", "\(path)/record", by: bureau.principal(visitor))
        }

        func digest() async throws -> JSON { try await record().json["digest"] ?? .null }

        static let excused: JSON = ["member": "106", "state": "excused", "reason": "住院"]
        static let absent: JSON = ["member": "107", "state": "absent"]
    }

    @Test func `the roll is that of the day, and everybody on it is present, excused or absent`() async throws {
        let branch = try await Branch()
        let opened = try await branch.open()
        #expect(opened.status == 200, "\(opened.text)")
        #expect(opened.json["roll"]?.array?.count == 7)
        #expect(opened.json["tally"] == .null)
        let taken = try await branch.attend(
            Array(101...107), [106: Branch.excused, 107: Branch.absent], by: .officer)
        #expect(taken.status == 200, "\(taken.text)")
        let tally = try #require(taken.json["tally"])
        #expect(["entitled", "present", "excused", "absent"].map { tally[$0]?.integer } == [7, 5, 1, 1])
        // Whoever does not record it reads that somebody was away, and not why; but of oneself.
        let seen = try await branch.record(by: .member)
        #expect(seen.json["roll"]?.array?.contains { $0["reason"]?.isNull == false } == false)
        #expect(try await branch.record(by: .otherSecretary).status == 404)
        let short = try await branch.attend(Array(101...106), version: 3)
        #expect(short.status == 422, "\(short.text)")
        #expect(short.text.contains("107"))
    }

    @Test func `of two who record at once the second is told that it was changed`() async throws {
        let branch = try await Branch()
        _ = try await branch.open()
        #expect(try await branch.attend(Array(101...107)).status == 200)
        #expect(try await branch.attend(Array(101...107), by: .officer).status == 412)
    }

    @Test func `minutes are signed by two people, each by oneself or one of them on paper, and then stand`()
        async throws
    {
        let branch = try await Branch()
        #expect(try await branch.open(chair: "101", recorder: "101").code == "oneSigner")
        // An assembly is led by whoever has an office.
        #expect(try await branch.open(chair: "107").status == 422)
        #expect(try await branch.open().status == 200)
        #expect(try await branch.open().code == "meetingOpened")
        let early = try await branch.post("sign", ["signer": "chair", "digest": branch.digest()])
        #expect(early.code == "attendanceNotTaken")
        _ = try await branch.attend(Array(101...107), [106: Branch.excused])
        let digest = try await branch.digest()
        #expect(try await branch.post("sign", ["signer": "recorder", "digest": digest]).code == "otherSigner")
        #expect(try await branch.post("sign", ["signer": "chair", "digest": "0"]).code == "minutesChanged")
        #expect(
            try await branch.post("sign", ["signer": "chair", "digest": digest, "onPaper": true]).code == "otherSigner")
        #expect(try await branch.post("sign", ["signer": "chair", "digest": digest]).status == 200)
        #expect(try await branch.attend(Array(101...107), version: 4).code == "minutesSigned")
        #expect(try await branch.post("amendments", ["amendment": "错字"]).code == "minutesNotSigned")
        #expect(try await branch.post("sign", ["signer": "recorder", "digest": digest], by: .officer).status == 200)
        #expect(try await branch.post("sign", ["signer": "chair", "digest": digest]).code == "signedAlready")
        let amended = try await branch.post("amendments", ["amendment": "“张”应为“章”"], by: .officer)
        #expect(amended.status == 201, "\(amended.text)")
        #expect(amended.json["amendments"]?.array?.first?["number"]?.integer == 1)
        #expect(amended.json["digest"] == digest)
        // Who made it up later is added, and changes nothing that was signed.
        let made = try await branch.post("made-up", ["member": "106", "on": "2026-11-24", "form": "听录音"])
        #expect(made.status == 200, "\(made.text)")
        #expect(made.json["tally"]?["madeUp"]?.integer == 1)
        #expect(made.json["tally"]?["excused"]?.integer == 1)
        #expect(made.json["digest"] == digest)
        #expect(try await branch.post("made-up", ["member": "101", "on": "2026-11-24", "form": "x"]).status == 422)
    }

    @Test func `a recorder who signs more than three working days later says why, for all to see`() async throws {
        // Three working days after Friday, 13 November, is Wednesday, the 18th: the last day in time.
        let branch = try await Branch(on: "2026-11-13")
        _ = try await branch.open()
        _ = try await branch.attend(Array(101...107))
        let digest = try await branch.digest()
        let late = try await branch.post("sign", ["signer": "recorder", "digest": digest], by: .officer)
        #expect(late.status == 422, "\(late.text)")
        #expect(late.text.contains("2026-11-18"))
        let signed = try await branch.post(
            "sign", ["signer": "recorder", "digest": digest, "lateReason": "外出培训"], by: .officer)
        #expect(signed.status == 200, "\(signed.text)")
        #expect(try await branch.record(by: .member).json["lateReason"]?.string == "外出培训")
    }

    @Test func `a branch committee of which less than half is there is not held`() async throws {
        let branch = try await Branch("branchCommittee")
        let opened = try await branch.open()
        // Secretary and organisation officer.
        #expect(opened.json["roll"]?.array?.map { $0["member"]?.string } == ["101", "102"])
        func away(_ number: Int) -> JSON { ["member": .string(String(number)), "state": "absent"] }
        #expect(try await branch.attend([101, 102], [101: away(101), 102: away(102)]).code == "noQuorum")
        #expect(try await branch.attend([101, 102], [102: away(102)]).status == 200)
    }

    @Test func `a party group's meeting is of the group alone`() async throws {
        let branch = try await Branch("group", group: "一组")
        #expect(try await branch.open(chair: "103", recorder: "104").json["roll"]?.array?.count == 4)
    }

    @Test func `what is still to come is not opened, and a committee's kind no branch holds`() async throws {
        let branch = try await Branch(on: "2026-11-27")
        #expect(try await branch.open().code == "meetingToCome")
        let wrong = try await branch.server.post(
            "/branches/\(branch.bureau.ids["A"] ?? 0)/meetings",
            [
                "kind": "secretaries", "also": "annualReview", "group": "三组", "date": "2024-01-05", "start": "09:00",
                "minutes": 60, "place": "甲",
            ])
        #expect(wrong.status == 422)
        #expect(wrong.json["errors"]?.array?.map { $0["field"]?.string } == ["kind", "also", "group", "group", "date"])
    }

    @Test func `a party group's leader records that group's meetings from beginning to end, and no other`() async throws
    {
        let branch = try await Branch("group", group: "一组")
        let (server, bureau) = (branch.server, branch.bureau)
        let (leader, path) = (bureau.principal(.leader), "/branches/\(bureau.ids["A"] ?? 0)/meetings")
        func arrange(_ kind: String, _ group: String?, also: String? = nil) async throws -> Answer {
            try await server.send(
                "POST", path,
                [
                    "kind": .string(kind), "also": JSON(also), "group": JSON(group), "date": "2026-11-23",
                    "start": "16:00", "minutes": 45, "place": "一组",
                ], by: leader)
        }
        #expect(try await arrange("group", "一组").status == 201)
        // Another group's, the branch's, or one that counts as the branch's besides.
        let others: [(String, String?, String?)] = [
            ("group", "二组", nil), ("assembly", nil, nil), ("group", "一组", "lecture"),
        ]
        for (kind, group, also) in others {
            #expect(try await arrange(kind, group, also: also).status == 403, "\(kind) \(group ?? "")")
        }
        let opened = try await branch.post("open", ["chair": "103", "recorder": "104"], by: .leader)
        #expect(opened.status == 200 && opened.json["roll"]?.array?.count == 4, "\(opened.text)")
        let away: JSON = ["member": "102", "state": "excused", "reason": "出差"]
        #expect(try await branch.attend(Array(101...104), [102: away], by: .leader).status == 200)
        // Whoever records it reads why somebody was away; another of the group does not.
        #expect(try await branch.record(by: .leader).text.contains("出差"))
        #expect(try await !branch.record(by: .member).text.contains("出差"))
        let written = try await server.send(
            "PUT", "\(branch.path)/minutes", ["items": [["title": "学习"]], "decisions": []],
            headers: ["If-Match": "\"3\""], by: leader)
        #expect(written.status == 200, "\(written.text)")
        let signed = try await branch.post(
            "sign", ["signer": "chair", "digest": try await branch.digest()], by: .leader)
        #expect(signed.status == 200, "\(signed.text)")
        let browser = Browser(server, as: try #require(bureau.accounts[.leader]))
        let chinese = ["Accept-Language": "zh-CN"]
        #expect(try await browser.get(path, headers: chinese).text.contains("\(path)/new"))
        let form = try await browser.get("\(path)/new", headers: chinese).text
        #expect(form.contains("一组") && !form.contains("二组") && !form.contains("value=\"assembly\""), "\(form)")
        // A meeting of another group, and the branch's own.
        for other in [try await Branch("group", group: "二组"), try await Branch()] {
            let refused = try await other.post("open", ["chair": "101", "recorder": "104"], by: .leader)
            #expect(refused.status == 403, "\(refused.text)")
        }
    }

    @Test func `a lecture has a speaker and hours, no other meeting has, and what is said of it is signed`()
        async throws
    {
        let lecture = try await Branch("lecture")
        _ = try await lecture.open()
        _ = try await lecture.attend(Array(101...107))
        let before = try await lecture.digest()
        func write(_ branch: Branch, _ version: Int, _ more: JSON) async throws -> Answer {
            var body = JSON.Object()
            (body["items"], body["decisions"]) = ([], [])
            for member in more.object?.members ?? [] { body[member.name] = member.value }
            return try await branch.server.send(
                "PUT", "\(branch.path)/minutes", .object(body), headers: ["If-Match": "\"\(version)\""],
                by: branch.bureau.principal(.secretary))
        }
        let said: JSON = [
            "form": "study", "scale": "small", "changed": "夜市油烟投诉减半", "changedFor": "周边住户", "seenBy": "社区网格员",
            "speaker": "支部书记", "lecture": "城市管理中的群众路线", "hours": .number("1.5"),
        ]
        #expect(try await write(lecture, 3, ["hours": .number("1.2")]).code == "invalidInput")
        let written = try await write(lecture, 3, said)
        #expect(written.status == 200, "\(written.text)")
        for member in said.object?.members ?? [] { #expect(written.json[member.name] == member.value) }
        #expect(written.json["digest"] != before)
        let browser = Browser(lecture.server, as: try #require(lecture.bureau.accounts[.secretary]))
        let page = try await browser.get(lecture.path).text
        // On paper too, whose lines the document has.
        let paper = try await browser.get("\(lecture.path)/paper").text
        for text in ["夜市油烟投诉减半", "城市管理中的群众路线", "1.5", "小规模"] {
            #expect(page.contains(text) && paper.contains(text), "\(text)")
        }
        #expect(try await browser.get("\(lecture.path)/minutes").text.contains("社区网格员"))
        // Written anew without it, it is as it was before.
        #expect(try await write(lecture, 4, [:]).json["digest"] == before)

        let assembly = try await Branch()
        _ = try await assembly.open()
        let refused = try await write(assembly, 2, said)
        #expect(refused.json["errors"]?.array?.map { $0["field"]?.string } == ["speaker", "lecture", "hours"])
    }

    @Test func `organisational life has its steps by the meeting's day, noted by whom and when, and taken back`()
        async throws
    {
        let life = try await Branch("orgLife", on: "2026-11-23")
        func note(_ step: JSON, _ on: JSON, by visitor: WideBureau.Visitor = .officer) async throws -> Answer {
            try await life.post("steps", ["step": step, "on": on], by: visitor)
        }
        func done(_ answer: Answer) -> [String?] { (answer.json.array ?? []).map { $0["doneOn"]?.string } }
        let listed = try await life.server.get("\(life.path)/steps")
        #expect(
            listed.json.array?.map { $0["day"]?.string } == [
                "2026-11-16", "2026-11-18", "2026-11-20", "2026-11-23", "2026-11-26", "2026-11-28",
            ], "\(listed.text)")
        #expect(try await done(note("arranged", "2026-11-16")) == ["2026-11-16", nil, nil, nil, nil, nil])
        #expect(try await done(note("arranged", "2026-11-17")).first == "2026-11-17")
        let audited = try await life.server.auditCount()
        #expect(try await note("arranged", "2026-11-17").status == 200)
        #expect(try await life.server.auditCount() == audited)
        #expect(try await note("filed", "2026-11-28").code == "invalidInput")
        #expect(try await note("arranged", .null, by: .member).status == 403)
        let browser = Browser(life.server, as: try #require(life.bureau.accounts[.secretary]))
        #expect(try await browser.get(life.path).text.contains("定时间、定主题，开展谈心谈话"))
        #expect(try await browser.get("\(life.path)/steps/new").status == 200)
        // When it was noted is told where that was another day; and that it was only after the minutes were signed.
        #expect(try await browser.get(life.path).text.contains("2026年11月24日登记"))
        #expect(try await !browser.get(life.path).text.contains("记录签名后补记"))
        #expect(try await done(note("arranged", .null)).first == .some(nil))
        _ = try await life.open()
        let version = try await life.record().json["meeting"]?["version"]?.integer ?? 0
        #expect(try await life.attend(Array(101...107), version: Int(version)).status == 200)
        let digest = try await life.digest()
        for (signer, visitor) in [("chair", WideBureau.Visitor.secretary), ("recorder", .officer)] {
            let signed = try await life.post("sign", ["signer": .string(signer), "digest": digest], by: visitor)
            try #require(signed.status == 200, "\(signed.text)")
        }
        life.server.clock.now = life.server.clock.now.adding(seconds: 60)
        _ = try await note("lookedBack", "2026-11-18")
        let filed = try await note("filed", "2026-11-24")
        #expect(
            filed.json.array?.filter { $0["notedAfterSigning"] == true }.map { $0["step"] } == ["lookedBack"],
            "\(filed.text)")
        #expect(try await browser.get(life.path).text.contains("2026年11月24日登记、记录签名后补记"))
        let assembly = try await Branch()
        #expect(try await assembly.post("steps", ["step": "held", "on": "2026-11-24"]).status == 422)
        #expect(try await assembly.server.get("\(assembly.path)/steps").json == [])
    }
}
