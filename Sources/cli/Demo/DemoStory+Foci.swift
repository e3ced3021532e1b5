import Domain
import Server

extension DemoStory {
    private static let campaign = "夜市油烟专项整治"

    /// What enforcement is about in the demo's months: a campaign of four, and a season that begins in the last.
    func setFoci(of committee: JSON) async throws {
        let path = "/committees/\(try committee.id)/foci"
        _ = try await client.post(
            path, [:],
            [
                "title": .string(Self.campaign), "kind": "campaign", "from": JSON(month(2)), "until": JSON(month(5)),
                "source": .string("局执法〔\(month(2).year)〕17号"), "area": "梅岭夜市及周边",
            ])
        _ = try await client.post(
            path, [:],
            [
                "title": "冬季露天烧烤和占道经营", "kind": "season", "from": JSON(month(5)),
                "until": JSON(month(5).adding(months: 2)), "source": "局长办公会",
            ])
    }

    /// Its number; it is named by its title in what the demo's branches keep.
    func focusNumber(called title: String = campaign, in month: Month) async throws -> JSON {
        let path = "/committees/\(try await client.committee("JG").id)/foci"
        let found = try await client.get(path, ["month": month.description]).array ?? []
        guard let focus = found.first(where: { $0["title"]?.string == title }), let number = focus["number"] else {
            throw CommandFailure(.software, "the demo has no focus \(title)")
        }
        return number
    }

    /// What one branch is to do for it in a month.
    func planForFocus(in month: Month) async throws {
        _ = try await client.post(
            "/plan-items", [:],
            [
                "branches": ["CG-01"], "month": JSON(month), "title": "夜市摊主油烟净化面对面讲解", "kind": "普法宣传",
                "due": .string(month.firstDay.adding(days: 19).description), "standard": "每户讲到，疑问有答复",
                "focus": try await focusNumber(in: month),
            ])
    }
}
