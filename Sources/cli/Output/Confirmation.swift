import ArgumentParser
import Domain
import Foundation

/// Asking before what cannot be undone. Only a person is asked, at a terminal; a script has said what it wants.
struct Confirmation: ParsableArguments {
    @Flag(help: "Do not ask where there are warnings.")
    var yes = false

    /// Whether somebody is there to answer.
    var isAsked: Bool { !yes && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Shows what would come of it, and asks whether to go on. Without warnings it goes on without asking.
    ///
    /// - Parameter tried: the server's answer to the same request, tried out.
    func allows(_ act: String, tried: JSON, _ output: Output) -> Bool {
        let warnings = tried["warnings"]?.array ?? []
        if warnings.isEmpty { return true }
        for warning in warnings { output.warn(warning.shown) }
        output.ask("\(act) all the same? It cannot be undone. [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmed.lowercased() ?? "")
    }
}
