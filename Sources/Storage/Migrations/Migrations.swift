/// The schema's history, oldest first. A released step is never edited; a later one corrects it.
extension Migration {
    static let all: [Migration] = [
        .m0001Bookkeeping, .m0002Organisation, .m0003Areas, .m0004Assessment, .m0005Awards,
        .m0006Meetings, .m0007MembersByName, .m0008WholeRecords, .m0009Access, .m0010ListsByState,
        .m0011NoticeContacts, .m0012RecordsInTheAudit, .m0013MonthsThatAreOver, .m0014RenewedGrants, .m0015NameForms,
        .m0016HeadingMeanings, .m0017MoreOffices, .m0018CalendarAddresses, .m0019ProlongedNotices,
        .m0020MemberStatus, .m0021BranchesThatChange, .m0022CoHolders, .m0023SentOfficers, .m0024ClosedMonths,
        .m0025NamedAssessors, .m0026FoundingGrants, .m0027WithdrawnSheets,
        .m0028AdjustmentDetails, .m0029Objections, .m0030LetterDeadlines,
        .m0031Recusals, .m0032AreaFacts, .m0033PerformanceTables, .m0034SheetLosses,
        .m0035Eligibility, .m0036HonoursLedger, .m0037MeetingRecords, .m0038Findings, .m0039Cadence,
        .m0040PlanItemsAndAsks, .m0041MailReminders, .m0042MeetingActivities, .m0043Agendas, .m0044Talks,
        .m0045Handovers, .m0046WhoseItIs, .m0047FindingEscalation, .m0048Ledgers, .m0049DecisionResults, .m0050Care,
        .m0051Motions, .m0052Elections, .m0053Leaders, .m0054Attachments, .m0055Checklists,
        .m0056SecretBallots, .m0057Appraisals, .m0058Suggestions, .m0059Foci, .m0060AuthorityBasis,
        .m0061UnreadIndex,
    ]
}
