/// Prometheus's text format, version 0.0.4.
struct Exposition {
    static let mediaType = "text/plain; version=0.0.4"

    private(set) var text = ""

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        begin(name, help, "gauge")
        sample(name, [:], value)
    }

    mutating func counter(_ name: String, _ help: String, _ value: Double) {
        begin(name, help, "counter")
        sample(name, [:], value)
    }

    /// Begins a metric with several samples.
    mutating func begin(_ name: String, _ help: String, _ kind: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double) {
        let list = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(Self.number(value))\n"
    }

    /// The samples of one histogram.
    ///
    /// - Parameter counts: not summed up; one for each bound, and one for what is beyond if there is one more.
    mutating func histogram(
        _ name: String, _ labels: KeyValuePairs<String, String>, bounds: [Double], counts: [Int64], sum: Double
    ) {
        var total: Int64 = 0
        let own = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"," }.joined()
        for (bound, count) in zip(bounds, counts) {
            total += count
            text += "\(name)_bucket{\(own)le=\"\(Self.number(bound))\"} \(total)\n"
        }
        total = counts.reduce(0, +)
        text += "\(name)_bucket{\(own)le=\"+Inf\"} \(total)\n"
        sample("\(name)_sum", labels, sum)
        sample("\(name)_count", labels, Double(total))
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
