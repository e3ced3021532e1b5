import Domain
import HTTPTypes
import Hummingbird
import Storage

extension Site {
    static let adjustmentRoutes: [Route] = [
        .get("/cycles/{cycle}/adjustments", for: .signedIn) { visit in
            try await visit.showAdjustments(notice: visit.notice)
        },
        .table("/cycles/{cycle}/adjustments") { visit in
            let id: ID<Cycle> = try visit.id("cycle")
            let content = try await visit.read { try AdjustmentsPage.Content($0, id) }
            return AdjustmentsPage.table(content, visit.words)
        },
        .post("/cycles/{cycle}/adjustments", for: .signedIn) { visit in
            do {
                _ = try await visit.perform(
                    API.adjust,
                    [
                        "area": visit.text("area"), "item": visit.text("item"), "times": visit.number("times"),
                        "date": visit.text("date"), "reason": visit.text("reason"),
                        "points": visit.number("points"), "event": visit.text("event"),
                        "level": LevelChoice.level(chosen: visit.text("level"), of: visit.text("item")),
                        "document": visit.text("document"),
                        "recorder": visit.text("recorder"), "lateReason": visit.text("lateReason"),
                    ]
                )
            } catch {
                guard let errors = FormErrors(error, visit.words) else { throw error }
                return try await visit.showAdjustments(errors: errors)
            }
            return visit.go(to: .cycle(try visit.id("cycle"), "adjustments").with(.adjustmentRecorded))
        },
        .get("/adjustments/{adjustment}", for: .signedIn) { visit in try await visit.showAdjustment() },
        .post("/adjustments/{adjustment}/revise", of: "/adjustments/{adjustment}", for: .signedIn) { visit in
            try await visit.revising(then: .adjustmentRevised, { .revision($0) }) {
                let id: ID<Adjustment> = try visit.id("adjustment")
                let item = try await visit.read { try $0.adjustment(id).facts.item.text }
                return try await visit.perform(
                    API.reviseAdjustment,
                    [
                        "times": visit.number("times"), "date": visit.text("date"), "reason": visit.text("reason"),
                        "points": visit.number("points"), "event": visit.text("event"),
                        "level": LevelChoice.level(chosen: visit.text("level"), of: .string(item)),
                        "document": visit.text("document"),
                        "lateReason": visit.text("lateReason"), "revisionReason": visit.text("revisionReason"),
                    ]
                )
            }
        },
        .post("/adjustments/{adjustment}/withdraw", of: "/adjustments/{adjustment}", for: .signedIn) { visit in
            try await visit.revising(then: .adjustmentWithdrawn, { .withdrawal($0) }) {
                try await visit.perform(API.withdrawAdjustment, ["revisionReason": visit.text("revisionReason")])
            }
        },
    ]
}

extension Visit {
    fileprivate func showAdjustments(notice: String? = nil, errors: FormErrors? = nil) async throws -> Response {
        let id: ID<Cycle> = try self.id("cycle")
        let content = try await read { try AdjustmentsPage.Content($0, id) }
        // Whoever records it is asked for only where they are no member: what is wrong with them is said of the area.
        var errors = errors
        if content.isMember { errors?.move(below: AdjustmentFields.recorder.name, to: "area", among: []) }
        // What was proposed fills the form in; who records it says the rest.
        let proposed = content.filledIn(by: query, words)
        let page = AdjustmentsPage(
            content, words, notice: notice, typed: errors == nil ? proposed ?? .empty : form, errors: errors,
            choice: tableChoice)
        return try show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }

    fileprivate func showAdjustment(failed: AdjustmentPage.Failed? = nil, errors: FormErrors? = nil) async throws
        -> Response
    {
        let id: ID<Adjustment> = try self.id("adjustment")
        let content = try await read { try AdjustmentPage.Content($0, id) }
        let page = AdjustmentPage(content, words, typed: form, failed: failed)
        return try show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }

    /// Does what one of the two forms asks for, and goes back to the month's list.
    fileprivate func revising(
        then notice: Notice, _ failed: (FormErrors) -> AdjustmentPage.Failed, _ act: () async throws -> Reply
    ) async throws -> Response {
        let id: ID<Adjustment> = try self.id("adjustment")
        let listing = try await read { try $0.adjustment(id) }
        do {
            _ = try await act()
        } catch {
            guard let errors = FormErrors(error, words) else { throw error }
            return try await showAdjustment(failed: failed(errors), errors: errors)
        }
        return go(to: .cycle(listing.cycle, "adjustments").with(notice))
    }
}
