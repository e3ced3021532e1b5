import ArgumentParser
import Domain

extension MemberCommand {
    struct Rights: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a member's rights, and what was made use of in a year: counts alone.")

        @Argument(help: "The member's number.") var number: String
        @Option(help: "The year.") var year: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get(
                "/members/\(try await client.member(number).id)/rights", ["year": String(year)])
            output.show(found) {
                let rights = (found["rights"]?.array ?? []).map { right -> String in
                    let by = [right["document"]?.string, right["since"]?.string].compactMap(\.self)
                    return "\(right.shown("right")): \(([right.shown("state")] + by).joined(separator: " "))"
                }
                return
                    (rights + [
                        "motions brought: \(found.shown("motions"))",
                        "suggestions handed in by name: \(found.shown("suggestions"))",
                        "votes: \(found.shown("votesPresent")) of \(found.shown("votes"))",
                        "rounds of elections: \(found.shown("roundsPresent")) of \(found.shown("rounds"))",
                        "stood in elections: \(found.shown("candidacies"))",
                    ]).joined(separator: "\n")
            }
        }
    }
}
