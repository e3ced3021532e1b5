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

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(
        _ backups: [Backup], _ examination: Examination?, _ words: Words, notice: String? = nil,
        time: (Instant) -> String
    ) {
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
        }
    }
}

extension Site {
    static let upkeepRoutes: [Route] = [
        .get("/administration/upkeep", for: .signedIn) { visit in
            try await visit.read { try $0.requireMaintenance() }
            return try visit.show(
                UpkeepPage(visit.site.api.backups.folder.backups(), nil, visit.words, notice: visit.notice) {
                    visit.time($0)
                })
        },
        .post("/administration/upkeep/backup", of: "/administration/upkeep", for: .signedIn) { visit in
            _ = try await visit.perform(API.makeBackup)
            return visit.go(to: .administration("upkeep").with(.recorded))
        }.takingLong,
        .post("/administration/upkeep/examine", of: "/administration/upkeep", for: .signedIn) { visit in
            let examination = try await visit.read { try $0.examine() }
            return try visit.show(
                UpkeepPage(visit.site.api.backups.folder.backups(), examination, visit.words) { visit.time($0) })
        }.takingLong,
    ]
}
