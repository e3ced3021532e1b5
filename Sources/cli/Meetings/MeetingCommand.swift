import ArgumentParser
import Domain

struct MeetingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "The branch secretaries' meetings, and branches' own.",
        subcommands: [
            Schedule.self, Add.self, List.self, Show.self, Move.self, Cancel.self, Calendar.self, Address.self,
            Hold.self, OfBranch.self, Open.self, Attend.self, Attendance.self, Mix.self, Record.self, Minutes.self,
            Sign.self, Steps.self, Result.self, Agenda.self, Plan.self, Ask.self,
        ]
    )

    /// Names one meeting.
    struct Choice: ParsableArguments {
        @Argument(
            help: ArgumentHelp(
                "The meeting's id, or the month of a regular one, such as 2027-03.", valueName: "meeting"))
        var meeting: String

        @Option(help: ArgumentHelp("The committee's code, where there is more than one.", valueName: "code"))
        var committee: String?

        func id(with client: APIClient) async throws -> Int64 {
            if let id = Int64(meeting), id > 0 { return id }
            guard let month = try? Month(parsing: meeting) else {
                throw CommandFailure(.usage, "‘\(meeting)’ is neither the id of a meeting nor a month such as 2027-03")
            }
            // A meeting moved out of its month may lie in the year before or after.
            let found = try await client.list("/meetings", ["committee": committee]).filter {
                $0["month"]?.string == month.description && $0["standing"]?.string == "regular"
            }
            let standing = found.filter { $0["status"]?.string != "cancelled" }
            guard let meeting = standing.last ?? found.last else {
                throw CommandFailure(
                    .data, "no regular meeting is scheduled for \(month): ‘zhibu meeting list’ shows them")
            }
            guard standing.count < 2 else {
                throw CommandFailure(
                    .usage, "more than one committee meets in \(month): say which with --committee, or name the id")
            }
            return try meeting.id
        }
    }

    static let columns: [Table.Column] = [
        .number("Id", "id"), .text("Month", "month"), .text("Date", "date"),
        .text("Time") { "\($0.shown("start"))–\($0.shown("end"))" }, .text("Place", "place"),
        .text("Standing", "standing"), .text("Status", "status"), .text("Committee", "committee"),
    ]

    /// `2027-03: 2027-03-09 09:00–10:30, 三楼会议室`
    static func line(_ meeting: JSON) -> String {
        "\(meeting.shown("month")): \(meeting.shown("date")) \(meeting.shown("start"))–\(meeting.shown("end")), "
            + meeting.shown("place")
    }
}

extension MeetingCommand {
    struct Schedule: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Schedule a year's regular meetings by a rule, moved off holidays to the next working day."
        )

        @Option(help: "Such as 2027.") var year: Int
        @Option(help: ArgumentHelp("Such as \"2nd Tuesday 09:00\".", valueName: "rule")) var rule: String
        @Option(help: "How long each takes.") var minutes: Int
        @Option(help: "Where they are held.") var place: String
        @Option(help: ArgumentHelp("The committee's code, where there is more than one.", valueName: "code"))
        var committee: String?
        @Flag(help: "Say what would be scheduled, but change nothing.") var dryRun = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            if dryRun { output.note("dry run: nothing is changed") }
            let made = try await client.post(
                "/meetings/year", ["dryRun": dryRun ? "true" : nil],
                .members([
                    "committee": committee.json, "year": JSON(year), "rule": .string(rule), "minutes": JSON(minutes),
                    "place": .string(place),
                ])
            ).json
            for warning in made["warnings"]?.array ?? [] { output.warn(warning.shown) }
            for skipped in made["skipped"]?.array ?? [] {
                let cause = skipped["cause"]?.string == "exists" ? "has its regular meeting already" : "is past"
                output.note("\(skipped.shown("month")) \(cause): skipped")
            }
            let scheduled = made["scheduled"]?.array ?? []
            output.show(made) {
                scheduled.isEmpty
                    ? "no meeting was left to schedule in \(year)"
                    : Table(
                        scheduled,
                        MeetingCommand.columns + [
                            .text("Moved") { meeting in
                                guard let cause = meeting["movedOff"]?.string else { return "" }
                                return "off \(meeting.shown("nominalDate")), a \(cause)"
                            }
                        ]
                    ).text
            }
        }
    }

    struct Add: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Schedule an extraordinary meeting, with --regular the one of a month that has none, with --review the yearly \
                review.
                """
        )

        @Option(help: "The day.", transform: Typed.date) var date: LocalDate
        @Option(help: ArgumentHelp("Such as 09:00.", valueName: "time")) var start: String
        @Option(help: "How long it takes.") var minutes: Int
        @Option(help: "Where it is held.") var place: String
        @Option(help: "The month it is about; that of its date unless given.", transform: Typed.month) var month: Month?
        @Flag(help: "It is the month's regular meeting.") var regular = false
        @Flag(help: "It is the secretaries' yearly review.") var review = false
        @Option(help: ArgumentHelp("The committee's code, where there is more than one.", valueName: "code"))
        var committee: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/meetings", [:],
                .members([
                    "committee": committee.json, "kind": .string(review ? "annualReview" : "secretaries"),
                    "standing": .string(regular ? "regular" : "extraordinary"),
                    "month": (month?.description).json, "date": .string(date.description), "start": .string(start),
                    "minutes": JSON(minutes), "place": .string(place),
                ])
            ).json
            output.show(made) { "\(MeetingCommand.line(made)): scheduled, with the id \(made.shown("id"))" }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the meetings.")

        @Option(help: "Only of this year.") var year: Int?
        @Option(help: ArgumentHelp("Only of this committee.", valueName: "code")) var committee: String?
        @Option(help: "scheduled or cancelled.") var status: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/meetings", ["committee": committee, "year": year.map(String.init), "status": status]
                ),
                MeetingCommand.columns, none: "no meetings here: ‘zhibu meeting schedule’ makes a year's"
            )
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a meeting and what became of it.")

        @OptionGroup var choice: Choice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let meeting = try await client.get("/meetings/\(try await choice.id(with: client))")
            output.show(meeting) { meeting.outline }
        }
    }

    struct Move: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Move a meeting to another time or place.")

        @OptionGroup var choice: Choice
        @Option(help: "The new day.", transform: Typed.date) var date: LocalDate?
        @Option(help: ArgumentHelp("The new time, such as 14:30.", valueName: "time")) var start: String?
        @Option(help: "How long it takes now.") var minutes: Int?
        @Option(help: "The new place.") var place: String?
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let moved = try await client.post(
                "/meetings/\(try await choice.id(with: client))/move", [:],
                .members([
                    "date": (date?.description).json, "start": start.json, "minutes": minutes.map { JSON($0) },
                    "place": place.json, "reason": .string(reason),
                ])
            ).json
            output.show(moved) { "\(MeetingCommand.line(moved)): moved" }
        }
    }

    struct Cancel: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Call a meeting off for good.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cancelled = try await client.post(
                "/meetings/\(try await choice.id(with: client))/cancel", [:], ["reason": .string(reason)]
            ).json
            output.show(cancelled) { "\(MeetingCommand.line(cancelled)): cancelled" }
        }
    }
}
