import Domain
import Storage

/// The higher organisations, and which stands below which.
struct CommitteesPage: WebPage {
    static let template = TemplateName.committees

    struct Row: Sendable {
        let code: String
        let name: String
        let above: String
        /// To whom objections to its branches' notices are made.
        let receiver: String
        /// What the reader may do with it: none where it is not theirs.
        let steps: [Step]
    }

    let title: String
    let notice: String?
    let rows: [Row]
    let steps: [Step]

    struct Content: Sendable {
        let committees: [Committee]
        let contacts: [ID<Committee>: NoticeContact]
        /// What the reader may do with each one's own.
        let permissions: [ID<Committee>: Permission]
        let permission: Permission

        init(_ transaction: Transaction) throws {
            committees = try transaction.whole { try transaction.committees($0) }
            contacts = try transaction.noticeContacts(of: committees)
            permission = Permission(transaction.authority)
            permissions = Dictionary(
                uniqueKeysWithValues: try committees.map { ($0.id, try transaction.permission(in: $0.id)) })
        }
    }

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let committees = content.committees
        title = words(.committees)
        self.notice = notice
        let names = Dictionary(committees.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        rows = committees.map { committee in
            Row(
                code: committee.code.text, name: committee.name,
                above: committee.parent.flatMap { names[$0] } ?? "–",
                receiver: content.contacts[committee.id]?.body.string ?? "–",
                steps: content.permissions[committee.id].map { permission in
                    let path = LocalPath.administration("committees/\(committee.id.rawValue)")
                    return permission.step(
                        API.recordNoticeContact, at: path.part("notice-contact"), words(.recordNoticeContact))
                        + permission.step(
                            API.recordFindingEscalation, at: path.part("finding-escalation"),
                            words(.recordFindingEscalation))
                        + permission.step(
                            API.listPerformanceTables, at: PerformancePage.path(committee.id),
                            words(.performanceTables))
                        + permission.step(
                            API.listChecklists, at: ChecklistsPage.path(committee.id), words(.checklists))
                        + permission.step(
                            API.listFocusShares, at: FocusSharesPage.path(committee.id), words(.focusShareTitle))
                        + permission.step(
                            API.showBurden, at: BurdenPage.path(committee.id), words(.burdenTitle))
                        + permission.step(
                            API.showCommitteeDiagnosis, at: CommitteeDiagnosisPage.path(committee.id),
                            words(.diagnosisTitle))
                        + permission.step(
                            API.showStaffing, at: StaffingPage.path(committee.id), words(.staffingTitle))
                        + permission.step(API.showCareCounts, at: .careCounts, words(.careCountsTitle))
                        + permission.step(API.changeCommittee, at: path.part("edit"), words(.changeCommittee))
                } ?? [])
        }
        steps = content.permission.step(
            API.createCommittee, at: .administration("committees/new"), words(.newCommittee))
    }
}

extension Site {
    private static let list = LocalPath.administration("committees")

    static let committeeRoutes: [Route] =
        [
            .get("/administration/committees", for: .signedIn) { visit in
                let content = try await visit.read { try CommitteesPage.Content($0) }
                return try visit.show(CommitteesPage(content, visit.words, notice: visit.notice))
            }
        ] + form.routes + changeForm.routes

    private static let changeForm = FormRoute(
        "/administration/committees/{committee}/edit", API.changeCommittee, .changeCommittee
    ) { visit in
        let id: ID<Committee> = try visit.id("committee")
        let committee = try await visit.read { transaction in
            let committee = try transaction.committee(id)
            guard try transaction.permission(in: id).allows(API.changeCommittee) else {
                throw Authority.Denial.notPermitted(.manageCommittees)
            }
            return committee
        }
        return FormRoute.Asked(
            back: ConfirmPage.Back(list, visit.words(.committees)), intro: visit.words(.changeCommitteeIntro),
            fields: [FormRoute.Field("name", .plain, .name, value: committee.name)], version: committee.version)
    } next: { _, _ in
        list.with(.recorded)
    }

    private static let form = FormRoute(
        "/administration/committees/new", API.createCommittee, .newCommittee
    ) { visit in
        let committees = try await visit.read { try $0.committeeChoices() }
        return FormRoute.Asked(
            back: ConfirmPage.Back(list, visit.words(.committees)),
            fields: [
                FormRoute.Field("code", .plain, .committeeCode), FormRoute.Field("name", .plain, .name),
                FormRoute.Field("parent", .choice([.none] + committees), .committeeAbove, isOptional: true),
            ])
    } next: { _, _ in
        list.with(.recorded)
    }
}
