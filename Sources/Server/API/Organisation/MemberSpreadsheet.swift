import Domain
import Storage

/// The office's list of members: 党员编号, 姓名, 支部编号, 党小组, 党员类别, 入党时间, 转正时间, 职务, 党内职务, 党小组长, 联系电话, 任领导干部时间.
///
/// Groups are made as they are named. The list says who holds an office, not since when: the appointments it brings
/// are held "since before the records began". What it does not say of somebody on record stays.
enum MemberSpreadsheet {
    /// What a row says.
    private struct Row {
        let member: ListedMember
        let offices: [Appointment.Office]
        let leadsGroup: Said<Bool>
        /// Where the row says it.
        let leadField: String
        let leaderSince: LocalDate?
        let others: [String]
    }

    private static let row = Asking<Row>("MemberRow") { input in
        let number = input.take(MemberFields.number)
        let name = input.said(MemberFields.name)
        let branch = try input.saidBranch()
        let (group, standing) = (input.said(MemberFields.group), input.said(MemberFields.standing))
        let (joined, becameFull) = (input.said(MemberFields.joined), input.said(MemberFields.becameFull))
        let (post, listed) = (input.said(MemberFields.post), input.said(MemberFields.listedOffices))
        let (leads, phone) = (input.said(MemberFields.leadsGroup), input.said(MemberFields.listedPhone))
        let (duties, from) = (input.said(MemberFields.duties), input.said(MemberFields.from))
        let (status, floats) = (input.said(MemberFields.status), input.said(MemberFields.floats))
        let leaderSince = input.said(MemberFields.leaderSince)
        if let text = post?.value?.string,
            input.once("post", text, { (try? ListedOffices($0))?.offices.isEmpty == false })
        {
            try input.look { transaction in
                // What a download has of somebody on record is no slip.
                if let number, try transaction.hasPost(text, number) { return }
                throw FieldErrors(
                    "post", .conflict,
                    "‘\(text.prefix(40))’ is an office of the branch, and this is the column of the post in the bureau: say that it is read as ‘office’ (--column, or “more” on the import page), or correct it"
                )
            }
        }
        guard let number, let name, let branch, let group, let standing, let joined, let becameFull, let post,
            let listed, let leads, let phone, let duties, let from,
            let status, let floats, let leaderSince
        else { return nil }
        var offices = listed.value?.offices ?? []
        var others = listed.value?.others ?? []
        if let text = duties.value?.string {
            // Of a member of the committee: the others' offices say what they answer for.
            if let found = ListedOffices(duties: text) {
                offices = offices.filter { $0 != .committeeMember && !found.offices.contains($0) } + found.offices
            } else if offices.contains(.committeeMember) {
                others.append(text)
            }
        }
        if let said = (listed.value?.group).map(NameForm.of), let group = group.value?.string, said != group {
            input.note("office", .conflict, "the cell says that \(said) is led, and the row that the group is \(group)")
        }
        let leadsGroup = offices.contains(.groupLeader) ? .value(true) : leads
        return Row(
            member: ListedMember(
                facts: Member.Listed(
                    number: number, name: name, standing: standing, joined: joined, becameFull: becameFull, post: post),
                branch: branch, group: group, from: from, phone: phone, status: status.orFloating(floats)),
            offices: offices.filter { $0 != .groupLeader }, leadsGroup: leadsGroup,
            leadField: offices.contains(.groupLeader) ? "office" : "leadsGroup", leaderSince: leaderSince.value,
            others: others)
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        var roster = Roster()
        var report = try ImportReport.importing(
            file, columns: columns, names: ["number", "name"], identity: { $0["number"] }
        ) { record in
            let row = try row(record, transaction, found)
            var member = try transaction.importMember(row.member, clearing: file.options.emptyClears)
            guard member.isHere else { return member.record }
            for office in row.offices {
                let appointed = try transaction.importAppointment(
                    member.id, to: office, in: member.branch, group: nil, field: "office"
                )
                member.record.outcome = member.record.outcome.including(appointed)
            }
            let number = row.member.facts.number.text
            switch row.leadsGroup {
            case .value(true):
                guard let group = member.group else {
                    throw FieldErrors("group", .required, "a group leader belongs to a group")
                }
                let appointed = try transaction.importAppointment(
                    member.id, to: .groupLeader, in: member.branch, group: group, field: row.leadField
                )
                member.record.outcome = member.record.outcome.including(appointed)
            case .value(false) where try transaction.holds(.groupLeader, in: member.branch, member.id):
                member.record.remarks.append(
                    "member \(number) leads a group on record, and the list says no: that appointment has to be ended")
            case .value(false), .empty, .nothing: break
            }
            if let since = row.leaderSince {
                let (outcome, remark) = try transaction.importLeader(member.id, number, since: since)
                member.record.outcome = member.record.outcome.including(outcome)
                if let remark { member.record.remarks.append(remark) }
            }
            for other in row.others {
                member.record.remarks.append(
                    "‘\(other.prefix(40))’ is no office: none is taken from it (member \(number))")
            }
            if file.isWhole, member.isHere { roster.note(member) }
            return member.record
        }
        if !report.isOfReader { try roster.tell(&report, transaction) }
        return report
    }

    /// Who is in a file that has everybody of its branches.
    private struct Roster {
        private var listed: Set<ID<Member>> = []
        private var branches: Set<ID<Branch>> = []

        mutating func note(_ member: ImportedMember) {
            listed.insert(member.id)
            branches.insert(member.branch)
        }

        /// Names who is a member of these branches today and is not in the file.
        func tell(_ report: inout ImportReport, _ transaction: Transaction) throws {
            for branch in branches.sorted() {
                let present = try transaction.whole { try transaction.members(MemberFilter(branch: branch), $0) }
                report.miss(
                    present.filter { !listed.contains($0.member.id) }.compactMap { listing in
                        listing.branch.map {
                            MissingRecord(code: listing.member.number, name: listing.member.name, branch: $0)
                        }
                    })
            }
        }
    }
}

extension Said<Member.Status> {
    /// Where the list does not say a status: what it says of whether they are floating.
    fileprivate func orFloating(_ floats: Said<Bool>) -> Said {
        switch (self, floats) {
        case (.nothing, .value(let isFloating)), (.empty, .value(let isFloating)):
            .value(isFloating ? .floating : .active)
        case (_, _): self
        }
    }
}
