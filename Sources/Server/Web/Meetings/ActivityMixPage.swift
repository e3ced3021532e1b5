import Domain
import Storage

/// How varied a branch's meetings of a year were.
struct ActivityMixPage: WebPage {
    static let template = TemplateName.activityMix

    typealias Content = YearOfBranch<ActivityMix>

    struct Row: Sendable {
        let name: String
        let count: String
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let held: String
    let groups: [Group]

    /// Rows that say the same meetings in one way.
    struct Group: Sendable {
        let heading: String
        let rows: [Row]
    }

    init(_ content: Content, _ words: Words) {
        let path = LocalPath.branch(content.branch.id, "activities")
        let mix = content.value
        title = words(.mixHeading, ["year": String(content.year), "branch": content.branch.name])
        back = ConfirmPage.Back(
            LocalPath.branch(content.branch.id, "meetings").with("year", String(content.year)), words(.branchMeetings))
        turning = Turning(year: content.year) { path.with("year", String($0)) }
        held = words.counted(.attendanceMeetingsHeld, mix.held)
        groups = [
            Group(
                heading: words(.mixKinds),
                rows: [
                    Row(name: words(.mixActive), count: String(mix.active)),
                    Row(name: words(.mixPassive), count: String(mix.passive)),
                    Row(name: words(.mixFelt), count: String(mix.felt)),
                ]),
            Group(
                heading: words(.meetingScale),
                rows: MeetingActivity.Scale.allCases.map {
                    Row(name: words($0.word), count: String(mix.scales[$0] ?? 0))
                }),
            Group(
                heading: words(.meetingForm),
                rows: MeetingActivity.Form.allCases.map { Row(name: words($0.word), count: String(mix.forms[$0] ?? 0)) }
            ),
        ]
    }
}

extension Site {
    static let activityMixRoutes: [Route] = [
        .get("/branches/{branch}/activities", for: .signedIn) { visit in
            let content = try await visit.yearOfBranch { try $0.activityMix(of: $1, in: $2) }
            return try visit.show(ActivityMixPage(content, visit.words))
        }
    ]
}
