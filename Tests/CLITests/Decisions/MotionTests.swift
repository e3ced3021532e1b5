import Domain
import Foundation
import Testing

/// What a secretary does about motions, by the command line.
struct MotionCommandTests {
    @Test func `a motion is brought, discussed, voted on and counted`() async throws {
        let place = try await Workplace.withBureau()
        func zhibu(_ words: String...) async throws -> Workplace.Outcome { try await place.zhibu(["motion"] + words) }
        let made = try await zhibu(
            "bring", "--branch", "B-1", "--kind", "general", "--title", "添置活动器材", "--wording", "同意添置。", "--origin",
            "第一党小组")
        #expect(made.status == 0 && made.out.contains("添置活动器材: brought"), "\(made.err)")
        let listed = try await zhibu("list", "--json").json().array ?? []
        let id = try String(#require(listed.first?["id"]?.integer))
        let early = try await zhibu("vote", id, "--on", "2024-03-08", "--method", "showOfHands")
        #expect(early.status == 75 || early.status == 65, "\(early.status) \(early.err)")
        #expect(early.err.contains("note the discussion first"), "\(early.err)")
        #expect(try await zhibu("discuss", id, "--on", "2024-03-08", "--said", "都同意").status == 0)
        let open = try await zhibu("vote", id, "--on", "2024-03-08", "--method", "showOfHands", "--json")
        let roll = (try open.json()["votes"]?.array?.first?["roll"]?.array ?? []).compactMap { $0["number"]?.string }
        try #require(roll.count > 2, "\(open.out) \(open.err)")
        let present = roll.flatMap { ["--present", $0] }
        let unfit = try await place.zhibu(
            ["motion", "count", id, "--result", "1,0,0", "--scrutineer", roll[0], "--teller", roll[1]] + present)
        #expect(unfit.status == 65 && unfit.err.contains("have to be \(roll.count)"), "\(unfit.err)")
        let counted = try await place.zhibu(
            ["motion", "count", id, "--result", "\(roll.count),0,0", "--scrutineer", roll[0], "--teller", roll[1]]
                + present)
        #expect(counted.out.contains("carried"), "\(counted.err)")
        let file = place.folder.appending(path: "决议.docx").path
        #expect(try await zhibu("resolution", id, "--docx", file).status == 0)
        let other = try await zhibu(
            "bring", "--branch", "B-1", "--kind", "admission", "--title", "接收", "--wording", "同意", "--origin", "支委会")
        #expect(other.status == 65 && other.err.contains("people"), "\(other.err)")
    }
}
