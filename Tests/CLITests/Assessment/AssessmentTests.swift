import Domain
import Foundation
import Testing

struct AssessmentTests {
    @Test func `both files are checked before either goes in, and all errors are told`() async throws {
        let place = try await Workplace.withBureau()
        try place.write(Workplace.scores.replacing("B-1-A2,支部评,1,56", with: "B-1-A2,支部评,1,61"), to: "scores.csv")
        try place.write(Workplace.adjustments.replacing("投诉", with: "迟到"), to: "adjustments.csv")
        let files = ["--scores", "scores.csv", "--adjustments", "adjustments.csv", "--late-reason", "补录"]
        let outcome = try await place.zhibu(["assess", "import", "--month", Workplace.month] + files)
        #expect(outcome.status == 65)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains("scores.csv: one error"))
        #expect(outcome.err.contains("line 5, 秩序: 61 is over the maximum of 60"))
        #expect(outcome.err.contains("adjustments.csv: one error"))
        #expect(outcome.err.contains("line 3, 项目: "))
        // Good scores do not go in without good adjustments either.
        try place.write(Workplace.scores, to: "scores.csv")
        #expect(try await place.zhibu(["assess", "import", "--month", Workplace.month] + files).status == 65)
        #expect(try await place.succeed("assess", "status", "--month", Workplace.month, "--json").json() == [])
    }

    @Test func `a month's import opens its cycles, and again changes nothing`() async throws {
        let place = try await Workplace.withMonth()
        let cycles = try await place.succeed("assess", "status", "--month", Workplace.month, "--json").json()
        #expect(cycles.array?.map { $0["status"]?.string } == ["open", "open"])
        let again = try await place.succeed(
            "assess", "import", "--month", Workplace.month, "--scores", "scores.csv", "--adjustments",
            "adjustments.csv",
            "--late-reason", "补录", "--json"
        ).json()
        #expect(again["scores"]?["unchanged"]?.integer == 5)
        #expect(again["adjustments"]?["unchanged"]?.integer == 2)
    }

    @Test func `a sheet is recorded by the scheme's order or by criterion, and revised with a reason`() async throws {
        let place = try await Workplace.withMonth()
        let sheet = [
            "assess", "record", "--month", Workplace.month, "--area", "B-2-A1", "--tier", "branch", "--by", "4",
        ]
        let late = ["--late-reason", "补录"]
        let recorded = try await place.zhibu(sheet + ["--points", "50,30.5"] + late)
        #expect(recorded.out == "B-2-A1, branch tier, by 4: recorded\n", "\(recorded.err)")
        let same = try await place.zhibu(sheet + ["--points", "deeds=30.5, 秩序=50"] + late)
        #expect(same.out == "B-2-A1, branch tier, by 4: unchanged\n", "\(same.err)")
        #expect(try await place.zhibu(sheet + ["--points", "51,30.5"] + late).status == 65)
        let revised = try await place.zhibu(sheet + ["--points", "51,30.5", "--revision-reason", "误记"] + late)
        #expect(revised.out == "B-2-A1, branch tier, by 4: recorded as revision 2\n", "\(revised.err)")
    }

    @Test(arguments: [
        ("50", 64, "2 are needed"), ("order=50,x=1", 64, "order, deeds"), ("order=50,order=51", 64, "twice"),
        ("50,14.555", 65, "more than two decimals"), ("50,41", 65, "points.deeds"), ("order=50", 65, "deeds"),
    ])
    func `points that cannot be are refused`(points: String, status: Int32, says: String) async throws {
        let place = try await Workplace.withMonth()
        let outcome = try await place.zhibu(
            "assess", "record", "--month", Workplace.month, "--area", "B-2-A1", "--tier", "branch", "--by", "4",
            "--points", points, "--late-reason", "补录"
        )
        #expect(outcome.status == status, "\(outcome.err)")
        #expect(outcome.err.contains(says), "\(outcome.err)")
    }

    @Test func `an adjustment is recorded by its key or its title`() async throws {
        let place = try await Workplace.withMonth()
        for item in ["complaint", "投诉"] {
            let outcome = try await place.zhibu(
                "assess", "adjust", "--month", Workplace.month, "--area", "B-2-A1", "--item", item, "--date",
                "2024-03-20",
                "--reason", "台账核实 \(item)", "--by", "4", "--late-reason", "补录"
            )
            #expect(outcome.out == "B-2-A1: deduction complaint × 1 on 2024-03-20: recorded\n", "\(outcome.err)")
        }
    }

    @Test func `a branch's month is opened once`() async throws {
        let place = try await Workplace.withBureau()
        let opened = try await place.succeed("assess", "open", "--month", "2024-05", "--all-branches", "--json")
        #expect(try opened.json().array?.map { $0["branch"]?.string } == ["B-1", "B-2"])
        #expect(opened.err.isEmpty)
        let again = try await place.succeed("assess", "open", "--month", "2024-05", "--branch", "B-1")
        #expect(again.err.contains("B-1: 2024-05 had been opened already"))
    }

    @Test func `closing all branches skips what is closed, closing one refuses`() async throws {
        let place = try await Workplace.withMonth()
        let first = try await place.succeed("assess", "close", "--month", Workplace.month, "--branch", "B-1", "--json")
        #expect(try first.json().array?.first?["cycle"]?["status"]?.string == "closed")
        let rest = try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评", "--json")
        #expect(try rest.json().array?.map { $0["cycle"]?["branch"]?.string } == ["B-2"])
        #expect(rest.err.contains("B-1: closed already"))
        #expect(try await place.zhibu("assess", "close", "--month", Workplace.month, "--branch", "B-1").status == 65)
    }

    @Test func `a month is closed incomplete, opened again and given to another holder only with a reason`()
        async throws
    {
        let place = try await Workplace.withMonth()
        let bare = try await place.zhibu("assess", "close", "--month", Workplace.month, "--branch", "B-2")
        #expect(bare.status == 65 && bare.err.contains("B-2-A1"), "\(bare.err)")
        let close = ["assess", "close", "--month", Workplace.month, "--branch", "B-2", "--incomplete-reason", "缺支部评"]
        #expect(try await place.zhibu(close).status == 0)
        let opened = try await place.succeed(
            "assess", "reopen", "--month", Workplace.month, "--branch", "B-2", "--reason", "补评")
        #expect(opened.out == "B-2: 2024-03 is open again\n")
        let assign = ["area", "assign", "B-2-A1", "--member", "4", "--from", "2024-03-31"]
        let silent = try await place.zhibu(assign)
        #expect(silent.status == 65 && silent.err.contains("2024-03"), "\(silent.err)")
        #expect(try await place.zhibu(assign + ["--reason", "交接漏记"]).status == 0)
        #expect(try await place.zhibu(close).status == 0)
        let ranking = try await place.succeed("award", "rank", "--month", Workplace.month, "--branch", "B-2").out
        for line in [
            "Closed with incomplete areas: 缺支部评", "Opened again after closing, ", ": 补评",
            "B-2-A1: holder changed afterwards, ", "from 2024-03-31 on 赵四 (4) instead of 钱五 (5): 交接漏记",
            "B-2-A1: the self sheet of 钱五 (5) does not count (isNotHolder)",
        ] { #expect(ranking.contains(line), "\(line): \(ranking)") }
    }

    @Test func `what a criterion lost for is recorded by key or title, and shown with the result`() async throws {
        let place = try await Workplace.withBranches()
        let base = Workplace.scheme.replacing(
            #""code": "small""#, with: #""format": 2, "code": "small""#
        ).replacing(
            #""maxPoints": 60}"#,
            with:
                #""maxPoints": 60, "mode": "base", "losses": [{"key": "late", "titleZh": "迟到", "titleEn": "Late", "points": 2}]}"#
        )
        for (name, text) in [("scheme.json", base), ("members.csv", Workplace.members), ("areas.csv", Workplace.areas)]
        {
            try place.write(text, to: name)
        }
        try await place.succeed("scheme", "import", "scheme.json", "--publish")
        try await place.succeed("member", "import", "members.csv")
        try await place.succeed("area", "import", "areas.csv")
        try await place.succeed("assess", "open", "--branch", "B-1", "--month", Workplace.month)
        let record = [
            "assess", "record", "--month", Workplace.month, "--area", "B-1-A1", "--tier", "branch", "--by", "1",
            "--late-reason", "补录",
        ]
        let wrong = try await place.zhibu(record + ["--points", "50,38"])
        #expect(wrong.status == 65 && wrong.err.contains("has 50 of 60 points and no cause"), "\(wrong.err)")
        let unknown = try await place.zhibu(record + ["--points", "50,38", "--lost", "x=late"])
        #expect(unknown.status == 64 && unknown.err.contains("the criteria are order, deeds"), "\(unknown.err)")
        let recorded = try await place.zhibu(record + ["--points", "deeds=38", "--lost", "秩序=late×2；ponding−1.5"])
        #expect(recorded.status == 0 && recorded.out.contains("recorded"), "\(recorded.err)")
        try await place.succeed(
            "assess", "close", "--branch", "B-1", "--month", Workplace.month, "--incomplete-reason", "评分表未收齐")
        let explained = try await place.succeed("assess", "explain", "--month", Workplace.month, "--area", "B-1-A1").out
        #expect(explained.contains("秩序 54.5: 迟到×2；ponding−1.5"), "\(explained)")
    }
}
