import Testing

@testable import Domain

struct TextLikenessTests {
    private static let minutes = "会议听取三季度落实情况，王芳通报本月考核得分九十三分，张伟提出夜间巡查人手不足，会议决定自下月起两组轮值，由组织委员负责排班，月底前报机关党委办公室。"

    @Test(
        arguments: [
            (minutes, minutes, 1.0...1.0), (minutes, minutes.replacing("，", with: "\n "), 1.0...1.0),
            ("", "", 1.0...1.0),
            ("甲", "甲", 1.0...1.0), ("甲", "乙", 0.0...0.0), ("", minutes, 0.0...0.0),
            ("一二三四五六", "甲乙丙丁戊己", 0.0...0.0),
            // One figure of many.
            (minutes, minutes.replacing("九十三", with: "九十四"), 0.9...0.99),
            // 3 of 4 pairs, twice.
            ("一二三四五", "一二三四六", 0.75...0.75),
            // What repeats counts as often as both have it.
            ("好好好好", "好好", 0.5...0.5),
            // Two halves in the other order.
            (String(minutes.suffix(40) + minutes.prefix(minutes.count - 40)), minutes, 0.9...0.99),
        ] as [(String, String, ClosedRange<Double>)])
    func `what two texts share is measured, whatever stands between their letters`(
        one: String, other: String, likeness: ClosedRange<Double>
    ) {
        let (one, other) = (TextLikeness(one), TextLikeness(other))
        #expect(likeness.contains(one.likeness(to: other)))
        #expect(one.likeness(to: other) == other.likeness(to: one))
    }

    @Test(
        arguments: [
            (minutes, minutes, 100), (minutes, minutes.replacing("九十三", with: "九十四"), 97),
            (minutes, String(minutes.prefix(40)) + "另有安排，此处从略，会后由各支部自行学习领会并抓好贯彻落实工作，不再一一赘述。", nil),
            (String(repeating: "一二三四五六", count: 10), String(repeating: "一二三四五六", count: 10), 100),
            (String(minutes.prefix(50)), String(minutes.prefix(50)), nil),
        ] as [(String, String, Int?)])
    func `nearly equal is nine tenths of a text that is long enough`(one: String, other: String, percent: Int?) {
        #expect(TextLikeness(one).percent(of: TextLikeness(other)) == percent)
    }
}
