import Domain
import Storage

extension Site {
    static let electionRoutes: [Route] =
        [
            .get("/elections", for: .signedIn) { visit in
                try visit.authority.require(API.listElections)
                let content = try await visit.read { try ElectionsPage.Content($0) }
                return try visit.show(ElectionsPage(content, visit.words, notice: visit.notice))
            },
            .table("/elections") { visit in
                try visit.authority.require(API.listElections)
                return ElectionsPage.table(try await visit.read { try ElectionsPage.Content($0) }, visit.words)
            },
            .get("/elections/{election}", for: .signedIn) { visit in
                try visit.authority.require(API.showElection)
                let id: ID<Election> = try visit.id("election")
                let content = try await visit.read { try ElectionPage.Content($0, id) }
                return try visit.show(ElectionPage(content, visit.words, notice: visit.notice))
            },
            .get("/elections/{election}/papers", for: .signedIn) { visit in
                try visit.authority.require(API.electionDocument)
                let id: ID<Election> = try visit.id("election")
                return try visit.show(ElectionPapersPage(try await visit.read { try $0.election(id) }, visit.words))
            },
            .document(API.electionDocument) { visit in
                let id: ID<Election> = try visit.id("election")
                let listing = try await visit.read { try $0.election(id) }
                return "\(listing.branchName) \(listing.election.title.string)"
            },
        ] + electionForms.flatMap(\.routes)

    private static let electionForms: [FormRoute] = [
        FormRoute("/elections/new", API.askForElection, .askForElection) { visit in
            let (words, code) = (visit.words, visit.query["branch"]?.nonEmpty)
            let branch = try await visit.read { try $0.branchOfNewMotion(code) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.elections, words(.electionsTitle)),
                intro: words(.askForElectionIntro, ["branch": branch.name]),
                fields: [
                    ElectionFields.kind.asked(words), ElectionFields.title.asked(words),
                    ElectionFields.seats.asked(words), ElectionFields.termEnds.asked(words),
                ],
                fixed: ["branch": .string(branch.code.text)])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.elections, ID<Election>($0)) } ?? .elections).with(.recorded)
        },
        FormRoute("/elections/{election}/answer", API.answerElection, .answerMotion) { visit in
            let id: ID<Election> = try visit.id("election")
            let (listing, today) = try await visit.read { transaction in
                let listing = try transaction.election(id)
                try transaction.require(.answerMotions, in: listing.branch)
                return (listing, transaction.today)
            }
            let words = visit.words
            return asked(
                listing, intro: nil,
                HigherAnswer.fields(words, today))
        } next: {
            try $0.backToElection($1)
        },
        step("candidates", API.nominate, .nominate) { listing, voters, _, words in
            asked(
                listing,
                intro: words(
                    .nominateIntro,
                    [
                        "seats": String(listing.seatsLeft),
                        "candidates": String(listing.rounds.isEmpty ? listing.election.candidates : 1),
                    ]),
                [
                    FormRoute.Field(
                        ElectionFields.candidates.name, .several(voters.map { FormField.Choice($0) }),
                        .electionCandidates,
                        value: listing.candidates.map(\.number.text).joined(separator: " ")),
                    ElectionFields.found.asked(words),
                ])
        },
        step("ballots", API.openBallot, .openBallot) { listing, voters, today, words in
            let choices = voters.map { FormField.Choice($0) }
            var form = asked(
                listing,
                intro: words(
                    .openBallotIntro,
                    ["seats": String(listing.seatsLeft), "names": words.list(listing.candidates.map(\.name))]),
                [
                    ElectionFields.heldOn.asked(words, first: today.description),
                    FormRoute.Field(MotionFields.present.name, .several(choices), .votePresent),
                    MotionFields.scrutineer.asked(words, by: .choice([.none] + choices)),
                    FormRoute.Field(ElectionFields.tellers.name, .several(choices), .tellers),
                ])
            form.rows = [
                FormRoute.Rows(
                    name: "excluded", label: .electionExcluded,
                    columns: [
                        FormRoute.Field("member", .choice([.none] + choices), .member, isOptional: true),
                        FormRoute.Field(
                            "reason", .long, .reason, maximum: Text.reasonMaximum, isOptional: true),
                    ], hint: .electionExcludedHint, blanks: 1, maximum: 100)
            ]
            return form
        },
        FormRoute("/elections/{election}/counts", API.enterBallotCount, .enterBallotCount) { visit in
            let id: ID<Election> = try visit.id("election")
            let (listing, own) = try await visit.read { transaction in
                let listing = try transaction.election(id)
                let own = transaction.teller(of: listing)
                if own == nil { try transaction.require(.keepMotions, in: listing.branch) }
                return (listing, own)
            }
            guard let round = listing.rounds.last else { throw Election.Refusal.status(listing.status) }
            return countForm(listing, round, own: own, visit.words)
        } next: {
            try $0.backToElection($1)
        },
        step("settle", API.settleElection, .settleElection) { listing, _, _, words in
            asked(listing, intro: words(.settleElectionIntro), [MotionFields.reason.asked(words)])
        },
        step("withdraw", API.withdrawElection, .withdrawElection) { listing, _, _, words in
            asked(listing, intro: nil, [MotionFields.reason.asked(words)])
        },
    ]

    private static func countForm(
        _ listing: ElectionListing, _ round: RoundListing, own: PersonReference?, _ words: Words
    ) -> FormRoute.Asked {
        let tellers = own.map { [$0] } ?? round.tellers.filter { !round.counted.contains($0) }
        let voters = round.entitled.filter { !round.candidates.contains($0) }.map { FormField.Choice($0) }
        var form = asked(
            listing, intro: words(.enterBallotCountIntro),
            [
                ElectionFields.teller.asked(words, by: .choice(tellers.map { FormField.Choice($0) })),
                ElectionFields.issued.asked(words), ElectionFields.returned.asked(words),
                ElectionFields.void.asked(words, first: "0"),
            ])
        form.outcome = round.candidates.enumerated().map { "\($0 + 1). \($1.name)" }
        form.rows = [
            FormRoute.Rows(
                name: "marks", label: .electionMarks,
                columns: [
                    FormRoute.Field("yes", .number, .voteYes), FormRoute.Field("no", .number, .voteNo),
                    FormRoute.Field("blank", .number, .voteAbstained),
                ], blanks: round.candidates.count, maximum: round.candidates.count),
            FormRoute.Rows(
                name: "others", label: .electionOthers,
                columns: [
                    FormRoute.Field("member", .choice([.none] + voters), .member, isOptional: true),
                    FormRoute.Field("yes", .number, .voteYes, isOptional: true),
                ], blanks: 1, maximum: 30),
        ]
        return form
    }

    private static func asked(
        _ listing: ElectionListing, intro: String?, _ fields: [FormRoute.Field]
    ) -> FormRoute.Asked {
        FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.one(.elections, listing.id), listing.election.title.string),
            intro: intro, fields: fields)
    }

    /// What the branch does with one election, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word,
        _ form: @escaping @Sendable (ElectionListing, [PersonReference], LocalDate, Words) -> FormRoute.Asked
    ) -> FormRoute {
        FormRoute("/elections/{election}/\(part)", operation, title) { visit in
            let id: ID<Election> = try visit.id("election")
            let (listing, voters, today) = try await visit.read { transaction in
                let listing = try transaction.election(id)
                try transaction.require(.keepMotions, in: listing.branch)
                let today = transaction.today
                return (listing, try transaction.voters(of: listing.branch, on: today), today)
            }
            return form(listing, voters, today, visit.words)
        } next: {
            try $0.backToElection($1)
        }
    }
}

extension Visit {
    @Sendable fileprivate func backToElection(_: JSON) throws -> LocalPath {
        LocalPath.one(.elections, try id("election", of: Election.self)).with(.recorded)
    }
}
