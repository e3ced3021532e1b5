/// What a file may be that a record carries.
package enum AttachmentFormat: String, CaseIterable, Hashable, Sendable {
    case pdf, docx, xlsx, jpeg, png

    /// Of a file's name.
    package var ending: String { self == .jpeg ? "jpg" : rawValue }

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }

    /// As people call it.
    package var title: String { rawValue.uppercased() }
}

extension AttachmentFormat {
    /// What a content begins as.
    package enum Found: Hashable, Sendable {
        /// It is whole, as far as its structure says.
        case whole(AttachmentFormat)
        /// An archive, of which its parts say whether it is a document (``OfficeParts``).
        case archive
    }

    /// In pixels of a picture: more are there to fill the memory of whoever opens it.
    package static let mostPixels = 200_000_000

    /// Goes by what is in a file from its first byte to its last, and by nothing else.
    ///
    /// - Throws: a rejection of what is none of ours, is not whole, or is also something else.
    package static func found(in bytes: UnsafeRawBufferPointer) throws(Rejection) -> Found {
        if bytes.isEmpty { throw Rejection(.required, "the file is empty") }
        func begins(_ start: [UInt8], at place: Int = 0) -> Bool {
            bytes.count >= place + start.count && bytes[place..<place + start.count].elementsEqual(start)
        }
        if begins(Array("PK\u{3}\u{4}".utf8)) {
            guard Archive.isBare(bytes) else { throw notWhole }
            return .archive
        }
        if begins(Array("%PDF-".utf8)) {
            try checkPDF(bytes)
            return .whole(.pdf)
        }
        if begins([0xFF, 0xD8, 0xFF]) {
            try checkJPEG(bytes)
            return .whole(.jpeg)
        }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            try checkPNG(bytes)
            return .whole(.png)
        }
        if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw Rejection(
                .format,
                "this is an old Word or Excel file (.doc, .xls), or one that is locked: save it as .docx or .xlsx without a password, or as PDF"
            )
        }
        if begins(Array("ftyphe".utf8), at: 4) || begins(Array("ftypmif1".utf8), at: 4) {
            throw Rejection(.format, "this is a photo as HEIC: save it as JPEG")
        }
        throw Rejection(
            .format,
            "by its content this is none of PDF, Word (.docx), Excel (.xlsx), JPEG and PNG, whatever it is called")
    }

    package static let notWhole = Rejection(
        .format, "the file is not whole, or something was put before or behind it: save it anew, and send that")

    /// It ends with its mark, and with blanks at most.
    private static func checkPDF(_ bytes: UnsafeRawBufferPointer) throws(Rejection) {
        var end = bytes.count
        while end > 0, [0, 9, 10, 12, 13, 32].contains(bytes[end - 1]) { end -= 1 }
        let mark = Array("%%EOF".utf8)
        guard end >= 20, bytes[(end - mark.count)..<end].elementsEqual(mark), !Archive.ends(bytes) else {
            throw notWhole
        }
    }

    /// From segment to segment up to the picture; then to where it ends. Phones put things of their own behind it, but no
    /// archive.
    private static func checkJPEG(_ bytes: UnsafeRawBufferPointer) throws(Rejection) {
        var place = 2
        var hasSize = false
        segments: while true {
            guard place + 1 < bytes.count, bytes[place] == 0xFF else { throw notWhole }
            let marker = bytes[place + 1]
            switch marker {
            case 0xFF: place += 1
            case 0x01, 0xD0...0xD7: place += 2
            default:
                guard place + 3 < bytes.count else { throw notWhole }
                let length = bytes.number(at: place + 2, 2)
                guard length >= 2, place + 2 + length <= bytes.count else { throw notWhole }
                if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                    guard length >= 8 else { throw notWhole }
                    try checkSize(bytes.number(at: place + 7, 2), bytes.number(at: place + 5, 2))
                    hasSize = true
                }
                place += 2 + length
                if marker == 0xDA { break segments }
            }
        }
        var end = bytes.count - 2
        while end > place, bytes[end] != 0xFF || bytes[end + 1] != 0xD9 { end -= 1 }
        guard hasSize, end > place, !Archive.ends(bytes) else { throw notWhole }
    }

    /// From chunk to chunk, of which the last is the file's last byte.
    private static func checkPNG(_ bytes: UnsafeRawBufferPointer) throws(Rejection) {
        var place = 8
        var hasPicture = false
        while true {
            guard place + 12 <= bytes.count else { throw notWhole }
            let length = bytes.number(at: place, 4)
            guard place + 12 + length <= bytes.count else { throw notWhole }
            let kind = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
            if place == 8 {
                guard kind == "IHDR", length == 13 else { throw notWhole }
                try checkSize(bytes.number(at: place + 8, 4), bytes.number(at: place + 12, 4))
            }
            hasPicture = hasPicture || kind == "IDAT"
            place += 12 + length
            if kind == "IEND" { break }
        }
        guard hasPicture, place == bytes.count, !Archive.ends(bytes) else { throw notWhole }
    }

    private static func checkSize(_ width: Int, _ height: Int) throws(Rejection) {
        guard width > 0, height > 0 else { throw notWhole }
        guard width.multipliedReportingOverflow(by: height).partialValue <= mostPixels,
            !width.multipliedReportingOverflow(by: height).overflow
        else {
            throw Rejection(.format, "the picture has more than \(mostPixels / 1_000_000) million pixels")
        }
    }
}

/// The end of a ZIP archive, by which programs find one wherever in a file it lies.
private enum Archive {
    private static let endSize = 22
    private static let longestComment = 0xFFFF

    /// Whether it is one from its first byte to its last, and nothing else: no comment, and nothing before its parts.
    static func isBare(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let end = bytes.count - endSize
        guard end >= 0, isEnd(bytes, at: end) else { return false }
        let (size, start) = (bytes.littleNumber(at: end + 12, 4), bytes.littleNumber(at: end + 16, 4))
        return start + size == end
    }

    /// Whether programs would find one at the file's end.
    static func ends(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var end = bytes.count - endSize
        let first = max(0, end - longestComment)
        while end >= first {
            if isEnd(bytes, at: end) { return true }
            end -= 1
        }
        return false
    }

    /// Whether a last record begins here whose comment goes to the last byte.
    private static func isEnd(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
        bytes[place] == 0x50 && bytes.littleNumber(at: place, 4) == 0x0605_4B50
            && bytes.littleNumber(at: place + 20, 2) == bytes.count - place - endSize
    }
}

extension UnsafeRawBufferPointer {
    /// A whole number of so many bytes, the first the greatest.
    fileprivate func number(at place: Int, _ count: Int) -> Int {
        self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The same, the last the greatest.
    fileprivate func littleNumber(at place: Int, _ count: Int) -> Int {
        self[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
