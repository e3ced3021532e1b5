import Domain
import Storage

/// What was found of one kind, and where that goes on.
struct FoundRecords: Sendable {
    let kind: FoundRecord.Kind
    let page: Page<FoundRecord>
}

extension Shape<FoundRecord> {
    static let foundRecord = Shape(
        "FoundRecord",
        [
            Field("kind", .choice(FoundRecord.Kind.self)) { .string($0.kind.rawValue) },
            Field("id", .id.means("Of the record; a month's is its cycle's.")) { JSON($0.id) },
            Field("page", .text.means("Its page in the console.")) { .string($0.path.text) },
            Field(
                "code",
                .text.orNull.means("A person's number, a month as `2026-11`, a finding's number, a meeting's kind.")
            ) { JSON($0.code.nonEmpty) },
            Field("name", .text(500).orNull.means("A month's is its branch's, a finding's how it begins.")) {
                JSON($0.name.nonEmpty)
            },
            Field("branch", .code.orNull.means("Of a person who has left, whom they left; null for a committee's.")) {
                JSON($0.branch?.text)
            },
            Field("day", .date.orNull.means("On which it was, is, or is due.")) { JSON($0.day) },
            Field("month", .month.orNull) { JSON($0.month?.description) },
            Field(
                "excerpt", .text.orNull.means("What it says around what was looked for; null where its name has it.")
            ) { JSON($0.excerpt) },
            Field(
                "isPast",
                .boolean.means("Whether it is on record alone: left, retired, cancelled, withdrawn, done with.")
            ) { .bool($0.isPast) },
        ]
    )
}

extension Shape<FoundRecords> {
    fileprivate static let foundRecords = Shape(
        "FoundRecords",
        [
            Field("kind", .choice(FoundRecord.Kind.self)) { .string($0.kind.rawValue) },
            .list("items", .foundRecord) { $0.page.rowsAndNext.0 },
            Field("nextCursor", .text(2_000).orNull.means("Where to go on with this kind; null at its end.")) {
                JSON($0.page.rowsAndNext.1.map(CursorToken.encode))
            },
        ])
}

extension API {
    static let searchOperations: [Operation] = [search]

    /// How many of each kind are told of unless that is said.
    static let foundAtOnce = 10

    static let search: Operation = .get(
        "search", "/search", .search,
        "Whatever the caller may read that has the words in what it is known by or in what it says, kind by kind",
        needing: [.readOrganisation],
        query: [
            .required(
                "q",
                .text(SearchTerms.maximumLength).means(
                    "Words that are all to be found. Names, codes and numbers are found by one Chinese character, people by the first letters of their name's pinyin too, months as people write them (`2026-11`, `11月`, `Nov`); what records say is looked at once a word has two characters."
                )),
            .optional("kind", .choice(FoundRecord.Kind.self).means("All of them, if not given.")),
            .optional(
                "limit",
                .integer(1...100).means("How many of each kind at most; \(foundAtOnce) if not given.")),
            .optional("cursor", .text(2_000).means("The kind's `nextCursor` of before; with `kind` alone.")),
        ],
        returns: .object(nil, [.required("groups", .list(Shape<FoundRecords>.foundRecords.schema))])
    ) { call, transaction in
        guard let terms = call.query["q"].flatMap(SearchTerms.init) else {
            throw FieldErrors("q", .required, "say what to look for")
        }
        let kind = call.query["kind"].flatMap(FoundRecord.Kind.init(rawValue:))
        if kind == nil, call.query["cursor"] != nil {
            throw FieldErrors("cursor", .unexpected, "each kind goes on by itself: say of which one")
        }
        let page = PageRequest(
            limit: call.query["limit"].flatMap { Int($0) } ?? foundAtOnce,
            after: try call.queryValue("cursor", CursorToken.decode))
        let found = try FoundRecords.all(terms, kind: kind, page, in: transaction)
        return .json(["groups": JSON(found, Shape<FoundRecords>.foundRecords.json)])
    }
}

extension FoundRecords {
    /// Kind by kind, those of which nothing was found left out.
    static func all(
        _ terms: SearchTerms, kind: FoundRecord.Kind?, _ page: PageRequest, in transaction: Transaction
    ) throws -> [FoundRecords] {
        try FoundRecord.Kind.allCases.filter { kind == nil || $0 == kind }
            .map { FoundRecords(kind: $0, page: try transaction.search(terms, $0, page)) }.filter { !$0.page.isEmpty }
    }
}
