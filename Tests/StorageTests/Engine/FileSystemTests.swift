import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A database lies on a disk of this machine.
@Suite(.onSQLite) struct FileSystemTests {
    private static let mounts = #"""
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        23 22 0:21 / /proc rw - proc proc rw
        40 22 0:40 / /srv rw shared:7 master:2 - nfs4 nas:/srv rw,vers=4.2
        41 40 8:2 / /srv/local rw - xfs /dev/sdb1 rw
        42 22 0:42 / /mnt/party\040office rw - cifs //nas/office rw
        43 22 0:43 / /media rw - autofs systemd-1 rw
        44 43 0:44 / /media rw - exfat /dev/sdc1 rw
        45 22 0:45 / /home/li rw - fuse.sshfs li@host:/ rw
        broken line
        """#

    @Test(arguments: [
        ("/", "ext4"), ("/var/lib/zhibu", "ext4"), ("/srv", "nfs4"), ("/srv/zhibu", "nfs4"), ("/srv/local/a", "xfs"),
        ("/srv2", "ext4"), ("/mnt/party office/zhibu", "cifs"), ("/media/usb", "exfat"), ("/home/li/x", "fuse.sshfs"),
        ("/home/lin", "ext4"),
    ])
    func `what is mounted nearest over a folder is its file system`(folder: String, type: String) {
        #expect(FileSystem(of: folder, in: Self.mounts)?.type == type)
    }

    @Test func `where nothing is told, nothing is known`() {
        #expect(FileSystem(of: "/", in: "") == nil)
        #expect(FileSystem.lookup("/nowhere/at/all") == nil)
        #expect(FileSystem.lookup(NSTemporaryDirectory() + "x") != nil)
    }

    @Test(arguments: [
        ("nfs", true), ("nfs4", true), ("cifs", true), ("smb3", true), ("9p", true), ("ceph", true), ("afs", true),
        ("davfs", true), ("vboxsf", true), ("fuse.sshfs", true), ("fuse.glusterfs", true), ("fuse.ossfs", true),
        ("fuse.rclone", true), ("fuse.ntfs-3g", false), ("fuse.mergerfs", false), ("fuse.gocryptfs", false),
        ("fuseblk", false), ("fuse", false), ("overlay", false), ("ext4", false), ("xfs", false), ("btrfs", false),
        ("zfs", false), ("tmpfs", false), ("exfat", false), ("vfat", false), ("virtiofs", false),
    ])
    func `what another machine may write is told from the disks of this one`(type: String, isShared: Bool) async throws
    {
        #expect(FileSystem(type: type).isShared == isShared)
        let folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "zhibu.sqlite").path
        let zone = try BureauTimeZone(BureauTimeZone.standard)
        // Made on a disk of this machine, and then found on another file system.
        try await Store.create(at: path, timeZone: zone).close()
        let before = FileManager.default.contents(atPath: path)
        try await FileSystem.$lookup.withValue({ _ in FileSystem(type: type) }) {
            guard isShared else { return try await Store.open(at: path).close() }
            let real = URL(filePath: path).resolvingSymlinksInPath().path
            await #expect(throws: StorageFault.sharedFileSystem(path: real, type: type)) {
                _ = try await Store.open(at: path)
            }
            #expect(FileManager.default.contents(atPath: path) == before, "it is left as it was")
            let new = folder.appending(path: "new.sqlite").path
            await #expect(throws: StorageFault.self) { _ = try await Store.create(at: new, timeZone: zone) }
            #expect(!FileManager.default.fileExists(atPath: new))
        }
        try await Store.open(at: path).close()
    }
}
