/// Files as records carry them, as small as they can be.
package enum SampleFiles {
    /// - Parameter text: tells one from another.
    package static func pdf(_ text: String = "a") -> [UInt8] {
        Array("%PDF-1.7\n% \(text)\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n".utf8)
    }

    package static func png(width: Int = 2, height: Int = 2) -> [UInt8] {
        let size = number(width, 4) + number(height, 4) + [8, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", size) + chunk("IDAT", [1, 2, 3])
            + chunk("IEND", [])
    }

    /// A part of a PNG.
    package static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        number(content.count, 4) + Array(kind.utf8) + content + [0, 0, 0, 0]
    }

    /// - Parameter trailer: what a phone puts behind the picture.
    package static func jpeg(width: Int = 2, height: Int = 2, trailer: [UInt8] = []) -> [UInt8] {
        let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2]
        let size: [UInt8] = [0xFF, 0xC0, 0, 11, 8] + number(height, 2) + number(width, 2) + [1, 1, 0x11, 0]
        let picture: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 1, 2, 3, 0xFF, 0, 4]
        return head + size + picture + [0xFF, 0xD9] + trailer
    }

    /// The skeleton of an archive of one empty part.
    ///
    /// - Parameters:
    ///   - before: what stands before it, of which its directory knows nothing.
    ///   - comment: at its end.
    package static func archive(before: [UInt8] = [], comment: [UInt8] = []) -> [UInt8] {
        let part: [UInt8] = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
        let directory: [UInt8] = Array("PK\u{1}\u{2}".utf8) + [UInt8](repeating: 0, count: 42)
        let end: [UInt8] =
            Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0, 1, 0, 1, 0] + number(directory.count, 4).reversed()
            + number(part.count, 4).reversed() + number(comment.count, 2).reversed() + comment
        return before + part + directory + end
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
