import ArgumentParser
import Domain

extension BranchCommand {
    struct ImportOffices: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-offices", abstract: "Import the office's list of appointments.",
            discussion: "A row appoints; with a last day it ends what began on its first day."
        )

        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/appointments", with: client)
        }
    }

    struct Appoint: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Appoint a member to an office.",
            discussion: """
                A branch has one secretary at a time, a group one leader: relieve the one before first. The committee's \
                office may appoint a member of another branch, who stays there, by its document (--document).
                """
        )

        @Argument(help: "The branch's code.") var code: String
        @Option(help: ArgumentHelp("The member's number.", valueName: "number")) var member: String
        @Option(
            help:
                "secretary, deputy, organisation, publicity, discipline, youth, unitedFront, committeeMember or groupLeader."
        )
        var office: Appointment.Office
        @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Typed.date) var from: LocalDate
        @Option(help: ArgumentHelp("The group to be led, by its name.", valueName: "name")) var group: String?
        @Option(help: "How a secretary's post is held, fullTime or concurrent; as is usual in the branch if not given.")
        var basis: Branch.SecretaryPost?
        @Option(help: ArgumentHelp("The number of the committee's document.", valueName: "number")) var document:
            String?
        @Option(
            help: ArgumentHelp("Why it is recorded only now, if it concerns sheets given already.", valueName: "text"))
        var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let branch = try await client.branch(code)
            let made = try await client.post(
                "/branches/\(try branch.id)/appointments", [:],
                .members([
                    "member": .string(member), "office": .string(office.rawValue), "from": .string(from.description),
                    "group": group.json, "basis": (basis?.rawValue).json, "document": document.json,
                    "reason": reason.json,
                ])
            ).json
            output.show(made) { "\(code): \(made.person("member")) is \(made.shown("office")) from \(from) on" }
        }
    }

    struct Relieve: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "End appointments to an office with a last day: all of them, or none.")

        @Argument(help: "The branch's code.") var code: String
        @Option(help: ArgumentHelp("The member's number. May be repeated.", valueName: "number")) var member: [String]
        @Option(help: "The office that ends.") var office: Appointment.Office
        @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Typed.date) var on: LocalDate
        @Option(
            help: ArgumentHelp("Why it is recorded only now, if it concerns sheets given already.", valueName: "text"))
        var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let branch = try await client.branch(code)
            let all = try await client.list("/branches/\(try branch.id)/appointments")
            let standing = try member.map { number in
                let found = all.first { appointment in
                    appointment["member"]?["number"]?.string == number
                        && appointment["office"]?.string == office.rawValue && appointment["until"]?.isNull == true
                }
                guard let found else {
                    throw CommandFailure(
                        .data,
                        "\(number) is not \(office.rawValue) of \(code): ‘zhibu branch show \(code)’ shows who is")
                }
                return found
            }
            let ended: [JSON]
            if let only = standing.first, standing.count == 1 {
                ended = [
                    try await client.post(
                        "/appointments/\(try only.id)/end", [:],
                        .members(["on": .string(on.description), "reason": reason.json])
                    ).json
                ]
            } else {
                ended =
                    try await client.post(
                        "/appointment-ends", [:],
                        .members([
                            "appointments": .array(standing.compactMap { $0["id"] }),
                            "on": .string(on.description), "reason": reason.json,
                        ])
                    ).json.array ?? []
            }
            output.show(ended.count == 1 ? ended[0] : .array(ended)) {
                ended.map { "\(code): \($0.person("member")) is \($0.shown("office")) until \(on)" }
                    .joined(separator: "\n")
            }
        }
    }
}

extension Appointment.Office: ExpressibleByArgument {}
extension Branch.SecretaryPost: ExpressibleByArgument {}
