import Domain
import Storage

extension API {
    /// Branches' meetings, and what is recorded of any meeting.
    static let meetingRecordOperations: [Operation] = [
        listBranchMeetings, scheduleBranchMeeting, openMeeting, showMeetingRecord, takeAttendance, writeMinutes,
        signMinutes, amendMinutes, makeUpMeeting, minutesDocument, importAttendance,
        showBranchAttendance, showActivityMix, showMemberAttendance, listSecretariesAttendance, listOrgLifeSteps,
        noteOrgLifeStep, noteDecisionResult,
    ]

    private static func reply(_ record: MeetingRecordListing) -> Reply {
        .json(Shape.record.json(record), version: record.meeting.version)
    }

    static let listBranchMeetings: Operation = .list(
        "listBranchMeetings", "/branches/{branch}/meetings", .meetings,
        "A branch's own meetings in the order they are held", needing: [.readBranchMeetings],
        query: [
            .optional("year", .meetingYear.means("That they are held in.")),
            .optional("kind", .choice(Meeting.Kind.self).means("What they are, alone or also.")),
        ], of: .meeting
    ) { call, transaction in
        try transaction.meetings(
            of: call.id("branch"), year: call.query["year"].flatMap { Int($0) },
            kind: call.query["kind"].flatMap(Meeting.Kind.init(rawValue:)), call.page())
    }

    static let scheduleBranchMeeting: Operation = .post(
        "scheduleBranchMeeting", "/branches/{branch}/meetings", .meetings,
        "Arrange a meeting of a branch, or record that there was one", needing: [.holdMeetings],
        asking: NewBranchMeeting.asked, returns: Shape.meeting.schema
    ) { call, new, transaction in
        let listing = try transaction.scheduleMeeting(
            new.kind, also: new.also, of: call.id("branch"), group: new.group, theme: new.theme,
            at: new.slot)
        return .json(
            Shape.meeting.json(listing), version: listing.version, location: "/meetings/\(listing.id.rawValue)")
    }

    static let openMeeting: Operation = .post(
        "openMeeting", "/meetings/{meeting}/open", .meetings,
        "Open a meeting on its day or afterwards, which freezes its roll", needing: [.scheduleMeetings, .holdMeetings],
        asking: MeetingOpening.asked, makesNew: false, returns: Shape.record.schema
    ) { call, opening, transaction in
        reply(try transaction.openMeeting(call.id("meeting"), chair: opening.chair, recorder: opening.recorder))
    }

    static let showMeetingRecord: Operation = .get(
        "showMeetingRecord", "/meetings/{meeting}/record", .meetings,
        "What is recorded of a meeting that was opened: roll, points, decisions, signatures, amendments",
        needing: [.readMeetings, .readBranchMeetings], returns: Shape.record.schema
    ) { call, transaction in
        guard let record = try transaction.meetingRecord(call.id("meeting")) else { throw Problem.notFound }
        return reply(record)
    }

    static let takeAttendance: Operation = .put(
        "takeAttendance", "/meetings/{meeting}/attendance", .meetings,
        "Say of everybody on the roll whether they were there", needing: [.scheduleMeetings, .holdMeetings],
        asking: TakenAttendance.asked, returns: Shape.record.schema
    ) { call, taken, transaction in
        reply(
            try transaction.takeAttendance(
                of: call.id("meeting"), taken.lines, sittingIn: taken.sittingIn, ifVersion: call.version))
    }

    static let writeMinutes: Operation = .put(
        "writeMinutes", "/meetings/{meeting}/minutes", .meetings,
        "Write down what was said, dissent included, and what was decided",
        needing: [.scheduleMeetings, .holdMeetings],
        asking: WrittenMinutes.asked, returns: Shape.record.schema
    ) { call, minutes, transaction in
        let id: ID<Meeting> = try call.id("meeting")
        var activity = minutes.activity
        if let focus = minutes.focus {
            // Before it is looked up which focus is named in the body.
            try transaction.requireArranging(transaction.meeting(id))
            activity.focus = try transaction.requireFocus(focus)
        }
        return reply(
            try transaction.writeMinutes(
                of: id, began: minutes.began, ended: minutes.ended, items: minutes.items,
                decisions: minutes.decisions, activity: activity, ifVersion: call.version))
    }

    static let signMinutes: Operation = .post(
        "signMinutes", "/meetings/{meeting}/sign", .meetings,
        "Sign the minutes as their chair or recorder; what was signed stands",
        needing: [.readMeetings, .readBranchMeetings], asking: MinutesSignature.asked, makesNew: false,
        returns: Shape.record.schema
    ) { call, signature, transaction in
        reply(
            try transaction.signMinutes(
                of: call.id("meeting"), as: signature.signer, digest: signature.digest.string,
                isOnPaper: signature.isOnPaper, lateReason: signature.lateReason))
    }

    static let amendMinutes: Operation = .post(
        "amendMinutes", "/meetings/{meeting}/amendments", .meetings, "Add to signed minutes, under the next number",
        needing: [.scheduleMeetings, .holdMeetings], asking: MinutesAmendment.asked, returns: Shape.record.schema
    ) { call, amendment, transaction in
        reply(try transaction.amendMinutes(of: call.id("meeting"), amendment.text))
    }

    static let makeUpMeeting: Operation = .post(
        "makeUpMeeting", "/meetings/{meeting}/made-up", .meetings,
        "Note that somebody who was not there made it up since", needing: [.scheduleMeetings, .holdMeetings],
        asking: MadeUpMeeting.asked, makesNew: false, returns: Shape.record.schema
    ) { call, made, transaction in
        reply(
            try transaction.makeUp(
                meeting: call.id("meeting"), member: made.member, on: made.on, form: made.form))
    }
}
