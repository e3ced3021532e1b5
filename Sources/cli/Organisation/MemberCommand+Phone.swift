import ArgumentParser
import Domain

extension MemberCommand {
    struct Phone: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a member's telephone number in full, or put one on record.",
            discussion: "Reading one takes a reason, which the audit keeps."
        )

        @Argument(help: "The member's number.") var number: String
        @Option(help: ArgumentHelp("Why you read it.", valueName: "text")) var reason: String?
        @Option(help: ArgumentHelp("Put this one on record.", valueName: "phone")) var set: String?
        @Flag(help: "Take it off the record.") var remove = false
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard [reason != nil, set != nil, remove].count(where: { $0 }) == 1 else {
                throw ValidationError("Give --reason to read it, --set to record it, or --remove.")
            }
        }

        func perform(with client: APIClient) async throws {
            let member = try await client.member(number)
            let path = "/members/\(try member.id)/phone"
            if let reason {
                let phone = try await client.post("\(path)/disclosures", [:], ["reason": .string(reason)]).json
                output.show(phone) { phone.shown("phone") }
                return
            }
            let after = try await client.put(
                path, .members(["phone": set.json]), ifVersion: member["version"]?.integer ?? 1
            )
            output.show(after) {
                let phone = after.shown("phone")
                return "\(after.shown("name")) (\(number)): \(phone.isEmpty ? "no telephone number on record" : phone)"
            }
        }
    }
}
