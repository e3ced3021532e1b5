import ArgumentParser
import Domain

extension CommitteeCommand {
    struct Contact: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show to whom objections to a committee's notices are made, or say so.",
            discussion: "With --body, --phone, --hours and --address it puts them on record."
        )

        @Argument(help: "The committee's code.") var code: String
        @Option(help: ArgumentHelp("Who receives objections.", valueName: "name")) var body: String?
        @Option(help: ArgumentHelp("Its telephone.", valueName: "number")) var phone: String?
        @Option(help: ArgumentHelp("When it receives them.", valueName: "text")) var hours: String?
        @Option(help: ArgumentHelp("Where it is.", valueName: "text")) var address: String?
        @Option(help: ArgumentHelp("Its postcode.", valueName: "digits")) var postcode: String?
        @Option(help: ArgumentHelp("Its address for electronic mail.", valueName: "address")) var email: String?
        @Option(help: ArgumentHelp("What a letter has to do by the last day.", valueName: "arrival|postmark"))
        var letterDeadline: String?
        @OptionGroup var options: ClientOptions

        private var given: [String?] { [body, phone, hours, address, postcode, email, letterDeadline] }

        func perform(with client: APIClient) async throws {
            let committee = try await client.committee(code)
            let path = "/committees/\(try committee.id)/notice-contact"
            var listing = try await client.get(path)
            if given.contains(where: { $0 != nil }) {
                let contact = JSON.members([
                    "body": body.json, "phone": phone.json, "hours": hours.json, "address": address.json,
                    "postcode": postcode.json, "email": email.json, "letterDeadline": letterDeadline.json,
                ])
                listing = try await client.put(path, contact, ifVersion: listing["version"]?.integer ?? 0)
            }
            output.show(listing) {
                guard let contact = listing["contact"], !contact.isNull else {
                    return "\(code): nothing is on record: notices name the committee"
                }
                return contact.outline
            }
        }
    }
}
