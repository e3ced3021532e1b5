/// What a part of a ledger's entry is called, inside: in the API, the files that are kept, the audit. One that means the same
/// in several ledgers is one.
package enum LedgerKey: String, CaseIterable, Hashable, Sendable {
    // Of several.
    case day, until, due, area, member, place, provision, words, outcome, result, answer, standard, title, reason
    case saidOn, checkedOn, whatWasDone, takingPart, speakers, topic, topicSet, theme, questions, branch, attendance
    case focus

    // 办实事
    case matter, askedOn, source, forWhom, isManaged, trouble, handling, takenOnBy, doneOn, cost, askedHow, stillHelps

    // 普法
    case audience, rationale, carriedOut, caseTold

    // 承诺
    case promise

    // 创先争优
    case basis, goals, whatStays

    // 制度
    case edition, adoptedOn, adoptedIn, lookAgainBy, content

    // 廉政风险岗位
    case post, foundOn, risk, guardAgainst, answerable

    // 作风
    case fact, sign, seenBy, circumstances

    // 参与重大事项
    case decisionKind, askedBy, papersOn, discussed, dissent, stance, opinion, receivedBy, reply

    // 建言献策
    case offered, answeredBy

    // 专题研讨
    case arguments, agreed

    // 调研文章
    case author, coauthors, question, method, sources, summary, reviewer, trueProblem, groundsEnough
    case remedyWorks, grade

    // 督导检查
    case inspectionKind, inspectors, present, duration, checklist, whatWasFound, shortcomings, goodPractice, isMended

    // 现场会、观摩会、座谈会
    case exchangeKind, shown, visitors, hostHours, takeHome

    // 典型经验
    case inOneSentence, problem, background, conditions, procedure, figures, whatFailed, contact

    // 教育培训
    case course, category, trainingForm, level, provider, hours, certificate
}

/// What can be chosen in a part.
package enum LedgerChoice: String, CaseIterable, Hashable, Sendable {
    case other

    // From where it was asked.
    case visit, hotline, request, letter

    // For whom, and to whom.
    case resident, shop, stallholder, company, pupils, colleagues

    // 立刻办, 限期办, 分期办
    case atOnce, byDay, inStages

    // What somebody says of what was done for them, and how they were asked.
    case satisfied, partlySatisfied, dissatisfied
    case onPaper, byTelephone, inPerson

    // Of a commitment.
    case full, partly, notAtAll
    case keptPromise, partlyKept, brokenPromise

    // 支部建设, 队员思想动态, free; how good a paper is.
    case branchBuilding, officersThinking, freeTopic
    case good, fair, poor
    case first, second, third, notGraded

    // 作风: the sign of a fact.
    case goodExample, toBetter

    // What kind of decision it is; of one about a single case no branch has an opinion.
    case direction, overall, personnel, interests, rules, singleCase
    // What the branch says of it, and what was answered.
    case inFavour, conditional, opposed, suggesting
    case adoptedWhole, adoptedPartly, notAdopted

    // How an inspection is made.
    case planned, unannounced, crossed, recheck

    // 现场会, 观摩会, 座谈会
    case onSite, observation, symposium

    // The document's four problems.
    case weakCohesion, singleForm, roleAFormality, farFromPeople

    // What came of an experience elsewhere.
    case wasKept, wasDropped

    // 理论, 管理, 法律, 党务; how and by whom it is given.
    case theory, management, law, partyWork
    case partySchool, concentrated, collective, onTheSpot, online
    case countyOrAbove, bureau, ofBranch
}
