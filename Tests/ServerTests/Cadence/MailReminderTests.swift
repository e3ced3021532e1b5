import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Reminders by mail and in a calendar: what they say, to whom, and once a day. It is the 24th of November 2026.
struct MailReminderTests {
    private static let address = "li.wei@bureau.example"

    private static func remind(
        _ account: TestAccount, at server: TestServer, wanted: Bool = true, language: String = "zh-CN"
    ) async throws {
        let kept = try await server.send(
            "PUT", "/account/mail-reminder",
            ["address": .string(address), "wanted": .bool(wanted), "language": .string(language)],
            headers: ["If-Match": "\"0\""], by: account.principal)
        try #require(kept.status == 200 && kept.json["address"] == .string(address), "\(kept.text)")
    }

    private static func digest(of account: TestAccount, at server: TestServer) async throws -> OwnDigest {
        try await server.store.read(by: .account(account.id, name: account.name, .reminder)) { try OwnDigest($0) }
    }

    private static func arrange(_ body: JSON, branch: String = "A", at server: TestServer) async throws {
        let id = try await server.first("/branches?code=\(branch)")
        let made = try await server.post("/branches/\(id)/meetings", body)
        try #require(made.status == 201, "\(made.text)")
    }

    /// A branch meeting of 26 November, whose theme names a member.
    private static func assembly(at server: TestServer) async throws {
        try await arrange(
            [
                "kind": "assembly", "theme": "讨论组员A转正", "date": "2026-11-26", "start": "09:00", "minutes": 60,
                "place": "甲会议室",
            ], at: server)
    }

    @Test(arguments: MailReminder.Language.allCases)
    func `a digest has titles, numbers and days, and no other person`(language: MailReminder.Language) async throws {
        let server = try await SmallBureau().server
        try await Self.assembly(at: server)
        let secretary = try await server.account("101", member: "101")
        let digest = try await Self.digest(of: secretary, at: server)
        #expect(digest.isWorthSending)
        let words = try WebResources.embedded.get().words(of: language.ofPages)
        let text = digest.text(words, console: "https://zhibu.example")
        let lines = text.body.split(separator: "\n").map(String.init)
        // November's theme day has its last day within the week; the quarter's assembly has not.
        #expect(digest.obligations.map(\.rule.key.text).contains("meet.themeDay"))
        #expect(!digest.obligations.map(\.rule.key.text).contains("meet.assembly"))
        switch language {
        case .chinese:
            #expect(text.subject.hasPrefix("2026年11月24日提醒：待办和临期\(digest.dueCount)项，会议1次"), "\(text.subject)")
            #expect(lines.contains("- 主题党日，甲支部，2026年11月，2026年11月30日前"), "\(text.body)")
            #expect(lines.contains("- 2026年11月26日（周四） 09:00–10:00 党员大会（甲支部） 甲会议室"), "\(text.body)")
            #expect(lines.contains("详情请登录查看：https://zhibu.example"))
        case .english:
            #expect(lines.contains("- Theme day, 甲支部, November 2026, until 30 November 2026"), "\(text.body)")
            #expect(lines.contains { $0.hasPrefix("- Thu 26 November 2026 09:00–10:00 ") }, "\(text.body)")
            #expect(lines.contains("More after signing in: https://zhibu.example"))
        }
        for member in try await server.get("/members?limit=500").items {
            let name = member["name"]?.string ?? "?"
            #expect(!text.body.contains(name) && !text.subject.contains(name), "\(name): \(text.body)")
        }
    }

    @Test func `what a ledger has due is told by how much there is, without its words`() async throws {
        let bureau = try await WideBureau()
        let (own, other) = try (
            #require(bureau.accounts[.secretary]), #require(bureau.accounts[.otherSecretary])
        )
        let before = try await Self.digest(of: own, at: bureau.server)
        let others = try await Self.digest(of: other, at: bureau.server).entries.count
        let body = LedgerSample.entry(of: .deed, in: "A", more: [("matter", "修路灯"), ("due", "2026-11-27")])
        let made = try await bureau.server.post("/deeds", body)
        try #require(made.status == 201, "\(made.text)")
        let digest = try await Self.digest(of: own, at: bureau.server)
        #expect(digest.entries.count == before.entries.count + 1 && digest.dueCount == before.dueCount + 1)
        #expect(digest.isWorthSending)
        let text = try digest.text(WebResources.embedded.get().words(of: .chinese), console: "–")
        #expect(text.body.contains("- 台账事项\(digest.entries.count)项临期、逾期"), "\(text.body)")
        #expect(!text.body.contains("修路灯"), "\(text.body)")
        // Of another branch's nobody here is told.
        #expect(try await Self.digest(of: other, at: bureau.server).entries.count == others)
    }

    @Test func `a member is told of what is theirs, and nobody of nothing`() async throws {
        let server = try await SmallBureau().server
        let other = try await server.account("205", member: "205")
        // Nothing has a day near, and no meeting is held: nobody is written to.
        let idle = try await Self.digest(of: other, at: server)
        #expect(!idle.isWorthSending && idle.obligations.isEmpty && idle.meetings.isEmpty)
        try await Self.arrange(
            ["kind": "assembly", "date": "2026-11-25", "start": "09:00", "minutes": 60, "place": "乙会议室"],
            branch: "B", at: server)
        try await Self.arrange(
            ["kind": "group", "group": "一组", "date": "2026-11-25", "start": "14:00", "minutes": 60, "place": "乙会议室"],
            branch: "B", at: server)
        // 201 is of the first group, 205 of the second.
        let groups = try await server.get("/members?branch=B&limit=500").items
        let first = try #require(groups.first { $0["group"] == "一组" && $0["number"] != "201" }?["number"]?.string)
        let leader = try await server.account(first, member: first)
        #expect(try await Self.digest(of: leader, at: server).meetings.map(\.meeting.kind) == [.assembly, .group])
        let told = try await Self.digest(of: other, at: server)
        #expect(
            told.isWorthSending
                && told.meetings.count == (groups.contains { $0["number"] == "205" && $0["group"] == "一组" } ? 2 : 1))
    }

    @Test func `a no of one's own stands, and an address goes with whoever leaves`() async throws {
        let server = try await SmallBureau().server
        let secretary = try await server.account("101", member: "101")
        let member = try await server.account("104", member: "104")
        let no = try await server.send(
            "PUT", "/account/mail-reminder", ["address": .null, "wanted": false, "language": "zh-CN"],
            headers: ["If-Match": "\"0\""], by: secretary.principal)
        try #require(no.status == 200, "\(no.text)")
        let administrator = try await server.account("admin", grants: [.init(.administrator)])
        func keep(_ account: TestAccount, version: Int) async throws -> Answer {
            try await server.send(
                "PUT", "/accounts/\(account.id.rawValue)/mail-reminder",
                ["address": "office@bureau.example", "language": "en"], headers: ["If-Match": "\"\(version)\""],
                by: administrator.principal)
        }
        let refused = try await keep(secretary, version: 1)
        #expect(refused.status == 200 && refused.json["wanted"] == false, "\(refused.text)")
        #expect(try await keep(secretary, version: 1).status == 412)
        #expect(try await keep(member, version: 0).json["wanted"] == true)
        for bad in ["a@b", "a b@c.example", "a@c.example\r\nBcc: x@y.example", "<a@c.example>"] {
            let answer = try await server.send(
                "PUT", "/account/mail-reminder", ["address": .string(bad), "wanted": true, "language": "en"],
                headers: ["If-Match": "\"1\""], by: member.principal)
            #expect(answer.status == 422 && answer.errors == ["address format"], "\(bad): \(answer.text)")
        }
        let stored = try await server.store.database.read { session in
            try session.rows("SELECT address FROM mail_reminder") { try $0.at(0) as [UInt8] }
        }
        #expect(stored.count == 2 && stored.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("example") })
        let left = try await server.post(
            "/members/\(server.first("/members?number=104"))/leavings",
            [
                "leaving": "transferredOut", "on": "2026-11-20", "reason": "调出", "document": "介绍信1号",
                "endsHoldings": true,
            ])
        #expect(left.status == 201, "\(left.text)")
        let rows = try await server.store.database.read { try $0.value("SELECT count(*) FROM mail_reminder") as Int? }
        #expect(rows == 1)
    }

    @Test func `an address that its owner set is theirs: another keeps one only where they set none`() async throws {
        let server = try await SmallBureau().server
        let owner = try await server.account("101", member: "101")
        let other = try await server.account("104", member: "104")
        let administrator = try await server.account("admin", grants: [.init(.administrator)])
        func keep(_ address: JSON, of account: TestAccount, version: Int) async throws -> Answer {
            try await server.send(
                "PUT", "/accounts/\(account.id.rawValue)/mail-reminder", ["address": address, "language": "en"],
                headers: ["If-Match": "\"\(version)\""], by: administrator.principal)
        }
        func say(_ address: JSON, by account: TestAccount, version: Int) async throws -> Answer {
            try await server.send(
                "PUT", "/account/mail-reminder", ["address": address, "wanted": true, "language": "zh-CN"],
                headers: ["If-Match": "\"\(version)\""], by: account.principal)
        }
        try await Self.remind(owner, at: server)
        for address: JSON in ["office@bureau.example", .null, .string(Self.address)] {
            let refused = try await keep(address, of: owner, version: 1)
            #expect(refused.status == 409 && refused.code == "mailAddressIsOwners", "\(refused.text)")
        }
        let form = "/administration/accounts/\(owner.id.rawValue)/mail-reminder"
        let page = try await Browser(server, as: administrator).get(form, headers: ["Accept-Language": "zh-CN"])
        #expect(page.text.contains("邮箱由本人登记"), "\(page.text)")

        // What another keeps is theirs to change, also after the owner has said yes to it as it is.
        #expect(try await keep("a@bureau.example", of: other, version: 0).json["keptByOther"] == true)
        #expect(try await say("a@bureau.example", by: other, version: 1).json["keptByOther"] == true)
        #expect(try await keep("b@bureau.example", of: other, version: 2).status == 200)
        // Until the owner sets one, and again once they took it off.
        #expect(try await say("c@bureau.example", by: other, version: 3).json["keptByOther"] == false)
        #expect(try await keep("d@bureau.example", of: other, version: 4).status == 409)
        #expect(try await say(.null, by: other, version: 4).status == 200)
        #expect(try await keep("d@bureau.example", of: other, version: 5).status == 200)
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `an address that does not open keeps nobody else's mail from going, and ids are not used again`()
        async throws
    {
        let server = try await SmallBureau().server
        let program = try Program(at: server)
        func ids() async throws -> [Int64] {
            try await server.store.database.read { session in
                try session.rows("SELECT id FROM mail_reminder ORDER BY id") { try $0.at(0) as Int64 }
            }
        }
        try await Self.remind(server.account("101", member: "101"), at: server)
        try await Self.remind(server.account("104", member: "104"), at: server)
        let before = try await ids()
        let left = try await server.post(
            "/members/\(server.first("/members?number=104"))/leavings",
            [
                "leaving": "transferredOut", "on": "2026-11-20", "reason": "调出", "document": "介绍信1号",
                "endsHoldings": true,
            ])
        #expect(left.status == 201, "\(left.text)")
        try await Self.remind(server.account("102", member: "102"), at: server)
        let after = try await ids()
        #expect(before.count == 2 && after.count == 2 && after[0] == before[0] && after[1] > before[1])
        // The audit holds the one that ended and the new one apart.
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])

        try await server.store.database.write { session in
            try session.run(
                "UPDATE mail_reminder SET address = \([UInt8](repeating: 7, count: 40)) WHERE id = \(after[0])")
        }
        let round = try await program.desk(server).send()
        #expect(round?.sent == 1 && round?.failed == 0)
        #expect(program.mails.components(separatedBy: "From: ").count == 2)
    }

    @Test func `an address whose key is lost keeps nobody from another, from none, or from leaving`() async throws {
        let server = try await SmallBureau().server
        let owners = try await server.account("101", member: "101")
        let kept = try await server.account("104", member: "104")
        let administrator = try await server.account("admin", grants: [.init(.administrator)])
        func say(_ address: JSON, version: Int, by account: TestAccount) async throws -> Answer {
            try await server.send(
                "PUT", "/account/mail-reminder", ["address": address, "wanted": true, "language": "zh-CN"],
                headers: ["If-Match": "\"\(version)\""], by: account.principal)
        }
        func keep(_ account: TestAccount, version: Int) async throws -> Answer {
            try await server.send(
                "PUT", "/accounts/\(account.id.rawValue)/mail-reminder",
                ["address": "office@bureau.example", "language": "en"], headers: ["If-Match": "\"\(version)\""],
                by: administrator.principal)
        }
        func lose() async throws {
            try await server.store.database.write { session in
                try session.run("UPDATE mail_reminder SET address = \([UInt8](repeating: 7, count: 40))")
            }
        }
        try await Self.remind(owners, at: server)
        #expect(try await keep(kept, version: 0).status == 200)
        try await lose()

        // It is said that there is one, also on the page, and whose it is stays so.
        let shown = try await server.send("GET", "/account/mail-reminder", by: owners.principal)
        #expect(shown.json["address"] == .null && shown.json["addressLost"] == true, "\(shown.text)")
        let page = try await Browser(server, as: owners).get(
            "/account/reminders", headers: ["Accept-Language": "zh-CN"])
        #expect(page.text.contains("原邮箱因密钥更换已无法读取"), "\(page.text)")
        #expect(try await keep(owners, version: 1).code == "mailAddressIsOwners")
        #expect(try await keep(kept, version: 1).json["addressLost"] == false)

        let again = try await say("new@bureau.example", version: 1, by: owners)
        #expect(again.json["address"] == "new@bureau.example" && again.json["addressLost"] == false, "\(again.text)")
        try await lose()
        let off = try await say(.null, version: 2, by: owners)
        #expect(off.status == 200 && off.json["addressLost"] == false, "\(off.text)")
        // Of one that somebody else kept as well: saying none takes it off.
        #expect(try await say(.null, version: 2, by: kept).json["keptByOther"] == false)
        #expect(try await keep(kept, version: 3).status == 200)
        try await lose()
        let left = try await server.post(
            "/members/\(server.first("/members?number=104"))/leavings",
            [
                "leaving": "transferredOut", "on": "2026-11-20", "reason": "调出", "document": "介绍信1号",
                "endsHoldings": true,
            ])
        #expect(left.status == 201, "\(left.text)")
        let rows = try await server.store.database.read { try $0.value("SELECT count(*) FROM mail_reminder") as Int? }
        #expect(rows == 1)
    }

    /// A mail program that notes what it is given; it fails while there is a file `down` beside it.
    private struct Program {
        let folder: URL
        var path: String { folder.appending(path: "sendmail").path }

        init(at server: TestServer) throws {
            folder = server.folder
            let script = """
                #!/bin/sh
                folder=${0%/*}
                if [ -e "$folder/down" ]; then echo "cannot reach li.wei@bureau.example: no route" >&2; exit 75; fi
                printf '%s\\n' "$*" > "$folder/given"
                cat >> "$folder/mails"
                """
            try Data(script.utf8).write(to: folder.appending(path: "sendmail"))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }

        func desk(_ server: TestServer, after: String = "08:00") throws -> DigestDesk {
            let options = try MailOptions(
                program: path, sender: EmailAddress("zhibu@bureau.example"), console: "https://zhibu.example",
                after: TimeOfDay(parsing: after))
            return DigestDesk(store: server.store, mail: options, systemUser: "test")
        }

        func isDown(_ down: Bool) throws {
            let path = folder.appending(path: "down")
            if down { try Data().write(to: path) } else { try FileManager.default.removeItem(at: path) }
        }

        var mails: String { (try? String(contentsOf: folder.appending(path: "mails"), encoding: .utf8)) ?? "" }
        var given: String { (try? String(contentsOf: folder.appending(path: "given"), encoding: .utf8)) ?? "" }
    }

    @Test func `a digest is sent once a day, also over restarts, and not before its time`() async throws {
        let server = try await SmallBureau().server
        let program = try Program(at: server)
        try await Self.remind(server.account("101", member: "101"), at: server)
        // Wanted by nobody: without an address; by an account that is closed.
        _ = try await server.account("102", member: "102")
        let closed = try await server.account("103", member: "103")
        try await Self.remind(closed, at: server)
        _ = try await server.store.write(by: .operator(systemUser: "test")) { try $0.closeAccount(closed.id) }

        #expect(try await program.desk(server, after: "23:59").send() == nil)
        let desk = try program.desk(server)
        let round = try #require(await desk.send())
        #expect(round.sent == 1 && round.failed == 0)
        #expect(program.given == "-t -i -f zhibu@bureau.example\n")
        let mail = program.mails
        #expect(mail.hasPrefix("From: <zhibu@bureau.example>\nTo: <\(Self.address)>\nSubject: =?UTF-8?B?"), "\(mail)")
        #expect(mail.components(separatedBy: "From: ").count == 2)
        // Again; by another process after a restart; by whoever asks.
        #expect(try await desk.send()?.sent == 0)
        #expect(try await program.desk(server).send()?.sent == 0)
        #expect(try await program.desk(server).send(isAsked: true)?.sent == 0)
        #expect(program.mails == mail)
        server.clock.now = server.clock.now.adding(seconds: 86_400)
        #expect(try await desk.send()?.sent == 1)
        // The server was stopped between the two records: that day's is not sent again.
        try await server.store.database.write { try $0.run("UPDATE digest SET state = 'begun'") }
        #expect(try await program.desk(server).send()?.sent == 0)
        #expect(try await server.get("/digests?state=begun").items.count == 2)
    }

    @Test func `what fails is tried again over the day, a few times, and told without the address`() async throws {
        let server = try await SmallBureau().server
        let program = try Program(at: server)
        try await Self.remind(server.account("101", member: "101"), at: server)
        let desk = try program.desk(server)
        try program.isDown(true)
        // A mail server that is away all morning does not use the day's tries up.
        try server.go(to: "2026-11-24")
        var tried: [Int] = []
        for minute in stride(from: 0, through: 600, by: 15) {
            if try await desk.send()?.failed == 1 { tried.append(minute) }
            // Not at once.
            #expect(try await desk.send()?.failed == 0, "minute \(minute)")
            server.clock.now = server.clock.now.adding(seconds: 900)
        }
        #expect(tried == [0, 15, 75, 195, 435])
        let told = try #require(try await server.get("/digests").items.first)
        #expect(told["state"] == "failed" && told["tries"] == 5, "\(told)")
        #expect(told["fault"] == "exit status 75: cannot reach …: no route", "\(told)")
        #expect(desk.totals.failed == 5)
        let administrator = Browser(server, as: try await server.account("admin", grants: [.init(.administrator)]))
        let page = try await administrator.get("/administration/upkeep").text
        #expect(page.contains("发送失败（第5次）") && page.contains("no route"), "\(page)")
        // Whoever sees to it has it tried once more.
        try program.isDown(false)
        #expect(try await desk.send(isAsked: true)?.sent == 1)
        #expect(try await server.get("/digests").items.map { $0["state"] } == ["sent"])
    }

    @Test func `nothing that people write adds to a mail's head`() throws {
        let message = MailMessage(
            sender: try EmailAddress("zhibu@bureau.example"), recipient: try EmailAddress(Self.address),
            subject: "提醒\r\nBcc: all@bureau.example\n\n" + String(repeating: "支部书记例会", count: 30),
            body: "甲支部\r\n.\r\nQUIT\n" + String(repeating: "很长的一行", count: 200), id: "digest-1@x",
            date: Date(timeIntervalSince1970: 1_795_500_000), offset: 28_800)
        let text = String(decoding: message.bytes, as: UTF8.self)
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        let head = parts[0].split(separator: "\n").map(String.init)
        let names = head.filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(
            names == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding", "Auto-Submitted",
            ])
        #expect(text.utf8.allSatisfy { $0 == 10 || (0x20...0x7E).contains($0) })
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
        let body = Data(base64Encoded: String(parts[1]).replacing("\n", with: "")).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(body == message.body)
        #expect(head.contains { $0.hasPrefix("Date: Tue, 24 Nov 2026 ") && $0.hasSuffix(" +0800") }, "\(head)")
    }

    @Test func `a person's calendar has their branch's meetings and what is due, once for a rule and day`() async throws
    {
        let server = try await SmallBureau().server
        try await Self.assembly(at: server)
        try await Self.arrange(
            ["kind": "branchCommittee", "date": "2026-11-27", "start": "09:00", "minutes": 60, "place": "甲会议室"],
            at: server)
        try await Self.arrange(
            ["kind": "assembly", "date": "2026-11-25", "start": "09:00", "minutes": 60, "place": "乙会议室"],
            branch: "B", at: server)
        func calendar(_ number: String) async throws -> String {
            let account = try await server.account(number, member: number)
            let secret = try await server.store.write(by: account.principal) { try $0.makeCalendarAddress().1 }
            let answer = Answer(
                try await server.respond(
                    to: ZhibuServer.LocalRequest("GET", CalendarAddressPath.text(secret)), by: nil))
            try #require(answer.status == 200)
            return answer.text.replacing("\r\n ", with: "")
        }
        let member = try await calendar("105")
        #expect(member.contains("SUMMARY:党员大会（甲支部）\r\nLOCATION:甲会议室\r\nEND:VEVENT"), "\(member)")
        #expect(!member.contains("乙会议室") && !member.contains("支部委员会") && !member.contains("UID:due-"))
        let secretary = try await calendar("101")
        #expect(secretary.contains("SUMMARY:支部委员会会议（甲支部）"), "\(secretary)")
        let due = secretary.components(separatedBy: "UID:due-meet.themeDay-2026-11-30@")
        #expect(due.count == 2, "\(secretary)")
        #expect(due.last?.contains("DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n") == true)
        // Two groups are asked for the same: one entry for both.
        #expect(secretary.components(separatedBy: "UID:due-meet.group-2026-11-30@").count == 2)
        for member in try await server.get("/members?limit=500").items {
            let name = member["name"]?.string ?? "?"
            #expect(!secretary.contains(name), "\(name)")
        }
    }
}
