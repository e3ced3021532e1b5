package import Domain

/// Something that was looked for and found.
package struct FoundRecord: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case person, area, branch
        /// A branch's month.
        case month
        case finding
    }

    package let kind: Kind
    /// Of the record; a month's is its cycle's.
    package let id: Int64
    /// A person's number, a month as `2026-11`, a finding's number.
    package let code: String
    /// A month's is its branch's, a finding's how it begins.
    package let name: String
    /// Whose it is; of a person who has left, whom they left.
    package let branch: Code
    /// It is on record alone: somebody who has left, an area that was retired, a branch that was dissolved, a finding about
    /// which nothing is to be done any more.
    package let isPast: Bool
}

extension Transaction {
    /// People, areas, branches, months and findings, in this order, of which any part of the name, the code or the number is what is
    /// looked for: as far as the principal may read them, and nothing of others.
    ///
    /// - Parameter kind: only these; all if nil.
    package func find(
        _ terms: SearchTerms, kind: FoundRecord.Kind? = nil, _ page: PageRequest = PageRequest()
    ) throws -> Page<FoundRecord> {
        try authority.require(.readOrganisation)
        let kinds = FoundRecord.Kind.allCases
        let begun = page.after.flatMap { FoundRecord.Kind(rawValue: $0.text()) }
        var found: [FoundRecord] = []
        for each in kinds.drop(while: { begun != nil && $0 != begun }) where kind == nil || kind == each {
            let after = each == begun ? page.after : nil
            let room = page.limit + 1 - found.count
            if room == 0 { break }
            found += try records(each, terms, after: after, atMost: room)
        }
        return Page(found, page) { [.string($0.kind.rawValue), .string($0.code), .string($0.branch.text)] }
    }

    private func records(
        _ kind: FoundRecord.Kind, _ terms: SearchTerms, after: Cursor?, atMost limit: Int
    ) throws -> [FoundRecord] {
        switch kind {
        case .person: try people(terms, after: after, atMost: limit)
        case .area: try areas(terms, after: after, atMost: limit)
        case .branch: try branches(terms, after: after, atMost: limit)
        case .month: try months(terms, after: after, atMost: limit)
        case .finding: try findings(terms, after: after, atMost: limit)
        }
    }

    /// Holds for the rows in one of whose columns each of the words is.
    private func holds(_ terms: [String], in columns: [SQL]) -> SQL {
        .all(terms.map { term in .any(columns.map { "replace(lower(\($0)), \(term), '') <> lower(\($0))" }) })
    }

    private func people(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        try session.rows(
            """
            SELECT member.id, member.number, member.name, branch.code, latest.kind AS latest_kind
              FROM member
              JOIN membership ON membership.member_id = member.id
              JOIN branch ON branch.id = membership.branch_id
              LEFT JOIN member_status_change AS latest ON latest.id = \(latestStatusChange(of: "member.id"))
             WHERE member.number > \(after?.text(1) ?? "")
               AND \(try isWithin(.readOrganisation, branch: "membership.branch_id"))
               AND \(holds(terms.terms, in: ["member.name", "member.number"]))
               AND (membership.from_date IS NULL OR membership.from_date <= \(today))
               AND NOT EXISTS (SELECT 1 FROM membership AS later
                                WHERE later.member_id = membership.member_id AND later.from_date <= \(today)
                                  AND (membership.from_date IS NULL OR later.from_date > membership.from_date
                                       OR later.from_date = membership.from_date AND later.id > membership.id))
             ORDER BY member.number LIMIT \(limit)
            """
        ) { row in
            let latest: Member.StatusChange.Kind? = try row["latest_kind"]
            return FoundRecord(
                kind: .person, id: try row["id"], code: try row["number"], name: try row["name"],
                branch: try row["code"], isPast: latest?.status == .left)
        }
    }

    private func areas(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        try session.rows(
            """
            SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
                   branch.code AS branch_code,
                   responsibility_area.retired IS NOT NULL AND responsibility_area.retired < \(today) AS is_past
              FROM responsibility_area JOIN branch ON branch.id = responsibility_area.branch_id
             WHERE responsibility_area.code > \(after?.text(1) ?? "")
               AND \(try isWithin(.readOrganisation, branch: "responsibility_area.branch_id"))
               AND \(holds(terms.terms, in: ["responsibility_area.name", "responsibility_area.code"]))
             ORDER BY responsibility_area.code LIMIT \(limit)
            """
        ) { row in
            FoundRecord(
                kind: .area, id: try row["id"], code: try row["code"], name: try row["name"],
                branch: try row["branch_code"], isPast: try row["is_past"])
        }
    }

    private func branches(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        try session.rows(
            """
            SELECT branch.id, branch.code, branch.name,
                   branch.dissolved IS NOT NULL AND branch.dissolved <= \(today) AS is_past
              FROM branch
             WHERE branch.code > \(after?.text(1) ?? "") AND \(try isWithin(.readOrganisation, branch: "branch.id"))
               AND \(holds(terms.terms, in: ["branch.name", "branch.code"]))
             ORDER BY branch.code LIMIT \(limit)
            """
        ) { row in
            FoundRecord(
                kind: .branch, id: try row["id"], code: try row["code"], name: try row["name"],
                branch: try row["code"], isPast: try row["is_past"])
        }
    }

    /// By their numbers alone, written with all their digits.
    private func findings(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        guard authority.allows(.readFindings), terms.terms.count == 1, let term = terms.terms.first,
            let number = Finding.Number(parsing: term), number.text == term
        else { return [] }
        return try session.rows(
            """
            SELECT finding.id, finding.what, finding.status, branch.code
              FROM finding JOIN branch ON branch.id = finding.branch_id
             WHERE finding.year = \(number.year) AND finding.number = \(number.number)
               AND branch.code > \(after?.text(2) ?? "") AND \(try isWithin(.readFindings, branch: "finding.branch_id"))
             ORDER BY branch.code LIMIT \(limit)
            """
        ) { row in
            let (what, status): (String, Finding.Status) = (try row["what"], try row["status"])
            return FoundRecord(
                kind: .finding, id: try row["id"], code: number.text,
                name: String(what.replacing("\n", with: " ").prefix(80)), branch: try row["code"],
                isPast: !status.isOpen)
        }
    }

    /// The newest first. What does not name a month has to be in its branch's name or code.
    private func months(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        guard authority.allows(.readMonths), let (months, rest) = terms.months(asOf: today.month) else { return [] }
        let (month, code) = (after?.text(1) ?? "9999-12", after?.text(2) ?? "")
        return try session.rows(
            """
            SELECT cycle.id, cycle.month, branch.name, branch.code
              FROM cycle JOIN branch ON branch.id = cycle.branch_id
             WHERE cycle.month IN \(list: months.map(\.description))
               AND (cycle.month < \(month) OR cycle.month = \(month) AND branch.code > \(code))
               AND \(try isWithin(.readMonths, branch: "cycle.branch_id"))
               AND \(holds(rest, in: ["branch.name", "branch.code"]))
             ORDER BY cycle.month DESC, branch.code LIMIT \(limit)
            """
        ) { row in
            FoundRecord(
                kind: .month, id: try row["id"], code: try row["month"], name: try row["name"],
                branch: try row["code"], isPast: false)
        }
    }
}
