/// What transactions have looked up, for those that come after them: what can be told to be still so by little.
struct Known: Sendable {
    let documents = ParsedDocuments()
    let entitlements = KnownEntitlements()
    let places = KnownPlaces()
    let sessions = KnownSessions()

    func keep(_ learnt: Transaction.Learnt) {
        learnt.entitlement.map(entitlements.keep)
        if let (number, found) = learnt.places { places.keep(found, by: number) }
    }
}
