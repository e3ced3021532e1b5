import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let mailReminders: [Example] = [
        Example(API.showMailReminder),
        Example(
            API.setMailReminder, body: ["address": "li.wei@bureau.example", "wanted": true, "language": "zh-CN"],
            version: 0),
        Example(API.showAccountMailReminder, "target"),
        Example(
            API.setAccountMailReminder, "target", body: ["address": "li.wei@bureau.example", "language": "zh-CN"],
            version: 0),
        // One failed.
        Example(
            API.listDigests, plan: ListPlan(walks: ["digest"], filters: ["day": "2026-11-24", "state": "failed"])
        ) { bureau in
            let secretary = try #require(bureau.accounts[.secretary])
            try await bureau.server.store.write(by: .operator(systemUser: "test")) { transaction in
                _ = try transaction.beginDigest(of: secretary.id)
                try transaction.endDigest(of: secretary.id, on: transaction.today, fault: "exit status 75")
            }
            return Prepared()
        },
        // Goes through everybody who is reminded, which is what it is asked for.
        Example(
            API.previewDigests, plan: ListPlan(walks: ["mail_reminder"])
        ) { bureau in
            let secretary = try #require(bureau.accounts[.secretary])
            _ = try? await bureau.server.store.write(by: secretary.principal) { transaction in
                try transaction.setOwnMailReminder(
                    MailReminder(address: EmailAddress("li.wei@bureau.example"), isWanted: true, language: .chinese),
                    ifVersion: 0)
            }
            return Prepared()
        },
        // The server of the tests sends no mail.
        Example(API.sendDigests),
    ]
}
