import Domain
import Testing

@testable import Server
@testable import Storage

/// The audit speaks its readers' words: every action on every kind of record, every column, every choice.
struct AuditWordsTests {
    private static func words(_ language: Language) throws -> Words {
        try WebResources.embedded.get().words(of: language)
    }

    @Test func `every action and every kind of record has its word`() throws {
        let words = try Self.words(.chinese)
        for subject in AuditSubject.allCases {
            #expect(!words(subject.word).contains(/[a-z]/), "\(subject)")
            for action in AuditAction.allCases {
                let said = words(action.word(on: subject))
                #expect(!said.contains(/[a-z]/), "\(action) on \(subject): \(said)")
            }
            for member in subject.members {
                #expect(!words(member.label).contains(/[a-z]/), "\(member.name) of \(subject)")
            }
        }
        #expect(words(AuditAction.closed.word(on: .account)) == "停用")
        #expect(Set(AuditSubject.allCases.map { words($0.word) }).count == AuditSubject.allCases.count)
    }

    @Test func `every column that the audit holds is told under a label`() {
        func expectTold<Record>(_ columns: [Column<Record>], of subject: AuditSubject) {
            let told = Set(subject.members.map(\.name))
            for column in columns where column.audited != .omitted {
                #expect(told.contains(column.member), "\(column.member) of \(subject)")
            }
        }
        expectTold(KeptArea.columns, of: .area)
        expectTold(NoticeContact.columns, of: .noticeContact)
        expectTold(FindingEscalation.columns, of: .findingEscalation)
        expectTold(Member.Facts.columns, of: .member)
        expectTold(KeptMeeting.columns, of: .meeting)
        expectTold(KeptAdjustment.columns, of: .adjustment)
        expectTold(KeptSheet.columns, of: .sheet)
        expectTold(KeptFacts.columns, of: .facts)
        expectTold(KeptPlanItem.columns, of: .planItem)
        expectTold(KeptTalk.columns, of: .talk)
        expectTold(KeptFocus.columns, of: .focus)
        expectTold(KeptLedgerEntry.columns, of: .ledgerEntry)
    }

    @Test func `every choice is told in words`() throws {
        let (chinese, english) = (try Self.words(.chinese), try Self.words(.english))
        func expectWords<Value: CaseIterable & RawRepresentable>(
            _ subject: AuditSubject, _ name: String, _ type: Value.Type
        ) throws where Value.RawValue == String {
            let member = try #require(subject.members.first { $0.name == name }, "\(name) of \(subject)")
            for value in Value.allCases {
                let json = JSON(value.rawValue)
                let said = member.shown(json, [:], chinese) ?? member.shown(.array([json]), [:], chinese)
                #expect(said?.contains(/[a-z]/) == false, "\(name) of \(subject): \(value) is told as \(said ?? "")")
                let other = member.shown(json, [:], english) ?? member.shown(.array([json]), [:], english)
                #expect(other?.contains(/[a-z][A-Z]/) == false, "\(name) of \(subject): \(other ?? "")")
            }
        }
        try expectWords(.branch, "kind", Branch.Kind.self)
        try expectWords(.handover, "status", Handover.Status.self)
        try expectWords(.finding, "stage", FindingEscalation.Stage.self)
        try expectWords(.branch, "secretaryPost", Branch.SecretaryPost.self)
        try expectWords(.member, "standing", Member.Standing.self)
        try expectWords(.member, "leaving", Member.Leaving.self)
        try expectWords(.appointment, "office", Appointment.Office.self)
        try expectWords(.area, "kind", ResponsibilityArea.Kind.self)
        try expectWords(.assessorNaming, "tier", Tier.self)
        try expectWords(.recusal, "ground", Recusal.Ground.self)
        try expectWords(.cadenceExcuse, "subject", AskedSubject.Kind.self)
        try expectWords(.cycle, "status", Cycle.Status.self)
        try expectWords(.sheet, "tier", Tier.self)
        try expectWords(.adjustment, "kind", Adjustment.Kind.self)
        try expectWords(.meeting, "kind", Meeting.Kind.self)
        try expectWords(.meeting, "standing", Meeting.Standing.self)
        try expectWords(.meeting, "status", Meeting.Status.self)
        try expectWords(.grant, "role", Role.self)
        try expectWords(.grant, "scope", Scope.Kind.self)
        try expectWords(.token, "extent", APIToken.Extent.self)
        try expectWords(.policy, "secondFactorRoles", Role.self)
        try expectWords(.scheme, "rounding", SchemeContent.Rounding.self)
        try expectWords(.ledgerEntry, "ledger", Ledger.self)
        try expectWords(.ledgerEntry, "step", LedgerStep.Kind.self)
        try expectWords(.ledgerEntry, "state", LedgerState.self)
        try expectWords(.database, "subject", AuditSubject.self)
        let counts = try #require(AuditSubject.scheme.members.first { $0.name == "noticeCountsPostingDay" })
        #expect(counts.shown(.bool(true), [:], chinese) == "是")
    }
}
