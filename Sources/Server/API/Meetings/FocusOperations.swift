import Domain
import Storage

extension Shape<FocusListing> {
    static let focus = Shape(
        "Focus",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .code.means("By which it is named, such as 2026-3.")) { .string($0.number.text) },
            Field("committee", .code) { .string($0.committeeCode.text) },
            Field("committeeName", .text) { .string($0.committeeName) },
            FocusFields.title.told, FocusFields.kind.told, FocusFields.from.told, FocusFields.until.told,
            FocusFields.source.told, FocusFields.area.told,
            Field("version", .version) { JSON($0.version) },
            Field("setOn", .date) { JSON($0.setOn) }, Field("setBy", .text) { .string($0.setBy) },
            .nested("withdrawal", optional: .focusWithdrawal) { $0.withdrawal },
        ])
}

extension Shape<FocusWithdrawal> {
    fileprivate static let focusWithdrawal = Shape(
        "FocusWithdrawal",
        [
            Field("reason", .reason) { .string($0.reason) }, Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ])
}

extension Shape<FocusRevision> {
    fileprivate static let focusRevision = Shape(
        "FocusBefore",
        [
            Field("title", .text(Focus.titleMaximum)) { .string($0.focus.title.string) },
            Field("kind", .choice(Focus.Kind.self)) { .string($0.focus.kind.rawValue) },
            Field("from", .month) { JSON($0.focus.months.lowerBound) },
            Field("until", .month) { JSON($0.focus.months.upperBound) },
            Field("source", .text(Focus.sourceMaximum)) { .string($0.focus.source.string) },
            Field("area", .text(Focus.areaMaximum).orNull) { JSON($0.focus.area?.string) },
            Field("reason", .reason) { .string($0.reason) }, Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ])
}

extension FocusRecord.Subject {
    /// In the API.
    var kind: String {
        switch self {
        case .planItem: "planItem"
        case .meeting: "meeting"
        case .ledgerEntry(_, let ledger): ledger.rawValue
        }
    }

    fileprivate static let kinds =
        ["planItem", "meeting"]
        + Ledger.allCases.filter { $0.form.parts.contains { $0.kind == .focus } }.map(\.rawValue)

    fileprivate var id: JSON {
        switch self {
        case .planItem(let id): JSON(id)
        case .meeting(let id, _): JSON(id)
        case .ledgerEntry(let id, _): JSON(id)
        }
    }
}

extension Shape<FocusRecord> {
    fileprivate static let focusRecord = Shape(
        "ServingRecord",
        [
            Field("kind", .choice(FocusRecord.Subject.kinds)) { .string($0.subject.kind) },
            Field("id", .id) { $0.subject.id }, Field("branch", .code) { .string($0.branch.text) },
            Field("branchName", .text) { .string($0.branchName) },
            Field("day", .date.means("Of a plan item, by when it is due.")) { JSON($0.day) },
            Field("title", .text.orNull.means("Of a meeting its theme, if it has one.")) { JSON($0.title) },
        ])
}

/// A focus with what it said before and what serves it.
private struct FocusShown: Sendable {
    let listing: FocusListing
    let revisions: [FocusRevision]
    let serving: FocusRecords

    static let shape = Shape<FocusShown>(
        "FocusShown",
        [
            .nested("focus", .focus) { $0.listing },
            .list("before", .focusRevision) { $0.revisions },
            .list("serving", .focusRecord) { $0.serving.records },
            .init("earlier", .count.means("How many more serve it that are older than those.")) {
                JSON($0.serving.earlier)
            },
            .init("version", .version) { JSON($0.listing.version) },
        ])
}

/// How much of one kind of record serves what.
private struct DividedKind: Sendable {
    let kind: FocusShare.Kind
    let divided: BranchFocusShare

    static let shape = Shape<DividedKind>(
        "DividedKind",
        [
            .init("kind", .choice(FocusShare.Kind.self)) { .string($0.kind.rawValue) },
            .init("all", .count.means("On record; of none nothing can be said.")) {
                JSON($0.divided.share.all($0.kind))
            },
            .init("servingNone", .count) { JSON($0.divided.share.servingNone($0.kind)) },
            .list("foci", ServedFocus.shape) { divided in
                divided.divided.foci.map {
                    ServedFocus(listing: $0, count: divided.divided.share.serving($0.id, divided.kind))
                }
            },
        ])
}

private struct ServedFocus: Sendable {
    let listing: FocusListing
    let count: Int

    static let shape = Shape<ServedFocus>(
        "ServedFocus",
        [
            .init("focus", .code) { .string($0.listing.number.text) },
            .init("title", .text) { .string($0.listing.focus.title.string) },
            .init("count", .count) { JSON($0.count) },
        ])
}

extension Shape<BranchFocusShare> {
    fileprivate static let focusShare = Shape(
        "FocusShare",
        [
            Field("branch", .code) { .string($0.code.text) }, Field("branchName", .text) { .string($0.name) },
            Field("from", .month) { JSON($0.months.lowerBound) },
            Field("until", .month) { JSON($0.months.upperBound) },
            .list("kinds", DividedKind.shape) { divided in
                FocusShare.Kind.allCases.map { DividedKind(kind: $0, divided: divided) }
            },
        ])
}

extension API {
    /// What enforcement is about in a month, as committees' offices note it, and which of branches' work serves it.
    static let focusOperations: [Operation] = [
        listFoci, showFocus, setFocus, reviseFocus, withdrawFocus, showFocusShare, listFocusShares,
    ]

    static let listFoci: Operation = .get(
        "listFoci", "/committees/{committee}/foci", .meetings,
        "What enforcement is about in a month, as a committee's office notes it, in the order in which it began",
        needing: [.readPlans], query: [.optional("month", .month.means("This month if left out."))],
        returns: .list(Shape.focus.schema)
    ) { call, transaction in
        let month = try call.queryValue("month", Month.init(parsing:)) ?? transaction.today.month
        return .json(JSON(try transaction.foci(of: call.id("committee"), in: month), Shape.focus.json))
    }

    static let showFocus: Operation = .get(
        "showFocus", "/foci/{focus}", .meetings,
        "One focus, with what it said before and what serves it of the branches that one reads of",
        needing: [.readPlans], returns: FocusShown.shape.schema
    ) { call, transaction in
        let listing = try transaction.focus(call.id("focus"))
        let shown = FocusShown(
            listing: listing, revisions: try transaction.revisions(of: listing),
            serving: try transaction.records(serving: listing))
        return .json(FocusShown.shape.json(shown), version: listing.version)
    }

    static let setFocus: Operation = .post(
        "setFocus", "/committees/{committee}/foci", .meetings,
        "Note what enforcement is about in some months, with its source; it orders nothing (200 if the same stands)",
        needing: [.setFoci], asking: Asking("NewFocus") { FocusFields.take(&$0) }, mayStandAlready: true,
        returns: Shape.focus.schema
    ) { call, focus, transaction in
        let (id, outcome) = try transaction.setFocus(focus, of: call.id("committee"))
        let listing = try transaction.focus(id)
        let made = Reply.json(
            Shape.focus.json(listing), version: listing.version, location: "/foci/\(id.rawValue)")
        return outcome == .unchanged ? made.unchanged : made
    }

    static let reviseFocus: Operation = .put(
        "reviseFocus", "/foci/{focus}", .meetings,
        "Correct what a focus says, with the reason; what it said stays readable", needing: [.setFoci],
        asking: Asking<(focus: Focus, reason: Text)>("FocusRevision") { input in
            let (focus, reason) = (FocusFields.take(&input), input.take(FocusFields.reason))
            guard let focus, let reason else { return nil }
            return (focus, reason)
        }, returns: Shape.focus.schema
    ) { call, asked, transaction in
        let listing = try transaction.reviseFocus(
            call.id("focus"), asked.focus, reason: asked.reason, ifVersion: call.version)
        return .json(Shape.focus.json(listing), version: listing.version)
    }

    static let withdrawFocus: Operation = .post(
        "withdrawFocus", "/foci/{focus}/withdraw", .meetings,
        "Withdraw a focus, with the reason; it stays readable, and so does what served it", needing: [.setFoci],
        asking: Asking("FocusWithdrawn") { $0.take(FocusFields.reason) }, makesNew: false,
        returns: Shape.focus.schema
    ) { call, reason, transaction in
        let listing = try transaction.withdrawFocus(call.id("focus"), reason: reason)
        return .json(Shape.focus.json(listing), version: listing.version)
    }

    static let showFocusShare: Operation = .get(
        "showFocusShare", "/branches/{branch}/focus-share", .meetings,
        "How a branch's work of some months was divided: of each kind how much serves which focus, and how much none",
        needing: [.readPlans], query: sharedMonths, returns: Shape.focusShare.schema
    ) { call, transaction in
        .json(
            Shape.focusShare.json(
                try transaction.focusShare(of: call.id("branch"), in: FocusMonths.of(call, transaction.today))))
    }

    static let listFocusShares: Operation = .get(
        "listFocusShares", "/committees/{committee}/focus-shares", .meetings,
        "The same of all branches of a committee, by code; no branch is ranked by it", needing: [.setFoci, .readAudit],
        query: sharedMonths, returns: .list(Shape.focusShare.schema)
    ) { call, transaction in
        .json(
            JSON(
                try transaction.focusShares(of: call.id("committee"), in: FocusMonths.of(call, transaction.today)),
                Shape.focusShare.json))
    }

    private static let sharedMonths: [Operation.Query] = [
        .optional("from", .month.means("This month if left out.")),
        .optional("until", .month.means("The first month alone if left out; twelve at most.")),
    ]
}

/// The months of which it is told how work was divided.
enum FocusMonths {
    static let most = 12

    /// - Throws: ``FieldErrors`` for `until`.
    static func of(_ call: Call, _ today: LocalDate) throws -> ClosedRange<Month> {
        let from = try call.queryValue("from", Month.init(parsing:))
        return try range(from, call.queryValue("until", Month.init(parsing:)), today)
    }

    static func range(_ from: Month?, _ until: Month?, _ today: LocalDate) throws -> ClosedRange<Month> {
        let first = from ?? today.month
        let last = until ?? first
        guard last >= first, last < first.adding(months: most) else {
            throw FieldErrors("until", .range, "from \(first) to \(first.adding(months: most - 1))")
        }
        return first...last
    }
}
