/// What was done. The words are part of the record and are only ever added to.
package enum AuditAction: String, CaseIterable, Sendable, SQLTextValue {
    case created, changed, imported, transferred, left, floated, returned, appointed, ended, assigned, retired
    case published, opened, recorded, revised, adjusted, withdrawn, closed, reopened, posted, prolonged, finalised
    case endedWithoutAward
    case scheduled, moved, cancelled
    case granted, renewed, linked, passwordSet, signedIn, signedOut, refused, secured, unsecured
    case disclosed, exported
    case backedUp, restored, vouched, normalised, kept
    case renamed, dissolved, merged, split
    case signed, amended
}

/// To what it was done.
package enum AuditSubject: String, CaseIterable, Sendable, SQLTextValue {
    case committee, branch, group, member, appointment, area, assignment
    case scheme, assessorNaming, recusal, cycle, sheet, adjustment, snapshot, award, noticeContact,
        performanceTable, objection, meeting, planItem, focus, ask, handover, calendar, file, facts, eligibility,
        honour,
        finding, findingEscalation, cadenceExcuse, cadenceSwitch, talk, ledgerEntry, checklist, motion, election,
        secretBallot, appraisal, suggestion, care, attachment
    case account, grant, token, calendarAddress, mailReminder, policy
    case database, clock
}
