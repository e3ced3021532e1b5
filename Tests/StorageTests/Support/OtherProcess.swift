import Foundation
import TestSupport
import Testing

/// A process beside this one that does something to a database file.
final class OtherProcess: Sendable {
    private let process: ChildProcess
    private let outputPath: String

    private init(_ script: String, _ arguments: [String]) throws {
        outputPath = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString).out").path
        process = try ChildProcess("python3", ["-c", script] + arguments, output: outputPath)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: outputPath)
    }

    private var output: String {
        String(decoding: FileManager.default.contents(atPath: outputPath) ?? Data(), as: UTF8.self)
    }

    /// One that has the lock on the file, as a server has it.
    static func locking(_ path: String) throws -> OtherProcess {
        let other = try OtherProcess(
            """
            import fcntl, sys, time
            lock = open(sys.argv[1], "r+")
            fcntl.flock(lock, fcntl.LOCK_EX)
            print("locked", flush=True)
            time.sleep(600)
            """, [path]
        )
        try block(until: "the lock") { !other.process.isRunning || other.output == "locked\n" }
        #expect(other.output == "locked\n")
        return other
    }

    /// What SQLite itself answers, on a connection of its own.
    @discardableResult
    static func sqlite(_ path: String, _ script: String) throws -> String {
        let other = try OtherProcess(
            """
            import sqlite3, sys
            connection = sqlite3.connect(sys.argv[1])
            for statement in sys.argv[2].split(";"):
                for row in connection.execute(statement):
                    print(*row)
            connection.commit()
            connection.close()
            """, [path, script]
        )
        #expect(try other.process.wait() == 0, "\(other.output)")
        return other.output.trimmingCharacters(in: .newlines)
    }

    /// Ends it without giving it a chance to tidy up.
    func kill() {
        process.kill()
    }
}
