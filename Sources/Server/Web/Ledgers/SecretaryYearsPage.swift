import Domain
import Storage

/// A year of each who was a branch's secretary in it, on one page.
struct SecretaryYearsPage: WebPage {
    static let template = TemplateName.secretaryYears

    typealias Content = YearOfBranch<[SecretaryYear]>

    struct Secretary: Sendable {
        let name: String
        let facts: [Fact]

        init(_ year: SecretaryYear, _ words: Words) {
            name = "\(year.member.name) \(year.member.number.text)"
            let (attendance, tally) = (year.attendance, year.attendance.year.tally)
            func figure(_ word: Word, _ count: Int) -> Fact { Fact(words(word), String(count)) }
            facts =
                [
                    Fact(words(.secretaryPost), words(attendance.basis.word)),
                    Fact(words(.spanTitle), words.list(year.spans.map { words.span($0) })),
                    figure(.attendanceCalledTo, attendance.meetings),
                    figure(.attendanceEntitled, tally.entitled), figure(.attendancePresent, tally.present),
                    figure(.attendanceExcused, tally.excused), figure(.attendanceAbsent, tally.absent),
                    figure(.attendanceMadeUp, tally.madeUp), figure(.attendanceAreas, attendance.areas),
                ]
                + (year.training.map { training in
                    [
                        Fact(words(.hoursTitle), training.total.description),
                        Fact(words(.hoursOpen), training.open.description),
                    ]
                } ?? []) + [
                    figure(.ledgerPaper, year.papers), figure(.entryGraded, year.graded),
                    figure(.ledgerInspection, year.inspections), figure(.partDuration, year.inspectedMinutes),
                    figure(.placeFindings, year.findings), figure(.secretaryFindingsOpen, year.openFindings),
                    figure(.secretaryFindingsLate, year.overdueFindings),
                ]
        }
    }

    let title: String
    let back: ConfirmPage.Back
    let turning: Turning
    let hasSecretaries: Bool
    let secretaries: [Secretary]

    init(_ content: Content, _ words: Words) {
        let path = LocalPath.branch(content.branch.id, "secretaries")
        title = words(.secretaryYearHeading, ["year": String(content.year), "branch": content.branch.name])
        back = ConfirmPage.Back(.branch(content.branch.id), content.branch.name)
        turning = Turning(year: content.year) { path.with("year", String($0)) }
        secretaries = content.value.map { Secretary($0, words) }
        hasSecretaries = !secretaries.isEmpty
    }
}

extension Site {
    static let secretaryYearRoutes: [Route] = [
        .get("/branches/{branch}/secretaries", for: .signedIn) { visit in
            let content = try await visit.yearOfBranch { try $0.secretaryYears(of: $1, in: $2) }
            return try visit.show(SecretaryYearsPage(content, visit.words))
        }
    ]
}
