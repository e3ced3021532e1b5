import Foundation

/// The file system that a path lies on, as far as it matters to what is kept there.
package struct FileSystem: Hashable, Sendable {
    /// As the system calls it: `ext4`, `nfs4`, `fuse.sshfs`.
    package let type: String

    package init(type: String) {
        self.type = type
    }

    /// How it is found out; nil where it cannot be told. Tests put another answer in its place.
    @TaskLocal package static var lookup: @Sendable (String) -> FileSystem? = { FileSystem(of: $0) }

    /// Whether its files are another machine's, which may be written from there too. What holds a database together, locks
    /// and memory that is shared by its log's readers, does not reach that far.
    package var isShared: Bool {
        if type.hasPrefix("fuse.") { return Self.sharedInUserSpace.contains(String(type.dropFirst(5))) }
        return Self.shared.contains(type)
    }

    private static let shared: Set<String> = [
        "9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "gpfs", "lustre",
        "ncp",
        "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "panfs", "prl_fs", "pvfs2", "smb2", "smb3", "smbfs", "vboxsf",
        "vmhgfs",
    ]

    /// Of what runs by FUSE, which has disks of this machine as well (`ntfs-3g`, `mergerfs`, `gocryptfs`).
    private static let sharedInUserSpace: Set<String> = [
        "alluxio-fuse", "blobfuse", "blobfuse2", "ceph", "ceph-fuse", "cephfs", "cosfs", "curlftpfs", "davfs", "davfs2",
        "fuse-nfs", "fuse_dfs", "gcsfuse", "geesefs", "glusterfs", "goofys", "google-drive-ocamlfuse", "gvfsd-fuse",
        "hdfs",
        "juicefs", "kio-fuse", "lizardfs", "mfs", "mfsmount", "moosefs", "mount-s3", "nfs", "obsfs", "onedriver",
        "ossfs",
        "ossfs2", "rclone", "s3fs", "saunafs", "seaweedfs", "smbnetfs", "sshfs", "vmhgfs-fuse", "weed",
    ]

    /// - Throws: ``StorageFault/sharedFileSystem(path:type:)`` for a database that would lie on another machine.
    static func requireOwn(of path: String) throws(StorageFault) {
        guard let found = lookup(path), found.isShared else { return }
        throw .sharedFileSystem(path: path, type: found.type)
    }

    /// By the system's list of what is mounted where.
    private init?(of path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let real = realpath(folder, nil) else { return nil }
        defer { free(real) }
        guard let list = FileManager.default.contents(atPath: "/proc/self/mountinfo") else { return nil }
        self.init(of: String(cString: real), in: String(decoding: list, as: UTF8.self))
    }

    /// - Parameters:
    ///   - folder: absolute, without links.
    ///   - list: as proc(5) describes `/proc/pid/mountinfo`.
    init?(of folder: String, in list: String) {
        var best: (point: String, type: String)?
        for line in list.split(separator: "\n") {
            // 36 35 98:0 /root /where options [optional fields] - type source options
            let fields = line.split(separator: " ")
            guard fields.count > 6, let mark = fields.firstIndex(of: "-"), mark + 1 < fields.count else { continue }
            let point = Self.unescaped(fields[4])
            let isOver = folder == point || folder.hasPrefix(point == "/" ? "/" : point + "/")
            // Of several at one place the last one is seen.
            if isOver, point.utf8.count >= best?.point.utf8.count ?? 0 { best = (point, String(fields[mark + 1])) }
        }
        guard let best else { return nil }
        type = best.type
    }

    /// Blanks and the like stand as `\040`.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let first = rest.popFirst() {
            if first == UInt8(ascii: "\\"), let byte = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(first)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
