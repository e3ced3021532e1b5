import Domain
import Storage

/// A member's rights and what was made use of in a year, as the member and whoever sees to the branch's meetings read them.
struct MemberRightsPage: WebPage {
    static let template = TemplateName.memberRights

    struct Content: Sendable {
        let id: ID<Member>
        let listing: MemberRightsListing
        let branch: ID<Branch>?
        let readsTraining: Bool

        init(_ transaction: Transaction, _ id: ID<Member>, year: Int?) throws {
            self.id = id
            listing = try transaction.memberRights(of: id, in: year ?? transaction.today.components.year)
            branch = try transaction.member(id).branch.map { try transaction.requireBranch($0.text) }
            readsTraining = try branch.map { try transaction.permission(in: $0).allows(API.showTrainingYear) } ?? false
        }
    }

    struct Row: Sendable {
        let right: String
        let state: String
        let isLess: Bool
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let rows: [Row]
    let usedHeading: String
    let facts: [Fact]
    let links: [Frame.Link]

    init(_ content: Content, _ words: Words) {
        let listing = content.listing
        let year = String(listing.year)
        let path = LocalPath.member(content.id, "rights")
        title = words(.rightsHeading, ["name": listing.member.name])
        back = ConfirmPage.Back(.member(content.id), listing.member.name)
        turning = Turning(year: listing.year) { path.with("year", String($0)) }
        rows = listing.rights.map { right in
            let said = words(right.state.kind.word)
            let by = [right.state.document, right.state.day.map { words.date($0) }].compactMap(\.self)
            return Row(
                right: words(right.right.word), state: by.isEmpty ? said : words.noted(said, words.list(by)),
                isLess: right.state != .full)
        }
        usedHeading = words(.rightsMadeUseOf, ["year": year])
        func there(_ all: Int, _ present: Int) -> String {
            words(.rightsPresentSaid, ["all": String(all), "present": String(present)])
        }
        facts =
            [
                Fact(words(.rightsMotions), String(listing.motions)),
                Fact(words(.rightsSuggestions), String(listing.suggestions)),
                Fact(words(.rightsVotes), there(listing.votes, listing.votesPresent)),
                Fact(words(.rightsRounds), there(listing.rounds, listing.roundsPresent)),
                Fact(words(.rightsCandidacies), String(listing.candidacies)),
                listing.appeals.map { Fact(words(.rightsAppeals), String($0)) },
            ].compactMap(\.self)
        func link(_ path: LocalPath, _ word: Word) -> Frame.Link {
            Frame.Link(path: path.text, label: words(word), isCurrent: false)
        }
        var links = [link(.motions.with("year", year), .motionsTitle), link(.elections, .electionsTitle)]
        links.append(link(.suggestions.with("year", year), .suggestionsTitle))
        links.append(link(LocalPath.member(content.id), .rightsPapers))
        if listing.isOwn { links.append(link(.objections, .rightsOwnAppeals)) }
        if let branch = content.branch, content.readsTraining {
            links.append(link(LocalPath.branch(branch, "training").with("year", year), .rightsHours))
        }
        links.append(link(LocalPath.member(content.id, "attendance").with("year", year), .attendanceYear))
        self.links = links
    }
}

extension Site {
    static let memberRightRoutes: [Route] = [
        .get("/members/{member}/rights", for: .signedIn) { visit in
            try visit.authority.require(API.showMemberRights)
            let (id, year): (ID<Member>, Int?) = (try visit.id("member"), visit.year)
            let content = try await visit.read { try MemberRightsPage.Content($0, id, year: year) }
            return try visit.show(MemberRightsPage(content, visit.words))
        }
    ]
}
