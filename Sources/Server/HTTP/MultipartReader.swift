import Domain
import Hummingbird
import NIOCore

/// A form with a file, as browsers send it (RFC 7578): read part by part as it comes, so that a file of any size takes
/// no more memory than a chunk of it.
final class MultipartReader {
    static let mediaType = "multipart/form-data"
    /// Of a part's head, and of the value of a field, in bytes.
    private static let (largestHead, largestField) = (4 << 10, 64 << 10)

    /// What a part's head says.
    struct Part {
        let name: String
        /// What the sender calls it, of a file, to be read by ``piece()``; nil for a field.
        let fileName: String?

        var isFile: Bool { fileName != nil }
    }

    /// What stands between two parts: a line break and the boundary.
    private let delimiter: [UInt8]
    private var chunks: RequestBody.AsyncIterator
    private var buffer: [UInt8] = []
    private var hasEnded = false

    /// - Throws: a ``Problem`` (415) where the request holds no such form.
    init(_ request: Request) throws(Problem) {
        guard let boundary = Self.boundary(of: request) else {
            throw Problem(.unsupportedMediaType, "unsupportedMediaType", "send Content-Type: \(Self.mediaType)")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line before it.
        buffer = [0x0D, 0x0A]
        chunks = request.body.makeAsyncIterator()
    }

    static func isMultipart(_ request: Request) -> Bool { boundary(of: request) != nil }

    private static func boundary(of request: Request) -> String? {
        let parts = (request.headers[.contentType] ?? "").split(separator: ";").map { String($0).trimmed }
        guard parts.first?.lowercased() == mediaType else { return nil }
        let named = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }?.dropFirst(
            "boundary=".utf8.count)
        guard let named else { return nil }
        let text = named.hasPrefix("\"") && named.hasSuffix("\"") ? named.dropFirst().dropLast() : named[...]
        return (1...70).contains(text.utf8.count) ? String(text) : nil
    }

    /// The next part's head; nil after the last.
    ///
    /// What is left of the part before is passed over.
    func next() async throws -> Part? {
        while try await piece() != nil {}
        hasEnded = false
        try await fill(to: delimiter.count + 2)
        buffer.removeFirst(min(delimiter.count, buffer.count))
        if buffer.starts(with: Array("--".utf8)) { return nil }
        let head = try await head()
        let disposition = head.first { $0.lowercased().hasPrefix("content-disposition:") } ?? ""
        guard let name = Self.parameter("name", of: disposition) else { throw Self.unreadable }
        return Part(name: name, fileName: Self.parameter("filename", of: disposition))
    }

    /// The value of the field whose head was read last.
    func value() async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await piece() {
            bytes += piece
            guard bytes.count <= Self.largestField else { throw Self.unreadable }
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw Self.unreadable }
        return text
    }

    /// The next piece of the part whose head was read last; nil at its end.
    func piece() async throws -> [UInt8]? {
        if hasEnded { return nil }
        while true {
            if let end = buffer.firstRange(of: delimiter)?.lowerBound {
                let piece = Array(buffer[..<end])
                buffer.removeFirst(end)
                hasEnded = true
                return piece.isEmpty ? nil : piece
            }
            // Until more has come, the delimiter may begin in what is there.
            let sure = buffer.count - delimiter.count
            if sure > 0 {
                let piece = Array(buffer[..<sure])
                buffer.removeFirst(sure)
                return piece
            }
            guard try await receive() else { throw Self.unreadable }
        }
    }

    private func head() async throws -> [String] {
        let end = Array("\r\n\r\n".utf8)
        while buffer.firstRange(of: end) == nil {
            guard buffer.count <= Self.largestHead, try await receive() else { throw Self.unreadable }
        }
        // However much of it came at once.
        guard let range = buffer.firstRange(of: end), range.lowerBound <= Self.largestHead else {
            throw Self.unreadable
        }
        guard let head = String(validating: buffer[..<range.lowerBound], as: UTF8.self) else { throw Self.unreadable }
        buffer.removeFirst(range.upperBound)
        return head.split(separator: "\r\n").map(String.init)
    }

    private func fill(to count: Int) async throws {
        while buffer.count < count { guard try await receive() else { throw Self.unreadable } }
    }

    private func receive() async throws -> Bool {
        guard let chunk = try await chunks.next() else { return false }
        buffer += chunk.readableBytesView
        return true
    }

    /// `name="…"` in a head's line; browsers escape quotation marks in it as `%22`.
    private static func parameter(_ name: String, of line: String) -> String? {
        guard let start = line.firstRange(of: "; \(name)=\"")?.upperBound,
            let end = line[start...].firstIndex(of: "\"")
        else { return nil }
        return String(line[start..<end])
    }

    private static let unreadable = Problem(
        .badRequest, "unreadableForm", "the form is not multipart/form-data in UTF-8")
}
