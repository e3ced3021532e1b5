import Domain
import Storage

/// The branches that the reader may see, and the way to their members.
struct BranchesPage: WebPage {
    static let template = TemplateName.branches

    struct Row: Sendable {
        let path: String
        let code: String
        let name: String
        let secretary: String
        let members: String
        let areas: String
    }

    struct Content: Sendable {
        let page: Page<BranchListing>
        let permission: Permission
        let mayImport: Bool
        /// With those that are no more.
        let showsDissolved: Bool

        /// - Parameter isWhole: all of them, for them to be sorted or filtered.
        init(_ transaction: Transaction, _ request: PageRequest, dissolved: Bool, isWhole: Bool = false) throws {
            showsDissolved = dissolved
            page =
                isWhole
                ? Page(items: try transaction.whole { try transaction.branches(dissolved: dissolved, $0) }, next: nil)
                : try transaction.branches(dissolved: dissolved, request)
            // A meeting's list starts from its page.
            mayImport = ImportedList.allCases.contains { $0.record == nil && $0.isOpen(to: transaction.authority) }
            permission = Permission(transaction.authority)
        }
    }

    let title: String
    let notice: String?
    let table: TableHead
    let rows: [Row]
    let hasRows: Bool
    let more: More?
    let steps: [Step]
    let downloads = Downloads(.branches)
    /// The same list with, or without, the branches that are no more.
    let otherList: Frame.Link

    init(_ content: Content, _ words: Words, notice: String? = nil, choice: TableChoice = .none) {
        title = words(.placeOrganisation)
        self.notice = notice
        let (branches, next) = content.page.rowsAndNext
        let all = branches.map { listing in
            Row(
                path: LocalPath.branch(listing.branch.id).text, code: listing.branch.code.text,
                name: listing.branch.dissolved == nil
                    ? listing.branch.name : words.noted(listing.branch.name, words(.stateDissolved)),
                secretary: listing.secretary?.name ?? words(.nobody),
                members: String(listing.members), areas: String(listing.areas)
            )
        }
        hasRows = !all.isEmpty
        let withDissolved = LocalPath.branches.with("dissolved", "true")
        (rows, table) = choice.arrange(
            all, by: Self.columns, on: content.showsDissolved ? withDissolved : .branches, words)
        more = More(content.showsDissolved ? withDissolved : .branches, next)
        otherList = Frame.Link(
            path: content.showsDissolved ? LocalPath.branches.text : withDissolved.text,
            label: words(content.showsDissolved ? .withoutDissolved : .withDissolved), isCurrent: false)
        var steps = content.permission.step(API.createBranch, at: .branches.part("new"), words(.foundBranch))
        steps.append(Step(path: LocalPath.members.text, label: words(.members), isMain: false))
        if content.mayImport {
            steps.append(Step(path: LocalPath.imports.text, label: words(.importTitle), isMain: false))
        }
        self.steps = steps
    }

    private static let columns: [TableColumn<Row>] = [
        TableColumn("branch", .branch) { "\($0.code) \($0.name)" }, TableColumn("secretary", .secretary, \.secretary),
        .figure("members", .members, \.members), .figure("areas", .areasInAll, \.areas),
    ]

    static func table(_ branches: [BranchListing], _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.placeOrganisation)],
            [
                .init(BranchSpreadsheet.codeHeadings) { listing, _ in listing.branch.code.text },
                .init(BranchSpreadsheet.nameHeadings) { listing, _ in listing.branch.name },
                .init(BranchSpreadsheet.kindHeadings) { listing, words in words(listing.branch.kind.word) },
                .init(BranchSpreadsheet.postHeadings) { listing, words in words(listing.branch.secretaryPost.word) },
                .init(.committee) { $0.committee.text }, .init(.secretary) { $0.secretary?.name },
                .init(.members) { String($0.members) }, .init(.areasInAll) { String($0.areas) },
            ], of: branches)
    }
}

/// The next part of a list.
struct More: Sendable {
    let morePath: String

    /// nil at the list's end.
    init?(_ list: LocalPath, _ next: Cursor?) {
        guard let next else { return nil }
        morePath = list.with("cursor", CursorToken.encode(next)).text
    }
}

extension Visit {
    /// The part of a list that the address names.
    var listPart: PageRequest {
        PageRequest(limit: 100, after: query["cursor"].flatMap { try? CursorToken.decode($0) })
    }
}
