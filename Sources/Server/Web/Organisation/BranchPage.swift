import Domain
import Storage

/// A branch: who leads it, who is in it, what it answers for, and its months.
struct BranchPage: WebPage {
    static let template = TemplateName.branch

    struct Office: Sendable {
        let office: String
        let holder: String
        let since: String
        /// Where it is ended; nil where that is not the reader's to do.
        let ending: Step?
    }

    struct Person: Sendable {
        let path: String
        let number: String
        let name: String
        let branch: String
        let group: String
        let standing: String
        let offices: String
        /// That they are floating, or have left.
        let mark: String?
    }

    struct AreaLine: Sendable {
        let path: String
        let code: String
        let name: String
        let kind: String
        let holder: String
        /// The reader answers for it.
        let isOwn: Bool
    }

    struct MonthLine: Sendable {
        let path: String
        let name: String
        let state: String
        let stateCode: String
    }

    struct GroupLine: Sendable {
        let name: String
        /// Where it is given another name; nil where that is not the reader's to do.
        let renaming: Step?
    }

    /// What became of the branch.
    struct ChangeLine: Sendable {
        let day: String
        let what: String
        let decided: String
    }

    struct Content: Sendable {
        let listing: BranchListing
        let changes: [BranchChangeListing]
        let appointments: [AppointmentListing]
        let groups: [Domain.Group]
        let members: Page<MemberListing>
        let areas: [AreaListing]
        /// nil for whoever is not to see them.
        let months: Latest<CycleListing>?
        let permission: Permission
        /// The offices that the reader may fill, and end.
        let toFill: [Appointment.Office]
        /// Those to which they may appoint somebody of another branch.
        let toSend: [Appointment.Office]
        let today: LocalDate
        /// The reader's number as a member; nil for whoever is none.
        let reader: Code?
        /// Whether their own areas stand first: for whoever enters nobody else's scores.
        let isOwnFirst: Bool
        let readsYearBook: Bool

        /// - Parameter isWhole: all members, for them to be sorted or filtered.
        init(
            _ transaction: Transaction, _ id: ID<Branch>, _ request: PageRequest, isWhole: Bool = false
        ) throws {
            reader = try transaction.authority.member.map { try transaction.member($0).member.number }
            isOwnFirst = !transaction.authority.allows(.enterScores)
            today = transaction.today
            let today = today
            readsYearBook = try transaction.readsYearBook(of: id)
            listing = try transaction.branch(id)
            changes = try transaction.changes(of: id)
            appointments = try transaction.whole { try transaction.appointments(of: id, $0) }
                .filter { ($0.appointment.span.until ?? today) >= today }
            groups = try transaction.groups(of: id)
            members =
                isWhole
                ? Page(
                    items: try transaction.whole { try transaction.members(MemberFilter(branch: id), $0) }, next: nil)
                : try transaction.members(MemberFilter(branch: id), request)
            areas = try transaction.whole { try transaction.areas(AreaFilter(branch: id), $0) }
                .filter { ($0.area.span.until ?? today) >= today }
            months =
                try transaction.authority.allows(API.listCycles)
                ? transaction.latestCycles(of: id, atMost: 24) : nil
            permission = try transaction.permission(in: id)
            toFill = try transaction.officesToFill(in: id)
            toSend = try transaction.officesToSend(to: id)
        }
    }

    let title: String
    let notice: String?
    let facts: [Fact]
    let steps: [Step]
    let hasChanges: Bool
    let changes: [ChangeLine]
    let hasOffices: Bool
    let officeTable: TableHead
    let offices: [Office]
    let officeSteps: [Step]
    let hasGroups: Bool
    let groups: [GroupLine]
    let hasPeople: Bool
    let peopleTable: TableHead
    let people: [Person]
    let more: More?
    let peopleSteps: [Step]
    let peopleDownloads: Downloads
    let areaDownloads: Downloads
    let officeDownloads: Downloads
    let hasAreas: Bool
    let areaTable: TableHead
    let areaParts: Sectioned<AreaLine>
    let areaSteps: [Step]
    let hasMonths: Bool
    let months: [MonthLine]
    /// How many months there are before those shown.
    let monthsBefore: String?

    /// The tables that are sorted and filtered, as they are called in the page's address.
    static let tables = ["offices", "areas", "members"]

    init(_ content: Content, _ words: Words, notice: String? = nil, choices: TableChoices = .none) {
        let (branch, id) = (content.listing.branch, content.listing.branch.id)
        title = branch.name
        self.notice = notice
        facts = Self.facts(content, words)
        // With what is no more nothing is done.
        let isGone = branch.dissolved != nil
        func step(_ operation: Operation, _ part: String, _ word: Word) -> [Step] {
            isGone ? [] : content.permission.step(operation, at: .branch(id, part), words(word))
        }
        let yearBook = content.permission.step(API.showYearBook, at: .branch(id, "year-book"), words(.yearBook))
        let yearOnOnePage = content.permission.step(
            API.showYearAtAGlance, at: .branch(id, "year"), words(.branchYear))
        let handovers = content.permission.step(
            API.listHandovers, at: .branch(id, "hand-overs"), words(.handoversTitle))
        let books =
            (content.readsYearBook ? yearBook + yearOnOnePage : [])
            + (content.permission.allows(API.listAccounts) ? handovers : [])
        steps =
            content.permission.step(API.listBranchMeetings, at: .branch(id, "meetings"), words(.branchMeetings))
            + content.permission.step(LedgerDesk.of(.deed).list, at: .ledgers, words(.placeLedgers))
            + content.permission.step(
                API.listMotions, at: LocalPath.motions.with("branch", branch.code.text), words(.motionsTitle))
            + content.permission.step(
                API.showSecretaryYears, at: .branch(id, "secretaries"), words(.secretaryYearTitle))
            + content.permission.step(API.showDiagnosis, at: .branch(id, "diagnosis"), words(.diagnosisTitle))
            + content.permission.step(
                API.listTalks, at: LocalPath.talks.with("branch", branch.code.text), words(.talksTitle))
            + content.permission.step(API.listCareCases, at: .care, words(.careTitle))
            + content.permission.step(API.showCareCounts, at: .careCounts, words(.careCountsTitle))
            + books
            + step(API.changeBranch, "edit", .changeBranch) + step(API.renameBranch, "rename", .renameBranch)
            + step(API.mergeBranches, "merge", .mergeBranches) + step(API.splitBranch, "split", .splitBranch)
            + step(API.dissolveBranch, "dissolve", .dissolveBranch)
            + content.permission.step(
                API.listObligations, at: LocalPath.due.with("branch", branch.code.text), words(.dueTitle))
        changes = content.changes.map { ChangeLine($0, words) }
        hasChanges = !changes.isEmpty
        groups = content.groups.map { group in
            GroupLine(
                name: group.name,
                renaming: step(API.renameGroup, "groups/\(group.id.rawValue)/rename", .renameGroup).first)
        }
        hasGroups = !groups.isEmpty
        officeSteps =
            step(API.appoint, "appoint", .appoint) + step(API.nameAssessors, "assessors", .nameAssessors)
            + step(API.declareRecusal, "recusals", .declareRecusal)
            + (content.toSend.isEmpty ? [] : step(API.appoint, "send", .sendOfficer))
            + (content.appointments.count < 2 ? [] : step(API.endAppointments, "appointments/end", .endAppointments))
        peopleSteps =
            step(API.createMember, "members/new", .newMember) + step(API.letMembersIn, "accounts", .letMembersIn)
            + (content.listing.members < 2 ? [] : step(API.transferMembers, "members/transfer", .transferMembers))
        areaSteps =
            step(API.createArea, "areas/new", .newArea)
            + (content.areas.count < 2
                ? []
                : step(API.assignAreas, "areas/assign", .assignAreas)
                    + step(API.retireAreas, "areas/retire", .retireAreas))
        let allOffices = content.appointments.map {
            Entry(
                row: Self.office($0, mayEnd: content.toFill.contains($0.appointment.office), words),
                day: $0.appointment.span.from?.dayNumber)
        }
        let (heldOffices, officeHead) = choices.arrange(
            allOffices, of: "offices", by: Self.officeColumns, on: .branch(id), words)
        (offices, officeTable, hasOffices) = (heldOffices.map(\.row), officeHead, !allOffices.isEmpty)
        peopleDownloads = Downloads(.branch(id, "members"))
        areaDownloads = Downloads(.branch(id, "areas"))
        officeDownloads = Downloads(.branch(id, "appointments"))
        let (members, next) = content.members.rowsAndNext
        let everybody = members.map { Person($0, words) }
        (people, peopleTable) = choices.arrange(
            everybody, of: "members", by: Self.peopleColumns, on: .branch(id), words)
        hasPeople = !everybody.isEmpty
        more = More(.branch(id), next)
        let lines = content.areas.map { listing in
            AreaLine(listing, isOwn: listing.holders.contains { $0.number == content.reader }, words)
        }
        let (areas, areaHead) = choices.arrange(
            content.isOwnFirst ? lines.ownFirst(\.isOwn) : lines, of: "areas", by: Self.areaColumns, on: .branch(id),
            words)
        areaTable = areaHead
        areaParts =
            choices["areas"].sort == nil
            ? Sectioned(areas, of: "areas", width: Self.areaColumns.count, words) {
                content.isOwnFirst && $0.isOwn ? words(.ownAreasTitle) : $0.kind
            } : Sectioned(inOrder: areas, of: "areas", width: Self.areaColumns.count, words)
        hasAreas = !lines.isEmpty
        let (latest, earlier) = content.months?.rowsAndEarlier ?? ([], 0)
        months = latest.map { listing in
            MonthLine(
                path: LocalPath.cycle(listing.cycle.id).text, name: words.month(listing.cycle.month),
                state: words(listing.cycle.word(on: content.today)), stateCode: listing.cycle.status.rawValue
            )
        }
        hasMonths = !months.isEmpty
        monthsBefore = earlier > 0 ? words.counted(.monthsBefore, earlier) : nil
    }

    /// A row, and the day by which it is sorted.
    private struct Entry: Sendable {
        let row: Office
        let day: Int?
    }

    private static let officeColumns: [TableColumn<Entry>] = [
        TableColumn("office", .office, \.row.office), TableColumn("holder", .member, \.row.holder),
        TableColumn("from", .officeFrom, rank: { $0.day }, \.row.since),
    ]
    private static let peopleColumns: [TableColumn<Person>] = [
        TableColumn("name", .member, \.name), TableColumn("number", .memberNumber, \.number),
        TableColumn("group", .group, \.group), TableColumn("standing", .standing, \.standing),
        TableColumn("offices", .offices, \.offices),
    ]
    private static let areaColumns: [TableColumn<AreaLine>] = [
        TableColumn("area", .areaName) { "\($0.code) \($0.name)" }, TableColumn("kind", .areaKind, \.kind),
        TableColumn("holder", .holder, \.holder),
    ]

    /// - Parameter subject: whose people, or how they are called.
    static func table(_ members: [MemberListing], of subject: String?, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [subject, words(.members)].compactMap(\.self),
            [
                .init(MemberFields.number), .init(MemberFields.name), .init(MemberFields.branch),
                .init(MemberFields.group), .init(MemberFields.standing), .init(MemberFields.joined),
                .init(MemberFields.becameFull), .init(MemberFields.post), .init(MemberFields.offices),
                .init(MemberFields.maskedPhone), .init(MemberFields.status), .init(MemberFields.leaderSince),
            ], of: members)
    }

    static func table(_ appointments: [AppointmentListing], of branch: String, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [branch, words(.offices)],
            [
                .init(AppointmentFields.listedMember), .init(AppointmentFields.memberName),
                .init(AppointmentFields.branch), .init(AppointmentFields.heldOffice),
                .init(AppointmentFields.ledGroup), .init(AppointmentFields.heldBasis), .init(AppointmentFields.since),
                .init(AppointmentFields.until), .init(AppointmentFields.listedDocument),
            ], of: appointments)
    }

    static func table(_ areas: [AreaListing], of branch: String, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [branch, words(.areasTitle)],
            [
                .init(AreaFields.code), .init(AreaFields.name), .init(AreaFields.branch), .init(AreaFields.kind),
                .init(AreaFields.boundary),
                .init(AreaFields.holderHeadings) { area, _ in
                    area.holders.map(\.number.text).joined(separator: String.listMark)
                },
                .init(AreaFields.holderNameHeadings) { area, _ in
                    area.holders.map(\.name).joined(separator: String.listMark)
                },
                .init(AreaFields.established), .init(AreaFields.retired),
            ], of: areas)
    }

    private static func facts(_ content: Content, _ words: Words) -> [Fact] {
        let (listing, branch) = (content.listing, content.listing.branch)
        var facts = [
            Fact(words(.branchCode), branch.code.text),
            Fact(words(.branchKind), words(branch.kind.word)),
            Fact(
                words(.secretary),
                listing.secretary.map { words.noted($0.name, words(branch.secretaryPost.word)) } ?? words(.nobody)),
            Fact(words(.committee), listing.committee.text),
            Fact(words(.members), String(listing.members)),
        ]
        if let founded = branch.founded { facts.append(Fact(words(.founded), words.date(founded))) }
        if let began = branch.termBegan, let ends = branch.termEnds {
            facts.append(Fact(words(.term), "\(words.date(began)) – \(words.date(ends))"))
        }
        if let dissolved = branch.dissolved { facts.append(Fact(words(.dissolved), words.date(dissolved))) }
        return facts
    }

    private static func office(_ listing: AppointmentListing, mayEnd: Bool, _ words: Words) -> Office {
        let appointment = listing.appointment
        let office = words(appointment.office.word)
        return Office(
            office: listing.group.map { "\($0) \(office)" } ?? office,
            holder: appointment.document.map { words.noted(listing.member.name, $0) } ?? listing.member.name,
            since: appointment.span.from.map { words.date($0) } ?? words(.beforeRecords),
            ending: mayEnd && appointment.span.until == nil
                ? Step(
                    path: LocalPath.appointment(appointment.id, "end").text, label: words(.endAppointment),
                    isMain: false)
                : nil
        )
    }
}

extension BranchPage.AreaLine {
    init(_ listing: AreaListing, isOwn: Bool, _ words: Words) {
        path = LocalPath.area(listing.area.id).text
        (code, name) = (listing.area.code.text, listing.area.name)
        kind = words(listing.area.kind.word)
        holder = words.holders(listing.holders.map(\.name))
        self.isOwn = isOwn
    }
}

extension BranchPage.ChangeLine {
    init(_ listing: BranchChangeListing, _ words: Words) {
        let change = listing.change
        let other =
            [listing.otherName, listing.other?.text].compactMap(\.self).joined(separator: " ").nonEmpty
            ?? words(.otherBranchUnseen)
        day = words.date(change.from)
        what =
            switch change.kind {
            case .renamed: words(.branchRenamed, ["name": change.formerName ?? ""])
            case .dissolved where !listing.wentOn: words(.branchDissolvedNowhere)
            case .dissolved: words(.branchDissolved, ["branch": other])
            case .merged: words(.branchMerged, ["branch": other])
            case .absorbed: words(.branchAbsorbed, ["branch": other])
            case .split: words(.branchSplit, ["branch": other])
            case .founded: words(.branchFounded, ["branch": other])
            case .received: words(.branchReceived, ["branch": other])
            }
        decided = words(.decidedBy, ["document": change.document, "reason": change.reason])
    }
}

extension BranchPage.Person {
    init(_ listing: MemberListing, _ words: Words) {
        path = LocalPath.member(listing.member.id).text
        number = listing.member.number.text
        name = listing.member.name
        branch = (listing.branch ?? listing.lastBranch)?.text ?? "–"
        group = listing.group ?? "–"
        standing = words(listing.member.facts.standing.word)
        mark = listing.member.status == .active ? nil : words(listing.member.status.word)
        offices = listing.offices.isEmpty ? "–" : words.list(listing.offices.map { words($0.word) })
    }
}

extension Branch.Kind: Worded {
    var word: Word {
        switch self {
        case .ordinary: .branchOrdinary
        case .joint: .branchJoint
        }
    }
}

extension Branch.SecretaryPost: Worded {
    var word: Word {
        switch self {
        case .fullTime: .postFullTime
        case .concurrent: .postConcurrent
        }
    }
}

extension Appointment.Office: Worded {
    var word: Word {
        switch self {
        case .secretary: .officeSecretary
        case .deputy: .officeDeputy
        case .organisation: .officeOrganisation
        case .publicity: .officePublicity
        case .discipline: .officeDiscipline
        case .youth: .officeYouth
        case .unitedFront: .officeUnitedFront
        case .committeeMember: .officeCommitteeMember
        case .groupLeader: .officeGroupLeader
        }
    }
}

extension Member.Standing: Worded {
    var word: Word {
        switch self {
        case .probationary: .standingProbationary
        case .full: .standingFull
        }
    }
}

extension Member.Leaving: Worded {
    var word: Word {
        switch self {
        case .transferredOut: .leavingTransferredOut
        case .leftParty: .leavingParty
        case .expelled: .leavingExpelled
        case .died: .leavingDied
        }
    }
}

extension Member.Status: Worded {
    var word: Word {
        switch self {
        case .active: .memberActive
        case .floating: .memberFloating
        case .left: .memberLeft
        }
    }
}
