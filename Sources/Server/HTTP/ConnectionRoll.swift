/// Who is connected, and who has to go where one more comes: a value, for it to be tried without sockets.
///
/// One address has no more than its share of the connections. Where all are taken, the one that has been idle for longest
/// goes, those without a session first; what is being answered stays. Beside these there are some for this machine alone,
/// and some for whoever asks whether the server is well.
struct ConnectionRoll {
    /// Where a connection comes from.
    enum Origin: Hashable {
        /// This machine, and not by way of a proxy that is known.
        case local(String)
        /// Everybody: whom it speaks for is known with each request.
        case proxy
        /// An address, or a network that counts as one.
        case client(String)
    }

    /// What a connection may be used for.
    enum Admission {
        /// Out of what is kept for this machine.
        case local
        case ordinary
        /// All were taken: it may ask how the server is, and from this machine whatever it likes.
        case guest
    }

    struct Shares: Sendable, Equatable {
        let maximum: Int
        var ofOneAddress: Int
        var local = 16
        var guests = 8

        /// All that can be open at once, with those that are on their way out.
        var most: Int { maximum + local + guests + 16 }

        /// A third for one address: what an office behind one address needs, and two more can have.
        init(maximum: Int) {
            self.maximum = maximum
            ofOneAddress = max(8, maximum / 3)
        }
    }

    /// What becomes of a connection that has come.
    enum Decision: Equatable {
        /// - Parameter leaving: the connection that has to go for it.
        case stays(leaving: Int?)
        case refused
    }

    private struct Entry {
        let origin: Origin
        var admission: Admission
        /// Counts up with whatever happens: the lower, the longer ago. nil while something is being answered.
        var idleSince: Int?
        var hasSession = false
    }

    private let shares: Shares
    private var entries: [Int: Entry] = [:]
    private var counts: [Admission: Int] = [:]
    private var ofOrigin: [Origin: Int] = [:]
    private var moment = 0

    init(_ shares: Shares) {
        self.shares = shares
    }

    mutating func open(_ number: Int, from origin: Origin) -> Decision {
        if case .local = origin, counts[.local, default: 0] < shares.local {
            add(number, origin, .local)
            return .stays(leaving: nil)
        }
        var leaving: Int?
        if origin != .proxy, ofOrigin[origin, default: 0] >= shares.ofOneAddress {
            guard let goes = longestIdle(of: origin) else { return .refused }
            close(goes)
            leaving = goes
        }
        if counts[.ordinary, default: 0] >= shares.maximum {
            guard let goes = longestIdle(of: nil) else {
                guard counts[.guest, default: 0] < shares.guests else { return .refused }
                add(number, origin, .guest)
                return .stays(leaving: nil)
            }
            close(goes)
            leaving = goes
        }
        add(number, origin, .ordinary)
        return .stays(leaving: leaving)
    }

    mutating func close(_ number: Int) {
        guard let entry = entries.removeValue(forKey: number) else { return }
        take(entry, by: -1)
    }

    /// Something is being answered.
    mutating func begin(_ number: Int) {
        entries[number]?.idleSince = nil
        // A place may have come free since.
        if let entry = entries[number], entry.admission == .guest, counts[.ordinary, default: 0] < shares.maximum {
            take(entry, by: -1)
            add(number, entry.origin, .ordinary)
            entries[number]?.idleSince = nil
        }
    }

    /// All is answered.
    mutating func rest(_ number: Int) {
        moment += 1
        entries[number]?.idleSince = moment
    }

    mutating func noteSession(_ number: Int) {
        entries[number]?.hasSession = true
    }

    func admission(of number: Int) -> Admission? { entries[number]?.admission }

    private mutating func add(_ number: Int, _ origin: Origin, _ admission: Admission) {
        moment += 1
        let entry = Entry(origin: origin, admission: admission, idleSince: moment)
        entries[number] = entry
        take(entry, by: 1)
    }

    private mutating func take(_ entry: Entry, by change: Int) {
        counts[entry.admission, default: 0] += change
        guard entry.admission == .ordinary else { return }
        let count = ofOrigin[entry.origin, default: 0] + change
        ofOrigin[entry.origin] = count == 0 ? nil : count
    }

    /// - Parameter origin: nil for any.
    private func longestIdle(of origin: Origin?) -> Int? {
        entries.filter { _, entry in
            entry.admission == .ordinary && entry.idleSince != nil && (origin == nil || entry.origin == origin)
        }.min { left, right in
            if left.value.hasSession != right.value.hasSession { return right.value.hasSession }
            return (left.value.idleSince ?? 0) < (right.value.idleSince ?? 0)
        }?.key
    }
}
