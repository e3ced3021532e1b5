package import Domain

/// One open transaction, by one principal, at one moment. The use cases are its methods, in their rooms' files.
///
/// A use case loads what it is about, asks ``authority`` whether the principal may, lets Domain decide, saves, and
/// appends to the audit.
package struct Transaction {
    let session: any Session
    package let principal: Principal
    /// What the principal may do, as of this transaction.
    package private(set) var authority = Authority.none
    package private(set) var isEnrolling = false
    package let now: Instant
    /// The bureau's calendar day.
    package let today: LocalDate
    package let settings: Settings
    let keys: Keyring
    let known: Known
    /// What the principal is entitled to, where it was not known before: for who knows it once it is committed.
    private var readAnew: Entitlement?
    /// By what number the places were found, where this transaction changes none of them.
    private var placesNumber: Int64?
    let places = PlaceCache()
    let pendingAudit = PendingAudit()
    package let doubts = Doubts()
    package let changeNotes = ChangeNotes()
    let caller: Caller
    /// Where the newest seal stands besides; nil for a copy, of which that says nothing.
    let lastSeal: LastSeal?
    /// What it may touch.
    let writePlace: WritePlace

    /// - Throws: ``CredentialError``.
    init(
        session: any Session, principal: Principal, now: Instant, settings: Settings, keys: Keyring,
        known: Known = Known(), caller: Caller = .local, lastSeal: LastSeal? = nil,
        writePlace: WritePlace = .everywhere, isWrite: Bool = false
    ) throws {
        self.session = session
        self.principal = principal
        self.now = now
        today = settings.timeZone.date(of: now)
        self.settings = settings
        self.keys = keys
        self.known = known
        self.caller = caller
        self.lastSeal = lastSeal
        self.writePlace = writePlace
        let permit = try Permit(of: principal, in: self)
        if isWrite, permit.isReadOnly { throw CredentialError.readOnly }
        authority = permit.authority
        isEnrolling = permit.isEnrolling
        readAnew = permit.readAnew
        if let number = permit.basis?.number, !isWrite || writePlace != .everywhere {
            placesNumber = number
            let found = known.places.found(by: number)
            if found.count > places.found.count { places.found = found }
        }
    }

    /// What it has looked up that holds for others as well, once what it did is committed: what is undone was never so.
    var learnt: Learnt { Learnt(entitlement: readAnew, places: placesNumber.map { ($0, places.found) }) }

    /// What one transaction has looked up, for those that come after it.
    struct Learnt: Sendable {
        let entitlement: Entitlement?
        let places: (number: Int64, found: FoundPlaces)?
    }

    /// The same transaction, reading what `authority` lets somebody read: for a record that says the same to all who read it.
    /// Who acts stays who it is.
    func reading(as authority: Authority) -> Transaction {
        var transaction = self
        transaction.authority = authority
        return transaction
    }

    /// From where a request came, and which it was: for the audit.
    package struct Caller: Sendable {
        /// A network address, or `local` for a command beside the file.
        package let address: String
        package let request: String?

        package init(address: String, request: String?) {
            self.address = address
            self.request = request
        }

        package static let local = Caller(address: "local", request: nil)
    }

    /// Notes for the audit, to which it is appended by this very transaction, as late as can be: who did what to what, from where, and how it stood before and
    /// after. Personal values are kept as keyed hashes with a salt of the entry's own: they can be compared, not read.
    ///
    /// - Parameters:
    ///   - place: where the subject belongs; auditors of that scope see the entry.
    ///   - account: who it was, where the principal is nobody because they are only just signing in.
    ///   - isProtected: whether nobody is to know who it was, nor from where: of whoever objects.
    func audit<Subject>(
        _ action: AuditAction, _ subject: AuditSubject, _ id: ID<Subject>?, in place: Place,
        before: AuditDocument? = nil,
        after: AuditDocument? = nil, by account: Account? = nil, isProtected: Bool = false
    ) throws {
        let hidesAnything = before?.hidesAnything == true || after?.hidesAnything == true
        let salt = hidesAnything ? AuditSalt() : nil
        let (actor, actorID) =
            isProtected
            ? (PendingAudit.protected, nil)
            : account.map { ($0.name, $0.id) } ?? (principal.name, principal.account)
        pendingAudit.entries.append(
            PendingAudit.Entry(
                actor: actor, account: actorID, action: action, subject: subject, subjectID: id?.rawValue, place: place,
                before: before?.kept(salt, keys), after: after?.kept(salt, keys), salt: salt?.text,
                isProtected: isProtected))
        try appendAuditWhereLong()
    }
}

/// What a use case cannot find, or finds changed.
package enum StoreError: Error, Hashable, Sendable {
    /// It does not exist, or not for this principal.
    case notFound(String)
    /// Somebody changed it since the caller read it.
    case staleVersion(current: Int)
}

/// A list's place to go on from: the sort keys of the last row that was seen.
package struct Cursor: Hashable, Sendable {
    package let keys: [JSON]

    package init(_ keys: [JSON]) {
        self.keys = keys
    }

    /// The text key at `index`; empty if the cursor has none, which stands before everything.
    func text(_ index: Int = 0) -> String {
        index < keys.count ? keys[index].string ?? "" : ""
    }

    /// The integer key at `index`; 0 if the cursor has none.
    func integer(_ index: Int = 0) -> Int64 {
        index < keys.count ? keys[index].integer ?? 0 : 0
    }
}

/// What part of a list is wanted.
package struct PageRequest: Hashable, Sendable {
    package static let limits = 1...500
    package static let standardLimit = 50

    package let limit: Int
    package let after: Cursor?

    package init(limit: Int = standardLimit, after: Cursor? = nil) {
        self.limit = min(max(limit, Self.limits.lowerBound), Self.limits.upperBound)
        self.after = after
    }
}

/// A part of a list.
///
/// It is not to be taken for the whole in silence: its rows come together with where the list goes on
/// (``rowsAndNext``), and whoever needs them all reads it to its end (``Transaction/whole(_:)``).
package struct Page<Item: Sendable>: Sendable {
    private let items: [Item]
    private let next: Cursor?

    /// The rows, and where the list goes on, which is nil at its end: who shows these rows says that there are more.
    package var rowsAndNext: ([Item], Cursor?) { (items, next) }

    package var isEmpty: Bool { items.isEmpty }

    package init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    /// Of `limit + 1` rows that were asked for, or of more, the page, and where it goes on if there is another row.
    package init(_ rows: [Item], _ request: PageRequest, key: (Item) -> [JSON]) {
        items = Array(rows.prefix(request.limit))
        next = rows.count > request.limit ? items.last.map { Cursor(key($0)) } : nil
    }

    package func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), next: next)
    }
}

/// The newest of a list, and how many there are before them, so that who shows only these can say so.
package struct Latest<Item: Sendable>: Sendable {
    private let items: [Item]
    private let earlier: Int

    /// - Parameters:
    ///   - items: the newest first.
    ///   - count: of the whole list.
    package init(_ items: [Item], of count: Int) {
        self.items = items
        earlier = count - items.count
    }

    /// The rows, the newest first, and how many are older.
    package var rowsAndEarlier: ([Item], Int) { (items, earlier) }
}

/// A list has more rows than are read at once.
package struct ListTooLong: Error {
    package static let mostRows = 100_000
}

extension Transaction {
    /// A list from its beginning to its end.
    ///
    /// - Throws: ``ListTooLong``.
    package func whole<Item>(_ list: (PageRequest) throws -> Page<Item>) throws -> [Item] {
        var rows: [Item] = []
        var next: Cursor?
        repeat {
            let page = try list(PageRequest(limit: PageRequest.limits.upperBound, after: next))
            let (some, after) = page.rowsAndNext
            rows += some
            next = after
            guard rows.count <= ListTooLong.mostRows else { throw ListTooLong() }
        } while next != nil
        return rows
    }
}
