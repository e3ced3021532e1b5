import Domain

@testable import Server

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
    ]
}
