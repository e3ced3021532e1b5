import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// A secretary's calendar on a phone: it knows an address and no more, and so does whoever the phone is shown to.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct CalendarAddressTests {
    /// What a calendar program asks for, without anything else of its owner's.
    private static func fetch(_ path: String, from server: TestServer) async throws -> Answer {
        Answer(try await server.respond(to: ZhibuServer.LocalRequest("GET", path), by: nil))
    }

    /// The secretary of branch A makes an address in the console.
    ///
    /// - Returns: its path, with the query.
    private static func made(by browser: Browser) async throws -> String {
        try await browser.get("/account/reminders")
        let page = try await browser.post("/account/calendar-address")
        #expect(page.status == 201)
        let address = try #require(
            page.text.firstMatch(of: /value="http:\/\/localhost(\/calendars\/[^"]+)" readonly/)
        ).output.1
        return String(address).replacing("&amp;", with: "&")
    }

    private static func secretary(in bureau: WideBureau) throws -> TestAccount {
        try #require(bureau.accounts[.secretary])
    }

    @Test func `a secretary subscribes by an address, sees their meetings there, and ends it`() async throws {
        let bureau = try await WideBureau()
        let browser = Browser(bureau.server, as: try Self.secretary(in: bureau))
        let path = try await Self.made(by: browser)
        // 256 random bits, and nothing of whose it is.
        #expect(path.wholeMatch(of: /\/calendars\/[A-Za-z0-9_\-]{43}\.ics/) != nil)

        let calendar = try await Self.fetch(path, from: bureau.server)
        #expect(calendar.status == 200)
        #expect(calendar.headers["content-type"] == "text/calendar; charset=utf-8")
        #expect(calendar.headers["cache-control"] == "no-store")
        #expect(calendar.headers["referrer-policy"] == "no-referrer")
        // All that the console's file of the secretaries' meetings has, and more of the reader's own.
        let own = try await browser.get("/meetings/calendar.ics")
        let events = own.text.components(separatedBy: "BEGIN:VEVENT").dropFirst().map {
            $0.components(separatedBy: "END:VEVENT")[0]
        }
        #expect(!events.isEmpty && events.allSatisfy { calendar.text.contains($0) })
        #expect(calendar.text.contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"))
        #expect(try await Self.fetch("\(path)?language=en", from: bureau.server).text.contains("SUMMARY:") == true)

        // It is not shown again; that it is used is.
        let page = try await browser.get("/account/reminders").text
        #expect(!page.contains("/calendars/"))
        #expect(page.contains("2026年11月24日 10:00"))
        let ended = try await browser.post("/account/calendar-address/end")
        #expect(ended.location == "/account/reminders?notice=calendar-address-ended")
        #expect(try await Self.fetch(path, from: bureau.server).status == 404)
        #expect(try await browser.post("/account/calendar-address/end").status == 303, "it was meant to end")
    }

    @Test func `a new address takes the old one's place, and each is its owner's alone`() async throws {
        let bureau = try await WideBureau()
        let browser = Browser(bureau.server, as: try Self.secretary(in: bureau))
        let other = Browser(bureau.server, as: try #require(bureau.accounts[.otherSecretary]))
        let (first, second) = (try await Self.made(by: browser), try await Self.made(by: browser))
        let others = try await Self.made(by: other)
        #expect(try await Self.fetch(first, from: bureau.server).status == 404)
        let (mine, theirs) = (
            try await Self.fetch(second, from: bureau.server), try await Self.fetch(others, from: bureau.server)
        )
        #expect(mine.status == 200 && theirs.status == 200 && mine.text != theirs.text)
        // Other addresses are not there, whatever they look like.
        for path in ["/calendars/.ics", "/calendars/a.ics", second.replacing(".ics", with: ""), second + "x"] {
            #expect(try await Self.fetch(path, from: bureau.server).status == 404, "\(path)")
        }
    }

    /// What ends an address, told by what was done.
    @Test(arguments: ["password", "closed", "signed out everywhere", "relieved"])
    func `the address ends with the account and with a new password, and an office's meetings with the office`(
        cause: String
    ) async throws {
        let bureau = try await WideBureau()
        let account = try Self.secretary(in: bureau)
        let path = try await Self.made(by: Browser(bureau.server, as: account))
        #expect(try await Self.fetch(path, from: bureau.server).status == 200)
        try await bureau.server.store.write(by: .operator(systemUser: "test")) { transaction in
            switch cause {
            case "password":
                let link = try transaction.makePasswordLink(for: account.id)
                _ = try transaction.setPassword(TestServer.passwordHash.get(), byLink: Secret(link.secret))
            case "closed": _ = try transaction.closeAccount(account.id)
            case "signed out everywhere": _ = try transaction.signOutEverywhere(account.id)
            default:
                let branch = try transaction.requireBranch("A")
                for listing in try transaction.whole({ try transaction.appointments(of: branch, $0) })
                where listing.appointment.office == .secretary {
                    _ = try transaction.endAppointment(
                        listing.appointment.id, on: transaction.today.adding(days: -1))
                }
            }
        }
        let left = try await Self.fetch(path, from: bureau.server)
        if cause == "relieved" {
            // A member of the branch still.
            #expect(left.status == 200 && !left.text.contains("QA会议室") && left.text.contains("支部活动室"), "\(left.text)")
        } else {
            #expect(left.status == 404)
        }
    }

    @Test func `with the address goes nothing but meetings and what is due`() async throws {
        let bureau = try await WideBureau()
        let account = try Self.secretary(in: bureau)
        let path = try await Self.made(by: Browser(bureau.server, as: account))
        let secret = String(path.dropFirst("/calendars/".count).dropLast(".ics".count))
        // It is no token, and no session.
        for headers in [
            ["Authorization": "Bearer \(secret)"], ["Cookie": "zhibu-session=\(secret)"],
            ["Authorization": "Basic \(Data("x:\(secret)".utf8).base64EncodedString())"],
        ] {
            #expect(try await bureau.server.send("GET", "/meetings", headers: headers, by: nil).status == 401)
        }
        let store = bureau.server.store
        let principal = try #require(
            await store.read(by: .nobody) { try $0.signedIn(byCalendarAddress: Secret(secret)) }
        ).principal
        #expect(try await store.read(by: principal) { try $0.meetingCalendar() }.meetings.isEmpty == false)
        await #expect(throws: (any Error).self) {
            try await store.read(by: principal) { transaction in
                try transaction.whole { try transaction.branches($0) }
            }
        }
        let authority = try await store.read(by: principal) { $0.authority }
        let readable: Set<Action> = [.readMeetings, .readBranchMeetings, .readCadence]
        for action in Action.allCases { #expect(authority.allows(action) == readable.contains(action), "\(action)") }
        await #expect(throws: CredentialError.readOnly) {
            try await store.write(by: principal) { try $0.makeCalendarAddress() }
        }
    }

    @Test func `it is kept as a hash, audited without it, and never logged`() async throws {
        let log = CapturedLog()
        let server = try await SmallBureau(logger: log.logger).server
        let account = try await server.account("office", grants: [.init(.committeeOfficer)])
        let (_, secret) = try await server.store.write(by: account.principal) { try $0.makeCalendarAddress() }
        try await withServed(server) { served in
            let answer = try await served.sendAsNobody("GET /calendars/\(secret.text).ics")
            #expect(answer.status == 200)
            #expect(try await served.sendAsNobody("GET /calendars/\(secret.text)x.ics").status == 404)
        }
        try await server.store.write(by: account.principal) { try $0.endCalendarAddress() }
        #expect(!log.text.contains(secret.text))
        let told = try await server.store.database.read { session in
            try session.rows(
                "SELECT actor || ' ' || action FROM audit WHERE subject = 'calendarAddress' ORDER BY id"
            ) { try $0.at(0) as String }
        }
        #expect(told == ["office created", "office ended"])
        for suffix in ["", "-wal"] {
            let file = FileManager.default.contents(atPath: server.database + suffix) ?? Data()
            #expect(file.range(of: Data(secret.text.utf8)) == nil)
        }
    }

    /// Calendars ask for a name and a password only where they are told to.
    @Test func `a calendar program is asked for a name and a password, and a token does for it`() async throws {
        let bureau = try await WideBureau()
        let account = try Self.secretary(in: bureau)
        let token = try await bureau.server.token(of: account, .read).secret
        func ask(_ path: String, _ authorization: String?) async throws -> Answer {
            try await bureau.server.send(
                "GET", path, headers: authorization.map { ["Authorization": $0] } ?? [:], by: nil)
        }
        func basic(_ password: String) -> String { "Basic \(Data("103:\(password)".utf8).base64EncodedString())" }
        let challenge = "Basic realm=\"Zhibu\", charset=\"UTF-8\""
        let stranger = try await ask("/meetings/calendar.ics", nil)
        #expect(stranger.status == 401 && stranger.headers["www-authenticate"] == challenge)
        let mistaken = try await ask("/meetings/calendar.ics", basic("wrong"))
        #expect(mistaken.status == 401 && mistaken.headers["www-authenticate"] == challenge)
        #expect(try await ask("/meetings/calendar.ics", basic(token)).status == 200)
        // Nobody else is: a browser would ask its user for what does not let them in.
        #expect(try await ask("/meetings", nil).headers["www-authenticate"] == "Bearer")
        #expect(try await ask("/meetings/calendar.ics", "Bearer wrong").headers["www-authenticate"] == "Bearer")
    }
}
