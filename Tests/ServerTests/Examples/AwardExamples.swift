import Domain
import Testing

@testable import Server

extension Example {
    static let awards: [Example] = [
        Example(
            API.listSnapshots,
            plan: ListPlan(
                walks: ["snapshot"], unless: [["month"], ["branch"]], sortsWithin: "one month, or one branch",
                sortsGiven: ["month", "branch"], filters: ["month": "2026-09", "branch": "A"]
            )
        ),
        Example(API.showSnapshot, "A snapshot"),
        Example(API.verifySnapshot, "A snapshot", plan: ListPlan(sortsWithin: "one cycle")),
        Example(API.verifyExport) { bureau, _ in
            Prepared(body: try await bureau.server.get("/snapshots/\(bureau.ids["A snapshot"] ?? 0)").json)
        },
        Example(API.postCycle, "A closed"),
        // What the holidays move is looked for when they are entered.
        Example(API.prolongNotice, "A posted", plan: ListPlan(walks: ["meeting"])) { bureau, _ in
            // Every day in which the notice stands is a day off, after all.
            let cycle = try #require(bureau.ids["A posted"])
            let json = try await bureau.server.get("/cycles/\(cycle)").json
            let (posted, ends) = (try #require(json["postedOn"]?.string), try #require(json["noticeEnds"]?.string))
            var rows = "日期,类型,名称,依据\n"
            var day = try LocalDate(parsing: posted).adding(days: 1)
            while try day <= LocalDate(parsing: ends) {
                rows += "\(day),放假,补假,通知\n"
                day = day.adding(days: 1)
            }
            let taken = try await bureau.server.importing("calendar", rows)
            try #require(taken.status == 200, "\(taken.text)")
            return Prepared()
        },
        Example(API.finaliseCycle, "A posted"),
        Example(API.endWithoutAward, "A closed", body: ["reason": "无突出者"]),
        Example(
            API.listAwards,
            plan: ListPlan(
                walks: ["award"], unless: [["branch"], ["member"]], sortsWithin: "one branch", sortsGiven: ["branch"],
                filters: ["month": "2026-09", "year": "2026", "branch": "A", "member": "104"]
            )
        ),
        Example(API.showNoticeContact, "QA"),
        Example(
            API.recordNoticeContact, "QA",
            body: [
                "body": "区局机关党委", "phone": "0571-87654321 转 802", "hours": "工作日 9:00–11:30",
                "address": "解放路 1 号", "email": "dangwei@example.gov.cn",
            ],
            version: 0
        ),
        // Of a year: as many months as there are branches and months in it.
        Example(
            API.listHonours, query: "year=2026",
            plan: ListPlan(
                walks: ["cycle"], unless: [["branch"]], sortsWithin: "one cycle",
                filters: ["year": "2026", "branch": "A"]
            )
        ),
    ]
}
