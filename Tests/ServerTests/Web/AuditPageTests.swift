import Domain
import Testing

@testable import Server
@testable import Storage

/// The audit as the console shows it.
struct AuditPageTests {
    /// What has no record of its own.
    private static let nameless: Set<AuditSubject> = [.calendar, .file, .policy, .database, .clock]

    @Test func `whatever an entry is about is named as people know it, by an index`() async throws {
        let log = StatementLog()
        let bureau = try await WideBureau(log: log)
        let token = try await bureau.server.send(
            "POST", "/tokens", ["name": "表格", "extent": "read", "days": 30], by: bureau.principal(.secretary))
        #expect(token.status == 201, "\(token.text)")
        let address = try await bureau.server.send("POST", "/calendar-address", by: bureau.principal(.secretary))
        #expect(address.status == 201, "\(address.text)")
        let contact = try await bureau.server.send(
            "PUT", "/committees/1/notice-contact",
            ["body": "机关党委", "phone": "0571-1", "hours": "工作日", "address": "解放路 1 号"],
            headers: ["If-Match": "0"])
        #expect(contact.status == 200, "\(contact.text)")
        let escalation = try await bureau.server.send(
            "PUT", "/committees/1/finding-escalation", [:], headers: ["If-Match": "0"])
        #expect(escalation.status == 200, "\(escalation.text)")
        let mail = try await bureau.server.send(
            "PUT", "/account/mail-reminder", ["wanted": false, "language": "en"], headers: ["If-Match": "0"],
            by: bureau.principal(.secretary))
        #expect(mail.status == 200, "\(mail.text)")
        _ = try await log.plans(in: bureau.server.store)
        let listings = try await bureau.server.store.read(by: .operator(systemUser: "tester")) { transaction in
            try transaction.whole { try transaction.auditListings(AuditFilter(), $0) }
        }
        var named: [AuditSubject: AuditListing.Reference] = [:]
        for listing in listings {
            let subject = try #require(AuditSubject(rawValue: listing.entry.subject))
            #expect((listing.about == nil) == (listing.entry.subjectID == nil), "\(listing.entry)")
            if let about = listing.about { named[subject] = about }
        }
        #expect(Set(named.keys) == Set(AuditSubject.allCases).subtracting(Self.nameless))
        #expect(named[.sheet].map { $0.record == .cycle && $0.code.contains(/^A-\d 2026-\d\d$/) } == true)
        #expect(named[.token].map { $0.record == .account && $0.code == "101" } == true, "\(named[.token] as Any)")
        #expect(named[.appointment]?.record == .member && named[.group]?.record == .branch)
        for query in try await log.plans(in: bureau.server.store) where !query.query.contains("FROM audit") {
            #expect(query.walked.isEmpty && !query.sorts, "\(query.query) \(query.steps)")
        }
    }

    @Test func `an entry shows what changed, leads to what it is about, and says who did it`() async throws {
        let bureau = try await SmallBureau()
        let secretary = Browser(bureau.server, as: try await bureau.server.account("101", member: "101"))
        let area = try await bureau.server.first("/areas?code=A-1")
        try await secretary.get("/areas/\(area)/edit")
        let fields = secretary.fields(of: "/areas/\(area)/edit").merging(["name": "新夜市"]) { $1 }
        #expect(try await secretary.post("/areas/\(area)/edit", fields).status == 303)
        let auditor = Browser(
            bureau.server, as: try await bureau.server.account("auditor", grants: [.init(.auditor)]))
        let page = try await auditor.get("/administration/audit?subject=area&action=changed").text
        #expect(page.contains("101 书记A</td>"), "\(page)")
        #expect(page.contains("<a href=\"/areas/\(area)\">A-1</a>"), "\(page)")
        let changes = page.matches(of: /<span class="altered"><span class="member">(.+?)<\/span> (.*?)<\/span>/)
        #expect(changes.map { String($0.output.1) } == ["名称"], "\(page)")
        #expect(changes.first?.output.2.contains("<ins>新夜市</ins>") == true)
        // A person's record is kept as keyed hashes, which tell a reader nothing.
        let members = try await auditor.get("/administration/audit?subject=member").text
        #expect(members.contains("<ins>（已隐去）</ins>") && !members.contains("hash"), "\(members)")
        // The download has the documents as they were sealed.
        let file = try await auditor.get("/administration/audit.csv?subject=member").text
        #expect(file.contains("\"\"hash\"\""), "\(file.prefix(500))")
    }
}
