import Domain
import Storage

/// Why a command gave up: the words for the person, and the exit code for the program that called it.
struct CommandFailure: Error, Sendable {
    /// The exit codes, after `sysexits.h`. They are a contract with scripts.
    enum Status: Int32, Sendable {
        /// A check found something.
        case found = 1
        case usage = 64
        /// What was given is invalid, or there is no such thing, or the state of things does not allow it.
        case data = 65
        case unreachable = 69
        /// The program itself failed.
        case software = 70
        case cannotCreate = 73
        /// Busy: the same may work later.
        case busy = 75
        case notAllowed = 77
    }

    let status: Status
    /// Without `error:` before it. What is wrong, and what to do next.
    let message: String

    init(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
    }
}

// MARK: - From a problem of the API

extension CommandFailure {
    /// - Parameter body: `application/problem+json`, as far as the server kept to it.
    init(status: Int, body: [UInt8], isFromServer: Bool) {
        let problem = (try? JSON.parse(body)) ?? .null
        var lines = [problem["detail"]?.string?.visible ?? "the server answered \(status) without saying why"]
        if problem["code"] == "unauthorised", isFromServer {
            lines = ["you are not signed in, or no longer: ‘zhibu login --server …’ signs in"]
        }
        for error in problem["errors"]?.array ?? [] { lines.append("  " + Self.line(of: error)) }
        if let omitted = problem["omittedErrors"]?.integer, omitted > 0 { lines.append("  … and \(omitted) more") }
        if problem["readNoFurther"] == true { lines.append("  the file was read no further: there may be more") }
        if status >= 500, isFromServer, let request = problem["requestId"]?.string {
            lines.append("  request \(request): the server's log has more under this id")
        }
        self.init(Self.status(for: status), lines.joined(separator: "\n"))
    }

    /// `line 14, 执法与服务: 26 is over the maximum of 25`
    private static func line(of error: JSON) -> String {
        var place: [String] = []
        if let line = error["line"]?.integer { place.append("line \(line)") }
        if let field = error["field"]?.string, !field.isEmpty { place.append(field) }
        let detail = error["detail"]?.string ?? error["code"]?.string ?? "invalid"
        return (place.isEmpty ? detail : "\(place.joined(separator: ", ")): \(detail)").visible
    }

    private static func status(for code: Int) -> Status {
        switch code {
        case 401, 403: .notAllowed
        case 429, 503: .busy
        case 507: .cannotCreate
        case 502, 504: .unreachable
        case 500...: .software
        default: .data
        }
    }
}

// MARK: - From the database file

extension CommandFailure {
    init(_ fault: StorageFault) {
        switch fault {
        case .inUse(let path):
            self.init(.busy, "another process has \(path) open: wait until it is done, then try again")
        case .notFound(let path):
            self.init(.unreachable, "there is no database at \(path): make one with ‘zhibu init --database \(path)’")
        case .alreadyExists(let path):
            self.init(.cannotCreate, "\(path) is there already and was left as it is: name another file")
        case .notADatabase(let path): self.init(.data, "\(path) is not a database of Zhibu's")
        case .keysMissing(let path):
            self.init(
                .data,
                """
                \(path) is not there: without its keys the database's telephone numbers and second factors cannot be \
                read. Put it back from where copies of it are kept
                """
            )
        case .keysUnreadable(let path):
            self.init(.data, "\(path) does not hold this database's keys: put the right file there")
        case .newerThanProgram(let path):
            self.init(.data, "\(path) was written by a later version of zhibu: use that version or a later one")
        case .schemaIsOthers(let path):
            self.init(
                .notAllowed,
                """
                the schema of \(path) is not there yet, or of an earlier version, and this role does not own it: run ‘zhibu \
                prepare’ as the role that does, then try again
                """)
        case .notPermitted(let path):
            self.init(
                .notAllowed, "\(path) may not be read and written by this user: run the command as the file's owner"
            )
        case .sharedFileSystem(let path, let type):
            self.init(
                .cannotCreate,
                """
                \(path) lies on \(type), a file system that other machines write to as well: what keeps a database whole \
                does not hold there. Keep it on a disk of this machine; backups may lie there
                """
            )
        case .diskFull(let cause): self.init(.cannotCreate, "the disk is full, make room on it: \(cause)")
        case .cannotWrite(let cause): self.init(.cannotCreate, "the database cannot be written: \(cause)")
        case .clockBehind(let newest, let clock):
            self.init(
                .busy,
                """
                this machine's clock says \(clock), and the newest entry is of \(newest): set the clock right. If it is \
                right, and was ahead then, start once with ‘zhibu serve --accept-clock’
                """
            )
        case .outcomeUnknown:
            self.init(
                .busy,
                "the connection to the database was lost: whether this was done is not known; look, and repeat it")
        case .closed: self.init(.busy, "the database is being closed: try again in a moment")
        case .corrupt(let cause): self.init(.data, "the database holds what zhibu never writes: \(cause)")
        }
    }
}
