import Foundation
import TestSupport
import Testing

/// The scripts around the demo, run as they are.
struct DemoScriptTests {
    @Test func `the demo script runs the month once, then serves; a second start serves at once`() async throws {
        let place = try Workplace()
        let script = Self.repository.appending(path: "scripts/demo").path
        let program = Self.program.path

        let first = try Script(script, program, "demo/zhibu.sqlite", "--port", "0", in: place)
        let told = try await first.untilServing()
        for shown in [
            "$ zhibu assess record", "$ zhibu assess close", "★      1  CG-01-A07", "$ zhibu meeting schedule",
        ] {
            #expect(told.contains(shown))
        }

        let second = try Script(script, program, "demo/zhibu.sqlite", "--port", "0", in: place)
        #expect(try await !second.untilServing().contains("$ zhibu"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
    func `the demo's files are those that its generator writes`() async throws {
        let place = try Workplace()
        let generator = try Script(Self.repository.appending(path: "scripts/make-demo-seeds").path, ".", in: place)
        try #require(try await generator.process.end() == 0, "\(generator.output)")

        let committed = Self.repository.appending(path: "seeds/demo")
        let names = try FileManager.default.contentsOfDirectory(atPath: committed.path).filter {
            // Written by hand.
            !$0.hasSuffix(".md")
                && ![
                    "ballots.json", "elections.json", "ledgers.json", "meetings.json", "motions.json",
                    "suggestions.json",
                ].contains($0)
        }
        #expect(names.count == 18)
        for name in names {
            let written = FileManager.default.contents(atPath: place.path(name))
            #expect(try written == Data(contentsOf: committed.appending(path: name)), "\(name)")
        }
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static var program: URL {
        let beside = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let program = beside.appending(path: "zhibu")
        if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        return repository.appending(path: ".build/debug/zhibu")
    }
}

/// A script at work.
private final class Script {
    let process: ChildProcess
    private let outputPath: String

    init(_ path: String, _ arguments: String..., in place: Workplace) throws {
        outputPath = place.path("\(UUID().uuidString).out")
        process = try ChildProcess(
            path, arguments, in: place.folder.path,
            environment: ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ZHIBU_") }, output: outputPath
        )
    }

    var output: String {
        String(decoding: FileManager.default.contents(atPath: outputPath) ?? Data(), as: UTF8.self)
    }

    /// What it said until it serves; then it is stopped as Ctrl-C does.
    ///
    /// Not before: the shell passes over a SIGINT of its own while a command of the month runs that gets none.
    func untilServing() async throws -> String {
        try await wait(until: "the demo's serving") {
            !process.isRunning || output.contains("Serving http://127.0.0.1:")
        }
        try #require(output.contains("Serving http://127.0.0.1:"), "\(output)")
        process.send(SIGINT)
        try await process.end()
        return output
    }
}
