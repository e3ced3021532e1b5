import Domain
import Storage

extension Site {
    static let motionRoutes: [Route] =
        [
            .get("/motions", for: .signedIn) { visit in
                try visit.authority.require(API.listMotions)
                let content = try await visit.reading(MotionsPage.Content.init)
                return try visit.show(MotionsPage(content, visit.words, notice: visit.notice))
            },
            .table("/motions") { visit in
                try visit.authority.require(API.listMotions)
                return MotionsPage.table(try await visit.reading(MotionsPage.Content.init), visit.words)
            },
            .get("/motions/{motion}", for: .signedIn) { visit in
                try visit.authority.require(API.showMotion)
                let id: ID<Motion> = try visit.id("motion")
                let content = try await visit.read { try MotionPage.Content($0, id) }
                return try visit.show(MotionPage(content, visit.words, notice: visit.notice))
            },
            .get("/motions/{motion}/resolution", for: .signedIn) { visit in
                try visit.authority.require(API.resolutionDocument)
                let id: ID<Motion> = try visit.id("motion")
                return try visit.show(ResolutionPage(try await visit.read { try $0.decidedMotion(id) }, visit.words))
            },
            .document(API.resolutionDocument) { visit in
                let id: ID<Motion> = try visit.id("motion")
                let listing = try await visit.read { try $0.decidedMotion(id) }
                return "\(listing.branchName) \(visit.words(.resolution)) \(listing.number.text)"
            },
        ] + motionForms.flatMap(\.routes)

    private static let motionForms: [FormRoute] = [
        FormRoute("/motions/new", API.bringMotion, .bringMotion) { visit in
            let (words, code) = (visit.words, visit.query["branch"]?.nonEmpty)
            let branch = try await visit.read { try $0.branchOfNewMotion(code) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.motions, words(.motionsTitle)),
                intro: words(.bringMotionIntro, ["branch": branch.name]),
                fields: [
                    MotionFields.kind.asked(words), MotionFields.title.asked(words),
                    MotionFields.wording.asked(words),
                    FormRoute.Field(
                        "people", .long, .motionPeople, maximum: 2_000, hint: .motionPeopleHint, isOptional: true),
                    MotionFields.origin.asked(words), MotionFields.committeeOn.asked(words),
                    MotionFields.papers.asked(words),
                ],
                fixed: ["branch": .string(branch.code.text)]
            ) { body in
                let lines = (body["people"]??.string ?? "").split(whereSeparator: \.isNewline)
                    .map { String($0).trimmed }.filter { !$0.isEmpty }
                return body.merging(["people": .array(lines.map { .string($0) })]) { $1 }
            }
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.motions, ID<Motion>($0)) } ?? .motions).with(.recorded)
        },
        step("discussion", API.discussMotion, .discussMotion) { _, today, words in
            [
                MotionFields.discussedOn.asked(words, first: today.description), MotionFields.said.asked(words),
                MotionFields.dissent.asked(words),
            ]
        },
        FormRoute("/motions/{motion}/opinions", API.enterOpinion, .enterOpinion) { visit in
            let (listing, voters, today) = try await visit.kept { transaction, listing in
                (listing, try transaction.voters(of: listing.branch, on: transaction.today), transaction.today)
            }
            let sent = listing.opinions.filter { !$0.isWithdrawn }.map(\.person)
            let words = visit.words
            return asked(
                listing, intro: words(.enterOpinionIntro),
                [
                    MotionFields.member.asked(
                        words, by: .choice(voters.filter { !sent.contains($0) }.map { FormField.Choice($0) })),
                    MotionFields.choice.asked(words),
                    MotionFields.receivedOn.asked(words, first: today.description),
                ])
        } next: {
            try $0.backToMotion($1)
        },
        step("withdraw-opinion", API.withdrawOpinion, .withdrawOpinion) { listing, _, words in
            let sent = listing.opinions.filter { !$0.isWithdrawn }.map { FormField.Choice($0.person) }
            return [MotionFields.member.asked(words, by: .choice(sent))]
        },
        FormRoute("/motions/{motion}/vote", API.openVote, .openVote) { visit in
            let (listing, voters, today) = try await visit.kept { transaction, listing in
                (listing, try transaction.voters(of: listing.branch, on: transaction.today), transaction.today)
            }
            let words = visit.words
            var form = asked(
                listing, intro: words(.openVoteIntro),
                [MotionFields.heldOn.asked(words, first: today.description), MotionFields.method.asked(words)])
            form.rows = [.voteless(among: voters)]
            return form
        } next: {
            try $0.backToMotion($1)
        },
        FormRoute("/motions/{motion}/count", API.countVote, .countVote) { visit in
            let (listing, there) = try await visit.kept { transaction, listing in
                (listing, try listing.votes.last.map { try transaction.presentAtAssembly(of: listing, $0) } ?? [])
            }
            guard let vote = listing.votes.last else { throw Motion.Refusal.status(listing.status) }
            return countForm(listing, vote, there: there, visit.words)
        } next: {
            try $0.backToMotion($1)
        },
        FormRoute("/motions/{motion}/answer", API.answerMotion, .answerMotion) { visit in
            let id: ID<Motion> = try visit.id("motion")
            let (listing, today) = try await visit.read { transaction in
                let listing = try transaction.motion(id)
                try transaction.require(.answerMotions, in: listing.branch)
                return (listing, transaction.today)
            }
            let words = visit.words
            return asked(
                listing, intro: nil,
                HigherAnswer.fields(words, today))
        } next: {
            try $0.backToMotion($1)
        },
        step("withdraw", API.withdrawMotion, .withdrawMotion) { _, _, words in [MotionFields.reason.asked(words)] },
    ]

    private static func countForm(
        _ listing: MotionListing, _ vote: VoteListing, there: [Code], _ words: Words
    ) -> FormRoute.Asked {
        let voters = vote.entitled.map { FormField.Choice($0) }
        let people = listing.motion.people.enumerated().map { "\($0 + 1). \($1.name)" }
        var fields = [
            FormRoute.Field(
                MotionFields.present.name, .several(voters), .votePresent,
                value: there.map(\.text).joined(separator: " "))
        ]
        if vote.method.hasBallots {
            fields += [MotionFields.issued.asked(words).needed, MotionFields.returned.asked(words).needed]
        }
        fields += [
            MotionFields.scrutineer.asked(words, by: .choice([.none] + voters)),
            FormRoute.Field(MotionFields.tellers.name, .several(voters), .tellers),
        ]
        if vote.count != nil { fields.append(MotionFields.countReason.asked(words).needed) }
        let numbers: [(String, Word)] =
            [("yes", .voteYes), ("no", .voteNo), ("abstained", .voteAbstained)]
            + (vote.method.hasBallots ? [("invalid", .voteInvalid)] : [])
        var form = asked(
            listing, intro: words(.countVoteIntro), fields)
        form.outcome = people
        form.rows = [
            FormRoute.Rows(
                name: "results", label: .voteResults,
                columns: numbers.map { FormRoute.Field($0.0, .number, $0.1) },
                blanks: listing.motion.places, maximum: listing.motion.places)
        ]
        return form
    }

    private static func asked(
        _ listing: MotionListing, intro: String?, _ fields: [FormRoute.Field]
    ) -> FormRoute.Asked {
        FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.one(.motions, listing.id), listing.motion.title.string), intro: intro,
            fields: fields)
    }

    /// What the branch does with one motion, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word,
        _ fields: @escaping @Sendable (MotionListing, LocalDate, Words) -> [FormRoute.Field]
    ) -> FormRoute {
        FormRoute("/motions/{motion}/\(part)", operation, title) { visit in
            let (listing, today) = try await visit.kept { transaction, listing in (listing, transaction.today) }
            return asked(listing, intro: nil, fields(listing, today, visit.words))
        } next: {
            try $0.backToMotion($1)
        }
    }
}

extension Visit {
    /// What a form of the motion in the address is made of, for whoever keeps the branch's motions.
    fileprivate func kept<Content: Sendable>(
        _ content: @escaping @Sendable (Transaction, MotionListing) throws -> Content
    ) async throws -> Content {
        let id: ID<Motion> = try self.id("motion")
        return try await read { transaction in
            let listing = try transaction.motion(id)
            try transaction.require(.keepMotions, in: listing.branch)
            return try content(transaction, listing)
        }
    }

    @Sendable fileprivate func backToMotion(_: JSON) throws -> LocalPath {
        LocalPath.one(.motions, try id("motion", of: Motion.self)).with(.recorded)
    }
}

extension Transaction {
    /// The branch of a motion or an election that is to be brought: the one with the code, or the first whose the reader keeps.
    func branchOfNewMotion(_ code: String?) throws -> Branch {
        if let code { return try branch(requireBranch(code)).branch }
        guard let first = try keptBranches(.keepMotions).first else {
            throw Authority.Denial.notPermitted(.keepMotions)
        }
        return first
    }
}

extension HigherAnswer {
    /// What is asked of it in a form.
    static func fields(_ words: Words, _ today: LocalDate) -> [FormRoute.Field] {
        [
            MotionFields.answeredOn.asked(words, first: today.description),
            MotionFields.isApproved.asked(words, by: FormField.yesOrNo(words)), MotionFields.document.asked(words),
            MotionFields.answerReason.asked(words),
        ]
    }
}

extension FormRoute.Rows {
    /// Who has no vote on the day though a member, each with the paper that says so.
    static func voteless(among members: [PersonReference]) -> FormRoute.Rows {
        FormRoute.Rows(
            name: "without", label: .voteWithout,
            columns: [
                FormRoute.Field(
                    "member", .choice([.none] + members.map { FormField.Choice($0) }), .member, isOptional: true),
                FormRoute.Field(
                    "document", .plain, .motionDocument, maximum: MotionStep.documentMaximum, isOptional: true),
            ], hint: .voteWithoutHint, blanks: 1, maximum: 50)
    }
}
