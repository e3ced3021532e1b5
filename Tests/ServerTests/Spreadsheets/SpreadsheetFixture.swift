import Foundation
import Testing

@testable import Server

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is there while `body` runs.
func withSpreadsheet<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString).csv")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
}

/// What reading a file to its end gives: its rows, and what was wrong on the way.
struct SpreadsheetReading {
    var rows: [SpreadsheetRow] = []
    var faults: [SpreadsheetFault] = []
    var encoding: SpreadsheetEncoding?
    var delimiter: SpreadsheetDelimiter?

    var cells: [[String]] { rows.map(\.cells) }
    var lines: [Int] { rows.map(\.line) }
    var fault: SpreadsheetFault? { faults.first }

    init(_ bytes: [UInt8], chunk: Int = 65_536) throws {
        self = try withSpreadsheet(bytes) { SpreadsheetReading(path: $0, chunk: chunk) }
    }

    init(_ text: String, chunk: Int = 65_536) throws {
        try self.init(Array(text.utf8), chunk: chunk)
    }

    init(path: String, chunk: Int = 65_536) {
        do throws(SpreadsheetFault) {
            var reader = try SpreadsheetReader(path: path, chunk: chunk)
            encoding = reader.encoding
            delimiter = reader.delimiter
            while true {
                do throws(SpreadsheetFault) {
                    guard let row = try reader.next() else { return }
                    rows.append(row)
                } catch {
                    if error.endsReading { throw error }
                    faults.append(error)
                }
            }
        } catch {
            faults.append(error)
        }
    }
}

extension String {
    /// The text in `encoding`, by the system's converter and not by the code under test.
    func bytes(in encoding: SpreadsheetEncoding, mark: Bool = false) throws -> [UInt8] {
        let text = (mark ? "\u{FEFF}" : "") + self
        if encoding == .utf8 { return Array(text.utf8) }
        let handle = try #require(iconv_open(encoding.name, "UTF-8") as iconv_t?)
        defer { iconv_close(handle) }
        var input = Array(text.utf8).map(CChar.init(bitPattern:))
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let room = output.count
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                return iconv(handle, &from, &inputLeft, &to, &outputLeft)
            }
        }
        try #require(result == 0)
        return output[..<(room - outputLeft)].map(UInt8.init(bitPattern:))
    }
}

/// Numbers that are the same in every run: xorshift64*.
struct SpreadsheetRandomness: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed | 1
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
