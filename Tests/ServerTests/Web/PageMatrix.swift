/// Who sees which page, read off the design (§1, §2) and not off the code: a row for each page, a column for each visitor
/// of ``WideBureau`` who can have a session. What is asked for is of the branch A, the committee QA or, above both, JG;
/// those with a stroke are of B or QB.
///
/// `ok` is shown. `in`: led to the sign-in. `home`: led home, for having signed in. 403: not theirs to see, or to do; what
/// they may do nowhere is refused before anything is looked up, and so tells nothing of what there is. 404: out of scope,
/// or not there yet. 409: the month, or the scheme, is not ready for it. 410: a link that is spent.
enum PageMatrix {
    static let table = "\(own)\n\(LedgerMatrix.rows(LedgerMatrix.pages))"

    private static let own = """
                                                      nobody member member' leader officer secretary secretary' committee committee' office auditor administrator

        /                                             in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /sign-in                                      ok     home   home    home   home    home      home       home      home       home   home    home
        /calendars/unknown.ics                        404    404    404     404    404     404       404        404       404        404    404     404
        /password/unknown                             410    410    410     410    410     410       410        410       410        410    410     410
        /account                                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /account/second-factor                        in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /account/reminders                            in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /account/reminders/mail                       in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /help                                         in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /help/handbook                                in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /help/handbook/month-secretary                in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /help/handbook/images/start.png               in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /search                                       in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /api                                          ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /api/listMeetings                             ok     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok

        /cycles                                       in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /cycles.csv                                   in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /cycles/{A open}                              in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}                            in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A over}/close                        in     403    403     403    403     ok        404        403       403        403    403     403
        /cycles/{A open}/close                        in     403    403     403    403     409       404        403       403        403    403     403
        /cycles/{A closed}/close                      in     403    403     403    403     409       404        403       403        403    403     403
        /cycles/{A closed}/post                       in     403    403     403    403     ok        404        403       403        403    403     403
        /cycles/{A posted}/finalise                   in     403    403     403    403     ok        404        403       403        403    403     403
        /cycles/{A posted}/prolong                    in     403    403     403    403     409       404        403       403        403    403     403
        /cycles/{A closed}/reopen                     in     403    403     403    403     403       403        ok        404        ok     403     403
        /cycles/{A closed}/end-without-award          in     403    403     403    403     403       404        ok        404        ok     403     403
        /cycles/{A open}/paper                        in     403    404     403    ok      ok        404        403       404        403    403     403
        /cycles/{A open}/scores                       in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/scores.csv                   in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/withdraw-sheets              in     ok     404     ok     ok      ok        404        403       403        403    403     403
        /cycles/{A closed}/scores                     in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}/scores.csv                 in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/adjustments                  in     403    404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/adjustments.csv              in     403    404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}/adjustments                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}/adjustments.csv            in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/facts                        in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/facts.csv                    in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}/facts                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/areas/{A-1}/facts            in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /adjustments/{A 2026-11 adjustment}           in     403    404     ok     ok      ok        404        ok        404        ok     ok      403
        /adjustments/{A 2026-10 adjustment}           in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/ranking                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A closed}/ranking                    in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/ranking.csv                  in     404    404     404    404     404       404        404       404        404    404     403
        /cycles/{A closed}/ranking.csv                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A open}/areas/{A-1}                  in     409    404     409    409     409       404        409       404        409    409     403
        /cycles/{A closed}/areas/{A-1}                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /due                                          in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /due.csv                                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /due/rules                                    in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /due/excuses/{A excuse}/withdraw              in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/excuses/new                     in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/rule-switches/new               in     403    403     403    403     ok        404        ok        404        ok     403     403
        /administration/committees/{QA}/excuses       in     403    403     403    403     403       403        ok        404        ok     403     403
        /overview                                     in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /overview.csv                                 in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403

        /cycles/{A closed}/notice                     in     404    404     404    404     404       404        404       404        404    404     403
        /cycles/{A posted}/notice                     in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/notice.docx                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/snapshots                  in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/assessors                  in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/closing-changes            in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/assessors.csv              in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /cycles/{A posted}/closing-changes.csv        in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /cycles/{A final}/snapshots/{A snapshot}.json in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /cycles/{A final}/month.json                  in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /verification                                 in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /honours                                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /objections                                   in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /objections/{A objection}                     in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /objections/{A objection}/receipt             in     404    404     404    404     404       404        ok        404        ok     404     403
        /objections/{A objection}/answer              in     404    404     404    404     404       404        404       404        404    404     403
        /objections/{A objection}/withdraw            in     403    404     403    403     403       404        409       404        409    403     403
        /objections/{A objection}/admit               in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/refuse              in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/investigator        in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/tie                 in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/decide              in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/tell                in     403    403     403    403     403       403        ok        404        ok     403     403
        /objections/{A objection}/objector            in     403    403     403    403     403       403        ok        404        ok     403     403
        /cycles/{A posted}/objections/new             in     403    403     403    403     403       403        ok        404        ok     403     403
        /cycles/{A posted}/areas/{A-1}/appeal         in     ok     404     403    403     403       404        403       403        403    403     403
        /eligibility                                  in     403    403     403    403     403       403        ok        ok         ok     ok      403
        /eligibility/{A eligibility}/disclose         in     403    403     403    403     403       403        ok        404        ok     403     403
        /eligibility/{A eligibility}/end              in     403    403     403    403     403       403        ok        404        ok     403     403
        /eligibility/{A eligibility}/withdraw         in     403    403     403    403     403       403        ok        404        ok     403     403
        /members/{107}/eligibility                    in     403    403     403    403     403       403        ok        404        ok     403     403
        /cycles/{A posted}/eligibility                in     403    404     403    403     403       404        ok        404        ok     403     403
        /cycles/{A posted}/eligibility/decide         in     403    403     403    403     403       403        ok        404        ok     403     403
        /honours/ledger                               in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /honours/ledger.csv                           in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /honours/{A honour}/withdraw                  in     403    403     403    403     403       403        ok        404        ok     403     403
        /members/{106}/honours/new                    in     403    403     403    403     403       403        ok        404        ok     403     403
        /awards/{A award}/paper                       in     403    403     403    403     403       403        ok        404        ok     403     403
        /awards/{A award}/revoke                      in     403    403     403    403     403       403        ok        404        ok     403     403
        /honours.csv                                  in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /awards.csv                                   in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /awards/{A award}/certificate.docx            in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /awards/{A award}                             in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /honours/statement                            in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /honours/statement.csv                        in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /honours/members/{104}                         in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403

        /findings                                     in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /findings.csv                                 in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /findings/ledger                              in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /findings/new                                 in     403    403     403    ok      ok        ok         ok        ok         ok     403     403
        /findings/{A finding}                         in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /findings/{A finding}/measure                 in     403    403     403    ok      ok        404        403       403        403    403     403
        /findings/{A finding}/report                  in     403    403     403    ok      ok        404        403       403        403    403     403
        /findings/{A finding}/verify                  in     403    403     403    403     403       404        ok        404        ok     403     403
        /findings/{A finding}/extend                  in     403    403     403    403     403       404        ok        404        ok     403     403
        /findings/{A finding}/recheck                 in     403    403     403    403     403       404        ok        404        ok     403     403
        /findings/{A finding}/withdraw                in     403    403     403    403     403       404        ok        404        ok     403     403
        /meetings                                     in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /meetings.csv                                 in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /plans                                        in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /plans.csv                                    in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /plans/{A plan}                               in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /plans/new                                    in     403    403     403     403    ok        ok         ok        ok         ok     403     403
        /plans/{A plan}/report                        in     403    403     403     ok     ok        404        403       403        403    403     403
        /plans/{A plan}/withdraw                      in     403    403     403     403    ok        404        ok        404        ok     403     403
        /foci                                         in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /foci/{QA focus}                              in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /foci/{QA focus}/revise                       in     403    403     403     403    403       403        ok        404        ok     403     403
        /foci/{QA focus}/withdraw                     in     403    403     403     403    403       403        ok        404        ok     403     403
        /talks                                        in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /talks.csv                                    in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /talks/{A talk}                               in     ok     404     404    404     ok        404        ok        404        ok     ok      403
        /talks/new                                    in     ok     ok      ok     ok      ok        ok         403       403        403    403     403
        /talks/{A talk}/revise                        in     ok     404     404    404     ok        404        403       403        403    403     403
        /talks/{A talk}/outcome                       in     ok     404     404    404     ok        404        403       403        403    403     403
        /talks/{A talk}/withdraw                      in     ok     404     404    404     ok        404        403       403        403    403     403
        /talks/{A talk}/note                          in     ok     404     404    404     403       404        403       403        403    403     403
        /talks/{A talk}/note/delete                   in     ok     404     404    404     403       404        403       403        403    403     403
        /care                                         in     403    403     403    403     ok        ok         403       403        403    403     403
        /care/counts                                  in     403    403     403    ok      ok        ok         ok        ok         ok     403     403
        /care/new                                     in     403    403     403    403     ok        ok         403       403        403    403     403
        /care/{A care}                                in     403    403     403    403     ok        404        403       403        403    403     403
        /care/{A care}/review                         in     403    403     403    403     ok        404        403       403        403    403     403
        /care/{A care}/aid                            in     403    403     403    403     ok        404        403       403        403    403     403
        /care/{A care}/visit                          in     403    403     403    403     ok        404        403       403        403    403     403
        /care/{A care}/withdraw-step                  in     403    403     403    403     ok        404        403       403        403    403     403
        /care/{A care}/close                          in     403    403     403    403     ok        404        403       403        403    403     403
        /branches/{A}/talk-pairs                      in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/talk-pairs.csv                  in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /motions                                      in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /motions.csv                                  in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /motions/{A motion}                           in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /motions/new                                  in     403    403     403     ok     ok        ok         403       403        403    403     403
        /motions/{A motion}/discussion                in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A motion}/opinions                  in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A motion}/withdraw-opinion          in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A motion}/vote                      in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A motion}/withdraw                  in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A voting}/count                     in     403    403     403     ok     ok        404        403       403        403    403     403
        /motions/{A decided}/answer                   in     403    403     403     403    403       403        ok        404        ok     403     403
        /motions/{A decided}/resolution               in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /motions/{A decided}/resolution.docx          in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403

        /elections                                    in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /elections.csv                                in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /elections/{A election}                       in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /elections/{A election}/papers                in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /elections/{A election}/papers.docx           in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /elections/new                                in     403    403     403     ok     ok        ok         403       403        403    403     403
        /elections/{A election}/candidates            in     403    403     403     ok     ok        404        403       403        403    403     403
        /elections/{A election}/settle                in     403    403     403     ok     ok        404        403       403        403    403     403
        /elections/{A election}/withdraw              in     403    403     403     ok     ok        404        403       403        403    403     403
        /elections/{A standing}/ballots               in     403    403     403     ok     ok        404        403       403        403    403     403
        /elections/{A balloting}/counts               in     ok     404     403     ok     ok        404        403       404        403    403     403
        /elections/{A election}/answer                in     403    403     403     403    403       403        ok        404        ok     403     403

        /secret-ballots                               in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /secret-ballots.csv                           in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /secret-ballots/{A ballot}                    in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /secret-ballots/new                           in     403    403     403     ok     ok        ok         403       403        403    403     403
        /secret-ballots/new-appraisal                 in     403    403     403     ok     ok        ok         403       403        403    403     403
        /secret-ballots/{A ballot}/issue              in     403    403     403     ok     ok        404        403       403        403    403     403
        /secret-ballots/{A issuing}/issue-anew        in     403    403     403     ok     ok        404        403       403        403    403     403
        /secret-ballots/{A issuing}/open              in     403    403     403     ok     ok        404        403       403        403    403     403
        /secret-ballots/{A issuing}/take              in     ok     404     ok      ok     ok        404        409       404        409    409     403
        /secret-ballots/{A casting}                   in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /secret-ballots/{A casting}/close             in     403    403     403     ok     ok        404        403       403        403    403     403
        /secret-ballots/{A ballot}/withdraw           in     403    403     403     ok     ok        404        403       403        403    403     403
        /vote                                         ok     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      ok
        /suggestions                                  in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /suggestions.csv                              in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /suggestions/{A suggestion}                   in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /suggestions/new                              in     ok     ok      ok      ok     ok        ok         403       403        403    403     403
        /suggestions/{A suggestion}/answer            in     403    403     403     ok     ok        404        403       403        403    403     403
        /suggestions/{A answered}/outcome             in     403    403     403     ok     ok        404        403       403        403    403     403
        /suggestions/{A suggestion}/hold              in     403    403     403     ok     ok        404        403       403        403    403     403
        /suggest                                      ok     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      ok
        /suggest/answer                               ok     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      ok
        /appraisals                                   in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /appraisals/{A appraisal}                     in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /appraisals/{A appraisal}/counts.csv          in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/record              in     403    403     403     ok     ok        404        ok        404        ok     ok      403
        /appraisals/{A appraised}/record.docx         in     403    404     403     ok     ok        404        ok        404        ok     ok      403
        /appraisals/{A appraisal}/statements/{104}    in     ok     404     ok      ok     ok        404        403       403        403    403     403
        /appraisals/new                               in     403    403     403     ok     ok        ok         403       403        403    403     403
        /appraisals/{A appraisal}/ballots             in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/counts              in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/proposal            in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/decision            in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/correction          in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/told                in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/paper-signatures    in     403    403     403     ok     ok        404        403       403        403    403     403
        /appraisals/{A appraised}/signature           in     ok     404     ok      ok     ok        404        403       403        403    403     403
        /appraisals/{A appraisal}/statement           in     ok     404     ok      ok     ok        404        403       403        403    403     403
        /appraisals/{A appraisal}/withdraw            in     403    403     403     ok     ok        404        403       403        403    403     403

        /members/{104}/rights                         in     ok     404     403     ok     ok        404        ok        404        ok     ok      403

        /asks                                         in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /asks.csv                                     in     ok     ok      ok      ok     ok        ok         ok        ok         ok     ok      403
        /asks/{A ask}                                 in     ok     404     ok      ok     ok        404        ok        404        ok     ok      403
        /asks/new                                     in     403    403     403     403    ok        ok         403       403        403    403     403
        /asks/{A ask}/answer                          in     403    403     403     403    403       403        ok        404        ok     403     403
        /asks/{A ask}/result                          in     403    403     403     403    403       403        ok        404        ok     403     403
        /asks/{A ask}/withdraw                        in     403    403     403     403    ok        404        403       403        403    403     403
        /meetings/attendance                          in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /meetings/attendance.csv                      in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /meetings/{A meeting}/attendance.csv          in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/attendance.csv                  in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/training.csv                    in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/attendance                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/training                        in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/foci                            in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/activities                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/secretaries                     in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /meetings/calendar.ics                        in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /meetings/schedule                            in     403    403     403    403     403       403        ok        ok         ok     403     403
        /meetings/new                                 in     403    403     403    403     403       403        ok        ok         ok     403     403
        /meetings/{QA meeting}                        in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /meetings/{JG meeting}                        in     403    403     403    ok      ok        ok         ok        ok         ok     ok      403
        /meetings/{QA meeting}/agenda                 in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /meetings/{QA meeting}/agenda/edit            in     403    403     403    403     403       403        ok        404        ok     403     403
        /meetings/{QA meeting}/move                   in     403    403     403    403     403       404        ok        404        ok     403     403
        /meetings/{JG meeting}/move                   in     403    403     403    403     403       403        403       403        ok     403     403
        /meetings/{QA meeting}/cancel                 in     403    403     403    403     403       404        ok        404        ok     403     403
        /meetings/{JG meeting}/cancel                 in     403    403     403    403     403       403        403       403        ok     403     403
        /meetings/{A meeting}                         in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /meetings/{A meeting}/paper                   in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /meetings/{A meeting}/paper.docx              in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /meetings/{A meeting}/attendance              in     403    404     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/open                    in     403    403     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/minutes                 in     403    403     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/steps/new               in     403    403     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/results/new             in     403    403     403    404     404       404        403       404        403    403     403
        /meetings/{A meeting}/amend                   in     403    403     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/make-up                 in     403    403     403    ok      ok        404        403       404        403    403     403
        /meetings/{A meeting}/sign                    in     404    404     404    404     ok        404        404       404        404    404     403

        /branches                                     in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /branches.csv                                 in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /branches/new                                 in     403    403     403    403     403       403        ok        ok         ok     403     403
        /branches/{A}                                 in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /branches/{A}/appointments.csv                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /branches/{A}/members.csv                     in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /branches/{A}/areas.csv                       in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /branches/{A}/meetings                        in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/meetings.csv                    in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/meetings/new                    in     403    403     ok     ok      ok        404        403       403        403    403     403
        /attachments/of/finding/{A finding}           in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /attachments/of/ledgerEntry/{A deed}          in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /attachments/{A file}                         in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /attachments/{A file}/file                    in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /attachments/{A file}/withdraw                in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /ledgers                                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403
        /ledgers/checklists/{QA}                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /ledgers/checklists/{QA}/new                  in     403    403     403    403     403       403        ok        404        ok     403     403
        /ledgers/{A deed}                             in     ok     404     ok     ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/diagnosis                       in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/diagnosis.csv                   in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/diagnosis/meetingsAttended      in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/measures                        in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/measures.csv                    in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/year                            in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/year.docx                       in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/year-book                       in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/year-book.docx                  in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /branches/{A}/hand-overs                      in     403    404     403    403     ok        404        ok        404        ok     ok      403
        /branches/{A}/hand-overs/new                  in     403    403     403    403     ok        404        ok        404        ok     403     403
        /hand-overs/{A hand-over}                     in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /hand-overs/{A hand-over}/sheet.docx          in     403    404     403    ok      ok        404        ok        404        ok     ok      403
        /hand-overs/{A hand-over}/sign                in     403    404     403    404     ok        404        ok        404        ok     404     403
        /hand-overs/{A hand-over}/withdraw            in     403    403     403    403     ok        404        ok        404        ok     403     403
        /branches/{A}/edit                            in     403    403     403    403     ok        404        ok        404        ok     403     403
        /branches/{A}/rename                          in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/merge                           in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/split                           in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/dissolve                        in     403    403     403    403     403       403        ok        404        ok     403     403
        /branches/{A}/groups/{A group}/rename         in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /branches/{A}/appoint                         in     403    403     403    403     ok        404        ok        404        ok     403     403
        /branches/{A}/send                            in     403    403     403    403     403       404        ok        404        ok     403     403
        /branches/{A}/assessors                       in     403    403     403    403     ok        404        403       403        403    403     403
        /branches/{A}/recusals                        in     ok     404     ok     ok      ok        404        ok        404        ok     403     403
        /branches/{A}/members/new                     in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /branches/{A}/areas/new                       in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /branches/{A}/members/transfer                in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /branches/{A}/appointments/end                in     403    403     403    403     ok        404        ok        404        ok     403     403
        /branches/{A}/areas/assign                    in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /branches/{A}/areas/retire                    in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /appointments/{A organisation}/end            in     403    403     403    403     ok        404        ok        404        ok     403     403
        /appointments/{A secretary}/end               in     403    403     403    403     403       404        ok        404        ok     403     403
        /members                                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /members.csv                                  in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /members/{104}                                in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /members/{104}/attendance                     in     ok     404     403    ok      ok        404        ok        404        ok     ok      403
        /members/{104}/attendance.csv                 in     ok     404     403    ok      ok        404        ok        404        ok     ok      403
        /members/{104}/edit                           in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{104}/transfer                       in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{104}/leave                          in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{104}/float                          in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{104}/leader                         in     403    403     403    403    403     403        ok        404        ok     403     403
        /members/{104}/return                         in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{104}/phone                          in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /members/{105}/phone/disclose                 in     403    403     403    ok      ok        404        ok        404        ok     403     403

        /areas/{A-1}                                  in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /areas/{A-1}/history.csv                      in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /areas/{A-1}/edit                             in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /areas/{A-1}/assign                           in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /areas/{A-1}/beside                           in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /areas/{A-1}/hand-over                        in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /assignments/{A-2 co-holding}/end             in     403    403     403    ok      ok        404        ok        404        ok     403     403
        /areas/{A-1}/retire                           in     403    403     403    ok      ok        404        ok        404        ok     403     403

        /imports                                      in     403    403     403    ok      ok        ok         ok        ok         ok     403     403
        /imports/members/preview                      in     404    404     404    ok      ok        ok         ok        ok         ok     404     404
        /imports/members.csv                          in     404    404     404    ok      ok        ok         ok        ok         ok     404     404
        /imports/members.xlsx                         in     404    404     404    ok      ok        ok         ok        ok         ok     404     404
        /start                                        in     403    403     403    403     403       403        ok        ok         ok     403     ok
        /start/committeeOfficer                       in     403    403     403    403     403       403        403       403        403    403     403
        /start/auditor                                in     403    403     403    403     403       403        403       403        403    403     403
        /start/committee                              in     403    403     403    403     403       403        ok        ok         ok     403     403
        /start/schemes/four-tiers                     in     403    403     403    403     403       403        ok        ok         ok     403     403
        /start/schemes/two-tiers                      in     403    403     403    403     403       403        ok        ok         ok     403     403
        /start/schemes/from-base                      in     403    403     403    403     403       403        ok        ok         ok     403     403
        /administration                               in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/accounts                      in     403    403     403    403     ok        ok         ok        ok         ok     ok      ok
        /administration/accounts.csv                  in     403    403     403    403     ok        ok         ok        ok         ok     ok      ok
        /administration/accounts/new                  in     403    403     403    403     403       403        403       403        403    403     ok
        /administration/accounts/{target}/mail-reminder in   403    403     403    403     403       403        403       403        403    403     ok
        /branches/{A}/accounts                        in     403    403     403    403     403       403        403       403        403    403     ok
        /administration/accounts/{target}             in     403    404     403    403     ok        404        ok        404        ok     ok      ok
        /administration/accounts/{target}/grant       in     403    403     403    403     403       403        ok        404        ok     403     ok
        /administration/grants/{grant}/end            in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/grants/{lapsed grant}/renew   in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/policy                        in     403    403     403    403     403       403        403       403        403    403     ok
        /administration/committees                    in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/committees/new                in     403    403     403    403     403       403        ok        ok         ok     403     403
        /administration/committees/{QA}/edit          in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/committees/{QA}/performance-tables in ok   404    ok     ok      ok        404        ok        404        ok     ok      ok
        /administration/committees/{QA}/performance-tables/new in 403 403 403    403     403       403        ok        404        ok     403     403
        /administration/committees/{QA}/notice-contact in    403    403     403    403     403       403        ok        404        ok     403     403
        /administration/committees/{QA}/finding-escalation in 403   403     403    403     403       403        ok        404        ok     403     403
        /administration/committees/{QA}/diagnosis     in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/diagnosis.csv in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/foci          in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/foci/new      in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/committees/{QA}/staffing      in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/staffing.csv  in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/burden        in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/committees/{QA}/burden.csv    in     403    404     403    403     403       404        ok        404        ok     ok      403
        /administration/schemes                       in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/schemes/new                   in     403    403     403    403     403       403        ok        ok         ok     403     403
        /administration/schemes/{JG scheme}           in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/schemes/{QA scheme}           in     ok     404     ok     ok      ok        404        ok        404        ok     ok      ok
        /administration/schemes/{QA scheme}/revise    in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/schemes/{JG scheme}/revise    in     403    403     403    403     403       403        403       403        ok     403     403
        /administration/schemes/{QA scheme}/publish   in     403    403     403    403     403       403        ok        404        ok     403     403
        /administration/schemes/{JG scheme}/publish   in     403    403     403    403     403       403        403       403        409    403     403
        /administration/calendar                      in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/calendar.csv                  in     ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      ok
        /administration/audit                         in     403    403     403    403     403       403        403       403        403    ok      403
        /administration/audit.csv                     in     403    403     403    403     403       403        403       403        403    ok      403
        /administration/audit/verification            in     403    403     403    403     403       403        403       403        403    ok      ok
        /administration/upkeep                        in     403    403     403    403     403       403        403       403        403    403     ok
        """

    struct Row: Sendable {
        /// A page's path, with the bureau's words for ids.
        let template: String
        let expected: [(visitor: WideBureau.Visitor, what: String)]
    }

    static let rows: [Row] = {
        let lines = table.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
        let visitors = lines[0].split(separator: " ").compactMap { WideBureau.Visitor(rawValue: String($0)) }
        return lines.dropFirst().map { line in
            let words = line.split(separator: " ").map(String.init)
            let template = words.dropLast(visitors.count).joined(separator: " ")
            return Row(
                template: template,
                expected: zip(visitors, words.suffix(visitors.count)).map { (visitor: $0, what: $1) })
        }
    }()
}
