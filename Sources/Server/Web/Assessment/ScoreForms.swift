import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

extension Site {
    static let scoreRoutes: [Route] = [
        .get("/cycles/{cycle}/paper", for: .signedIn) { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try PaperFormsPage.Content($0, id) }
            return try visit.show(PaperFormsPage(content, visit.words))
        },
        .get("/cycles/{cycle}/scores", for: .signedIn) { visit in
            try await visit.showScores(
                tier: visit.query["tier"].flatMap(Tier.init(rawValue:)), assessor: visit.query["assessor"]?.nonEmpty,
                notice: visit.notice
            )
        },
        .table("/cycles/{cycle}/scores") { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let tier = visit.query["tier"].flatMap(Tier.init(rawValue:))
            let assessor = visit.query["assessor"]?.nonEmpty
            let content = try await visit.read { try ScoresPage.Content($0, id, tier: tier, assessor: assessor) }
            return ScoresPage.table(content, visit.words)
        },
        .post("/cycles/{cycle}/scores", for: .signedIn) { visit in
            let tier = visit.form["tier"].flatMap(Tier.init(rawValue:))
            let assessor = visit.form["assessor"]
            guard let tier else { throw Problem.notFound }
            let errors = try await visit.submitScores(tier, by: assessor)
            if !errors.isEmpty {
                return try await visit.showScores(tier: tier, assessor: assessor, typed: visit.form, errors: errors)
            }
            let target = try LocalPath.cycle(visit.id("cycle"), "scores").with("tier", tier.rawValue)
            return visit.go(to: (assessor.map { target.with("assessor", $0) } ?? target).with(.scoresSaved))
        },
    ]
}

extension Visit {
    fileprivate func showScores(
        tier: Tier?, assessor: String?, notice: String? = nil, typed: Form = .empty,
        errors: [ScoreRow.Key: FormErrors] = [:]
    ) async throws -> Response {
        let id: ID<Cycle> = try self.id("cycle")
        let content = try await read { try ScoresPage.Content($0, id, tier: tier, assessor: assessor) }
        let page = ScoresPage(
            content, words, reader: own?.account.account.name ?? "", notice: notice, typed: typed, errors: errors)
        return try show(page, status: errors.isEmpty ? .ok : .unprocessableContent)
    }

    /// Submits a sheet for every row that says anything else than what stands. What is right is recorded, whatever is wrong
    /// elsewhere: nothing that was typed is lost.
    ///
    /// - Returns: why a row was not taken, by row.
    fileprivate func submitScores(
        _ tier: Tier, by assessor: String?
    ) async throws -> [ScoreRow.Key: FormErrors] {
        let id: ID<Cycle> = try self.id("cycle")
        let content = try await read { try ScoresPage.Content($0, id, tier: tier, assessor: assessor) }
        guard let grid = content.grid else { throw Problem.notFound }
        var errors: [ScoreRow.Key: FormErrors] = [:]
        for row in grid.rows {
            guard let body = sheetBody(row, grid, assessor: row.holder?.person.number.text ?? content.choice.assessor)
            else { continue }
            do {
                // Of its own accord the same sheet again changes nothing: it needs no key.
                _ = try await perform(API.submitSheet, body, once: false)
            } catch {
                guard var found = FormErrors(error, words) else { throw error }
                if let more = try await errorsBesideUnreadable(body) { found.add(more) }
                sayWhatIsNoPoints(row, grid, in: &found)
                errors[ScoreRow.Key(row)] = found
            }
        }
        return errors
    }

    /// What is wrong with the cells that can be read, where others cannot: those hide it. Without them the row has points
    /// that are missing, and so is never taken.
    private func errorsBesideUnreadable(_ body: [String: JSON?]) async throws -> FormErrors? {
        guard let points = body["points"]??.object else { return nil }
        var readable = JSON.Object()
        for member in points.members where member.value.string == nil { readable[member.name] = member.value }
        if readable == points { return nil }
        do {
            _ = try await perform(
                API.submitSheet, body.merging(["points": .object(readable)]) { $1 }, once: false)
            return nil
        } catch {
            return FormErrors(error, words)
        }
    }

    /// Of a number that points cannot be (`28.555`, `-1`) it is said why; to the operation it is only a text.
    private func sayWhatIsNoPoints(_ row: ScoreGrid.Row, _ grid: ScoreGrid, in errors: inout FormErrors) {
        for criterion in grid.scheme.criteria {
            guard let typed = form[ScoreRow.Key(row).points(criterion.key)].map(Form.plainNumber) else {
                continue
            }
            do {
                _ = try Points(typed)
            } catch {
                errors.replace("points.\(criterion.key.text)", words(error.detail))
            }
        }
    }

    /// What a row says; nil where it says nothing, or nothing new.
    private func sheetBody(
        _ row: ScoreGrid.Row, _ grid: ScoreGrid, assessor: String?
    ) -> [String: JSON?]? {
        let key = ScoreRow.Key(row)
        let comment = form[key.comment]
        var (points, losses) = (JSON.Object(), JSON.Object())
        var isChanged = comment?.nonEmpty != row.sheet?.sheet.comment
        let standing = row.sheet?.sheet.points ?? [:]
        for criterion in grid.scheme.criteria {
            let typed = form[key.points(criterion.key)].flatMap { Form.plainNumber($0).nonEmpty }
            let value = typed.flatMap { try? Points($0) }
            if let typed { points[criterion.key.text] = value.map { JSON($0) } ?? .string(typed) }
            let line = criterion.mode == .base ? form[key.lost(criterion.key)]?.nonEmpty : nil
            if let line { losses[criterion.key.text] = .string(line) }
            if line != nil, typed == nil {
                // The points follow, and whether they are others is for the operation to say.
                isChanged = true
                continue
            }
            if value != standing[criterion.key] || typed != nil && value == nil { isChanged = true }
            if criterion.mode == .base, !row.says(line, of: criterion, words) { isChanged = true }
        }
        let isEmpty = points.members.isEmpty && losses.members.isEmpty && comment?.nonEmpty == nil
        // An empty row where a sheet stands that is not shown is one that was left alone.
        if isEmpty, row.sheet == nil || row.sheet?.isVisible == false { return nil }
        guard isChanged else { return nil }
        return [
            "area": .string(row.area.code.text), "tier": .string(grid.tier.rawValue),
            "assessor": assessor.map(JSON.string), "points": .object(points),
            "losses": losses.members.isEmpty ? nil : .object(losses), "comment": comment.map(JSON.string),
            "lateReason": text("lateReason"), "revisionReason": text(key.revisionReason),
            "revises": JSON(form[key.revision]?.asciiNumber ?? 0),
        ]
    }
}

extension ScoreGrid.Row {
    /// Whether the sheet that stands says the same of what a criterion lost for, as it was shown.
    fileprivate func says(_ line: String?, of criterion: SchemeContent.Criterion, _ words: Words) -> Bool {
        LossLines.written(sheet?.sheet.losses[criterion.key] ?? [], of: criterion, words) == line?.trimmed ?? ""
    }
}
