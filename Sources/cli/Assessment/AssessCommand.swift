import ArgumentParser
import Domain

struct AssessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess", abstract: "The monthly assessment: open, record, close.",
        subcommands: [
            Open.self, Name.self, Record.self, Import.self, Adjust.self, Adjustments.self, Revise.self, Withdraw.self,
            TakeBack.self,
            Status.self,
            Close.self, Reopen.self, Explain.self, Facts.self, Proposals.self,
        ]
    )

    /// The reasons that late entries and revisions stand with.
    struct Reasons: ParsableArguments {
        @Option(help: ArgumentHelp("Why it comes after the due date; it stands with the entry.", valueName: "reason"))
        var lateReason: String?

        @Option(help: ArgumentHelp("Why it differs from what stands.", valueName: "reason"))
        var revisionReason: String?
    }
}
