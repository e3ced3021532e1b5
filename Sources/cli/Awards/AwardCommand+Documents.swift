import ArgumentParser
import Domain

extension AwardCommand {
    struct Notice: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a posted month's notice as a document for Word, to hang on the wall.")

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The branch whose month it is.", valueName: "code")) var branch: String
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycle = try await client.cycle(of: month, in: branch).id
            try await file.save("/cycles/\(cycle)/notice.docx", with: client, output)
        }
    }

    struct Certificate: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write an award's certificate as a document for Word.")

        @Argument(help: "The award's id, as ‘zhibu award list --json’ shows it.") var award: Int
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await file.save("/awards/\(award)/certificate.docx", with: client, output)
        }
    }
}
