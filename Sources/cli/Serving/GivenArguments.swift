/// What the program was called with. What the configuration of `zhibu serve` says is put before what stands on the command
/// line, in whose place it is then checked like everything else.
struct GivenArguments: Sendable {
    let all: [String]
    /// Where the configuration says what, by the option.
    private let places: [String: String]

    /// - Parameter typed: the command line, without the program's name.
    /// - Throws: What is wrong with the configuration, by its line.
    init(_ typed: [String]) throws(CommandFailure) {
        guard typed.first == "serve", let path = Self.configuration(in: typed) else {
            all = typed
            places = [:]
            return
        }
        let file = try ConfigurationFile(reading: path)
        let options = try ConfigurableOption.all()
        var said: [String] = []
        var places: [String: String] = [:]
        for entry in file.entries {
            let place = "\(path), line \(entry.line)"
            guard let option = options.first(where: { $0.name == entry.key }) else {
                let names = options.map(\.name).sorted().joined(separator: ", ")
                throw CommandFailure(
                    .usage, "\(place): \(entry.key) is no option of ‘zhibu serve’; there are \(names)")
            }
            do throws(ConfigurableOption.Mismatch) {
                let arguments = try option.arguments(for: entry.value)
                if Self.gives(option.name, in: typed) { continue }
                said += arguments
                places["--\(option.name)"] = place
            } catch {
                throw CommandFailure(.usage, "\(place): \(error.detail)")
            }
        }
        all = ["serve"] + said + typed.dropFirst()
        self.places = places
    }

    /// The last one, as with any option that is given twice.
    private static func configuration(in typed: [String]) -> String? {
        let option = "--configuration"
        guard let last = typed.lastIndex(where: { $0 == option || $0.hasPrefix("\(option)=") }) else { return nil }
        if typed[last] != option { return String(typed[last].dropFirst(option.count + 1)) }
        return last + 1 < typed.count ? typed[last + 1] : nil
    }

    private static func gives(_ name: String, in typed: [String]) -> Bool {
        typed.contains { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }
    }

    /// Where the configuration says what a refusal is about, which names the option.
    func place(of refusal: String) -> String? {
        refusal.split { !$0.isLetter && $0 != "-" }.lazy.compactMap { places[String($0)] }.first
    }
}
