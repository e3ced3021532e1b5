import ArgumentParser
import Domain

extension AssessCommand {
    struct Name: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Name who scores in a tier, where the scheme leaves that to the branch; without numbers, show whom it named.",
            discussion:
                "It is done before the tier's first sheet of the month. One for a month alone goes before a standing one."
        )

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "The tier: branch or group.") var tier: String = Tier.branch.rawValue
        @Option(help: "The month that it is for, such as 2026-11.", transform: Typed.month) var month: Month?
        @Flag(help: "Let it stand from the month on, until another one does.") var standing = false
        @Argument(help: ArgumentHelp("The members' numbers.", valueName: "number")) var members: [String] = []
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if !members.isEmpty, month == nil { throw ValidationError("say for which month: --month 2026-11") }
        }

        func perform(with client: APIClient) async throws {
            let found = try await client.branch(branch)
            let path = "/branches/\(try found.id)/assessor-namings"
            if let month, !members.isEmpty {
                _ = try await client.post(
                    path, [:],
                    [
                        "tier": .string(tier), "month": JSON(month), "standing": .bool(standing),
                        "members": JSON(members) { .string($0) },
                    ])
            }
            output.list(
                try await client.list(path),
                [
                    .text("Tier", "tier"), .text("Month", "month"),
                    .text("Stands") { $0["standing"]?.bool == true ? "from then on" : "that month" },
                    .people("Assessors", "members"), .text("Named at", "namedAt"), .text("By", "namedBy"),
                ], none: "\(branch) has named nobody yet")
        }
    }
}
