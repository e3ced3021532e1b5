import Domain
import Storage

/// The higher organisations, and which stands below which.
struct CommitteesPage: WebPage {
    static let template = TemplateName.committees

    struct Row: Sendable {
        let code: String
        let name: String
        let above: String
    }

    let title: String
    let notice: String?
    let rows: [Row]
    let steps: [Step]

    /// - Parameter permission: the reader's.
    init(_ committees: [Committee], _ permission: Permission, _ words: Words, notice: String? = nil) {
        title = words(.committees)
        self.notice = notice
        let names = Dictionary(committees.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        rows = committees.map { committee in
            Row(
                code: committee.code.text, name: committee.name,
                above: committee.parent.flatMap { names[$0] } ?? "–")
        }
        steps = permission.step(
            API.createCommittee, at: .administration("committees/new"), words(.newCommittee))
    }
}

extension Site {
    private static let list = LocalPath.administration("committees")

    static let committeeRoutes: [Route] =
        [
            .get("/administration/committees", for: .signedIn) { visit in
                let committees = try await visit.read { transaction in
                    try transaction.whole { try transaction.committees($0) }
                }
                return try visit.show(
                    CommitteesPage(
                        committees, Permission(visit.authority), visit.words, notice: visit.notice))
            }
        ] + form.routes

    private static let form = FormRoute(
        "/administration/committees/new", API.createCommittee, .newCommittee
    ) { visit in
        let committees = try await visit.read { try $0.committeeChoices() }
        return FormRoute.Asked(
            back: ConfirmPage.Back(list, visit.words(.committees)),
            fields: [
                FormRoute.Field("code", .plain, .committeeCode, maximum: 20), FormRoute.Field("name", .plain, .name),
                FormRoute.Field("parent", .choice([.none] + committees), .committeeAbove, isOptional: true),
            ])
    } next: { _, _ in
        list.with(.recorded)
    }
}
