/// A browser or program, as its `User-Agent` names it, in as many words as people use: `Chrome, Windows`.
enum AgentName {
    /// The more particular before those that they name as well.
    private static let programs = [
        ("MicroMessenger/", "WeChat"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]

    /// What is none of the known ones is shown as it is, cut short.
    static func shown(_ agent: String) -> String {
        guard let program = programs.first(where: { agent.contains($0.0) })?.1 else {
            return String(agent.prefix(40))
        }
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return program }
        return "\(program), \(system)"
    }
}
