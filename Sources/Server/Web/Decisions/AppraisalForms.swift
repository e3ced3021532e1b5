import Domain
import Storage

extension Site {
    static let appraisalRoutes: [Route] =
        [
            .get("/appraisals", for: .signedIn) { visit in
                try visit.authority.require(API.listAppraisals)
                let content = try await visit.reading(AppraisalsPage.Content.init)
                return try visit.show(AppraisalsPage(content, visit.words, notice: visit.notice))
            },
            .get("/appraisals/{appraisal}", for: .signedIn) { visit in
                try visit.authority.require(API.showAppraisal)
                let id: ID<Appraisal> = try visit.id("appraisal")
                let content = try await visit.read { try AppraisalPage.Content($0, id) }
                return try visit.show(AppraisalPage(content, visit.words, notice: visit.notice))
            },
            .table("/appraisals/{appraisal}/counts") { visit in
                try visit.authority.require(API.countAppraisal)
                return AppraisalSpreadsheet.download(try await visit.keptAppraisal { $1 }, visit.words)
            },
            .get("/appraisals/{appraisal}/record", for: .signedIn) { visit in
                try visit.authority.require(API.appraisalDocument)
                let id: ID<Appraisal> = try visit.id("appraisal")
                let listing = try await visit.read { try $0.decidedAppraisal(id) }
                return try visit.show(AppraisalRecordPage(listing, visit.words))
            },
            .document(API.appraisalDocument) { visit in
                let id: ID<Appraisal> = try visit.id("appraisal")
                let listing = try await visit.read { try $0.decidedAppraisal(id) }
                return "\(listing.branchName) \(visit.words(.appraisalRecord)) \(listing.appraisal.year)"
            },
            .get("/appraisals/{appraisal}/statements/{member}", for: .signedIn) { visit in
                try visit.authority.require(API.showAppraisalStatement)
                let id: ID<Appraisal> = try visit.id("appraisal")
                let member: ID<Member> = try visit.id("member")
                let (found, title) = try await visit.read { transaction in
                    (try transaction.appraisalStatement(of: member, in: id), try transaction.appraisal(id))
                }
                return try visit.show(
                    AppraisalStatementPage(
                        title: visit.words.named(visit.words(.appraisalStatement), found.author.name),
                        written: visit.words.date(found.writtenOn), statement: found.text,
                        back: ConfirmPage.Back(
                            LocalPath.one(.appraisals, id), title.title(visit.words))))
            },
        ] + appraisalForms.flatMap(\.routes)

    private static let appraisalForms: [FormRoute] = [
        FormRoute("/appraisals/new", API.draftAppraisal, .draftAppraisal) { visit in
            let (words, code) = (visit.words, visit.query["branch"]?.nonEmpty)
            let (branch, meetings, today) = try await visit.read { transaction in
                let branch = try transaction.branchOfNewMotion(code)
                return (branch, try transaction.appraisalMeetings(of: branch.id), transaction.today)
            }
            let year = today.month.number < 6 ? today.components.year - 1 : today.components.year
            let choices =
                [FormField.Choice.none]
                + meetings.map { FormField.Choice(code: String($0.id.rawValue), label: $0.title(words)) }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.appraisals, words(.appraisalsTitle)),
                intro: words(.draftAppraisalIntro, ["branch": branch.name]),
                fields: [
                    AppraisalFields.year.asked(words, first: String(year)),
                    AppraisalFields.heldOn.asked(words, first: today.description),
                    AppraisalFields.meeting.asked(words, by: .choice(choices)),
                    AppraisalFields.takesProbationary.asked(words, by: FormField.yesOrNo(words)).needed,
                ],
                fixed: ["branch": .string(branch.code.text)]
            ) { body in
                guard let meeting = body["meeting"]??.string?.asciiNumber else { return body }
                return body.merging(["meeting": JSON(meeting)]) { $1 }
            }
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.appraisals, ID<Appraisal>($0)) } ?? .appraisals).with(.recorded)
        },
        step("ballots", API.enterAppraisalBallots, .enterAppraisalBallots) { transaction, listing, words in
            let there = listing.ballots?.present ?? 0
            let present = there > 0 ? there : try transaction.presentAtAppraisal(of: listing)
            let cast = try transaction.gradingBallot(for: listing)
            func first(_ number: Int?) -> String? { number.map(String.init) }
            return asked(
                listing, words,
                [
                    AppraisalFields.present.asked(words, first: present > 0 ? String(present) : nil),
                    AppraisalFields.issued.asked(words, first: first(listing.ballots?.issued ?? cast?.issued)),
                    AppraisalFields.returned.asked(words, first: first(listing.ballots?.returned ?? cast?.returned)),
                    AppraisalFields.valid.asked(words, first: first(listing.ballots?.valid ?? cast?.returned)),
                ] + (listing.status == .drafted ? [] : [AppraisalFields.anewReason.asked(words).needed]))
        },
        step("counts", API.countAppraisal, .countAppraisal) { transaction, listing, words in
            guard listing.ballots != nil else { throw Appraisal.Refusal.noBallots }
            let cast = try transaction.gradingBallot(for: listing)
            var form = asked(
                listing, words, listing.status == .drafted ? [] : [AppraisalFields.anewReason.asked(words).needed])
            form.intro = words(cast == nil ? .countAppraisalIntro : .countAppraisalByBallot)
            form.rows = [countRows(listing, cast, words)]
            return form
        },
        step("proposal", API.proposeGrades, .proposeGrades) { _, listing, words in
            var form = asked(listing, words, [])
            form.intro = words(.proposeGradesIntro, ["most": String(listing.excellentMost)])
            form.rows = [
                gradeRows(
                    listing,
                    [
                        FormRoute.Field("grade", grades(words), .appraisalProposedGrade),
                        FormRoute.Field(
                            "reason", .long, .reason, maximum: Text.reasonMaximum, isOptional: true),
                    ]
                ) { line in
                    // Where most ballots gave one grade, that is proposed unless another is chosen.
                    let leading = line.counts?.leading ?? []
                    let grade = line.proposed?.grade ?? (leading.count == 1 ? leading.first : nil)
                    return ["grade": grade?.rawValue, "reason": line.proposed?.reason?.string]
                }
            ]
            return form
        },
        step("decision", API.decideAppraisal, .decideAppraisal) { transaction, listing, words in
            var form = asked(
                listing, words,
                [
                    AppraisalFields.decidedOn.asked(words, first: transaction.today.description),
                    AppraisalFields.excellentReason.asked(words),
                ])
            form.intro = words(.decideAppraisalIntro, ["most": String(listing.excellentMost)])
            form.warnings = listing.warnings(words)
            form.rows = [
                gradeRows(listing, decisionColumns(words)) { line in
                    ["grade": line.proposed?.grade.rawValue, "reason": line.proposed?.reason?.string]
                }
            ]
            return form
        },
        step("correction", API.correctAppraisal, .correctAppraisal) { transaction, listing, words in
            let people = listing.lines.filter { $0.decided != nil }.map { FormField.Choice($0.person) }
            func field(_ name: String, _ field: FormRoute.Field) -> FormRoute.Field {
                FormRoute.Field(
                    "grades[0].\(name)", field.kind, field.label, maximum: field.maximum, hint: field.hint,
                    isOptional: field.isOptional)
            }
            var form = asked(
                listing, words,
                [field("member", FormRoute.Field("member", .choice(people), .member))]
                    + decisionColumns(words).map { field($0.name, $0) } + [
                        AppraisalFields.decidedOn.asked(words, first: transaction.today.description),
                        AppraisalFields.correctionReason.asked(words), AppraisalFields.excellentReason.asked(words),
                    ])
            form.intro = words(.correctAppraisalIntro)
            form.completing = { body in
                var body = body
                if let line = body.removeValue(forKey: "grades[0]") ?? nil { body["grades"] = .array([line]) }
                return body
            }
            return form
        },
        step("told", API.tellGrades, .tellGrades) { transaction, listing, words in
            let untold = listing.lines.filter { $0.decided != nil && $0.toldOn == nil }
            let officers = try transaction.voters(of: listing.branch, on: transaction.today)
            return asked(
                listing, words,
                [
                    FormRoute.Field("members", .several(untold.map { FormField.Choice($0.person) }), .appraisalMembers),
                    AppraisalFields.toldOn.asked(words, first: transaction.today.description),
                    AppraisalFields.toldBy.asked(
                        words, by: .choice([.none] + officers.map { FormField.Choice($0) })),
                ])
        },
        step("paper-signatures", API.noteAppraisalSignatures, .noteAppraisalSignatures) { _, listing, words in
            let waiting = listing.lines.filter { $0.toldOn != nil && $0.signature == nil }
            var form = asked(listing, words, [])
            form.rows = [
                FormRoute.Rows(
                    name: "signatures", label: .appraisalSigned,
                    columns: [
                        FormRoute.Field("signed", FormField.yesOrNo(words), .appraisalOnPaper),
                        FormRoute.Field(
                            "remark", .plain, .appraisalRemark, maximum: Text.reasonMaximum, isOptional: true),
                    ], blanks: waiting.count, maximum: max(waiting.count, 1),
                    records: waiting.map { ($0.said, ["member": .string($0.person.number.text)]) })
            ]
            form.completing = { body in
                let rows = (body["signatures"]??.array ?? []).filter { $0["signed"]?.bool == true }
                return body.merging([
                    "signatures": .array(
                        rows.map { ["member": $0["member"] ?? .null, "remark": $0["remark"] ?? .null] })
                ]) { $1 }
            }
            return form
        },
        FormRoute("/appraisals/{appraisal}/signature", API.signAppraisal, .signAppraisal) { visit in
            let (listing, line) = try await visit.ownAppraisalLine()
            let words = visit.words
            var form = asked(listing, words, [AppraisalFields.remark.asked(words)])
            form.outcome = [
                line.decided.map { words.named(words(.appraisalDecidedGrade), words($0.grade.word)) },
                line.decided?.reason.map { words.named(words(.reason), $0.string) },
            ].compactMap(\.self)
            return form
        } next: {
            try $0.backToAppraisal($1)
        },
        FormRoute("/appraisals/{appraisal}/statement", API.writeAppraisalStatement, .writeAppraisalStatement) { visit in
            let (listing, line) = try await visit.ownAppraisalLine()
            let (words, member) = (visit.words, line.member)
            let before =
                line.opensStatement
                ? try await visit.read { try $0.appraisalStatement(of: member, in: listing.id).text } : nil
            return asked(listing, words, [AppraisalFields.statement.asked(words, first: before)])
        } next: {
            try $0.backToAppraisal($1)
        },
        step("withdraw", API.withdrawAppraisal, .withdrawAppraisal) { _, listing, words in
            asked(listing, words, [AppraisalFields.reason.asked(words)])
        },
    ]

    private static func grades(_ words: Words) -> FormField.Kind {
        .choice(
            [.none] + Appraisal.Grade.allCases.map { FormField.Choice(code: $0.rawValue, label: words($0.word)) })
    }

    private static func decisionColumns(_ words: Words) -> [FormRoute.Field] {
        [
            FormRoute.Field("grade", grades(words), .appraisalDecidedGrade),
            FormRoute.Field("reason", .long, .reason, maximum: Text.reasonMaximum, isOptional: true),
            FormRoute.Field("checkedOn", .date, .appraisalCheckedOn, hint: .appraisalCheckedHint, isOptional: true),
            FormRoute.Field(
                "document", .plain, .appraisalCheckDocument, maximum: Appraisal.documentMaximum, isOptional: true),
        ]
    }

    /// - Parameter cast: what the secret ballot came to, for whoever is not counted yet.
    private static func countRows(
        _ listing: AppraisalListing, _ cast: GradingBallot?, _ words: Words
    ) -> FormRoute.Rows {
        let days = [
            FormRoute.Field("statementOn", .date, .appraisalStatementOn, isOptional: true),
            FormRoute.Field("peersSpoke", FormField.yesOrNo(words), .appraisalPeersSpoke),
        ]
        let columns = Appraisal.Grade.allCases.map { FormRoute.Field($0.rawValue, .number, $0.word) } + days
        return FormRoute.Rows(
            name: "lines", label: .appraisalLines, columns: columns,
            values: listing.lines.map { line in
                var values: [String: String] = ["peersSpoke": String(line.peersSpoke)]
                values["statementOn"] = line.statementOn?.description
                for grade in Appraisal.Grade.allCases {
                    values[grade.rawValue] = (line.counts ?? cast?.counts[line.member]).map { String($0[grade]) }
                }
                return values
            }, blanks: 0, maximum: listing.lines.count,
            records: listing.lines.map { line in
                (
                    line.isGraded ? line.said : words.noted(line.said, words(.appraisalNotGraded)),
                    ["member": .string(line.person.number.text)]
                )
            })
    }

    private static func gradeRows(
        _ listing: AppraisalListing, _ columns: [FormRoute.Field],
        _ values: (AppraisalListing.Line) -> [String: String?]
    ) -> FormRoute.Rows {
        let lines = listing.lines.filter(\.isGraded)
        return FormRoute.Rows(
            name: "grades", label: .appraisalGrades, columns: columns,
            values: lines.map { values($0).compactMapValues(\.self) }, blanks: 0, maximum: lines.count,
            records: lines.map { ($0.said, ["member": .string($0.person.number.text)]) })
    }

    private static func asked(
        _ listing: AppraisalListing, _ words: Words, _ fields: [FormRoute.Field]
    ) -> FormRoute.Asked {
        FormRoute.Asked(
            back: ConfirmPage.Back(LocalPath.one(.appraisals, listing.id), listing.title(words)), fields: fields)
    }

    /// What the branch does with one appraisal, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word,
        _ form: @escaping @Sendable (Transaction, AppraisalListing, Words) throws -> FormRoute.Asked
    ) -> FormRoute {
        FormRoute("/appraisals/{appraisal}/\(part)", operation, title) { visit in
            let words = visit.words
            return try await visit.keptAppraisal { try form($0, $1, words) }
        } next: {
            try $0.backToAppraisal($1)
        }
    }
}

extension Visit {
    /// What a form of the appraisal in the address is made of, for whoever keeps the branch's.
    fileprivate func keptAppraisal<Content: Sendable>(
        _ content: @escaping @Sendable (Transaction, AppraisalListing) throws -> Content
    ) async throws -> Content {
        let id: ID<Appraisal> = try self.id("appraisal")
        return try await read { transaction in
            try transaction.requireKeepingAppraisal(id)
            return try content(transaction, try transaction.appraisal(id))
        }
    }

    /// The reader's own line in the appraisal in the address.
    fileprivate func ownAppraisalLine() async throws -> (AppraisalListing, AppraisalListing.Line) {
        let id: ID<Appraisal> = try self.id("appraisal")
        let listing = try await read { try $0.appraisal(id) }
        guard let line = listing.own else { throw Authority.Denial.notPermitted(.answerAppraisal) }
        return (listing, line)
    }

    @Sendable fileprivate func backToAppraisal(_: JSON) throws -> LocalPath {
        LocalPath.one(.appraisals, try id("appraisal", of: Appraisal.self)).with(.recorded)
    }
}

extension AppraisalListing.Line {
    /// Who it is.
    var said: String { "\(person.name) \(person.number.text)" }
}

extension AppraisalListing {
    func title(_ words: Words) -> String {
        words(.appraisalTitle, ["branch": branchName, "year": String(appraisal.year)])
    }

    func warnings(_ words: Words) -> [String] {
        hasTooManyExcellent
            ? [words(.appraisalTooManyExcellent, ["count": String(excellent ?? 0), "most": String(excellentMost)])] : []
    }
}
