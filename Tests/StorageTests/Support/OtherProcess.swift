import Foundation
import Testing

/// A process beside this one that does something to a database file.
final class OtherProcess: Sendable {
    private let process: Process

    private init(_ script: String, _ arguments: [String], output: Any) throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
    }

    /// One that has the lock on the file, as a server has it.
    static func locking(_ path: String) throws -> OtherProcess {
        let pipe = Pipe()
        let other = try OtherProcess(
            """
            import fcntl, sys, time
            lock = open(sys.argv[1], "r+")
            fcntl.flock(lock, fcntl.LOCK_EX)
            print("locked", flush=True)
            time.sleep(600)
            """, [path], output: pipe
        )
        #expect(try pipe.fileHandleForReading.read(upToCount: 7) == Data("locked\n".utf8))
        return other
    }

    /// What SQLite itself answers, on a connection of its own.
    @discardableResult
    static func sqlite(_ path: String, _ script: String) throws -> String {
        let pipe = Pipe()
        let other = try OtherProcess(
            """
            import sqlite3, sys
            connection = sqlite3.connect(sys.argv[1])
            for statement in sys.argv[2].split(";"):
                for row in connection.execute(statement):
                    print(*row)
            connection.commit()
            connection.close()
            """, [path, script], output: pipe
        )
        let answer = pipe.fileHandleForReading.readDataToEndOfFile()
        other.process.waitUntilExit()
        #expect(other.process.terminationStatus == 0)
        return String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Ends it without giving it a chance to tidy up.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
