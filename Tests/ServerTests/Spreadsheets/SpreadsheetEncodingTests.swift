import Foundation
import Testing

@testable import Server

/// Short files in both encodings of an office: none is taken for the other, and none is refused.
struct SpreadsheetEncodingTests {
    private static let families = Array(
        """
        王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史\
        顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧\
        甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁\
        商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺
        """)
    private static let givens = Array(
        """
        伟强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国文志红玉海波丽娜静敏秀芳燕玲林辉健斌峰宇浩鹏飞凯鑫婷雪琳晨佳慧欣怡梓涵睿轩博皓嘉俊泽子雨萱诗思琪梦瑶紫钰彤语嫣婉婧媛姝\
        炜烨焱熹铭锴清河晓棠惠风远帆立新青野一乐天翔龙凤兴旺春秋冬生长宁安康福禄寿喜庆祥瑞
        """)
    private static let words = [
        "姓名", "党员编号", "支部编号", "支部名称", "党小组", "党员类别", "入党时间", "转正时间", "职务", "党内职务", "党小组长", "联系电话",
        "责任区编号", "责任区名称", "类别", "责任人编号", "起始日期", "范围", "层级", "评分人", "说明", "项目", "次数", "发生日期", "事由", "日期",
        "名称", "依据", "正式党员", "预备党员", "支部书记", "组织委员", "执法队员", "中队长", "第一党小组", "专职", "兼职", "普通支部", "联合支部",
        "夜市", "农贸市场", "主干道", "社区", "交通枢纽", "机关科室", "其他", "自评", "支部评", "群众评", "加分", "扣分", "放假", "上班", "春节",
        "是", "否", "男", "女", "汉族", "性别", "民族", "无", "路灯修复及时", "占道经营未整改", "201路公交站", "商户代表1", "陈䶮", "𠮷泽",
    ]

    private static func encoding(ofWord word: String, in encoding: SpreadsheetEncoding) throws -> SpreadsheetEncoding {
        let bytes = try "number,name\n1003,\(word),CG-01\n".bytes(in: encoding)
        return try withSpreadsheet(bytes) { path in try SpreadsheetReader(path: path).encoding }
    }

    @Test func `a name in GB18030 that is well-formed UTF-8 is read as the name`() throws {
        var (tried, wrong): (Int, [String]) = (0, [])
        for family in Self.families {
            for given in Self.givens {
                let name = String([family, given])
                let bytes = try name.bytes(in: .gb18030)
                guard String(validating: bytes, as: UTF8.self) != nil else { continue }
                tried += 1
                if try Self.encoding(ofWord: name, in: .gb18030) != .gb18030 { wrong.append(name) }
            }
        }
        #expect(tried > 300)
        #expect(wrong.isEmpty, "\(wrong.count) of \(tried): \(wrong.prefix(20))")
    }

    @Test func `short files in either encoding are read as what they are`() throws {
        var random = SpreadsheetRandomness(seed: 7)
        for index in 0..<6_000 {
            var cells: [String] = []
            for _ in 0...Int.random(in: 0...3, using: &random) {
                switch Int.random(in: 0..<4, using: &random) {
                case 0: cells.append(Self.words.randomElement(using: &random) ?? "")
                case 1: cells.append(["A", "CG-01", "2012-05-04", "13800000003"].randomElement(using: &random) ?? "")
                default:
                    let given = (0...Int.random(in: 0...1, using: &random)).map { _ in
                        Self.givens.randomElement(using: &random) ?? "强"
                    }
                    cells.append(String([Self.families.randomElement(using: &random) ?? "王"] + given))
                }
            }
            let text = "number,name\n" + cells.enumerated().map { "\(1000 + $0),\($1)\n" }.joined()
            for encoding in [SpreadsheetEncoding.utf8, .gb18030] {
                let reading = try SpreadsheetReading(
                    text.bytes(in: encoding), chunk: index.isMultiple(of: 5) ? 16 : 65_536)
                let expected = [["number", "name"]] + cells.enumerated().map { ["\(1000 + $0)", $1] }
                #expect(reading.faults.isEmpty, "\(cells) in \(encoding.name)")
                #expect(reading.cells == expected, "\(cells) in \(encoding.name)")
            }
        }
    }

    @Test(arguments: [
        "José", "Müller", "Łukasz", "Žižek", "Ñandú", "naïve café", "Björk Guðmundsdóttir", "Nguyễn Văn Ánh",
        "Иван Петров",
        "Анна", "Αθήνα", "ئابدۇللا", "قادىر", "A·B", "Anna·Maria", "阿依江·吐尔洪", "3×4", "20°", "±0.5", "√", "20℃", "“是”",
        "…", "—",
    ])
    func `UTF-8 without Chinese stays UTF-8`(word: String) throws {
        #expect(try Self.encoding(ofWord: word, in: .utf8) == .utf8)
    }

    @Test(arguments: ["专职", "女", "袁强", "钱平", "谢一英", "叶野一", "201路"])
    func `what is a word in GB18030 and nothing in UTF-8 is the word`(word: String) throws {
        #expect(String(validating: try word.bytes(in: .gb18030), as: UTF8.self) != nil)
        #expect(try Self.encoding(ofWord: word, in: .gb18030) == .gb18030)
    }

    @Test func `a large file in GB18030 whose first names are well-formed UTF-8 is GB18030`() throws {
        let text = "number,name\n" + String(repeating: "1003,袁强\n", count: 5_000) + "1004,王芳\n"
        let reading = try SpreadsheetReading(text.bytes(in: .gb18030))
        #expect(reading.encoding == .gb18030)
        #expect(reading.rows.last?.cells == ["1004", "王芳"])
    }

    @Test func `a large file in UTF-8 with a damaged place is told as damaged`() throws {
        var bytes = Array(("number,name\n" + String(repeating: "1003,袁强\n", count: 50)).utf8)
        bytes.insert(0xE8, at: bytes.count - 4)
        let reading = try SpreadsheetReading(bytes)
        #expect(reading.encoding == .utf8)
        #expect(reading.fault?.kind == .encoding(.utf8))
    }
}
