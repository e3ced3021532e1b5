import Domain
import Foundation
import Synchronization

/// A file that was received, and lies on disk until its request is answered: looked at once, and only when it is known that
/// it may come.
final class ReceivedFile: Sendable {
    let path: String
    /// SHA-256 of the content.
    let hash: String
    private let found = Mutex<Result<(AttachmentFormat, Int), FieldErrors>?>(nil)

    init(path: String, hash: String) {
        (self.path, self.hash) = (path, hash)
    }

    /// As a record is to carry it, under what its sender calls it.
    ///
    /// - Throws: ``FieldErrors`` for `file`, of what it is not to be.
    func attachment(called name: String) throws -> Attachment {
        let (format, size) = try found.withLock { found in
            let result = found ?? Self.read(path)
            found = result
            return try result.get()
        }
        return Attachment(name: AttachmentName(name, format), format: format, size: size, hash: hash)
    }

    private static func read(_ path: String) -> Result<(AttachmentFormat, Int), FieldErrors> {
        guard let content = FileManager.default.contents(atPath: path) else {
            return .failure(FieldErrors("file", AttachmentFormat.notWhole))
        }
        do throws(Rejection) {
            let found = try content.withUnsafeBytes { bytes in
                Result { () throws(Rejection) in try AttachmentFormat.found(in: bytes) }
            }.get()
            switch found {
            case .whole(let format): return .success((format, content.count))
            case .archive: return .success((try OfficeParts(ofFileAt: path).format(), content.count))
            }
        } catch {
            return .failure(FieldErrors("file", error))
        }
    }
}

extension OfficeParts {
    /// Unpacks every part of an archive to its end, so that it is known how much that is, and that each is whole.
    ///
    /// - Throws: a rejection of what unpacks to too much, is locked or damaged.
    fileprivate init(ofFileAt path: String) throws(Rejection) {
        do throws(SpreadsheetFault) {
            let archive = try WorkbookArchive(file: SpreadsheetFile(path: path))
            guard archive.count <= Self.most else { throw SpreadsheetFault(.workbook(.tooLarge(part: "ZIP"))) }
            // Of two of one name it would not be known which is meant.
            guard archive.names.count == archive.count else { throw SpreadsheetFault(.workbook(.broken(part: "ZIP"))) }
            var (room, kinds) = (Self.largest, [UInt8]())
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            for name in archive.names.sorted() where !name.hasSuffix("/") {
                let most = name == Self.kinds ? min(room, Self.largestKinds) : room
                guard let part = try archive.part(name, most: most) else { continue }
                while true {
                    let got = try buffer.withUnsafeMutableBytes { bytes in
                        Result { () throws(SpreadsheetFault) -> Int in
                            guard let start = bytes.baseAddress else { return 0 }
                            return try part.read(into: start, count: bytes.count)
                        }
                    }.get()
                    if got == 0 { break }
                    room -= got
                    if name == Self.kinds { kinds += buffer[..<got] }
                }
            }
            self.init(names: archive.names, kinds: String(validating: kinds, as: UTF8.self))
        } catch {
            switch error.kind {
            case .workbook(.tooLarge): throw Self.tooLarge
            case .workbook(.encrypted): throw Self.locked
            default: throw AttachmentFormat.notWhole
            }
        }
    }
}
