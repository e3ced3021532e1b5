import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A page that asks what is to become of a branch, shows it, and carries it out as it was shown.
struct ReorganisationRoute: Sendable {
    struct Asked: Sendable {
        let branch: Branch
        let fields: [FormRoute.Field]
    }

    /// The part of a branch's page that it is: `merge`.
    let part: String
    let operation: Operation
    let title: Word
    let fields: @Sendable (Transaction, BranchListing, Words) throws -> [FormRoute.Field]

    var path: String { "/branches/{branch}/\(part)" }

    var routes: [Site.Route] {
        [
            .get(path, for: .signedIn) { visit in
                try visit.authority.require(operation)
                return try show(visit, try await ask(visit))
            },
            .post(path, for: .signedIn) { visit in
                try visit.authority.require(operation)
                let asked = try await ask(visit)
                guard visit.form["state"] != nil else { return try await preview(visit, asked) }
                do {
                    let reply = try await visit.perform(operation, body(visit, asked))
                    let founded = try JSON.parse(reply.body)["founded"]?.string.flatMap { try? Code($0) }
                    let next = try await visit.read { transaction in
                        try founded.flatMap { try transaction.branches(code: $0).rowsAndNext.0.first?.branch.id }
                    }
                    return visit.go(to: LocalPath.branch(next ?? asked.branch.id).with(.recorded))
                } catch {
                    guard let errors = FormErrors(error, visit.words) else { throw error }
                    // It is shown anew, as it would be now, and asked again.
                    return try await preview(visit, asked, outdated: errors)
                }
            },
        ]
    }

    private func ask(_ visit: Visit) async throws -> Asked {
        let (id, words): (ID<Branch>, Words) = (try visit.id("branch"), visit.words)
        return try await visit.read { transaction in
            let listing = try transaction.branch(id)
            try transaction.requireReorganising(id)
            return Asked(branch: listing.branch, fields: try fields(transaction, listing, words) + Self.decision)
        }
    }

    private static let decision: [FormRoute.Field] = [
        FormRoute.Field("from", .date, .changeFrom, hint: .changeFromHint), .reason(),
        FormRoute.Field("document", .plain, .decisionNumber, maximum: Branch.documentMaximum),
    ]

    /// What was filled in, as the operation takes it.
    private func body(_ visit: Visit, _ asked: Asked) -> [String: JSON?] {
        var body: [String: JSON?] = [:]
        var founded = JSON.Object()
        for field in asked.fields {
            let value = field.json(visit, at: field.name)
            if field.name.hasPrefix("found.") {
                if let value { founded[String(field.name.dropFirst("found.".count))] = value }
            } else {
                body[field.name] = value
            }
        }
        // What is merely chosen is there from the beginning.
        let isFounded = founded["code"] != nil || founded["name"] != nil
        if isFounded || operation.id == API.splitBranch.id { body["found"] = .object(founded) }
        body["state"] = visit.text("state")
        return body
    }

    private func preview(_ visit: Visit, _ asked: Asked, outdated: FormErrors? = nil) async throws -> Response {
        let words = visit.words
        do {
            var body = body(visit, asked)
            body["state"] = .some(nil)
            let reply = try await visit.perform(operation, body, query: [("dryRun", "true")], once: false)
            let json = try JSON.parse(reply.body)
            var carryingOut: ReorganisationPage.CarryingOut?
            if json["obstacles"] == [] {
                let notKept: Set<String> = ["csrfToken", "reader", "key", "state", "version"]
                carryingOut = ReorganisationPage.CarryingOut(
                    action: visit.page.text, key: Secret(new: "form_").text,
                    kept: visit.form.items.filter { !notKept.contains($0.name) }
                        .map { ReorganisationPage.Kept(name: $0.name, value: $0.value) }
                        + [ReorganisationPage.Kept(name: "state", value: json["state"]?.string ?? "")],
                    button: words(.reorganiseCarryOut, ["what": words(title)]))
            }
            let preview = ReorganisationPage.Preview(
                json, reply.warnings, outdated: outdated?.general, carryingOut: carryingOut, words)
            return try show(visit, asked, preview: preview, status: outdated?.status ?? .ok)
        } catch {
            guard let errors = FormErrors(error, words) else { throw error }
            return try show(visit, asked, errors: errors, status: errors.status)
        }
    }

    private func show(
        _ visit: Visit, _ asked: Asked, preview: ReorganisationPage.Preview? = nil, errors: FormErrors? = nil,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let words = visit.words
        var errors = errors
        let isSent = !visit.form.isEmpty
        let fields = asked.fields.map { field in
            FormField(
                field.name, field.kind, words(field.label), in: operation.id, maximum: field.maximum,
                value: isSent ? field.shown(visit, at: field.name) : field.value, hint: field.hint.map { words($0) },
                error: errors?.take(field.name), optional: field.isOptional ? words(.optionalNote) : nil)
        }
        errors?.sayTheRest()
        let page = ReorganisationPage(
            words(title), isWrong: errors != nil, back: ConfirmPage.Back(.branch(asked.branch.id), asked.branch.name),
            preview: preview,
            form: PageForm(to: visit.page, fields, words(.reorganiseShow), errors: errors), words)
        return try visit.show(page, status: status)
    }
}

extension Site {
    static let reorganisationRoutes: [Route] = [
        ReorganisationRoute(part: "rename", operation: API.renameBranch, title: .renameBranch) { _, listing, _ in
            [FormRoute.Field("name", .plain, .newName, value: listing.branch.name)]
        },
        ReorganisationRoute(part: "dissolve", operation: API.dissolveBranch, title: .dissolveBranch) {
            transaction, listing, _ in
            let others = try transaction.otherBranches(than: listing.branch.id)
            return [
                FormRoute.Field(
                    "membersTo", .choice([.none] + others), .membersTo, hint: .membersToHint, isOptional: true),
                FormRoute.Field("areasTo", .choice([.none] + others), .areasTo, hint: .areasToHint, isOptional: true),
            ]
        },
        ReorganisationRoute(part: "merge", operation: API.mergeBranches, title: .mergeBranches) {
            transaction, listing, words in
            let others = try transaction.otherBranches(than: listing.branch.id)
            return [
                FormRoute.Field("with", .several(others), .withBranches, isOptional: true),
                FormRoute.Field(
                    "into", .choice([.none] + others), .intoBranch, hint: .intoBranchHint, isOptional: true),
            ] + founding(words, isOptional: true)
        },
        ReorganisationRoute(part: "split", operation: API.splitBranch, title: .splitBranch) {
            transaction, listing, words in
            let id = listing.branch.id
            let today = transaction.today
            let areas = try transaction.whole { try transaction.areas(AreaFilter(branch: id), $0) }
                .filter { ($0.area.span.until ?? today) >= today }
                .map { FormField.Choice($0.area) }
            return founding(words, isOptional: false) + [
                FormRoute.Field(
                    "groups",
                    .several(try transaction.groups(of: id).map { FormField.Choice(code: $0.name, label: $0.name) }),
                    .goingGroups, isOptional: true),
                FormRoute.Field(
                    "members", .several(try transaction.memberChoices(of: id)), .goingMembers, isOptional: true),
                FormRoute.Field("areas", .several(areas), .goingAreas, hint: .goingAreasHint, isOptional: true),
            ]
        },
    ].flatMap(\.routes)

    private static func founding(_ words: Words, isOptional: Bool) -> [FormRoute.Field] {
        [
            FormRoute.Field(
                "found.code", .plain, .newBranchCode, maximum: Code.maximumLength,
                hint: isOptional ? .newBranchHint : nil, isOptional: isOptional),
            FormRoute.Field("found.name", .plain, .newBranchName, isOptional: isOptional),
            FormRoute.Field("found.kind", .menu(of: Branch.Kind.self, words), .branchKind, isOptional: isOptional),
            FormRoute.Field(
                "found.secretaryPost", .menu(of: Branch.SecretaryPost.self, words), .secretaryPost,
                isOptional: isOptional),
        ]
    }
}

extension Transaction {
    /// The branches that the reader sees but for one, to choose from.
    fileprivate func otherBranches(than branch: ID<Branch>) throws -> [FormField.Choice] {
        try whole { try branches($0) }.filter { $0.branch.id != branch }.map {
            FormField.Choice(code: $0.branch.code.text, label: "\($0.branch.name) \($0.branch.code.text)")
        }
    }
}
