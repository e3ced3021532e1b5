import Domain
import Storage

/// A month's way through its steps, branch by branch, with what is late and a text that reminds of it.
struct BranchSteps: Sendable {
    struct Step: Sendable {
        let label: String
        /// What is over, what is going on, and what is still to come: for the style sheet.
        let code: String
        /// The same for who does not see it.
        let said: String
    }

    struct Row: Sendable {
        let branch: String
        let path: String
        let steps: [Step]
        let overdue: String?
    }

    let heading: String
    let rows: [Row]
    /// To be copied into a chat; nil where nothing is late.
    let nudge: String?

    /// - Parameter branches: nil for whoever does not see to several of them.
    init?(_ branches: [BranchProgress], of month: Month, today: LocalDate, _ words: Words) {
        guard !branches.isEmpty else { return nil }
        heading = words(.branchStepsTitle, ["month": words.month(month)])
        rows = branches.map { progress in
            let days = progress.daysOverdue(on: today)
            return Row(
                branch: progress.branch.branch.name,
                path: (progress.cycle.map { LocalPath.cycle($0.cycle.id) } ?? .branch(progress.branch.branch.id)).text,
                steps: Self.steps(of: progress.cycle, words),
                overdue: days > 0 ? words.counted(.overdueDays, days) : nil)
        }
        nudge = Self.nudge(branches.filter { $0.daysOverdue(on: today) > 0 }, of: month, today, words)
    }

    /// How many of the five steps a month has behind it.
    private static func done(_ listing: CycleListing?) -> Int {
        guard let listing else { return 0 }
        return switch listing.cycle.status {
        case .open: listing.complete.map { $0 == listing.areas } ?? false ? 2 : 1
        case .closed: 3
        case .posted: 4
        case .final, .withoutAward: 5
        }
    }

    private static func steps(of listing: CycleListing?, _ words: Words) -> [Step] {
        let done = done(listing)
        let scored = listing.flatMap { listing in listing.complete.map { " \($0)/\(listing.areas)" } } ?? ""
        let last: Word = listing?.cycle.status == .withoutAward ? .statusWithoutAward : .stepFinal
        let labels = [
            words(.stepOpened), words(.stepScored) + scored, words(.stepClosed), words(.stepPosted), words(last),
        ]
        return labels.enumerated().map { index, label in
            let word: Word = index < done ? .stepDone : index == done ? .stepNow : .stepToCome
            return Step(label: label, code: index < done ? "done" : index == done ? "now" : "later", said: words(word))
        }
    }

    private static func nudge(
        _ late: [BranchProgress], of month: Month, _ today: LocalDate, _ words: Words
    ) -> String? {
        guard !late.isEmpty else { return nil }
        let lines = late.enumerated().map { index, progress in
            let step = steps(of: progress.cycle, words).first { $0.code == "now" }?.label ?? ""
            let name = progress.branch.branch.name
            return words.counted(
                .nudgeLine, progress.daysOverdue(on: today),
                [
                    "number": String(index + 1),
                    "branch": progress.branch.secretary.map { words.noted(name, $0.name) } ?? name, "step": step,
                ])
        }
        let values = ["month": words.month(month), "date": words.date(today)]
        return ([words(.nudgeHead, values)] + lines + [words(.nudgeTail)]).joined(separator: "\n")
    }
}

extension MonthBlock {
    func shown(_ words: Words) -> String {
        switch self {
        case .notOver(let day): words(.blockNotOver, ["date": words.date(day)])
        case .earlierOpen(let months): words(.blockEarlierOpen, ["months": words.list(months.map(words.month))])
        case .noticeStands(let day): words(.blockNotice, ["date": words.date(day)])
        case .eligibilityOpen: words(.blockEligibility)
        case .objectionsOpen(let numbers):
            words(.blockObjections, ["numbers": words.list(numbers.map(\.text))])
        }
    }
}
