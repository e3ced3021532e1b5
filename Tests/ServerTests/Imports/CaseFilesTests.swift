import Domain
import Foundation
import Testing

@testable import Server

/// Files as offices have them (Tests/Fixtures/cases), with the right outcome beside each, tried on one bureau.
@Suite(.serialized)
struct CaseFilesTests {
    /// What a file comes to: the counts of its report, and what of its notes has to be there.
    struct Right: Sendable, CustomTestStringConvertible {
        let file: String
        var list = "members"
        var query = ""
        /// New, changed, unchanged.
        let counts: String
        var notes: [String] = []
        var testDescription: String { file + query }
    }

    static let right: [Right] = [
        Right(
            file: "01a", counts: "0 0 6",
            notes: [
                "2 lines above the headings are passed over: ‘东湖中队党支部党员花名册’, ‘填报单位：东湖中队党支部’",
                "3 lines are no rows of the table, and are passed over: ‘合计’, ‘注：1、表头带*为必填项；2、入党时间以…’, ‘制表人：周远帆’",
                "columns that are not used here: ‘序号’",
            ]),
        Right(
            file: "01c", counts: "0 0 6",
            notes: [
                "hidden sheets were not read: ‘填表说明’",
                "2 lines above the headings are passed over: ‘东湖中队党支部党员花名册’, ‘填报单位：东湖中队党支部’",
                "3 lines are no rows of the table, and are passed over: ‘合计’, ‘注：1、表头带*为必填项；2、入党时间以…’, ‘制表人：周远帆’",
                "columns that are not used here: ‘序号’",
            ]),
        Right(file: "15a", counts: "0 0 6", notes: ["cells filled down from the merged cells they belong to: 8"]),
        Right(file: "16a", counts: "0 0 6"),
        Right(file: "16b", counts: "0 0 6"),
        Right(file: "02a", counts: "0 0 6"),
        Right(file: "02c", list: "scores", query: "?month=2026-10&lateReason=x", counts: "1 0 0"),
        Right(file: "03a", counts: "0 0 6"),
        Right(file: "03d", counts: "0 0 6"),
        Right(file: "03g", list: "calendar", counts: "2 0 0"),
        Right(file: "04a", counts: "0 0 6"),
        Right(file: "04b", query: "?columns=%E8%81%8C%E5%8A%A1=office", counts: "0 0 6"),
        Right(file: "05a", counts: "0 1 5"),
        Right(
            file: "05b", counts: "0 0 6",
            notes: [
                "‘职务’ is empty in 5 rows of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)"
            ]),
        Right(file: "06a", counts: "0 1 3"),
        Right(file: "06b", list: "adjustments", query: "?month=2026-10&lateReason=x", counts: "5 0 0"),
        Right(
            file: "13", counts: "0 0 6",
            notes: [
                "‘党小组’ is empty in a row of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)",
                "‘职务’ is empty in 2 rows of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)",
                "‘联系电话’ is empty in 2 rows of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)",
            ]),
        Right(
            file: "15b", query: "?fillDown=%E6%94%AF%E9%83%A8%E7%BC%96%E5%8F%B7,%E5%85%9A%E5%B0%8F%E7%BB%84",
            counts: "0 0 6", notes: ["‘支部编号’ was filled down into 5 cells", "‘党小组’ was filled down into 3 cells"]),
        // Two offices in a cell are two appointments; 党员 is none, which is said.
        Right(file: "14a", counts: "0 3 3"),
        Right(file: "24", counts: "1 0 0"),
        // An area that two hold.
        Right(file: "25", list: "areas", counts: "2 0 0"),
        Right(
            file: "L2", counts: "0 0 1",
            notes: [
                "columns that are not used here: ‘身份证号码’, ‘二级党委名称’, ‘二级党委编码’, ‘党籍状态’, ‘提交书面申请书时间’, ‘确定为入党积极分子时间’, ‘确定为发展对象时间’, ‘入党介绍人’, ‘入党时所在党支部’, ‘转正时所在党支部’, ‘党内奖励’, ‘其他奖励’, ‘来源’, ‘备注1’, ‘备注2’, ‘备注3’"
            ]),
        Right(
            file: "L3", counts: "0 1 1",
            notes: [
                "2 lines above the headings are passed over: ‘各分党委（党总支、直属党支部）委员及分工…’, ‘单位名称：’",
                "a line is no row of the table, and is passed over: ‘统计日期：2026年11月 日’",
                "columns that are not used here: ‘序号’, ‘任职时间’, ‘办公电话’",
            ]),
    ]

    @Test(arguments: right)
    func `a file as it comes goes in, and says how it was read`(_ right: Right) async throws {
        let bureau = try await CaseBureau()
        let before = try await bureau.content()
        let answer = try await bureau.importing(right.list, right.file, right.query)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.counts == right.counts, "\(answer.text)")
        #expect(answer.notes == right.notes, "\(answer.text)")
        if right.counts.hasPrefix("0 0 ") { #expect(try await bureau.content() == before) }
        // Once more it changes nothing.
        let again = try await bureau.importing(right.list, right.file, right.query)
        #expect(again.status == 200 && again.counts.hasPrefix("0 0 "), "\(again.text)")
    }

    @Test func `every member of a roster is on record as it says, however its days are written`() async throws {
        for file in ["00-base-2", "01a", "02a", "03a", "03d"] {
            let (bureau, base) = (try await CaseBureau(with: ["branches"]), try await CaseBureau())
            try await SmallBureau.expectImported(bureau.importing("members", file))
            for number in ["1001", "1002", "1003", "1004", "1005", "1006"] {
                let fields = [
                    "name", "branch", "group", "standing", "joined", "becameFull", "post", "phone", "offices",
                ]
                let (mine, right) = (try await bureau.member(number), try await base.member(number))
                for field in fields { #expect(mine[field] == right[field], "\(file) \(number) \(field)") }
            }
        }
    }

    @Test func `a month is no day: the report asks which`() async throws {
        let bureau = try await CaseBureau()
        let answer = try await bureau.importing("members", "03b")
        #expect(answer.status == 422)
        #expect(answer.rowErrors.count == 11)
        #expect(answer.rowErrors.first == "2 入党时间 format")
        #expect(answer.details.first == "‘2005.07’ is a month: which day of it? Write it such as 2005-07-01")
    }

    @Test func `an office is never taken for the post in the bureau`() async throws {
        let bureau = try await CaseBureau()
        let answer = try await bureau.importing("members", "04b")
        #expect(answer.status == 422)
        #expect(answer.rowErrors == ["2 职务 conflict", "3 职务 conflict", "5 职务 conflict"])
        #expect(try await bureau.member("1001")["post"] == "中队长")
    }

    @Test func `empty cells empty where that is asked for`() async throws {
        let bureau = try await CaseBureau()
        let answer = try await bureau.importing("members", "05b", "?emptyClears=true")
        #expect(answer.counts == "0 5 1", "\(answer.text)")
        #expect(try await bureau.member("1006")["post"] == .null)
        #expect(try await bureau.member("1006")["phone"] == "138****0006")
    }

    @Test func `telephones are words, with plus and brackets`() async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("members", "06a"))
        #expect(try await bureau.member("1003")["phone"] == "057****0003")
        #expect(try await bureau.member("1001")["phone"] == "138****0001")
    }

    @Test func `reasons are words, whatever sign they begin with`() async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("adjustments", "06b", "?month=2026-10&lateReason=x"))
        let cycle = try await bureau.server.first("/cycles?month=2026-10&branch=CG-01")
        let reasons = try await bureau.server.get("/cycles/\(cycle)/adjustments").items.compactMap {
            $0["reason"]?.string
        }
        #expect(reasons == ["-1分：案件超期一件", "+2 区局通报表扬", "－ 迟报", "@周远帆 已核实", "——见台账第3页"])
    }

    @Test func `a bracketed maximum is the scheme's, and a total is the row's`() async throws {
        let bureau = try await CaseBureau()
        let text = try String(contentsOfFile: CaseBureau.file("02c"), encoding: .utf8)
        for (good, bad, error) in [
            ("秩序(25)", "秩序(20)", "1 责任区秩序(20) conflict"), ("13.5,90", "13.5,91", "3 合计 conflict"),
            ("纪律（15分）", "纪律（15%）", "1 学习与纪律 required"), ("13.5,90", "13.5,九十", "3 合计 format"),
        ] {
            let answer = try await bureau.server.importing(
                "scores", text.replacing(good, with: bad), query: "?month=2026-10&lateReason=x")
            #expect(answer.status == 422 && answer.rowErrors == [error], "\(answer.text)")
        }
        try await SmallBureau.expectImported(bureau.importing("scores", "02c", "?month=2026-10&lateReason=x"))
    }

    @Test func `cells that were merged downwards are one message, and an option`() async throws {
        for bureau in [try await CaseBureau(), try await CaseBureau(with: ["branches"])] {
            let answer = try await bureau.importing("members", "15b")
            #expect(answer.rowErrors == ["3 支部编号 required"], "\(answer.text)")
            #expect(
                answer.details == [
                    "5 rows have nothing under ‘支部编号’, ‘党小组’, as where cells were merged downwards: have these columns filled down (--fill-down, or “more” on the import page), or fill them in"
                ])
        }
        let new = try await CaseBureau(with: ["branches"])
        let fill = "?fillDown=%E6%94%AF%E9%83%A8%E7%BC%96%E5%8F%B7%EF%BC%8C%E5%85%9A%E5%B0%8F%E7%BB%84"
        try await SmallBureau.expectImported(new.importing("members", "15b", fill))
        #expect(try await new.member("1005")["group"] == "第二党小组")
        #expect(try await new.member("1006")["branch"] == "CG-01")
    }

    @Test func `offices are appointments, one or several in a cell, and what is none is said`() async throws {
        let bureau = try await CaseBureau()
        let answer = try await bureau.importing("members", "14a")
        #expect(answer.warnings == ["‘党员’ is no office: none is taken from it (member 1005)"], "\(answer.text)")
        for (number, offices) in [
            ("1001", ["secretary"]), ("1002", ["organisation", "groupLeader", "discipline"]),
            ("1003", ["publicity", "youth"]), ("1004", ["groupLeader"]), ("1005", []), ("1006", ["committeeMember"]),
        ] {
            let held = try await bureau.member(number)["offices"]?.array?.compactMap(\.string)
            #expect(held == offices, "\(number)")
        }
    }

    @Test func `a list of a committee's members says what they answer for`() async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("members", "L3"))
        let held = try await bureau.member("1002")["offices"]?.array?.compactMap(\.string)
        #expect(held == ["organisation", "groupLeader", "discipline"])
        #expect(try await bureau.member("1002")["post"] == "副中队长")
    }

    @Test func `whoever was transferred in is a member here from that day on`() async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("members", "24"))
        let id = try #require(await bureau.member("1051")["id"]?.integer)
        let stretches = try await bureau.server.get("/members/\(id)/memberships").items
        #expect(stretches.map { $0["from"] } == ["2026-11-10"])
    }

    @Test func `lines that are no rows are passed over, wherever they stand, and an example below the headings`()
        async throws
    {
        let bureau = try await CaseBureau()
        let text = """
            2026年10月党员责任区考核评分表,,,,,,,,
            责任区编号,评分层级,评分人编号,考核内容（满分100分）,,,,,合计得分
            ,,,学习与纪律（15）,执法与服务(满分25分),责任区秩序 25分,为民办实事【20分】,普法宣传（0-15分）,
            示例,支部评,1001,13,22,22,18,13,88
            CG-01-A01,支部评,1001,１３．５,22.5分,22.5,18,13.5,90
            小计,,,13.5,22.5,22.5,18,13.5,90
            CG-01-A02,支部评,1001,,,,,,
            CG-01-A03,支部评,1001,13.5,22.5,22.5,18,13.5,
            平均分,,,13.5,22.5,22.5,18,13.5,90
            评分人签字：,,,,,,,,

            """
        let answer = try await bureau.server.importing("scores", text, query: "?month=2026-10&lateReason=x")
        #expect(answer.counts == "2 0 0", "\(answer.text)")
        #expect(
            answer.notes == [
                "the line above the headings is passed over: ‘2026年10月党员责任区考核评分表’",
                "4 lines are no rows of the table, and are passed over: ‘示例’, ‘小计’, ‘平均分’, ‘评分人签字：’",
                "a row has no points, and is passed over",
            ])
    }

    @Test func `a day that stands in a file twice is told, however it is written`() async throws {
        let bureau = try await CaseBureau()
        let text = "日期,类型,名称,依据\n2027-01-01,放假,元旦,x\n2027年1月1日,上班,元旦,x\n"
        let answer = try await bureau.server.importing("calendar", text)
        #expect(answer.status == 422 && answer.rowErrors == ["3  duplicate"], "\(answer.text)")
    }

    @Test func `a holder is found by name in the area's branch, and told apart from the number's name`() async throws {
        let bureau = try await CaseBureau()
        let right = try await bureau.server.importing("areas", "责任区编号,责任人\nCG-01-A01,袁　强\nCG-01-A02,钱平\n")
        #expect(right.counts == "0 0 2", "\(right.text)")
        let wrong = try await bureau.server.importing(
            "areas", "责任区编号,责任人编号,责任人\nCG-01-A01,,何立新\nCG-01-A02,1004,袁强\nCG-01-A03,,周远帆\n")
        #expect(
            wrong.rowErrors == ["2 责任人 reference", "3 责任人 conflict", "4 责任人编号 conflict"], "\(wrong.text)")
    }

    @Test(arguments: [
        ("1003、1004", ""), ("1003/1004", ""), ("1003 1004", ""), ("１００３，１００４", ""), ("1004;1003", ""),
        ("1003／1004", ""),
        ("\"1003\n1004\"", ""), ("1003&1004", ""), ("1003　1004", ""), ("\"1003,1004\"", ""),
        ("1003、1004", "袁强、钱平"), ("1003、1004", "钱平/袁强"), ("1003、1004", "袁强 钱平"), ("1004、1003", "袁　强、钱　平"),
        ("", "袁强、钱平"), ("", "袁强 钱平"), ("", "\"袁强,钱平\""), ("", "袁强／钱平"), ("", "\"袁强\n钱平\""),
    ])
    func `several holders are read as people write them, and are the same again`(numbers: String, names: String)
        async throws
    {
        let bureau = try await CaseBureau()
        let file = """
            责任区编号,责任区名称,支部编号,类别,责任人编号,责任人,起始日期,范围
            CG-01-A04,仓前公园责任区,CG-01,公园广场,\(numbers),\(names),2026-01-01,仓前公园
            """
        let made = try await bureau.server.importing("areas", file)
        #expect(made.counts == "1 0 0", "\(made.text)")
        let area = try await bureau.server.get("/areas?code=CG-01-A04").items.first
        #expect(area?["holders"]?.array?.map { $0["number"] } == ["1003", "1004"])
        #expect(try await bureau.server.importing("areas", file).counts == "0 0 1")
        for way in ["责任人编号\nCG-01-A04,1004、1003\n", "责任人\nCG-01-A04,钱平、袁强\n"] {
            let again = try await bureau.server.importing("areas", "责任区编号,\(way)")
            #expect(again.counts == "0 0 1", "\(again.text)")
        }
    }

    @Test func `a file neither adds a holder to an area that stands nor takes one away, and says how it is done`()
        async throws
    {
        let bureau = try await CaseBureau()
        #expect(try await bureau.importing("areas", "25").counts == "2 0 0")
        let before = try await bureau.content()
        let wrong = try await bureau.server.importing(
            "areas",
            """
            责任区编号,责任人编号,责任人
            CG-01-A04,1003,
            CG-01-A05,1003、1004、1006,
            CG-01-A01,1003、1004,
            CG-01-A02,,袁强、何立新
            CG-01-A03,1006、1006,
            CG-02-A01,2002、9999,
            """)
        #expect(
            wrong.rowErrors == [
                "2 责任人编号 conflict", "3 责任人编号 conflict", "4 责任人编号 conflict", "5 责任人 reference", "6 责任人编号 duplicate",
                "7 责任人编号 reference",
            ], "\(wrong.text)")
        #expect(
            Array(wrong.details.prefix(3)) == [
                "members 1003, 1004 hold area CG-01-A04 on record: assign the area to change who does",
                "members 1003, 1006 hold area CG-01-A05 on record: assign the area to change who does",
                "member 1003 holds area CG-01-A01 on record: assign the area to give it to another, or to another besides",
            ])
        let names = try await bureau.server.importing(
            "areas", "责任区编号,责任人编号,责任人\nCG-01-A04,1003、1004,袁强、郎清河\nCG-01-A05,1003、1006,袁强\n")
        #expect(names.rowErrors == ["2 责任人 conflict", "3 责任人 conflict"], "\(names.text)")
        #expect(names.details.first == "members 1003, 1004 are called 袁强, 钱平 on record, not 袁强、郎清河")
        #expect(try await bureau.content() == before)
        // Whoever is to hold it from a later day on is known already, and so is who holds it until then.
        let area = try await bureau.server.first("/areas?code=CG-01-A01")
        let beside: JSON = ["member": "1004", "from": "2026-12-01", "beside": true]
        #expect(try await bureau.server.post("/areas/\(area)/assignments", beside).status == 201)
        for holders in ["1003", "1003、1004"] {
            let answer = try await bureau.server.importing("areas", "责任区编号,责任人编号\nCG-01-A01,\(holders)\n")
            #expect(answer.counts == "0 0 1", "\(answer.text)")
        }
    }

    @Test func `a column that is needed for what is new is asked for once`() async throws {
        let bureau = try await CaseBureau()
        let text = try String(contentsOfFile: CaseBureau.file("05a"), encoding: .utf8)
            .replacing("1006,", with: "1016,").replacing("1005,", with: "1015,").replacing(",姓名", with: ",名单")
        let answer = try await bureau.server.importing("members", text)
        #expect(answer.rowErrors == ["6 姓名 required"], "\(answer.text)")
        #expect(
            answer.details == [
                "the row is of somebody or something new, which takes ‘姓名’, and the file has no such column: add it, or say which one is meant (--column, or “more” on the import page)"
            ])
    }
}
