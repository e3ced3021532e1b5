import Domain
import Storage

/// What has to be there before a bureau's first month, in the order in which it is made: a list that ticks itself off.
struct StartPage: WebPage {
    static let template = TemplateName.start

    struct Item: Sendable {
        let heading: String
        let about: String
        let state: String
        let stateCode: String
        let isDone: Bool
        /// What is still missing of it; nil where nothing is, or nothing is known of it.
        let missing: String?
        /// Whose it is to do.
        let who: String
        let steps: [Step]
        let hasSteps: Bool
    }

    let title: String
    let notice: String?
    let said: String
    let isComplete: Bool
    let items: [Item]

    struct Content: Sendable {
        let steps: FirstSteps
        let authority: Authority
        /// Of which the reader makes the first.
        let foundable: [Role]

        init(_ transaction: Transaction) throws {
            steps = try transaction.firstSteps()
            authority = transaction.authority
            foundable = try transaction.foundableRoles()
        }
    }

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        title = words(.startTitle)
        self.notice = notice
        let parts = StartPage.parts(content, words)
        let next = parts.firstIndex { !$0.isDone && !$0.steps.isEmpty }
        items = parts.enumerated().map { index, part in
            let (state, code): (Word, String) =
                part.isDone ? (.startDone, "published") : index == next ? (.startNext, "open") : (.startLater, "later")
            return Item(
                heading: "\(index + 1). \(words(part.heading))", about: words(part.about), state: words(state),
                stateCode: code, isDone: part.isDone, missing: part.isDone ? nil : part.missing,
                who: words.named(words(.startWho), words.list(part.who.map { words($0.word) })),
                steps: part.isDone ? [] : part.steps, hasSteps: !part.isDone && !part.steps.isEmpty)
        }
        let done = parts.count(where: \.isDone)
        isComplete = done == parts.count
        said =
            isComplete
            ? words(.startComplete) : words(.startSaid, ["done": String(done), "all": String(parts.count)])
    }

    private struct Part {
        let heading: Word
        let about: Word
        let isDone: Bool
        var missing: String?
        let who: [Role]
        let steps: [Step]
    }

    private static func parts(_ content: Content, _ words: Words) -> [Part] {
        people(content, words) + rules(content, words) + lists(content, words) + month(content, words)
    }

    private static func people(_ content: Content, _ words: Words) -> [Part] {
        let people: [(Role, FirstSteps.Holder, Word, Word)] = [
            (.committeeOfficer, content.steps.office, .startOffice, .startOfficeAbout),
            (.auditor, content.steps.auditor, .startAuditor, .startAuditorAbout),
        ]
        return people.map { role, holder, heading, about -> Part in
            var steps: [Step] = []
            if content.foundable.contains(role) {
                steps = [Step(path: LocalPath.start.part(role.rawValue).text, label: words(.startLetIn), isMain: true)]
            } else if case .invited(let account) = holder, content.authority.allows(API.makePasswordLink) {
                let path = LocalPath.administration("accounts/\(account.rawValue)")
                steps = [Step(path: path.text, label: words(.startInvited), isMain: false)]
            }
            return Part(
                heading: heading, about: about, isDone: holder == .entered,
                missing: holder == .nobody ? nil : words(.startNotEntered), who: [.administrator], steps: steps)
        }
    }

    private static func rules(_ content: Content, _ words: Words) -> [Part] {
        let (steps, permission) = (content.steps, Permission(content.authority))
        let isPublished = steps.schemes.contains { $0.scheme.status == .published }
        let draft = steps.schemes.last { $0.scheme.status == .draft }
        let scheme =
            draft.map { draft in
                permission.step(
                    API.publishScheme, at: .administration("schemes/\(draft.scheme.id.rawValue)"),
                    words(.startDraft), isMain: true)
            }
            ?? SchemeTemplate.allCases.flatMap { template in
                permission.step(API.importScheme, at: template.path, words(template.title), isMain: true)
            } + permission.step(API.importScheme, at: .administration("schemes/new"), words(.startOwnScheme))
        return [
            Part(
                heading: .startCommittee, about: .startCommitteeAbout, isDone: !steps.committees.isEmpty,
                who: roles(that: API.createCommittee),
                steps: permission.step(
                    API.createCommittee, at: .start.part("committee"), words(.newCommittee), isMain: true)),
            Part(
                heading: .startScheme, about: .startSchemeAbout, isDone: isPublished,
                missing: draft == nil ? nil : words(.startSchemeDraft), who: roles(that: API.publishScheme),
                steps: steps.committees.isEmpty ? [] : scheme),
        ]
    }

    private static func lists(_ content: Content, _ words: Words) -> [Part] {
        let branches = content.steps.branches
        func part(
            _ list: ImportedList, _ heading: Word, _ about: Word, after isReady: Bool, by operation: Operation,
            lacking isLacking: (FirstSteps.Branch) -> Bool
        ) -> Part {
            let lacking = branches.filter(isLacking)
            var steps: [Step] = []
            if isReady, list.isOpen(to: content.authority) {
                steps = [
                    Step(
                        path: LocalPath.imports.with("list", list.rawValue).text, label: words(.startImport),
                        isMain: true),
                    Step(
                        path: list.blank(.xlsx),
                        label: words(.importBlank, ["list": words(list.word), "format": "xlsx"]),
                        isMain: false),
                ]
            }
            return Part(
                heading: heading, about: about, isDone: !branches.isEmpty && lacking.isEmpty,
                missing: missing(lacking, words), who: roles(that: operation), steps: steps)
        }
        let hasMembers = branches.contains { $0.listing.members > 0 }
        let without = branches.filter { $0.accounts == 0 }
        return [
            part(
                .branches, .startBranches, .startBranchesAbout, after: !content.steps.committees.isEmpty,
                by: API.createBranch
            ) { _ in false },
            part(.members, .startMembers, .startMembersAbout, after: !branches.isEmpty, by: API.createMember) {
                $0.listing.members == 0
            },
            part(.appointments, .startSecretaries, .startSecretariesAbout, after: hasMembers, by: API.createBranch) {
                $0.listing.secretary == nil
            },
            part(.areas, .startAreas, .startAreasAbout, after: hasMembers, by: API.createArea) {
                $0.listing.areas == 0
            },
            Part(
                heading: .startAccounts, about: .startAccountsAbout, isDone: !branches.isEmpty && without.isEmpty,
                missing: missing(without, words), who: roles(that: API.letMembersIn),
                steps: without.filter { $0.listing.members > 0 }.prefix(mostNamed).flatMap { branch in
                    Permission(content.authority).step(
                        API.letMembersIn, at: .branch(branch.listing.branch.id, "accounts"),
                        branch.listing.branch.name)
                }),
        ]
    }

    private static func month(_ content: Content, _ words: Words) -> [Part] {
        [
            Part(
                heading: .startMonth, about: .startMonthAbout, isDone: content.steps.hasMonth,
                who: roles(that: API.openCycle), steps: [])
        ]
    }

    /// As many branches are named.
    private static let mostNamed = 20

    private static func missing(_ branches: [FirstSteps.Branch], _ words: Words) -> String? {
        guard !branches.isEmpty else { return nil }
        let names = words.list(branches.prefix(mostNamed).map(\.listing.branch.name))
        return words.named(words.counted(.startMissing, branches.count), names)
    }

    /// Whose an operation is, by the one table of who may do what.
    private static func roles(that operation: Operation) -> [Role] { Role.allCases.filter { operation.isFor($0) } }
}

extension Operation {
    /// Whether the role permits it, in its scope.
    func isFor(_ role: Role) -> Bool { need.actions.contains { role.actions.contains($0) } }
}

extension Site {
    static let startRoutes: [Route] =
        [
            .get("/start", for: .signedIn) { visit in
                let content = try await visit.read { try StartPage.Content($0) }
                return try visit.show(StartPage(content, visit.words, notice: visit.notice))
            }
        ] + startForms.flatMap(\.routes)

    private static func back(_ visit: Visit) -> ConfirmPage.Back { ConfirmPage.Back(.start, visit.words(.startTitle)) }

    private static let startForms: [FormRoute] =
        [
            firstAccount(.committeeOfficer, name: "jgdw", .startOffice, .startOfficeIntro),
            firstAccount(.auditor, name: "jijian", .startAuditor, .startAuditorIntro),
            FormRoute("/start/committee", API.createCommittee, .newCommittee) { visit in
                FormRoute.Asked(
                    back: back(visit), intro: visit.words(.startCommitteeIntro),
                    fields: [
                        FormRoute.Field("name", .plain, .name, value: "机关党委"),
                        FormRoute.Field(
                            "code", .plain, .committeeCode, hint: .startCommitteeCodeHint, value: "JG"),
                    ])
            } next: { _, _ in
                .start.with(.recorded)
            },
        ]
        + SchemeTemplate.allCases.map { template in
            FormRoute(template.path.text, API.importScheme, template.title) { visit in
                let committees = try await visit.read { transaction in
                    (choices: try transaction.committeeChoices(), month: transaction.today.month.adding(months: -1))
                }
                return FormRoute.Asked(
                    back: back(visit), intro: visit.words(.schemeTemplateIntro),
                    fields: [
                        FormRoute.Field("committee", .choice(committees.choices), .committee),
                        FormRoute.Field(
                            "content.effectiveFrom", .month, .effectiveFrom, hint: .schemeTemplateFromHint,
                            value: committees.month.description),
                    ], fixed: try template.fixed)
            } next: { _, made in
                made["id"]?.integer.map { LocalPath.administration("schemes/\($0)").with(.recorded) } ?? .start
            }
        }

    /// The form for the first who has a role.
    private static func firstAccount(_ role: Role, name: String, _ title: Word, _ intro: Word) -> FormRoute {
        FormRoute("/start/\(role.rawValue)", API.letFirstIn, title) { visit in
            guard try await visit.read({ try $0.foundableRoles() }).contains(role) else {
                throw Account.Refusal.exceedsOwn(role)
            }
            return FormRoute.Asked(
                back: back(visit), intro: visit.words(intro),
                fields: [
                    FormRoute.Field("name", .plain, .signInName, hint: .startSignInNameHint, value: name),
                    FormRoute.Field("title", .plain, .accountTitle, value: visit.words(role.word)),
                ], fixed: ["role": .string(role.rawValue)])
        } answer: { visit, made in
            try visit.show(LinkMadePage(made["link"], visit, back: back(visit)))
        }
    }
}
