import Domain
import Foundation
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// What somebody's file takes of the house, by who they are: in a branch, member 104 scores an area of their own, 103 leads
/// a group, 101 is the secretary, who enters everybody's.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct ImportLoadTests {
    private static let month = "2026-11"

    /// A month's scores of an area of 104's.
    private static func scores(_ rows: Int, assessor: (Int) -> String = { _ in "104" }) -> String {
        var text = "责任区编号,层级,评分人,秩序,服务,说明\n"
        for row in 0..<rows { text += "A-2,自评,\(assessor(row)),55,36,\(row)\n" }
        return text
    }

    // MARK: - The writer

    @Test(arguments: ["101", "104"])
    func `a file of refused rows never comes to the writer, and is read no further than to what is told`(
        number: String
    ) async throws {
        let bureau = try await SmallBureau()
        _ = try await bureau.open()
        let account = try await bureau.server.account(number, member: number)
        let watch = WriterWatch()
        let server = bureau.server.watched(by: watch)
        // Of assessors that do not exist.
        let text = Self.scores(20_000) { "9\($0)" }
        let answer = try await server.importing(text, to: "scores?month=\(Self.month)", by: account.principal)
        #expect(answer.status == 422, "\(answer.text.prefix(300))")
        #expect(answer.json["errors"]?.array?.count == 200)
        #expect(answer.json["readNoFurther"] == true)
        #expect(watch.writes == 0)
    }

    @Test func `what only the writer finds is refused there, and nothing of the file stays`() async throws {
        let bureau = try await SmallBureau()
        let watch = WriterWatch()
        let server = bureau.server.watched(by: watch)
        // Two secretaries of one branch: for the one whose row comes first, nothing is wrong yet.
        let text =
            "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\n"
            + "901,甲,C,一组,正式党员,2010-01-01,2011-01-01,,支部书记,\n"
            + "902,乙,C,一组,正式党员,2010-01-01,2011-01-01,,支部书记,\n"
        try await SmallBureau.expectImported(
            bureau.server.importing("branches", "支部编号,支部名称,类型,书记任职\nC,丙支部,普通支部,专职\n"))
        let before = try await bureau.server.auditCount()
        let answer = try await server.importing(text, to: "members", by: .operator(systemUser: "test"))
        #expect(answer.status == 422 && answer.errors == ["党内职务 conflict"], "\(answer.text)")
        #expect(watch.writes == 1)
        #expect(try await bureau.server.auditCount() == before)
        #expect(try await bureau.server.get("/members?number=901").items.isEmpty)
    }

    @Test func `a sound file is one write, and the same again answers as it did`() async throws {
        let bureau = try await SmallBureau()
        let watch = WriterWatch()
        let server = bureau.server.watched(by: watch)
        let text = "支部编号,支部名称,类型,书记任职\n" + (0..<300).map { "C\($0),支部\($0),普通支部,专职\n" }.joined()
        for _ in 0..<2 {
            let answer = try await server.importing(
                text, to: "branches", by: .operator(systemUser: "test"), key: "the-same")
            #expect(answer.status == 200 && answer.json["created"] == 300, "\(answer.text)")
        }
        #expect(watch.writes == 2)
        let changed = text.replacing("C1,支部1,", with: "C1,支部壹,")
        let other = try await server.importing(
            changed, to: "branches", by: .operator(systemUser: "test"), key: "the-same")
        #expect(other.code == "idempotencyKeyReused")
        #expect(watch.writes == 2)
    }

    @Test func `what keeps others from writing for longer than a second is for the operator`() throws {
        let account = Principal.account(ID(1), name: "a", .session(ID(1)))
        let patient = ImportedFile(path: "", sentBy: account)
        let impatient = ImportedFile(path: "", sentBy: account, longest: .zero)
        let own = ImportedFile(path: "", sentBy: .operator(systemUser: "root"), longest: .zero)
        // Some work for this thread.
        var sum = 0
        for number in 0..<100_000 { sum = sum &+ number }
        #expect(sum > 0)
        try patient.check()
        try own.check()
        #expect {
            try impatient.check()
        } throws: { ($0 as? Problem)?.code == "fileTakesTooLong" && ($0 as? Problem)?.status == .contentTooLarge }
    }

    @Test func `a sound file that takes too long is refused on a reader, and nothing of it goes in`() async throws {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let watch = WriterWatch()
        let server = bureau.server.watched(by: watch)
        let text =
            "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\n"
            + (0..<200_000).map { "N\($0),新来的,A,一组,正式党员,2010-01-01,2011-01-01,,,\n" }.joined()
        let answer = try await server.importing(text, to: "members", by: account.principal)
        #expect(answer.status == 413 && answer.code == "fileTakesTooLong", "\(answer.text)")
        #expect(watch.writes == 0)
    }

    // MARK: - Before it is received

    @Test(arguments: [
        ("101", "scores", 200), ("104", "scores", 1), ("103", "scores", 1), ("101", "members", 200),
        ("104", "members", 0),
        ("103", "adjustments", 0), ("101", "calendar", 0),
    ])
    func `how large a file may be goes by who sends it, and is said before it is sent`(
        number: String, list: String, largest: Int
    ) async throws {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account(number, member: number)
        let operation = try #require(API.operations.first { $0.path == "/imports/\(list)" })
        let api = bureau.server.server.api
        if largest == 0 {
            await #expect(throws: Authority.Denial.self) {
                try await api.largestFile(for: operation, by: account.principal)
            }
        } else {
            let bytes = try await api.largestFile(for: operation, by: account.principal)
            #expect(bytes == (largest == 1 ? ImportDesk.smallFile : API.largestSpreadsheet))
        }
        try await withServed(bureau.server) { served in
            for (mebibytes, status) in [(2, largest == 0 ? 403 : 413), (300, largest == 0 ? 403 : 413)]
            where mebibytes > largest {
                let answer = try await Conversation.with(served) { connection in
                    try await connection.send(
                        "POST /api/v1/imports/\(list)?month=\(Self.month) HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: text/csv\r\nCookie: \(account.headers["Cookie"] ?? "")\r\n"
                            + "X-CSRF-Token: \(account.csrfToken)\r\nContent-Length: \(mebibytes << 20)\r\n\r\n")
                    // Not a byte of the file was sent.
                    return try await connection.receive(upTo: "\r\n")
                }
                #expect(answer.contains(" \(status) "), "\(mebibytes) MiB: \(answer)")
            }
        }
    }

    @Test func `a token for reading, and whoever still needs a second factor, sends no file`() async throws {
        let bureau = try await SmallBureau()
        let account = try await bureau.server.account("101", member: "101")
        let token = try await bureau.server.token(of: account, .read)
        let api = bureau.server.server.api
        await #expect(throws: CredentialError.readOnly) {
            try await api.largestFile(for: API.importMembers, by: token.principal)
        }
        let policy = try await bureau.server.send(
            "PUT", "/access-policy", ["secondFactorRoles": ["secretary"]], headers: ["If-Match": "1"])
        #expect(policy.status == 200)
        let enrolling = try await bureau.server.session(of: account.id, account.name)
        await #expect(throws: CredentialError.secondFactorNeeded) {
            try await api.largestFile(for: API.importMembers, by: enrolling.principal)
        }
    }

    @Test func `an account has one file under way, and the next goes when that is done`() async throws {
        let bureau = try await SmallBureau()
        _ = try await bureau.open()
        let (one, other) = (
            try await bureau.server.account("104", member: "104"), try await bureau.server.account("103", member: "103")
        )
        let text = Self.scores(1)
        try await withServed(bureau.server) { served in
            @Sendable func headers(_ account: TestAccount) -> [String] {
                [
                    "Content-Type: text/csv", "Cookie: \(account.headers["Cookie"] ?? "")",
                    "X-CSRF-Token: \(account.csrfToken)",
                ]
            }
            let line = "POST /api/v1/imports/scores?month=\(Self.month)"
            try await Conversation.with(served) { connection in
                let head = ["\(line) HTTP/1.1", "Host: localhost", "Content-Length: \(text.utf8.count)"] + headers(one)
                try await connection.send(head.joined(separator: "\r\n") + "\r\n\r\n责任区")
                try await wait(until: "the first import's beginning") {
                    bureau.server.server.api.imports.underWay > 0
                }
                let second = try await served.sendAsNobody(line, headers(one), body: text)
                #expect(second.status == 429 && second.text.contains("importUnderWay"), "\(second.text)")
                #expect(second.headers["retry-after"] == "5")
                let others = try await served.sendAsNobody(line, headers(other), body: text)
                #expect(others.status == 422, "\(others.text)")
                try await connection.send(String(text.dropFirst(3)))
                #expect(try await connection.receive(upTo: "\r\n").contains(" 200 "))
            }
            #expect(try await served.sendAsNobody(line, headers(one), body: text).status == 200)
        }
        #expect(bureau.server.server.api.imports.underWay == 0)
    }

    @Test func `all files together have a room, which is given back`() async throws {
        let desk = ImportDesk()
        let nowhere = "/nowhere-at-all"
        let accounts = (1...20).map { Principal.account(ID(Int64($0)), name: "a\($0)", .session(ID(1))) }
        try await desk.withTurn(of: accounts[0]) { first in
            try first.take(ImportDesk.room - 10, in: nowhere)
            try await desk.withTurn(of: accounts[1]) { second in
                try second.take(10, in: nowhere)
                #expect(throws: Problem.self) { try second.take(1, in: nowhere) }
                first.giveBack(1)
                try second.take(1, in: nowhere)
                second.giveBack(11)
            }
            first.giveBack(ImportDesk.room - 11)
        }
        #expect(desk.underWay == 0)
        // The operator has the machine itself.
        try await desk.withTurn(of: .operator(systemUser: "root")) { try $0.take(ImportDesk.room * 2, in: nowhere) }
    }

    @Test func `so many accounts send files at once, and the next is told to wait`() async throws {
        let desk = ImportDesk()
        func nest(_ number: Int) async throws {
            try await desk.withTurn(of: .account(ID(Int64(number)), name: "a", .session(ID(1)))) { _ in
                if number < ImportDesk.places { return try await nest(number + 1) }
                _ = await #expect {
                    try await desk.withTurn(of: .account(ID(99), name: "b", .session(ID(2)))) { _ in }
                } throws: { ($0 as? Problem)?.code == "importsBusy" }
            }
        }
        try await nest(1)
        #expect(desk.underWay == 0)
    }

    @Test func `a disk is not filled to its end`() throws {
        // This one has no blocks at all.
        let desk = ImportDesk()
        #expect(throws: Problem.self) { try desk.allowance.take(1, in: "/proc") }
        #expect(desk.bytes == 0)
    }

    @Test func `a form's file is asked about before it is received too`() async throws {
        let bureau = try await SmallBureau()
        let member = try await bureau.server.account("104", member: "104")
        let browser = Browser(bureau.server, as: member)
        // No field was read: it is not even a form.
        let answer = try await browser.post("/imports", raw: Array("x".utf8), headers: UploadTests.header)
        #expect(answer.status == 403, "\(answer.text)")
        let secretary = try await bureau.server.account("101", member: "101")
        let committee = try await Browser(bureau.server, as: secretary).post(
            "/imports", raw: UploadTests.form([("csrfToken", secretary.csrfToken), ("list", "calendar")], file: "x"),
            headers: UploadTests.header)
        #expect(committee.status == 403, "\(committee.text)")
        // A month's file may have several snapshots.
        let large = String(repeating: "x", count: 4 * API.largestBody + 1)
        let verified = try await browser.post(
            "/verification", raw: UploadTests.form([("csrfToken", member.csrfToken)], file: large),
            headers: UploadTests.header)
        #expect(verified.status == 413)
    }
}

/// Counts what comes to the writer.
private final class WriterWatch: Sendable {
    private let count = Mutex(0)

    var writes: Int { count.withLock { $0 } }

    fileprivate func note() { count.withLock { $0 += 1 } }
}

private struct WatchedEngine: Engine {
    let base: any Engine
    let watch: WriterWatch

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        watch.note()
        return try await base.write(in: place, body)
    }

    func close() throws { try base.close() }
}

/// A server on another one's store.
private struct WatchedServer {
    let server: ZhibuServer
    let folder: URL

    func importing(
        _ text: String, to path: String, by principal: Principal, key: String? = nil
    ) async throws -> Answer {
        let file = folder.appending(path: "\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(filePath: file))
        let headers = key.map { ["Idempotency-Key": $0] } ?? [:]
        return Answer(
            try await server.respond(
                to: ZhibuServer.LocalRequest(
                    "POST", "\(API.root)/imports/\(path)", headers: headers, body: .file(path: file) { _ in }),
                by: principal))
    }
}

extension TestServer {
    fileprivate func watched(by watch: WriterWatch) -> WatchedServer {
        var store = store
        store.engine = WatchedEngine(base: store.engine, watch: watch)
        let server = ZhibuServer(
            store: store, systemUser: "test", options: ServingOptions(port: 0),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return WatchedServer(server: server, folder: folder)
    }
}
