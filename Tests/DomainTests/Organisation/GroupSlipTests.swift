import Domain
import Testing

struct GroupSlipTests {
    @Test(arguments: [
        ("第二党小组", "第二党小祖"), ("第一组", "一组"), ("第一党小组", "第1党小组"), ("第一党小组", "第一小组"), ("机关党小组", "机关小党组"),
        ("第二党小组", "第二党小组组"), ("第十党小组", "弟十党小组"),
    ])
    func `a slip of the pen is one, either way`(pair: (String, String)) {
        #expect(Group.isSlip(pair.0, of: pair.1))
        #expect(Group.isSlip(pair.1, of: pair.0))
    }

    @Test(arguments: [
        ("第一党小组", "第二党小组"), ("第1党小组", "第2党小组"), ("第1党小组", "第11党小组"), ("第十党小组", "第十一党小组"), ("A组", "B组"),
        ("东片党小组", "西片党小组"), ("一组", "二组"), ("早班组", "晚班组"), ("一组", "第一党小组"), ("机关党小组", "执法党小组"), ("一组", "一组"),
        ("第一党小组", "第2党小组"), ("组", "一组"),
    ])
    func `what tells groups apart is none`(pair: (String, String)) {
        #expect(!Group.isSlip(pair.0, of: pair.1))
        #expect(!Group.isSlip(pair.1, of: pair.0))
    }
}
