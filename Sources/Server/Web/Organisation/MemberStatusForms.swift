import Domain
import Storage

extension Site {
    /// That a member leaves, is floating, comes back.
    static let statusForms: [FormRoute] = [
        FormRoute("/members/{member}/leave", API.leaveMember, .leaveMember) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read { try $0.member(id).member }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.leaveMemberIntro),
                fields: [
                    MemberFields.leaving.asked(visit.words), MemberFields.leftOn.asked(visit.words),
                    MemberFields.reason.asked(visit.words), MemberFields.document.asked(visit.words),
                    MemberFields.endsHoldings.asked(visit.words, by: FormField.yesOrNo(visit.words)),
                    MemberFields.lateReason.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/members/{member}/float", API.floatMember, .floatMember) { visit in
            let id: ID<Member> = try visit.id("member")
            let member = try await visit.read { try $0.member(id).member }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.floatMemberIntro),
                fields: [
                    MemberFields.floatsFrom.asked(visit.words), MemberFields.reason.asked(visit.words),
                    FormRoute.Field("document", .plain, .documentNumber, maximum: 60, isOptional: true),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/members/{member}/leader", API.recordLeader, .recordLeader) { visit in
            let id: ID<Member> = try visit.id("member")
            let (listing, today) = try await visit.read { (try $0.member(id), $0.today) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), listing.member.name), intro: visit.words(.recordLeaderIntro),
                fields: [
                    MemberFields.leads.asked(visit.words, by: FormField.yesOrNo(visit.words)),
                    MemberFields.leadsFrom.asked(visit.words, first: today.description),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
        FormRoute("/members/{member}/return", API.returnMember, .returnMember) { visit in
            let id: ID<Member> = try visit.id("member")
            let (member, branches) = try await visit.read { (try $0.member(id).member, try $0.branchChoices()) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.member(id), member.name), intro: visit.words(.returnMemberIntro),
                fields: [
                    MemberFields.returnedOn.asked(visit.words),
                    MemberFields.backBranch.asked(visit.words, by: .choice([.none] + branches)),
                    MemberFields.group.asked(visit.words), MemberFields.reason.asked(visit.words),
                    FormRoute.Field("document", .plain, .documentNumber, maximum: 60, isOptional: true),
                    MemberFields.lateReason.asked(visit.words),
                ])
        } next: { visit, _ in
            LocalPath.member(try visit.id("member")).with(.recorded)
        },
    ]
}
