import Domain
import Storage

/// Who does a committee's party work, and what it comes to for each secretary: by code, and no judgement of anybody.
struct StaffingPage: WebPage {
    static let template = TemplateName.staffing

    struct Line: Sendable {
        let branch: String
        let path: String
        let facts: [Fact]
    }

    let title: String
    let path: String
    let monthCode: String
    let turning: Turning
    let intro: String
    let ratio: Fact
    let hasLines: Bool
    let lines: [Line]
    let downloads: Downloads

    static func path(_ committee: ID<Committee>) -> LocalPath {
        .administration("committees/\(committee.rawValue)/staffing")
    }

    init(_ staffing: Staffing, _ words: Words) {
        let list = Self.path(staffing.committee.id)
        title = words(.staffingHeading, ["committee": staffing.committee.name])
        (path, monthCode) = (list.text, staffing.month.description)
        turning = Turning(staffing.month, of: list, words)
        intro = words(.staffingIntro, ["date": words.date(staffing.day)])
        let told = staffing.ratio
        ratio = Fact(
            words(.staffingRatio),
            told.share.map { share in
                words(
                    .staffingRatioSaid,
                    [
                        "fullTime": String(told.fullTime), "people": String(told.people),
                        "share": share.description, "standing": words(told.standing.word),
                    ])
            } ?? words(told.standing.word))
        lines = staffing.lines.map { line in
            Line(
                branch: "\(line.code.text) \(line.name)", path: LocalPath.branch(line.branch).text,
                facts: Self.facts(line, words))
        }
        hasLines = !lines.isEmpty
        downloads = Downloads(list.with("month", staffing.month.description))
    }

    private static func facts(_ line: Staffing.Line, _ words: Words) -> [Fact] {
        var facts = [Fact(words(.members), String(line.members))]
        if let secretary = line.secretary {
            facts.append(Fact(words(.officeSecretary), "\(secretary.name) \(secretary.number.text)"))
            if let basis = line.basis { facts.append(Fact(words(.secretaryPost), words(basis.word))) }
            if let work = line.work { facts.append(Fact(words(.post), work)) }
            facts.append(Fact(words(.staffingOtherOffices), String(line.otherOffices)))
        } else {
            facts.append(Fact(words(.officeSecretary), words(.nobody)))
        }
        facts.append(Fact(words(.staffingAsked), "\(line.done) / \(line.asked)"))
        facts.append(Fact(words(.staffingPlanItems), String(line.planItems)))
        facts.append(Fact(words(.figureSecretaryMeetings), String(line.meetings)))
        facts.append(Fact(words(.staffingCalled), "\(line.attended) / \(line.called)"))
        facts.append(
            Fact(
                words(.ledgerInspection),
                words(
                    .staffingMinutesSaid,
                    ["count": String(line.inspections), "minutes": String(line.inspectedMinutes)])))
        facts.append(Fact(words(.ledgerPaper), String(line.papers)))
        return facts
    }

    static func table(_ staffing: Staffing, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.staffingTitle), staffing.committee.name, staffing.month.description],
            [
                .branchCode, .branch, .members, .officeSecretary, .secretaryPost, .post, .staffingOtherOffices,
                .staffingAsked, .figurePart, .staffingPlanItems, .figureSecretaryMeetings, .staffingCalled,
                .attendancePresent, .ledgerInspection, .staffingMinutes, .ledgerPaper,
            ],
            staffing.lines.map { line in
                var cells: [DownloadTable.Cell] = [
                    .text(line.code.text), .text(line.name), .number(String(line.members)),
                    .text(line.secretary?.name ?? ""), .text(line.basis.map { words($0.word) } ?? ""),
                    .text(line.work ?? ""),
                ]
                let counts = [
                    line.otherOffices, line.asked, line.done, line.planItems, line.meetings, line.called,
                    line.attended, line.inspections, line.inspectedMinutes, line.papers,
                ]
                cells += counts.map { .number(String($0)) }
                return cells
            })
    }
}

extension StaffingRatio.Standing: Worded {
    var word: Word {
        switch self {
        case .below: .staffingBelow
        case .usual: .staffingUsual
        case .above: .staffingAbove
        case .nothingOnRecord: .staffingNobody
        }
    }
}

extension Site {
    static let staffingRoutes: [Route] = [
        .get("/administration/committees/{committee}/staffing", for: .signedIn) { visit in
            try visit.show(StaffingPage(try await visit.staffing(), visit.words))
        },
        .table("/administration/committees/{committee}/staffing") { visit in
            StaffingPage.table(try await visit.staffing(), visit.words)
        },
    ]
}

extension Visit {
    fileprivate func staffing() async throws -> Staffing {
        let (id, month): (ID<Committee>, Month?) = (try id("committee"), queriedMonth)
        return try await read { try $0.staffing(of: id, in: month ?? $0.today.month) }
    }
}
