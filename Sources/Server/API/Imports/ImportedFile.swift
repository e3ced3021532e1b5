import Domain
import Foundation
import HTTPTypes
import Storage

/// A file that is being imported, and for how long that may go on.
///
/// A file goes in whole or not at all, in one transaction, and while that is open nobody else writes. So what is sent by
/// somebody with an account takes no longer than ``longest``; what takes longer is refused, and the office parts it or has
/// the operator import it, who has the machine and knows when nobody is at work. It is the processor's time, so that a
/// machine that is busy with other things refuses nothing that it took yesterday.
struct ImportedFile {
    static let longest = Duration.seconds(1)

    let path: String
    /// How it is to be read.
    let options: SpreadsheetOptions
    /// Where what the sender said of such headings before is looked up, and kept; nil to have none of it.
    let memory: HeadingMemory?
    /// Whether it has everybody of the branches that it has rows of.
    let isWhole: Bool
    /// Where the changes of a row are noted, and its doubts.
    let changes: ChangeNotes?
    let doubts: Doubts?
    /// When this thread will have worked as long as it may; nil for as long as it takes.
    private let end: Duration?

    init(
        path: String, sentBy principal: Principal, options: SpreadsheetOptions = SpreadsheetOptions(),
        memory: HeadingMemory? = nil, isWhole: Bool = false, changes: ChangeNotes? = nil, doubts: Doubts? = nil,
        longest: Duration = longest
    ) {
        (self.path, self.options, self.memory, self.isWhole) = (path, options, memory, isWhole)
        (self.changes, self.doubts) = (changes, doubts)
        if case .account = principal { end = Self.worked + longest } else { end = nil }
    }

    /// Whether it has taken as long as it may.
    var isOver: Bool {
        guard let end else { return false }
        return Self.worked > end
    }

    /// - Throws: a ``Problem`` (413) once it takes too long.
    func check() throws(Problem) {
        guard isOver else { return }
        throw Problem(
            .contentTooLarge, "fileTakesTooLong",
            "this file takes longer than a second, in which nobody else could write: part it, or have it imported beside the database"
        )
    }

    /// What the processor has done for this thread.
    private static var worked: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
