import Domain
import Foundation
import TestSupport
import Testing

struct AttachmentTests {
    @Test func `a file is added, listed, saved, withdrawn, and comes back from a backup`() async throws {
        let place = try await Workplace.withBranches()
        try await place.succeed(
            "do", "recordPlanItems", "month=2027-01", "title=专题研讨", "kind=研讨", "due=2027-01-20", "branches=B-1")
        let item = try await place.succeed("do", "listPlanItems", "month=2027-01", "--json").json()
        let id = try #require(item.array?.first?["id"]?.integer)
        try Data(SampleFiles.pdf("材料")).write(to: URL(filePath: place.path("研讨 材料.bin")))
        try place.write("<html>", to: "page.pdf")
        let made = try await place.succeed("attachment", "add", "planItem", "\(id)", "研讨 材料.bin")
        #expect(made.out.contains("研讨 材料.pdf"), "\(made.out)")
        let refused = try await place.zhibu("attachment", "add", "planItem", "\(id)", "page.pdf")
        #expect(refused.status == 65 && refused.err.contains("by its content"), "\(refused.err)")
        #expect(try await place.zhibu("attachment", "add", "talk", "1", "page.pdf").status == 64)
        let listed = try await place.succeed("attachment", "list", "planItem", "\(id)", "--json").json()
        let file = try #require(listed.array?.first?["id"]?.integer)
        try await place.succeed("backup", "--to", "copy.sqlite")
        // The disk is lost, and with it all that lay beside the database but the copies.
        try FileManager.default.moveItem(atPath: place.path("zhibu.sqlite.keys"), toPath: place.path("kept.keys"))
        for name in ["zhibu.sqlite", "zhibu.sqlite-wal", "zhibu.sqlite-shm"] { unlink(place.path(name)) }
        try FileManager.default.removeItem(atPath: place.path("zhibu.sqlite.files"))
        try await place.succeed("restore", "copy.sqlite", "--keys", "kept.keys")
        try await place.succeed("attachment", "save", "\(file)", "--to", "saved.pdf")
        #expect(FileManager.default.contents(atPath: place.path("saved.pdf")) == Data(SampleFiles.pdf("材料")))
        #expect(try await place.succeed("doctor").out.contains("1 files"))
        try await place.succeed("attachment", "withdraw", "\(file)", "--reason", "传错了")
        let after = try await place.succeed("attachment", "list", "planItem", "\(id)")
        #expect(after.out.contains("传错了"), "\(after.out)")
    }
}
