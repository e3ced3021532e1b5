import Domain
import Storage

extension Shape<FoundRecord> {
    static let foundRecord = Shape(
        "FoundRecord",
        [
            Field("kind", .choice(FoundRecord.Kind.self)) { .string($0.kind.rawValue) },
            Field("id", .id.means("Of the record; a month's is its cycle's.")) { JSON($0.id) },
            Field("code", .text.means("A person's number, a month as `2026-11`, a finding's number.")) {
                .string($0.code)
            },
            Field("name", .text.means("A month's is its branch's, a finding's how it begins.")) { .string($0.name) },
            Field("branch", .code.means("Of a person who has left, whom they left.")) { .string($0.branch.text) },
            Field("isPast", .boolean.means("Whether it is on record alone: left, retired, dissolved, done with.")) {
                .bool($0.isPast)
            },
        ]
    )
}

extension API {
    static let findOperations: [Operation] = [findRecords]

    static let findRecords: Operation = .list(
        "findRecords", "/records", .organisation,
        "People, areas, branches and months by any part of a name, a code or a number, findings by their number",
        needing: [.readOrganisation],
        query: [
            .required(
                "text",
                .text(SearchTerms.maximumLength).means(
                    "Words that are all to be found; one Chinese character is enough. Months as people write them: `2026-11`, `11月`, `Nov`."
                )),
            .optional("kind", .choice(FoundRecord.Kind.self).means("All of them, if not given.")),
        ],
        of: .foundRecord
    ) { call, transaction in
        guard let terms = call.query["text"].flatMap(SearchTerms.init) else {
            throw FieldErrors("text", .required, "say what to look for")
        }
        return try transaction.find(
            terms, kind: call.query["kind"].flatMap(FoundRecord.Kind.init(rawValue:)), call.page())
    }
}
