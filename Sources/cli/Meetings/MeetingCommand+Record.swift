import ArgumentParser
import Domain

/// Branches' meetings, and what is recorded of any meeting.
extension MeetingCommand {
    static func line(of record: JSON) -> String {
        let tally = record["tally"] ?? .null
        let counted =
            tally.isNull
            ? "nobody has said yet who was there"
            : "\(tally.shown("entitled")) entitled = \(tally.shown("present")) present + \(tally.shown("excused")) "
                + "excused + \(tally.shown("absent")) absent"
        let meeting = record["meeting"] ?? .null
        return "\(meeting.shown("date")) \(meeting.shown("kind")): \(counted)"
    }

    struct Hold: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Arrange a meeting of a branch, or record that there was one.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "assembly, branchCommittee, group, lecture, themeDay, orgLife or other.") var kind: String
        @Option(help: ArgumentHelp("What else the same gathering is.", valueName: "kind")) var also: String?
        @Option(help: "The name of the party group, for its meeting.") var group: String?
        @Option(help: "What it is about.") var theme: String?
        @Option(help: "The day.", transform: Typed.date) var date: LocalDate
        @Option(help: ArgumentHelp("Such as 09:00.", valueName: "time")) var start: String
        @Option(help: "How long it takes.") var minutes: Int
        @Option(help: "Where it is held.") var place: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            let made = try await client.post(
                "/branches/\(id)/meetings", [:],
                .members([
                    "kind": .string(kind), "also": also.json, "group": group.json, "theme": theme.json,
                    "date": .string(date.description), "start": .string(start), "minutes": JSON(minutes),
                    "place": .string(place),
                ])
            ).json
            output.show(made) { "\(MeetingCommand.line(made)): recorded, with the id \(made.shown("id"))" }
        }
    }

    struct OfBranch: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "branch", abstract: "List a branch's own meetings.")

        @Argument(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Only of this year.") var year: Int?
        @Option(help: "Only what is of this kind, alone or also.") var kind: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            output.list(
                try await client.list(
                    "/branches/\(id)/meetings", ["year": year.map(String.init), "kind": kind]),
                [
                    .number("Id", "id"), .text("Date", "date"), .text("Start", "start"), .text("Kind", "kind"),
                    .text("Also", "also"), .text("Theme", "theme"), .text("Place", "place"),
                    .text("State") { meeting in
                        if meeting["status"]?.string == "cancelled" { return "cancelled" }
                        if meeting["signedAt"]?.isNull == false { return "signed" }
                        return meeting["takenAt"]?.isNull == false ? "held" : "scheduled"
                    },
                ], none: "no meetings here: ‘zhibu meeting hold’ records one")
        }
    }

    struct Open: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a meeting, which freezes its roll of the day.")

        @OptionGroup var choice: Choice
        @Option(help: "Who leads it: a member's number, or an account.") var chair: String
        @Option(help: "Who writes it down: another one.") var recorder: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let record = try await client.post(
                "/meetings/\(try await choice.id(with: client))/open", [:],
                ["chair": .string(chair), "recorder": .string(recorder)]
            ).json
            output.show(record) {
                "\((record["roll"]?.array ?? []).count) are entitled: "
                    + "‘zhibu meeting attend’ says who was there"
            }
        }
    }

    struct Attend: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say who was there; of everybody else on the roll, that they were. Or take it from a spreadsheet.",
            discussion: """
                A spreadsheet has a line for each person: 党员编号 or 姓名, 出勤情况 (出勤, 请假, 缺席, 列席, or √ △ ×) or a column \
                for each with a tick, 事由, 迟到, 早退, 代会人, 补课日期, 补课方式. Of whoever is not in it stays what is on record.
                """)

        @OptionGroup var choice: Choice
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Who was excused, and why: 1104=出差.", valueName: "number=reason"))
        var excused: [String] = []
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who was absent.", valueName: "number"))
        var absent: [String] = []
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who came late.", valueName: "number")) var late:
            [String] = []
        @Option(
            parsing: .upToNextOption, help: ArgumentHelp("Who sat in, without being on the roll.", valueName: "number"))
        var sittingIn: [String] = []
        @Option(
            help: ArgumentHelp("The spreadsheet: an Excel workbook or CSV.", valueName: "path"),
            completion: .file(extensions: ["xlsx", "xls", "csv"]))
        var file: String?
        @OptionGroup(title: "With --file") var sending: SendingOptions
        @OptionGroup(title: "Reading options") var reading: ReadingOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            if let file {
                guard excused.isEmpty, absent.isEmpty, late.isEmpty, sittingIn.isEmpty else {
                    throw CommandFailure(
                        .usage, "with --file the spreadsheet says all of it: leave out the other options")
                }
                let id = try await choice.id(with: client)
                return try await importing(
                    file, sending, reading, to: "/meetings/\(id)/attendance/import", with: client)
            }
            let path = "/meetings/\(try await choice.id(with: client))"
            let record = try await client.get("\(path)/record")
            var reasons: [String: String] = [:]
            for entry in excused {
                let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw CommandFailure(.usage, "‘\(entry)’ says nobody and why: write it as 1104=出差")
                }
                reasons[parts[0]] = parts[1]
            }
            let roll = (record["roll"]?.array ?? []).filter { $0["entitled"] == .bool(true) }.map { $0.shown("member") }
            if let stranger = (Array(reasons.keys) + absent + late).first(where: { !roll.contains($0) }) {
                throw CommandFailure(.data, "\(stranger) is not on the roll of that day")
            }
            let entries = roll.map { number -> JSON in
                let state = reasons[number] != nil ? "excused" : absent.contains(number) ? "absent" : "present"
                return [
                    "member": .string(number), "state": .string(state), "reason": JSON(reasons[number]),
                    "late": .bool(late.contains(number)),
                ]
            }
            let taken = try await client.put(
                "\(path)/attendance", ["entries": .array(entries), "sittingIn": JSON(sittingIn) { .string($0) }],
                ifVersion: record["meeting"]?["version"]?.integer ?? 0)
            output.show(taken) { MeetingCommand.line(of: taken) }
        }
    }

    struct Record: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is recorded of a meeting: roll, points, decisions, signatures.")

        @OptionGroup var choice: Choice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let record = try await client.get("/meetings/\(try await choice.id(with: client))/record")
            output.show(record) { record.outline }
        }
    }

    struct Minutes: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a meeting's minutes as a document for Word, to print and to file.")

        @OptionGroup var choice: Choice
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let meeting = try await choice.id(with: client)
            try await file.save("/meetings/\(meeting)/paper.docx", with: client, output)
        }
    }

    struct Sign: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign the minutes as their chair or recorder, as they stand now.")

        @OptionGroup var choice: Choice
        @Option(name: .customLong("as"), help: "chair or recorder.") var signer: String
        @Flag(help: "The named person signed the print.") var onPaper = false
        @Option(help: "Why the recorder signs only now.") var lateReason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/meetings/\(try await choice.id(with: client))"
            let record = try await client.get("\(path)/record")
            let signed = try await client.post(
                "\(path)/sign", [:],
                .members([
                    "signer": .string(signer), "digest": record["digest"] ?? .null, "onPaper": .bool(onPaper),
                    "lateReason": lateReason.json,
                ])
            ).json
            output.show(signed) { "signed as \(signer): SHA-256 \(signed.shown("digest"))" }
        }
    }
}
