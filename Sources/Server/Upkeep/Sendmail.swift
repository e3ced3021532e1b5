import Domain
import Foundation
import Synchronization

/// The system's `sendmail`: a program that takes a whole message on its standard input and exits with 0 once it is
/// responsible for it.
///
/// It is started by its path, without a shell, and is told no more than the sender; to whom it goes stands in the message. The
/// message lies in a file that has no name any more when the program reads it, so that one which stops reading hurts nobody.
struct Sendmail: Sendable {
    struct Fault: Error {
        /// In one line, without what was written.
        let detail: String
    }

    let program: String
    let sender: EmailAddress
    /// A program that takes longer is ended.
    var patience = Duration.seconds(60)

    static func isExecutable(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return path.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: path)
            && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// - Throws: ``Fault``.
    func hand(over message: MailMessage) async throws {
        let (input, output) = (try Self.file(holding: message.bytes), try Self.file(holding: []))
        defer {
            try? input.close()
            try? output.close()
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-t", "-i", "-f", sender.text]
        process.environment = ProcessInfo.processInfo.environment.filter { Self.passedOn.contains($0.key) }
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
        let (ends, ending) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ending.finish() }
        do {
            try process.run()
        } catch {
            throw Fault(detail: "\(program) could not be started")
        }
        let pid = process.processIdentifier
        let hasEnded = Atomic(false)
        let watch = Task { [patience] in
            try await Task.sleep(for: patience)
            if !hasEnded.load(ordering: .acquiring) { kill(pid, SIGKILL) }
        }
        for await _ in ends {}
        // The server that is stopped does not wait: what was begun is told of as that.
        if process.isRunning { process.waitUntilExit() }
        hasEnded.store(true, ordering: .releasing)
        watch.cancel()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw Fault(detail: Self.said(output, status: process.terminationStatus, to: message.recipient))
        }
    }

    /// What a mail program needs of the surroundings: where it is told whose it is. No credential of the server's is passed on.
    private static let passedOn: Set = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR"]

    /// A file without a name, to be read from its beginning.
    private static func file(holding bytes: [UInt8]) throws -> FileHandle {
        // In place of the X's `mkstemp` writes what no other file is called.
        var template = Array((NSTemporaryDirectory() + "/zhibu-mail-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw Fault(detail: "no file for the mail could be made")
        }
        unlink(template)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(bytes))
            try file.seek(toOffset: 0)
        } catch {
            throw Fault(detail: "the mail could not be written down")
        }
        return file
    }

    /// What the program said, in a line, without the address.
    private static func said(_ output: FileHandle, status: Int32, to recipient: EmailAddress) -> String {
        try? output.seek(toOffset: 0)
        let bytes = (try? output.read(upToCount: 2_000)) ?? Data()
        let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing(recipient.text, with: "…").unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let text = String(String(String.UnicodeScalarView(line)).prefix(300))
        return text.isEmpty ? "exit status \(status)" : "exit status \(status): \(text)"
    }
}
