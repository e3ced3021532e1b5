import ArgumentParser
import Domain
import Storage

struct PrepareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare",
        abstract:
            "Bring the schema of a database of PostgreSQL's up to date, and let a role work on it that owns nothing.",
        discussion: """
            Run it as the role that owns the database, before the first start and after each upgrade. The other role may then \
            read and record; it can change and delete only what no trigger refuses to everybody, nothing of the audit, \
            and alter no table. A server that works as that role needs no more.
            """
    )

    @Option(help: ArgumentHelp("The database, as its owner: postgres://owner@host/name.", valueName: "database"))
    var database: String

    @Option(help: ArgumentHelp("The role that servers and commands are to work as.", valueName: "role"))
    var role: String

    @Flag(help: "Print JSON on standard output, and nothing else there.")
    var json = false

    func validate() throws {
        _ = try address
    }

    private var address: PostgreSQLAddress {
        get throws {
            guard case .postgreSQL(let address, _) = try DatabaseOptions.address(of: database, files: nil) else {
                throw ValidationError("--database is the address of one of PostgreSQL's: postgres://owner@host/name.")
            }
            return address
        }
    }

    func run() async throws {
        let address = try address
        let grants: [PostgreSQLGrant]
        do {
            grants = try await Store.prepare(address, for: role)
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        } catch let missing as PostgreSQLEngine.NoSuchRole {
            throw CommandFailure(
                .usage,
                missing.isOwner
                    ? "--role: \(role) is the owner's, or a superuser: whoever works as it can do everything anyway"
                    : "--role: there is no \(role) that can sign in: CREATE ROLE \(role) LOGIN makes it")
        }
        Output(isJSON: json).show([
            "database": .string(address.shown), "role": .string(role),
            "tables": JSON(grants) { grant in
                [
                    "table": .string(grant.table), "columns": JSON(grant.columns) { .string($0) },
                    "mayDelete": .bool(grant.mayDelete),
                ]
            },
        ]) {
            let (kept, all) = (grants.filter { $0.columns.isEmpty && !$0.mayDelete }.count, grants.count)
            return """
                \(address.shown): the schema is up to date; \(role) may work on its \(all) tables, and in \(kept) of them, the audit \
                among them, change and delete nothing
                """
        }
    }
}
