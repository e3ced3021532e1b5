package import Domain

/// Sheets of a month in one tier: the areas that an assessor may score, each with the sheet that stands; or the self sheets
/// of all who hold an area.
package struct ScoreGrid: Sendable {
    package struct Row: Sendable {
        package let area: AreaInMonth
        /// Whose sheet it is, where the grid is of several; nil in one assessor's.
        package let holder: AreaHolder?
        /// The assessor's sheet that stands; nil where they have not scored the area yet.
        package let sheet: SheetListing?
    }

    package let cycle: Cycle
    package let tier: Tier
    package let scheme: SchemeContent
    /// By the areas' codes.
    package let rows: [Row]
}

extension Transaction {
    /// What the assessor may enter, or the principal for them, in a tier of the month.
    ///
    /// Empty where the tier is not the assessor's. A month that is no longer open has its grid too, to be read.
    package func scoreGrid(of id: ID<Cycle>, _ tier: Tier, by assessor: Sheet.Assessor) throws -> ScoreGrid {
        let cycle = try cycle(id)
        let branch = try place(of: cycle.branch)
        let day = cycle.month.lastDay
        let scheme = try storedScheme(cycle.scheme).scheme.content
        let standing: Sheet.Standing =
            switch assessor {
            case .member(let member):
                try AssessorRoll(of: cycle.branch, in: cycle.month, only: member, self).standing(of: member)
            case .label: .none
            }
        let sheets = try standingSheets(in: cycle.id, tier, by: assessor)
        let all = try storedAreas(of: cycle)
        let rows = try all.filter { (area: AreaInMonth) throws -> Bool in
            let circumstances = Sheet.Circumstances(
                holders: area.holders.map(\.id), assessor: standing, expected: scheme.assessors(in: tier),
                standing: nil, seesStanding: false, today: today, dueDate: today
            )
            guard Sheet.mayScore(assessor, in: tier, circumstances) else { return false }
            return try places(of: area, in: branch, cycle.branch, on: day).contains {
                authority.allowsEntry(in: tier, by: assessor, of: $0)
            }
        }
        return ScoreGrid(
            cycle: cycle, tier: tier, scheme: scheme,
            rows: rows.map { ScoreGrid.Row(area: $0, holder: nil, sheet: sheets[$0.id]) }
        )
    }

    /// The self sheets of all who hold an area of the month, for whoever enters them from paper: a row for each holder of
    /// each area, by the areas' codes and the holders' numbers.
    package func selfGrid(of id: ID<Cycle>) throws -> ScoreGrid {
        let cycle = try cycle(id)
        try require(.enterScores, in: cycle.branch)
        let branch = try place(of: cycle.branch)
        let listings = try listings(
            where: "sheet.cycle_id = \(cycle.id) AND sheet.tier = \(Tier.own) AND \(KeptSheet.counts)")
        let standing = Dictionary(grouping: listings) { $0.sheet.area }
        var rows: [ScoreGrid.Row] = []
        for area in try storedAreas(of: cycle) {
            let places = try places(of: area, in: branch, cycle.branch, on: cycle.month.lastDay)
            for holder in area.holders {
                let assessor = Sheet.Assessor.member(holder.id)
                guard places.contains(where: { authority.allowsEntry(in: .own, by: assessor, of: $0) }) else {
                    continue
                }
                let sheet = standing[area.id]?.first { $0.sheet.assessor == assessor }
                rows.append(ScoreGrid.Row(area: area, holder: holder, sheet: sheet))
            }
        }
        return ScoreGrid(
            cycle: cycle, tier: .own, scheme: try storedScheme(cycle.scheme).scheme.content, rows: rows)
    }

    /// Whoever may score an area of the month in the tier, of the branch's members on its last day, by number.
    package func assessors(of cycle: Cycle, in tier: Tier) throws -> [PersonReference] {
        try require(.enterScores, in: cycle.branch)
        let day = cycle.month.lastDay
        let held = Set(try storedAreas(of: cycle).map { $0.holders.map(\.id) })
        let members: [(id: ID<Member>, person: PersonReference)] = try session.rows(
            """
            SELECT member.id, member.number, member.name
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(cycle.branch) AND \(SpanColumns(of: "membership").areInForce(on: day))
             ORDER BY member.number
            """
        ) { (try $0.at(0), PersonReference(number: try $0.at(1), name: try $0.at(2))) }
        let roll = try AssessorRoll(of: cycle.branch, in: cycle.month, self)
        let expected = try storedScheme(cycle.scheme).scheme.content.assessors(in: tier)
        return members.filter { member in
            held.contains { holders in
                let circumstances = Sheet.Circumstances(
                    holders: holders, assessor: roll.standing(of: member.id), expected: expected, standing: nil,
                    seesStanding: false, today: today, dueDate: today)
                return Sheet.mayScore(.member(member.id), in: tier, circumstances)
            }
        }.map(\.person)
    }

    /// The labels under which sheets of the public tier stand in the month, and those of the month before: most come again.
    package func publicAssessors(of cycle: Cycle) throws -> (entered: [String], before: [String]) {
        try require(.enterScores, in: cycle.branch)
        func labels(in cycle: ID<Cycle>) throws -> [String] {
            try session.rows(
                """
                SELECT DISTINCT assessor_label FROM sheet
                 WHERE cycle_id = \(cycle) AND tier = \(Tier.public) AND \(KeptSheet.counts)
                 ORDER BY assessor_label NULLS FIRST
                """
            ) { try $0["assessor_label"] }
        }
        let before = try self.cycle(of: cycle.branch, in: cycle.month.adding(months: -1))
        return (try labels(in: cycle.id), try before.map { try labels(in: $0.id) } ?? [])
    }

    /// Whoever a form names as the assessor: a member by number, in the public tier a label; nil for nobody known here.
    package func assessor(_ raw: String, in tier: Tier, of cycle: Cycle) throws -> Sheet.Assessor? {
        do {
            let desk = EntryDesk(self, month: cycle.month)
            return try desk.known(desk.assessor(raw, in: tier), in: cycle.id)
        } catch is FieldErrors {
            return nil
        }
    }

    /// The assessor's sheets that stand, by area. Those of the grid's rows count: only what they may score is in it.
    private func standingSheets(
        in cycle: ID<Cycle>, _ tier: Tier, by assessor: Sheet.Assessor
    ) throws -> [ID<ResponsibilityArea>: SheetListing] {
        let (member, label) = assessor.columns
        let listings = try listings(
            where: """
                sheet.cycle_id = \(cycle) AND sheet.tier = \(tier) AND \(KeptSheet.counts)
                AND coalesce(sheet.assessor_id, 0) = \(member?.rawValue ?? 0)
                AND coalesce(sheet.assessor_label, '') = \(label ?? "")
                """)
        return Dictionary(listings.map { ($0.sheet.area, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func listings(where standing: SQL) throws -> [SheetListing] {
        let (points, losses) = (try pointsOfSheets(where: standing), try lossesOfSheets(where: standing))
        return try session.rows("\(Self.sheetListing) WHERE \(standing)") { row in
            try SheetListing(
                row: row, points: points[row["id"]] ?? [:], losses: losses[row["id"]] ?? [:], uncounted: nil,
                asker: self)
        }
    }
}
