import ArgumentParser
import Foundation
import Logging
import Server

/// The program. `zhibu <noun> <verb>`: each noun is a room of the API.
@main struct Zhibu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zhibu",
        abstract: "Party-branch work of an urban-management bureau: areas, monthly assessment, awards, meetings.",
        discussion: """
            Data goes to standard output, everything else to standard error. Exit codes: 0; 1 a check found something; \
            64 usage; 65 invalid data; 69 cannot reach; 70 a fault of the program; 73 cannot create; 75 busy, try \
            later; 77 not allowed.
            """,
        version: "zhibu \(Version.full)",
        subcommands: [
            InitCommand.self, DemoCommand.self, ServeCommand.self, OpenAPICommand.self, DoCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Organisation:",
                subcommands: [CommitteeCommand.self, BranchCommand.self, MemberCommand.self, FindCommand.self]
            ),
            CommandGroup(name: "Areas:", subcommands: [AreaCommand.self]),
            CommandGroup(name: "Assessment:", subcommands: [SchemeCommand.self, AssessCommand.self]),
            CommandGroup(name: "Awards:", subcommands: [AwardCommand.self]),
            CommandGroup(
                name: "Meetings:",
                subcommands: [
                    MeetingCommand.self, FocusCommand.self, FindingCommand.self, TalkCommand.self, YearBookCommand.self,
                    HandoverCommand.self,
                ]),
            CommandGroup(
                name: "Decisions:",
                subcommands: [
                    MotionCommand.self, ElectionCommand.self, BallotCommand.self, AppraisalCommand.self,
                    SuggestionCommand.self,
                ]),
            CommandGroup(name: "Care:", subcommands: [CareCommand.self]),
            CommandGroup(
                name: "Cadence:",
                subcommands: [DueCommand.self, CadenceCommand.self, RemindCommand.self, BurdenCommand.self]),
            CommandGroup(name: "Ledgers:", subcommands: [LedgerCommand.self]),
            CommandGroup(name: "Diagnosis:", subcommands: [DiagnosisCommand.self]),
            CommandGroup(name: "Attachments:", subcommands: [AttachmentCommand.self]),
            CommandGroup(
                name: "Access:",
                subcommands: [
                    LoginCommand.self, LogoutCommand.self, WhoamiCommand.self, AccountCommand.self, TokenCommand.self,
                    UserCommand.self,
                ]
            ),
            CommandGroup(name: "Bookkeeping:", subcommands: [CalendarCommand.self, AuditCommand.self]),
            CommandGroup(
                name: "Upkeep:",
                subcommands: [
                    BackupCommand.self, RestoreCommand.self, DoctorCommand.self, MoveCommand.self, PrepareCommand.self,
                ]
            ),
        ]
    )

    static func main() async {
        Output.holdStandardDescriptors()
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var given: GivenArguments?
        do {
            given = try GivenArguments(Array(CommandLine.arguments.dropFirst()))
            var command = try await asyncParseAsRoot(given?.all)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            let place = failure.status == .usage ? given?.place(of: failure.message) : nil
            Output.standardError("error: \(place.map { "\($0): " } ?? "")\(failure.message)")
            Foundation.exit(failure.status.rawValue)
        } catch  where exitCode(for: error) == .failure {
            // Nobody foresaw it: not to be taken for the 1 of a check that found something.
            Output.standardError("error: \(error)")
            Foundation.exit(CommandFailure.Status.software.rawValue)
        } catch {
            if exitCode(for: error) == .validationFailure, let place = given?.place(of: message(for: error)) {
                Output.standardError("\(place):")
            }
            exit(withError: error)
        }
    }
}
