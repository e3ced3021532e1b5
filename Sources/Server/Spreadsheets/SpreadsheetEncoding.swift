/// The encodings that an office's programs save CSV in.
package enum SpreadsheetEncoding: Hashable, Sendable, CaseIterable {
    /// Excel's “CSV UTF-8” (with a byte order mark), and what everything else writes (without).
    case utf8
    /// Excel's plain “CSV” where Windows is set to Chinese. GBK and GB 2312 are parts of it.
    case gb18030
    /// Excel's “Unicode Text”; with a byte order mark only.
    case utf16LittleEndian, utf16BigEndian

    /// The name as people know it, and as iconv does.
    package var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB18030"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        }
    }

    /// U+FEFF, which says at the beginning of a file how it is encoded.
    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .gb18030: [0x84, 0x31, 0x95, 0x33]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }
}
