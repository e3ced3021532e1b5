import Domain
import Storage

extension Site {
    /// Forms with a box for each: several are ended or moved in one step.
    static let severalRoutes: [Route] = [
        FormRoute("/branches/{branch}/members/transfer", API.transferMembers, .transferMembers) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let (branch, members, branches) = try await visit.read { transaction in
                let branch = try transaction.branch(id).branch
                try transaction.authority.require(API.transferMembers, in: transaction.place(of: id))
                return (branch, try transaction.memberChoices(of: id), try transaction.branchChoices())
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), intro: visit.words(.severalIntro),
                fields: [
                    FormRoute.Field("members", .several(members), .members),
                    FormRoute.Field("branch", .choice(branches), .transferMembersTo),
                    MemberFields.group.asked(visit.words), MemberFields.on.asked(visit.words),
                    MemberFields.reason.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/appointments/end", API.endAppointments, .endAppointments) { visit in
            let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
            let (branch, choices) = try await visit.read { transaction in
                let branch = try transaction.branch(id).branch
                let toFill = try transaction.officesToFill(in: id)
                guard !toFill.isEmpty else { throw Authority.Denial.notPermitted(.appointOfficers) }
                let standing = try transaction.whole { try transaction.appointments(of: id, $0) }
                    .filter { $0.appointment.span.until == nil && toFill.contains($0.appointment.office) }
                return (
                    branch,
                    standing.map { listing in
                        let office = words(listing.appointment.office.word)
                        let shown = listing.group.map { "\($0) \(office)" } ?? office
                        return FormField.Choice(
                            code: String(listing.appointment.id.rawValue),
                            label: "\(shown) \(listing.member.name) \(listing.member.number.text)")
                    }
                )
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), intro: words(.severalIntro),
                fields: [
                    .several("appointments", ids: choices, .offices), FormRoute.Field("on", .date, .lastDay),
                    .lateReason,
                ])
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/areas/retire", API.retireAreas, .retireAreas) { visit in
            let (id, branch, areas) = try await visit.areasAsked(API.retireAreas)
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), intro: visit.words(.severalIntro),
                fields: [
                    FormRoute.Field("areas", .several(areas), .areasTitle), AreaFields.on.asked(visit.words),
                    AreaFields.reason.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
        FormRoute("/branches/{branch}/areas/assign", API.assignAreas, .assignAreas) { visit in
            let (id, branch, areas) = try await visit.areasAsked(API.assignAreas)
            let members = try await visit.read { try $0.memberChoices(of: id) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.name), intro: visit.words(.severalIntro),
                fields: [
                    FormRoute.Field("areas", .several(areas), .areasTitle),
                    FormRoute.Field("member", .choice([.none] + members), .holder),
                    FormRoute.Field("from", .date, .from),
                    .lateReason,
                ])
        } next: { visit, _ in
            LocalPath.branch(try visit.id("branch")).with(.recorded)
        },
    ].flatMap(\.routes)
}

extension Visit {
    /// The branch in the path, and its areas that are not retired, to choose from.
    fileprivate func areasAsked(
        _ operation: Operation
    ) async throws -> (id: ID<Branch>, branch: Branch, areas: [FormField.Choice]) {
        let id: ID<Branch> = try self.id("branch")
        return try await read { transaction in
            let branch = try transaction.branch(id).branch
            try transaction.authority.require(operation, in: transaction.place(of: id))
            let areas = try transaction.whole { try transaction.areas(AreaFilter(branch: id), $0) }
                .filter { $0.area.span.until == nil }
                .map { FormField.Choice($0.area) }
            return (id, branch, areas)
        }
    }
}
