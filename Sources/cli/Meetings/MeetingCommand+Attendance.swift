import ArgumentParser
import Domain

extension MeetingCommand {
    struct Attendance: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "What a year's meetings come to for each member of a branch, for the secretaries, or for one member.",
            discussion: """
                With --branch, the branch's own meetings; without, the committees' meetings with the secretaries, and beside it \
                to how many meetings the year called them, their branch's areas and open findings. With --member, each meeting \
                that they were called to, and how their attendance was noted.
                """)

        @Option(help: "Such as 2027.") var year: Int
        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("Only the secretaries below this committee.", valueName: "code"))
        var committee: String?
        @Option(help: ArgumentHelp("Only this member's meetings, one by one.", valueName: "number"))
        var member: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            guard [branch, committee, member].compactMap(\.self).count < 2 else {
                throw CommandFailure(.usage, "--branch, --committee or --member: one of them")
            }
            if let member {
                let id = try await client.member(member).id
                let found = try await client.get("/members/\(id)/attendance", ["year": String(year)])
                return output.show(found) {
                    let lines = found.array ?? []
                    return lines.isEmpty
                        ? "no meeting of \(year) that \(member) was called to has its attendance taken"
                        : Table(lines, Self.meetings).text
                }
            }
            if let branch {
                let id = try await client.branch(branch).id
                let found = try await client.get("/branches/\(id)/attendance", ["year": String(year)])
                return output.show(found) {
                    let members = found["members"]?.array ?? []
                    return members.isEmpty
                        ? "no meeting of \(branch) in \(year) has its attendance taken"
                        : "\(found.shown("meetings")) meetings\n"
                            + Table(members, Self.columns { $0 } + Self.ordinary(among: members)).text
                }
            }
            let found = try await client.get("/meetings/attendance", ["year": String(year), "committee": committee])
            output.show(found) {
                let lines = found.array ?? []
                return lines.isEmpty
                    ? "nobody was a secretary in \(year)"
                    : Table(
                        lines,
                        [.text("Branch", "branch"), .text("Post", "basis")]
                            + Self.columns { $0["attendance"] ?? .null } + [
                                .number("Called to", "meetings"), .number("Areas", "areas"),
                                .number("Findings", "openFindings"),
                            ]
                    ).text
            }
        }

        /// How often leading cadres took part as ordinary members, where there are any.
        private static func ordinary(among members: [JSON]) -> [Table.Column] {
            guard members.contains(where: { $0["ordinary"]?.object != nil }) else { return [] }
            return [
                .text("As ordinary member") { line in
                    guard let life = line["ordinary"], life.object != nil else { return "" }
                    return "\(life.shown("present")) of \(life.shown("entitled"))"
                }
            ]
        }

        /// A member's meetings.
        private static let meetings: [Table.Column] = {
            func of(_ title: String, _ member: String) -> Table.Column {
                .text(title) { ($0["meeting"] ?? .null).shown(member) }
            }
            return [
                of("Date", "date"), of("Start", "start"), of("Kind", "kind"),
                .text("Host") { ($0["meeting"]?["branch"]?.string ?? $0["meeting"]?["committee"]?.string) ?? "–" },
                .text("Attendance", "state"),
                .text("Late") { $0["late"] == true ? "late" : "" },
                .text("Early") { $0["leftEarly"] == true ? "early" : "" }, .text("Made up", "madeUpOn"),
                .text("As ordinary member") { $0["ordinary"] == true ? "yes" : "" },
            ]
        }()

        /// The figures of whoever a line is about.
        private static func columns(_ figures: @escaping @Sendable (JSON) -> JSON) -> [Table.Column] {
            func column(_ title: String, _ member: String) -> Table.Column {
                .text(title) { figures($0).shown(member) }
            }
            return [
                column("Number", "member"), column("Name", "name"), column("Entitled", "entitled"),
                column("Present", "present"), column("Late", "late"), column("Early", "leftEarly"),
                column("Excused", "excused"), column("Absent", "absent"), column("Made up", "madeUp"),
            ]
        }
    }
}
