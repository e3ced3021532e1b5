import ArgumentParser
import Domain

/// An option of `zhibu serve`, as a key of its configuration: all of them are, by their own names.
struct ConfigurableOption: Sendable {
    enum Kind: Sendable, Equatable {
        case flag, number, text, texts
    }

    let name: String
    let kind: Kind
    /// A value that it may have, as `--help` says it.
    let example: String

    /// As the command describes itself.
    static func all() throws(CommandFailure) -> [ConfigurableOption] {
        guard let description = try? JSON.parse(Array(ServeCommand._dumpHelp().utf8)),
            let arguments = description["command"]?["arguments"]?.array
        else { throw CommandFailure(.software, "this program does not know its own options") }
        return arguments.compactMap(Self.init).filter { !notOfAFile.contains($0.name) }
    }

    /// Which file it is, and what is no option of serving.
    private static let notOfAFile = ["configuration", "help", "version"]

    private init?(_ argument: JSON) {
        guard let name = argument["preferredName"]?["name"]?.string else { return nil }
        self.name = name
        let value = argument["valueName"]?.string ?? name
        // What is a number for people is one here.
        kind =
            argument["kind"] == "flag"
            ? .flag : argument["isRepeating"] == true ? .texts : value == "number" ? .number : .text
        example = argument["defaultValue"]?.string ?? value
    }

    /// The arguments that say the same on the command line.
    ///
    /// - Throws: What would be right.
    func arguments(for value: ConfigurationFile.Value) throws(Mismatch) -> [String] {
        switch (kind, value) {
        case (.flag, .flag(let isOn)): isOn ? ["--\(name)"] : []
        case (.number, .number(let number)): ["--\(name)=\(number)"]
        case (.text, .text(let text)): ["--\(name)=\(text)"]
        case (.texts, .texts(let texts)): texts.map { "--\(name)=\($0)" }
        default: throw Mismatch(detail: expectation)
        }
    }

    struct Mismatch: Error {
        let detail: String
    }

    private var expectation: String {
        switch kind {
        case .flag: "\(name) is true or false, without quotes: \(name) = true"
        case .number: "\(name) is a whole number, without quotes: \(name) = \(Int64(example) ?? 14)"
        case .text: "\(name) is a string, in quotes: \(name) = \"\(example)\""
        case .texts: "\(name) is a list of strings, in quotes: \(name) = [\"\(example)\"]"
        }
    }
}
