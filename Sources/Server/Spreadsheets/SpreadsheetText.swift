/// A file's text as UTF-8, chunk by chunk, whatever it is encoded in. Holds one chunk, whatever the file's size.
///
/// A fault is met only after all the text before it was given out, so that who reads knows its line.
struct SpreadsheetText: ~Copyable {
    let encoding: SpreadsheetEncoding
    /// What was given out last is `bytes[..<count]`.
    private(set) var bytes: [UInt8]
    private(set) var count = 0

    private let file: SpreadsheetFile
    private let survey: SpreadsheetSurvey
    private let converter: SpreadsheetConverter?
    /// What is to be converted: its first `carried` bytes are the beginning of a character that the chunk before
    /// cut off.
    private var raw: [UInt8]
    private var carried = 0
    private var bytesRead: Int
    private var ending: SpreadsheetFault.Kind?
    private var isAtEnd = false

    /// - Parameter chunk: how many bytes are read at a time; at least 16.
    init(path: String, chunk: Int) throws(SpreadsheetFault) {
        let file = try SpreadsheetFile(path: path)
        let survey = try SpreadsheetSurvey(of: file, chunk: chunk)
        var mark = [UInt8](repeating: 0, count: survey.markLength)
        let markRead = try file.read(into: &mark)
        let converter = survey.encoding == .utf8 ? nil : try SpreadsheetConverter(from: survey.encoding)

        self.file = file
        self.survey = survey
        self.converter = converter
        encoding = survey.encoding
        bytesRead = markRead
        raw = Array(repeating: 0, count: converter == nil ? 0 : chunk)
        bytes = Array(repeating: 0, count: converter == nil ? chunk : chunk * 2)
    }

    /// Replaces ``bytes`` by the next ones, at least one. nil: there is more. Otherwise what the text ends with.
    mutating func advance() throws(SpreadsheetFault) -> SpreadsheetTextEnd? {
        count = 0
        while count == 0 {
            if let ending { return .fault(ending) }
            if isAtEnd { return .regular }
            if let converter {
                try fill(by: converter)
            } else {
                var chunk: [UInt8] = []
                swap(&chunk, &bytes)
                defer { swap(&chunk, &bytes) }
                count = try fill(&chunk, from: 0)
            }
        }
        return nil
    }

    private mutating func fill(by converter: SpreadsheetConverter) throws(SpreadsheetFault) {
        var chunk: [UInt8] = []
        swap(&chunk, &raw)
        defer { swap(&chunk, &raw) }
        let filled = carried + (try fill(&chunk, from: carried))
        let (used, written, stop) = converter.convert(&chunk, count: filled, into: &bytes)
        count = written
        carried = filled - used
        // With bytes left over, and more than a character takes, the buffer of the result would be too small.
        if stop == .malformed || carried > 8 {
            ending = .encoding(encoding)
        } else if carried > 0, isAtEnd, ending == nil {
            ending = .cutOff(encoding)
        }
        for index in 0..<min(carried, 8) { chunk[index] = chunk[used + index] }
        // A NUL in the other encodings is found by the survey; in UTF-16 half of every Latin letter is one.
        if let zero = bytes[..<count].firstIndex(of: 0) {
            count = zero
            ending = .notText
        }
    }

    /// Reads up to where the file is text, and notes what comes there.
    private mutating func fill(_ buffer: inout [UInt8], from start: Int) throws(SpreadsheetFault) -> Int {
        let got = try file.read(into: &buffer, from: start)
        let before = bytesRead
        bytesRead += got
        isAtEnd = start + got < buffer.count
        if let spoiled = survey.spoiled, bytesRead >= spoiled.at {
            ending = spoiled.kind
            return max(0, spoiled.at - before)
        }
        if bytesRead > survey.byteCount || isAtEnd && bytesRead < survey.byteCount { ending = .changed }
        return got
    }
}

/// How a text ends.
enum SpreadsheetTextEnd {
    case regular
    case fault(SpreadsheetFault.Kind)
}
