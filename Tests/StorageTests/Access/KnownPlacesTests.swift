import Domain
import Testing

@testable import Storage

/// What was found out of where branches are counts for as long as the number is the same that authority rests on.
struct KnownPlacesTests {
    private static func found(_ branch: Int64, below committees: Int64...) -> FoundPlaces {
        var found = FoundPlaces()
        found.branches[ID(branch)] = Place(committees: committees.map { ID($0) }, branch: ID(branch))
        return found
    }

    @Test func `what was found by another number counts for nothing`() {
        let known = KnownPlaces()
        known.keep(Self.found(1, below: 2), by: 7)
        #expect(known.found(by: 7).branches[ID(1)]?.committees == [ID(2)])
        #expect(known.found(by: 8).count == 0)
        #expect(known.found(by: 6).count == 0)
    }

    @Test func `a view that is still open does not take back what is newer`() {
        let known = KnownPlaces()
        known.keep(Self.found(1, below: 3), by: 8)
        known.keep(Self.found(1, below: 2), by: 7)
        #expect(known.found(by: 8).branches[ID(1)]?.committees == [ID(3)])
    }
}
