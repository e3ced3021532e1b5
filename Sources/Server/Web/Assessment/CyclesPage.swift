import Domain
import Hummingbird
import Storage

/// A month across the branches that the reader may see.
struct CyclesPage: WebPage {
    static let template = TemplateName.cycles

    struct Row: Sendable {
        let branch: String
        let branchPath: String
        /// nil for a month that was not opened.
        let path: String?
        let state: String
        let stateCode: String
        let progress: String?
        let due: String?
        /// What opens the month; nil where it is not the reader's to do.
        let opening: Opening?
    }

    struct Opening: Sendable {
        let branchCode: String
        let monthCode: String
    }

    struct Content: Sendable {
        let month: Month
        let listings: [CycleListing]
        /// Branches without the month.
        let unopened: [BranchListing]
        let mayOpen: Set<ID<Branch>>
        let today: LocalDate

        /// - Parameter month: the one that is assessed now if nil.
        init(_ transaction: Transaction, month: Month?) throws {
            today = transaction.today
            self.month = month ?? today.month.adding(months: -1)
            let filter = CycleFilter(month: self.month)
            listings = try transaction.whole { try transaction.cycles(filter, $0) }
            let opened = Set(listings.map(\.cycle.branch))
            let lastDay = self.month.lastDay
            unopened = try transaction.whole { try transaction.branches(dissolved: true, $0) }.filter {
                !opened.contains($0.branch.id) && $0.branch.exists(on: lastDay)
            }
            mayOpen =
                self.month > today.month
                ? []
                : Set(try unopened.map(\.branch.id).filter { try transaction.permission(in: $0).allows(API.openCycle) })
        }
    }

    let title: String
    let notice: String?
    let alert: String?
    let monthName: String
    let monthCode: String
    let turning: Turning
    let hasRows: Bool
    let table: TableHead
    let rows: [Row]
    let downloads: Downloads

    /// - Parameter errors: why a month was not opened.
    init(
        _ content: Content, _ words: Words, notice: String? = nil, errors: FormErrors? = nil,
        choice: TableChoice = .none
    ) {
        title = words(.placeAssessment)
        alert = errors.map { errors in
            (["branch", "month"].compactMap { errors[$0] }.nonEmpty ?? [errors.general].compactMap(\.self))
                .joined(separator: " ")
        }
        self.notice = notice
        let month = content.month
        monthName = words.month(month)
        monthCode = month.description
        turning = Turning(month, of: .cycles, words)
        let entries =
            content.listings.map { listing in
                Entry(
                    row: Row(
                        branch: listing.branchName, branchPath: LocalPath.branch(listing.cycle.branch).text,
                        path: LocalPath.cycle(listing.cycle.id).text,
                        state: words(listing.cycle.word(on: content.today)),
                        stateCode: listing.cycle.status.rawValue,
                        progress: listing.complete.map { "\($0)/\(listing.areas)" },
                        due: listing.cycle.status == .open ? words.date(listing.dueDate) : nil, opening: nil
                    ), due: listing.cycle.status == .open ? listing.dueDate : nil)
            }
            + content.unopened.map { listing in
                Entry(
                    row: Row(
                        branch: listing.branch.name, branchPath: LocalPath.branch(listing.branch.id).text, path: nil,
                        state: words(.statusUnopened), stateCode: "unopened", progress: nil, due: nil,
                        opening: content.mayOpen.contains(listing.branch.id)
                            ? Opening(branchCode: listing.branch.code.text, monthCode: month.description) : nil
                    ), due: nil)
            }
        let arranged = choice.arrange(
            entries, by: Self.columns, on: .cycles.with("month", month.description), words)
        (rows, table) = (arranged.rows.map(\.row), arranged.head)
        hasRows = !entries.isEmpty
        downloads = Downloads(.cycles.with("month", month.description))
    }

    /// A row, and the day that it shows.
    private struct Entry: Sendable {
        let row: Row
        let due: LocalDate?
    }

    private static let columns: [TableColumn<Entry>] = [
        TableColumn("branch", .branch, \.row.branch), TableColumn("state", .state, \.row.state),
        .figure("progress", .progress) { $0.row.progress ?? "" },
        TableColumn("due", .due, rank: { $0.due?.dayNumber }) { $0.row.due ?? "" },
    ]

    static func table(_ content: Content, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.placeAssessment), content.month.description], [.branch, .state, .progress, .due],
            CyclesPage(content, words).rows.map { row in
                [row.branch, row.state, row.progress ?? "", row.due ?? ""].map { .text($0) }
            })
    }
}

extension Visit {
    func showCycles(of month: Month?, _ errors: FormErrors? = nil) async throws -> Response {
        let content = try await read { try CyclesPage.Content($0, month: month) }
        return try show(
            CyclesPage(content, words, notice: notice, errors: errors, choice: tableChoice),
            status: errors?.status ?? .ok,
            headers: errors?.headers ?? [:])
    }

    /// The month in the address; nil where there is none, or none that can be read.
    var queriedMonth: Month? { query["month"].flatMap { try? Month(parsing: $0) } }
}
