#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's iconv, from one of the office's encodings to UTF-8, or to another.
final class SpreadsheetConverter {
    enum Stop {
        /// All bytes are converted.
        case done
        /// The last bytes are the beginning of a character.
        case unfinished
        /// The next bytes are no character of the encoding.
        case malformed
    }

    private let handle: iconv_t

    init(from encoding: SpreadsheetEncoding, to other: SpreadsheetEncoding = .utf8) throws(SpreadsheetFault) {
        // iconv_open says (iconv_t)-1 where it has nothing to give.
        let opened: iconv_t? = iconv_open(other.name, encoding.name)
        guard let opened, Int(bitPattern: opened) != -1 else {
            throw SpreadsheetFault(.noConverter(other == .utf8 ? encoding : other))
        }
        handle = opened
    }

    deinit {
        iconv_close(handle)
    }

    /// Converts the first `count` bytes of `input` into `output`, which must have room for twice as many: no character
    /// of these encodings grows by more than half. Says how many were used, how many written, and why it stopped.
    func convert(_ input: inout [UInt8], count: Int, into output: inout [UInt8]) -> (
        used: Int, written: Int, stop: Stop
    ) {
        var inputLeft = count
        var outputLeft = output.count
        let total = output.count
        let failure: CInt = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                return iconv(handle, &from, &inputLeft, &to, &outputLeft) == -1 ? errno : 0
            }
        }
        let stop: Stop =
            switch failure {
            case 0: .done
            case EINVAL: .unfinished
            default: .malformed
            }
        return (count - inputLeft, total - outputLeft, stop)
    }
}
