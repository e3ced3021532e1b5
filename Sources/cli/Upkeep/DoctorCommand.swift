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
            --database too, with --keys. Where a server has the database open, it does the checking. Of PostgreSQL it is \
            besides what the server is set to: what would lose or bend what is kept.
            """
    )

    @Option(
        help: ArgumentHelp("The keys, where they do not lie beside the database.", valueName: "file"),
        completion: .file()
    )
    var keys: String?

    @Option(
        help: ArgumentHelp(
            """
            Instead, try whether a server of PostgreSQL's family would do: makes all tables there in a schema of its own, and \
            takes it away again. As a role that may do so: postgres://owner@host/name.
            """, valueName: "address")
    )
    var probe: String?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if let probe { _ = try Self.address(toProbe: probe) }
    }

    private static func address(toProbe probe: String) throws -> PostgreSQLAddress {
        guard case .postgreSQL(let address, _) = try DatabaseOptions.address(of: probe, files: nil) else {
            throw ValidationError(
                "--probe is the address of a server of PostgreSQL's family: postgres://owner@host/name.")
        }
        return address
    }

    func run() async throws {
        if let probe { return try await self.probe(Self.address(toProbe: probe)) }
        guard case .database(let address) = try options.target else { return try await askAPI() }
        do {
            try report(try await Doctor(for: address, keys: keys).examine().report)
        } catch StorageFault.inUse {
            try await askAPI()
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
    }

    private func probe(_ address: PostgreSQLAddress) async throws {
        let found: PostgreSQLProbe.Outcome
        do {
            found = try await PostgreSQLProbe(address).probe()
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let error as PostgreSQLError {
            throw CommandFailure(
                .cannotCreate, "no schema can be made at \(address.shown) (\(error.state)): name a role that may")
        }
        output.show([
            "server": .string(found.server), "tried": JSON(found.tried), "faults": JSON(found.faults) { .string($0) },
        ]) {
            let head = "\(found.server)\n\(found.tried) things were tried"
            return found.faults.isEmpty
                ? "\(head): it would do" : ([head + ":"] + found.faults.map { "  \($0)" }).joined(separator: "\n")
        }
        guard found.faults.isEmpty else {
            throw CommandFailure(
                .found, "it does \(found.faults.count) of them otherwise: a database of zhibu's would not be safe there"
            )
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
