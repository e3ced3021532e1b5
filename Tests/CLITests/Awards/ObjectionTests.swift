import Domain
import Testing

/// What the office does with an objection, by the command line.
struct ObjectionCommandTests {
    @Test func `an objection is received, investigated and upheld, and moves a place`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches", "--incomplete-reason", "缺支部评")
        try await place.succeed("award", "post", "--month", Workplace.month, "--all-branches")
        let objection = ["award", "objection"]
        func zhibu(_ words: String...) async throws -> Workplace.Outcome {
            try await place.zhibu(objection + words)
        }
        let registered = try await zhibu(
            "register", "--month", Workplace.month, "--branch", "B-1", "--area", "B-1-A1", "--way", "visit",
            "--grounds",
            "少记了一次表扬", "--name", "街坊王五", "--contact", "东街 3 号", "--json")
        let number = try #require(registered.json()["number"]?.string)
        #expect(registered.status == 0 && !registered.out.contains("王五"))
        #expect(try await zhibu("list").out.contains(number))
        #expect(try await zhibu("admit", number).out.contains("admitted"))
        // While it is open nothing ends, and no clock starts again.
        for ending in [[], ["--without-award", "--reason", "不评了"]] {
            let refused = try await place.zhibu(
                ["award", "finalise", "--month", Workplace.month, "--branch", "B-1"] + ending)
            #expect(refused.status == 65 && refused.err.contains(number), "\(refused.err)")
        }
        let again = try await place.zhibu("award", "post", "--month", Workplace.month, "--branch", "B-1")
        #expect(again.status != 0 || again.out.contains("already"), "\(again.out)\(again.err)")
        let barred = try await zhibu("investigator", number, "--member", "1")
        #expect(barred.status != 0 && barred.err.contains("scored B-1-A1"))
        #expect(try await zhibu("investigator", number, "--member", "4").status == 0)
        // Who reads the file itself is not told who it was.
        let who = try await zhibu("who", number, "--reason", "核对")
        #expect(who.status == 77 && !(who.out + who.err).contains("王五"))
        let tried = try await zhibu(
            "decide", number, "--outcome", "upheld", "--findings", "表扬信属实", "--reasons", "漏记一次表扬", "--dry-run",
            "--consequence",
            #"{"what":"adjust","area":"B-1-A1","item":"praise","reason":"街道表扬信","date":"2024-03-20"}"#)
        #expect(
            tried.out.contains("dry run") && tried.out.contains("B-1-A1 2 (89.8) → 1 (91.8)")
                && tried.out.contains("others win; the notice stands until "), "\(tried.out)\(tried.err)")
        #expect(try await zhibu("list").out.contains("admitted"))
        let decided = try await zhibu(
            "decide", number, "--outcome", "upheld", "--findings", "表扬信属实", "--reasons", "漏记一次表扬", "--consequence",
            #"{"what":"adjust","area":"B-1-A1","item":"praise","reason":"街道表扬信","date":"2024-03-20"}"#)
        #expect(decided.status == 0 && decided.out.contains("upheld"), "\(decided.err)")
        #expect(try await zhibu("tell", number).out.contains("told"))
        let ranking = try await place.succeed("award", "rank", "--month", Workplace.month, "--branch", "B-1").out
        #expect(ranking.contains("★      1  B-1-A1"))
        #expect(ranking.contains("漏记一次表扬; moved: B-1-A1 2 (89.8) → 1 (91.8), B-1-A2 1 (91.8) → 2 (91.8)"))
        #expect(try await place.succeed("award", "verify", "--month", Workplace.month).status == 0)
        #expect(try await zhibu("admit", "2000-1").err.contains("There is no objection 2000-1"))
    }
}
