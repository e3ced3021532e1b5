import Foundation

/// A parser of what comes from outside, with what must hold of it whatever comes.
struct FuzzTarget: Sendable {
    let name: String
    /// Inputs to begin with: what the parser takes, from which libFuzzer makes what it may not.
    let seeds: [String]
    /// Seeds that are no text.
    var files: [[UInt8]] = []
    /// Ends the process where a property does not hold; libFuzzer then keeps the input.
    let check: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        json, scheme, snapshot, bodies, spreadsheet, table, workbook, sheet, biff, rule, cursor, time, points, names,
        form, multipart, path,
        address,
    ]

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

    /// Writes the seeds to files, as libFuzzer wants them.
    func seed(into folder: String) {
        for (index, seed) in (seeds.map { Data($0.utf8) } + files.map { Data($0) }).enumerated() {
            guard FileManager.default.createFile(atPath: "\(folder)/seed-\(index)", contents: seed) else {
                fatalError("cannot write to \(folder)")
            }
        }
    }

    /// The text of a file of the repository.
    static func fixture(_ path: String) -> String { String(decoding: bytes(of: path), as: UTF8.self) }

    /// A file of the repository.
    static func bytes(of path: String) -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else {
            fatalError("no file \(path)")
        }
        return Array(data)
    }
}

/// A property of whatever input is at hand.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
    if !holds { fatalError("does not hold: \(property())") }
}

/// What `parse` makes of the input, nil if it refuses it, which it may.
func accepted<Value, Failure: Error>(_ parse: () throws(Failure) -> Value) -> Value? {
    do { return try parse() } catch { return nil }
}
