/// What an inspection's checklist may not ask for: traces of work in place of the work (2024 rules on burdens of the grass
/// roots; 国办函〔2026〕12号; DOMAIN §6, §26).
package enum ChecklistBan: CaseIterable, Hashable, Sendable {
    case photos, notebooks, likes, mediaItems, onlineTime

    private var terms: [String] {
        switch self {
        case .photos: ["照片", "拍照", "相片", "图片", "影像资料", "截图", "photo", "screenshot"]
        case .notebooks: ["笔记", "心得", "notebook", "studynotes"]
        case .likes: ["点赞", "转发", "投票数", "浏览量", "阅读量", "likes", "forwards"]
        case .mediaItems: ["媒体报道", "上稿", "发稿", "公众号", "推文", "信息采用", "批示", "mediaitem"]
        case .onlineTime: ["在线时长", "登录次数", "打卡", "积分", "onlinetime", "log-ins"]
        }
    }

    package var sentence: Sentence {
        switch self {
        case .photos:
            "photos are no proof of work and must not be asked for (rules on burdens of the grass roots, 2024)"
        case .notebooks: "notebooks and study notes must not be inspected (rules on burdens of the grass roots, 2024)"
        case .likes: "likes, forwards and views must not be asked for (国办函〔2026〕12号)"
        case .mediaItems:
            "media items and leaders’ notes are no content of inspection (rules on burdens of the grass roots, 2024)"
        case .onlineTime: "time online, log-ins and points must not be asked for (国办函〔2026〕12号)"
        }
    }

    /// What says that something is not asked for.
    private static let denials = ["不得", "不要求", "不再", "严禁", "不以", "是否要求", "mustnot", "notasked"]

    /// - Parameter checklist: items, by lines and clauses. A clause that forbids something does not ask for it.
    /// - Returns: what the first one asks for that it may not; nil where none does.
    package static func first(in checklist: String) -> ChecklistBan? {
        for clause in checklist.split(whereSeparator: { $0.isNewline || "；;。，,！!？?".contains($0) }) {
            let said = String(clause.lowercased().filter { !$0.isWhitespace })
            guard !denials.contains(where: said.contains) else { continue }
            if let ban = allCases.first(where: { $0.terms.contains(where: said.contains) }) { return ban }
        }
        return nil
    }
}
