import ArgumentParser
import Domain

/// The yearly appraisal of a branch's members.
struct AppraisalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appraisal", abstract: "Appraise a branch's members once a year: counts, grades, who was told.",
        subcommands: [
            List.self, Show.self, Draft.self, Ballots.self, Count.self, Propose.self, Decide.self, Correct.self,
            Tell.self, Sign.self, PaperSignatures.self, Statement.self, Withdraw.self, Record.self,
        ], defaultSubcommand: List.self)

    /// What every command tells of an appraisal when it is done.
    fileprivate static func told(_ appraisal: JSON) -> String {
        let head = "\(appraisal.shown("branchName")) \(appraisal.shown("year")): \(appraisal.shown("status"))"
        let warnings = (appraisal["warnings"]?.array ?? []).map { _ in
            "warning: \(appraisal.shown("excellent")) are excellent, more than a third (\(appraisal.shown("excellentMost")))"
        }
        return ([head] + warnings).joined(separator: "\n")
    }

    /// `1104=5,6,0,0`: how many ballots gave each grade.
    fileprivate static func counts(_ typed: String) throws -> JSON {
        let parts = typed.split(separator: "=", maxSplits: 1).map(String.init)
        let numbers = parts.last?.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) } ?? []
        guard parts.count == 2, numbers.count == Appraisal.Grade.allCases.count, !numbers.contains(nil) else {
            throw ValidationError("‘\(typed)’: write the number and the ballots of each grade, such as 1104=5,6,0,0")
        }
        var line: JSON = ["member": .string(parts[0])]
        for (grade, number) in zip(Appraisal.Grade.allCases, numbers.compactMap(\.self)) {
            line = line.with(grade.rawValue, JSON(number))
        }
        return line
    }
}

/// Grades, and what is said with them.
struct GradeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whose grade: 1104=excellent, competent, basicallyCompetent or notCompetent; again for others.",
            valueName: "number=grade"))
    var grade: [String]
    @Option(help: ArgumentHelp("Why: 1104=…; again for others.", valueName: "number=reason")) var why: [String] = []

    /// By number, as the body has them.
    func lines() throws -> [JSON] {
        var reasons: [String: String] = [:]
        for typed in why {
            let parts = typed.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("‘\(typed)’: write the number, =, and the reason") }
            reasons[parts[0]] = parts[1]
        }
        return try grade.map { typed in
            let parts = typed.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("‘\(typed)’: write the number, =, and the grade") }
            return .members([
                "member": .string(parts[0]), "grade": .string(parts[1]), "reason": reasons[parts[0]].json,
            ])
        }
    }
}

/// What a decision says beside the grades.
struct GradeDecisionOptions: ParsableArguments {
    @Option(help: "The day of the decision.") var on: String
    @OptionGroup var grades: GradeOptions
    @Option(
        help: ArgumentHelp(
            "When the higher organisation checked who is not competent: 1104=2026-12-20; again for others.",
            valueName: "number=day"))
    var checked: [String] = []
    @Option(
        help: ArgumentHelp("Under which paper it did: 1104=局党委〔2026〕9号; again for others.", valueName: "number=paper"))
    var paper: [String] = []
    @Option(help: "Why more than a third is excellent.") var excellentReason: String?

    /// - Parameter reason: why it is corrected; nil for the first decision.
    func members(reason: String? = nil) throws -> JSON {
        func said(_ typed: [String], _ name: String, _ called: String) throws -> [String: JSON] {
            var found: [String: JSON] = [:]
            for pair in try typed.map({ try Typed.pair($0, name, called: called) }) {
                if let member = pair["member"]?.string { found[member] = pair[name] }
            }
            return found
        }
        let days = try said(checked, "checkedOn", "the day")
        let papers = try said(paper, "document", "the paper")
        let lines = try grades.lines().map { line -> JSON in
            guard let member = line["member"]?.string else { return line }
            let checked = days[member].map { line.with("checkedOn", $0) } ?? line
            return papers[member].map { checked.with("document", $0) } ?? checked
        }
        return .members([
            "on": .string(on), "grades": .array(lines), "excellentReason": excellentReason.json, "reason": reason.json,
        ])
    }
}

extension AppraisalCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List appraisals that something is still to come of, or a year's.")

        @Option(help: "All of this year, such as 2026.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/appraisals", ["year": year.map(String.init), "branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Branch", "branch"), .number("Year", "year"), .text("Held on", "on"),
                    .number("Graded", "graded"), .text("Status", "status"), .number("Untold", "untold"),
                    .number("Unsigned", "unsigned"),
                ], none: "there are no appraisals here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an appraisal, as far as you read it; of others' grades nothing unless you keep it.")

        @Argument(help: "The appraisal's id, as ‘zhibu appraisal list’ shows it.") var appraisal: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get("/appraisals/\(appraisal)")
            output.show(found) {
                let lines = (found["lines"]?.array ?? []).map { line -> String in
                    let counts = Appraisal.Grade.allCases.compactMap { line["counts"]?[$0.rawValue]?.integer }
                    let ballots = counts.isEmpty ? "" : " \(counts.map(String.init).joined(separator: ","))"
                    let grade =
                        (line["decided"]?["grade"] ?? line["proposed"]?["grade"])?.string.map { " \($0)" } ?? ""
                    return
                        "\(line["member"]?.shown("number") ?? "") \(line["member"]?.shown("name") ?? "")\(ballots)\(grade)"
                }
                return ([AppraisalCommand.told(found)] + lines).joined(separator: "\n")
            }
        }
    }

    struct Draft: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft the appraisal of a year: the roll of its meeting's day is frozen.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "The year that is appraised.") var year: Int
        @Option(help: "The day of the meeting.") var on: String
        @Option(help: ArgumentHelp("The meeting on record.", valueName: "id")) var meeting: Int?
        @Flag(help: "Probationary members take part; they get no grade.") var withProbationary = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/appraisals", [:],
                .members([
                    "branch": .string(branch), "year": JSON(year), "on": .string(on),
                    "meeting": meeting.map { JSON($0) },
                    "withProbationary": .bool(withProbationary),
                ])
            ).json
            output.show(made) { "\(made.shown("id")): \(AppraisalCommand.told(made))" }
        }
    }

    struct Ballots: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter how many ballots there were; or correct it, with the reason and by somebody else.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(help: "How many with a vote were there.") var present: Int
        @Option(help: "How many ballots were issued.") var issued: Int
        @Option(help: "How many came back.") var returned: Int
        @Option(help: "How many of these are valid.") var valid: Int
        @Option(help: "Why it is entered anew.") var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/ballots", [:],
                .members([
                    "present": JSON(present), "issued": JSON(issued), "returned": JSON(returned), "valid": JSON(valid),
                    "reason": reason.json,
                ])
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Count: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter how many ballots gave whom which grade, of all at once. Or take it from a spreadsheet.",
            discussion: "A spreadsheet has a line for each: 党员编号 or 姓名, 优秀, 合格, 基本合格, 不合格; 自评日期 and 互评 beside it.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(
            help: ArgumentHelp(
                "Ballots for excellent, competent, basically competent, not competent: 1104=5,6,0,0; again for others.",
                valueName: "number=ballots"))
        var line: [String] = []
        @Option(help: "Why it is counted anew.") var reason: String?
        @Option(
            help: ArgumentHelp("The spreadsheet: an Excel workbook or CSV.", valueName: "path"),
            completion: .file(extensions: ["xlsx", "xls", "csv"]))
        var file: String?
        @OptionGroup(title: "With --file") var sending: SendingOptions
        @OptionGroup(title: "Reading options") var reading: ReadingOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/appraisals/\(appraisal)/counts"
            if let file {
                guard line.isEmpty, reason == nil else {
                    throw CommandFailure(
                        .usage, "with --file the spreadsheet says all of it: leave out the other options")
                }
                return try await importing(file, sending, reading, to: "\(path)/import", with: client)
            }
            let after = try await client.post(
                path, [:], .members(["lines": .array(try line.map(AppraisalCommand.counts)), "reason": reason.json])
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Propose: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter which grades the branch's committee proposes, of everybody.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @OptionGroup var grades: GradeOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/proposal", [:],
                ["grades": .array(try grades.lines())]
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Decide: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Enter what was decided of everybody.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @OptionGroup var decision: GradeDecisionOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/decision", [:], try decision.members()
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Correct: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct what was decided of some; by somebody else than who entered it.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @OptionGroup var decision: GradeDecisionOptions
        @Option(help: "Why it is corrected.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/correction", [:], try decision.members(reason: reason)
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Tell: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note who was told what was decided of them, when and by whom.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(help: ArgumentHelp("Who was told; again for others.", valueName: "number")) var member: [String]
        @Option(help: "The day.") var on: String
        @Option(help: ArgumentHelp("Who told them.", valueName: "number")) var by: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/told", [:],
                ["members": .array(member.map { .string($0) }), "on": .string(on), "by": .string(by)]
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Sign: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Sign what was decided of yourself.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(help: "What you remark.") var remark: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/signature", [:], .members(["remark": remark.json])
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct PaperSignatures: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Note who has signed on paper.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(help: ArgumentHelp("Who has signed; again for others.", valueName: "number")) var member: [String]
        @Option(help: ArgumentHelp("What they remarked: 1104=…; again for others.", valueName: "number=remark"))
        var remark: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let remarks = try remark.map { try Typed.pair($0, "remark", called: "the remark") }
            let signatures = member.map { number -> JSON in
                remarks.first { $0["member"]?.string == number } ?? ["member": .string(number)]
            }
            let after = try await client.post(
                "/appraisals/\(appraisal)/paper-signatures", [:], ["signatures": .array(signatures)]
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Statement: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "statement",
            abstract: "What members write of themselves; sealed once something is decided.",
            subcommands: [Write.self, Read.self])

        struct Write: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Write your own, or write it anew.")

            @Argument(help: "The appraisal's id.") var appraisal: Int
            @Option(help: "What you think of yourself.") var text: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/appraisals/\(appraisal)/statement", [:], ["statement": .string(text)]
                ).json
                output.show(after) { AppraisalCommand.told(after) }
            }
        }

        struct Read: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Read one: of those on the roll until something is decided, your own from then on.")

            @Argument(help: "The appraisal's id.") var appraisal: Int
            @Option(help: ArgumentHelp("Whose it is.", valueName: "number")) var member: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let id = try await client.member(member).id
                let found = try await client.get("/appraisals/\(appraisal)/statements/\(id)")
                output.show(found) { found.shown("statement") }
            }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw an appraisal of which nothing is decided.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/appraisals/\(appraisal)/withdraw", [:], ["reason": .string(reason)]
            ).json
            output.show(after) { AppraisalCommand.told(after) }
        }
    }

    struct Record: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the result as a document for Word, to print, sign and file.")

        @Argument(help: "The appraisal's id.") var appraisal: Int
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await file.save("/appraisals/\(appraisal)/record.docx", with: client, output)
        }
    }
}
