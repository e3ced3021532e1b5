/// The award "Best party member's responsibility area" (最佳党员责任区) that a month's ranking brings.
package struct Award: Hashable, Sendable {
    package let id: ID<Award>
    package let cycle: ID<Cycle>
    package let area: ID<ResponsibilityArea>
    package let member: ID<Member>

    package init(id: ID<Award>, cycle: ID<Cycle>, area: ID<ResponsibilityArea>, member: ID<Member>) {
        self.id = id
        self.cycle = cycle
        self.area = area
        self.member = member
    }

    /// The areas on the places up to `awardsPerBranch` whose final reaches `awardMinimum`. Shared places all win.
    package static func winners(of rows: [Ranking.Row], by scheme: SchemeContent) -> [Code] {
        rows.filter { $0.place <= scheme.awardsPerBranch && $0.score.final >= scheme.awardMinimum }.map(\.area)
    }
}
