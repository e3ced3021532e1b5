import ArgumentParser
import Domain
import Server

/// How `zhibu serve` reminds people by mail; without `--mail-by` it does not.
struct MailSettings: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Remind people by mail, once a day at the most, of what is due: by this program, which takes mail as sendmail \
            does, such as /usr/sbin/sendmail. Otherwise no mail is sent.
            """, valueName: "program"),
        completion: .file()
    )
    var mailBy: String?

    @Option(help: ArgumentHelp("Whom mail comes from.", valueName: "address"))
    var mailFrom: String?

    @Option(
        help: ArgumentHelp(
            "The console’s address, as those who get mail reach it: https://zhibu.example.", valueName: "url"))
    var mailConsole: String?

    @Option(help: ArgumentHelp("From which time of the day on mail is sent.", valueName: "time"))
    var mailAfter = MailOptions.usualTime

    func validate() throws {
        guard mailBy != nil || mailFrom == nil && mailConsole == nil else {
            throw ValidationError("--mail-from and --mail-console go with --mail-by.")
        }
        guard mailBy == nil || mailFrom != nil && mailConsole != nil else {
            throw ValidationError("--mail-by takes --mail-from and --mail-console too.")
        }
    }

    var options: MailOptions? {
        get throws {
            guard let mailBy, let mailFrom, let mailConsole else { return nil }
            let (sender, after): (EmailAddress, TimeOfDay)
            do {
                (sender, after) = (try EmailAddress(mailFrom), try TimeOfDay(parsing: mailAfter))
            } catch {
                throw CommandFailure(.usage, "--mail-from, --mail-after: \(error.detail)")
            }
            do {
                return try MailOptions(program: mailBy, sender: sender, console: mailConsole, after: after)
            } catch .notExecutable(let path) {
                throw CommandFailure(
                    .usage,
                    "\(path) is no program that can be run here: give its whole path, such as /usr/sbin/sendmail")
            } catch .noAddress(let text) {
                throw CommandFailure(.usage, "\(text) is no address of a console: write https://zhibu.example")
            }
        }
    }
}
