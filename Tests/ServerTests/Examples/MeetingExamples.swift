import Domain

@testable import Server
@testable import Storage

extension Example {
    static let meetings: [Example] = [
        Example(
            API.scheduleYear,
            body: ["committee": "QA", "year": 2027, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "甲会议室"]
        ),
        Example(
            API.scheduleMeeting,
            body: [
                "committee": "QA", "date": "2026-12-09", "start": "09:00", "minutes": 60, "place": "甲会议室",
                "standing": "extraordinary",
            ]
        ),
        Example(
            API.listMeetings,
            plan: ListPlan(
                walks: ["meeting"], unless: [["committee"]], isScoped: true,
                filters: ["committee": "QA", "year": "2026", "status": "scheduled"]
            )
        ),
        Example(API.showMeeting, "QA meeting"),
        Example(API.moveMeeting, "QA meeting", body: ["date": "2026-12-10", "reason": "书记外出"]),
        Example(API.cancelMeeting, "QA meeting", body: ["reason": "合并到下月"]),
        Example(
            API.meetingCalendar,
            plan: ListPlan(
                walks: ["meeting"], unless: [["committee"]], isScoped: true,
                filters: ["committee": "QA", "year": "2026", "language": "en"]
            )
        ),
        Example(API.showCalendarAddress) { bureau, account in try await withAddress(account, in: bureau) },
        Example(API.makeCalendarAddress),
        Example(API.endCalendarAddress) { bureau, account in try await withAddress(account, in: bureau) },
    ]

    /// Once whoever may have an address for a calendar has one.
    private static func withAddress(_ account: TestAccount?, in bureau: WideBureau) async throws -> Prepared {
        if let account {
            _ = try? await bureau.server.store.write(by: account.principal) { try $0.makeCalendarAddress() }
        }
        return Prepared()
    }
}
