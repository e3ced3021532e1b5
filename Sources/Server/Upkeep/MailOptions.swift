package import Domain

/// How a server sends mail: by the system's own `sendmail`, which every mail program of Debian brings (msmtp-mta, postfix,
/// exim4). Where it delivers, by which account and over which TLS, is said there.
package struct MailOptions: Sendable {
    /// The program, as a whole path.
    package let program: String
    /// Whom mail comes from.
    package let sender: EmailAddress
    /// The console's address, as its readers reach it.
    package let console: String
    /// From which time of the bureau's day on.
    package let after: TimeOfDay

    package enum Refusal: Error, Sendable, Equatable {
        case notExecutable(String)
        case noAddress(String)
    }

    /// When offices begin.
    package static let usualTime = "08:00"

    package init(
        program: String, sender: EmailAddress, console: String, after: TimeOfDay
    ) throws(Refusal) {
        guard Sendmail.isExecutable(program) else { throw .notExecutable(program) }
        let isAddress = ["http://", "https://"].contains { console.hasPrefix($0) && console.count > $0.count }
        guard isAddress, console.utf8.count <= 500, console.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .noAddress(console)
        }
        (self.program, self.sender, self.console, self.after) = (program, sender, console, after)
    }
}
