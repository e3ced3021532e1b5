import Testing

/// A small bureau, long enough ago that its month is past by any clock: two branches, three areas, one of which lacks a
/// sheet.
extension Workplace {
    static let month = "2024-03"

    static let scheme = """
        {"code": "small", "titleZh": "小办法", "titleEn": "Small scheme", "effectiveFrom": "2024-01", "scoringDueDay": 5,
         "noticeWorkingDays": 3, "awardMinimum": 80, "awardsPerBranch": 1, "bonusCap": 5,
         "criteria": [{"key": "order", "titleZh": "秩序", "titleEn": "Order", "maxPoints": 60},
                      {"key": "deeds", "titleZh": "实事", "titleEn": "Deeds", "maxPoints": 40}],
         "tiers": [{"tier": "self", "weight": 20, "combine": "mean"}, {"tier": "branch", "weight": 80, "combine": "mean"}],
         "bonuses": [{"key": "praise", "titleZh": "表扬", "titleEn": "Praise", "points": 2, "cap": 4}],
         "deductions": [{"key": "complaint", "titleZh": "投诉", "titleEn": "Complaint", "points": 1, "cap": 3}],
         "vetoes": [{"key": "sanction", "titleZh": "处分", "titleEn": "Sanction"}]}
        """

    static let branches = """
        支部编号,支部名称,类型,书记任职
        B-1,第一支部,普通支部,专职
        B-2,第二支部,普通支部,兼职

        """

    static let members = """
        党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长
        1,张一,B-1,第一小组,正式党员,2010-01-01,2011-01-01,队长,支部书记,
        2,李二,B-1,第一小组,正式党员,2010-01-01,2011-01-01,队员,,
        3,王三,B-1,第一小组,正式党员,2010-01-01,2011-01-01,队员,,
        4,赵四,B-2,第一小组,正式党员,2010-01-01,2011-01-01,队长,支部书记,
        5,钱五,B-2,第一小组,正式党员,2010-01-01,2011-01-01,队员,,

        """

    static let areas = """
        责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围
        B-1-A1,一号夜市,B-1,夜市,2,2020-01-01,东街
        B-1-A2,二号社区,B-1,社区,3,2020-01-01,西街
        B-2-A1,三号路,B-2,主干道,5,2020-01-01,南街

        """

    static let scores = """
        责任区编号,层级,评分人,秩序,实事,说明
        B-1-A1,自评,2,55,38,
        B-1-A1,支部评,1,50,36.5,
        B-1-A2,自评,3,58,39,
        B-1-A2,支部评,1,56,37,
        B-2-A1,自评,5,55,35,

        """

    static let adjustments = """
        责任区编号,类型,项目,次数,发生日期,事由,记录人编号
        B-1-A1,加分,表扬,1,2024-03-08,有记录,1
        B-1-A2,扣分,投诉,2,2024-03-09,台账核实,1

        """

    /// The database with the branches, and with nothing else.
    static func withBranches() async throws -> Workplace {
        let place = try Workplace()
        try await place.succeed("init", "--database", database)
        try place.write(branches, to: "branches.csv")
        try await place.succeed("branch", "import", "branches.csv")
        return place
    }

    /// The database with branches, members, areas and the scheme; the month's files lie beside it.
    static func withBureau() async throws -> Workplace {
        let place = try await withBranches()
        for (name, text) in [
            ("scheme.json", scheme), ("members.csv", members), ("areas.csv", areas), ("scores.csv", scores),
            ("adjustments.csv", adjustments),
        ] { try place.write(text, to: name) }
        try await place.succeed("scheme", "import", "scheme.json", "--publish")
        try await place.succeed("member", "import", "members.csv")
        try await place.succeed("area", "import", "areas.csv")
        return place
    }

    /// The bureau with its month imported.
    static func withMonth() async throws -> Workplace {
        let place = try await withBureau()
        try await place.succeed(
            "assess", "import", "--month", month, "--scores", "scores.csv", "--adjustments", "adjustments.csv",
            "--late-reason", "补录"
        )
        return place
    }
}
