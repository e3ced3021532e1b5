import ArgumentParser
import Domain

/// Values of the domain as they are typed. What is not one is a usage error that says what would be.
enum Typed {
    static func month(_ raw: String) throws -> Month {
        try parse(raw, Month.init(parsing:))
    }

    static func date(_ raw: String) throws -> LocalDate {
        try parse(raw, LocalDate.init(parsing:))
    }

    /// A member's number and what is said of them, `1101=…`, as an object.
    ///
    /// - Parameter called: what of it people write behind the sign.
    static func pair(_ raw: String, _ name: String, called: String) throws -> JSON {
        let parts = raw.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("‘\(raw)’: write the number, =, and \(called)") }
        return .members(["member": .string(parts[0]), name: .string(parts[1])])
    }

    private static func parse<Value>(_ raw: String, _ make: (String) throws(Rejection) -> Value) throws -> Value {
        do {
            return try make(raw)
        } catch {
            throw ValidationError(error.detail.description)
        }
    }
}

/// One branch, or all of them.
struct BranchChoice: ParsableArguments {
    @Option(help: ArgumentHelp("The branch's code.", valueName: "code"))
    var branch: String?

    @Flag(help: "Every branch that is concerned.")
    var allBranches = false

    func validate() throws {
        guard (branch != nil) != allBranches else { throw ValidationError("Give either --branch or --all-branches.") }
    }
}
