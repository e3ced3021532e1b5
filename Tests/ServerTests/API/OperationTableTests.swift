import Domain
import Foundation
import Storage
import Testing

@testable import Server

/// The table of operations: all of them, and what each says that it takes.
struct OperationTableTests {
    /// A value is lazy, and the compiler does not miss what nobody reads: one that is left out of its room's list would
    /// be neither routed nor described.
    @Test func `every operation that is declared stands in the table, under its own name`() throws {
        let folder = SmallBureau.root.appending(path: "Sources/Server")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var declared: [String] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            declared += source.matches(of: /static (?:let|var) (\w+)(?:: Operation =| = Operation\.[a-z])/).map {
                String($0.1)
            }
        }
        // Those of the ledgers follow from their forms.
        let ofLedgers = Set(LedgerDesk.all.flatMap(\.operations).map(\.id))
        #expect(declared.sorted() == API.operations.map(\.id).filter { !ofLedgers.contains($0) }.sorted())
    }

    @Test func `whoever is permitted none of an operation's actions is refused, and whoever is not has one of them`()
        async throws
    {
        let bureau = try await WideBureau()
        var refused: Set<String> = []
        for operation in API.operations {
            let rows = RoleMatrix.rows(of: RoleMatrix.table).filter { $0.operation == operation.id }
            #expect(operation.need != .anyOf([]), "\(operation.id): say that it takes no role")
            for visitor in WideBureau.Visitor.allCases where visitor != .operator {
                let told = rows.flatMap(\.expected).filter { $0.visitor == visitor.rawValue }.map(\.what)
                let comment: Comment = "\(operation.id) by \(visitor.rawValue)"
                if visitor == .nobody {
                    #expect(told.allSatisfy { $0 == (operation.need == .nothing ? "ok" : "401") }, comment)
                    continue
                }
                let principal = bureau.principal(visitor)
                let authority = try await bureau.server.store.read(by: principal) { $0.authority }
                let isPermitted = authority.allows(operation)
                if !isPermitted { #expect(!told.contains("ok"), comment) }
                // Somebody with one of the actions for whom it never is enough: are they the right actions?
                if isPermitted, told.allSatisfy({ $0 == "403" }) {
                    refused.insert("\(operation.id) \(visitor.rawValue)")
                }
            }
        }
        #expect(refused == Self.refusedWithAction)
    }

    @Test func `whoever has no role carries out nothing that takes one`() async throws {
        let bureau = try await WideBureau()
        let account = try await bureau.server.account("nobody-yet", password: true)
        for example in Example.all.values.sorted(by: { $0.name < $1.name }) {
            guard case .anyOf = example.operation.need else { continue }
            let request = try await bureau.ready(example, for: account)
            let answer = try await bureau.send(request, by: account.principal)
            #expect([403, 404, 422].contains(answer.status), "\(example.name): \(answer.status) \(answer.text)")
        }
    }

    /// Those who have one of an operation's actions, and are refused all the same wherever the matrix lets them try.
    private static let refusedWithAction: Set = [
        // What the committee's office arranged is for that office to take back.
        "withdrawPlanItem secretary",
        // A paper is its author's to read, and the officers'.
        "showPaper leader",
        // Neither of those who talked, and of no office that sees to it; the note is for those two alone.
        "recordTalk leader", "recordTalk officer", "showTalkNote secretary", "writeTalkNote secretary",
        "deleteTalkNote secretary",
        // Votes at which somebody was there tell of their attendance: that is theirs, and of who sees to meetings.
        "showMemberRights leader",
        // What a teller counted is entered by that teller, or by whoever keeps the branch's elections.
        "enterBallotCount member", "enterBallotCount leader", "enterBallotCount committee", "enterBallotCount office",
        "enterBallotCount auditor",
        // Nobody takes back, or renews, what they do not have in full themselves.
        "endGrant administrator", "renewGrant administrator",
        // Here the committee's office and the auditor are there already.
        "letFirstIn administrator",
        // The days off are the whole bureau's, so they are for the top committee to say.
        "importCalendar committee", "importCalendar committee'",
        // Where an area reaches the minimum, as here, it takes the committee's office.
        "endWithoutAward secretary",
        // A member takes back an appeal of their own alone; this objection is another's.
        "withdrawObjection member", "withdrawObjection leader", "withdrawObjection officer",
        "withdrawObjection secretary",
        // A committee's meeting is for its office, a branch's for the branch.
        "showMeeting member", "showMeeting leader", "moveMeeting officer", "moveMeeting secretary",
        "cancelMeeting officer", "cancelMeeting secretary", "openMeeting committee", "openMeeting office",
        // A group's leader records that group's meetings alone; these are the branch's, and a committee's.
        "moveMeeting leader", "cancelMeeting leader", "openMeeting leader", "takeAttendance leader",
        "writeMinutes leader", "amendMinutes leader", "makeUpMeeting leader", "importAttendance leader",
        "noteOrgLifeStep leader", "noteDecisionResult leader",
        "noteDecisionResult committee", "noteDecisionResult office",
        "noteOrgLifeStep committee", "noteOrgLifeStep office", "importAttendance committee", "importAttendance office",
        "takeAttendance committee", "takeAttendance office",
        "writeMinutes committee", "writeMinutes office",
        "amendMinutes committee", "amendMinutes office", "makeUpMeeting committee", "makeUpMeeting office",
        // By whom is named for it, or where they signed on paper by whoever records it.
        "signMinutes member", "signMinutes leader", "signMinutes committee", "signMinutes office",
        "signMinutes auditor",
        // A hand-over sheet is for the two, and for whoever sees all that stands on it; the office alone signs for another.
        "listHandovers officer", "showHandover member", "showHandover leader", "handoverDocument member",
        "handoverDocument leader", "signHandover member", "signHandover leader", "signHandover officer",
        "signHandover secretary", "signHandover auditor",
        // Of oneself, and of those whose meetings one sees to.
        "showMemberAttendance leader",
        // Of oneself alone; this one is another's.
        "declareRecusal member", "declareRecusal leader", "declareRecusal officer", "declareRecusal secretary",
        // What a branch gave itself alone is theirs to verify; this one is the office's.
        "verifyFinding officer", "verifyFinding secretary", "extendFinding officer", "extendFinding secretary",
        "recheckFinding officer", "recheckFinding secretary", "withdrawFinding officer", "withdrawFinding secretary",
        // Of their own branch they see what is due; this is of the committee itself.
        "listCommitteeExcuses member", "listCommitteeExcuses leader", "listCommitteeExcuses officer",
        "listCommitteeExcuses secretary",
        // Who leads a group adds to that group's meetings alone; these are the branch's records.
        "addAttachment leader", "withdrawAttachment leader",
        "showCommitteeDiagnosis secretary", "showStaffing secretary",
        "showBurden member", "showBurden leader", "showBurden officer", "showBurden secretary",
    ]
}
