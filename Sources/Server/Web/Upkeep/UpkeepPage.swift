import Domain
import Storage

/// The backups that are kept, and what an examination of the database found.
struct UpkeepPage: WebPage {
    static let template = TemplateName.upkeep

    struct BackupLine: Sendable {
        let name: String
        let madeAt: String
        let size: String
        /// That others can read it; nil if they cannot.
        let openToOthers: String?
    }

    struct DigestLine: Sendable {
        let day: String
        let account: String
        let state: String
        let isWrong: Bool
        let fault: String?
    }

    /// The reminders by mail.
    struct Reminders: Sendable {
        /// Whether mail is sent, and from which time on.
        let said: String
        let hasDigests: Bool
        let digests: [DigestLine]
    }

    struct Examined: Sendable {
        let outcome: String
        let facts: [Fact]
        let hasFindings: Bool
        let findings: [FindingLine]
    }

    struct FindingLine: Sendable {
        let check: String
        let detail: String
        let advice: String
    }

    let title: String
    let notice: String?
    let hasBackups: Bool
    let backups: [BackupLine]
    let examined: Examined?
    let reminders: Reminders

    /// What the page shows besides the examination.
    struct Content: Sendable {
        let backups: [Backup]
        let digests: [DigestListing]
        let mail: MailOptions?
    }

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(
        _ content: Content, _ examination: Examination?, _ words: Words, notice: String? = nil,
        time: (Instant) -> String
    ) {
        let backups = content.backups
        reminders = Reminders(
            said: content.mail.map { words(.mailOnSaid, ["time": $0.after.description]) } ?? words(.mailOff),
            hasDigests: !content.digests.isEmpty,
            digests: content.digests.map { digest in
                DigestLine(
                    day: words.date(digest.day), account: digest.name,
                    state: words.noted(words(digest.state.word), words.counted(.digestTries, digest.tries)),
                    isWrong: digest.state != .sent, fault: digest.fault)
            })
        title = words(.upkeep)
        self.notice = notice
        self.backups = backups.map {
            BackupLine(
                name: $0.name.text, madeAt: time($0.name.madeAt),
                size: "\(($0.size + 1_048_575) / 1_048_576) MB",
                openToOthers: $0.isOpenToOthers ? words(.backupOpenToOthers) : nil)
        }
        hasBackups = !backups.isEmpty
        examined = examination.map { examination in
            let extent = examination.extent
            return Examined(
                outcome: words(examination.findings.isEmpty ? .examinedSound : .examinedUnsound),
                facts: [
                    Fact(words(.auditEntries), String(extent.entries)), Fact(words(.auditSeals), String(extent.seals)),
                    Fact(words(.auditedRecords), String(extent.records)),
                    Fact(words(.snapshots), String(extent.snapshots)), Fact(words(.sheetsTitle), String(extent.sheets)),
                    Fact(words(.attachments), String(extent.attachments)),
                    Fact(words(.attachmentStrays), String(extent.strays)),
                ],
                hasFindings: !examination.findings.isEmpty,
                findings: examination.findings.map {
                    FindingLine(
                        check: words($0.check.word), detail: words($0.detail), advice: words($0.check.advice))
                })
        }
    }
}

extension Examination.Finding.Check {
    fileprivate var word: Word {
        switch self {
        case .files: .checkFiles
        case .space: .checkSpace
        case .keys: .checkKeys
        case .pages: .checkPages
        case .references: .checkReferences
        case .schema: .checkSchema
        case .audit: .audit
        case .records: .auditedRecords
        case .snapshots: .snapshots
        case .sheets: .sheetsTitle
        case .fields: .checkFields
        case .clock: .checkClock
        case .attachments: .attachments
        case .server: .checkServer
        }
    }
}

extension Site {
    static let upkeepRoutes: [Route] = [
        .get("/administration/upkeep", for: .signedIn) { visit in
            let content = try await visit.upkeep()
            return try visit.show(
                UpkeepPage(content, nil, visit.words, notice: visit.notice) { visit.time($0) })
        },
        .post("/administration/upkeep/backup", of: "/administration/upkeep", for: .signedIn) { visit in
            _ = try await visit.perform(API.makeBackup)
            return visit.go(to: .administration("upkeep").with(.recorded))
        }.takingLong,
        .post("/administration/upkeep/examine", of: "/administration/upkeep", for: .signedIn) { visit in
            let examination = try await visit.site.api.store.examine(by: visit.visitor.principal)
            let content = try await visit.upkeep()
            return try visit.show(UpkeepPage(content, examination, visit.words) { visit.time($0) })
        }.takingLong,
    ]
}

extension Visit {
    /// - Throws: ``Authority/Denial`` for whoever does not maintain the database.
    fileprivate func upkeep() async throws -> UpkeepPage.Content {
        let digests = try await read { try $0.digests(PageRequest(limit: 20)).rowsAndNext.0 }
        return UpkeepPage.Content(
            backups: site.api.backups.folder.backups(), digests: digests, mail: site.api.digests.mail)
    }
}

extension Digest.State: Worded {
    var word: Word {
        switch self {
        case .begun: .digestBegun
        case .sent: .digestSent
        case .failed: .digestFailed
        }
    }
}
