extension Reorganisation {
    /// Exactly what would move and end, and what stands in the way.
    package struct Plan: Hashable, Sendable {
        package struct Renaming: Hashable, Sendable {
            package let branch: Code
            package let from: String
            package let to: String
        }

        package struct MemberMove: Hashable, Sendable {
            package let membership: Int64
            package let person: Person
            package let from: Code
            package let to: Code
            /// In both branches.
            package let group: String?
            /// Of a membership that has ended already, after the day.
            package let until: LocalDate?
        }

        package struct GroupMove: Hashable, Sendable {
            package let branch: Code
            package let name: String
            /// Whether it is made; otherwise the branch has one of that name, which is joined.
            package let isNew: Bool
        }

        package struct AreaMove: Hashable, Sendable {
            package let area: ID<ResponsibilityArea>
            package let code: Code
            package let name: String
            package let from: Code
            /// nil: it is retired.
            package let to: Code?
            package let holders: [Person]
        }

        package struct OfficeEnd: Hashable, Sendable {
            package let appointment: ID<Appointment>
            package let branch: Code
            package let person: Person
            package let office: Appointment.Office
            package let group: String?
        }

        package let kind: Kind
        package let day: LocalDate
        package private(set) var renaming: Renaming?
        /// The branches that are no more.
        package private(set) var ended: [Code] = []
        /// A branch that is founded, with its name.
        package var founded: (code: Code, name: String)? {
            if let foundedCode, let foundedName { (foundedCode, foundedName) } else { nil }
        }
        private var foundedCode: Code?
        private var foundedName: String?
        package private(set) var members: [MemberMove] = []
        package private(set) var groups: [GroupMove] = []
        package private(set) var areas: [AreaMove] = []
        package private(set) var offices: [OfficeEnd] = []
        package private(set) var obstacles: [Obstacle] = []
        package private(set) var remarks: [Remark] = []

        private init(_ kind: Kind, _ day: LocalDate) {
            (self.kind, self.day) = (kind, day)
        }

        /// The same, with more to be listed.
        package func noting(_ more: [Remark]) -> Plan {
            var plan = self
            plan.remarks += more
            return plan
        }
    }

    /// What is listed beside what moves and ends, and stands in nobody's way.
    package enum Remark: Hashable, Sendable {
        /// A month before the day in which the branch had areas was never opened, and nobody will.
        case monthNeverOpened(Code, Month)
        /// A meeting to which the secretary of a branch that ends is not invited any more.
        case notInvited(Code, LocalDate)
        case noSecretary(Code)

        package var detail: Sentence {
            switch self {
            case .monthNeverOpened(let code, let month):
                "branch \(code.text) never opened \(month), and nobody will afterwards"
            case .notInvited(let code, let date):
                "to the secretaries' meeting on \(date) the secretary of branch \(code.text) is not invited any more"
            case .noSecretary(let code): "branch \(code.text) has no secretary at first: appoint one"
            }
        }
    }

    /// What stands in the way.
    package enum Obstacle: Hashable, Sendable {
        case notYet(LocalDate)
        case dissolved(Code, LocalDate)
        case notFounded(Code, LocalDate)
        case changedLater(Code, LocalDate)
        case closedMonth(Code, Month)
        case openMonth(Code, Month)
        case unfinished(Code, [Month])
        case membersStay(Code, [Person])
        case memberCameLater(Code, Person, LocalDate)
        case areaCameLater(Code, LocalDate)
        case appointedLater(Code, Person, Appointment.Office, LocalDate)
        case holdersStay(Code, [Person])
        case areasStay(Person, [Code])
        case assessed(Code, Month)
        case establishedLater(Code, LocalDate)
        case heldFromLater(Code, Person, LocalDate)

        package var detail: Sentence {
            switch self {
            case .notYet(let day):
                "\(day) is still to come: this is carried out on its first day or afterwards"
            case .dissolved(let code, let day): "branch \(code.text) is no more since \(day)"
            case .notFounded(let code, let day): "branch \(code.text) was founded on \(day): name a later day"
            case .changedLater(let code, let day):
                "branch \(code.text) was changed with effect from \(day): name a later day"
            case .closedMonth(let code, let month):
                "\(month) is closed in branch \(code.text): name a day after \(month.lastDay)"
            case .openMonth(let code, let month):
                "\(month) is begun in branch \(code.text), and a branch ends with its last month: name a day after \(month.lastDay)"
            case .unfinished(let code, let months):
                "branch \(code.text) has months that are not final yet, and nobody could end them afterwards: \(months.map { "\($0)" as Sentence }, most: 24)"
            case .membersStay(let code, let people):
                "members would be left in branch \(code.text): \(people.map(\.sentence), most: 20): say to which branch they go, or transfer them first"
            case .memberCameLater(let code, let person, let day):
                "\(person.sentence) came into branch \(code.text) on \(day): name a later day"
            case .areaCameLater(let code, let day): "area \(code.text) came to its branch on \(day): name a later day"
            case .appointedLater(let code, let person, let office, let day):
                "\(person.sentence) is \(Sentence(office.rawValue)) of branch \(code.text) from \(day) on: name a later day"
            case .holdersStay(let code, let people):
                "area \(code.text) would go without who holds it, \(people.map(\.sentence), most: 20): let them go along, or give the area to somebody else first"
            case .areasStay(let person, let codes):
                "\(person.sentence) would go without what they hold, \(codes.map { "\($0.text)" as Sentence }, most: 20): let it go along, or give it to somebody else first"
            case .assessed(let code, let month):
                "there are sheets or adjustments of area \(code.text) for \(month): it goes after \(month.lastDay)"
            case .establishedLater(let code, let day):
                "area \(code.text) is established on \(day): it cannot end before that day"
            case .heldFromLater(let code, let person, let day):
                "\(person.sentence) holds area \(code.text) from \(day) on: it cannot end before that day"
            }
        }
    }

    package enum Refusal: StateRefusal {
        case obstacles([Obstacle])
        case outdated

        package var code: String {
            switch self {
            case .obstacles: "branchChangeRefused"
            case .outdated: "previewOutdated"
            }
        }

        package var detail: Sentence {
            switch self {
            case .obstacles(let obstacles): "\(obstacles.map(\.detail), most: 10, separator: "; ")"
            case .outdated: "what would happen is not any more what was shown: look at it again"
            }
        }
    }
}

extension Reorganisation.Plan {
    /// Another name from a day on.
    package static func renaming(
        _ party: Reorganisation.Party, to name: String, from day: LocalDate, today: LocalDate
    ) -> Self {
        var plan = Self(.renaming, day)
        plan.renaming = Renaming(branch: party.code, from: party.name, to: name)
        plan.refuseWrongDay([party], today: today)
        return plan
    }

    /// - Parameters:
    ///   - givers: with what of theirs goes.
    ///   - members: where members go; nil where none may be left.
    ///   - areas: where areas go; nil where they are retired.
    package static func moving(
        _ kind: Reorganisation.Kind, from day: LocalDate, today: LocalDate, givers: [Reorganisation.Giver],
        members memberTaker: Reorganisation.Taker?, areas areaTaker: Reorganisation.Taker?
    ) -> Self {
        var plan = Self(kind, day)
        plan.ended = givers.filter(\.ends).map(\.party.code)
        var parties = givers.map(\.party)
        for taker in [memberTaker, areaTaker].compactMap(\.self) {
            switch taker {
            case .standing(let party): if !parties.contains(party) { parties.append(party) }
            case .founded(let code, let name): (plan.foundedCode, plan.foundedName) = (code, name)
            }
        }
        plan.refuseWrongDay(parties, today: today)
        for giver in givers {
            plan.refuseMonths(of: giver)
            plan.move(giver.members, of: giver, to: memberTaker)
            plan.move(giver.areas, of: giver, to: areaTaker, with: memberTaker)
            plan.endOffices(of: giver)
            if giver.ends, giver.lacksMonthBefore {
                plan.remarks.append(.monthNeverOpened(giver.party.code, day.month.adding(months: -1)))
            }
        }
        if let code = plan.foundedCode { plan.remarks.append(.noSecretary(code)) }
        return plan
    }

    private mutating func refuseWrongDay(_ parties: [Reorganisation.Party], today: LocalDate) {
        if day > today { obstacles.append(.notYet(day)) }
        for party in parties {
            if let dissolved = party.dissolved { obstacles.append(.dissolved(party.code, dissolved)) }
            if let founded = party.founded, day <= founded { obstacles.append(.notFounded(party.code, founded)) }
            if let changed = party.changed, day <= changed, party.founded != changed {
                obstacles.append(.changedLater(party.code, changed))
            }
            if let closed = party.closed, day <= closed.lastDay {
                obstacles.append(.closedMonth(party.code, closed))
            }
        }
    }

    /// A branch that ends has ended its months: who could close and post them is there no more.
    private mutating func refuseMonths(of giver: Reorganisation.Giver) {
        guard giver.ends else { return }
        let begun = giver.months.filter { $0.status == .open && $0.month.lastDay >= day }.map(\.month)
        if let latest = begun.max() { obstacles.append(.openMonth(giver.party.code, latest)) }
        let unfinished = giver.months.filter { state in
            guard state.month.lastDay < day else { return false }
            return switch state.status {
            case .open, .closed, .posted: true
            case .final, .withoutAward: false
            }
        }.map(\.month)
        if !unfinished.isEmpty { obstacles.append(.unfinished(giver.party.code, unfinished)) }
    }

    private mutating func move(
        _ all: [Reorganisation.Membership], of giver: Reorganisation.Giver, to taker: Reorganisation.Taker?
    ) {
        let code = giver.party.code
        let going = all.filter(\.goes)
        guard let taker else {
            let left = going.map(\.person)
            if !left.isEmpty { obstacles.append(.membersStay(code, left)) }
            return
        }
        for membership in going {
            if let from = membership.span.from, from >= day {
                obstacles.append(.memberCameLater(code, membership.person, from))
            }
            members.append(
                MemberMove(
                    membership: membership.id, person: membership.person, from: code, to: taker.code,
                    group: membership.group, until: membership.span.until))
            if let group = membership.group, !groups.contains(where: { $0.name == group }) {
                groups.append(
                    GroupMove(branch: taker.code, name: group, isNew: !taker.groups.contains(group)))
            }
        }
    }

    private mutating func move(
        _ all: [Reorganisation.Area], of giver: Reorganisation.Giver, to taker: Reorganisation.Taker?,
        with memberTaker: Reorganisation.Taker?
    ) {
        let gone = Set(giver.members.filter(\.goes).map(\.person))
        for area in all where area.goes {
            if let came = area.came, came >= day { obstacles.append(.areaCameLater(area.code, came)) }
            // Of a branch that ends, the month itself stands in the way already.
            if !giver.ends, let month = area.assessed { obstacles.append(.assessed(area.code, month)) }
            if taker == nil {
                if let established = area.established, established >= day {
                    obstacles.append(.establishedLater(area.code, established))
                }
                for holding in area.holders {
                    if let from = holding.span.from, from >= day {
                        obstacles.append(.heldFromLater(area.code, holding.person, from))
                    }
                }
            } else {
                let together = memberTaker?.code == taker?.code
                let left = area.holders.map(\.person).filter { !together || !gone.contains($0) }
                if !left.isEmpty { obstacles.append(.holdersStay(area.code, left)) }
            }
            areas.append(
                AreaMove(
                    area: area.id, code: area.code, name: area.name, from: giver.party.code, to: taker?.code,
                    holders: area.holders.map(\.person)))
        }
        let staying = all.filter { !$0.goes }
        for person in giver.members.filter(\.goes).map(\.person) {
            let held = staying.filter { area in area.holders.contains { $0.person == person } }.map(\.code)
            if !held.isEmpty { obstacles.append(.areasStay(person, held)) }
        }
    }

    /// Of a branch that ends all offices end; otherwise those of whoever goes.
    private mutating func endOffices(of giver: Reorganisation.Giver) {
        let gone = Set(giver.members.filter(\.goes).map(\.person))
        for office in giver.offices where giver.ends || gone.contains(office.person) {
            if let from = office.span.from, from >= day {
                obstacles.append(.appointedLater(giver.party.code, office.person, office.office, from))
            }
            offices.append(
                OfficeEnd(
                    appointment: office.id, branch: giver.party.code, person: office.person, office: office.office,
                    group: office.group))
        }
    }
}
