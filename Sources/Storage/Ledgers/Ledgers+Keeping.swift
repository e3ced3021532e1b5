package import Domain

extension Transaction {
    /// Enters something in a branch's ledger. The same again, of one title and day, is the one that stands.
    ///
    /// - Throws: ``FieldErrors``, each with its part's name.
    package func enterLedger(
        _ ledger: Ledger, _ content: LedgerContent, of branch: ID<Branch>
    ) throws -> (ID<LedgerEntry>, ImportOutcome) {
        let (form, place) = (ledger.form, try place(of: branch))
        try require(form.keeper.action, in: place)
        try refuseDissolved(branch)
        try form.check(content, today: today)
        try requireOwn(content, form.parts, of: branch, on: content.day(form.day) ?? today)
        let kept = KeptLedgerEntry(ledger: ledger, content: content, due: form.dueDay(of: content, try workCalendar()))
        let standing = try ledgerEntry(calledLike: kept, of: branch)
        if let standing {
            guard let key = content.firstDifference(from: standing.content, in: form.parts) else {
                return (standing.id, .unchanged)
            }
            throw FieldErrors(
                key.rawValue, .conflict,
                "there is an entry of that name and day already, with something else here: revise that, or call this one otherwise"
            )
        }
        let id: ID<LedgerEntry> = try session.insert(
            """
            INSERT INTO ledger_entry (ledger, branch_id, \(columnsOf: KeptLedgerEntry.self), state, version, entered_at,
                                      entered_by, member_id)
            VALUES (\(ledger), \(branch), \(valuesOf: kept), \(form.begins), 1, \(now), \(principal.name),
                    \(authority.member))
            RETURNING id
            """
        )
        try audit(
            .recorded, .ledgerEntry, id, in: place,
            after: try told(content, form.parts).with("ledger", .open(.string(ledger.rawValue)))
                .with("branch", .open(JSON(branch))))
        return (id, .created)
    }

    /// The one that has its name and day.
    private func ledgerEntry(calledLike kept: KeptLedgerEntry, of branch: ID<Branch>) throws -> LedgerListing? {
        try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.branch_id = \(branch) AND ledger_entry.ledger = \(kept.ledger)
               AND ledger_entry.day = \(kept.day) AND ledger_entry.title = \(kept.title)
               AND ledger_entry.state <> \(LedgerState.withdrawn)
            """
        ) { try ledgerListing($0) }.first
    }

    /// Corrects what an entry says, with the reason, as long as nothing came of it. The same again changes nothing.
    ///
    /// - Throws: ``FieldErrors``; ``LedgerEntry/Refusal``.
    package func reviseLedger(
        _ id: ID<LedgerEntry>, of ledger: Ledger, _ content: LedgerContent, reason: Text, ifVersion version: Int?
    ) throws -> LedgerListing {
        let entry = try ledgerEntry(id, of: ledger)
        let form = entry.form
        try require(form.keeper.action, in: entry.branch)
        _ = try check(version: entry.version, against: version)
        // What others have said something of stays as they knew it.
        guard entry.state == form.begins, entry.steps.isEmpty else {
            throw LedgerEntry.Refusal.notNow
        }
        try form.check(content, today: today)
        try requireOwn(
            content, form.parts, of: entry.branch, on: content.day(form.day) ?? today, over: entry.content)
        guard content.firstDifference(from: entry.content, in: form.parts) != nil else { return entry }
        try session.run(
            """
            INSERT INTO ledger_revision (entry_id, number, content, reason, revised_at, revised_by)
            VALUES (\(id), \(entry.revisions.count + 1), \(entry.content.document(form.parts).text), \(reason), \(now),
                    \(principal.name))
            """
        )
        let kept = KeptLedgerEntry(ledger: ledger, content: content, due: form.dueDay(of: content, try workCalendar()))
        if let other = try ledgerEntry(calledLike: kept, of: entry.branch), other.id != id {
            throw FieldErrors(
                form.title.rawValue, .conflict, "there is another entry of that name and day: call this one otherwise")
        }
        try session.run(
            "UPDATE ledger_entry SET \(settingTo: kept), version = version + 1 WHERE id = \(id)")
        try audit(
            .revised, .ledgerEntry, id, in: place(of: entry.branch), before: try told(entry.content, form.parts),
            after: try told(content, form.parts).with("reason", .open(.string(reason.string))))
        return try ledgerEntry(id, of: ledger)
    }

    /// Takes a step.
    ///
    /// - Throws: ``FieldErrors``, each with its part's name; ``LedgerEntry/Refusal``.
    package func takeLedgerStep(
        _ kind: LedgerStep.Kind, with content: LedgerContent, of id: ID<LedgerEntry>, in ledger: Ledger
    ) throws -> LedgerListing {
        let entry = try ledgerEntry(id, of: ledger)
        guard let step = entry.form.step(kind) else { throw StoreError.notFound("ledgerEntry") }
        try require(step.hand, of: entry, with: content)
        let guests = step.hand == .guest ? content.branch(.branch) : nil
        let taken = entry.steps.reversed().prefix { $0.state == entry.state }
            .filter { guests == nil || $0.content.branch(.branch) == guests }
        let last = entry.steps.last { $0.kind != .remarked }.map { ($0.by, $0.member) }
        let (by, member) = last ?? (entry.enteredBy, entry.enteredByMember)
        let isTheSame =
            by == principal.name
            || authority.member.map { $0 == member || entry.content.members(.member).contains($0) } ?? false
        let state = try LedgerEntry.state(
            after: step, from: entry.state, taken: taken.map(\.kind), isTheSame: isTheSame)
        try entry.form.check(content, with: step, began: guests == nil ? entry.lastDay : entry.day, today: today)
        try requireAnother(content, step, taken)
        try requireOwn(content, step.parts, of: entry.branch, on: entry.day)
        return try move(entry, by: kind, content, step.parts, to: state, due: entry.form.dueDay(movedBy: content))
    }

    /// Whose hand it is, before anything is looked up that is said of it.
    ///
    /// - Throws: a denial.
    package func require(_ hand: LedgerStep.Hand, in branch: ID<Branch>) throws {
        if hand == .guest { try authority.require(hand.action) } else { try require(hand.action, in: branch) }
    }

    /// Whose step it is: a guest's is for another branch than the entry's, whose ledgers the guest keeps.
    private func require(
        _ hand: LedgerStep.Hand, of entry: LedgerListing, with content: LedgerContent
    ) throws {
        guard hand == .guest else { return try require(hand.action, in: entry.branch) }
        try authority.require(hand.action)
        guard let own = content.branch(.branch) else { return }
        guard own != entry.branch, authority.allows(hand.action, in: try place(of: own)) else {
            throw FieldErrors(
                LedgerKey.branch.rawValue, .rule,
                "one of the branches whose ledgers you keep, and not the one whose this is")
        }
    }

    /// Takes an entry back, with the reason.
    ///
    /// - Throws: ``LedgerEntry/Refusal``.
    package func withdrawLedger(
        _ id: ID<LedgerEntry>, of ledger: Ledger, reason: Text
    ) throws -> LedgerListing {
        let entry = try ledgerEntry(id, of: ledger)
        try require(entry.form.keeper.action, in: entry.branch)
        // What others have said something of stays.
        guard entry.state == entry.form.begins, entry.steps.isEmpty else {
            throw LedgerEntry.Refusal.notNow
        }
        return try move(
            entry, by: .withdrawn, LedgerContent([.reason: .text(reason)]), LedgerForm.withdrawal, to: .withdrawn,
            due: nil)
    }

    private func move(
        _ entry: LedgerListing, by kind: LedgerStep.Kind, _ content: LedgerContent, _ parts: [LedgerPart],
        to state: LedgerState, due: LocalDate?
    ) throws -> LedgerListing {
        try session.run(
            """
            INSERT INTO ledger_step (entry_id, number, step, content, said, state, taken_at, taken_by, member_id)
            VALUES (\(entry.id), \(entry.steps.count + 1), \(kind), \(content.document(parts).text),
                    \(content.said(in: parts)), \(state), \(now),
                    \(principal.name), \(authority.member))
            """
        )
        try session.run(
            """
            UPDATE ledger_entry SET state = \(state), due = \(due ?? entry.due), version = version + 1
             WHERE id = \(entry.id)
            """
        )
        try audit(
            kind == .withdrawn ? .withdrawn : .changed, .ledgerEntry, entry.id, in: place(of: entry.branch),
            before: ["state": .open(.string(entry.state.rawValue))],
            after: try told(content, parts).with("step", .open(.string(kind.rawValue)))
                .with("state", .open(.string(state.rawValue))))
        return try ledgerEntry(entry.id, of: entry.ledger)
    }

    /// What the audit holds of parts: members by their numbers, areas and branches by their codes.
    private func told(_ content: LedgerContent, _ parts: [LedgerPart]) throws -> AuditDocument {
        var told = AuditDocument()
        for part in parts {
            guard let value = content[part.key] else { continue }
            // What is told in several lines may tell of a person.
            let isOpen = if case .lines = part.kind { false } else { true }
            let json = try audited(value)
            told = told.with(part.key.rawValue, isOpen ? .open(json) : .hashed(json))
        }
        return told
    }

    private func audited(_ value: LedgerValue) throws -> JSON {
        switch value {
        case .members(let members): JSON(try members.map { try storedMember($0).member.number }) { .string($0.text) }
        case .area(let area): try code("SELECT code FROM responsibility_area WHERE id = \(area)")
        case .branch(let branch): try code("SELECT code FROM branch WHERE id = \(branch)")
        case .focus(let focus): .string(try references(to: [focus])[focus]?.code.text ?? "")
        case .text, .day, .number, .flag, .choice: value.json
        }
    }

    private func code(_ query: SQL) throws -> JSON {
        let code: String? = try session.value(query)
        return code.map { .string($0) } ?? .null
    }

    /// - Throws: ``FieldErrors`` for whoever or whatever is not from where the part has it.
    ///
    /// - Parameters:
    ///   - day: on which they were of the branch, and which is in the months of a focus.
    ///   - standing: what the entry says; nil of a new one.
    private func requireOwn(
        _ content: LedgerContent, _ parts: [LedgerPart], of branch: ID<Branch>, on day: LocalDate,
        over standing: LedgerContent? = nil
    ) throws {
        var errors = FieldErrors()
        for part in parts {
            switch part.kind {
            case .members(let circle, _):
                let members = content.members(part.key)
                if Set(members).count < members.count {
                    errors.add(part.key.rawValue, .duplicate, "somebody is named twice")
                }
                for member in members {
                    let isOfBranch = try session.exists(
                        """
                        SELECT 1 FROM membership
                         WHERE member_id = \(member) AND branch_id = \(branch)
                           AND \(SpanColumns(of: "membership").areInForce(on: day))
                        """)
                    switch circle {
                    case .ofTheBranch where !isOfBranch:
                        errors.add(part.key.rawValue, .reference, "somebody of the branch was expected")
                    case .fromElsewhere where isOfBranch:
                        errors.add(part.key.rawValue, .rule, "this is for somebody who is not of the branch")
                    case .ofTheBranch, .fromElsewhere: break
                    }
                }
            case .area:
                guard let area = content.area(part.key), try branchID(of: area) != branch else { continue }
                errors.add(part.key.rawValue, .reference, "an area of the branch was expected")
            case .focus:
                do {
                    try requireServed(
                        content.focus(part.key), by: branch, in: day.month, keeping: standing?.focus(part.key),
                        field: part.key.rawValue)
                } catch let error as FieldErrors {
                    errors.add(error)
                }
            case .line, .lines, .day, .number, .flag, .choice, .ownBranch: break
            }
        }
        try errors.check()
    }

    /// Whoever looks with other eyes does so once.
    ///
    /// - Throws: ``FieldErrors``.
    private func requireAnother(
        _ content: LedgerContent, _ step: LedgerStep, _ taken: [LedgerStepListing]
    ) throws {
        for part in step.parts {
            guard case .members(.fromElsewhere, _) = part.kind else { continue }
            let before = Set(taken.filter { $0.kind == step.kind }.flatMap { $0.content.members(part.key) })
            if !before.isDisjoint(with: content.members(part.key)) {
                throw FieldErrors(part.key.rawValue, .duplicate, "somebody else than the time before was expected")
            }
        }
    }

    /// The area that a list names: by its code, or by its name where only one of the branch has it.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireArea(listed raw: String, of branch: ID<Branch>, field: String) throws -> ID<ResponsibilityArea>
    {
        if let code = try? Code(raw.halfWidth), try areaID(code) != nil {
            return try requireArea(code.text, field: field)
        }
        try require(.readOrganisation, in: branch)
        let named: [ID<ResponsibilityArea>] = try session.rows(
            """
            SELECT id FROM responsibility_area
             WHERE branch_id = \(branch) AND name = \(NameForm.of(raw))
             ORDER BY id LIMIT 2
            """
        ) { try $0["id"] }
        guard let only = named.first else {
            throw FieldErrors(field, .reference, "the branch has no area called \(raw): write its code")
        }
        if named.count > 1 {
            throw FieldErrors(field, .conflict, "the branch has several areas called \(raw): write the area's code")
        }
        return only
    }
}

extension LedgerListing {
    /// Its own day, or the last that a step names on which something came of it.
    fileprivate var lastDay: LocalDate {
        steps.filter { form.step($0.kind)?.hand != .guest }.flatMap { step in
            form.parts(of: step.kind).compactMap { part in
                if case .said(part.key) = form.due { return nil }
                return step.content.day(part.key)
            }
        }.max().map { max($0, day) } ?? day
    }
}

/// What of an entry stands in its own row.
struct KeptLedgerEntry: Columned {
    let ledger: Ledger
    let content: LedgerContent
    let due: LocalDate?

    var day: LocalDate? { content.day(ledger.form.day) }
    var title: Text? { content.text(ledger.form.title) }

    static let columns: [Column<KeptLedgerEntry>] = [
        Column("title", audited: .open) { $0.title },
        Column("day", audited: .open) { $0.day },
        Column("due", audited: .open) { $0.due },
        Column("content", audited: .open) { $0.content.document($0.ledger.form.parts).text },
        Column("focus_id", audited: .omitted) { $0.content.foci.first },
        Column("said", audited: .omitted) { $0.content.said(in: $0.ledger.form.parts) },
    ]
}
