@testable import Storage

/// What the queries of an operation may go through and sort, whoever asks and however the list is narrowed. Without more
/// said, nothing.
struct ListPlan: Sendable {
    /// The tables that it goes through in the order of its pages, from the cursor on: a list of everything is what was
    /// asked for, and a page of it ends after its rows.
    var walks: Set<String> = []
    /// The filters that each put an end to that, by themselves or together with the others of their set.
    var unless: [Set<String>] = []
    /// Whether only those go through ``walks`` who may read all of it: the few rows of a small scope are found by an index.
    var isScoped = false
    /// The filters under which it sorts what it goes through.
    var sortsWalked: Set<String> = []
    /// What bounds the rows that are sorted; nil if none are.
    var sortsWithin: String?
    /// The filters one of which must be given for that to bound them, where it is not always there: whoever reads
    /// everything has to name it, for others it is their scope.
    var sortsGiven: Set<String> = []
    /// A value for each filter.
    var filters: [String: String] = [:]

    /// The tables of the records that are compared with the audit, but for the small ones.
    static let records = Set(AuditSubject.allCases.flatMap(\.rows).map(\.table)).subtracting(QueryPlan.small)

    /// Whether a request with these filters may go through ``walks``.
    func mayWalk(with given: Set<String>, readingAll: Bool) -> Bool {
        (readingAll || !isScoped) && !unless.contains { $0.isSubset(of: given) }
    }

    /// Whether a request with these filters may have rows sorted.
    func maySort(with given: Set<String>, readingAll: Bool) -> Bool {
        sortsWithin != nil && (!readingAll || sortsGiven.isEmpty || !sortsGiven.isDisjoint(with: given))
    }
}
