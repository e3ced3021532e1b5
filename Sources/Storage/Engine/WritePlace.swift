package import Domain

/// Which records a write touches, said before it begins: what is written elsewhere meanwhile need not wait for it.
///
/// What it reads may be anything. As long as it lasts nothing is changed that is not a branch's alone, nor anything of its
/// own branch. It is held to what was said (``Transaction/requirePlace(of:)``).
package enum WritePlace: Hashable, Sendable {
    /// Any record; nothing else is written meanwhile.
    case everywhere
    /// What is entered into the months of one branch: of the branch whose month it is.
    case month(ID<Cycle>)
    /// The same, of the branch whose adjustment it is.
    case adjustment(ID<Adjustment>)
    /// No record at all.
    case nowhere

    /// A query for the branch; nil where it is not of one. No write of a branch moves a month or an adjustment to another.
    var branch: SQL? {
        switch self {
        case .everywhere, .nowhere: nil
        case .month(let id): "SELECT branch_id FROM cycle WHERE id = \(id)"
        case .adjustment(let id):
            """
            SELECT cycle.branch_id FROM adjustment JOIN cycle ON cycle.id = adjustment.cycle_id
             WHERE adjustment.id = \(id)
            """
        }
    }
}
