import Foundation
import Testing

struct RetryTests {
    @Test func `a request whose connection broke is sent again under the same key`() async throws {
        let server = try BrokenServer(answer: #"{"code": "X", "name": "新"}"#)
        let outcome = try await Workplace().zhibu("committee", "add", "X", "新", "--server", server.address)
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(outcome.out == "X 新: made\n")
        let keys = await server.received().map { request in
            request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("idempotency-key: ") }
        }
        #expect(keys.count == 2)
        #expect(keys.first != .some(nil))
        #expect(keys.first == keys.last)
    }

    @Test(.timeLimit(.minutes(60)))
    func `a file that is gone when it is sent again is not sent as an empty one`() async throws {
        let place = try Workplace()
        try place.write(Workplace.members, to: "members.csv")
        let path = place.path("members.csv")
        let server = try BrokenServer(answer: "{}") { try? FileManager.default.removeItem(atPath: path) }
        let outcome = try await place.zhibu("member", "import", "members.csv", "--server", server.address)
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("members.csv cannot be read"), "\(outcome.err)")
    }
}
