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
}
