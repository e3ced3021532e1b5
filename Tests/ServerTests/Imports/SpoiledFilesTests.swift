import Domain
import Foundation
import Testing

@testable import Server

/// The office's lists as they come: spoiled in every way that happens, and good ones in every form that programs save.
///
/// A bad file is reported by line, column and code, and changes nothing; a good one goes in whatever its encoding.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct SpoiledFilesTests {
    /// One of the three lists, with a good file of two rows below the headings.
    enum List: String, CaseIterable, Sendable {
        case branches, members, areas

        var text: String {
            switch self {
            case .branches: "支部编号,支部名称,类型,书记任职\r\nC,丙支部,普通支部,专职\r\nD,丁支部,联合支部,兼职\r\n"
            case .members:
                "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长\r\n"
                    + "301,王一,A,一组,正式党员,2010-07-01,2011-07-01,队员,,\r\n"
                    + "302,李二,B,二组,预备党员,2026-06-01,,队员,,\r\n"
            case .areas:
                "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围\r\n"
                    + "A-8,东街,A,主干道,104,2026-11-01,一段\r\nB-8,西街,B,社区,,2026-11-01,二段\r\n"
            }
        }

        /// The heading of the first column, that of the codes.
        var first: String { String(text.prefix { $0 != "," }) }

        /// A column with dates; branches have none.
        var date: (heading: String, good: String)? {
            switch self {
            case .branches: nil
            case .members: ("入党时间", "2010-07-01")
            case .areas: ("起始日期", "2026-11-01")
            }
        }

        var headings: String { String(text.prefix { $0 != "\r\n" }) }
    }

    /// Sends the bytes, and makes sure that nothing changed if they were refused.
    private static func send(_ bytes: [UInt8], _ list: List, dryRun: Bool = false) async throws -> Answer {
        let server = try await SmallBureau().server
        let before = try await content(server)
        let answer = try await server.sendRaw(
            "POST", "/imports/\(list.rawValue)\(dryRun ? "?dryRun=true" : "")", bytes, type: "text/csv"
        )
        if answer.status == 200, !dryRun {
            #expect(try await content(server) != before)
        } else {
            #expect(try await content(server) == before)
        }
        return answer
    }

    private static func content(_ server: TestServer) async throws -> [JSON] {
        var content: [JSON] = [JSON(try await server.auditCount())]
        for list in List.allCases { content.append(try await server.get("/\(list.rawValue)").json) }
        return content
    }

    /// `line column code` of every error.
    private static func errors(_ answer: Answer) -> [String] {
        (answer.json["errors"]?.array ?? []).map { error in
            "\(error["line"]?.integer ?? 0) \(error["field"]?.string ?? "") \(error["code"]?.string ?? "")"
        }
    }

    private static func expectRefused(
        _ answer: Answer, _ errors: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(answer.status == 422, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.code == "invalidFile", sourceLocation: sourceLocation)
        #expect(Self.errors(answer) == errors, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(
            answer.json["errors"]?.array?.allSatisfy { $0["detail"]?.string?.isEmpty == false } == true,
            sourceLocation: sourceLocation
        )
    }

    // MARK: - Good ones

    @Test(arguments: List.allCases, ["utf8", "utf8 mark", "gb18030", "utf16le", "utf16be"])
    func `a list goes in whatever its encoding`(list: List, form: String) async throws {
        let bytes =
            switch form {
            case "utf8 mark": try list.text.bytes(in: .utf8, mark: true)
            case "gb18030": try list.text.bytes(in: .gb18030)
            case "utf16le": try list.text.bytes(in: .utf16LittleEndian, mark: true)
            case "utf16be": try list.text.bytes(in: .utf16BigEndian, mark: true)
            default: Array(list.text.utf8)
            }
        let answer = try await Self.send(bytes, list)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["created"] == 2)
        #expect(answer.json["warnings"] == [])
    }

    @Test(arguments: List.allCases, ["semicolons", "tabs", "LF", "CR", "quoted", "blank lines", "no last line break"])
    func `a list goes in whatever program saved it`(list: List, form: String) async throws {
        let text =
            switch form {
            case "semicolons": list.text.replacing(",", with: ";")
            case "tabs": list.text.replacing(",", with: "\t")
            case "LF": list.text.replacing("\r\n", with: "\n")
            case "CR": list.text.replacing("\r\n", with: "\r")
            case "quoted":
                list.text.split(separator: "\r\n").map { line in
                    line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(
                        separator: ",")
                }.joined(separator: "\r\n")
            case "blank lines": list.text.replacing("\r\n", with: "\r\n,,\r\n\r\n")
            default: String(list.text.dropLast())
            }
        let answer = try await Self.send(Array(text.utf8), list)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["created"] == 2)
    }

    @Test(arguments: List.allCases)
    func `columns may stand in any order`(list: List) async throws {
        let turned = list.text.split(separator: "\r\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: ",")
        }
        let answer = try await Self.send(Array(turned.joined(separator: "\n").utf8), list)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["created"] == 2)
    }

    @Test(arguments: List.allCases)
    func `the same list again changes nothing, and a dry run neither`(list: List) async throws {
        let server = try await SmallBureau().server
        let dry = try await server.importing(list.rawValue, list.text, query: "?dryRun=true")
        #expect(dry.json["created"] == 2)
        #expect(dry.json["dryRun"] == true)
        #expect(try await server.importing(list.rawValue, list.text).json["created"] == 2)
        let before = try await Self.content(server)
        let again = try await server.importing(list.rawValue, list.text)
        #expect(again.json["unchanged"] == 2)
        #expect(again.json["created"] == 0)
        #expect(try await Array(Self.content(server).dropFirst()) == Array(before.dropFirst()))
    }

    // MARK: - Spoiled as a file

    @Test(arguments: List.allCases)
    func `an empty file is refused`(list: List) async throws {
        for text in ["", "\r\n\r\n", " \n,,,\n", "\u{FEFF}"] {
            Self.expectRefused(try await Self.send(Array(text.utf8), list), ["1  required"])
        }
    }

    @Test(arguments: List.allCases)
    func `headings alone change nothing`(list: List) async throws {
        let server = try await SmallBureau().server
        let before = try await Self.content(server)
        let answer = try await server.importing(list.rawValue, list.headings)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["rows"] == 0)
        #expect(try await Array(Self.content(server).dropFirst()) == Array(before.dropFirst()))
    }

    @Test(arguments: List.allCases)
    func `what begins as a workbook and is none is refused in one sentence`(list: List) async throws {
        for signature in [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]] as [[UInt8]] {
            let answer = try await Self.send(signature + [UInt8](repeating: 7, count: 2000), list)
            #expect(answer.status == 422 && answer.code == "invalidFile", "\(answer.text)")
            #expect(Self.errors(answer).count == 1 && Self.errors(answer).first?.hasSuffix(" format") == true)
        }
    }

    @Test(arguments: List.allCases)
    func `binary junk is no list`(list: List) async throws {
        var randomness = SpreadsheetRandomness(seed: 5)
        let junk = (0..<5000).map { _ in UInt8.random(in: .min ... .max, using: &randomness) }
        let answer = try await Self.send(junk, list)
        #expect(answer.status == 422)
        #expect(answer.code == "invalidFile")
        #expect(Self.errors(answer).first?.hasSuffix(" format") == true, "\(answer.text)")
        // In a list that is otherwise good, the line is told.
        let bytes = Array((list.text + "X,\u{0}\u{1}\r\n").utf8)
        Self.expectRefused(try await Self.send(bytes, list), ["4  format"])
    }

    @Test(arguments: List.allCases)
    func `a file that is cut off says where`(list: List) async throws {
        // In the midst of a row.
        let row = list.text.split(separator: "\r\n")[2].prefix(5)
        let inRow = list.text.split(separator: "\r\n")[..<2].joined(separator: "\r\n") + "\r\n" + row
        let answer = try await Self.send(Array(inRow.utf8), list)
        #expect(answer.status == 422)
        #expect(Self.errors(answer).count == 1)
        #expect(Self.errors(answer).first?.hasPrefix("3 ") == true, "\(answer.text)")
        #expect(Self.errors(answer).first?.hasSuffix(" required") == true)
        // In the midst of a character, and of a quoted cell.
        let inCharacter = Array("\(inRow)支".utf8.dropLast())
        #expect(
            Self.errors(try await Self.send(inCharacter, list)).allSatisfy {
                $0.hasPrefix("3 ") && $0.hasSuffix(" format")
            })
        let inQuotes = Array("\(inRow),\"开着".utf8)
        #expect(
            Self.errors(try await Self.send(inQuotes, list)).allSatisfy {
                $0.hasPrefix("3 ") && $0.hasSuffix(" format")
            })
    }

    // MARK: - Spoiled headings

    @Test(arguments: List.allCases)
    func `a heading that is missing is told, with those that stand there`(list: List) async throws {
        let wrong = "编码" + list.text.dropFirst(list.first.count)
        Self.expectRefused(
            try await Self.send(Array(wrong.utf8), list), ["1 \(list.first) required"]
        )
    }

    @Test(arguments: List.allCases)
    func `a missing column and one that comes twice are told`(list: List) async throws {
        let without = list.text.split(separator: "\r\n").map { $0.drop { $0 != "," }.dropFirst() }
        Self.expectRefused(
            try await Self.send(Array(without.joined(separator: "\n").utf8), list), ["1 \(list.first) required"]
        )
        let twice = list.text.replacing("\r\n", with: ",x\r\n").replacing(
            ",x\r\n", with: ",\(list.first)\r\n", maxReplacements: 1)
        Self.expectRefused(try await Self.send(Array(twice.utf8), list), ["1 \(list.first) duplicate"])
    }

    // MARK: - Spoiled rows

    @Test(arguments: List.allCases)
    func `a row that comes twice is told where it comes again`(list: List) async throws {
        let rows = list.text.split(separator: "\r\n")
        let text = (rows + [rows[1], rows[2]]).joined(separator: "\r\n")
        Self.expectRefused(try await Self.send(Array(text.utf8), list), ["4  duplicate", "5  duplicate"])
    }

    @Test(arguments: [List.members, .areas])
    func `a date means one day, and there is such a day`(list: List) async throws {
        let date = try #require(list.date)
        for (bad, code) in [
            ("40360", "format"), ("2010-07", "format"), ("01/07/2010", "format"), ("10-07-01", "format"),
            ("2010-02-30", "range"), ("", "required"),
        ] {
            let spoiled = list.text.replacing(date.good, with: bad, maxReplacements: 1)
            Self.expectRefused(try await Self.send(Array(spoiled.utf8), list), ["2 \(date.heading) \(code)"])
        }
    }

    @Test(arguments: List.allCases)
    func `a formula is refused in any column`(list: List) async throws {
        let columns = list.headings.split(separator: ",")
        for (place, column) in columns.enumerated() {
            var rows = list.text.split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            rows[2][place] = "=HYPERLINK(A1)"
            let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\r\n")
            Self.expectRefused(try await Self.send(Array(text.utf8), list), ["3 \(column) format"])
        }
    }

    @Test(
        arguments: [
            (List.branches, "丙支部", "", "2 支部名称 required"), (.branches, "C,", "C 1,", "2 支部编号 format"),
            (.branches, "普通支部", "大支部", "2 类型 unknown"), (.branches, "专职", "全职", "2 书记任职 unknown"),
            (.branches, "丙支部,", "丙支部,,", "2 5 unexpected"), (.branches, "丙支部", "丙\"支部", "2 支部名称 format"),
            (.members, "王一", "", "2 姓名 required"), (.members, ",A,", ",Z,", "2 支部编号 reference"),
            (.members, "正式党员", "党员", "2 党员类别 unknown"), (.members, "2011-07-01", "2009-07-01", "2 转正时间 range"),
            (.members, "2011-07-01", "", "2 转正时间 required"), (.members, "队员,,", "队员,班长,", "2 党内职务 unknown"),
            (.members, "队员,,", "队员,,或许", "2 党小组长 unknown"), (.members, "一组", "", "2 党小组 required"),
            (.areas, "东街", "", "2 责任区名称 required"), (.areas, ",A,", ",Z,", "2 支部编号 reference"),
            (.members, "王一", "\"王\u{200B}一\"", "2 姓名 format"), (.members, "王一", "王?", "2 姓名 format"),
            (.members, "一组", "一\u{200B}组", "2 党小组 format"),
            (.branches, "丙支部", "丙\u{202E}支部", "2 支部名称 format"), (.areas, "东街", "东\u{3164}街", "2 责任区名称 format"),
            (.areas, "主干道", "马路", "2 类别 unknown"), (.areas, "104", "999", "2 责任人编号 reference"),
        ] as [(List, String, String, String)])
    func `a spoiled cell is told by line, column and code`(
        list: List, good: String, bad: String, error: String
    ) async throws {
        var text = list.text
        // A leader without a group.
        if good == "一组" { text = text.replacing("队员,,", with: "队员,,是", maxReplacements: 1) }
        text = text.replacing(good, with: bad, maxReplacements: 1)
        Self.expectRefused(try await Self.send(Array(text.utf8), list), [error])
    }

    @Test(arguments: List.allCases)
    func `one bad row keeps out all good ones, and all that is wrong is told at once`(list: List) async throws {
        let rows = list.text.split(separator: "\r\n")
        let columns = rows[0].split(separator: ",").count
        let empty = String(repeating: ",", count: columns - 1)
        let text = ([rows[0], rows[1]] + ["x y" + empty, rows[2], "=A1" + empty]).joined(separator: "\r\n")
        let answer = try await Self.send(Array(text.utf8), list)
        #expect(answer.status == 422)
        let lines = (answer.json["errors"]?.array ?? []).compactMap { $0["line"]?.integer }
        #expect(Set(lines) == [3, 5])
        #expect(Self.errors(answer).contains("3 \(list.first) format"))
        #expect(Self.errors(answer).contains("5 \(list.first) format"))
    }

    @Test(arguments: List.allCases)
    func `of a hundred thousand bad rows two hundred are told, and no more are read`(list: List) async throws {
        let row = list.text.split(separator: "\r\n")[1].drop { $0 != "," }
        var text = list.headings
        for number in 0..<100_000 { text += "\nx \(number)\(row)" }
        let answer = try await Self.send(Array(text.utf8), list)
        #expect(answer.status == 422)
        #expect(answer.json["errors"]?.array?.count == 200)
        #expect(answer.json["readNoFurther"] == true)
        #expect(
            answer.json["detail"]?.string?.hasPrefix("200 errors, after which") == true, "\(answer.text.prefix(300))")
        #expect(Self.errors(answer).last == "201 \(list.first) format")
    }

    @Test func `where two hundred errors are all there are nothing is said of more`() async throws {
        var text = List.branches.headings
        for number in 0..<200 { text += "\nx \(number),支部,普通支部,专职" }
        let answer = try await Self.send(Array(text.utf8), .branches)
        #expect(answer.json["errors"]?.array?.count == 200)
        #expect(answer.json["readNoFurther"] == nil, "\(answer.text.prefix(300))")
    }
}
