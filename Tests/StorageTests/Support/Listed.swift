import Domain

@testable import Storage

extension Member.Facts {
    /// As a list says all of it.
    var listed: Member.Listed {
        Member.Listed(
            number: number, name: .value(name), standing: .value(standing), joined: .value(joined),
            becameFull: becameFull.map { .value($0) } ?? .empty, post: post.map { .value($0) } ?? .empty)
    }
}

extension ListedMember {
    init(
        _ facts: Member.Facts, branch: ID<Branch>, group: Said<Text> = .nothing, phone: Said<ListedPhone> = .nothing
    ) {
        self.init(facts: facts.listed, branch: branch, group: group, from: .nothing, phone: phone, status: .nothing)
    }
}
