import Foundation
import Synchronization

/// A program run as a child of the tests, its output going to files.
///
/// Not Foundation's `Process`: on Linux its `run()` reads past a buffer now and then and crashes the tests
/// (swift-corelibs-foundation, pull request 5472).
package final class ChildProcess: Sendable {
    package struct CannotStart: Error {
        package let program: String
        package let code: Int32
    }

    package let identifier: Int32
    private let status = Mutex<Int32?>(nil)

    /// Starts the program, with nothing on its standard input.
    ///
    /// - Parameters:
    ///   - environment: the whole of it; the tests' own if nil.
    ///   - output: the file that takes its standard output; made or emptied.
    ///   - errors: likewise for its standard error; nil sends both to `output`.
    package init(
        _ program: String, _ arguments: [String], in folder: String = "/", environment: [String: String]? = nil,
        output: String, errors: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }

        // The test runner's threads may block signals that the child is to get.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
        var started: pid_t = 0
        // `env` changes the folder and becomes the program: it keeps the process's number.
        let code = Self.withStrings(["env", "-C", folder, program] + arguments) { arguments in
            Self.withStrings(variables) { variables in
                posix_spawn(&started, "/usr/bin/env", &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw CannotStart(program: program, code: code) }
        identifier = started
    }

    deinit {
        if poll() == nil { kill() }
    }

    package var isRunning: Bool { poll() == nil }

    package func send(_ signal: Int32) {
        Foundation.kill(identifier, signal)
    }

    /// Ends it without giving it a chance to tidy up.
    package func kill() {
        send(SIGKILL)
        try? block(until: "the end of what was killed", within: .seconds(60)) { poll() != nil }
    }

    /// Its exit code, or the number of the signal that ended it.
    ///
    /// - Throws: ``NeverCame`` if it goes on and on; then it is killed.
    @discardableResult
    package func end(within limit: Duration = Waiting.limit) async throws -> Int32 {
        do {
            try await TestSupport.wait(until: "the end of process \(identifier)", within: limit) { poll() != nil }
        } catch {
            kill()
            throw error
        }
        return poll() ?? -1
    }

    /// Like ``end(within:)``, holding up the thread.
    @discardableResult
    package func wait(within limit: Duration = Waiting.limit) throws -> Int32 {
        do {
            try block(until: "the end of process \(identifier)", within: limit) { poll() != nil }
        } catch {
            kill()
            throw error
        }
        return poll() ?? -1
    }

    private func poll() -> Int32? {
        status.withLock { status in
            if let status { return status }
            var raw: Int32 = 0
            guard waitpid(identifier, &raw, WNOHANG) == identifier else { return nil }
            let signal = raw & 0x7F
            status = signal == 0 ? raw >> 8 & 0xFF : signal
            return status
        }
    }

    private static func withStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
