import Foundation
import TestSupport
import Testing

/// That no test waits without end.
struct WaitingTests {
    @Test func `a child that passes over what it is sent is killed, and told of`() async throws {
        let output = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString).out").path
        defer { try? FileManager.default.removeItem(atPath: output) }
        let child = try ChildProcess("bash", ["-c", "trap '' INT TERM; echo deaf; exec sleep 600"], output: output)
        try await wait(until: "its deafness") { (try? String(contentsOfFile: output, encoding: .utf8)) == "deaf\n" }
        child.send(SIGINT)
        child.send(SIGTERM)
        await #expect(throws: NeverCame.self) { try await child.end(within: .milliseconds(200)) }
        #expect(!child.isRunning)
    }

    @Test func `what does not come is given up`() async throws {
        let error = await #expect(throws: NeverCame.self) {
            try await wait(until: "the end of days", within: .milliseconds(20)) { false }
        }
        #expect(error?.description.hasPrefix("the end of days") == true)
        #expect(throws: NeverCame.self) { try block(until: "it", within: .milliseconds(20)) { false } }
        try await wait(until: "nothing", within: .zero) { true }
    }

    @Test func `a few tests run at a time, whoever starts them`() {
        let width = ProcessInfo.processInfo.environment["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH"]
        #expect(width.flatMap { Int($0) } != nil)
    }
}
