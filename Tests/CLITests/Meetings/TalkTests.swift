import Domain
import Testing

/// What a secretary does about talks, by the command line.
struct TalkCommandTests {
    @Test func `a talk is recorded, corrected, followed up and counted, and its note is not the operator's`()
        async throws
    {
        let place = try await Workplace.withBureau()
        func zhibu(_ words: String...) async throws -> Workplace.Outcome { try await place.zhibu(["talk"] + words) }
        let said = [
            "--place", "支部活动室", "--party", "1", "--party", "2", "--occasion", "yearly", "--topic", "thought",
            "--topic", "work", "--next-step", "同走一周", "--follow-up", "2024-03-20",
        ]
        let made = try await place.zhibu(["talk", "record", "--branch", "B-1", "--day", "2024-03-08"] + said)
        #expect(made.status == 0 && made.out.contains("张一 1, 李二 2, yearly, next: 同走一周, stands"), "\(made.err)")
        let listed = try await zhibu("list", "--year", "2024", "--json").json().array ?? []
        let id = try String(#require(listed.first?["id"]?.integer))
        // Somebody of another branch is none of its parties.
        let other = try await place.zhibu(
            ["talk", "record", "--branch", "B-1", "--day", "2024-03-08", "--party", "5"] + said)
        #expect(other.status == 65 && other.err.contains("no member 5 of the branch"), "\(other.err)")

        let revised = try await place.zhibu(
            ["talk", "revise", id, "--day", "2024-03-09", "--revision-reason", "日期记错"] + said)
        #expect(revised.status == 0 && revised.out.contains("B-1 2024-03-09"), "\(revised.err)")
        #expect(try await zhibu("outcome", id, "--outcome", "done").out.contains("next: 同走一周 (done)"))
        let shown = try await zhibu("show", id).out
        #expect(shown.contains("2024-03-08") && shown.contains("2024-03-09"), "\(shown)")
        let pairs = try await zhibu("pairs", "--branch", "B-1", "--year", "2024").out
        #expect(pairs.contains("李二") && pairs.contains("2024-03-09"), "\(pairs)")
        for asked in [["show", id], ["delete", id]] {
            #expect(try await place.zhibu(["talk", "note"] + asked).status == 77)
        }
        #expect(try await zhibu("withdraw", id, "--reason", "重复登记").out.contains("withdrawn"))
    }
}
