import Driver
import Foundation

/// Tries one of the ``FuzzTarget``s with inputs that libFuzzer makes up: `fuzz TARGET [libFuzzer's options] [CORPUS …]`.
@main enum Fuzz {
    static func main() {
        guard CommandLine.arguments.count > 1, let target = FuzzTarget.named(CommandLine.arguments[1]) else {
            print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
            return
        }
        if CommandLine.arguments.contains("--seed") {
            target.seed(into: CommandLine.arguments.last ?? ".")
            return
        }
        chosen = target
        // libFuzzer takes everything but the first for its own.
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
        var count = CommandLine.argc - 1
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { data, size in
                Fuzz.chosen?.check(Array(UnsafeBufferPointer(start: data, count: size)))
                return 0
            }
        )
    }

    /// A C function has no context to keep it in. Set once, before the one thread that reads it begins.
    nonisolated(unsafe) private static var chosen: FuzzTarget?
}
