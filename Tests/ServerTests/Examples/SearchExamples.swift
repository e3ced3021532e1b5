import Domain

@testable import Server

extension Example {
    /// Search goes through what the reader may read, for no index finds what is within a text.
    static let search: [Example] = [
        Example(
            API.search, query: "q=1",
            plan: ListPlan(
                walks: [
                    "member", "responsibility_area", "meeting", "finding", "plan_item", "focus", "ask", "adjustment",
                    "sheet", "objection", "ledger_entry", "motion", "suggestion", "award", "honour",
                ], sortsWalked: ["q"], sortsWithin: "what is searched by whoever reads a part of it",
                filters: ["q": "2026", "kind": "person"]))
    ]
}
