import Domain
import Testing

/// `zhibu do`: any operation from the command line, beside the file and through a server.
struct DoTests {
    @Test func `the same is done beside the file and through a server`() async throws {
        let place = try await Workplace.withBureau()
        let made = try await place.succeed(
            "do", "createArea", "code=B-1-A3", "branch=B-1", "name=四号广场", "kind=office", "established=2020-01-01",
            "--json"
        ).json()
        #expect(made["name"]?.string == "四号广场")
        let server = try await RunningServer(in: place)
        // By the code that people know, in the version that stands now, and in one that does not.
        let changed = try await place.succeed(
            "do", "changeArea", "area=B-1-A3", "name=五号广场", "kind=office", "--json"
        ).json()
        #expect(changed["name"]?.string == "五号广场" && changed["version"]?.integer == 2)
        let stale = try await place.zhibu(
            "do", "changeArea", "area=B-1-A3", "name=六号广场", "kind=office", "--if-match", "1")
        #expect(stale.status == 65 && stale.err.contains("somebody changed this since you read it"))
        try await place.succeed("do", "openCycle", "branch=B-1", "month=\(Workplace.month)")
        let cycle = try await place.succeed("do", "showCycle", "cycle=\(Workplace.month)/B-1", "--json").json()
        #expect(cycle["branch"]?.string == "B-1")
        let member = try await place.succeed("do", "showMember", "member=code:2").out
        #expect(member.contains("李二"))
        let listed = try await place.succeed("committee", "list", "--json").json().array?.first?["code"]?.string
        let committee = try #require(listed)
        let shown = try await place.succeed("do", "showCommittee", "committee=\(committee)", "--json").json()
        #expect(shown["code"]?.string == committee)
        await server.stop()
        let areas = try await place.succeed("do", "listAreas", "branch=B-1").out.split(separator: "\n")
        #expect(areas.count == 4 && areas[0].hasPrefix("id") && areas[3].contains("五号广场"))
        let part = try await place.succeed("do", "listAreas", "branch=B-1", "limit=2")
        #expect(part.out.split(separator: "\n").count == 3 && part.err.hasPrefix("There are more: cursor="))
    }

    @Test func `what the API refuses is told field by field, as elsewhere`() async throws {
        let place = try await Workplace.withBranches()
        let refused = try await place.zhibu(
            "do", "createArea", "code=-", "branch=B-1", "kind=palace", "established=soon")
        #expect(refused.status == 65)
        for field in ["code", "name", "kind", "established"] {
            #expect(refused.err.contains("\n  \(field): "), "\(refused.err)")
        }
        #expect(try await place.zhibu("do", "showBranch", "branch=B-9").err.contains("there is no branch B-9"))
    }

    @Test func `a body and a spreadsheet come from files`() async throws {
        let place = try await Workplace.withBranches()
        try place.write(
            #"{"code": "B-3", "name": "第三支部", "kind": "ordinary", "secretaryPost": "fullTime"}"#, to: "b.json")
        let made = try await place.succeed("do", "createBranch", "--body", "b.json", "--json").json()
        #expect(made["code"]?.string == "B-3")
        try place.write(Workplace.members, to: "members.csv")
        let tried = try await place.succeed("do", "importMembers", "dryRun=true", "--file", "members.csv").out
        #expect(tried.contains("5 created") && tried.contains("dry run"))
        #expect(try await place.zhibu("do", "importMembers").status == 64)
        #expect(try await place.zhibu("do", "createBranch", "name=x", "--body", "b.json").status == 64)
        let calendar = try await place.succeed("do", "meetingCalendar").out
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR"))
    }

    @Test func `operations are listed by room, described with their bounds, and found when misspelt`() async throws {
        let place = try Workplace()
        let all = try await place.succeed("do", "--list", "--json").json().array ?? []
        let meetings = try await place.succeed("do", "--list", "meetings", "--json").json().array ?? []
        #expect(!meetings.isEmpty && meetings.count < all.count)
        #expect(meetings.allSatisfy { $0["room"] == "Meetings" && $0["summary"]?.string?.isEmpty == false })
        let described = try await place.succeed("do", "scheduleMeeting", "--describe").out
        #expect(described.hasPrefix("scheduleMeeting: POST /api/v1/meetings\n"))
        #expect(described.contains("minutes *") && described.contains("whole number from"))
        let misspelt = try await place.zhibu("do", "creatArea")
        #expect(misspelt.status == 64 && misspelt.err.contains("did you mean createArea?"))
        #expect(try await place.zhibu("do", "--list", "kitchen").status == 64)
    }
}
