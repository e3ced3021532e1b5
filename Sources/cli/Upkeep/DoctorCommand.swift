import ArgumentParser
import Domain
import Foundation
import Server
import Storage

struct DoctorCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Check everything that a database can be checked for, and say what to do. Exits with 1 if it found something.",
        discussion: """
            Pages, references, schema, the audit against its seals, every snapshot recomputed, every sheet summed up, \
            every encrypted field opened, every file that a record carries; the files' modes, the keys, the disk's space. A backup is checked by \
            --database too, with --keys. Where a server has the database open, it does the checking.
            """
    )

    @Option(
        help: ArgumentHelp("The keys, where they do not lie beside the database.", valueName: "file"),
        completion: .file()
    )
    var keys: String?

    @OptionGroup var options: ClientOptions

    func run() async throws {
        guard case .database(let path) = try options.target else { return try await askAPI() }
        do {
            try report(try await Doctor(for: path, keys: keys).examine().report)
        } catch StorageFault.inUse {
            try await askAPI()
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
    }

    /// By the server that has it open.
    func perform(with client: APIClient) async throws {
        try report(try await client.get("/examination", takesLong: true))
    }

    private func report(_ examination: JSON) throws(CommandFailure) {
        let findings = examination["findings"]?.array ?? []
        output.show(examination) { Self.text(of: examination, findings) }
        guard findings.isEmpty else {
            throw CommandFailure(.found, findings.count == 1 ? "one finding" : "\(findings.count) findings")
        }
    }

    private static func text(of examination: JSON, _ findings: [JSON]) -> String {
        let checks = (examination["checks"]?.array ?? []).map(\.shown).joined(separator: ", ")
        let extent = """
            \(examination.shown("auditEntries")) audit entries under \(examination.shown("auditSeals")) seals, \
            \(examination.shown("records")) records as they say, \
            \(examination.shown("snapshots")) snapshots, \(examination.shown("sheets")) sheets, \
            \(examination.shown("attachments")) files
            """
            + (examination["strayFiles"] == 0
                ? ""
                : " and \(examination.shown("strayFiles")) of uploads that were broken off, cleared away after a day")
        guard !findings.isEmpty else { return "all is well (\(checks)): \(extent)" }
        // The advice for a check once, below what it found.
        var lines: [String] = []
        for (index, finding) in findings.enumerated() {
            lines.append("\(finding.shown("check")): \(finding.shown("detail"))")
            let isLast = index + 1 == findings.count || findings[index + 1]["check"] != finding["check"]
            if isLast { lines.append("  what to do: \(finding.shown("advice"))") }
        }
        return lines.joined(separator: "\n")
    }
}
