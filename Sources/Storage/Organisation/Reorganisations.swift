package import Domain

/// What is to become of branches.
package struct ReorganisationOrder: Sendable {
    package enum Target: Sendable {
        case standing(ID<Branch>)
        case founding(Branch.Draft)
    }

    package enum Work: Sendable {
        case rename(Text)
        /// - Parameters:
        ///   - members: where they go; nil where none may be left.
        ///   - areas: where they go; nil where they are retired.
        case dissolve(members: ID<Branch>?, areas: ID<Branch>?)
        case merge(with: [ID<Branch>], into: Target)
        case split(
            founding: Branch.Draft, members: Set<ID<Member>>, groups: Set<ID<Group>>, areas: Set<ID<ResponsibilityArea>>
        )
    }

    package let branch: ID<Branch>
    package let work: Work
    /// The first day.
    package let day: LocalDate
    package let reason: Text
    /// The number of the document (批复文号).
    package let document: Text

    package init(branch: ID<Branch>, work: Work, day: LocalDate, reason: Text, document: Text) {
        (self.branch, self.work, self.day) = (branch, work, day)
        (self.reason, self.document) = (reason, document)
    }
}

/// A change of branches as it was planned in this transaction, by somebody who may carry it out.
package struct PlannedReorganisation {
    package let order: ReorganisationOrder
    package let plan: Reorganisation.Plan
    /// The branches that take part and stand, by code.
    fileprivate let branches: [Code: ID<Branch>]
    fileprivate let founding: Branch.Draft?
}

extension Transaction {
    /// - Throws: ``Authority/Denial`` for whoever may not decide what becomes of the branch.
    package func requireReorganising(_ branch: ID<Branch>) throws { try require(.manageCommittees, in: branch) }

    /// What would become of branches by an order of the committee's office.
    ///
    /// - Throws: ``FieldErrors`` for what cannot be meant; ``Authority/Denial`` for whoever may not decide it of each of the
    ///   branches.
    package func plan(_ order: ReorganisationOrder) throws -> PlannedReorganisation {
        try require(.manageCommittees, in: order.branch)
        switch order.work {
        case .rename(let name): return try planRenaming(order, to: name)
        case .dissolve(let members, let areas):
            if members == order.branch { throw FieldErrors("membersTo", .conflict, "that is the branch itself") }
            if areas == order.branch { throw FieldErrors("areasTo", .conflict, "that is the branch itself") }
            let takers = try [members, areas].map { try $0.map { try taker($0) } }
            return try planMoving(
                order, .dissolution, [giver(order.branch, order.day)], members: takers[0], areas: takers[1])
        case .merge(let others, let target):
            var branches = [order.branch]
            for (index, other) in others.enumerated() {
                if branches.contains(other) { throw FieldErrors("with[\(index)]", .duplicate, "named twice") }
                try require(.manageCommittees, in: other)
                branches.append(other)
            }
            let founding: Branch.Draft?
            let taker: Reorganisation.Taker
            switch target {
            case .standing(let branch):
                if branches.contains(branch) {
                    throw FieldErrors("into", .conflict, "a branch does not go into itself: name only the others")
                }
                (founding, taker) = (nil, try self.taker(branch))
            case .founding(let draft):
                if branches.count < 2 {
                    throw FieldErrors("with", .required, "name the branches that are merged into the new one")
                }
                (founding, taker) = (draft, try self.taker(founding: draft))
            }
            return try planMoving(
                order, .merger, branches.map { try giver($0, order.day) }, members: taker, areas: taker,
                founding: founding)
        case .split(let draft, let members, let groups, let areas):
            let giver = try giver(order.branch, order.day, members: members, groups: groups, areas: areas)
            guard giver.members.contains(where: \.goes) else {
                throw FieldErrors(
                    "members", .required, "name the members or groups that the new branch is founded with")
            }
            let taker = try taker(founding: draft)
            return try planMoving(order, .split, [giver], members: taker, areas: taker, founding: draft)
        }
    }

    private func planRenaming(_ order: ReorganisationOrder, to name: Text) throws -> PlannedReorganisation {
        let party = try party(order.branch)
        if party.name == name.string { throw FieldErrors("name", .conflict, "the branch is called so already") }
        return PlannedReorganisation(
            order: order, plan: .renaming(party, to: name.string, from: order.day, today: today),
            branches: [party.code: order.branch], founding: nil)
    }

    private func planMoving(
        _ order: ReorganisationOrder, _ kind: Reorganisation.Kind, _ givers: [Reorganisation.Giver],
        members: Reorganisation.Taker?, areas: Reorganisation.Taker?, founding: Branch.Draft? = nil
    ) throws -> PlannedReorganisation {
        let plan = Reorganisation.Plan.moving(
            kind, from: order.day, today: today, givers: givers, members: members, areas: areas)
        let codes = givers.map(\.party.code) + [members, areas].compactMap { $0?.code }
        var branches: [Code: ID<Branch>] = [:]
        for code in codes where code != founding?.code { branches[code] = try branchID(code) }
        return PlannedReorganisation(
            order: order, plan: plan.noting(try uninvited(plan, branches)), branches: branches, founding: founding)
    }

    /// The meetings ahead to which the secretaries of branches that end are not invited any more.
    private func uninvited(
        _ plan: Reorganisation.Plan, _ branches: [Code: ID<Branch>]
    ) throws -> [Reorganisation.Remark] {
        try plan.ended.flatMap { code -> [Reorganisation.Remark] in
            let isLed = plan.offices.contains { $0.branch == code && $0.office == .secretary }
            guard isLed, let branch = branches[code] else { return [] }
            let dates = try session.rows(
                """
                SELECT date FROM meeting
                 WHERE committee_id IN \(list: try place(of: branch).committees) AND status = 'scheduled'
                   AND kind = 'secretaries' AND date >= \(max(today, plan.day))
                """
            ) { try $0.at(0) as LocalDate }
            return dates.sorted().map { .notInvited(code, $0) }
        }
    }

    // MARK: - What stands

    private func party(_ id: ID<Branch>) throws -> Reorganisation.Party {
        let standing = try branch(id).branch
        return Reorganisation.Party(
            code: standing.code, name: standing.name, founded: standing.founded, dissolved: standing.dissolved,
            changed: try session.rows(
                "SELECT from_date FROM branch_change WHERE branch_id = \(id)"
            ) { try $0.at(0) as LocalDate }.max(),
            groups: Set(try groups(of: id).map(\.name)), closed: try closedMonth(of: id, from: nil))
    }

    private func taker(_ id: ID<Branch>) throws -> Reorganisation.Taker {
        try require(.manageCommittees, in: id)
        return .standing(try party(id))
    }

    private func taker(founding draft: Branch.Draft) throws -> Reorganisation.Taker {
        if try branchID(draft.code) != nil {
            throw FieldErrors("found.code", .duplicate, "there is a branch \(draft.code.text) already")
        }
        return .founded(draft.code, name: draft.name.string)
    }

    /// A branch that ends, with all that it has.
    private func giver(_ id: ID<Branch>, _ day: LocalDate) throws -> Reorganisation.Giver {
        let month = day.month.adding(months: -1)
        let lacks = try !storedAreas(of: id, in: month).isEmpty && cycle(of: id, in: month) == nil
        return try giver(id, day, ends: true, lacksMonthBefore: lacks, memberGoes: { _, _ in true }) { _ in true }
    }

    /// A branch of which a part goes.
    private func giver(
        _ id: ID<Branch>, _ day: LocalDate, members: Set<ID<Member>>, groups: Set<ID<Group>>,
        areas: Set<ID<ResponsibilityArea>>
    ) throws -> Reorganisation.Giver {
        let giver = try giver(
            id, day, ends: false, lacksMonthBefore: false,
            memberGoes: { members.contains($0) || $1.map(groups.contains) ?? false },
            areaGoes: areas.contains)
        let (there, had) = (Set(giver.members.map(\.person.id)), Set(giver.areas.map(\.id)))
        var errors = FieldErrors()
        for member in members.subtracting(there).sorted() {
            let number = try storedMember(member).member.number
            errors.add("members", .reference, "the branch has no member \(number.text) on that day")
        }
        for area in areas.subtracting(had).sorted() {
            let code: Code? = try session.value("SELECT code FROM responsibility_area WHERE id = \(area)")
            errors.add("areas", .reference, "the branch has no area \(code?.text ?? "") on that day")
        }
        try errors.check()
        return giver
    }

    private func giver(
        _ id: ID<Branch>, _ day: LocalDate, ends: Bool, lacksMonthBefore: Bool,
        memberGoes: (ID<Member>, ID<Group>?) -> Bool, areaGoes: (ID<ResponsibilityArea>) -> Bool
    ) throws -> Reorganisation.Giver {
        let members = try session.rows(
            """
            SELECT membership.id AS membership_id, membership.group_id, membership.from_date, membership.until_date,
                   member.id, member.number, member.name, party_group.name AS group_name
              FROM membership
              JOIN member ON member.id = membership.member_id
              LEFT JOIN party_group ON party_group.id = membership.group_id
             WHERE membership.branch_id = \(id) AND \(SpanColumns(of: "membership").reach(day))
             ORDER BY member.number, membership.id
            """
        ) { row in
            let person = try Reorganisation.Person(row: row)
            return Reorganisation.Membership(
                id: try row["membership_id"], person: person, group: try row["group_name"],
                span: try DateSpan(row: row), goes: memberGoes(person.id, try row["group_id"]))
        }
        let offices = try session.rows(
            """
            SELECT appointment.id AS appointment_id, appointment.office, appointment.from_date, appointment.until_date,
                   member.id, member.number, member.name, party_group.name AS group_name
              FROM appointment
              JOIN member ON member.id = appointment.member_id
              LEFT JOIN party_group ON party_group.id = appointment.group_id
             WHERE appointment.branch_id = \(id) AND \(SpanColumns(of: "appointment").reach(day))
             ORDER BY appointment.id
            """
        ) { row in
            Reorganisation.Office(
                id: try row["appointment_id"], person: try Reorganisation.Person(row: row), office: try row["office"],
                group: try row["group_name"], span: try DateSpan(row: row))
        }
        let unended: [Cycle.Status] = [.open, .closed, .posted]
        let months = try session.rows(
            """
            SELECT month, status FROM cycle
             WHERE branch_id = \(id) AND (status IN \(list: unended.map(\.rawValue)) OR month >= \(day.month))
             ORDER BY month
            """
        ) { Reorganisation.MonthState(month: try $0.at(0), status: try $0.at(1)) }
        return Reorganisation.Giver(
            party: try party(id), ends: ends, members: members, areas: try areas(of: id, day, goes: areaGoes),
            offices: offices, months: months, lacksMonthBefore: lacksMonthBefore)
    }

    private func areas(
        of branch: ID<Branch>, _ day: LocalDate, goes: (ID<ResponsibilityArea>) -> Bool
    ) throws -> [Reorganisation.Area] {
        var holders: [ID<ResponsibilityArea>: [Reorganisation.Area.Holding]] = [:]
        try session.forEach(
            """
            SELECT assignment.area_id, assignment.from_date, assignment.until_date, member.id, member.number, member.name
              FROM responsibility_area
              JOIN assignment ON assignment.area_id = responsibility_area.id
              JOIN member ON member.id = assignment.member_id
             WHERE responsibility_area.branch_id = \(branch) AND \(SpanColumns(of: "assignment").reach(day))
             ORDER BY assignment.id
            """
        ) { row in
            holders[try row["area_id"], default: []].append(
                Reorganisation.Area.Holding(person: try Reorganisation.Person(row: row), span: try DateSpan(row: row)))
        }
        var assessed: [ID<ResponsibilityArea>: Month] = [:]
        try session.forEach(
            """
            SELECT sheet.area_id, cycle.month FROM cycle JOIN sheet ON sheet.cycle_id = cycle.id
             WHERE cycle.branch_id = \(branch) AND cycle.month >= \(day.month)
             UNION ALL
            SELECT adjustment.area_id, cycle.month FROM cycle JOIN adjustment ON adjustment.cycle_id = cycle.id
             WHERE cycle.branch_id = \(branch) AND cycle.month >= \(day.month)
            """
        ) { row in
            let month: Month = try row.at(1)
            assessed[try row.at(0)] = max(assessed[try row.at(0)] ?? month, month)
        }
        return try session.rows(
            """
            SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
                   responsibility_area.established, area_branch.from_date
              FROM responsibility_area
              JOIN area_branch ON area_branch.area_id = responsibility_area.id AND area_branch.until_date IS NULL
             WHERE responsibility_area.branch_id = \(branch) AND \(SpanColumns.ofAreas.reach(day))
             ORDER BY responsibility_area.code
            """
        ) { row in
            let id: ID<ResponsibilityArea> = try row["id"]
            return Reorganisation.Area(
                id: id, code: try row["code"], name: try row["name"], established: try row["established"],
                came: try row["from_date"], holders: holders[id] ?? [], assessed: assessed[id], goes: goes(id))
        }
    }

    // MARK: - Carrying it out

    /// Carries out what was planned, if nothing stands in the way: all of it, or nothing.
    ///
    /// - Throws: ``Reorganisation/Refusal/obstacles(_:)``.
    package func carryOut(_ planned: PlannedReorganisation) throws {
        let (order, plan) = (planned.order, planned.plan)
        if !plan.obstacles.isEmpty { throw Reorganisation.Refusal.obstacles(plan.obstacles) }
        var branches = planned.branches
        var founded: ID<Branch>?
        if let draft = planned.founding {
            let committee = try branch(order.branch).branch.committee
            let made = try createBranch(draft, committee: committee).branch
            (branches[made.code], founded) = (made.id, made.id)
        }
        func id(_ code: Code) throws -> ID<Branch> {
            guard let id = branches[code] else { throw StoreError.notFound("branch") }
            return id
        }
        if let renaming = plan.renaming { try rename(id(renaming.branch), renaming, order) }
        for office in plan.offices { try end(office, in: id(office.branch), before: order.day) }
        var groups: [Code: [String: ID<Group>]] = [:]
        for group in plan.groups {
            groups[group.branch, default: [:]][group.name] = try takeGroup(group, in: id(group.branch))
        }
        for member in plan.members {
            let group = member.group.flatMap { groups[member.to]?[$0] }
            try move(member, from: id(member.from), to: id(member.to), group, order)
        }
        for area in plan.areas { try move(area, to: area.to.map(id), order) }
        for code in plan.ended { try end(id(code), plan, order, id) }
        if case .split = order.work, let founded {
            try keep(
                .split, of: order.branch, from: order.day, other: founded, because: order.reason, by: order.document)
            try keep(
                .founded, of: founded, from: order.day, other: order.branch, because: order.reason, by: order.document)
            try audit(.split, .branch, order.branch, in: place(of: order.branch), after: document(of: order, founded))
        }
    }

    private func document(of order: ReorganisationOrder, _ other: ID<Branch>?) -> AuditDocument {
        [
            "from": .open(JSON(order.day)), "branch": .open(JSON(other)),
            "reason": .open(.string(order.reason.string)), "document": .open(.string(order.document.string)),
        ]
    }

    private func rename(
        _ id: ID<Branch>, _ renaming: Reorganisation.Plan.Renaming, _ order: ReorganisationOrder
    ) throws {
        let version = try branch(id).branch.version
        try update("branch", id, at: check(version: version), setting: "name = \(renaming.to)")
        try keep(
            .renamed, of: id, from: order.day, formerName: renaming.from, because: order.reason, by: order.document)
        try audit(
            .renamed, .branch, id, in: place(of: id), before: ["name": .open(.string(renaming.from))],
            after: document(of: order, nil).with("name", .open(.string(renaming.to))))
    }

    private func end(
        _ office: Reorganisation.Plan.OfficeEnd, in branch: ID<Branch>, before day: LocalDate
    ) throws {
        let last = day.adding(days: -1)
        try session.run("UPDATE appointment SET until_date = \(last) WHERE id = \(office.appointment)")
        try audit(.ended, .appointment, office.appointment, in: place(of: branch), after: ["until": .open(JSON(last))])
    }

    private func takeGroup(_ group: Reorganisation.Plan.GroupMove, in branch: ID<Branch>) throws -> ID<Group> {
        let name = Text(kept: group.name)
        if let known = try groupID(named: name, in: branch) { return known }
        return try makeGroup(named: name, in: branch)
    }

    private func move(
        _ move: Reorganisation.Plan.MemberMove, from: ID<Branch>, to: ID<Branch>, _ group: ID<Group>?,
        _ order: ReorganisationOrder
    ) throws {
        let recorded = try session.one("SELECT recorded_on FROM membership WHERE id = \(move.membership)") {
            try $0.at(0) as LocalDate?
        }
        try session.run(
            "UPDATE membership SET until_date = \(order.day.adding(days: -1)) WHERE id = \(move.membership)")
        // They are known for as long as they were: what they may score does not go by when this was recorded.
        try session.run(
            """
            INSERT INTO membership (member_id, branch_id, group_id, from_date, until_date, reason, recorded_on)
            VALUES (\(move.person.id), \(to), \(group), \(order.day), \(move.until), \(order.reason),
                    \(recorded ?? nil))
            """
        )
        let version = try storedMember(move.person.id).member.version
        try update("member", move.person.id, at: check(version: version))
        try audit(
            .transferred, .member, move.person.id, in: place(of: from),
            before: ["branch": .open(.string(move.from.text)), "group": .open(JSON(move.group))],
            after: [
                "branch": .open(.string(move.to.text)), "group": .open(JSON(move.group)), "on": .open(JSON(order.day)),
                "reason": .open(.string(order.reason.string)),
                "document": .open(.string(order.document.string)),
            ]
        )
    }

    private func move(
        _ move: Reorganisation.Plan.AreaMove, to branch: ID<Branch>?, _ order: ReorganisationOrder
    ) throws {
        let before = try area(move.area).area
        let place = try place(of: before.branch)
        if let branch {
            try moveArea(move.area, to: branch, from: order.day)
            try audit(
                .moved, .area, move.area, in: place, before: ["branch": .open(JSON(before.branch))],
                after: document(of: order, branch))
            return
        }
        let last = order.day.adding(days: -1)
        try update(
            "responsibility_area", move.area, at: check(version: before.version), setting: "retired = \(last)")
        for assignment in try assignmentsReaching(order.day, of: move.area) {
            try endAssignment(assignment, until: last)
        }
        try audit(
            .retired, .area, move.area, in: place, before: KeptArea(before).document,
            after: ["on": .open(JSON(last)), "reason": .open(.string(order.reason.string))]
        )
    }

    /// A branch is no more from the day on, nor is what was granted in it.
    private func end(
        _ branch: ID<Branch>, _ plan: Reorganisation.Plan, _ order: ReorganisationOrder,
        _ id: (Code) throws -> ID<Branch>
    ) throws {
        let (version, place) = (try self.branch(branch).branch.version, try place(of: branch))
        try update("branch", branch, at: check(version: version), setting: "dissolved = \(order.day)")
        func keep(_ kind: BranchChange.Kind, of branch: ID<Branch>, _ other: ID<Branch>?) throws {
            try self.keep(
                kind, of: branch, from: order.day, other: other, because: order.reason, by: order.document)
        }
        switch order.work {
        case .dissolve(let members, let areas):
            try keep(.dissolved, of: branch, members ?? areas)
            for taker in Set([members, areas].compactMap(\.self)).sorted() {
                try keep(.received, of: taker, branch)
                try audit(.changed, .branch, taker, in: self.place(of: taker), after: document(of: order, branch))
            }
            try audit(.dissolved, .branch, branch, in: place, after: document(of: order, members ?? areas))
        case .merge(_, let target):
            let taker: ID<Branch>
            switch target {
            case .standing(let standing): taker = standing
            case .founding(let draft): taker = try id(draft.code)
            }
            try keep(.merged, of: branch, taker)
            if case .founding = target {
                try keep(.founded, of: taker, branch)
            } else {
                try keep(.absorbed, of: taker, branch)
            }
            try audit(.changed, .branch, taker, in: self.place(of: taker), after: document(of: order, branch))
            try audit(.merged, .branch, branch, in: place, after: document(of: order, taker))
        case .rename, .split: break
        }
        try endGrants(in: branch)
    }
}

extension Reorganisation.Person {
    /// From the columns `id`, `number` and `name`.
    fileprivate init(row: SQLRow) throws {
        self.init(id: try row["id"], number: try row["number"], name: try row["name"])
    }
}
