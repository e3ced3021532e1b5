import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// A month's frozen rankings: whether they are what they were, and the way to take them along.
struct SnapshotsPage: WebPage {
    static let template = TemplateName.snapshots

    struct Line: Sendable {
        let number: String
        let taken: String
        let hash: String
        let verdict: Verdict
        let exportPath: String
    }

    /// What came of computing a ranking anew from what it was computed from.
    struct Verdict: Sendable {
        let said: String
        let holds: Bool
        let faults: [String]

        init(_ verification: Verification, _ words: Words) {
            holds = verification.faults.isEmpty
            said = words(holds ? .snapshotHolds : .snapshotBroken)
            faults = verification.faults.map { words($0.detail) }
        }
    }

    struct Content: Sendable {
        let head: CycleHead.Content
        let snapshots: [(snapshot: StoredSnapshot, verification: Verification)]
        let remarks: MonthRemarks

        init(_ transaction: Transaction, _ id: ID<Cycle>) throws {
            head = try CycleHead.Content(transaction, id)
            remarks = try transaction.listing(of: head.cycle).remarks
            let filter = CycleFilter(month: head.cycle.month, branch: head.cycle.branch)
            snapshots = try transaction.whole { try transaction.snapshots(filter, $0) }.map {
                try transaction.verifySnapshot($0.reference.id)
            }
        }
    }

    let title: String
    let head: CycleHead
    let hasLines: Bool
    let lines: [Line]
    /// All of the month that the reader may see, of other branches too.
    let monthExportPath: String
    /// What stands on the month besides: the frozen document has its figures alone.
    let hasRemarks: Bool
    let remarks: [String]

    /// - Parameter time: a moment as the bureau's clocks show it.
    init(_ content: Content, _ words: Words, time: (Instant) -> String) {
        head = CycleHead(content.head, at: .ranking, words)
        title = "\(words(.snapshotsTitle)) – \(head.title)"
        lines = content.snapshots.map { snapshot, verification in
            let reference = snapshot.reference
            return Line(
                number: String(reference.number),
                taken: words(.recordedAt, ["name": words.account(snapshot.takenBy), "time": time(reference.takenAt)]),
                hash: reference.hash, verdict: Verdict(verification, words),
                exportPath: LocalPath.cycle(content.head.cycle.id, "snapshots/\(reference.id.rawValue).json").text)
        }
        hasLines = !lines.isEmpty
        monthExportPath = LocalPath.cycle(content.head.cycle.id, "month.json").text
        remarks = RemarkLines.lines(content.remarks, words)
        hasRemarks = !remarks.isEmpty
    }
}

/// A file that somebody brings along, and whether the snapshots in it are as they were posted.
struct BroughtSnapshotPage: WebPage {
    static let template = TemplateName.broughtSnapshot

    struct Line: Sendable {
        /// Whose it says it is.
        let subject: String
        let verdict: SnapshotsPage.Verdict
        let hash: String
    }

    /// A snapshot, and what came of its check.
    typealias Checked = (snapshot: JSON, verification: Verification)

    let title: String
    let fileError: String?
    let alert: String?
    let hasLines: Bool
    let lines: [Line]

    init(_ checked: [Checked], error: String? = nil, _ words: Words) {
        title = "\(error == nil ? "" : "\(words(.errorPrefix)) – ")\(words(.broughtTitle))"
        fileError = error
        alert = error == nil ? nil : words(.fieldsWrong)
        lines = checked.map { snapshot, verification in
            Line(
                subject: ["branch", "month"].compactMap { snapshot[$0]?.string }.joined(separator: " "),
                verdict: SnapshotsPage.Verdict(verification, words), hash: verification.hash)
        }
        hasLines = !lines.isEmpty
    }
}

extension Site {
    static let snapshotRoutes: [Route] = [
        .get("/cycles/{cycle}/snapshots", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try SnapshotsPage.Content($0, id) }
            return try visit.show(SnapshotsPage(content, visit.words) { visit.time($0) })
        },
        .get("/cycles/{cycle}/snapshots/{snapshot}.json", for: .signedIn) { visit in
            let reply = try await visit.perform(API.showSnapshot)
            let document = try JSON.parse(reply.body)
            let name = "\(document["branch"]?.string ?? "") \(document["month"]?.string ?? "").json"
            return visit.file(reply.body, named: name, type: "application/json")
        },
        .get("/cycles/{cycle}/month.json", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let month = try await visit.read { try $0.cycle(id).month }
            let reply = try await visit.perform(
                API.exportMonth, path: [:], query: [(name: "month", value: month.description)])
            return visit.file(reply.body, named: "\(month).json", type: "application/json")
        },
        .get("/verification", for: .signedIn) { visit in try visit.show(BroughtSnapshotPage([], visit.words)) },
        // A month of more than a hundred branches.
        .upload("/verification", for: .signedIn, largest: { _, _ in 4 * API.largestBody }) { visit in
            let (checked, fault) = visit.verifyBrought()
            return try visit.show(
                BroughtSnapshotPage(checked, error: fault.map { visit.words($0) }, visit.words),
                status: fault == nil ? .ok : .unprocessableContent)
        },
    ]
}

extension Visit {
    /// Checks the snapshots that were brought. Nothing of them is stored.
    fileprivate func verifyBrought() -> ([BroughtSnapshotPage.Checked], fault: Word?) {
        guard let file = upload?.file else { return ([], .importNoFile) }
        guard let data = FileManager.default.contents(atPath: file.path),
            let json = try? JSON.parse(data),
            let checked = try? SnapshotExport.snapshots(in: json).map({ snapshot in
                (snapshot: snapshot, verification: try SnapshotExport.verification(of: snapshot))
            })
        else { return ([], .broughtUnreadable) }
        return (checked, nil)
    }
}
