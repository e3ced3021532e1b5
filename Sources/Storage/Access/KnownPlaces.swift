import Domain
import Synchronization

/// Where committees and branches belong, as far as it was looked up.
struct FoundPlaces: Sendable {
    var committees: [ID<Committee>: Place] = [:]
    var branches: [ID<Branch>: Place] = [:]

    var count: Int { committees.count + branches.count }
}

/// Where committees and branches belong, for as long as they are what they were: each change of one raises the number that
/// authority rests on (migration 60), and what was found by another number counts for nothing.
final class KnownPlaces: Sendable {
    private struct Kept {
        var number: Int64 = 0
        var found = FoundPlaces()
    }

    /// What is beyond this is looked up where it is asked for.
    private static let most = 8_192

    private let kept = Mutex(Kept())

    func found(by number: Int64) -> FoundPlaces {
        kept.withLock { $0.number == number ? $0.found : FoundPlaces() }
    }

    /// - Parameter found: in what is committed, by a transaction that changed none of them.
    func keep(_ found: FoundPlaces, by number: Int64) {
        guard found.count <= Self.most else { return }
        kept.withLock { kept in
            // A view that is still open can be older than what others have read.
            if number < kept.number || number == kept.number && found.count <= kept.found.count { return }
            kept = Kept(number: number, found: found)
        }
    }
}
