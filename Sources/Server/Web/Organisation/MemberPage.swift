import Domain
import Storage

/// A member: what is on record, where they were, what they answer for, what they won.
struct MemberPage: WebPage {
    static let template = TemplateName.member

    struct Stretch: Sendable {
        let branch: String
        let group: String
        let span: String
        let reason: String
    }

    struct Office: Sendable {
        let branch: String
        let office: String
        let span: String
        let document: String
    }

    /// What a ledger has of them.
    struct Work: Sendable {
        let path: String
        let title: String
        let ledger: String
        let day: String
        let state: String
    }

    /// A change of status.
    struct StatusLine: Sendable {
        let status: String
        let from: String
        let branch: String
        let reason: String
        let document: String
        let recorded: String
    }

    struct Content: Sendable {
        let listing: MemberListing
        let memberships: [MembershipRecord]
        let appointments: [AppointmentListing]
        let statusChanges: [StatusChangeListing]
        let leaderChanges: [LeaderChangeListing]
        let areas: [AreaListing]
        let awards: [AwardListing]
        /// Of whoever reads results.
        let ledger: [HonoursLedgerEntry]
        let keepsHonours: Bool
        /// For the committee's office alone.
        let eligibility: [EligibilityListing]
        let examines: Bool
        let readsAttendance: Bool
        /// Of this year, as far as the reader reads them.
        let work: [LedgerListing]
        /// Of the branch and this year; nil for whoever does not read it.
        let training: (branch: ID<Branch>, year: Int, hours: TrainingYear)?
        /// What was decided of them, as far as the reader is told.
        let appraisals: [AppraisalListing]
        /// In the branch that they are in, or left; nil for who is in none and never was.
        let permission: Permission?

        init(_ transaction: Transaction, _ id: ID<Member>) throws {
            listing = try transaction.member(id)
            memberships = try transaction.memberships(of: id)
            appointments = try transaction.appointments(of: id)
            statusChanges = try transaction.statusChanges(of: id)
            leaderChanges = try transaction.leaderChanges(of: id)
            areas = try transaction.whole { try transaction.areas(AreaFilter(holder: id), $0) }
            awards =
                transaction.authority.allows(API.listAwards)
                ? try transaction.whole { try transaction.awards(AwardFilter(member: id), $0) } : []
            examines = try transaction.authority.allows(API.recordEligibilityNote) && transaction.examines(id)
            eligibility =
                examines
                ? try transaction.whole { try transaction.eligibilityNotes(EligibilityFilter(member: id), $0) } : []
            ledger =
                transaction.authority.allows(API.showLedger)
                ? try transaction.honoursLedger(HonoursLedgerFilter(member: id)).filter { $0.month == nil } : []
            readsAttendance =
                try transaction.authority.allows(API.showMemberAttendance) && transaction.readsAttendance(of: id)
            let year = transaction.today.components.year
            work =
                transaction.authority.allows(.readLedgers)
                ? try transaction.ledgerEntries(naming: id, in: year) : []
            let number = listing.member.number
            let own = try listing.branch.map { try transaction.requireBranch($0.text) }
            if let own, readsAttendance, try transaction.permission(in: own).allows(API.showTrainingYear) {
                let hours = try transaction.trainingYears(of: own, in: year).first { $0.member.number == number }?.year
                training = hours.map { (own, year, $0) }
            } else {
                training = nil
            }
            appraisals = try transaction.appraisals(of: id)
            keepsHonours = transaction.authority.allows(API.withdrawHonour)
            let branch = try (listing.branch ?? listing.lastBranch).map { try transaction.requireBranch($0.text) }
            permission = try branch.map { try transaction.permission(in: $0) }
        }
    }

    let title: String
    let notice: String?
    let facts: [Fact]
    let steps: [Step]
    let stretches: [Stretch]
    let hasWork: Bool
    let work: [Work]
    let hours: LedgerPage.Beside?
    let hasAppraisals: Bool
    let appraisals: [Work]
    let hasOffices: Bool
    let offices: [Office]
    let hasStatusLines: Bool
    let statusLines: [StatusLine]
    let hasAreas: Bool
    let areaLines: [BranchPage.AreaLine]
    let hasAwards: Bool
    let awardLines: [HonoursPage.AwardLine]
    let honours: HonoursLedgerLines?
    let eligibility: EligibilityLines?

    init(_ content: Content, _ words: Words, notice: String? = nil) {
        let (listing, member) = (content.listing, content.listing.member)
        title = member.name
        self.notice = notice
        facts = [
            MemberFields.number.fact(listing, words), MemberFields.standing.fact(listing, words),
            Self.status(listing, words), MemberFields.joined.fact(listing, words),
            MemberFields.becameFull.fact(listing, words), MemberFields.post.fact(listing, words),
            MemberFields.offices.fact(listing, words), MemberFields.maskedPhone.fact(listing, words),
            content.leaderChanges.isEmpty ? nil : Self.leader(content.leaderChanges, words),
        ].compactMap(\.self)
        func step(_ operation: Operation, _ part: String, _ word: Word) -> [Step] {
            content.permission?.step(operation, at: .member(member.id, part), words(word)) ?? []
        }
        let isHere = listing.branch != nil
        let isAway = member.status != .active
        // Of somebody who leaves on a day to come, that can be undone.
        let leaves = content.statusChanges.last?.status == .left
        steps =
            step(API.changeMember, "edit", .changeMember)
            + (isHere ? step(API.transferMember, "transfer", .transferMember) : [])
            + (isHere && !isAway && !leaves ? step(API.floatMember, "float", .floatMember) : [])
            + (isAway || leaves ? step(API.returnMember, "return", .returnMember) : [])
            + (isHere && !leaves ? step(API.leaveMember, "leave", .leaveMember) : [])
            + (content.examines ? step(API.recordEligibilityNote, "eligibility", .recordEligibility) : [])
            + (content.readsAttendance ? step(API.showMemberAttendance, "attendance", .attendanceYear) : [])
            + (content.readsAttendance ? step(API.showMemberRights, "rights", .rightsTitle) : [])
            + step(API.recordHonour, "honours/new", .recordHonour)
            + (isHere ? step(API.recordLeader, "leader", .recordLeader) : [])
            + step(API.recordPhone, "phone", .recordPhone)
            + (listing.maskedPhone == nil ? [] : step(API.disclosePhone, "phone/disclose", .disclosePhone))
        stretches = content.memberships.map { record in
            Stretch(
                branch: record.branch.text, group: record.group ?? "–", span: words.span(record.span),
                reason: record.reason ?? "–"
            )
        }
        work = content.work.map { entry in
            Work(
                path: LocalPath.one(LedgerDesk.of(entry.ledger).page, entry.id).text, title: entry.title,
                ledger: words(entry.ledger.word), day: words.date(entry.day), state: words(entry.state.word))
        }
        hours = content.training.map { branch, year, hours in
            LedgerPage.Beside(
                path: LocalPath.branch(branch, "training").with("year", String(year)).text,
                label: words(
                    .memberHours, ["total": hours.total.description, "usual": hours.usual.description]))
        }
        hasWork = !work.isEmpty || hours != nil
        appraisals = content.appraisals.compactMap { appraisal in
            guard let line = appraisal.line(of: member.id), let decided = line.decided else { return nil }
            return Work(
                path: LocalPath.one(.appraisals, appraisal.id).text,
                title: words(.appraisalsHeading, ["year": String(appraisal.appraisal.year)]),
                ledger: appraisal.branchName, day: line.decidedOn.map { words.date($0) } ?? "–",
                state: words(decided.grade.word))
        }
        hasAppraisals = !appraisals.isEmpty
        offices = content.appointments.map { listing in
            let office = words(listing.appointment.office.word)
            return Office(
                branch: listing.branch.text, office: listing.group.map { "\($0) \(office)" } ?? office,
                span: words.span(listing.appointment.span), document: listing.appointment.document ?? "–")
        }
        hasOffices = !offices.isEmpty
        statusLines = content.statusChanges.map { change in
            StatusLine(
                status: change.leaving.map { words($0.word) } ?? words(change.status.word),
                from: words.date(change.from), branch: change.branch.text, reason: change.reason ?? "–",
                document: change.document ?? "–", recorded: words.noted(words.date(change.on), words.account(change.by))
            )
        }
        hasStatusLines = !statusLines.isEmpty
        areaLines = content.areas.map { BranchPage.AreaLine($0, isOwn: false, words) }
        hasAreas = !areaLines.isEmpty
        awardLines = content.awards.map { HonoursPage.AwardLine($0, branch: $0.branch.text, words) }
        hasAwards = !awardLines.isEmpty
        honours = HonoursLedgerLines(content.ledger, keeps: content.keepsHonours, words)
        eligibility = EligibilityLines(content.eligibility, words)
    }
}

extension MemberPage {
    fileprivate static func status(_ listing: MemberListing, _ words: Words) -> Fact {
        let status = words(listing.member.status.word)
        guard listing.member.status != .active, let since = listing.statusSince else {
            return Fact(words(.state), status)
        }
        return Fact(words(.state), words.noted(status, "\(words(.statusSince)) \(words.date(since))"))
    }

    /// On which days they were a leading cadre.
    fileprivate static func leader(_ changes: [LeaderChangeListing], _ words: Words) -> Fact {
        let spans = Member.LeaderHistory(changes.map(\.change)).spans.map { words.span($0) }
        return Fact(words(.leader), spans.isEmpty ? words(.no) : words.list(spans))
    }
}

/// Members found by what was typed.
struct MembersPage: WebPage {
    static let template = TemplateName.members

    let title: String
    let typed: String
    let hasPeople: Bool
    let table: TableHead
    let people: [BranchPage.Person]
    let more: More?
    let downloads: Downloads?
    let isOfLeft: Bool
    /// Where those are found who have left, or those who have not.
    let othersPath: String
    let othersLabel: String

    /// - Parameter page: all of them where they are sorted or filtered.
    init(
        _ page: Page<MemberListing>, typed: String, status: Member.Status?, _ words: Words,
        choice: TableChoice = .none
    ) {
        title = words(status == .left ? .membersLeft : .membersFound)
        isOfLeft = status == .left
        let path = LocalPath.members.with("name", typed)
        let own = isOfLeft ? path.with("status", Member.Status.left.rawValue) : path
        othersPath = (isOfLeft ? path : path.with("status", Member.Status.left.rawValue)).text
        othersLabel = words(isOfLeft ? .membersHere : .membersLeft)
        self.typed = typed
        let (members, next) = page.rowsAndNext
        let all = members.map { BranchPage.Person($0, words) }
        hasPeople = !all.isEmpty
        (people, table) = choice.arrange(all, by: Self.columns, on: own, words)
        more = More(own, next)
        downloads = hasPeople ? Downloads(own) : nil
    }

    private static let columns: [TableColumn<BranchPage.Person>] = [
        TableColumn("name", .member, \.name), TableColumn("number", .memberNumber, \.number),
        TableColumn("branch", .branchCode, \.branch), TableColumn("group", .group, \.group),
        TableColumn("standing", .standing, \.standing), TableColumn("offices", .offices, \.offices),
    ]
}

/// A member's telephone number in full, in this very answer alone.
struct PhonePage: WebPage {
    static let template = TemplateName.phone

    let title: String
    let phone: String
    let back: ConfirmPage.Back
}

extension Transaction {
    /// - Parameter typed: a number, which leads to its member; whatever else is a name or a part of one.
    /// - Parameter status: as in ``MemberFilter``.
    func members(named typed: String, status: Member.Status?, _ page: PageRequest) throws -> Page<MemberListing> {
        if let number = try? Code(typed) {
            let byNumber = try members(MemberFilter(number: number), page)
            if !byNumber.isEmpty { return byNumber }
        }
        return try members(MemberFilter(name: typed.nonEmpty, status: status), page)
    }
}
