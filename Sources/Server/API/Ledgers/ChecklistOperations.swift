import Domain
import Storage

/// What a committee's inspections look at, field by field.
enum ChecklistFields {
    static let title = Field("title", .text(Checklist.titleMaximum), .checklistTitle) { (checklist: Checklist) in
        checklist.title
    }
    static let items = Field(
        "items",
        Wire.text(Checklist.itemsMaximum, isLong: true).means(
            "Line by line. What asks for traces of work in place of the work is refused with the rule's name."),
        .partChecklist, hint: .checklistItemsHint
    ) { (checklist: Checklist) in checklist.items }

    static let asked = Asking<Checklist>("NewChecklist") { input in
        let (title, items) = (input.take(title), input.take(items))
        return input.decide { errors in
            guard let title, let items else { return nil }
            return Checklist(title: title, items: items, noting: &errors)
        }
    }
}

extension Shape<ChecklistListing> {
    fileprivate static let listed = Shape(
        "Checklist",
        [
            Field("id", .id) { JSON($0.id) },
            Field("committee", .code) { .string($0.committee.code.text) },
            Field("number", .count.means("Per committee; the highest is in force.")) { JSON($0.number) },
            ChecklistFields.title.of(\.checklist).told, ChecklistFields.items.of(\.checklist).told,
            Field("publishedOn", .date.means("By the server's clock.")) { JSON($0.publishedOn) },
            Field("publishedBy", .text) { .string($0.publishedBy) },
        ])
}

extension API {
    /// What a committee's inspections look at.
    static let checklistOperations: [Operation] = [listChecklists, publishChecklist]

    static let listChecklists: Operation = .list(
        "listChecklists", "/committees/{committee}/checklists", .ledgers,
        "What a committee's inspections look at, the latest first", needing: [.readLedgers],
        of: Shape<ChecklistListing>.listed
    ) { call, transaction in try transaction.checklists(of: call.id("committee"), call.page()) }

    static let publishChecklist: Operation = .post(
        "publishChecklist", "/committees/{committee}/checklists", .ledgers,
        "Publish what a committee's inspections look at from now on; it never changes", needing: [.guideLedgers],
        asking: ChecklistFields.asked, returns: Shape<ChecklistListing>.listed.schema
    ) { call, checklist, transaction in
        .json(Shape.listed.json(try transaction.publish(checklist, by: call.id("committee"))))
    }
}
