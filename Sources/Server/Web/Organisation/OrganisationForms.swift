import Domain
import HTTPTypes
import Hummingbird
import Storage

extension Site {
    static let organisationRoutes: [Route] =
        [
            .get("/branches", for: .signedIn) { visit in
                let (part, gone) = (visit.listPart, visit.query["dissolved"] == "true")
                let choice = visit.tableChoice
                let content = try await visit.read {
                    try BranchesPage.Content($0, part, dissolved: gone, isWhole: choice.isChosen)
                }
                return try visit.show(
                    BranchesPage(content, visit.words, notice: visit.notice, choice: choice))
            },
            .get("/branches/{branch}", for: .signedIn) { visit in
                let (id, part): (ID<Branch>, PageRequest) = (try visit.id("branch"), visit.listPart)
                let choices = visit.tableChoices(of: BranchPage.tables)
                let isWhole = choices["members"].isChosen
                let content = try await visit.read { try BranchPage.Content($0, id, part, isWhole: isWhole) }
                return try visit.show(BranchPage(content, visit.words, notice: visit.notice, choices: choices))
            },
            .table("/branches") { visit in
                BranchesPage.table(
                    try await visit.read { transaction in try transaction.whole { try transaction.branches($0) } },
                    visit.words)
            },
            .table("/branches/{branch}/members") { visit in
                let id: ID<Branch> = try visit.id("branch")
                let (name, members) = try await visit.read { transaction in
                    (
                        try transaction.branch(id).branch.name,
                        try transaction.whole { try transaction.members(MemberFilter(branch: id), $0) }
                    )
                }
                return BranchPage.table(members, of: name, visit.words)
            },
            .table("/branches/{branch}/appointments") { visit in
                let id: ID<Branch> = try visit.id("branch")
                let (name, appointments) = try await visit.read { transaction in
                    (
                        try transaction.branch(id).branch.name,
                        try transaction.whole { try transaction.appointments(of: id, $0) }
                    )
                }
                return BranchPage.table(appointments, of: name, visit.words)
            },
            .table("/branches/{branch}/areas") { visit in
                let id: ID<Branch> = try visit.id("branch")
                let (name, areas) = try await visit.read { transaction in
                    (
                        try transaction.branch(id).branch.name,
                        try transaction.whole { try transaction.areas(AreaFilter(branch: id), $0) }
                    )
                }
                return BranchPage.table(areas, of: name, visit.words)
            },
            .get("/members", for: .signedIn) { visit in
                let (typed, asked) = (visit.query["name"]?.trimmed ?? "", visit.listPart)
                let status = visit.query["status"].flatMap(Member.Status.init(rawValue:))
                let choice = visit.tableChoice
                let page = try await visit.read { transaction in
                    func part(_ part: PageRequest) throws -> Page<MemberListing> {
                        try transaction.members(named: typed, status: status, part)
                    }
                    return choice.isChosen ? Page(items: try transaction.whole(part), next: nil) : try part(asked)
                }
                return try visit.show(
                    MembersPage(page, typed: typed, status: status, visit.words, choice: choice))
            },
            .table("/members") { visit in
                let typed = visit.query["name"]?.trimmed ?? ""
                let status = visit.query["status"].flatMap(Member.Status.init(rawValue:))
                let members = try await visit.read { transaction in
                    try transaction.whole { try transaction.members(named: typed, status: status, $0) }
                }
                return BranchPage.table(members, of: typed.nonEmpty, visit.words)
            },
            .get("/members/{member}", for: .signedIn) { visit in
                let id: ID<Member> = try visit.id("member")
                let content = try await visit.read { try MemberPage.Content($0, id) }
                return try visit.show(MemberPage(content, visit.words, notice: visit.notice))
            },
        ] + branchForms.flatMap(\.routes) + memberForms.flatMap(\.routes) + statusForms.flatMap(\.routes) + phoneRoutes

    // MARK: - Branches

    private static func branchFields(_ branch: Branch?, _ words: Words) -> [FormRoute.Field] {
        [
            FormRoute.Field("code", .plain, .branchCode, value: branch?.code.text),
            FormRoute.Field("name", .plain, .name, value: branch?.name),
            FormRoute.Field(
                "kind", .menu(of: Branch.Kind.self, words), .branchKind, value: branch?.kind.rawValue),
            FormRoute.Field(
                "secretaryPost", .menu(of: Branch.SecretaryPost.self, words), .secretaryPost,
                value: branch?.secretaryPost.rawValue),
            FormRoute.Field("founded", .date, .founded, value: branch?.founded?.description, isOptional: true),
            FormRoute.Field("termBegan", .date, .termBegan, value: branch?.termBegan?.description, isOptional: true),
            FormRoute.Field("termEnds", .date, .termEnds, value: branch?.termEnds?.description, isOptional: true),
        ]
    }

    private static let branchForms: [FormRoute] = [
        FormRoute("/branches/new", API.createBranch, .foundBranch) { visit in
            let committees = try await visit.read { try $0.committeeChoices() }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branches, visit.words(.placeOrganisation)),
                fields: branchFields(nil, visit.words) + [
                    FormRoute.Field("committee", .choice(committees), .committee)
                ]
            )
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.branch(ID($0)).with(.recorded) } ?? .branches
        },
        FormRoute("/branches/{branch}/edit", API.changeBranch, .changeBranch) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let branch = try await visit.read { try $0.branch(id).branch }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), fields: branchFields(branch, visit.words),
                version: branch.version)
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/groups/{group}/rename", API.renameGroup, .renameGroup) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let group: ID<Domain.Group> = try visit.id("group")
            let (branch, name) = try await visit.read {
                (try $0.branch(id).branch, try $0.group(group, in: id).name)
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name),
                fields: [FormRoute.Field("name", .plain, .name, value: name)])
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/appoint", API.appoint, .appoint) {
            visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, groups, members, offices, today) = try await visit.read {
                (
                    try $0.branch(id).branch, try $0.groups(of: id), try $0.memberChoices(of: id),
                    try $0.officesToFill(in: id), $0.today
                )
            }
            guard !offices.isEmpty else { throw Authority.Denial.notPermitted(.appointOfficers) }
            let words = visit.words
            let names = groups.map { FormField.Choice(code: $0.name, label: $0.name) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name),
                fields: [
                    AppointmentFields.member.asked(words, by: .choice([.none] + members)),
                    AppointmentFields.office.asked(words, by: .choice(offices.map { FormField.Choice($0, words) })),
                    AppointmentFields.basis.asked(words, by: .menuOrNone(of: Branch.SecretaryPost.self, words)),
                    AppointmentFields.group.asked(words, by: .choice([.none] + names)),
                    AppointmentFields.from.asked(words, first: today.description),
                    AppointmentFields.document.asked(words), AppointmentFields.reason.asked(words),
                ]
            )
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/send", API.appoint, .sendOfficer) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, offices, today) = try await visit.read {
                (try $0.branch(id).branch, try $0.officesToSend(to: id), $0.today)
            }
            guard !offices.isEmpty else { throw Authority.Denial.notPermitted(.appointSecretaries) }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), intro: words(.sendOfficerIntro),
                fields: [
                    AppointmentFields.sentMember.asked(words),
                    AppointmentFields.office.asked(words, by: .choice(offices.map { FormField.Choice($0, words) })),
                    AppointmentFields.basis.asked(words, by: .menuOrNone(of: Branch.SecretaryPost.self, words)),
                    AppointmentFields.from.asked(words, first: today.description),
                    AppointmentFields.document.asked(words).needed, AppointmentFields.reason.asked(words),
                ]
            )
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute(
            "/appointments/{appointment}/end", API.endAppointment, .endAppointment
        ) { visit in
            let id: ID<Appointment> = try visit.id("appointment")
            let (listing, name) = try await visit.read { transaction in
                let listing = try transaction.appointment(id)
                let (office, branch) = (listing.appointment.office, listing.appointment.branch)
                guard try transaction.officesToFill(in: branch).contains(office) else {
                    throw Authority.Denial.notPermitted(
                        office == .secretary ? .appointSecretaries : .appointOfficers)
                }
                return (listing, try transaction.branchName(branch))
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(listing.appointment.branch), name),
                intro: "\(listing.member.name) · \(visit.words(listing.appointment.office.word))",
                fields: [AppointmentFields.on.asked(visit.words), AppointmentFields.reason.asked(visit.words)])
        } next: { visit, _ in
            let id: ID<Appointment> = try visit.id("appointment")
            return LocalPath.branch(try await visit.read { try $0.appointment(id).appointment.branch }).with(.recorded)
        },
    ]

    // MARK: - Members

    private static func memberFields(_ listing: MemberListing?, _ words: Words) -> [FormRoute.Field] {
        [
            MemberFields.number.asked(words, of: listing), MemberFields.name.asked(words, of: listing),
            MemberFields.standing.asked(words, of: listing), MemberFields.joined.asked(words, of: listing),
            MemberFields.becameFull.asked(words, of: listing), MemberFields.post.asked(words, of: listing),
        ]
    }

    private static let memberForms: [FormRoute] = [
        FormRoute("/branches/{branch}/members/new", API.createMember, .newMember) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, groups) = try await visit.read { (try $0.branch(id).branch, try $0.groups(of: id)) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name),
                fields: memberFields(nil, visit.words) + [
                    MemberFields.group.asked(visit.words, by: .suggested(groups.map(\.name))),
                    MemberFields.from.asked(visit.words), MemberFields.phone.asked(visit.words),
                ],
                fixed: ["branch": .string(branch.code.text)]
            )
        } next: { _, made in
            made["id"]?.integer.map { LocalPath.member(ID($0)).with(.recorded) } ?? .branches
        },
        FormRoute("/members/{member}/edit", API.changeMember, .changeMember) { visit in
            let id: ID<Member> = try visit.id("member")
            let listing = try await visit.read { try $0.member(id) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), listing.member.name), fields: memberFields(listing, visit.words),
                version: listing.member.version)
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/members/{member}/transfer", API.transferMember, .transferMember) { visit in
            let id: ID<Member> = try visit.id("member")
            let (member, branches) = try await visit.read { (try $0.member(id).member, try $0.branchChoices()) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.transferIntro),
                fields: [
                    MemberFields.toBranch.asked(visit.words, by: .choice(branches)),
                    MemberFields.group.asked(visit.words), MemberFields.on.asked(visit.words),
                    MemberFields.reason.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/members/{member}/phone", API.recordPhone, .recordPhone) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read { try $0.member(id).member }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.recordPhoneIntro),
                fields: [MemberFields.phoneOnRecord.asked(visit.words)],
                version: member.version)
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
    ]

    /// A number in full is in the answer to its own request alone, and in the audit that it was asked for.
    private static let phoneRoutes: [Route] = {
        let form = FormRoute(
            "/members/{member}/phone/disclose", API.disclosePhone, .disclosePhone
        ) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read { try $0.member(id).member }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.disclosePhoneIntro),
                fields: [MemberFields.reason.asked(visit.words)])
        } answer: { visit, made in
            let id: ID<Member> = try visit.id("member")
            return try visit.show(
                PhonePage(
                    title: visit.words(.phone), phone: made["phone"]?.string ?? "",
                    back: ConfirmPage.Back(.member(id), visit.words(.member))))
        }
        return form.routes
    }()
}
