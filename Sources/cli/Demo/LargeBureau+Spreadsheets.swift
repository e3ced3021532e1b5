import Domain

/// The bureau as the office would send it in: the rows of its spreadsheets, without their headings.
extension LargeBureau {
    static let branchHeadings = "支部编号,支部名称,类型,书记任职"
    static let memberHeadings = "党员编号,姓名,支部编号,党小组,党员类别,入党时间,转正时间,职务,党内职务,党小组长"
    static let areaHeadings = "责任区编号,责任区名称,支部编号,类别,责任人编号,起始日期,范围"
    static let scoreHeadings = "责任区编号,层级,评分人,履职与纪律,服务群众,市容秩序,普法说理,带头作用"
    static let adjustmentHeadings = "责任区编号,类型,项目,次数,发生日期,事由,记录人编号"

    func branchRow(_ branch: Int) -> String {
        let name = "\(Self.place(branch, 0))第\(branch + 1)中队党支部"
        return "\(Self.code(ofBranch: branch)),\(name),普通支部,\(branch % 2 == 0 ? "专职" : "兼职")"
    }

    func memberRow(_ member: Int, in branch: Int, before day: LocalDate) -> String {
        let joined = day.adding(days: -1_000 - Self.lot(below: 9_000, .joined, branch, member))
        let group = Self.group(of: member)
        let leads = member == group * Self.membersPerGroup + 5
        return """
            \(Self.number(of: member, in: branch)),\(Self.name(of: member, in: branch)),\(Self.code(ofBranch: branch)),\
            \(Self.groupName(group)),正式党员,\(joined),\(joined.adding(days: 365)),\(Self.post(of: member)),\
            \(Self.office(of: member)),\(leads ? "是" : "")
            """
    }

    func areaRow(_ member: Int, in branch: Int, established day: LocalDate) -> String {
        let (kind, name) = Self.kind(ofArea: member, in: branch)
        let first = 1 + Self.lot(below: 180, .boundary, branch, member)
        return """
            \(Self.code(ofArea: member, in: branch)),\(name),\(Self.code(ofBranch: branch)),\(kind),\
            \(Self.number(of: member, in: branch)),\(day),\(Self.place(branch, member + 1))路\(first)号至\(first + 40)号
            """
    }

    /// The sheet of whoever holds the area.
    func selfScoreRow(_ member: Int, in branch: Int, of month: Month) -> String {
        scoreRow(member, in: branch, of: month, "自评", by: member)
    }

    /// The branch's sheet, by an officer who does not hold the area.
    func branchScoreRow(_ member: Int, in branch: Int, of month: Month) -> String {
        scoreRow(member, in: branch, of: month, "支部评", by: member == 0 ? 1 : 0)
    }

    /// Between 84 and 100 of a hundred, in halves, and never so low on one criterion that a comment is due.
    private func scoreRow(
        _ member: Int, in branch: Int, of month: Month, _ tier: String, by assessor: Int
    ) -> String {
        let quality = 84 + Self.lot(below: 13, .quality, branch, member, month.index)
        let halves = [40, 50, 60, 30, 20].enumerated().map { index, maximum in
            let luck = Self.lot(below: 4, .points, branch, member, month.index * 64 + assessor * 8 + index)
            return min(maximum, (maximum * quality + 50) / 100 + luck / 2)
        }
        let points = halves.map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2).5" }.joined(separator: ",")
        return "\(Self.code(ofArea: member, in: branch)),\(tier),\(Self.number(of: assessor, in: branch)),\(points)"
    }

    /// One area in ten has a bonus or a deduction, one in five hundred a veto; nil for the others.
    /// An officer records it who does not hold the area.
    func adjustmentRow(_ member: Int, in branch: Int, of month: Month) -> String? {
        let what: String
        switch Self.lot(below: 500, .adjustment, branch, member, month.index) {
        case 0: what = "一票否决,受到纪律处分,1"
        case 1...25: what = "加分,群众书面致谢,1"
        case 26...50: what = "扣分,投诉查实有责,1"
        default: return nil
        }
        let day = month.firstDay.adding(days: Self.lot(below: 28, .day, branch, member, month.index))
        return
            "\(Self.code(ofArea: member, in: branch)),\(what),\(day),见支部台账,\(Self.number(of: member == 4 ? 1 : 4, in: branch))"
    }
}
