import ArgumentParser
import Domain
import Foundation

/// Files that records carry: PDF, DOCX, XLSX, JPEG, PNG.
struct AttachmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachment", abstract: "Files that records carry: add, list, save, withdraw.",
        subcommands: [Add.self, List.self, Save.self, Withdraw.self])

    struct Add: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a file to a record.",
            discussion: """
                Such as: zhibu attachment add finding 12 report.pdf. What it is its content says: PDF, DOCX, XLSX, JPEG, \
                PNG; 10 MiB at most, five to a record.
                """)

        @OptionGroup var record: RecordArguments
        @Argument(help: "The file.", completion: .file()) var file: String
        @Option(help: "What it is called; its own name if left out.") var name: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.upload(
                file, to: "/attachments",
                parameters: record.query + [("name", name ?? (file as NSString).lastPathComponent)])
            output.show(made) { "\(made.shown("id")): \(made.shown("name")), \(made.shown("size")) bytes" }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the files of a record.")

        @OptionGroup var record: RecordArguments
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let files = try await client.list("/attachments", parameters: record.query)
            output.list(
                files,
                [
                    .number("Id", "id"), .text("Name", "name"), .number("Bytes", "size"), .text("Added", "addedOn"),
                    .text("By", "addedBy"),
                    .text("Withdrawn") { $0["withdrawal"]?["reason"]?.string ?? "" },
                ], none: "this record carries no files")
        }
    }

    struct Save: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Save a file that a record carries.")

        @Argument(help: "Its id.") var id: Int64
        @Option(help: ArgumentHelp("Where to.", valueName: "file"), completion: .file()) var to: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try output.write(try await client.file("/attachments/\(id)/file"), to: to)
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a file off its record; that it was there stays visible.")

        @Argument(help: "Its id.") var id: Int64
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/attachments/\(id)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { "\(after.shown("id")): withdrawn" }
        }
    }
}

/// Which record is meant.
struct RecordArguments: ParsableArguments {
    @Argument(
        help: "The kind of record: ledgerEntry, finding, meeting, planItem.",
        completion: .list(AttachmentHolder.allCases.map(\.rawValue)), transform: Self.holder)
    var holder: AttachmentHolder

    @Argument(help: "Its id.") var record: Int64

    var query: [(String, String?)] { [("holder", holder.rawValue), ("record", String(record))] }

    private static func holder(_ raw: String) throws -> AttachmentHolder {
        guard let holder = AttachmentHolder(rawValue: raw) else {
            let known = AttachmentHolder.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("‘\(raw)’ carries no files: one of \(known)")
        }
        return holder
    }
}
