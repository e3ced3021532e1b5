import ArgumentParser
import Domain

extension CommitteeCommand {
    struct Escalation: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a committee does about findings that are overdue, or say so.",
            discussion: """
                With an option it is put on record: what is not given is as usual. Each of the committee's secretaries' \
                meetings at which a finding is still overdue brings it further: it is on the agenda, then supervised, then \
                circulated to the party group.
                """
        )

        @Argument(help: "The committee's code.") var code: String
        @Option(help: ArgumentHelp("Remind so many days before a finding is due; 7 as usual.", valueName: "days"))
        var remindDays: Int?
        @Option(help: ArgumentHelp("At which meeting it is supervised; the 2nd as usual.", valueName: "number"))
        var supervisedAt: Int?
        @Option(help: ArgumentHelp("At which meeting it is circulated; the 3rd as usual.", valueName: "number"))
        var circulatedAt: Int?
        @Flag(help: "Mark what is overdue, and no more.") var off = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let committee = try await client.committee(code)
            let path = "/committees/\(try committee.id)/finding-escalation"
            var listing = try await client.get(path)
            if off || [remindDays, supervisedAt, circulatedAt].contains(where: { $0 != nil }) {
                let escalation = JSON.members([
                    "remindDays": remindDays.map { JSON($0) }, "supervisedAt": supervisedAt.map { JSON($0) },
                    "circulatedAt": circulatedAt.map { JSON($0) }, "off": off ? true : nil,
                ])
                listing = try await client.put(path, escalation, ifVersion: listing["version"]?.integer ?? 0)
            }
            output.show(listing) {
                guard let escalation = listing["escalation"], !escalation.isNull else {
                    return "\(code): nothing is on record: what is overdue is marked as such alone"
                }
                return escalation.outline
            }
        }
    }
}
