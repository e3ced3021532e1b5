import Domain
import Storage

extension Site {
    static let secretBallotRoutes: [Route] =
        [
            .get("/secret-ballots", for: .signedIn) { visit in
                try visit.authority.require(API.listSecretBallots)
                let content = try await visit.read { try SecretBallotsPage.Content($0) }
                return try visit.show(SecretBallotsPage(content, visit.words, notice: visit.notice))
            },
            .table("/secret-ballots") { visit in
                try visit.authority.require(API.listSecretBallots)
                return SecretBallotsPage.table(try await visit.read { try SecretBallotsPage.Content($0) }, visit.words)
            },
            .get("/secret-ballots/{secretBallot}", for: .signedIn) { visit in
                try visit.authority.require(API.showSecretBallot)
                let id: ID<SecretBallot> = try visit.id("secretBallot")
                let content = try await visit.read { try SecretBallotPage.Content($0, id) }
                return try visit.show(SecretBallotPage(content, visit.words, notice: visit.notice))
            },
        ] + secretBallotForms.flatMap(\.routes) + ballotBoxRoutes

    private static let secretBallotForms: [FormRoute] = [
        new("/secret-ballots/new", .straw, .makeStrawVote, .makeStrawVoteIntro) { words, _ in
            [
                SecretBallotFields.title.asked(words),
                FormRoute.Field(
                    "question", .long, .secretBallotQuestion, maximum: SecretBallot.questionMaximum),
                FormRoute.Field(
                    "choices", .long, .secretBallotChoices, maximum: 1_000, hint: .secretBallotChoicesHint),
                SecretBallotFields.most.asked(words, first: "1"),
                SecretBallotFields.probationary.asked(words, by: FormField.yesOrNo(words)).needed,
            ]
        },
        new("/secret-ballots/new-appraisal", .appraisal, .makeAppraisal, .makeAppraisalIntro) { words, members in
            [
                SecretBallotFields.title.asked(words),
                FormRoute.Field(
                    "members", .several(members), .secretBallotGraded, hint: .secretBallotGradedHint,
                    value: members.map(\.code).joined(separator: " ")),
            ]
        },
        FormRoute("/secret-ballots/{secretBallot}/issue", API.issueBallots, .issueBallots) { visit in
            let (listing, members) = try await visit.kept { transaction, listing in
                (listing, try transaction.rollToday(of: listing))
            }
            let words = visit.words
            var form = asked(listing, words(.issueBallotsIntro), [])
            form.rows = [.voteless(among: members)]
            return form
        } next: {
            try $0.backToBallot($1)
        },
        step("issue-anew", API.issueBallotsAnew, .issueBallotsAnew, .issueBallotsAnewIntro) {
            [SecretBallotFields.reason.asked($0)]
        },
        step("open", API.openBallotBox, .openBallotBox, .openBallotBoxIntro) { _ in [] },
        step("close", API.closeSecretBallot, .closeSecretBallot, .closeSecretBallotIntro) { _ in [] },
        step("withdraw", API.withdrawSecretBallot, .withdrawSecretBallot, .withdrawSecretBallotIntro) {
            [SecretBallotFields.reason.asked($0)]
        },
        FormRoute("/secret-ballots/{secretBallot}/take", API.takeBallot, .takeBallot) { visit in
            let id: ID<SecretBallot> = try visit.id("secretBallot")
            let listing = try await visit.read { try $0.ballotToTake(id) }
            return asked(listing, visit.words(.takeBallotIntro), [])
        } answer: { visit, made in
            let (words, ballot) = (visit.words, made["ballot"] ?? [:])
            return try visit.show(
                ToldCodePage(
                    made["code"]?.string ?? "", words(.ballotTakenTitle),
                    [words(.ballotTakenOnce), words(.ballotTakenLost), words(.ballotTakenWhere)],
                    back: ConfirmPage.Back(
                        ballot["id"]?.integer.map { LocalPath.one(.secretBallots, ID<SecretBallot>($0)) }
                            ?? .secretBallots,
                        ballot["title"]?.string ?? words(.secretBallotsTitle))))
        },
    ]

    private static func new(
        _ path: String, _ kind: SecretBallot.Kind, _ title: Word, _ intro: Word,
        _ fields: @escaping @Sendable (Words, [FormField.Choice]) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute(path, API.makeSecretBallot, title) { visit in
            let (words, code) = (visit.words, visit.query["branch"]?.nonEmpty)
            let (branch, members) = try await visit.read { transaction in
                let branch = try transaction.branchOfNewMotion(code)
                return (branch, try transaction.membersToday(of: branch.id))
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.secretBallots, words(.secretBallotsTitle)),
                intro: words(intro, ["branch": branch.name]),
                fields: fields(words, members.map { FormField.Choice($0) }),
                fixed: ["branch": .string(branch.code.text), "kind": .string(kind.rawValue)]
            ) { body in
                guard kind == .straw else { return body }
                let lines = (body["choices"]??.string ?? "").split(whereSeparator: \.isNewline)
                    .map { String($0).trimmed }.filter { !$0.isEmpty }
                return body.merging(["choices": .array(lines.map { .string($0) })]) { $1 }
            }
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.secretBallots, ID<SecretBallot>($0)) } ?? .secretBallots)
                .with(.recorded)
        }
    }

    private static func asked(
        _ listing: SecretBallotListing, _ intro: String, _ fields: [FormRoute.Field]
    ) -> FormRoute.Asked {
        FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.one(.secretBallots, listing.id), listing.ballot.title.string),
            intro: intro, fields: fields)
    }

    /// What its keeper does with one ballot, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ intro: Word,
        _ fields: @escaping @Sendable (Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/secret-ballots/{secretBallot}/\(part)", operation, title) { visit in
            let listing = try await visit.kept { _, listing in listing }
            let numbers = [
                "issued": String(listing.issued), "entitled": String(listing.entitled),
                "returned": String(listing.returned),
            ]
            return asked(listing, visit.words(intro, numbers), fields(visit.words))
        } next: {
            try $0.backToBallot($1)
        }
    }
}

extension Visit {
    /// What a form of the ballot in the address is made of, for whoever keeps it.
    fileprivate func kept<Content: Sendable>(
        _ content: @escaping @Sendable (Transaction, SecretBallotListing) throws -> Content
    ) async throws -> Content {
        let id: ID<SecretBallot> = try self.id("secretBallot")
        return try await read { transaction in
            try transaction.requireKeepingBallot(id)
            return try content(transaction, try transaction.secretBallot(id))
        }
    }

    @Sendable fileprivate func backToBallot(_: JSON) throws -> LocalPath {
        LocalPath.one(.secretBallots, try id("secretBallot", of: SecretBallot.self)).with(.recorded)
    }
}
