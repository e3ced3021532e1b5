import Domain
import Storage

/// Something that can be done next: the way to an operation's form.
struct Step: Sendable {
    let path: String
    let label: String
    let isMain: Bool

    /// The way to something new on a page's list, for each of some branches; of several each says which.
    static func new(on list: LocalPath, for branches: [Branch], _ word: Word, _ words: Words) -> [Step] {
        branches.map { branch in
            Step(
                path: list.part("new").with("branch", branch.code.text).text,
                label: branches.count == 1 ? words(word) : words.noted(words(word), branch.code.text), isMain: true)
        }
    }
}

/// What a page's reader may do in the place that the page is about.
struct Permission: Sendable {
    let authority: Authority
    /// nil for a page that is of no one place: what is permitted anywhere is worth offering.
    let place: Place?

    init(_ authority: Authority, in place: Place? = nil) {
        self.authority = authority
        self.place = place
    }

    func allows(_ operation: Operation) -> Bool { authority.allows(operation, in: place) }

    /// The step to what carries the operation out; none for whom it is not permitted.
    func step(_ operation: Operation, at path: LocalPath, _ label: String, isMain: Bool = false) -> [Step] {
        allows(operation) ? [Step(path: path.text, label: label, isMain: isMain)] : []
    }
}

extension Transaction {
    /// What the reader may do in a branch.
    func permission(in branch: ID<Branch>) throws -> Permission {
        Permission(authority, in: try place(of: branch))
    }

    /// What the reader may do with what is a committee's own.
    func permission(in committee: ID<Committee>) throws -> Permission {
        Permission(authority, in: try place(of: committee))
    }
}
