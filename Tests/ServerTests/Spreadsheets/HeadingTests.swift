import Domain
import Testing

@testable import Server

/// What headings mean, as people write them, and what they do not.
struct HeadingTests {
    private static func keys(_ headings: [String], _ columns: [SpreadsheetColumn] = MemberSpreadsheet.columns)
        -> [String?]
    {
        KnownColumns(columns).fits(headings).map { $0?.key }
    }

    @Test(arguments: [
        ("党员编号", "number"), ("*党员编号", "number"), ("党员编号＊", "number"), ("工号", "number"), ("学工号", "number"),
        ("工作证号", "number"),
        ("姓  名", "name"), ("姓\n名", "name"), ("姓名（必填）", "name"), ("姓名：", "name"), ("Ｎａｍｅ", "name"),
        ("支部\r\n编号", "branch"),
        ("党支部编码", "branch"), ("所在党支部", "branchName"), ("党支部名称(全称)", "branchName"), ("党 小 组", "group"),
        ("党员类别（正式党员或预备党员）", "standing"), ("人员类别(正式/预备)", "standing"), ("党员类别【必填，下拉选择】", "standing"),
        ("入党时间（年月日）", "joined"), ("入党日期 (YYYY-MM-DD)", "joined"), ("加入党组织日期", "joined"),
        ("入党时间(如2005-07-01)", "joined"),
        ("转正\n时间", "becameFull"), ("转为正式党员日期", "becameFull"), ("职　务", "post"), ("职务（行政）", "post"), ("工作岗位", "post"),
        ("党内职务", "office"), ("支部职务（没有不填）", "office"), ("党小组长(是/否)", "leadsGroup"), ("是否党小组长（打√）", "leadsGroup"),
        ("联系电话", "phone"), ("手机号（11位）", "phone"), ("联系电话(手机/固定)", "phone"), ("组织关系转入时间", "from"),
        ("became full", "becameFull"), ("Group Leader", "leadsGroup"),
    ])
    func `a heading means its column, whatever stands around its words`(_ heading: String, _ key: String) {
        #expect(Self.keys([heading]) == [key])
    }

    @Test(arguments: [
        "序号", "身份证号", "职务（原）", "姓名（曾用名）", "姓名拼音", "联系电话（家属）", "办公电话", "入党时间（转正）", "申请入党时间", "入党介绍人", "入党介绍人姓名", "家庭住址",
        "党籍状态", "职级", "职务级别", "支部编号（原）", "转出时间", "拟转正时间", "任职时间", "出生日期", "编号", "备注", "党费", "原党支部", "",
    ])
    func `a heading that is almost one is none`(_ heading: String) {
        #expect(Self.keys([heading]) == [nil])
    }

    @Test func `the plain 职务 is the party office where another column is the post`() {
        #expect(Self.keys(["职务（行政）", "职务"]) == ["post", "office"])
        #expect(Self.keys(["职务", "分工"]) == ["office", "duties"])
        #expect(Self.keys(["职务", "党内职务"]) == ["post", "office"])
        #expect(Self.keys(["行政职务", "职务", "党内职务"]) == ["post", "post", "office"])
    }

    @Test func `what somebody says that a heading means goes before what it is known for`() {
        var options = SpreadsheetOptions()
        options.columns = [
            .init(heading: "职 务", key: "党内职务"), .init(heading: "备注", key: "post"), .init(heading: "手机", key: nil),
        ]
        let fits = KnownColumns(MemberSpreadsheet.columns, options).fits(["职务", "备注（一）", "手机", "备注"])
        #expect(fits.map { $0?.key } == ["office", nil, nil, "post"])
        #expect(SpreadsheetOptions.mappings(in: "职务=post, 备注=-")?.map(\.key) == ["post", nil])
        #expect(SpreadsheetOptions.mappings(in: "职务") == nil)
    }

    @Test func `no heading of a list means two columns`() {
        for columns in [
            MemberSpreadsheet.columns, BranchSpreadsheet.columns, AreaSpreadsheet.columns,
            AdjustmentSpreadsheet.columns,
            CalendarSpreadsheet.columns, SheetSpreadsheet.columns(of: []),
        ] {
            var seen: [String: String] = [:]
            for column in columns {
                for title in Set(column.titles.map(SpreadsheetHeading.plain)) {
                    #expect(seen.updateValue(column.key, forKey: title) == nil, "\(title) of \(column.key)")
                }
            }
        }
    }
}
