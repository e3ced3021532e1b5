/// The names in a made-up bureau. Whose name it is, nobody's.
extension LargeBureau {
    private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
    private static let firsts = Array("安柏长承初春德冬景方谷光海涵鹤弘怀惠霁嘉见锦静君可兰乐立良明")
    private static let seconds = Array("澜舟庚平晴禾厚青和雨远若秋鸣毅瑾风月微程行姝实芷山辰德阳慈")
    private static let places = [
        "望湖", "柳浪", "石桥", "青年", "和平", "兴业", "翠屏", "槐荫", "龙泉", "新民", "凤鸣", "仓前", "钟楼", "桂园",
        "梅岭", "双塔", "西市", "银杏", "松鹤", "红旗", "竹园", "清溪", "广济", "长亭",
    ]
    /// The kind as the office's list names it, and what such an area is called.
    private static let kinds = [
        ("夜市", "夜市"), ("农贸市场", "农贸市场"), ("主干道", "大道"), ("社区", "社区"), ("交通枢纽", "客运站"), ("学校周边", "小学周边"),
        ("公园广场", "公园"), ("机关科室", "窗口"), ("其他", "工地围挡"),
    ]
    private static let offices = ["支部书记", "副书记", "组织委员", "宣传委员", "纪检委员"]
    private static let posts = ["中队长", "副中队长", "内勤"]

    static func name(of member: Int, in branch: Int) -> String {
        let lot = lot(below: surnames.count * firsts.count * seconds.count, .name, branch, member)
        let (surname, given) = lot.quotientAndRemainder(dividingBy: firsts.count * seconds.count)
        let (first, second) = given.quotientAndRemainder(dividingBy: seconds.count)
        return "\(surnames[surname])\(firsts[first])\(seconds[second])"
    }

    static func place(_ branch: Int, _ member: Int) -> String {
        places[lot(below: places.count, .place, branch, member)]
    }

    static func kind(ofArea member: Int, in branch: Int) -> (kind: String, name: String) {
        let (kind, name) = kinds[lot(below: kinds.count, .kind, branch, member)]
        return (kind, "\(place(branch, member))\(name)责任区")
    }

    /// The first five of a branch hold its offices; empty for the others.
    static func office(of member: Int) -> String { member < offices.count ? offices[member] : "" }

    static func post(of member: Int) -> String { member < posts.count ? posts[member] : "执法队员" }

    /// Groups are led by those who come after the officers, in turn.
    static func group(of member: Int) -> Int { member / membersPerGroup }

    static func groupName(_ group: Int) -> String { "第\(["一", "二", "三", "四", "五"][group])党小组" }
}
