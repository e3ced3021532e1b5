import Crypto
package import Domain

extension Handover.Status: SQLTextValue {}

/// A hand-over sheet as it is shown.
package struct HandoverListing: Hashable, Sendable {
    package let id: ID<Handover>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let committeeName: String
    package let outgoing: PersonReference
    package let incoming: PersonReference
    package let status: Handover.Status
    package let madeAt: Instant
    /// A sign-in name, or the operator's.
    package let madeBy: String
    /// The signatures, and that it was withdrawn; the oldest first.
    package fileprivate(set) var steps: [HandoverStep] = []
    /// As whom the reader signs, if it is their turn; whoever has the office's say signs in the outgoing one's place.
    package fileprivate(set) var turn: HandoverTurn?
    /// Whether the reader may withdraw it.
    package fileprivate(set) var mayWithdraw = false

    package func step(_ status: Handover.Status) -> HandoverStep? { steps.first { $0.status == status } }
}

package enum HandoverTurn: Hashable, Sendable {
    case own(Handover.Side)
    case inPlace
}

package struct HandoverStep: Hashable, Sendable {
    package let status: Handover.Status
    /// Signed by the committee's office, for who could not.
    package let isInPlace: Bool
    /// A remark, or the reason.
    package let said: String?
    package let at: Instant
    /// A sign-in name, or the operator's.
    package let by: String
}

/// A hand-over sheet with what stands on it.
package struct HandoverContent: Hashable, Sendable {
    package let listing: HandoverListing
    package let sheet: Handover
    /// SHA-256 over the sheet.
    package let digest: String
}

/// That a branch has another secretary, and no sheet of it is signed by both.
package struct DueHandover: Hashable, Sendable {
    package let branch: ID<Branch>
    package let branchName: String
    package let outgoing: PersonReference
    package let incoming: PersonReference
    /// Since when the incoming one has the office.
    package let since: LocalDate
    /// The sheet that is not signed by both yet; nil for none.
    package let open: ID<Handover>?
    /// Whether the reader may make one out.
    package let mayMake: Bool
}

extension Transaction {
    // MARK: Reading

    private static let handoverListing: SQL =
        """
        SELECT handover.id, handover.branch_id, branch.code AS branch_code, branch.name AS branch_name,
               committee.name AS committee_name, handover.outgoing_id, handover.incoming_id,
               outgoing.number AS outgoing_number, outgoing.name AS outgoing_name, incoming.number AS incoming_number,
               incoming.name AS incoming_name, handover.status, handover.content, handover.digest, handover.made_at,
               handover.made_by
          FROM handover
          JOIN branch ON branch.id = handover.branch_id
          JOIN committee ON committee.id = branch.committee_id
          JOIN member AS outgoing ON outgoing.id = handover.outgoing_id
          JOIN member AS incoming ON incoming.id = handover.incoming_id
        """

    private struct StoredHandover {
        let listing: HandoverListing
        let outgoing: ID<Member>
        let incoming: ID<Member>
        let content: String?
        let digest: String?

        init(row: SQLRow) throws {
            (outgoing, incoming) = (try row["outgoing_id"], try row["incoming_id"])
            (content, digest) = (try row["content"], try row["digest"])
            listing = HandoverListing(
                id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
                branchName: try row["branch_name"], committeeName: try row["committee_name"],
                outgoing: PersonReference(number: try row["outgoing_number"], name: try row["outgoing_name"]),
                incoming: PersonReference(number: try row["incoming_number"], name: try row["incoming_name"]),
                status: try row["status"], madeAt: try row["made_at"], madeBy: try row["made_by"])
        }
    }

    /// A branch's sheets, the latest first, for whoever sees all that stands on one.
    package func handovers(of branch: ID<Branch>) throws -> [HandoverListing] {
        try requireHandovers(of: branch)
        let stored = try session.rows(
            "\(Self.handoverListing) WHERE handover.branch_id = \(branch) ORDER BY handover.id DESC",
            StoredHandover.init(row:))
        return try stored.map(withSteps)
    }

    /// A sheet, drafted anew each time until it is signed. It is also the two's whose it is, whatever they may read by now.
    ///
    /// - Parameter rules: of what is to be done how often.
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func handover(_ id: ID<Handover>, by rules: CadenceRules) throws -> HandoverContent {
        let stored = try storedHandover(id)
        let listing = try withSteps(stored)
        if let content = stored.content, let digest = stored.digest {
            guard let sheet = Handover(try JSON.parse(content.utf8)) else {
                throw StorageFault.corrupt("a hand-over sheet cannot be read")
            }
            return HandoverContent(listing: listing, sheet: sheet, digest: digest)
        }
        let sheet = try draft(of: listing, by: rules)
        return HandoverContent(listing: listing, sheet: sheet, digest: Self.digest(of: sheet))
    }

    private static func digest(of sheet: Handover) -> String { SHA256.hash(data: sheet.json.bytes()).hexadecimal }

    private func requireHandovers(of branch: ID<Branch>) throws {
        try require(.readMeetings, in: branch)
        try require(.readAccounts, in: branch)
    }

    private func storedHandover(_ id: ID<Handover>) throws -> StoredHandover {
        let found = try session.one("\(Self.handoverListing) WHERE handover.id = \(id)", StoredHandover.init(row:))
        guard let found else { throw StoreError.notFound("handOver") }
        let isParty = authority.member.map { $0 == found.outgoing || $0 == found.incoming } ?? false
        if !isParty { try requireHandovers(of: found.listing.branch) }
        return found
    }

    private func withSteps(_ stored: StoredHandover) throws -> HandoverListing {
        var listing = stored.listing
        listing.steps = try session.rows(
            "SELECT status, in_place, said, taken_at, taken_by FROM handover_step WHERE handover_id = \(listing.id) ORDER BY id"
        ) { row in
            HandoverStep(
                status: try row["status"], isInPlace: try row["in_place"], said: try row["said"],
                at: try row["taken_at"], by: try row["taken_by"])
        }
        let reader = authority.member
        let isOffice = try allows(.appointSecretaries, in: listing.branch)
        listing.turn =
            switch listing.status {
            case .drafted where reader == stored.outgoing: .own(.outgoing)
            case .drafted where isOffice && reader != stored.incoming: .inPlace
            case .handedOver where reader == stored.incoming: .own(.incoming)
            case .drafted, .handedOver, .takenOver, .withdrawn: nil
            }
        listing.mayWithdraw = try listing.status.isOpen && allows(.handOverBranch, in: listing.branch)
        return listing
    }

    // MARK: Drafting

    /// What stands on a sheet today: what the branch's secretary sees of it, whoever reads it.
    private func draft(of listing: HandoverListing, by rules: CadenceRules) throws -> Handover {
        let branch = listing.branch
        let place = try place(of: branch)
        let secretary = Authority.Held(.secretary, in: .branch(branch), at: place)
        // Of what was taken back unsigned nothing is told any more.
        let lines =
            listing.status == .withdrawn
            ? [] : try reading(as: Authority(member: nil, held: [secretary])).handoverLines(of: branch, by: rules)
        return Handover(
            branch: listing.branchCode, from: listing.outgoing.number, to: listing.incoming.number, lines: lines)
    }

    private func handoverLines(of branch: ID<Branch>, by rules: CadenceRules) throws -> [Handover.Line] {
        let open = try whole { try findings(FindingFilter(branch: branch, isOpen: true), $0) }
        let plans = try planItems(of: today.month.adding(months: -12)...today.month.adding(months: 12), in: branch)
        let all = try whole { try areas(AreaFilter(branch: branch), $0) }
        let known = try whole { try accounts(name: nil, $0) }
        var lines: [Handover.Line] = open.map { finding in
            Handover.Line(
                .findings, finding.id.rawValue, "\(finding.number.text) \(finding.matter.what.string)",
                states: [finding.course.status.rawValue], due: finding.course.due,
                isOverdue: finding.course.isOverdue(on: today))
        }
        lines += plans.filter { $0.status == .open }.map { listing in
            Handover.Line(
                .plans, listing.id.rawValue, listing.item.title.string, period: listing.month.description,
                states: [listing.status.rawValue], due: listing.item.due, isOverdue: listing.isOverdue(on: today))
        }
        lines += try asks(branch: branch).map { listing in
            Handover.Line(
                .asks, listing.id.rawValue, listing.ask.title.string, states: [listing.status.rawValue],
                due: listing.due, isOverdue: listing.isOverdue(on: today))
        }
        lines += try due(on: today, by: rules, in: .branch(branch)).compactMap { listing in
            let (rule, obligation) = (listing.rule, listing.obligation)
            guard listing.subject.branch == branch, [.due, .overdue].contains(obligation.state) else { return nil }
            return Handover.Line(
                .obligations, nil, rule.title.zh.string, en: rule.title.en.string, period: obligation.period.name,
                states: [obligation.state.rawValue],
                people: [listing.subject.group ?? listing.subject.person?.name].compactMap(\.self),
                due: obligation.until, isOverdue: obligation.state == .overdue)
        }
        lines += try openMonths(of: branch) + unsignedMeetings(of: branch)
        lines += all.filter { ($0.area.span.until ?? today) >= today }.map { listing in
            Handover.Line(
                .areas, listing.area.id.rawValue, "\(listing.area.code.text) \(listing.area.name)",
                people: listing.holders.map(\.name))
        }
        lines += known.filter { !$0.account.isClosed }.map { listing in
            Handover.Line(
                .accounts, listing.account.id.rawValue, listing.account.name,
                states: listing.roles.filter { $0.lapse == nil }.map(\.role.rawValue),
                people: [listing.member?.name].compactMap(\.self))
        }
        return lines
    }

    private func openMonths(of branch: ID<Branch>) throws -> [Handover.Line] {
        let closed: [Cycle.Status] = [.final, .withoutAward]
        return try session.rows(
            """
            SELECT id, month, status FROM cycle
             WHERE branch_id = \(branch) AND status NOT IN \(list: closed.map(\.rawValue))
             ORDER BY month
            """
        ) { row in
            let id: ID<Cycle> = try row["id"]
            let month: Month = try row["month"]
            let status: Cycle.Status = try row["status"]
            return Handover.Line(
                .months, id.rawValue, month.description, period: month.description, states: [status.rawValue])
        }
    }

    /// Of the last two years, those whose day has come.
    private func unsignedMeetings(of branch: ID<Branch>) throws -> [Handover.Line] {
        try branchMeetings(of: [branch], from: today.adding(days: -730), until: today)
            .filter { $0.signed == nil && $0.meeting.status == .scheduled }
            .map { listing in
                let meeting = listing.meeting
                return Handover.Line(
                    .meetings, listing.id.rawValue, meeting.theme?.string ?? meeting.slot.place.string,
                    states: [meeting.kind.rawValue], due: meeting.slot.date)
            }
    }

    // MARK: Writing

    /// Makes a sheet out for two members, of whom the first has or had the secretary's office. One that the two have not both
    /// signed stands.
    ///
    /// - Throws: ``FieldErrors`` for `outgoing` and `incoming`.
    package func makeHandover(
        of branch: ID<Branch>, from outgoing: Code, to incoming: Code, by rules: CadenceRules
    ) throws -> (HandoverContent, ImportOutcome) {
        let place = try place(of: branch)
        try require(.handOverBranch, in: place)
        try refuseDissolved(branch)
        let outgoing = try requireMember(outgoing.text, field: "outgoing")
        let incoming = try requireMember(incoming.text, field: "incoming")
        if outgoing == incoming {
            throw FieldErrors("incoming", .conflict, "who hands over does not take over: name two people")
        }
        let hadOffice = try session.exists(
            """
            SELECT 1 FROM appointment
             WHERE branch_id = \(branch) AND member_id = \(outgoing) AND office = \(Appointment.Office.secretary)
               AND (from_date IS NULL OR from_date <= \(today))
            """)
        guard hadOffice else {
            throw FieldErrors("outgoing", .unexpected, "they are not, and were not, the branch's secretary")
        }
        let standing: ID<Handover>? = try session.value(
            """
            SELECT id FROM handover
             WHERE branch_id = \(branch) AND outgoing_id = \(outgoing) AND incoming_id = \(incoming)
               AND status IN ('drafted', 'handedOver')
             ORDER BY id LIMIT 1
            """)
        if let standing { return (try handover(standing, by: rules), .unchanged) }
        let id: ID<Handover> = try session.insert(
            """
            INSERT INTO handover (branch_id, outgoing_id, incoming_id, status, made_at, made_by)
            VALUES (\(branch), \(outgoing), \(incoming), \(Handover.Status.drafted), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .created, .handover, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "outgoing": .open(JSON(outgoing)), "incoming": .open(JSON(incoming)),
            ])
        return (try handover(id, by: rules), .created)
    }

    /// Signs a sheet as it was read: for the outgoing secretary or, with the reason, in their place, which freezes it; then for
    /// the incoming one, who may add a remark.
    ///
    /// - Throws: ``Handover/Refusal``; ``FieldErrors`` for `reason` and `remark`.
    package func signHandover(
        _ id: ID<Handover>, as side: Handover.Side, digest: String, remark: Text?, inPlaceBecause reason: Text?,
        by rules: CadenceRules
    ) throws -> HandoverContent {
        let stored = try storedHandover(id)
        let branch = stored.listing.branch
        if reason != nil {
            try require(.appointSecretaries, in: branch)
            if side == .incoming {
                throw FieldErrors("reason", .unexpected, "nobody takes over in somebody else's place")
            }
        }
        if side == .outgoing, remark != nil {
            throw FieldErrors("remark", .unexpected, "it is for whoever takes over to remark on it")
        }
        try Handover.requireTurn(of: side, at: stored.listing.status)
        let signer = side == .outgoing ? stored.outgoing : stored.incoming
        if reason != nil {
            if authority.member == stored.incoming { throw Handover.Refusal.onePerson }
        } else if authority.member != signer {
            throw Handover.Refusal.notSigner(side)
        }
        let content = try handover(id, by: rules)
        guard content.digest == digest else { throw Handover.Refusal.changed }
        if side == .outgoing {
            try session.run(
                """
                UPDATE handover SET status = \(side.status), content = \(content.sheet.json.text), digest = \(digest)
                 WHERE id = \(id)
                """)
        } else {
            try session.run("UPDATE handover SET status = \(side.status) WHERE id = \(id)")
        }
        try keep(side.status, of: id, isInPlace: reason != nil, reason ?? remark)
        try audit(
            .signed, .handover, id, in: place(of: branch), before: Self.told(stored.listing.status),
            after: [
                "status": .open(.string(side.status.rawValue)), "digest": .open(.string(digest)),
                "reason": .open(JSON(reason?.string)), "remark": .open(JSON(remark?.string)),
            ])
        return try handover(id, by: rules)
    }

    /// Takes a sheet back that was not signed by both, with the reason.
    ///
    /// - Throws: ``Handover/Refusal/over(_:)``
    package func withdrawHandover(_ id: ID<Handover>, reason: Text, by rules: CadenceRules) throws -> HandoverContent {
        let stored = try storedHandover(id)
        try require(.handOverBranch, in: stored.listing.branch)
        try Handover.requireOpen(stored.listing.status)
        try session.run("UPDATE handover SET status = \(Handover.Status.withdrawn) WHERE id = \(id)")
        try keep(.withdrawn, of: id, isInPlace: false, reason)
        try audit(
            .withdrawn, .handover, id, in: place(of: stored.listing.branch), before: Self.told(stored.listing.status),
            after: [
                "status": .open(.string(Handover.Status.withdrawn.rawValue)), "reason": .open(.string(reason.string)),
            ])
        return try handover(id, by: rules)
    }

    private static func told(_ status: Handover.Status) -> AuditDocument {
        ["status": .open(.string(status.rawValue))]
    }

    private func keep(
        _ status: Handover.Status, of id: ID<Handover>, isInPlace: Bool, _ said: Text?
    ) throws {
        try session.run(
            """
            INSERT INTO handover_step (handover_id, status, in_place, said, taken_at, taken_by)
            VALUES (\(id), \(status), \(isInPlace), \(said), \(now), \(principal.name))
            """)
    }

    // MARK: What is due

    /// How long after a change of secretary it is told that nothing was handed over.
    private static let dueHandoverDays = 180

    /// The two who were a branch's secretary last, where the later one began within half a year and no sheet between them is
    /// signed by both.
    ///
    /// - Parameter branch: nil for those in which the reader is one of the two.
    package func dueHandovers(of branch: ID<Branch>? = nil) throws -> [DueHandover] {
        let branches: [ID<Branch>]
        if let branch {
            branches = [branch]
        } else if let member = authority.member {
            branches = Set(
                try session.rows(
                    "SELECT branch_id FROM appointment WHERE member_id = \(member) AND office = 'secretary'"
                ) { try $0.at(0) as ID<Branch> }
            ).sorted()
        } else {
            return []
        }
        let found = try branches.compactMap(dueHandover)
        guard branch == nil, let own = try ownNumber() else { return found }
        return found.filter { own == $0.outgoing.number || own == $0.incoming.number }
    }

    private func ownNumber() throws -> Code? {
        try authority.member.flatMap { try session.value("SELECT number FROM member WHERE id = \($0)") }
    }

    private func dueHandover(of branch: ID<Branch>) throws -> DueHandover? {
        struct Held {
            let member: ID<Member>
            let person: PersonReference
            let from: LocalDate?
            let name: String
        }
        let held = try session.rows(
            """
            SELECT appointment.member_id, member.number, member.name, appointment.from_date, branch.name AS branch_name
              FROM appointment
              JOIN member ON member.id = appointment.member_id
              JOIN branch ON branch.id = appointment.branch_id
             WHERE appointment.branch_id = \(branch) AND appointment.office = 'secretary'
               AND (appointment.from_date IS NULL OR appointment.from_date <= \(today))
             ORDER BY appointment.from_date DESC NULLS LAST, appointment.id DESC LIMIT 2
            """
        ) { row in
            Held(
                member: try row["member_id"],
                person: PersonReference(number: try row["number"], name: try row["name"]),
                from: try row["from_date"], name: try row["branch_name"])
        }
        guard held.count == 2, held[0].member != held[1].member, let since = held[0].from,
            since >= today.adding(days: -Self.dueHandoverDays)
        else { return nil }
        let sheets = try session.rows(
            """
            SELECT id, status FROM handover
             WHERE branch_id = \(branch) AND outgoing_id = \(held[1].member) AND incoming_id = \(held[0].member)
               AND status <> 'withdrawn'
             ORDER BY id
            """
        ) { (id: try $0["id"] as ID<Handover>, status: try $0["status"] as Handover.Status) }
        if sheets.contains(where: { $0.status == .takenOver }) { return nil }
        return DueHandover(
            branch: branch, branchName: held[0].name, outgoing: held[1].person, incoming: held[0].person,
            since: since, open: sheets.last?.id,
            mayMake: try allows(.handOverBranch, in: branch))
    }
}
