import Domain
import Foundation
import Testing

@testable import Server

/// A sound roster, dressed up as offices dress theirs, comes to the same whatever it wears.
@Suite(.serialized)
struct DressedTablesTests {
    /// A roster's cells by column, and the fancies of one office.
    private struct Dresser {
        var randomness: SpreadsheetRandomness
        private static let headings = [
            ["党员编号", "*党员编号", "工号", "学工号", "党 员 编 号", "党员编号（必填）"], ["姓名", "姓  名", "姓\n名", "党员姓名", "姓名*", "姓名："],
            ["支部编号", "党支部编码", "支部\n编号", "所在党支部", "党支部名称（全称）", "支部编号(必填)"],
            ["党小组", "党 小 组", "所在党小组", "所属小组"],
            ["党员类别", "人员类别", "党员类别（正式党员或预备党员）", "党员类别\n(正式/预备)"],
            ["入党时间", "入党日期", "加入党组织日期", "入党时间（年月日）", "入党\n时间", "入党时间（如2005-07-01）"],
            ["转正时间", "转正日期", "转为正式党员日期", "转正时间(没有不填)"], ["职务", "职　务", "行政职务", "职务（行政）", "工作岗位"],
            ["党内职务", "支部职务", "党内职务（没有不填）"], ["党小组长", "党小组长(是/否)", "是否党小组长（打√）"],
            ["联系电话", "手机", "手机号码", "联系电话(手机/固定)"],
        ]

        mutating func one<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: 0..<values.count, using: &randomness)]
        }

        mutating func flip() -> Bool { Bool.random(using: &randomness) }

        /// - Parameter rows: below the headings, in the order of ``headings``.
        mutating func dress(_ rows: [[String]]) -> String {
            var columns = Self.headings.map { one($0) }
            // Beside a post of another name 职务 would be the party office, which it is not here.
            let (days, phones) = (Int.random(in: 0..<8, using: &randomness), Int.random(in: 0..<4, using: &randomness))
            var table = rows.map { row in
                row.enumerated().map { place, cell in self.cell(cell, place, columns[place], days, phones) }
            }
            var order = Array(columns.indices)
            if flip() { order.shuffle(using: &randomness) }
            columns = order.map { columns[$0] }
            table = table.map { row in order.map { row[$0] } }
            if flip() {
                let extra = one(["备注", "身份证号码", "民族", "家庭住址", "入党介绍人"])
                let place = Int.random(in: 0...columns.count, using: &randomness)
                columns.insert(extra, at: place)
                for row in table.indices { table[row].insert(one(["", "汉", "-", "=A1"]), at: place) }
            }
            if flip() {
                columns.insert("序号", at: 0)
                for row in table.indices { table[row].insert("\(row + 1)", at: 0) }
            }
            let width = columns.count
            func line(_ cells: String...) -> [String] {
                cells + Array(repeating: "", count: max(0, width - cells.count))
            }
            var lines: [[String]] = []
            if flip() { lines.append(line("东湖中队党支部党员花名册")) }
            if flip() { lines.append(line("填报单位：东湖中队党支部", "", "填报日期：2026年11月28日")) }
            if flip() { lines.append(line()) }
            lines.append(columns)
            if flip() { lines.append(columns.map { _ in one(["必填", "选填", "（必填）"]) }) }
            lines += table
            if flip() { lines.append(line("合计", "\(table.count)人")) }
            if flip() { lines.append(line()) }
            if flip() { lines.append(line("注：1、表头带*为必填项；2、入党时间以档案为准。")) }
            if flip() { lines.append(line("制表人：周远帆", "", "审核人：林惠风")) }
            let delimiter = one([",", "\t", ";"])
            return lines.map { cells in
                cells.map { cell in
                    cell.contains { "\n\",;\t".contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
                }.joined(separator: delimiter)
            }.joined(separator: one(["\r\n", "\n"])) + "\r\n"
        }

        private mutating func cell(_ cell: String, _ place: Int, _ heading: String, _ days: Int, _ phones: Int)
            -> String
        {
            if cell.isEmpty { return place >= 6 ? one(["", "无", "—", "/", "－", " "]) : "" }
            switch place {
            case 2 where heading.contains("党支部") && !heading.contains("编码"):
                return cell == "CG-01" ? "东湖中队党支部" : "西街中队党支部"
            case 2: return one([cell, cell, "ＣＧ－\(cell.dropFirst(3))"])
            case 4: return one([cell, String(cell.prefix(2))])
            case 5, 6: return Self.day(cell, days)
            case 8: return one([cell, cell == "支部书记" ? "党支部书记" : "支部\(cell)"])
            case 9: return one(["是", "√", "✓", "是 "])
            case 10:
                return [
                    cell, "+86 \(cell)", "+86\(cell)",
                    "\(cell.prefix(3))-\(cell.dropFirst(3).prefix(4))-\(cell.suffix(4))",
                ][phones]
            default: return one([cell, cell, " \(cell)", "\(cell)　"])
            }
        }

        private static func day(_ cell: String, _ style: Int) -> String {
            let parts = cell.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3 else { return cell }
            let (year, month, day) = (parts[0], parts[1], parts[2])
            let full = String(
                "\(year)".map {
                    Character(Unicode.Scalar(UInt32(0xFEE0) + ($0.unicodeScalars.first?.value ?? 0)) ?? " ")
                })
            return [
                cell, "\(year)/\(month)/\(day)", "\(year).\(month).\(day)", cell.replacing("-", with: ""),
                "\(year)年\(month)月\(day)日", "\(cell) 00:00:00", "\(full)-\(month)-\(day)",
                "\(year) 年 \(month) 月 \(day) 日",
            ][style]
        }
    }

    private static let rows: [[String]] = {
        let path = (try? CaseBureau.file("00-base-2")) ?? ""
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }()

    @Test func `whatever a roster wears, the same members are on record`() async throws {
        let right = try await Self.members(CaseBureau(with: ["branches", "members"]))
        #expect(right.count == 8)
        for seed in 1...40 {
            var dresser = Dresser(randomness: SpreadsheetRandomness(seed: UInt64(seed) << 20))
            let text = dresser.dress(Self.rows)
            let bureau = try await CaseBureau(with: ["branches"])
            let answer = try await bureau.server.importing("members", text)
            #expect(answer.counts == "8 0 0", "\(seed)\n\(text)\n\(answer.text)")
            #expect(try await Self.members(bureau) == right, "\(seed)\n\(text)")
            // And on those who are there it changes nothing.
            let again = try await bureau.server.importing("members", dresser.dress(Self.rows))
            #expect(again.counts == "0 0 8", "\(seed)\n\(again.text)")
        }
    }

    private static func members(_ bureau: CaseBureau) async throws -> [[JSON?]] {
        let fields = ["number", "name", "branch", "group", "standing", "joined", "becameFull", "post", "offices"]
        return try await bureau.server.get("/members").items.map { member in fields.map { member[$0] } }
    }
}
