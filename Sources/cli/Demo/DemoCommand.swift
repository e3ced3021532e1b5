import ArgumentParser
import Domain
import Foundation
import Logging
import Server
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Make a database with a made-up bureau: a year of meetings, four months assessed and this month, begun.",
        discussion: """
            One month of one branch waits for its last sheet, to be closed and ranked. With --members it is a bureau of \
            that size instead, to try out how the program bears it: the month before last final, last month closed, this \
            month begun; a million members take some minutes and gigabytes.
            """
    )

    @OptionGroup var place: DatabaseOptions

    @Option(help: ArgumentHelp("Make a large bureau of so many members.", valueName: "number"))
    var members: Int?

    @Option(
        help: ArgumentHelp("Make it as if it were noon of this day.", valueName: "date", visibility: .hidden),
        transform: Typed.date
    )
    var today: LocalDate?

    func validate() throws {
        if let members, !LargeBureau.sizes.contains(members) {
            throw ValidationError(
                "A bureau has \(LargeBureau.sizes.lowerBound) to \(LargeBureau.sizes.upperBound) members here."
            )
        }
    }

    func run() async throws {
        let address = try place.address
        let folder = try Self.makeFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock: DemoClock
        let store: Store
        do {
            let zone = try BureauTimeZone(BureauTimeZone.standard)
            let present = today.map { zone.instant($0, 12, 0) } ?? Storage.Clock.system.now()
            let scripted = DemoClock(zone: zone, present: present)
            clock = scripted
            store = try await Store.create(at: address, timeZone: zone, clock: Storage.Clock { scripted.now })
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let rejection as Rejection {
            throw CommandFailure(.software, rejection.detail.description)
        }
        let client = APIClient.inProcess(store)
        do {
            if let members {
                let bureau = LargeBureau(members: members)
                let story = LargeBureauStory(client: client, clock: clock, folder: folder, bureau: bureau)
                try await story.tell()
                try await report(story, address)
            } else {
                let story = DemoStory(client: client, clock: clock, folder: folder)
                let secretary = try await story.tell()
                try await report(story, secretary, address)
            }
        } catch {
            // Half a bureau is none.
            await client.close()
            NewDatabase.removeHalfMade(address)
            throw error
        }
        await client.close()
    }

    /// For files on their way into the database.
    private static func makeFolder() throws(CommandFailure) -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zhibu-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw CommandFailure(.cannotCreate, "cannot create \(folder.path): \(error.localizedDescription)")
        }
        return folder
    }

    private func reportAccounts(_ accounts: [DemoAccounts.Made]) {
        Output.standardOutput("Accounts to sign in with; the passwords are random, and shown this once:")
        let table = Table(
            accounts.map { ["name": .string($0.name), "password": .string($0.password), "who": .string($0.who)] },
            [.text("  Name", { "  " + $0.shown("name") }), .text("Password", "password"), .text("Who", "who")]
        )
        Output.standardOutput(table.text)
    }

    private func report(_ story: LargeBureauStory, _ address: DatabaseAddress) async throws {
        let (branches, members) = (story.bureau.branches.count, story.bureau.branches.reduce(0, +))
        Output.standardOutput(
            """
            \(address.shown): made, a bureau with \(branches) branches, \(members) members, \(members) areas
              \(story.finalMonth): final
              \(story.closedMonth): closed
              \(story.openMonth): open
            """
        )
        try await reportAccounts(
            DemoAccounts(client: story.client, branch: LargeBureau.code(ofBranch: 0)).make()
        )
    }

    /// What was made, and what to try next.
    private func report(_ story: DemoStory, _ secretary: DemoAccounts.Made, _ address: DatabaseAddress) async throws {
        var counts: [String] = []
        for kind in ["branches", "members", "areas"] {
            counts.append("\(try await story.client.list("/\(kind)").count) \(kind)")
        }
        Output.standardOutput("\(address.shown): made, a bureau with \(counts.joined(separator: ", "))")
        for number in 1...5 {
            let month = story.month(number)
            var codes: [String: [String]] = [:]
            for cycle in try await story.client.list("/cycles", ["month": month.description]) {
                codes[cycle.shown("status"), default: []].append(cycle.shown("branch"))
            }
            let states = ["final", "withoutAward", "posted", "closed", "open"].compactMap { status in
                codes[status].map { $0.count == 1 ? "\($0[0]) \(status)" : "\($0.count) \(status)" }
            }
            Output.standardOutput("  \(month): \(states.joined(separator: ", "))")
        }
        try await reportAccounts(
            DemoAccounts(client: story.client, branch: DemoStory.openBranch, first: secretary).make())
        let month = story.month(4)
        let option = DatabaseOptions.said(of: address)
        Output.standardError(
            """
            \(month) of \(DemoStory.openBranch) waits for one sheet. Next:
              zhibu \(try story.missingSheet())\(option)
              zhibu assess status --month \(month) --branch \(DemoStory.openBranch)\(option)
              zhibu assess close --month \(month) --branch \(DemoStory.openBranch)\(option)
              zhibu award rank --month \(month) --branch \(DemoStory.openBranch)\(option)
              zhibu serve\(option)
            """
        )
    }
}
