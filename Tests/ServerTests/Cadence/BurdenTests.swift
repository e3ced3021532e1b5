import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// What is asked of people, as a committee sees what it causes. It is the 24th of November 2026.
struct BurdenTests {
    @Test func `a committee sees what it asks of each role, by what, and how many fields`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open("A", "2026-11")
        for (tier, assessor) in [("self", "103"), ("group", "102"), ("branch", "101"), ("branch", "105")] {
            let sheet = try await server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", tier, by: assessor))
            try #require(sheet.status == 201, "\(sheet.text)")
        }
        let committee = try await server.first("/committees")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        func burden(_ month: String) async throws -> Answer {
            try await server.send("GET", "/committees/\(committee)/burden?month=\(month)", by: office.principal)
        }
        let november = try await burden("2026-11")
        #expect(november.status == 200 && november.json["branches"] == 2, "\(november.text)")
        let lines = november.json["lines"]?.array ?? []
        func line(_ kind: String, rule: String? = nil) throws -> JSON {
            try #require(
                lines.first { $0["kind"]?.string == kind && (rule == nil || $0["rule"]?.string == rule) },
                "\(kind): \(november.text)")
        }
        let own = try line("branchSheet")
        // Two criteria besides what the operation itself has to be told.
        let expected = JSON(API.submitSheet.fields.required + 2)
        #expect(own["role"] == "member" && own["records"] == 2 && own["by"] == "scheme" && own["fields"] == expected)
        #expect(try line("groupSheet")["role"] == "groupLeader")
        #expect(try line("month")["role"] == "secretary")
        #expect(!lines.contains { $0["kind"] == "publicSheet" })
        // Two branches are asked for November's theme day, and four groups for their meeting; the quarter's assembly has until December.
        let themeDay = try line("meeting", rule: "meet.themeDay")
        #expect(themeDay["records"] == 2 && themeDay["done"] == 0 && themeDay["ruleTitleZh"] == "主题党日", "\(themeDay)")
        #expect(try line("meeting", rule: "meet.group")["records"] == 4)
        #expect(!lines.contains { $0["rule"] == "meet.assembly" })
        #expect(try line("committeeMeeting", rule: "meet.secretaries")["role"] == "committeeOfficer")
        for line in lines {
            let (records, fields) = (line["records"]?.integer ?? 0, line["fields"]?.integer ?? 0)
            #expect(line["allFields"] == JSON(records * fields) && fields > 0 && line["derived"]?.integer ?? 0 > 0)
        }
        let roles = november.json["roles"]?.array ?? []
        let all = lines.reduce(0) { $0 + ($1["allFields"]?.integer ?? 0) }
        #expect(roles.reduce(0) { $0 + ($1["fields"]?.integer ?? 0) } == all)
        // In December the quarter's, the half-year's and the year's have their last day.
        let december = try await burden("2026-12").json["lines"]?.array ?? []
        #expect(
            december.contains { $0["rule"] == "meet.assembly" } && december.contains { $0["rule"] == "meet.orgLife" })

        let browser = Browser(server, as: office)
        let path = "/administration/committees/\(committee)/burden"
        let page = try await browser.get("\(path)?month=2026-11").text
        #expect(page.contains("主题党日") && page.contains("党员：记录"), "\(page)")
        let file = try await browser.get("\(path).csv?month=2026-11").text
        #expect(file.contains("主题党日,2,0,"), "\(file)")
    }

    @Test func `a field more in an operation is a field more of the burden`() {
        let body = Schema.object(
            nil,
            [
                .required("one", .text), .optional("two", .date),
                .required("rows", .list(.object(nil, [.required("three", .code), .optional("four", .code)]))),
                .required("points", Schema(.map(.points))), .optional("part", .object(nil, [.required("five", .code)])),
            ])
        let operation = Operation.post(
            "made", "/made", .cadence, "", needing: .nothing, body: .json(body),
            returns: .object(nil, [.required("one", .text), .required("total", .count), .required("late", .boolean)])
        ) { _, _ in .nothing }
        #expect(operation.fields == Operation.Fields(required: 2, optional: 3, derived: 2))
        for kind in Burden.Kind.allCases {
            #expect(!kind.operations.isEmpty)
            // Whose work it is said to be may do it.
            for operation in kind.operations {
                #expect(
                    operation.need.actions.contains(where: kind.role.actions.contains), "\(kind) \(operation.id)")
            }
        }
    }
}

/// What the program must not ask or do (DOMAIN §26), held against the table of operations itself: whatever is added to it is
/// tried too.
struct NeverAskedTests {
    /// What requests ask for, with the operation that asks.
    private static let asked: [(operation: Server.Operation, names: Set<String>)] = API.operations.compactMap {
        if case .json(let schema) = $0.body { ($0, schema.names) } else { nil }
    }

    /// What replies tell.
    private static let told: [(operation: Server.Operation, names: Set<String>)] = API.operations.compactMap {
        if case .json(let schema) = $0.success { ($0, schema.names) } else { nil }
    }

    /// The words that a name is made of: `lastUsed` is `last used`.
    private static func words(_ name: String) -> [String] {
        name.replacing(/[A-Z]/) { " " + $0.output.lowercased() }.lowercased().split(separator: " ").map(String.init)
    }

    private static func found(
        _ banned: Set<String>, in all: [(operation: Server.Operation, names: Set<String>)]
    ) -> [String] {
        all.flatMap { entry in
            entry.names.filter { !banned.isDisjoint(with: words($0)) }.map { "\(entry.operation.id) \($0)" }
        }.sorted()
    }

    @Test func `what is in the path, what the server knows and what it works out is not asked`() {
        for (operation, names) in Self.asked {
            #expect(names.isDisjoint(with: operation.pathParameters), "\(operation.id) asks for what its path says")
            #expect(names.isDisjoint(with: ["changedAt", "changedBy", "madeAt", "madeBy"]), "\(operation.id)")
        }
        // By whom and when it was recorded, and every figure.
        #expect(
            Self.found(
                [
                    "recorded", "created", "submitted", "total", "totals", "sum", "rank",
                    "final",
                    "mean", "median", "entitled", "completeness", "status", "overdue", "version",
                ], in: Self.asked)
                == ["publishPerformanceTable meanLevels"])
    }

    @Test func `nobody is asked for a photo, a film, a place on a map or a track`() {
        #expect(
            Self.found(
                [
                    "photo", "photos", "picture", "pictures", "image", "images", "video", "videos", "screenshot",
                    "camera",
                    "location", "latitude", "longitude", "gps", "coordinates", "track", "tracks", "checkin",
                ], in: Self.asked) == [])
        // One operation takes a file that is no spreadsheet, and no other needs that it was called.
        let files = API.operations.filter { if case .attachment = $0.body { true } else { false } }
        #expect(files.map(\.id) == [API.addAttachment.id])
        for operation in API.operations where operation.room != .attachments {
            let names = Set(operation.query.map(\.name))
            #expect(names.allSatisfy { !Self.words($0).contains("attachment") }, "\(operation.id)")
        }
        #expect(
            Server.Operation.spreadsheetTypes.allSatisfy {
                $0.contains("csv") || $0.contains("sheet") || $0.contains("excel")
            })
    }

    @Test func `nothing tells how much or when somebody uses the program, but them of their own`() {
        let use: Set = [
            "login", "logins", "signins", "visits", "clicks", "views", "online", "seen", "used", "active", "activity",
            "studied", "study", "likes", "forwards", "shares", "checkins", "streak",
        ]
        // By whom the outcome of an activity was seen is said of the activity.
        let tellers = Self.told.filter { entry in
            entry.names.contains { $0 != "seenBy" && !use.isDisjoint(with: Self.words($0)) }
        }
        #expect(!tellers.isEmpty)
        for (operation, _) in tellers { #expect(operation.need == .ownAccount, "\(operation.id)") }
        // Nor can a list of people be had in an order of theirs, or filtered by it.
        for operation in API.operations {
            let names = Set(operation.query.map(\.name))
            #expect(names.allSatisfy { use.isDisjoint(with: Self.words($0)) }, "\(operation.id)")
        }
    }

    @Test func `a criterion is what an assessor judges, and what counts for a rule is a record`() throws {
        #expect(Set(SchemeContent.Mode.allCases.map(\.rawValue)) == ["points", "base"])
        #expect(
            Set(CadenceRule.Source.Kind.allCases.map(\.rawValue)) == [
                "meeting", "rankedMonth", "talkPairs", "appraisal",
            ])
        // In nothing that the program brings with it.
        let banned = ["点赞", "转发量", "学习时长", "打卡", "签到率", "登录次数", "在线时长", "截图", "照片", "留痕", "步数"]
        let seeds = SmallBureau.root.appending(path: "seeds")
        let files = try #require(FileManager.default.enumerator(at: seeds, includingPropertiesForKeys: nil))
        var read = 0
        for case let file as URL in files where file.pathExtension == "json" {
            let text = try String(contentsOf: file, encoding: .utf8)
            read += 1
            for word in banned { #expect(!text.contains(word), "\(file.lastPathComponent): \(word)") }
        }
        #expect(read > 3)
    }

    @Test func `of no text is it demanded that it be long`() throws {
        func least(_ json: JSON, at path: String) {
            switch json {
            case .object(let object):
                for member in object.members {
                    if member.name == "minLength" {
                        #expect((member.value.integer ?? 0) <= 1, "\(path)")
                    } else {
                        least(member.value, at: "\(path)/\(member.name)")
                    }
                }
            case .array(let elements): for element in elements { least(element, at: path) }
            default: break
            }
        }
        least(OpenAPI.document(below: .root), at: "")
        // As the domain takes it too.
        #expect(try Text("好", maximum: 500).string == "好")
        #expect(try Text(lines: "好", maximum: 500).string == "好")
    }
}
