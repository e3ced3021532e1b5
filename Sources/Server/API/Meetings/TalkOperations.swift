import Domain
import Storage

extension Shape<TalkListing> {
    static let talk = Shape(
        "Talk",
        [
            Field("id", .id) { JSON($0.id) },
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) }, TalkFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) }, TalkFields.day.told, TalkFields.place.told,
            .list("parties", .person) { $0.parties }, TalkFields.occasion.told, TalkFields.topics.told,
            Field(
                "tellsNextStep",
                .boolean.means("Whether the reader is told the next step: as a party, or as the branch's secretary.")
            ) { .bool($0.tellsNextStep) },
            TalkFields.nextStep.told, TalkFields.followUp.told, TalkFields.listedOutcome.told,
            Field("own", .boolean.means("Whether the reader is a party of it.")) { .bool($0.isOwn) },
            TalkFields.status.told,
            Field("revisionReason", .reason.orNull.means("Told with the next step.")) {
                JSON($0.tellsNextStep ? $0.revisionReason : nil)
            },
            Field("recordedOn", .date) { JSON($0.recordedOn) }, Field("recordedBy", .text) { .string($0.recordedBy) },
        ]
    )
}

/// A talk with what was said of it before it was corrected.
private struct TalkRecord: Sendable {
    let listing: TalkListing
    let revisions: [TalkListing]

    static let shape = Shape<TalkRecord>(
        "TalkRecord",
        [
            .nested("talk", .talk) { $0.listing },
            .list("revisions", .talk) { $0.revisions },
        ])
}

extension Shape<TalkNote> {
    fileprivate static let talkNote = Shape(
        "TalkNote",
        [
            Field("note", .lines(Talk.noteMaximum)) { .string($0.text) },
            Field("writtenOn", .date) { JSON($0.writtenOn) }, Field("writtenBy", .text) { .string($0.writtenBy) },
        ])
}

extension Shape<TalkYear> {
    fileprivate static let talkYear = Shape(
        "TalkYear",
        [
            Field("branch", .code) { .string($0.branchCode.text) },
            Field("branchName", .text) { .string($0.branchName) },
            Field("year", .integer(2000...2199)) { JSON($0.year) },
            Field(
                "hasCommittee",
                .boolean.means(
                    "Whether three at least hold an office; where fewer do, these stand in the place of a committee.")
            ) { .bool($0.hasCommittee) },
            Field("missing", .count) { JSON($0.missing) },
            .list("lines", .talkYearLine) { $0.lines },
        ])
}

extension Shape<TalkYear.Line> {
    fileprivate static let talkYearLine = Shape(
        "TalkYearLine",
        [
            Field(
                "relation",
                .choice(TalkPairs.Relation.self).means(
                    "One of the committee with each other one; a member with any of the committee; a member with any other."
                )
            ) { .string($0.relation.rawValue) },
            .nested("person", .person) { $0.person },
            .list("with", .person) { $0.with },
            .list("without", .person) { $0.without },
            Field("covered", .boolean) { .bool($0.coveredOn != nil) },
            Field("coveredOn", .date.orNull) { JSON($0.coveredOn) },
        ])
}

extension API {
    /// Talks: who talked with whom, on what occasion, and what they agreed.
    static let talkOperations: [Operation] = [
        listTalks, showTalk, recordTalk, reviseTalk, reportTalk, withdrawTalk, showTalkNote, writeTalkNote,
        deleteTalkNote, showTalkPairs, importTalks,
    ]

    static let listTalks: Operation = .get(
        "listTalks", "/talks", .meetings,
        "A year's talks, the latest first: one's own, and those of the branches whose talks one reads; never a note",
        needing: [.holdTalks, .readTalks],
        query: [
            .optional("year", .integer(2000...2199).means("This year if left out.")), .optional("branch", .code),
        ], returns: .list(Shape.talk.schema)
    ) { call, transaction in
        let talks = try transaction.talks(
            of: call.query["year"]?.asciiNumber ?? transaction.today.components.year,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        return .json(JSON(talks, Shape.talk.json))
    }

    static let showTalk: Operation = .get(
        "showTalk", "/talks/{talk}", .meetings, "One talk, with what was said of it before it was corrected",
        needing: [.holdTalks, .readTalks], returns: TalkRecord.shape.schema
    ) { call, transaction in
        let listing = try transaction.talk(call.id("talk"))
        return .json(
            TalkRecord.shape.json(TalkRecord(listing: listing, revisions: try transaction.revisions(of: listing))))
    }

    static let recordTalk: Operation = .post(
        "recordTalk", "/talks", .meetings,
        "Record a talk, as one of its parties or as the branch's secretary (200 if it stands)",
        needing: [.holdTalks, .recordTalks], asking: NewTalk.asked, mayStandAlready: true, returns: Shape.talk.schema
    ) { _, new, transaction in
        let (listing, outcome) = try transaction.recordTalk(new.talk, of: new.branch, note: new.note)
        let reply = Reply.json(Shape.talk.json(listing), location: "/talks/\(listing.id.rawValue)")
        return outcome == .created ? reply : reply.unchanged
    }

    static let reviseTalk: Operation = .post(
        "reviseTalk", "/talks/{talk}/revise", .meetings,
        "Correct what is on record of a talk, with the reason; what was said before stays readable",
        needing: [.holdTalks, .recordTalks], asking: TalkCorrection.asked, makesNew: false, returns: Shape.talk.schema
    ) { call, asked, transaction in
        .json(Shape.talk.json(try transaction.reviseTalk(call.id("talk"), to: asked.talk, because: asked.reason)))
    }

    static let reportTalk: Operation = .post(
        "reportTalk", "/talks/{talk}/outcome", .meetings,
        "Say whether the agreed next step was done; another outcome corrects it, with the reason",
        needing: [.holdTalks, .recordTalks],
        asking: Asking<(outcome: Talk.Outcome, because: Text?)>("TalkOutcome") { input in
            let (outcome, because) = (input.take(TalkFields.outcome), input.take(TalkFields.outcomeReason))
            guard let outcome, let because else { return nil }
            return (outcome, because)
        }, makesNew: false, returns: Shape.talk.schema
    ) { call, asked, transaction in
        .json(
            Shape.talk.json(
                try transaction.reportTalk(call.id("talk"), asked.outcome, revisionReason: asked.because).0))
    }

    static let withdrawTalk: Operation = .post(
        "withdrawTalk", "/talks/{talk}/withdraw", .meetings,
        "Withdraw a talk that was recorded wrongly, with the reason; it stays readable, and counts for nothing",
        needing: [.holdTalks, .recordTalks], asking: Asking("TalkWithdrawal") { $0.take(TalkFields.reason) },
        makesNew: false, returns: Shape.talk.schema
    ) { call, reason, transaction in
        .json(Shape.talk.json(try transaction.withdrawTalk(call.id("talk"), reason: reason)))
    }

    static let showTalkNote: Operation = .get(
        "showTalkNote", "/talks/{talk}/note", .meetings, "The note on a talk, for its parties alone",
        needing: [.holdTalks], returns: Shape.talkNote.schema
    ) { call, transaction in .json(Shape.talkNote.json(try transaction.talkNote(of: call.id("talk")))) }

    static let writeTalkNote: Operation = .post(
        "writeTalkNote", "/talks/{talk}/note", .meetings,
        "Write the note on a talk, as one of its parties; it is encrypted, and nobody else reads it",
        needing: [.holdTalks],
        asking: Asking("NewTalkNote") { $0.take(TalkFields.newNote) }, makesNew: false, returns: Shape.talk.schema
    ) { call, note, transaction in
        let id: ID<Talk> = try call.id("talk")
        try transaction.writeTalkNote(note, on: id)
        return .json(Shape.talk.json(try transaction.talk(id)))
    }

    static let deleteTalkNote: Operation = .delete(
        "deleteTalkNote", "/talks/{talk}/note", .meetings, "Delete the note on a talk, as one of its parties",
        needing: [.holdTalks]
    ) { call, transaction in
        try transaction.deleteTalkNote(of: call.id("talk"))
        return .nothing
    }

    static let showTalkPairs: Operation = .get(
        "showTalkPairs", "/branches/{branch}/talk-pairs", .meetings,
        "Who of a branch has talked with whom in a year, and who has not yet: made from the talks",
        needing: [.readTalks],
        query: [.optional("year", .integer(2000...2199).means("This year if left out."))],
        returns: Shape.talkYear.schema
    ) { call, transaction in
        let year = try transaction.talkYear(
            of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? transaction.today.components.year)
        return .json(Shape.talkYear.json(year))
    }

    static let importTalks: Operation = .post(
        "importTalks", "/imports/talks", .meetings, "A branch's talks, from a spreadsheet; no notes",
        needing: [.recordTalks],
        query: ImportReport.query, body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try TalkSpreadsheet.importing(file, into: transaction)
        }
    }
}
