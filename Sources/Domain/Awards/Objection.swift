/// An objection (异议) to a posted month, or a member's appeal (申诉) about their own area. It is received, investigated and
/// decided by the receiving body that the notice names, never by the branch that scored.
package struct Objection: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 异议
        case objection
        /// 申诉: whoever holds the area, of their own.
        case appeal
    }

    /// What it is about.
    package enum Matter: Hashable, Sendable {
        case sheet(ID<Sheet>, of: ID<ResponsibilityArea>)
        case adjustment(ID<Adjustment>, of: ID<ResponsibilityArea>)
        case area(ID<ResponsibilityArea>)
        /// How the month was done as a whole: all its areas.
        case process

        package enum Kind: String, CaseIterable, Hashable, Sendable {
            case sheet, adjustment, area, process
        }

        package var kind: Kind {
            switch self {
            case .sheet: .sheet
            case .adjustment: .adjustment
            case .area: .area
            case .process: .process
            }
        }

        /// nil for all areas of the month.
        package var area: ID<ResponsibilityArea>? {
            switch self {
            case .sheet(_, let area), .adjustment(_, let area), .area(let area): area
            case .process: nil
            }
        }
    }

    package enum Way: String, CaseIterable, Hashable, Sendable {
        case visit, letter, telephone, email
        /// The member's own page.
        case ownPage
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case received, admitted, notAdmitted, upheld, partlyUpheld, dismissed
        /// Whoever objected has been told what became of it.
        case told
        case withdrawn

        /// Whether the month waits for it.
        package var isOpen: Bool { self == .received || self == .admitted }

        package static let open = allCases.filter(\.isOpen)
    }

    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case notAdmitted, upheld, partlyUpheld, dismissed

        package var status: Status {
            switch self {
            case .notAdmitted: .notAdmitted
            case .upheld: .upheld
            case .partlyUpheld: .partlyUpheld
            case .dismissed: .dismissed
            }
        }

        /// Whether something has to come of it.
        package var movesThings: Bool { self == .upheld || self == .partlyUpheld }

        /// What one that was admitted comes to.
        package static let decisions = allCases.filter { $0 != .notAdmitted }
    }

    /// Of a receiving body and a year, never used again. It is what everybody but the receiving body knows of it.
    package struct Number: Hashable, Sendable, Comparable {
        package let committee: Code
        package let year: Int
        package let number: Int

        package init(committee: Code, year: Int, number: Int) {
            (self.committee, self.year, self.number) = (committee, year, number)
        }

        /// `2026-3`
        package var text: String { "\(year)-\(number)" }

        /// Under which a decision stands as the author of what came of it: no account can be called so.
        package var author: String { "objection:\(committee.text)-\(text)" }

        package static func < (left: Self, right: Self) -> Bool {
            (left.committee, left.year, left.number) < (right.committee, right.year, right.number)
        }
    }

    /// How many working days after the notice's end it is to be decided at the latest.
    package static let workingDays = 5

    /// The last day on which one about a month is decided in time.
    package static func due(noticeEnds: LocalDate, calendar: WorkCalendar) -> LocalDate {
        calendar.day(after: noticeEnds, workingDays: workingDays)
    }

    /// Why somebody cannot investigate it, with what is in the way.
    package enum Bar: Hashable, Sendable {
        case holds(area: Code)
        case scored(sheet: ID<Sheet>, area: Code)
        case entered(sheet: ID<Sheet>, area: Code)
        case adjusted(adjustment: ID<Adjustment>, area: Code)
        /// Of one about the process: they closed or posted the month.
        case ledMonth
        case tied(reason: String)

        package var detail: Sentence {
            switch self {
            case .holds(let area): "holds \(area.text), or held it in that month"
            case .scored(let sheet, let area): "scored \(area.text) on sheet \(sheet.rawValue)"
            case .entered(let sheet, let area): "entered sheet \(sheet.rawValue) of \(area.text)"
            case .adjusted(let adjustment, let area): "recorded adjustment \(adjustment.rawValue) of \(area.text)"
            case .ledMonth: "closed, opened again or posted the month"
            case .tied(let reason): "has a declared tie: \(reason)"
            }
        }
    }

    package enum Refusal: StateRefusal {
        /// The month waits for these.
        case stillOpen([Number])
        case notPosted(Cycle.Status)
        case notIn(Status, needed: Status)
        case notOpen(Status)
        case notDecided(Status)
        case noLead
        case noInvestigator
        case barred(Code, [Bar])
        case decidedBefore(Number)

        package var code: String {
            switch self {
            case .stillOpen: "objectionOpen"
            case .notPosted: "cycleNotPosted"
            case .notIn, .notOpen, .notDecided: "objectionStatus"
            case .noLead: "noLeadToCheck"
            case .noInvestigator: "noInvestigator"
            case .barred: "investigatorBarred"
            case .decidedBefore: "appealDecided"
            }
        }

        package var detail: Sentence {
            switch self {
            case .stillOpen(let numbers):
                "not decided yet: objection \(numbers.map { "\($0.text)" as Sentence }); the month waits for it"
            case .notPosted(let status):
                "the month is \(Sentence(status.rawValue)): objections are made while it is posted"
            case .notIn(let status, let needed):
                "the objection is \(Sentence(status.rawValue)): it would have to be \(Sentence(needed.rawValue))"
            case .notOpen(let status): "the objection is \(Sentence(status.rawValue)): it is decided"
            case .notDecided(let status):
                "the objection is \(Sentence(status.rawValue)): there is nothing to tell yet"
            case .noLead:
                "an anonymous objection is taken in only with a lead that can be checked, and this one has none"
            case .noInvestigator: "name who investigates it first"
            case .barred(let number, let bars):
                "\(number.text) cannot investigate this objection: \(bars.map(\.detail))"
            case .decidedBefore(let number):
                "your appeal \(number.text) about this ranking was decided: it is not made twice"
            }
        }
    }

    /// - Throws: ``Refusal/stillOpen(_:)``
    package static func requireNone(open numbers: [Number]) throws(Refusal) {
        if !numbers.isEmpty { throw .stillOpen(numbers.sorted()) }
    }

    /// Objections are made to what hangs on the wall.
    package static func requirePosted(_ cycle: Cycle) throws(Refusal) {
        guard cycle.status == .posted else { throw .notPosted(cycle.status) }
    }
}
