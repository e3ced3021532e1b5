import ArgumentParser
import Domain
import Storage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new database: its top committee, and the calendar of public holidays."
    )

    @OptionGroup var place: DatabaseOptions

    @Option(help: ArgumentHelp("The bureau's time zone, for good.", valueName: "zone"))
    var timeZone = BureauTimeZone.standard

    @Option(help: ArgumentHelp("The code of the higher organisation.", valueName: "code"))
    var committeeCode = "JG"

    @Option(help: ArgumentHelp("The name of the higher organisation.", valueName: "name"))
    var committeeName = "机关党委"

    func run() async throws {
        let address = try place.address
        let zone: BureauTimeZone
        do {
            zone = try BureauTimeZone(timeZone)
        } catch {
            throw CommandFailure(.usage, "--time-zone: \(error.detail)")
        }
        try await NewDatabase.make(at: address, timeZone: zone) { client in
            _ = try await client.post(
                "/committees", [:], ["code": .string(committeeCode), "name": .string(committeeName)])
        }
        Output.standardOutput(
            "\(address.shown): made, with \(committeeName) (\(committeeCode)) and the public holidays")
        let option = DatabaseOptions.said(of: address)
        Output.standardError(
            """
            Next: zhibu scheme import scheme.json --publish\(option)
                  zhibu branch import branches.csv\(option)
                  zhibu member import members.csv\(option)
                  zhibu area import areas.csv\(option)
                  zhibu serve\(option)
            """
        )
    }
}
