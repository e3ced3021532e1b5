import Crypto
import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// The contents beside the database: none is lost, and no row is without its own.
struct AttachmentFilesTests {
    /// A bureau with a plan item that takes files.
    private struct Scene {
        let bureau: Bureau
        let item: ID<PlanItem>

        var test: TestStore { bureau.test }
        var files: AttachmentFiles { test.store.files }

        init() async throws {
            let bureau = try await Bureau()
            self.bureau = bureau
            item = try await bureau.test.write { transaction in
                let item = try PlanItem(
                    title: Text("专题研讨"), kind: Text("研讨"), theme: nil, content: nil, participants: nil,
                    due: LocalDate(parsing: "2026-12-20"), standard: nil, madeFrom: nil, answerable: .secretary,
                    in: Month(parsing: "2026-12"))
                return try transaction.recordPlanItem(item, of: bureau.a, in: Month(parsing: "2026-12")).0
            }
        }

        /// Puts a content into a file of its own.
        func sent(_ text: String) throws -> (path: String, attachment: Domain.Attachment) {
            let bytes = SampleFiles.pdf(text)
            let path = test.folder.appending(path: UUID().uuidString).path
            try Data(bytes).write(to: URL(filePath: path))
            let hash = Array(SHA256.hash(data: bytes)).hexadecimal
            return (
                path, Domain.Attachment(name: AttachmentName(text, .pdf), format: .pdf, size: bytes.count, hash: hash)
            )
        }

        @discardableResult
        func add(_ text: String) async throws -> AttachmentListing {
            let (path, attachment) = try sent(text)
            try await files.keep(path, as: attachment.hash)
            let id = item.rawValue
            return try await test.write { try $0.addAttachment(to: .planItem, id) { attachment }.0 }
        }

        /// Without how the tests' PostgreSQL is set up, where they run on one.
        func examined() async throws -> Examination {
            let whole = try await test.store.examine(by: TestStore.principal)
            return Examination(
                checks: whole.checks, findings: whole.findings.filter { $0.check != .server }, extent: whole.extent)
        }

        func place(_ listing: AttachmentListing) -> String {
            "\(files.folder)/\(listing.attachment.hash.prefix(2))/\(listing.attachment.hash)"
        }

        /// Why it was refused; nil for what was done.
        func refusal(_ work: @Sendable () async throws -> AttachmentListing) async throws -> Domain.Attachment.Refusal?
        {
            do {
                _ = try await work()
                return nil
            } catch let refusal as Domain.Attachment.Refusal {
                return refusal
            }
        }

        /// All that lies there, by name.
        func names() throws -> [String] {
            guard let parts = FileManager.default.subpaths(atPath: files.folder) else { return [] }
            return parts.filter { $0.contains("/") }.sorted()
        }
    }

    @Test func `a content is there once, for its user alone, under its hash`() async throws {
        let scene = try await Scene()
        let listing = try await scene.add("a")
        let attributes = try FileManager.default.attributesOfItem(atPath: scene.place(listing))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let folder = try FileManager.default.attributesOfItem(atPath: scene.files.folder)
        #expect(folder[.posixPermissions] as? Int == 0o700)
        #expect(try Data(contentsOf: URL(filePath: scene.place(listing))) == Data(SampleFiles.pdf("a")))
        // The same again is the one that stands, and takes no more room.
        #expect(try await scene.add("a").id == listing.id)
        #expect(try scene.names().count == 1)
        let examined = try await scene.examined()
        #expect(examined.isSound && examined.extent.attachments == 1 && examined.extent.strays == 0)
    }

    @Test func `a content that is not what its name says never gets the name`() async throws {
        let scene = try await Scene()
        let (path, attachment) = try scene.sent("a")
        try Data("something else".utf8).write(to: URL(filePath: path))
        await #expect(throws: StorageFault.self) { try await scene.files.keep(path, as: attachment.hash) }
        await #expect(throws: StorageFault.self) { try await scene.files.keep(path + "no", as: attachment.hash) }
        #expect(try scene.names().isEmpty)
    }

    @Test func `what a run leaves that was stopped at any point is a file without a row, told and cleared after a day`()
        async throws
    {
        let scene = try await Scene()
        // Stopped while it was written; while its row was; and one that stands.
        let (_, half) = try scene.sent("half")
        let (path, whole) = try scene.sent("whole")
        let standing = try await scene.add("standing")
        let part = "\(scene.files.folder)/\(half.hash.prefix(2))/\(half.hash).part"
        try FileManager.default.createDirectory(
            atPath: URL(filePath: part).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data("half of i".utf8).write(to: URL(filePath: part))
        try await scene.files.keep(path, as: whole.hash)
        let id = scene.item.rawValue
        await #expect(throws: Stopped.self) {
            try await scene.test.write { transaction in
                _ = try transaction.addAttachment(to: .planItem, id) { whole }
                throw Stopped()
            }
        }
        let examined = try await scene.examined()
        #expect(examined.isSound && examined.extent.attachments == 1 && examined.extent.strays == 2)
        // They may be of what goes on.
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let known: Set = [standing.attachment.hash]
        #expect(await scene.files.clear(but: known, now: now) == 0)
        // The half one does not stand in the way of the whole, and what comes again is new.
        let later = now.adding(seconds: AttachmentFiles.patience + 60)
        try await scene.files.keep(scene.sent("half").path, as: half.hash)
        #expect(try !scene.names().contains { $0.hasSuffix(".part") })
        #expect(await scene.files.clear(but: known, now: later) == 2)
        #expect(try scene.names().map { String($0.suffix(64)) } == [standing.attachment.hash])
        #expect(try await scene.examined().extent.strays == 0)
    }

    private struct Stopped: Error {}

    @Test func `of two at once that would be too many one is refused, and its row is not there`() async throws {
        let scene = try await Scene()
        for text in ["a", "b", "c", "d"] { try await scene.add(text) }
        async let first = scene.refusal { try await scene.add("e") }
        async let second = scene.refusal { try await scene.add("f") }
        let refusals = try await [first, second]
        #expect(refusals.contains(nil) && refusals.contains(.tooManyOfRecord), "\(refusals)")
        let examined = try await scene.examined()
        #expect(examined.isSound && examined.extent.attachments == 5 && examined.extent.strays == 1)
    }

    @Test func `a content that is gone or altered is told, never handed out, and heals by being sent again`()
        async throws
    {
        let scene = try await Scene()
        let (gone, altered) = (try await scene.add("gone"), try await scene.add("altered"))
        unlink(scene.place(gone))
        try Data("no PDF".utf8).write(to: URL(filePath: scene.place(altered)))
        let examined = try await scene.examined()
        #expect(examined.findings.map(\.check) == [.attachments, .attachments], "\(examined.findings)")
        #expect(throws: StorageFault.self) { try scene.files.checked(altered.content) }
        // A backup is made all the same, and says what it could not take along; nothing altered gets into it.
        let backup = try await BackupFolder(of: scene.test.path).make(from: scene.test.store)
        #expect(backup.filesMissing == 2)
        #expect(AttachmentFiles(AttachmentFiles.besideCopy(backup.path)).all.isEmpty)
        for text in ["gone", "altered"] { try await scene.add(text) }
        #expect(try await scene.examined().isSound)
        let path = try scene.files.checked(altered.content)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(SampleFiles.pdf("altered")))
    }

    @Test func `backups bring the files along, each once, and a bureau that is lost comes back with them`()
        async throws
    {
        let scene = try await Scene()
        let folder = BackupFolder(of: scene.test.path)
        let first = try await scene.add("a")
        _ = try await folder.make(from: scene.test.store)
        let copies = AttachmentFiles.besideCopy(folder.path + "/x")
        let kept = AttachmentFiles(copies)
        #expect(kept.fault(of: first.content) == nil)
        let taken = try await scene.test.write { try $0.withdrawAttachment(first.id, reason: Text("传错了")) }
        #expect(taken.withdrawal?.reason == "传错了")
        let second = try await scene.add("b")
        let backup = try await folder.make(from: scene.test.store)
        #expect(kept.all.count == 2 && kept.fault(of: second.content) == nil)
        // Taken elsewhere, both lie together.
        let stick = scene.test.folder.appending(path: "stick").path
        try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
        try await Backup.copy(backup.path, to: stick + "/copy.sqlite")
        let moment = scene.test.clock.now
        let keys = scene.test.path + ".keys"
        func restoring(to name: String, without: Bool = false) -> Restoring {
            Restoring(
                stick + "/copy.sqlite", to: .file(scene.test.folder.appending(path: name).path), keys: keys,
                goesWithoutFiles: without, clock: Clock { moment })
        }
        let whole = try await restoring(to: "new.sqlite").restore(by: TestStore.principal)
        #expect(whole.filesMissing == 0)
        let found = try await Doctor(for: .file(whole.path), clock: Clock { moment }).examine()
        #expect(found.isSound && found.extent.attachments == 2, "\(found.findings)")
        let copy = try await Doctor(for: .file(stick + "/copy.sqlite"), keys: keys, clock: Clock { moment }).examine()
        #expect(copy.isSound && copy.extent.attachments == 2, "\(copy.findings)")
        // Without its files it is not restored in silence.
        try FileManager.default.removeItem(atPath: stick + "/zhibu.files")
        await #expect(throws: Restoring.FilesMissing(count: 2, folder: stick + "/zhibu.files")) {
            try await restoring(to: "lost.sqlite").restore(by: TestStore.principal)
        }
        #expect(!FileManager.default.fileExists(atPath: scene.test.folder.appending(path: "lost.sqlite").path))
        let without = try await restoring(to: "lost.sqlite", without: true).restore(by: TestStore.principal)
        #expect(without.filesMissing == 2)
        let lost = try await Doctor(for: .file(without.path), clock: Clock { moment }).examine()
        #expect(lost.findings.map(\.check) == [.attachments, .attachments])
    }
}
