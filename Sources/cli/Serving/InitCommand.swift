import ArgumentParser
import Domain
import Foundation
import Seeds
import Storage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a new database: its top committee, and the calendar of public holidays."
    )

    @Option(help: ArgumentHelp("The file to make. Otherwise $ZHIBU_DATABASE, or ./zhibu.sqlite.", valueName: "file"))
    var database: String?

    @Option(help: ArgumentHelp("The bureau's time zone, for good.", valueName: "zone"))
    var timeZone = BureauTimeZone.standard

    @Option(help: ArgumentHelp("The code of the higher organisation.", valueName: "code"))
    var committeeCode = "JG"

    @Option(help: ArgumentHelp("The name of the higher organisation.", valueName: "name"))
    var committeeName = "机关党委"

    func run() async throws {
        let path = database ?? ClientOptions.environment("ZHIBU_DATABASE") ?? ClientOptions.standardDatabase
        let store: Store
        do {
            store = try await Store.create(at: path, timeZone: BureauTimeZone(timeZone))
        } catch let rejection as Rejection {
            throw CommandFailure(.usage, "--time-zone: \(rejection.detail)")
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
        let client = APIClient.inProcess(store)
        do {
            try await fill(client)
        } catch {
            // Half a beginning is none.
            await client.close()
            for suffix in ["", "-wal", "-shm", ".keys"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            throw error
        }
        await client.close()
        Output.standardOutput("\(path): made, with \(committeeName) (\(committeeCode)) and the public holidays")
        let option = path == ClientOptions.standardDatabase ? "" : " --database \(path)"
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

    private func fill(_ client: APIClient) async throws {
        _ = try await client.post(
            "/committees", [:], ["code": .string(committeeCode), "name": .string(committeeName)]
        )
        let calendar = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString)-holidays.csv")
        guard let seed = zhibu_seed_named("holidays.csv") else {
            throw CommandFailure(.software, "this program was built without its holiday calendar")
        }
        do {
            try Data(bytes: seed.pointee.bytes, count: seed.pointee.size).write(to: calendar)
        } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(calendar.path): \(error.localizedDescription)")
        }
        defer { try? FileManager.default.removeItem(at: calendar) }
        _ = try await client.upload(calendar.path, to: "/imports/calendar")
    }
}
