import ArgumentParser
import Domain
import Foundation

struct SchemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheme", abstract: "Assessment schemes and their versions.",
        subcommands: [Import.self, List.self, Show.self, Publish.self]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a scheme from a JSON file, as a new version if it says anything new."
        )

        @Argument(help: "The scheme, as JSON.", completion: .file(extensions: ["json"])) var file: String
        @Flag(help: "Put it into force, too: from then on it never changes.") var publish = false
        @Option(help: ArgumentHelp("The committee's code, where there is more than one.", valueName: "code"))
        var committee: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let content = try JSONFile.read(file)
            let answer = try await client.post(
                "/schemes", [:], .members(["committee": committee.json, "content": content])
            )
            var scheme = try answer.json
            let isPublishedAlready = scheme["status"]?.string == "published"
            if publish, !isPublishedAlready { scheme = try await client.publish(scheme) }
            output.show(scheme) {
                let state = answer.isNew ? "taken in" : "unchanged"
                return "\(scheme.versionName): \(state), \(scheme.shown("status"))"
            }
            if !publish, !isPublishedAlready {
                output.note("It is a draft. Put it into force with ‘zhibu scheme publish \(scheme.shown("code"))’.")
            }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the schemes.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/schemes"),
                [
                    .text("Code", "code"), .number("Version", "number"), .text("Committee", "committee"),
                    .text("Status", "status"), .text("From", "effectiveFrom"), .text("Title", "titleZh"),
                    .text("In English", "titleEn"),
                ],
                none: "no scheme yet: ‘zhibu scheme import’ takes one"
            )
        }
    }

    /// Names one version of a scheme.
    struct Version: ParsableArguments {
        @Argument(help: "The scheme's code.") var code: String
        @Option(help: ArgumentHelp("Which version; the latest unless given.", valueName: "version")) var number: Int?

        func find(with client: APIClient) async throws -> JSON {
            let versions = try await client.list("/schemes").filter { $0["code"]?.string == code }
            let found = versions.last { scheme in number.map { scheme["number"]?.integer == Int64($0) } ?? true }
            guard let found else {
                throw CommandFailure(
                    .data,
                    versions.isEmpty
                        ? "there is no scheme \(code): ‘zhibu scheme list’ shows them"
                        : "\(code) has no version \(number ?? 0): it has \(versions.map { $0.shown("number") }.joined(separator: ", "))"
                )
            }
            return found
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a scheme.")

        @OptionGroup var version: Version
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let scheme = try await version.find(with: client)
            output.show(scheme) { scheme.outline }
        }
    }

    struct Publish: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a draft into force; from then on it never changes."
        )

        @OptionGroup var version: Version
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let scheme = try await client.publish(version.find(with: client))
            output.show(scheme) { "\(scheme.versionName): in force from \(scheme.shown("effectiveFrom")) on" }
        }
    }
}

extension APIClient {
    fileprivate func publish(_ scheme: JSON) async throws -> JSON {
        try await post("/schemes/\(try scheme.id)/publish").json
    }

    /// The document of the scheme that a month is scored by.
    func schemeContent(of cycle: JSON) async throws -> JSON {
        guard let id = try cycle["scheme"]?.id else { throw Self.misunderstood }
        guard let content = try await get("/schemes/\(id)")["content"] else { throw Self.misunderstood }
        return content
    }
}

extension JSON {
    /// `monthly-2026 version 1`
    fileprivate var versionName: String { "\(shown("code")) version \(shown("number"))" }
}

/// A JSON document in a file.
enum JSONFile {
    /// - Throws: ``CommandFailure`` that names the line if the file is not JSON.
    static func read(_ path: String) throws(CommandFailure) -> JSON {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.data, "there is no file \(path) that can be read")
        }
        do {
            return try JSON.parse(data)
        } catch {
            let line = data.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw CommandFailure(.data, "\(path), line \(line): not JSON: \(error.message)")
        }
    }
}
