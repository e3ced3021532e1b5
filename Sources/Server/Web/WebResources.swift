import Crypto
import Domain
import Foundation
import Mustache
import Storage

/// What the pages are made of, as it was put into the program (`Resources/README.md`): templates, the style sheet, the
/// script, and catalogues of words for each language. All of it is read and checked at once.
struct WebResources: Sendable {
    /// Why the program cannot show pages: it was built wrong.
    enum Fault: Error, Sendable, Equatable, CustomStringConvertible {
        case missing(String)
        case unreadable(String, String)

        var description: String {
            switch self {
            case .missing(let name): "this program was built without \(name)"
            case .unreadable(let name, let cause): "this program was built with a \(name) that does not do: \(cause)"
            }
        }
    }

    /// A file that browsers load with a page, under a name that changes with its content.
    struct Asset: Sendable {
        let path: String
        let mediaType: String
        let bytes: [UInt8]

        init(_ name: String, _ mediaType: String, _ bytes: [UInt8]) {
            let parts = name.split(separator: ".", maxSplits: 1)
            path = "/assets/\(parts[0])-\(SHA256.hash(data: bytes).hexadecimal.prefix(16)).\(parts[1])"
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    struct Assets: Sendable {
        let style: Asset
        let script: Asset
        /// What the score grid needs besides, before the other.
        let gridScript: Asset
        let icon: Asset

        /// The asset under this path; nil where there is none, or one of another time.
        subscript(path: String) -> Asset? { [style, script, gridScript, icon].first { $0.path == path } }
    }

    let library: MustacheLibrary
    let words: [Language: Words]
    let assets: Assets

    /// Those of this program.
    static let embedded = Result { () throws(Fault) in try WebResources(reading: embeddedFile) }

    /// Of what the domain says in English about what was not taken.
    static func sentences(in language: Language) -> String { "sentences/\(language.rawValue).json" }
    static let styleSheet = "styles/zhibu.css"
    static let script = "scripts/zhibu.js"
    /// Sent as one, in this order, with the score grid alone.
    static let gridScripts = [
        "scripts/pasted.js", "scripts/preview.js", "scripts/history.js", "scripts/walk.js", "scripts/single.js",
        "scripts/lost.js", "scripts/grid.js",
    ]
    static let icon = "icons/zhibu.svg"

    /// - Parameter file: the content of a file by its name below `Resources`.
    init(reading file: (String) -> [UInt8]?) throws(Fault) {
        PageEscaping.register()
        var library = MustacheLibrary()
        for name in TemplateName.allCases {
            let text = String(decoding: try Self.content(of: name.file, file), as: UTF8.self)
            do {
                // By itself first, so that a fault is said to be in the line in which it is.
                _ = try MustacheTemplate(string: text)
                try library.register(PageEscaping.line + text, named: name.rawValue)
            } catch {
                throw .unreadable(name.file, "\(error)")
            }
            try Self.check(text, of: name)
        }
        var words: [Language: Words] = [:]
        let texts = try WordCatalogue.texts { name throws(Fault) in try Self.content(of: name, file) }
        for (language, texts) in texts {
            let sentences = try Self.content(of: Self.sentences(in: language), file)
            words[language] = try Words(texts, sentences: sentences, in: language)
        }
        self.library = library
        self.words = words
        assets = Assets(
            style: Asset("zhibu.css", "text/css", Self.lean(try Self.content(of: Self.styleSheet, file))),
            script: Asset("zhibu.js", "text/javascript", Self.lean(try Self.content(of: Self.script, file))),
            gridScript: Asset(
                "grid.js", "text/javascript",
                Self.lean(
                    Array(try Self.gridScripts.map { name throws(Fault) in try Self.content(of: name, file) }.joined()))
            ),
            icon: Asset("zhibu.svg", "image/svg+xml", try Self.content(of: Self.icon, file))
        )
    }

    /// A script or a style sheet as it is sent: without the blanks that lines begin with, empty lines, and lines of comment,
    /// which nobody reads in a browser. Nothing in either goes on from one line to the next with its blanks
    /// (`WebResourcesTests`).
    static func lean(_ bytes: [UInt8]) -> [UInt8] {
        let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        var sent: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let said = line.drop { blanks.contains($0) }
            if said.isEmpty || said.starts(with: "//".utf8) { continue }
            sent += said
            sent.append(UInt8(ascii: "\n"))
        }
        return sent
    }

    private static func content(of name: String, _ file: (String) -> [UInt8]?) throws(Fault) -> [UInt8] {
        guard let bytes = file(name), !bytes.isEmpty else { throw .missing(name) }
        return bytes
    }

    /// What Mustache would render as nothing, or as it stands, is refused here: words and partials that there are not,
    /// and texts that are not escaped.
    private static func check(_ text: String, of name: TemplateName) throws(Fault) {
        for part in text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
            let tag = part.prefix { $0 != "}" }
            let sign = tag.first ?? "!"
            let subject = String("#^/><$&{".contains(sign) ? tag.dropFirst() : tag).trimmed
            switch sign {
            case "{", "&", "=", "%": throw .unreadable(name.file, "‘{{\(tag)}}’ is not used here")
            case ">", "<":
                guard TemplateName(rawValue: subject) != nil else {
                    throw .unreadable(name.file, "there is no template ‘\(subject)’")
                }
            case "!": break
            default:
                guard subject.contains("."), subject != "." else { break }
                guard subject.hasPrefix("words."), Word.named[String(subject.dropFirst(6))] != nil else {
                    throw .unreadable(name.file, "‘\(subject)’ is not a word: a name with a dot is one")
                }
            }
        }
    }

    /// - Throws: ``Fault`` where a catalogue is missing; none is, once the resources were read.
    func words(of language: Language) throws(Fault) -> Words {
        guard let words = words[language] else { throw .missing("the words of \(language.rawValue)") }
        return words
    }

    /// A file of those that are in this program.
    static func embeddedFile(_ name: String) -> [UInt8]? { SeedFile.bytes(of: "web/\(name)") }
}

/// Every template there is, by its file's name.
enum TemplateName: String, CaseIterable, Sendable {
    case account, accounts, adjustment, adjustments, administration, agenda, alert, area, asks, assessors, audit,
        branch
    case branches
    case calendar, certificate, checklists, committees, confirm, csrf, cycle, cycles, downloads, due, error, explanation
    case handbook
    case handbookBlock = "handbook-block"
    case handbookRuns = "handbook-runs"
    case facts, field, finding, findings, form, help, honours, jumps, layout, ledger, ledgers, meeting, meetings, member
    case members,
        minutes, more, notice
    case operation, operations, overview, password, people, performance, phone, plans, ranking, remarks, reorganisation,
        resume, roles,
        scheme, schemes, search, talks
    case scores, snapshots, spark, start, statement, steps, today, upkeep, verdict
    case accountRecord = "account-record"
    case attendance
    case attachments
    case recordFiles = "record-files"
    case areaFacts = "area-facts"
    case areaLines = "area-lines"
    case auditVerification = "audit-verification"
    case awardLines = "award-lines"
    case barChart = "bar-chart"
    case branchMeetings = "branch-meetings"
    case broughtSnapshot = "brought-snapshot"
    case cadenceRules = "cadence-rules"
    case calendarAddress = "calendar-address"
    case reminders
    case burden
    case yearAtAGlance = "year-at-a-glance"
    case diagnosis
    case committeeDiagnosis = "committee-diagnosis"
    case figureRecords = "figure-records"
    case staffing
    case closingChanges = "closing-changes"
    case officialPaper = "official-paper"
    case foci, focus
    case focusShares = "focus-shares"
    case yearBook = "year-book"
    case handover, handovers
    case cycleHead = "cycle-head"
    case documentLink = "document-link"
    case downloadLinks = "download-links"
    case eligibility
    case eligibilityLines = "eligibility-lines"
    case eligibilityNote = "eligibility-note"
    case branchAttendance = "branch-attendance"
    case memberAttendance = "member-attendance"
    case secretariesAttendance = "secretaries-attendance"
    case findingLedger = "finding-ledger"
    case historyLines = "history-lines"
    case importPage = "import-page"
    case importPreview = "import-preview"
    case importReading = "import-reading"
    case talkPairs = "talk-pairs"
    case activityMix = "activity-mix"
    case trainingYear = "training-year"
    case secretaryYears = "secretary-years"
    case honoursLedger = "honours-ledger"
    case honoursLedgerLines = "honours-ledger-lines"
    case motion, motions, resolution, election, elections
    case secretBallot = "secret-ballot"
    case secretBallots = "secret-ballots"
    case toldCode = "told-code"
    case ballotBox = "ballot-box"
    case suggestion, suggestions
    case suggestionBox = "suggestion-box"
    case appraisal, appraisals
    case memberRights = "member-rights"
    case appraisalStatement = "appraisal-statement"
    case care
    case careCounts = "care-counts"
    case lineChart = "line-chart"
    case linkMade = "link-made"
    case linkSlips = "link-slips"
    case linkSpent = "link-spent"
    case memberYear = "member-year"
    case monthEligibility = "month-eligibility"
    case noticePage = "notice-page"
    case objection, objections, objector
    case objectionPaper = "objection-paper"
    case ownAreas = "own-areas"
    case paperForms = "paper-forms"
    case pastePreview = "paste-preview"
    case work
    case qrCode = "qr-code"
    case recoveryCodes = "recovery-codes"
    case secondFactor = "second-factor"
    case sectionHead = "section-head"
    case signInCode = "sign-in-code"
    case signIn = "sign-in"
    case stepLines = "step-lines"
    case tableHead = "table-head"
    case tableTools = "table-tools"
    case tokenMade = "token-made"

    var file: String { "templates/\(rawValue).mustache" }
}
