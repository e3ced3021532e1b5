import Domain
import Foundation

/// Asks a person at the terminal; a script gives the answers on standard input, a line each.
enum Prompt {
    /// - Throws: ``CommandFailure`` where nothing comes.
    static func ask(_ question: String) throws(CommandFailure) -> String {
        if isTerminal { Output.toStandardError("\(question): ") }
        guard let answer = readLine()?.trimmed, !answer.isEmpty else {
            throw CommandFailure(.usage, "\(question) was not given: type it, or give it on standard input")
        }
        return answer
    }

    /// Asks for what nobody should see on the screen.
    static func askSecret(_ question: String) throws(CommandFailure) -> String {
        guard isTerminal else { return try ask(question) }
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Output.toStandardError("\n")
        }
        return try ask(question)
    }

    /// Asks for a new password: twice at a terminal, where nobody sees what they type.
    static func askNewPassword(_ question: String = "New password") throws(CommandFailure) -> String {
        let password = try askSecret(question)
        if isTerminal, try askSecret("\(question) again") != password {
            throw CommandFailure(.usage, "the two are not the same: nothing was changed")
        }
        return password
    }

    private static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }
}
