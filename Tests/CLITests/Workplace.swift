import Domain
import Foundation
import TestSupport
import Testing

/// A folder of its own for a test, in which the built program runs as a process.
final class Workplace: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// What a run came to.
    struct Outcome: Sendable {
        let status: Int32
        let out: String
        let err: String

        /// Standard output as one JSON document.
        func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSON {
            try #require(try? JSON.parse(Array(out.utf8)), "not JSON: \(out) \(err)", sourceLocation: sourceLocation)
        }
    }

    /// The database that most tests use: found by the program without being named.
    static let database = "zhibu.sqlite"

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// Runs the program to its end.
    func zhibu(_ arguments: String..., environment: [String: String] = [:]) async throws -> Outcome {
        try await zhibu(arguments, environment: environment)
    }

    func zhibu(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let run = try Run(arguments, in: self, environment: environment)
        let status = await run.end()
        return Outcome(status: status, out: run.output, err: run.errors)
    }

    /// Runs the program and requires that it succeeds.
    @discardableResult
    func succeed(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Outcome {
        let outcome = try await zhibu(arguments)
        try #require(outcome.status == 0, "\(arguments): \(outcome.err)", sourceLocation: sourceLocation)
        return outcome
    }
}

/// The program at work.
final class Run: Sendable {
    private let process: ChildProcess
    private let outputPath: String
    private let errorPath: String

    /// Beside the test bundle; the sources' own build folder otherwise.
    static let program: URL = {
        let beside = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent().appending(
            path: "zhibu")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug/zhibu")
            .standardized
    }()

    init(_ arguments: [String], in place: Workplace, environment: [String: String] = [:]) throws {
        let name = UUID().uuidString
        outputPath = place.path("\(name).out")
        errorPath = place.path("\(name).err")
        // Nothing of the caller's environment decides which database is meant.
        var full = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ZHIBU_") }
        full.merge(environment) { $1 }
        process = try ChildProcess(
            Self.program.path, arguments, in: place.folder.path, environment: full, output: outputPath,
            errors: errorPath
        )
    }

    var output: String { Self.read(outputPath) }
    var errors: String { Self.read(errorPath) }
    var identifier: Int32 { process.identifier }

    /// Waits for the end.
    func end() async -> Int32 {
        do {
            return try await process.end()
        } catch {
            Issue.record("\(error); it said: \(output)\(errors)")
            return -1
        }
    }

    var isRunning: Bool { process.isRunning }

    func send(_ signal: Int32) {
        process.send(signal)
    }

    private static func read(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}

/// A running `zhibu serve`.
struct RunningServer {
    let address: String
    private let run: Run

    init(
        in place: Workplace, _ options: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = try Run(["serve", "--port", "0"] + options, in: place)
        self.run = run
        var address: String?
        try await wait(until: "a server") {
            address = run.errors.split(separator: "\n").first { $0.hasPrefix("Serving ") }?
                .split(separator: " ").dropFirst().first.map(String.init)
            return address != nil || !run.isRunning
        }
        self.address = try #require(address, "no server: \(run.errors)", sourceLocation: sourceLocation)
    }

    /// What it has said to whoever started it.
    var said: String { run.errors }

    func send(_ signal: Int32) {
        run.send(signal)
    }

    /// Stops it as Ctrl-C does, or otherwise.
    @discardableResult
    func stop(with signal: Int32 = SIGINT) async -> Int32 {
        run.send(signal)
        return await run.end()
    }
}
