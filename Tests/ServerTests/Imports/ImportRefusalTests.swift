import Domain
import Foundation
import Testing

@testable import Server

/// What an import says of a file that does not go in, word by word, to whoever reads the console in either language.
@Suite(.serialized)
struct ImportRefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var list = "members"
        let text: String
        var fields: [String: String] = [:]
        let english: String
        let chinese: String
        var testDescription: String { english }
    }

    private static let heading = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长,联系电话\n"

    private static func row(
        _ number: String = "104", joined: String = "2010-01-01", post: String = "", office: String = "",
        leads: String = "", phone: String = "", group: String = "二组", branch: String = "A"
    ) -> String {
        "\(heading)\(number),党员A四,\(branch),\(group),正式党员,\(joined),2011-01-01,\(post),\(office),\(leads),\(phone)\n"
    }

    static let refusals: [Refusal] = [
        Refusal(
            text: row(joined: "2005.07"),
            english: "‘2005.07’ is a month: which day of it? Write it such as 2005-07-01.",
            chinese: "“2005.07”只到月份，是哪一天？请写成 2005-07-01 这样。"),
        Refusal(
            text: row(joined: "38534"),
            english:
                "‘38534’ is the number under which Excel keeps 2005-07-01: format the column as dates, or write the day.",
            chinese: "“38534”是 Excel 存放 2005-07-01 用的序号，请把这一列设为日期格式，或直接写日期。"),
        Refusal(
            text: row(joined: "1/7/2005"),
            english: "‘1/7/2005’ may be 2005-07-01 or 2005-01-07: write the year first, as one of these.",
            chinese: "“1/7/2005”可能是 2005-07-01，也可能是 2005-01-07，请把年份写在前面。"),
        Refusal(
            text: row(joined: "05-7-1"),
            english: "The year of ‘05-7-1’ has two digits: write all four, such as 2026-11-23.",
            chinese: "“05-7-1”的年份只有两位，请写四位，如 2026-11-23。"),
        Refusal(
            text: row(post: "组织委员、党小组长"),
            english:
                "‘组织委员、党小组长’ is an office of the branch, and this is the column of the post in the bureau: say that it is read as ‘office’ (--column, or “more” on the import page), or correct it.",
            chinese: "“组织委员、党小组长”是党内职务，而这一列是行政职务：请指明这一列当作“党内职务”（导入页“更多”，命令 --column），或改正。"),
        Refusal(
            text: row(office: "班长"),
            english:
                "‘班长’ is no office of a branch: write 支部书记, 副书记, 组织委员, 宣传委员, 纪检委员, 青年委员, 统战委员, 支部委员, 党小组长, several with ‘、’ between, or leave it empty.",
            chinese: "“班长”不是这里的支部职务，请写：支部书记、副书记、组织委员、宣传委员、纪检委员、青年委员、统战委员、支部委员、党小组长；有几项就用“、”隔开，没有就空着。"),
        Refusal(
            text: row(office: "一组党小组组长"),
            english: "The cell says that 一组党小组 is led, and the row that the group is 二组.",
            chinese: "这里写的是“一组党小组”的组长，而本行的党小组是“二组”。"),
        Refusal(
            text: row(phone: "138****0001"),
            english: "‘138****0001’ is a masked number, and none is on record: write the whole one, or leave it empty.",
            chinese: "“138****0001”是隐去中间几位的号码，而系统里没有登记号码，请写全，或空着。"),
        Refusal(
            text: row(group: "一组"), english: "Member 104 is in another group: transfer the member instead.",
            chinese: "党员 104 在另一个党小组，要换组请用“转移组织关系”。"),
        Refusal(
            text: row(branch: "丁支部"), english: "There is no branch 丁支部.", chinese: "没有支部 丁支部。"),
        Refusal(
            text: row().replacing("支部编号", with: "支部名称,支部编号").replacing(",A,", with: ",乙支部,A,"),
            english: "This is another branch's name than the code's: one of the two is wrong.",
            chinese: "支部名称与支部编号不是同一个支部，请核对。"),
        Refusal(
            text: row(post: "=SUM(A1)"), english: "A formula stands here; save the values.", chinese: "这里是公式，请存成数值。"),
        Refusal(
            text: row("901").replacing(",党员类别", with: ",类型").replacing(",正式党员", with: ",甲"),
            english:
                "The row is of somebody or something new, which takes ‘党员类别’, and the file has no such column: add it, or say which one is meant (--column, or “more” on the import page).",
            chinese: "本行是新增的，须有“党员类别”，而文件里没有这一列：请加上，或指明是哪一列（导入页“更多”，命令 --column）。"),
        Refusal(
            text: row() + row("105").dropFirst(heading.count).replacing(",A,二组", with: ",,"),
            english:
                "A row has nothing under ‘支部编号’, ‘党小组’, as where cells were merged downwards: have these columns filled down (--fill-down, or “more” on the import page), or fill them in.",
            chinese: "有 1 行的“支部编号”、“党小组”空着，像是合并单元格留下的：请把这几列向下填充（导入页“更多”，命令 --fill-down），或逐行填上。"),
        Refusal(
            text: row().replacing("联系电话", with: "备注"), fields: ["strict": "true"],
            english:
                "No column is called ‘备注’: remove it, or name it one of ‘党员编号’, ‘姓名’, ‘支部编号’, ‘支部名称’, ‘党小组’, ‘党员类别’, ‘入党时间’, ‘转正时间’, ‘职务’, ‘党内职务’, ‘党小组长’, ‘联系电话’, ‘分工’, ‘组织关系转入时间’, ‘状态’, ‘流动党员’, ‘任领导干部时间’.",
            chinese:
                "没有叫“备注”的列，请删去，或改成其中之一：“党员编号”、“姓名”、“支部编号”、“支部名称”、“党小组”、“党员类别”、“入党时间”、“转正时间”、“职务”、“党内职务”、“党小组长”、“联系电话”、“分工”、“组织关系转入时间”、“状态”、“流动党员”、“任领导干部时间”。"
        ),
        Refusal(
            text: row(), fields: ["fillDown": "部门"], english: "There is no column ‘部门’ to be filled down.",
            chinese: "没有“部门”这一列，无法向下填充。"),
        Refusal(
            list: "areas", text: "责任区编号,责任人编号,责任人\nA-1,103,李四\n",
            english: "Member 103 is called 次组长A on record, not 李四.", chinese: "党员 103 登记的姓名是“次组长A”，不是“李四”。"),
        Refusal(
            list: "scores", text: "责任区编号,层级,评分人,秩序（50分）,服务,合计\nA-1,支部评,101,50,40,90\n",
            english: "The heading says 50, and the scheme has 60 for ‘秩序’: check which is right.",
            chinese: "表头写的是 50 分，考核办法里“秩序”是 60 分，请核对。"),
        Refusal(
            list: "scores", text: "责任区编号,层级,评分人,秩序,服务,合计\nA-1,支部评,101,50,40,91\n",
            english: "The points of the row add up to 90, not 91.", chinese: "本行各项相加是 90，不是 91。"),
    ]

    @Test(arguments: refusals)
    func `a refusal says what is wrong and what would be right`(_ refusal: Refusal) async throws {
        let bureau = try await SmallBureau()
        let account =
            refusal.list == "scores"
            ? try await bureau.server.account("101", member: "101")
            : try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        let browser = Browser(bureau.server, as: account)
        for (language, said) in [("en", refusal.english), ("zh-CN", refusal.chinese)] {
            browser.language = language
            let fields = [("csrfToken", account.csrfToken), ("list", refusal.list), ("month", "2026-11")]
            let answer = try await browser.preview(fields + refusal.fields.map { ($0, $1) }, refusal.text)
            let faults = answer.text.matches(of: /data-label="[^"]*">([^<]*)<\/td><\/tr>/).map {
                String($0.output.1).replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
            }
            #expect(faults == [said], "\(language): \(faults)\n\(answer.text)")
        }
    }
}
