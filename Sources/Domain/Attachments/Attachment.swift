/// A file that a record carries (附件): never required, photos least. What it is its content says, not its name; it lies under
/// the SHA-256 of its content, and is taken off with a reason, never deleted.
package struct Attachment: Hashable, Sendable {
    package let name: AttachmentName
    package let format: AttachmentFormat
    /// In bytes.
    package let size: Int
    /// SHA-256 of the content, as 64 hexadecimal digits.
    package let hash: String

    package init(name: AttachmentName, format: AttachmentFormat, size: Int, hash: String) {
        (self.name, self.format, self.size, self.hash) = (name, format, size, hash)
    }

    /// Of one file, in bytes.
    package static let largest = 10 << 20
    /// How many files a record carries, of those that stand.
    package static let mostOfRecord = 5
    /// Of all files together that a record carries, in bytes.
    package static let largestOfRecord = 20 << 20
    /// Of all files that are kept in the bureau, also of those that were taken off; what was sent twice counts once. In bytes.
    package static let largestOfBureau = 2 << 30
}

/// The kinds of records that may carry files. A care case and a talk are none of them: what is confidential there stands
/// encrypted, and a file would not.
package enum AttachmentHolder: String, CaseIterable, Hashable, Sendable {
    case ledgerEntry, finding, meeting, planItem
}

extension Attachment {
    package enum Refusal: StateRefusal, Hashable {
        /// The record is closed, withdrawn or cancelled.
        case recordClosed
        case tooManyOfRecord
        case recordFull
        case bureauFull
        case withdrawn

        package var code: String {
            switch self {
            case .recordClosed: "recordClosed"
            case .tooManyOfRecord, .recordFull: "recordFull"
            case .bureauFull: "bureauFull"
            case .withdrawn: "attachmentWithdrawn"
            }
        }

        package var detail: Sentence {
            switch self {
            case .recordClosed: "this record is closed, and takes no more files"
            case .tooManyOfRecord:
                "a record carries \(Attachment.mostOfRecord) files at most: take one off first"
            case .recordFull:
                "the files of a record have \(Attachment.largestOfRecord >> 20) MiB together: take one off first, or send a smaller one"
            case .bureauFull:
                "the files of the whole bureau have \(Attachment.largestOfBureau >> 30) GiB together, and this one has no room any more: tell whoever runs the machine"
            case .withdrawn: "this file was taken off"
            }
        }
    }

    /// Whether there is room for one more.
    ///
    /// - Parameters:
    ///   - sizes: of the files that the record carries now.
    ///   - total: of all that the bureau keeps, this one included.
    package static func check(_ size: Int, beside sizes: [Int], total: Int) throws(Refusal) {
        if sizes.count >= mostOfRecord { throw .tooManyOfRecord }
        if sizes.reduce(size, +) > largestOfRecord { throw .recordFull }
        if total > largestOfBureau { throw .bureauFull }
    }
}
