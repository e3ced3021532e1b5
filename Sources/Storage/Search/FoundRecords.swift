package import Domain

/// Something that was looked for and found.
package struct FoundRecord: Hashable, Sendable {
    /// In the order in which they are shown.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case person, area, branch
        /// A branch's month.
        case month
        case meeting, finding, planItem, focus, ask, adjustment
        /// A sheet that says something beside its points.
        case sheet
        case objection
        /// Of a ledger (台账).
        case ledgerEntry
        case motion, suggestion
        /// A month's award, and an honour from outside.
        case award, honour
    }

    package let kind: Kind
    /// Of the record; a month's is its cycle's.
    package let id: Int64
    /// What it is known by: a person's number, a month as `2026-11`, a finding's number, a meeting's kind; empty for what has
    /// none.
    package let code: String
    /// A month's is its branch's, a finding's how it begins.
    package let name: String
    /// Whose it is; of a person who has left, whom they left. nil for a committee's.
    package let branch: Code?
    /// On which it was, is, or is due.
    package let day: LocalDate?
    package let month: Month?
    /// In which month and of which area it is, where its page goes by these.
    package let cycle: ID<Cycle>?
    package let area: ID<ResponsibilityArea>?
    /// What it says around what was looked for, where that is not in its code or its name.
    package let excerpt: String?
    /// It is on record alone: somebody who has left, an area that was retired, a branch that was dissolved, a meeting that was
    /// cancelled, what was withdrawn, a finding about which nothing is to be done any more.
    package let isPast: Bool

    init(
        kind: Kind, id: Int64, code: String, name: String, branch: Code?, day: LocalDate? = nil, month: Month? = nil,
        cycle: ID<Cycle>? = nil, area: ID<ResponsibilityArea>? = nil, excerpt: String? = nil, isPast: Bool
    ) {
        (self.kind, self.id, self.code, self.name, self.branch) = (kind, id, code, name, branch)
        (self.day, self.month, self.cycle, self.area) = (day, month, cycle, area)
        (self.excerpt, self.isPast) = (excerpt, isPast)
    }
}

extension Transaction {
    /// Records of one kind that have all the words in what they are known by or in what they say: as far as the principal may
    /// read them, and nothing of others. What people and places are known by is in its order, the rest the newest first.
    package func search(
        _ terms: SearchTerms, _ kind: FoundRecord.Kind, _ page: PageRequest = PageRequest()
    ) throws -> Page<FoundRecord> {
        try authority.require(.readOrganisation)
        let (after, limit) = (page.after, page.limit + 1)
        if let records = SearchedRecords.all.first(where: { $0.kind == kind }) {
            return Page(try found(records, terms, after: after, atMost: limit), page) { [JSON($0.id)] }
        }
        let rows =
            switch kind {
            case .person: try people(terms, after: after, atMost: limit)
            case .area: try areas(terms, after: after, atMost: limit)
            case .branch: try branches(terms, after: after, atMost: limit)
            default: try months(terms, after: after, atMost: limit)
            }
        return Page(rows, page) { [.string($0.code), .string($0.branch?.text ?? "")] }
    }

    /// Holds for the rows in one of whose columns each of the words is.
    private func holds(_ terms: [String], in columns: [SQL]) -> SQL {
        .all(terms.map { term in .any(columns.map { SearchedRecords.has(term, $0) }) })
    }

    /// Also by the letters with which their names begin when they are spoken, which no SQL knows.
    private func people(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        let spoken = terms.terms.filter(PinyinInitials.may)
        if spoken.isEmpty { return try people(holding: terms.terms, after: after?.text() ?? "", atMost: limit) }
        let others = terms.terms.filter { !spoken.contains($0) }
        var (found, last, isMore): ([FoundRecord], String, Bool) = ([], after?.text() ?? "", true)
        while isMore, found.count < limit {
            let some = try people(holding: others, after: last, atMost: Self.peopleAtOnce)
            found += some.filter { person in
                let texts = [person.name, person.code].map(SearchTerms.folded)
                return spoken.allSatisfy { term in
                    texts.contains { $0.contains(term) } || PinyinInitials.stand(term, in: person.name)
                }
            }
            (last, isMore) = (some.last?.code ?? last, some.count == Self.peopleAtOnce)
        }
        return Array(found.prefix(limit))
    }

    private static let peopleAtOnce = 1000

    private func people(holding terms: [String], after number: String, atMost limit: Int) throws -> [FoundRecord] {
        try session.rows(
            """
            SELECT member.id, member.number, member.name, branch.code, latest.kind AS latest_kind
              FROM member
              JOIN membership ON membership.member_id = member.id
              JOIN branch ON branch.id = membership.branch_id
              LEFT JOIN member_status_change AS latest ON latest.id = \(latestStatusChange(of: "member.id"))
             WHERE member.number > \(number)
               AND \(try isWithin(.readOrganisation, branch: "membership.branch_id"))
               AND \(holds(terms, in: ["member.name", "member.number"]))
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

    /// Once a word is long enough, also by where their bounds run.
    private func areas(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        var columns: [SQL] = ["responsibility_area.name", "responsibility_area.code"]
        if terms.areForTexts { columns.append("responsibility_area.boundary") }
        return try session.rows(
            """
            SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
                   responsibility_area.boundary, branch.code AS branch_code,
                   responsibility_area.retired IS NOT NULL AND responsibility_area.retired < \(today) AS is_past
              FROM responsibility_area JOIN branch ON branch.id = responsibility_area.branch_id
             WHERE responsibility_area.code > \(after?.text() ?? "")
               AND \(try isWithin(.readOrganisation, branch: "responsibility_area.branch_id"))
               AND \(holds(terms.terms, in: columns))
             ORDER BY responsibility_area.code LIMIT \(limit)
            """
        ) { row in
            let (code, name, boundary): (String, String, String?) = (
                try row["code"], try row["name"], try row["boundary"]
            )
            return FoundRecord(
                kind: .area, id: try row["id"], code: code, name: name, branch: try row["branch_code"],
                excerpt: terms.excerpt(of: [boundary], beside: [code, name]), isPast: try row["is_past"])
        }
    }

    private func branches(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        try session.rows(
            """
            SELECT branch.id, branch.code, branch.name,
                   branch.dissolved IS NOT NULL AND branch.dissolved <= \(today) AS is_past
              FROM branch
             WHERE branch.code > \(after?.text() ?? "") AND \(try isWithin(.readOrganisation, branch: "branch.id"))
               AND \(holds(terms.terms, in: ["branch.name", "branch.code"]))
             ORDER BY branch.code LIMIT \(limit)
            """
        ) { row in
            FoundRecord(
                kind: .branch, id: try row["id"], code: try row["code"], name: try row["name"],
                branch: try row["code"], isPast: try row["is_past"])
        }
    }

    /// The newest first. What does not name a month has to be in its branch's name or code.
    private func months(_ terms: SearchTerms, after: Cursor?, atMost limit: Int) throws -> [FoundRecord] {
        guard authority.allows(.readMonths), let (months, rest) = terms.months(asOf: today.month) else { return [] }
        let (month, code) = (after?.text() ?? "9999-12", after?.text(1) ?? "")
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
                branch: try row["code"], month: try row["month"], isPast: false)
        }
    }
}

extension SearchTerms {
    /// What is said around the first word that is not in what a record is known by.
    func excerpt(of texts: [String?], beside known: [String]) -> String? {
        let known = known.map(Self.folded)
        for spellings in spellings where !known.contains(where: { text in spellings.contains(where: text.contains) }) {
            for case let text? in texts {
                if let excerpt = Excerpt.of(text, around: spellings) { return excerpt }
            }
        }
        return nil
    }
}
