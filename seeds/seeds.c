#include "seeds.h"

#include <string.h>

// What a database starts from, put into the program byte by byte, so that a copied binary needs nothing beside it.
// The build follows each embedded file; a file that is new here also needs a line in the table at the end.

#define SEED(symbol, path) static const unsigned char symbol[] = {

SEED(holidays, "holidays.csv")
#embed "holidays.csv"
};

// What is done how often (Sources/Server/API/Cadence/CadenceSeed.swift).

SEED(rules, "rules.json")
#embed "rules.json"
};

// From where on a branch's figures are worth a look (Sources/Server/API/Diagnosis/DiagnosisSeed.swift).

SEED(diagnosis, "diagnosis.json")
#embed "diagnosis.json"
};

// Rubrics to begin with (Sources/Server/Web/Assessment/SchemeTemplate.swift).

SEED(scheme_four_tiers, "schemes/four-tiers.json")
#embed "schemes/four-tiers.json"
};

SEED(scheme_from_base, "schemes/from-base.json")
#embed "schemes/from-base.json"
};

SEED(scheme_two_tiers, "schemes/two-tiers.json")
#embed "schemes/two-tiers.json"
};

// The demo bureau (demo/README.md), made by scripts/make-demo-seeds.

SEED(demo_scheme, "demo/scheme.json")
#embed "demo/scheme.json"
};

SEED(demo_branches, "demo/branches.csv")
#embed "demo/branches.csv"
};

SEED(demo_members, "demo/members.csv")
#embed "demo/members.csv"
};

SEED(demo_areas, "demo/areas.csv")
#embed "demo/areas.csv"
};

SEED(demo_scores_1, "demo/scores-1.csv")
#embed "demo/scores-1.csv"
};

SEED(demo_adjustments_1, "demo/adjustments-1.csv")
#embed "demo/adjustments-1.csv"
};

SEED(demo_scores_2, "demo/scores-2.csv")
#embed "demo/scores-2.csv"
};

SEED(demo_adjustments_2, "demo/adjustments-2.csv")
#embed "demo/adjustments-2.csv"
};

SEED(demo_scores_3, "demo/scores-3.csv")
#embed "demo/scores-3.csv"
};

SEED(demo_adjustments_3, "demo/adjustments-3.csv")
#embed "demo/adjustments-3.csv"
};

SEED(demo_scores_4, "demo/scores-4.csv")
#embed "demo/scores-4.csv"
};

SEED(demo_adjustments_4, "demo/adjustments-4.csv")
#embed "demo/adjustments-4.csv"
};

SEED(demo_scores_5, "demo/scores-5.csv")
#embed "demo/scores-5.csv"
};

SEED(demo_adjustments_5, "demo/adjustments-5.csv")
#embed "demo/adjustments-5.csv"
};

SEED(demo_late_1, "demo/late-1.csv")
#embed "demo/late-1.csv"
};

SEED(demo_late_2, "demo/late-2.csv")
#embed "demo/late-2.csv"
};

SEED(demo_revised_3, "demo/revised-3.csv")
#embed "demo/revised-3.csv"
};

SEED(demo_missing_4, "demo/missing-4.csv")
#embed "demo/missing-4.csv"
};

SEED(demo_elections, "demo/elections.json")
#embed "demo/elections.json"
};

SEED(demo_ballots, "demo/ballots.json")
#embed "demo/ballots.json"
};

SEED(demo_suggestions, "demo/suggestions.json")
#embed "demo/suggestions.json"
};

SEED(demo_motions, "demo/motions.json")
#embed "demo/motions.json"
};

SEED(demo_ledgers, "demo/ledgers.json")
#embed "demo/ledgers.json"
};

SEED(demo_meetings, "demo/meetings.json")
#embed "demo/meetings.json"
};

// Passwords that are tried first everywhere (Sources/Server/Resources/README.md).

SEED(common_passwords, "common-passwords.txt")
#embed "../Sources/Server/Resources/common-passwords.txt"
};

// What the web console is made of (Sources/Server/Resources/README.md).

SEED(web_account_record, "web/templates/account-record.mustache")
#embed "../Sources/Server/Resources/templates/account-record.mustache"
};

SEED(web_account, "web/templates/account.mustache")
#embed "../Sources/Server/Resources/templates/account.mustache"
};

SEED(web_accounts, "web/templates/accounts.mustache")
#embed "../Sources/Server/Resources/templates/accounts.mustache"
};

SEED(web_adjustment, "web/templates/adjustment.mustache")
#embed "../Sources/Server/Resources/templates/adjustment.mustache"
};

SEED(web_adjustments, "web/templates/adjustments.mustache")
#embed "../Sources/Server/Resources/templates/adjustments.mustache"
};

SEED(web_administration, "web/templates/administration.mustache")
#embed "../Sources/Server/Resources/templates/administration.mustache"
};

SEED(web_alert, "web/templates/alert.mustache")
#embed "../Sources/Server/Resources/templates/alert.mustache"
};

SEED(web_area_facts, "web/templates/area-facts.mustache")
#embed "../Sources/Server/Resources/templates/area-facts.mustache"
};

SEED(web_area_lines, "web/templates/area-lines.mustache")
#embed "../Sources/Server/Resources/templates/area-lines.mustache"
};

SEED(web_area, "web/templates/area.mustache")
#embed "../Sources/Server/Resources/templates/area.mustache"
};

SEED(web_audit_verification, "web/templates/audit-verification.mustache")
#embed "../Sources/Server/Resources/templates/audit-verification.mustache"
};

SEED(web_assessors, "web/templates/assessors.mustache")
#embed "../Sources/Server/Resources/templates/assessors.mustache"
};

SEED(web_audit, "web/templates/audit.mustache")
#embed "../Sources/Server/Resources/templates/audit.mustache"
};

SEED(web_award_lines, "web/templates/award-lines.mustache")
#embed "../Sources/Server/Resources/templates/award-lines.mustache"
};

SEED(web_bar_chart, "web/templates/bar-chart.mustache")
#embed "../Sources/Server/Resources/templates/bar-chart.mustache"
};

SEED(web_attachments, "web/templates/attachments.mustache")
#embed "../Sources/Server/Resources/templates/attachments.mustache"
};

SEED(web_attendance, "web/templates/attendance.mustache")
#embed "../Sources/Server/Resources/templates/attendance.mustache"
};

SEED(web_branch_meetings, "web/templates/branch-meetings.mustache")
#embed "../Sources/Server/Resources/templates/branch-meetings.mustache"
};

SEED(web_branch, "web/templates/branch.mustache")
#embed "../Sources/Server/Resources/templates/branch.mustache"
};

SEED(web_branches, "web/templates/branches.mustache")
#embed "../Sources/Server/Resources/templates/branches.mustache"
};

SEED(web_brought_snapshot, "web/templates/brought-snapshot.mustache")
#embed "../Sources/Server/Resources/templates/brought-snapshot.mustache"
};

SEED(web_calendar_address, "web/templates/calendar-address.mustache")
#embed "../Sources/Server/Resources/templates/calendar-address.mustache"
};

SEED(web_calendar, "web/templates/calendar.mustache")
#embed "../Sources/Server/Resources/templates/calendar.mustache"
};

SEED(web_certificate, "web/templates/certificate.mustache")
#embed "../Sources/Server/Resources/templates/certificate.mustache"
};

SEED(web_closing_changes, "web/templates/closing-changes.mustache")
#embed "../Sources/Server/Resources/templates/closing-changes.mustache"
};

SEED(web_committees, "web/templates/committees.mustache")
#embed "../Sources/Server/Resources/templates/committees.mustache"
};

SEED(web_reorganisation, "web/templates/reorganisation.mustache")
#embed "../Sources/Server/Resources/templates/reorganisation.mustache"
};

SEED(web_confirm, "web/templates/confirm.mustache")
#embed "../Sources/Server/Resources/templates/confirm.mustache"
};

SEED(web_csrf, "web/templates/csrf.mustache")
#embed "../Sources/Server/Resources/templates/csrf.mustache"
};

SEED(web_cycle_head, "web/templates/cycle-head.mustache")
#embed "../Sources/Server/Resources/templates/cycle-head.mustache"
};

SEED(web_cycle, "web/templates/cycle.mustache")
#embed "../Sources/Server/Resources/templates/cycle.mustache"
};

SEED(web_cycles, "web/templates/cycles.mustache")
#embed "../Sources/Server/Resources/templates/cycles.mustache"
};

SEED(web_document_link, "web/templates/document-link.mustache")
#embed "../Sources/Server/Resources/templates/document-link.mustache"
};

SEED(web_official_paper, "web/templates/official-paper.mustache")
#embed "../Sources/Server/Resources/templates/official-paper.mustache"
};

SEED(web_year_book, "web/templates/year-book.mustache")
#embed "../Sources/Server/Resources/templates/year-book.mustache"
};

SEED(web_handover, "web/templates/handover.mustache")
#embed "../Sources/Server/Resources/templates/handover.mustache"
};

SEED(web_handovers, "web/templates/handovers.mustache")
#embed "../Sources/Server/Resources/templates/handovers.mustache"
};

SEED(web_work, "web/templates/work.mustache")
#embed "../Sources/Server/Resources/templates/work.mustache"
};

SEED(web_agenda, "web/templates/agenda.mustache")
#embed "../Sources/Server/Resources/templates/agenda.mustache"
};

SEED(web_asks, "web/templates/asks.mustache")
#embed "../Sources/Server/Resources/templates/asks.mustache"
};

SEED(web_talks, "web/templates/talks.mustache")
#embed "../Sources/Server/Resources/templates/talks.mustache"
};

SEED(web_elections, "web/templates/elections.mustache")
#embed "../Sources/Server/Resources/templates/elections.mustache"
};

SEED(web_election, "web/templates/election.mustache")
#embed "../Sources/Server/Resources/templates/election.mustache"
};

SEED(web_secret_ballots, "web/templates/secret-ballots.mustache")
#embed "../Sources/Server/Resources/templates/secret-ballots.mustache"
};

SEED(web_secret_ballot, "web/templates/secret-ballot.mustache")
#embed "../Sources/Server/Resources/templates/secret-ballot.mustache"
};

SEED(web_told_code, "web/templates/told-code.mustache")
#embed "../Sources/Server/Resources/templates/told-code.mustache"
};

SEED(web_ballot_box, "web/templates/ballot-box.mustache")
#embed "../Sources/Server/Resources/templates/ballot-box.mustache"
};

SEED(web_suggestions, "web/templates/suggestions.mustache")
#embed "../Sources/Server/Resources/templates/suggestions.mustache"
};

SEED(web_suggestion, "web/templates/suggestion.mustache")
#embed "../Sources/Server/Resources/templates/suggestion.mustache"
};

SEED(web_suggestion_box, "web/templates/suggestion-box.mustache")
#embed "../Sources/Server/Resources/templates/suggestion-box.mustache"
};

SEED(web_motions, "web/templates/motions.mustache")
#embed "../Sources/Server/Resources/templates/motions.mustache"
};

SEED(web_motion, "web/templates/motion.mustache")
#embed "../Sources/Server/Resources/templates/motion.mustache"
};

SEED(web_resolution, "web/templates/resolution.mustache")
#embed "../Sources/Server/Resources/templates/resolution.mustache"
};

SEED(web_appraisals, "web/templates/appraisals.mustache")
#embed "../Sources/Server/Resources/templates/appraisals.mustache"
};

SEED(web_appraisal, "web/templates/appraisal.mustache")
#embed "../Sources/Server/Resources/templates/appraisal.mustache"
};

SEED(web_appraisal_statement, "web/templates/appraisal-statement.mustache")
#embed "../Sources/Server/Resources/templates/appraisal-statement.mustache"
};

SEED(web_member_rights, "web/templates/member-rights.mustache")
#embed "../Sources/Server/Resources/templates/member-rights.mustache"
};

SEED(web_care, "web/templates/care.mustache")
#embed "../Sources/Server/Resources/templates/care.mustache"
};

SEED(web_care_counts, "web/templates/care-counts.mustache")
#embed "../Sources/Server/Resources/templates/care-counts.mustache"
};

SEED(web_talk_pairs, "web/templates/talk-pairs.mustache")
#embed "../Sources/Server/Resources/templates/talk-pairs.mustache"
};

SEED(web_plans, "web/templates/plans.mustache")
#embed "../Sources/Server/Resources/templates/plans.mustache"
};

SEED(web_step_lines, "web/templates/step-lines.mustache")
#embed "../Sources/Server/Resources/templates/step-lines.mustache"
};

SEED(web_download_links, "web/templates/download-links.mustache")
#embed "../Sources/Server/Resources/templates/download-links.mustache"
};

SEED(web_downloads, "web/templates/downloads.mustache")
#embed "../Sources/Server/Resources/templates/downloads.mustache"
};

SEED(web_error, "web/templates/error.mustache")
#embed "../Sources/Server/Resources/templates/error.mustache"
};

SEED(web_explanation, "web/templates/explanation.mustache")
#embed "../Sources/Server/Resources/templates/explanation.mustache"
};

SEED(web_facts, "web/templates/facts.mustache")
#embed "../Sources/Server/Resources/templates/facts.mustache"
};

SEED(web_field, "web/templates/field.mustache")
#embed "../Sources/Server/Resources/templates/field.mustache"
};

SEED(web_search, "web/templates/search.mustache")
#embed "../Sources/Server/Resources/templates/search.mustache"
};

SEED(web_finding, "web/templates/finding.mustache")
#embed "../Sources/Server/Resources/templates/finding.mustache"
};

SEED(web_findings, "web/templates/findings.mustache")
#embed "../Sources/Server/Resources/templates/findings.mustache"
};

SEED(web_branch_attendance, "web/templates/branch-attendance.mustache")
#embed "../Sources/Server/Resources/templates/branch-attendance.mustache"
};

SEED(web_member_attendance, "web/templates/member-attendance.mustache")
#embed "../Sources/Server/Resources/templates/member-attendance.mustache"
};

SEED(web_secretaries_attendance, "web/templates/secretaries-attendance.mustache")
#embed "../Sources/Server/Resources/templates/secretaries-attendance.mustache"
};

SEED(web_finding_ledger, "web/templates/finding-ledger.mustache")
#embed "../Sources/Server/Resources/templates/finding-ledger.mustache"
};

SEED(web_form, "web/templates/form.mustache")
#embed "../Sources/Server/Resources/templates/form.mustache"
};

SEED(web_handbook, "web/templates/handbook.mustache")
#embed "../Sources/Server/Resources/templates/handbook.mustache"
};

SEED(web_handbook_block, "web/templates/handbook-block.mustache")
#embed "../Sources/Server/Resources/templates/handbook-block.mustache"
};

SEED(web_handbook_runs, "web/templates/handbook-runs.mustache")
#embed "../Sources/Server/Resources/templates/handbook-runs.mustache"
};

SEED(web_help, "web/templates/help.mustache")
#embed "../Sources/Server/Resources/templates/help.mustache"
};

SEED(web_history_lines, "web/templates/history-lines.mustache")
#embed "../Sources/Server/Resources/templates/history-lines.mustache"
};

SEED(web_honours, "web/templates/honours.mustache")
#embed "../Sources/Server/Resources/templates/honours.mustache"
};

SEED(web_import_page, "web/templates/import-page.mustache")
#embed "../Sources/Server/Resources/templates/import-page.mustache"
};

SEED(web_import_preview, "web/templates/import-preview.mustache")
#embed "../Sources/Server/Resources/templates/import-preview.mustache"
};

SEED(web_import_reading, "web/templates/import-reading.mustache")
#embed "../Sources/Server/Resources/templates/import-reading.mustache"
};

SEED(web_jumps, "web/templates/jumps.mustache")
#embed "../Sources/Server/Resources/templates/jumps.mustache"
};

SEED(web_layout, "web/templates/layout.mustache")
#embed "../Sources/Server/Resources/templates/layout.mustache"
};

SEED(web_line_chart, "web/templates/line-chart.mustache")
#embed "../Sources/Server/Resources/templates/line-chart.mustache"
};

SEED(web_link_made, "web/templates/link-made.mustache")
#embed "../Sources/Server/Resources/templates/link-made.mustache"
};

SEED(web_link_slips, "web/templates/link-slips.mustache")
#embed "../Sources/Server/Resources/templates/link-slips.mustache"
};

SEED(web_link_spent, "web/templates/link-spent.mustache")
#embed "../Sources/Server/Resources/templates/link-spent.mustache"
};

SEED(web_meeting, "web/templates/meeting.mustache")
#embed "../Sources/Server/Resources/templates/meeting.mustache"
};

SEED(web_meetings, "web/templates/meetings.mustache")
#embed "../Sources/Server/Resources/templates/meetings.mustache"
};

SEED(web_member, "web/templates/member.mustache")
#embed "../Sources/Server/Resources/templates/member.mustache"
};

SEED(web_member_year, "web/templates/member-year.mustache")
#embed "../Sources/Server/Resources/templates/member-year.mustache"
};

SEED(web_members, "web/templates/members.mustache")
#embed "../Sources/Server/Resources/templates/members.mustache"
};

SEED(web_minutes, "web/templates/minutes.mustache")
#embed "../Sources/Server/Resources/templates/minutes.mustache"
};

SEED(web_more, "web/templates/more.mustache")
#embed "../Sources/Server/Resources/templates/more.mustache"
};

SEED(web_eligibility, "web/templates/eligibility.mustache")
#embed "../Sources/Server/Resources/templates/eligibility.mustache"
};

SEED(web_eligibility_lines, "web/templates/eligibility-lines.mustache")
#embed "../Sources/Server/Resources/templates/eligibility-lines.mustache"
};

SEED(web_eligibility_note, "web/templates/eligibility-note.mustache")
#embed "../Sources/Server/Resources/templates/eligibility-note.mustache"
};

SEED(web_month_eligibility, "web/templates/month-eligibility.mustache")
#embed "../Sources/Server/Resources/templates/month-eligibility.mustache"
};

SEED(web_due, "web/templates/due.mustache")
#embed "../Sources/Server/Resources/templates/due.mustache"
};

SEED(web_burden, "web/templates/burden.mustache")
#embed "../Sources/Server/Resources/templates/burden.mustache"
};

SEED(web_reminders, "web/templates/reminders.mustache")
#embed "../Sources/Server/Resources/templates/reminders.mustache"
};

SEED(web_year_at_a_glance, "web/templates/year-at-a-glance.mustache")
#embed "../Sources/Server/Resources/templates/year-at-a-glance.mustache"
};

SEED(web_diagnosis, "web/templates/diagnosis.mustache")
#embed "../Sources/Server/Resources/templates/diagnosis.mustache"
};

SEED(web_committee_diagnosis, "web/templates/committee-diagnosis.mustache")
#embed "../Sources/Server/Resources/templates/committee-diagnosis.mustache"
};

SEED(web_figure_records, "web/templates/figure-records.mustache")
#embed "../Sources/Server/Resources/templates/figure-records.mustache"
};

SEED(web_staffing, "web/templates/staffing.mustache")
#embed "../Sources/Server/Resources/templates/staffing.mustache"
};

SEED(web_cadence_rules, "web/templates/cadence-rules.mustache")
#embed "../Sources/Server/Resources/templates/cadence-rules.mustache"
};

SEED(web_honours_ledger, "web/templates/honours-ledger.mustache")
#embed "../Sources/Server/Resources/templates/honours-ledger.mustache"
};

SEED(web_honours_ledger_lines, "web/templates/honours-ledger-lines.mustache")
#embed "../Sources/Server/Resources/templates/honours-ledger-lines.mustache"
};

SEED(web_objection, "web/templates/objection.mustache")
#embed "../Sources/Server/Resources/templates/objection.mustache"
};

SEED(web_objections, "web/templates/objections.mustache")
#embed "../Sources/Server/Resources/templates/objections.mustache"
};

SEED(web_objector, "web/templates/objector.mustache")
#embed "../Sources/Server/Resources/templates/objector.mustache"
};

SEED(web_objection_paper, "web/templates/objection-paper.mustache")
#embed "../Sources/Server/Resources/templates/objection-paper.mustache"
};

SEED(web_notice_page, "web/templates/notice-page.mustache")
#embed "../Sources/Server/Resources/templates/notice-page.mustache"
};

SEED(web_notice, "web/templates/notice.mustache")
#embed "../Sources/Server/Resources/templates/notice.mustache"
};

SEED(web_operation, "web/templates/operation.mustache")
#embed "../Sources/Server/Resources/templates/operation.mustache"
};

SEED(web_operations, "web/templates/operations.mustache")
#embed "../Sources/Server/Resources/templates/operations.mustache"
};

SEED(web_overview, "web/templates/overview.mustache")
#embed "../Sources/Server/Resources/templates/overview.mustache"
};

SEED(web_own_areas, "web/templates/own-areas.mustache")
#embed "../Sources/Server/Resources/templates/own-areas.mustache"
};

SEED(web_paper_forms, "web/templates/paper-forms.mustache")
#embed "../Sources/Server/Resources/templates/paper-forms.mustache"
};

SEED(web_password, "web/templates/password.mustache")
#embed "../Sources/Server/Resources/templates/password.mustache"
};

SEED(web_paste_preview, "web/templates/paste-preview.mustache")
#embed "../Sources/Server/Resources/templates/paste-preview.mustache"
};

SEED(web_people, "web/templates/people.mustache")
#embed "../Sources/Server/Resources/templates/people.mustache"
};

SEED(web_performance, "web/templates/performance.mustache")
#embed "../Sources/Server/Resources/templates/performance.mustache"
};

SEED(web_phone, "web/templates/phone.mustache")
#embed "../Sources/Server/Resources/templates/phone.mustache"
};

SEED(web_qr_code, "web/templates/qr-code.mustache")
#embed "../Sources/Server/Resources/templates/qr-code.mustache"
};

SEED(web_ranking, "web/templates/ranking.mustache")
#embed "../Sources/Server/Resources/templates/ranking.mustache"
};

SEED(web_record_files, "web/templates/record-files.mustache")
#embed "../Sources/Server/Resources/templates/record-files.mustache"
};

SEED(web_recovery_codes, "web/templates/recovery-codes.mustache")
#embed "../Sources/Server/Resources/templates/recovery-codes.mustache"
};

SEED(web_remarks, "web/templates/remarks.mustache")
#embed "../Sources/Server/Resources/templates/remarks.mustache"
};

SEED(web_resume, "web/templates/resume.mustache")
#embed "../Sources/Server/Resources/templates/resume.mustache"
};

SEED(web_roles, "web/templates/roles.mustache")
#embed "../Sources/Server/Resources/templates/roles.mustache"
};

SEED(web_scheme, "web/templates/scheme.mustache")
#embed "../Sources/Server/Resources/templates/scheme.mustache"
};

SEED(web_schemes, "web/templates/schemes.mustache")
#embed "../Sources/Server/Resources/templates/schemes.mustache"
};

SEED(web_scores, "web/templates/scores.mustache")
#embed "../Sources/Server/Resources/templates/scores.mustache"
};

SEED(web_second_factor, "web/templates/second-factor.mustache")
#embed "../Sources/Server/Resources/templates/second-factor.mustache"
};

SEED(web_section_head, "web/templates/section-head.mustache")
#embed "../Sources/Server/Resources/templates/section-head.mustache"
};

SEED(web_sign_in_code, "web/templates/sign-in-code.mustache")
#embed "../Sources/Server/Resources/templates/sign-in-code.mustache"
};

SEED(web_sign_in, "web/templates/sign-in.mustache")
#embed "../Sources/Server/Resources/templates/sign-in.mustache"
};

SEED(web_snapshots, "web/templates/snapshots.mustache")
#embed "../Sources/Server/Resources/templates/snapshots.mustache"
};

SEED(web_spark, "web/templates/spark.mustache")
#embed "../Sources/Server/Resources/templates/spark.mustache"
};

SEED(web_start, "web/templates/start.mustache")
#embed "../Sources/Server/Resources/templates/start.mustache"
};

SEED(web_statement, "web/templates/statement.mustache")
#embed "../Sources/Server/Resources/templates/statement.mustache"
};

SEED(web_steps, "web/templates/steps.mustache")
#embed "../Sources/Server/Resources/templates/steps.mustache"
};

SEED(web_table_head, "web/templates/table-head.mustache")
#embed "../Sources/Server/Resources/templates/table-head.mustache"
};

SEED(web_table_tools, "web/templates/table-tools.mustache")
#embed "../Sources/Server/Resources/templates/table-tools.mustache"
};

SEED(web_today, "web/templates/today.mustache")
#embed "../Sources/Server/Resources/templates/today.mustache"
};

SEED(web_token_made, "web/templates/token-made.mustache")
#embed "../Sources/Server/Resources/templates/token-made.mustache"
};

SEED(web_upkeep, "web/templates/upkeep.mustache")
#embed "../Sources/Server/Resources/templates/upkeep.mustache"
};

SEED(web_verdict, "web/templates/verdict.mustache")
#embed "../Sources/Server/Resources/templates/verdict.mustache"
};

SEED(web_style, "web/styles/zhibu.css")
#embed "../Sources/Server/Resources/styles/zhibu.css"
};

SEED(web_script_pasted, "web/scripts/pasted.js")
#embed "../Sources/Server/Resources/scripts/pasted.js"
};

SEED(web_script_preview, "web/scripts/preview.js")
#embed "../Sources/Server/Resources/scripts/preview.js"
};

SEED(web_script_history, "web/scripts/history.js")
#embed "../Sources/Server/Resources/scripts/history.js"
};

SEED(web_script_walk, "web/scripts/walk.js")
#embed "../Sources/Server/Resources/scripts/walk.js"
};

SEED(web_script_single, "web/scripts/single.js")
#embed "../Sources/Server/Resources/scripts/single.js"
};

SEED(web_script_lost, "web/scripts/lost.js")
#embed "../Sources/Server/Resources/scripts/lost.js"
};

SEED(web_script_grid, "web/scripts/grid.js")
#embed "../Sources/Server/Resources/scripts/grid.js"
};

SEED(web_script, "web/scripts/zhibu.js")
#embed "../Sources/Server/Resources/scripts/zhibu.js"
};

SEED(web_icon, "web/icons/zhibu.svg")
#embed "../Sources/Server/Resources/icons/zhibu.svg"
};

SEED(web_sentences_en, "web/sentences/en.json")
#embed "../Sources/Server/Resources/sentences/en.json"
};

SEED(web_sentences_zh_cn, "web/sentences/zh-CN.json")
#embed "../Sources/Server/Resources/sentences/zh-CN.json"
};

SEED(web_words_access_en, "web/words/Access/en.json")
#embed "../Sources/Server/Resources/words/Access/en.json"
};

SEED(web_words_access_zh_cn, "web/words/Access/zh-CN.json")
#embed "../Sources/Server/Resources/words/Access/zh-CN.json"
};

SEED(web_words_areas_en, "web/words/Areas/en.json")
#embed "../Sources/Server/Resources/words/Areas/en.json"
};

SEED(web_words_areas_zh_cn, "web/words/Areas/zh-CN.json")
#embed "../Sources/Server/Resources/words/Areas/zh-CN.json"
};

SEED(web_words_assessment_en, "web/words/Assessment/en.json")
#embed "../Sources/Server/Resources/words/Assessment/en.json"
};

SEED(web_words_assessment_zh_cn, "web/words/Assessment/zh-CN.json")
#embed "../Sources/Server/Resources/words/Assessment/zh-CN.json"
};

SEED(web_words_attachments_en, "web/words/Attachments/en.json")
#embed "../Sources/Server/Resources/words/Attachments/en.json"
};

SEED(web_words_attachments_zh_cn, "web/words/Attachments/zh-CN.json")
#embed "../Sources/Server/Resources/words/Attachments/zh-CN.json"
};

SEED(web_words_awards_en, "web/words/Awards/en.json")
#embed "../Sources/Server/Resources/words/Awards/en.json"
};

SEED(web_words_awards_zh_cn, "web/words/Awards/zh-CN.json")
#embed "../Sources/Server/Resources/words/Awards/zh-CN.json"
};

SEED(web_words_bookkeeping_en, "web/words/Bookkeeping/en.json")
#embed "../Sources/Server/Resources/words/Bookkeeping/en.json"
};

SEED(web_words_bookkeeping_zh_cn, "web/words/Bookkeeping/zh-CN.json")
#embed "../Sources/Server/Resources/words/Bookkeeping/zh-CN.json"
};

SEED(web_words_console_en, "web/words/Console/en.json")
#embed "../Sources/Server/Resources/words/Console/en.json"
};

SEED(web_words_console_zh_cn, "web/words/Console/zh-CN.json")
#embed "../Sources/Server/Resources/words/Console/zh-CN.json"
};

SEED(web_ledger, "web/templates/ledger.mustache")
#embed "../Sources/Server/Resources/templates/ledger.mustache"
};

SEED(web_activity_mix, "web/templates/activity-mix.mustache")
#embed "../Sources/Server/Resources/templates/activity-mix.mustache"
};

SEED(web_training_year, "web/templates/training-year.mustache")
#embed "../Sources/Server/Resources/templates/training-year.mustache"
};

SEED(web_secretary_years, "web/templates/secretary-years.mustache")
#embed "../Sources/Server/Resources/templates/secretary-years.mustache"
};

SEED(web_foci, "web/templates/foci.mustache")
#embed "../Sources/Server/Resources/templates/foci.mustache"
};

SEED(web_focus, "web/templates/focus.mustache")
#embed "../Sources/Server/Resources/templates/focus.mustache"
};

SEED(web_focus_shares, "web/templates/focus-shares.mustache")
#embed "../Sources/Server/Resources/templates/focus-shares.mustache"
};

SEED(web_checklists, "web/templates/checklists.mustache")
#embed "../Sources/Server/Resources/templates/checklists.mustache"
};

SEED(web_ledgers, "web/templates/ledgers.mustache")
#embed "../Sources/Server/Resources/templates/ledgers.mustache"
};

SEED(web_words_ledgers_en, "web/words/Ledgers/en.json")
#embed "../Sources/Server/Resources/words/Ledgers/en.json"
};

SEED(web_words_ledgers_zh_cn, "web/words/Ledgers/zh-CN.json")
#embed "../Sources/Server/Resources/words/Ledgers/zh-CN.json"
};

SEED(web_words_decisions_en, "web/words/Decisions/en.json")
#embed "../Sources/Server/Resources/words/Decisions/en.json"
};

SEED(web_words_decisions_zh_cn, "web/words/Decisions/zh-CN.json")
#embed "../Sources/Server/Resources/words/Decisions/zh-CN.json"
};

SEED(web_words_care_en, "web/words/Care/en.json")
#embed "../Sources/Server/Resources/words/Care/en.json"
};

SEED(web_words_care_zh_cn, "web/words/Care/zh-CN.json")
#embed "../Sources/Server/Resources/words/Care/zh-CN.json"
};

SEED(web_words_diagnosis_en, "web/words/Diagnosis/en.json")
#embed "../Sources/Server/Resources/words/Diagnosis/en.json"
};

SEED(web_words_diagnosis_zh_cn, "web/words/Diagnosis/zh-CN.json")
#embed "../Sources/Server/Resources/words/Diagnosis/zh-CN.json"
};

SEED(web_words_cadence_en, "web/words/Cadence/en.json")
#embed "../Sources/Server/Resources/words/Cadence/en.json"
};

SEED(web_words_cadence_zh_cn, "web/words/Cadence/zh-CN.json")
#embed "../Sources/Server/Resources/words/Cadence/zh-CN.json"
};

SEED(web_words_meetings_en, "web/words/Meetings/en.json")
#embed "../Sources/Server/Resources/words/Meetings/en.json"
};

SEED(web_words_meetings_zh_cn, "web/words/Meetings/zh-CN.json")
#embed "../Sources/Server/Resources/words/Meetings/zh-CN.json"
};

SEED(web_words_organisation_en, "web/words/Organisation/en.json")
#embed "../Sources/Server/Resources/words/Organisation/en.json"
};

SEED(web_words_organisation_zh_cn, "web/words/Organisation/zh-CN.json")
#embed "../Sources/Server/Resources/words/Organisation/zh-CN.json"
};

SEED(web_words_upkeep_en, "web/words/Upkeep/en.json")
#embed "../Sources/Server/Resources/words/Upkeep/en.json"
};

SEED(web_words_upkeep_zh_cn, "web/words/Upkeep/zh-CN.json")
#embed "../Sources/Server/Resources/words/Upkeep/zh-CN.json"
};

SEED(web_words_search_en, "web/words/Search/en.json")
#embed "../Sources/Server/Resources/words/Search/en.json"
};

SEED(web_words_search_zh_cn, "web/words/Search/zh-CN.json")
#embed "../Sources/Server/Resources/words/Search/zh-CN.json"
};

// The handbook in Chinese (Sources/Server/Web/Handbook/Handbook.swift).

SEED(handbook_readme, "handbook/README.md")
#embed "../docs/zh-CN/README.md"
};

SEED(handbook_install, "handbook/install.md")
#embed "../docs/zh-CN/install.md"
};

SEED(handbook_first_day, "handbook/first-day.md")
#embed "../docs/zh-CN/first-day.md"
};

SEED(handbook_month_office, "handbook/month-office.md")
#embed "../docs/zh-CN/month-office.md"
};

SEED(handbook_month_secretary, "handbook/month-secretary.md")
#embed "../docs/zh-CN/month-secretary.md"
};

SEED(handbook_month_member, "handbook/month-member.md")
#embed "../docs/zh-CN/month-member.md"
};

SEED(handbook_meetings, "handbook/meetings.md")
#embed "../docs/zh-CN/meetings.md"
};

SEED(handbook_decisions, "handbook/decisions.md")
#embed "../docs/zh-CN/decisions.md"
};

SEED(handbook_auditor, "handbook/auditor.md")
#embed "../docs/zh-CN/auditor.md"
};

SEED(handbook_proof, "handbook/proof.md")
#embed "../docs/zh-CN/proof.md"
};

SEED(handbook_questions, "handbook/questions.md")
#embed "../docs/zh-CN/questions.md"
};

SEED(handbook_image_agenda, "handbook/images/agenda.png")
#embed "../docs/zh-CN/images/agenda.png"
};

SEED(handbook_image_explanation, "handbook/images/explanation.png")
#embed "../docs/zh-CN/images/explanation.png"
};

SEED(handbook_image_import_preview, "handbook/images/import-preview.png")
#embed "../docs/zh-CN/images/import-preview.png"
};

SEED(handbook_image_meeting, "handbook/images/meeting.png")
#embed "../docs/zh-CN/images/meeting.png"
};

SEED(handbook_image_member_phone, "handbook/images/member-phone.png")
#embed "../docs/zh-CN/images/member-phone.png"
};

SEED(handbook_image_notice, "handbook/images/notice.png")
#embed "../docs/zh-CN/images/notice.png"
};

SEED(handbook_image_progress, "handbook/images/progress.png")
#embed "../docs/zh-CN/images/progress.png"
};

SEED(handbook_image_ranking, "handbook/images/ranking.png")
#embed "../docs/zh-CN/images/ranking.png"
};

SEED(handbook_image_scores, "handbook/images/scores.png")
#embed "../docs/zh-CN/images/scores.png"
};

SEED(handbook_image_start, "handbook/images/start.png")
#embed "../docs/zh-CN/images/start.png"
};

SEED(handbook_image_today_office, "handbook/images/today-office.png")
#embed "../docs/zh-CN/images/today-office.png"
};

SEED(handbook_image_today_secretary, "handbook/images/today-secretary.png")
#embed "../docs/zh-CN/images/today-secretary.png"
};

static const struct zhibu_seed seeds[] = {
    {"common-passwords.txt", common_passwords, sizeof common_passwords},
    {"holidays.csv", holidays, sizeof holidays},
    {"rules.json", rules, sizeof rules},
    {"diagnosis.json", diagnosis, sizeof diagnosis},
    {"schemes/four-tiers.json", scheme_four_tiers, sizeof scheme_four_tiers},
    {"schemes/from-base.json", scheme_from_base, sizeof scheme_from_base},
    {"schemes/two-tiers.json", scheme_two_tiers, sizeof scheme_two_tiers},
    {"demo/scheme.json", demo_scheme, sizeof demo_scheme},
    {"demo/branches.csv", demo_branches, sizeof demo_branches},
    {"demo/members.csv", demo_members, sizeof demo_members},
    {"demo/areas.csv", demo_areas, sizeof demo_areas},
    {"demo/scores-1.csv", demo_scores_1, sizeof demo_scores_1},
    {"demo/adjustments-1.csv", demo_adjustments_1, sizeof demo_adjustments_1},
    {"demo/scores-2.csv", demo_scores_2, sizeof demo_scores_2},
    {"demo/adjustments-2.csv", demo_adjustments_2, sizeof demo_adjustments_2},
    {"demo/scores-3.csv", demo_scores_3, sizeof demo_scores_3},
    {"demo/adjustments-3.csv", demo_adjustments_3, sizeof demo_adjustments_3},
    {"demo/scores-4.csv", demo_scores_4, sizeof demo_scores_4},
    {"demo/adjustments-4.csv", demo_adjustments_4, sizeof demo_adjustments_4},
    {"demo/scores-5.csv", demo_scores_5, sizeof demo_scores_5},
    {"demo/adjustments-5.csv", demo_adjustments_5, sizeof demo_adjustments_5},
    {"demo/late-1.csv", demo_late_1, sizeof demo_late_1},
    {"demo/late-2.csv", demo_late_2, sizeof demo_late_2},
    {"demo/revised-3.csv", demo_revised_3, sizeof demo_revised_3},
    {"demo/missing-4.csv", demo_missing_4, sizeof demo_missing_4},
    {"demo/elections.json", demo_elections, sizeof demo_elections},
    {"demo/ballots.json", demo_ballots, sizeof demo_ballots},
    {"demo/suggestions.json", demo_suggestions, sizeof demo_suggestions},
    {"demo/motions.json", demo_motions, sizeof demo_motions},
    {"demo/ledgers.json", demo_ledgers, sizeof demo_ledgers},
    {"demo/meetings.json", demo_meetings, sizeof demo_meetings},
    {"web/templates/account-record.mustache", web_account_record, sizeof web_account_record},
    {"web/templates/account.mustache", web_account, sizeof web_account},
    {"web/templates/accounts.mustache", web_accounts, sizeof web_accounts},
    {"web/templates/adjustment.mustache", web_adjustment, sizeof web_adjustment},
    {"web/templates/adjustments.mustache", web_adjustments, sizeof web_adjustments},
    {"web/templates/administration.mustache", web_administration, sizeof web_administration},
    {"web/templates/alert.mustache", web_alert, sizeof web_alert},
    {"web/templates/area-facts.mustache", web_area_facts, sizeof web_area_facts},
    {"web/templates/area-lines.mustache", web_area_lines, sizeof web_area_lines},
    {"web/templates/area.mustache", web_area, sizeof web_area},
    {"web/templates/audit-verification.mustache", web_audit_verification, sizeof web_audit_verification},
    {"web/templates/assessors.mustache", web_assessors, sizeof web_assessors},
    {"web/templates/audit.mustache", web_audit, sizeof web_audit},
    {"web/templates/award-lines.mustache", web_award_lines, sizeof web_award_lines},
    {"web/templates/bar-chart.mustache", web_bar_chart, sizeof web_bar_chart},
    {"web/templates/attachments.mustache", web_attachments, sizeof web_attachments},
    {"web/templates/attendance.mustache", web_attendance, sizeof web_attendance},
    {"web/templates/branch-meetings.mustache", web_branch_meetings, sizeof web_branch_meetings},
    {"web/templates/branch.mustache", web_branch, sizeof web_branch},
    {"web/templates/branches.mustache", web_branches, sizeof web_branches},
    {"web/templates/brought-snapshot.mustache", web_brought_snapshot, sizeof web_brought_snapshot},
    {"web/templates/calendar-address.mustache", web_calendar_address, sizeof web_calendar_address},
    {"web/templates/calendar.mustache", web_calendar, sizeof web_calendar},
    {"web/templates/certificate.mustache", web_certificate, sizeof web_certificate},
    {"web/templates/closing-changes.mustache", web_closing_changes, sizeof web_closing_changes},
    {"web/templates/committees.mustache", web_committees, sizeof web_committees},
    {"web/templates/reorganisation.mustache", web_reorganisation, sizeof web_reorganisation},
    {"web/templates/confirm.mustache", web_confirm, sizeof web_confirm},
    {"web/templates/csrf.mustache", web_csrf, sizeof web_csrf},
    {"web/templates/cycle-head.mustache", web_cycle_head, sizeof web_cycle_head},
    {"web/templates/cycle.mustache", web_cycle, sizeof web_cycle},
    {"web/templates/cycles.mustache", web_cycles, sizeof web_cycles},
    {"web/templates/document-link.mustache", web_document_link, sizeof web_document_link},
    {"web/templates/official-paper.mustache", web_official_paper, sizeof web_official_paper},
    {"web/templates/year-book.mustache", web_year_book, sizeof web_year_book},
    {"web/templates/handover.mustache", web_handover, sizeof web_handover},
    {"web/templates/handovers.mustache", web_handovers, sizeof web_handovers},
    {"web/templates/work.mustache", web_work, sizeof web_work},
    {"web/templates/agenda.mustache", web_agenda, sizeof web_agenda},
    {"web/templates/asks.mustache", web_asks, sizeof web_asks},
    {"web/templates/plans.mustache", web_plans, sizeof web_plans},
    {"web/templates/talks.mustache", web_talks, sizeof web_talks},
    {"web/templates/elections.mustache", web_elections, sizeof web_elections},
    {"web/templates/election.mustache", web_election, sizeof web_election},
    {"web/templates/secret-ballots.mustache", web_secret_ballots, sizeof web_secret_ballots},
    {"web/templates/secret-ballot.mustache", web_secret_ballot, sizeof web_secret_ballot},
    {"web/templates/told-code.mustache", web_told_code, sizeof web_told_code},
    {"web/templates/ballot-box.mustache", web_ballot_box, sizeof web_ballot_box},
    {"web/templates/suggestions.mustache", web_suggestions, sizeof web_suggestions},
    {"web/templates/suggestion.mustache", web_suggestion, sizeof web_suggestion},
    {"web/templates/suggestion-box.mustache", web_suggestion_box, sizeof web_suggestion_box},
    {"web/templates/motions.mustache", web_motions, sizeof web_motions},
    {"web/templates/motion.mustache", web_motion, sizeof web_motion},
    {"web/templates/resolution.mustache", web_resolution, sizeof web_resolution},
    {"web/templates/appraisals.mustache", web_appraisals, sizeof web_appraisals},
    {"web/templates/appraisal.mustache", web_appraisal, sizeof web_appraisal},
    {"web/templates/appraisal-statement.mustache", web_appraisal_statement, sizeof web_appraisal_statement},
    {"web/templates/member-rights.mustache", web_member_rights, sizeof web_member_rights},
    {"web/templates/care.mustache", web_care, sizeof web_care},
    {"web/templates/care-counts.mustache", web_care_counts, sizeof web_care_counts},
    {"web/templates/talk-pairs.mustache", web_talk_pairs, sizeof web_talk_pairs},
    {"web/templates/step-lines.mustache", web_step_lines, sizeof web_step_lines},
    {"web/templates/download-links.mustache", web_download_links, sizeof web_download_links},
    {"web/templates/downloads.mustache", web_downloads, sizeof web_downloads},
    {"web/templates/error.mustache", web_error, sizeof web_error},
    {"web/templates/explanation.mustache", web_explanation, sizeof web_explanation},
    {"web/templates/facts.mustache", web_facts, sizeof web_facts},
    {"web/templates/field.mustache", web_field, sizeof web_field},
    {"web/templates/search.mustache", web_search, sizeof web_search},
    {"web/templates/finding.mustache", web_finding, sizeof web_finding},
    {"web/templates/findings.mustache", web_findings, sizeof web_findings},
    {"web/templates/branch-attendance.mustache", web_branch_attendance, sizeof web_branch_attendance},
    {"web/templates/member-attendance.mustache", web_member_attendance, sizeof web_member_attendance},
    {"web/templates/secretaries-attendance.mustache", web_secretaries_attendance, sizeof web_secretaries_attendance},
    {"web/templates/finding-ledger.mustache", web_finding_ledger, sizeof web_finding_ledger},
    {"web/templates/form.mustache", web_form, sizeof web_form},
    {"web/templates/handbook.mustache", web_handbook, sizeof web_handbook},
    {"web/templates/handbook-block.mustache", web_handbook_block, sizeof web_handbook_block},
    {"web/templates/handbook-runs.mustache", web_handbook_runs, sizeof web_handbook_runs},
    {"web/templates/help.mustache", web_help, sizeof web_help},
    {"web/templates/history-lines.mustache", web_history_lines, sizeof web_history_lines},
    {"web/templates/honours.mustache", web_honours, sizeof web_honours},
    {"web/templates/import-page.mustache", web_import_page, sizeof web_import_page},
    {"web/templates/import-preview.mustache", web_import_preview, sizeof web_import_preview},
    {"web/templates/import-reading.mustache", web_import_reading, sizeof web_import_reading},
    {"web/templates/jumps.mustache", web_jumps, sizeof web_jumps},
    {"web/templates/layout.mustache", web_layout, sizeof web_layout},
    {"web/templates/line-chart.mustache", web_line_chart, sizeof web_line_chart},
    {"web/templates/link-made.mustache", web_link_made, sizeof web_link_made},
    {"web/templates/link-slips.mustache", web_link_slips, sizeof web_link_slips},
    {"web/templates/link-spent.mustache", web_link_spent, sizeof web_link_spent},
    {"web/templates/meeting.mustache", web_meeting, sizeof web_meeting},
    {"web/templates/meetings.mustache", web_meetings, sizeof web_meetings},
    {"web/templates/member.mustache", web_member, sizeof web_member},
    {"web/templates/member-year.mustache", web_member_year, sizeof web_member_year},
    {"web/templates/members.mustache", web_members, sizeof web_members},
    {"web/templates/minutes.mustache", web_minutes, sizeof web_minutes},
    {"web/templates/more.mustache", web_more, sizeof web_more},
    {"web/templates/eligibility.mustache", web_eligibility, sizeof web_eligibility},
    {"web/templates/eligibility-lines.mustache", web_eligibility_lines, sizeof web_eligibility_lines},
    {"web/templates/eligibility-note.mustache", web_eligibility_note, sizeof web_eligibility_note},
    {"web/templates/month-eligibility.mustache", web_month_eligibility, sizeof web_month_eligibility},
    {"web/templates/due.mustache", web_due, sizeof web_due},
    {"web/templates/burden.mustache", web_burden, sizeof web_burden},
    {"web/templates/reminders.mustache", web_reminders, sizeof web_reminders},
    {"web/templates/year-at-a-glance.mustache", web_year_at_a_glance, sizeof web_year_at_a_glance},
    {"web/templates/diagnosis.mustache", web_diagnosis, sizeof web_diagnosis},
    {"web/templates/committee-diagnosis.mustache", web_committee_diagnosis, sizeof web_committee_diagnosis},
    {"web/templates/figure-records.mustache", web_figure_records, sizeof web_figure_records},
    {"web/templates/staffing.mustache", web_staffing, sizeof web_staffing},
    {"web/templates/cadence-rules.mustache", web_cadence_rules, sizeof web_cadence_rules},
    {"web/templates/honours-ledger.mustache", web_honours_ledger, sizeof web_honours_ledger},
    {"web/templates/honours-ledger-lines.mustache", web_honours_ledger_lines, sizeof web_honours_ledger_lines},
    {"web/templates/objection.mustache", web_objection, sizeof web_objection},
    {"web/templates/objections.mustache", web_objections, sizeof web_objections},
    {"web/templates/objector.mustache", web_objector, sizeof web_objector},
    {"web/templates/objection-paper.mustache", web_objection_paper, sizeof web_objection_paper},
    {"web/templates/notice-page.mustache", web_notice_page, sizeof web_notice_page},
    {"web/templates/notice.mustache", web_notice, sizeof web_notice},
    {"web/templates/operation.mustache", web_operation, sizeof web_operation},
    {"web/templates/operations.mustache", web_operations, sizeof web_operations},
    {"web/templates/overview.mustache", web_overview, sizeof web_overview},
    {"web/templates/own-areas.mustache", web_own_areas, sizeof web_own_areas},
    {"web/templates/paper-forms.mustache", web_paper_forms, sizeof web_paper_forms},
    {"web/templates/password.mustache", web_password, sizeof web_password},
    {"web/templates/remarks.mustache", web_remarks, sizeof web_remarks},
    {"web/templates/paste-preview.mustache", web_paste_preview, sizeof web_paste_preview},
    {"web/templates/people.mustache", web_people, sizeof web_people},
    {"web/templates/performance.mustache", web_performance, sizeof web_performance},
    {"web/templates/phone.mustache", web_phone, sizeof web_phone},
    {"web/templates/qr-code.mustache", web_qr_code, sizeof web_qr_code},
    {"web/templates/ranking.mustache", web_ranking, sizeof web_ranking},
    {"web/templates/record-files.mustache", web_record_files, sizeof web_record_files},
    {"web/templates/recovery-codes.mustache", web_recovery_codes, sizeof web_recovery_codes},
    {"web/templates/resume.mustache", web_resume, sizeof web_resume},
    {"web/templates/roles.mustache", web_roles, sizeof web_roles},
    {"web/templates/scheme.mustache", web_scheme, sizeof web_scheme},
    {"web/templates/schemes.mustache", web_schemes, sizeof web_schemes},
    {"web/templates/scores.mustache", web_scores, sizeof web_scores},
    {"web/templates/second-factor.mustache", web_second_factor, sizeof web_second_factor},
    {"web/templates/section-head.mustache", web_section_head, sizeof web_section_head},
    {"web/templates/sign-in-code.mustache", web_sign_in_code, sizeof web_sign_in_code},
    {"web/templates/sign-in.mustache", web_sign_in, sizeof web_sign_in},
    {"web/templates/snapshots.mustache", web_snapshots, sizeof web_snapshots},
    {"web/templates/spark.mustache", web_spark, sizeof web_spark},
    {"web/templates/start.mustache", web_start, sizeof web_start},
    {"web/templates/statement.mustache", web_statement, sizeof web_statement},
    {"web/templates/steps.mustache", web_steps, sizeof web_steps},
    {"web/templates/table-head.mustache", web_table_head, sizeof web_table_head},
    {"web/templates/table-tools.mustache", web_table_tools, sizeof web_table_tools},
    {"web/templates/today.mustache", web_today, sizeof web_today},
    {"web/templates/token-made.mustache", web_token_made, sizeof web_token_made},
    {"web/templates/upkeep.mustache", web_upkeep, sizeof web_upkeep},
    {"web/templates/verdict.mustache", web_verdict, sizeof web_verdict},
    {"web/styles/zhibu.css", web_style, sizeof web_style},
    {"web/scripts/pasted.js", web_script_pasted, sizeof web_script_pasted},
    {"web/scripts/preview.js", web_script_preview, sizeof web_script_preview},
    {"web/scripts/history.js", web_script_history, sizeof web_script_history},
    {"web/scripts/walk.js", web_script_walk, sizeof web_script_walk},
    {"web/scripts/single.js", web_script_single, sizeof web_script_single},
    {"web/scripts/lost.js", web_script_lost, sizeof web_script_lost},
    {"web/scripts/grid.js", web_script_grid, sizeof web_script_grid},
    {"web/scripts/zhibu.js", web_script, sizeof web_script},
    {"web/icons/zhibu.svg", web_icon, sizeof web_icon},
    {"web/sentences/en.json", web_sentences_en, sizeof web_sentences_en},
    {"web/sentences/zh-CN.json", web_sentences_zh_cn, sizeof web_sentences_zh_cn},
    {"web/words/Access/en.json", web_words_access_en, sizeof web_words_access_en},
    {"web/words/Access/zh-CN.json", web_words_access_zh_cn, sizeof web_words_access_zh_cn},
    {"web/words/Areas/en.json", web_words_areas_en, sizeof web_words_areas_en},
    {"web/words/Areas/zh-CN.json", web_words_areas_zh_cn, sizeof web_words_areas_zh_cn},
    {"web/words/Assessment/en.json", web_words_assessment_en, sizeof web_words_assessment_en},
    {"web/words/Assessment/zh-CN.json", web_words_assessment_zh_cn, sizeof web_words_assessment_zh_cn},
    {"web/words/Attachments/en.json", web_words_attachments_en, sizeof web_words_attachments_en},
    {"web/words/Attachments/zh-CN.json", web_words_attachments_zh_cn, sizeof web_words_attachments_zh_cn},
    {"web/words/Awards/en.json", web_words_awards_en, sizeof web_words_awards_en},
    {"web/words/Awards/zh-CN.json", web_words_awards_zh_cn, sizeof web_words_awards_zh_cn},
    {"web/words/Bookkeeping/en.json", web_words_bookkeeping_en, sizeof web_words_bookkeeping_en},
    {"web/words/Bookkeeping/zh-CN.json", web_words_bookkeeping_zh_cn, sizeof web_words_bookkeeping_zh_cn},
    {"web/words/Console/en.json", web_words_console_en, sizeof web_words_console_en},
    {"web/words/Console/zh-CN.json", web_words_console_zh_cn, sizeof web_words_console_zh_cn},
    {"web/templates/ledger.mustache", web_ledger, sizeof web_ledger},
    {"web/templates/activity-mix.mustache", web_activity_mix, sizeof web_activity_mix},
    {"web/templates/training-year.mustache", web_training_year, sizeof web_training_year},
    {"web/templates/secretary-years.mustache", web_secretary_years, sizeof web_secretary_years},
    {"web/templates/foci.mustache", web_foci, sizeof web_foci},
    {"web/templates/focus.mustache", web_focus, sizeof web_focus},
    {"web/templates/focus-shares.mustache", web_focus_shares, sizeof web_focus_shares},
    {"web/templates/checklists.mustache", web_checklists, sizeof web_checklists},
    {"web/templates/ledgers.mustache", web_ledgers, sizeof web_ledgers},
    {"web/words/Ledgers/en.json", web_words_ledgers_en, sizeof web_words_ledgers_en},
    {"web/words/Ledgers/zh-CN.json", web_words_ledgers_zh_cn, sizeof web_words_ledgers_zh_cn},
    {"web/words/Decisions/en.json", web_words_decisions_en, sizeof web_words_decisions_en},
    {"web/words/Decisions/zh-CN.json", web_words_decisions_zh_cn, sizeof web_words_decisions_zh_cn},
    {"web/words/Care/en.json", web_words_care_en, sizeof web_words_care_en},
    {"web/words/Care/zh-CN.json", web_words_care_zh_cn, sizeof web_words_care_zh_cn},
    {"web/words/Diagnosis/en.json", web_words_diagnosis_en, sizeof web_words_diagnosis_en},
    {"web/words/Diagnosis/zh-CN.json", web_words_diagnosis_zh_cn, sizeof web_words_diagnosis_zh_cn},
    {"web/words/Cadence/en.json", web_words_cadence_en, sizeof web_words_cadence_en},
    {"web/words/Cadence/zh-CN.json", web_words_cadence_zh_cn, sizeof web_words_cadence_zh_cn},
    {"web/words/Meetings/en.json", web_words_meetings_en, sizeof web_words_meetings_en},
    {"web/words/Meetings/zh-CN.json", web_words_meetings_zh_cn, sizeof web_words_meetings_zh_cn},
    {"web/words/Organisation/en.json", web_words_organisation_en, sizeof web_words_organisation_en},
    {"web/words/Organisation/zh-CN.json", web_words_organisation_zh_cn, sizeof web_words_organisation_zh_cn},
    {"web/words/Upkeep/en.json", web_words_upkeep_en, sizeof web_words_upkeep_en},
    {"web/words/Upkeep/zh-CN.json", web_words_upkeep_zh_cn, sizeof web_words_upkeep_zh_cn},
    {"web/words/Search/en.json", web_words_search_en, sizeof web_words_search_en},
    {"web/words/Search/zh-CN.json", web_words_search_zh_cn, sizeof web_words_search_zh_cn},
    {"handbook/README.md", handbook_readme, sizeof handbook_readme},
    {"handbook/install.md", handbook_install, sizeof handbook_install},
    {"handbook/first-day.md", handbook_first_day, sizeof handbook_first_day},
    {"handbook/month-office.md", handbook_month_office, sizeof handbook_month_office},
    {"handbook/month-secretary.md", handbook_month_secretary, sizeof handbook_month_secretary},
    {"handbook/month-member.md", handbook_month_member, sizeof handbook_month_member},
    {"handbook/meetings.md", handbook_meetings, sizeof handbook_meetings},
    {"handbook/decisions.md", handbook_decisions, sizeof handbook_decisions},
    {"handbook/auditor.md", handbook_auditor, sizeof handbook_auditor},
    {"handbook/proof.md", handbook_proof, sizeof handbook_proof},
    {"handbook/questions.md", handbook_questions, sizeof handbook_questions},
    {"handbook/images/agenda.png", handbook_image_agenda, sizeof handbook_image_agenda},
    {"handbook/images/explanation.png", handbook_image_explanation, sizeof handbook_image_explanation},
    {"handbook/images/import-preview.png", handbook_image_import_preview, sizeof handbook_image_import_preview},
    {"handbook/images/meeting.png", handbook_image_meeting, sizeof handbook_image_meeting},
    {"handbook/images/member-phone.png", handbook_image_member_phone, sizeof handbook_image_member_phone},
    {"handbook/images/notice.png", handbook_image_notice, sizeof handbook_image_notice},
    {"handbook/images/progress.png", handbook_image_progress, sizeof handbook_image_progress},
    {"handbook/images/ranking.png", handbook_image_ranking, sizeof handbook_image_ranking},
    {"handbook/images/scores.png", handbook_image_scores, sizeof handbook_image_scores},
    {"handbook/images/start.png", handbook_image_start, sizeof handbook_image_start},
    {"handbook/images/today-office.png", handbook_image_today_office, sizeof handbook_image_today_office},
    {"handbook/images/today-secretary.png", handbook_image_today_secretary, sizeof handbook_image_today_secretary},
};

const struct zhibu_seed *zhibu_seed_named(const char *name) {
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        if (strcmp(seeds[i].name, name) == 0) {
            return &seeds[i];
        }
    }
    return NULL;
}

const char *zhibu_commit(void) {
#ifdef ZHIBU_COMMIT
    return ZHIBU_COMMIT;
#else
    return NULL;
#endif
}
