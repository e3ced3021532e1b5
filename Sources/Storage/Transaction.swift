package import Domain

/// One open transaction, by one principal, at one moment. The use cases are its methods, in their rooms' files.
package struct Transaction {
    let session: any Session
    package let principal: Principal
    package let now: Instant
    package let settings: Settings
    private let request: String?

    init(session: any Session, principal: Principal, now: Instant, settings: Settings, request: String? = nil) {
        self.session = session
        self.principal = principal
        self.now = now
        self.settings = settings
        self.request = request
    }

    /// The bureau's calendar day.
    package var today: LocalDate { settings.timeZone.date(of: now) }

    /// Appends to the audit, in this very transaction: who did what to what, and how it stood before and after.
    func audit<Subject>(
        _ action: AuditAction, _ subject: AuditSubject, _ id: ID<Subject>?, before: JSON? = nil, after: JSON? = nil
    ) throws {
        try session.run(
            """
            INSERT INTO audit (at, actor, action, subject, subject_id, before, after, request_id)
            VALUES (\(now), \(principal.name), \(action), \(subject), \(id), \(before?.text), \(after?.text), \(request))
            """
        )
    }
}

/// What was done. The words are part of the record and are only ever added to.
package enum AuditAction: String, CaseIterable, Sendable, SQLTextValue {
    case created, changed, imported, transferred, appointed, ended, assigned, retired
    case published, opened, recorded, revised, adjusted, withdrawn, closed, posted, finalised, endedWithoutAward
    case scheduled, moved, cancelled
}

/// To what it was done.
package enum AuditSubject: String, CaseIterable, Sendable, SQLTextValue {
    case committee, branch, group, member, appointment, area, assignment
    case scheme, cycle, sheet, adjustment, snapshot, award, meeting, calendar, file
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
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Where to go on; nil at the end.
    package let next: Cursor?

    package init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    /// Of `limit + 1` rows that were asked for, the page, and where it goes on if the last row is there.
    init(_ rows: [Item], _ request: PageRequest, key: (Item) -> [JSON]) {
        items = Array(rows.prefix(request.limit))
        next = rows.count > request.limit ? items.last.map { Cursor(key($0)) } : nil
    }

    package func map<Other>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), next: next)
    }
}
