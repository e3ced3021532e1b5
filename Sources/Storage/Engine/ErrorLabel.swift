import GRDB

/// What a log may say of an error: what kind it is, and where it comes from. Never its description, which may quote the
/// values it is about: names, telephone numbers, tokens, bodies.
package struct ErrorLabel: Sendable, Equatable {
    /// The Swift type, such as `Storage.StorageFault`.
    package let type: String
    /// Which one of its type: a fault's name, or `SQLite 787`, an extended result code.
    package let code: String?
    /// In words that hold no values; of a ``StorageFault`` only.
    package let cause: String?

    package init(_ error: any Error) {
        type = String(reflecting: Swift.type(of: error))
        switch error {
        case let fault as StorageFault: (code, cause) = Self.label(of: fault)
        case let error as PostgreSQLError: (code, cause) = ("PostgreSQL \(error.state)", error.constraint)
        case let error as DatabaseError: (code, cause) = ("SQLite \(error.extendedResultCode.rawValue)", nil)
        default: (code, cause) = (nil, nil)
        }
    }

    private static func label(of fault: StorageFault) -> (String, String?) {
        switch fault {
        case .inUse(let path): ("inUse", path)
        case .notFound(let path): ("notFound", path)
        case .alreadyExists(let path): ("alreadyExists", path)
        case .notADatabase(let path): ("notADatabase", path)
        case .keysMissing(let path): ("keysMissing", path)
        case .keysUnreadable(let path): ("keysUnreadable", path)
        case .newerThanProgram(let path): ("newerThanProgram", path)
        case .schemaIsOthers(let path): ("schemaIsOthers", path)
        case .notPermitted(let path): ("notPermitted", path)
        case .diskFull(let cause): ("diskFull", cause)
        case .cannotWrite(let cause): ("cannotWrite", cause)
        case .sharedFileSystem(_, let type): ("sharedFileSystem", type)
        case .clockBehind(let newest, let clock): ("clockBehind", "\(newest) \(clock)")
        case .outcomeUnknown: ("outcomeUnknown", nil)
        case .closed: ("closed", nil)
        case .corrupt(let cause): ("corrupt", cause)
        }
    }
}
