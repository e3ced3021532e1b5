import Domain
import Testing

@testable import Server

extension Example {
    static let upkeep: [Example] = [
        Example(API.makeBackup),
        // Backups are files.
        Example(API.listBackups) { bureau in
            try #require(await bureau.server.post("/backups").status == 201)
            return Prepared()
        },
        // Goes through everything, which is what it is asked for.
        Example(
            API.examineDatabase,
            plan: ListPlan(
                walks: ListPlan.records.union(["audit", "audit_seal"]),
                sortsWithin: "one cycle, or 500 records"
            )
        ),
    ]
}
