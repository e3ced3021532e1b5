import Domain

// What people call ledgers, their parts, and what becomes of their entries.

extension Ledger: Worded {
    var word: Word {
        switch self {
        case .seminar: .ledgerSeminar
        case .paper: .ledgerPaper
        case .inspection: .ledgerInspection
        case .exchange: .ledgerExchange
        case .experience: .ledgerExperience
        case .training: .ledgerTraining
        case .deed: .ledgerDeed
        case .publicity: .ledgerPublicity
        case .commitment: .ledgerCommitment
        case .campaign: .ledgerCampaign
        case .bylaw: .ledgerBylaw
        case .riskPost: .ledgerRiskPost
        case .conduct: .ledgerConduct
        case .opinion: .ledgerOpinion
        case .offer: .ledgerOffer
        }
    }
}

extension LedgerState: Worded {
    var word: Word {
        switch self {
        case .recorded: .entryRecorded
        case .open: .entryOpen
        case .done: .entryDone
        case .confirmed: .entryConfirmed
        case .approved: .entryApproved
        case .submitted: .entrySubmitted
        case .graded: .entryGraded
        case .signed: .entrySigned
        case .fedBack: .entryFedBack
        case .published: .entryPublished
        case .inForce: .entryInForce
        case .closed: .entryClosed
        case .withdrawn: .entryWithdrawn
        }
    }
}

extension LedgerStep.Kind: Worded {
    var word: Word {
        switch self {
        case .done: .takeDone
        case .confirmed: .takeConfirmed
        case .lookedAgain: .takeLookedAgain
        case .approved: .takeApproved
        case .submitted: .takeSubmitted
        case .reviewed: .takeReviewed
        case .graded: .takeGraded
        case .adopted: .takeAdopted
        case .kept: .takeKept
        case .judged: .takeJudged
        case .followedUp: .takeFollowedUp
        case .answered: .takeAnswered
        case .countersigned: .takeCountersigned
        case .fedBack: .takeFedBack
        case .takenHome: .takeTakenHome
        case .published: .takePublished
        case .takenUp: .takeTakenUp
        case .triedOut: .takeTriedOut
        case .reached: .takeReached
        case .renewed: .takeRenewed
        case .ended: .takeEnded
        case .remarked: .takeRemarked
        case .withdrawn: .takeWithdrawn
        }
    }
}

extension LedgerChoice: Worded {
    var word: Word {
        switch self {
        case .other: .pickedOther
        case .visit: .pickedVisit
        case .hotline: .pickedHotline
        case .request: .pickedRequest
        case .letter: .pickedLetter
        case .resident: .pickedResident
        case .shop: .pickedShop
        case .stallholder: .pickedStallholder
        case .company: .pickedCompany
        case .pupils: .pickedPupils
        case .colleagues: .pickedColleagues
        case .atOnce: .pickedAtOnce
        case .byDay: .pickedByDay
        case .inStages: .pickedInStages
        case .satisfied: .pickedSatisfied
        case .partlySatisfied: .pickedPartlySatisfied
        case .dissatisfied: .pickedDissatisfied
        case .onPaper: .pickedOnPaper
        case .byTelephone: .pickedByTelephone
        case .inPerson: .pickedInPerson
        case .full: .pickedFull
        case .partly: .pickedPartly
        case .notAtAll: .pickedNotAtAll
        case .keptPromise: .pickedKeptPromise
        case .partlyKept: .pickedPartlyKept
        case .brokenPromise: .pickedBrokenPromise
        case .branchBuilding: .pickedBranchBuilding
        case .officersThinking: .pickedOfficersThinking
        case .freeTopic: .pickedFreeTopic
        case .good: .pickedGood
        case .fair: .pickedFair
        case .poor: .pickedPoor
        case .first: .pickedFirst
        case .second: .pickedSecond
        case .third: .pickedThird
        case .notGraded: .pickedNotGraded
        case .goodExample: .pickedGoodExample
        case .toBetter: .pickedToBetter
        case .direction: .pickedDirection
        case .overall: .pickedOverall
        case .personnel: .pickedPersonnel
        case .interests: .pickedInterests
        case .rules: .pickedRules
        case .singleCase: .pickedSingleCase
        case .inFavour: .pickedInFavour
        case .conditional: .pickedConditional
        case .opposed: .pickedOpposed
        case .suggesting: .pickedSuggesting
        case .adoptedWhole: .pickedAdoptedWhole
        case .adoptedPartly: .pickedAdoptedPartly
        case .notAdopted: .pickedNotAdopted
        case .planned: .pickedPlanned
        case .unannounced: .pickedUnannounced
        case .crossed: .pickedCrossed
        case .recheck: .pickedRecheck
        case .onSite: .pickedOnSite
        case .observation: .pickedObservation
        case .symposium: .pickedSymposium
        case .weakCohesion: .pickedWeakCohesion
        case .singleForm: .pickedSingleForm
        case .roleAFormality: .pickedRoleAFormality
        case .farFromPeople: .pickedFarFromPeople
        case .wasKept: .pickedWasKept
        case .wasDropped: .pickedWasDropped
        case .theory: .pickedTheory
        case .management: .pickedManagement
        case .law: .pickedLaw
        case .partyWork: .pickedPartyWork
        case .partySchool: .pickedPartySchool
        case .concentrated: .pickedConcentrated
        case .collective: .pickedCollective
        case .onTheSpot: .pickedOnTheSpot
        case .online: .pickedOnline
        case .countyOrAbove: .pickedCountyOrAbove
        case .bureau: .pickedBureau
        case .ofBranch: .pickedOfBranch
        }
    }
}

extension LedgerKey: Worded {
    var word: Word {
        switch self {
        case .day: .partDay
        case .due: .partDue
        case .area: .partArea
        case .focus: .focusServed
        case .member: .partMember
        case .place: .partPlace
        case .provision: .partProvision
        case .words: .partWords
        case .outcome: .partOutcome
        case .result: .partResult
        case .answer: .partAnswer
        case .standard: .partStandard
        case .title: .partTitle
        case .reason: .partReason
        case .saidOn: .partSaidOn
        case .checkedOn: .partCheckedOn
        case .whatWasDone: .partWhatWasDone
        case .matter: .partMatter
        case .askedOn: .partAskedOn
        case .source: .partSource
        case .forWhom: .partForWhom
        case .isManaged: .partIsManaged
        case .trouble: .partTrouble
        case .handling: .partHandling
        case .takenOnBy: .partTakenOnBy
        case .doneOn: .partDoneOn
        case .cost: .partCost
        case .askedHow: .partAskedHow
        case .stillHelps: .partStillHelps
        case .topic: .partTopic
        case .audience: .partAudience
        case .attendance: .partAttendance
        case .rationale: .partRationale
        case .carriedOut: .partCarriedOut
        case .caseTold: .partCaseTold
        case .questions: .partQuestions
        case .speakers: .partSpeakers
        case .promise: .partPromise
        case .topicSet: .partTopicSet
        case .author: .partAuthor
        case .coauthors: .partCoauthors
        case .question: .partQuestion
        case .method: .partMethod
        case .sources: .partSources
        case .summary: .partSummary
        case .reviewer: .partReviewer
        case .trueProblem: .partTrueProblem
        case .groundsEnough: .partGroundsEnough
        case .remedyWorks: .partRemedyWorks
        case .grade: .partGrade
        case .until: .partUntil
        case .takingPart: .partTakingPart
        case .theme: .partTheme
        case .branch: .partBranch
        case .basis: .partBasis
        case .goals: .partGoals
        case .whatStays: .partWhatStays
        case .edition: .partEdition
        case .adoptedOn: .partAdoptedOn
        case .adoptedIn: .partAdoptedIn
        case .lookAgainBy: .partLookAgainBy
        case .content: .partContent
        case .post: .partPost
        case .foundOn: .partFoundOn
        case .risk: .partRisk
        case .guardAgainst: .partGuardAgainst
        case .answerable: .partAnswerable
        case .fact: .partFact
        case .sign: .partSign
        case .seenBy: .partSeenBy
        case .circumstances: .partCircumstances
        case .decisionKind: .partDecisionKind
        case .askedBy: .partAskedBy
        case .papersOn: .partPapersOn
        case .discussed: .partDiscussed
        case .dissent: .partDissent
        case .stance: .partStance
        case .opinion: .partOpinion
        case .offered: .partOffered
        case .answeredBy: .partAnsweredBy
        case .receivedBy: .partReceivedBy
        case .reply: .partReply
        case .arguments: .partArguments
        case .agreed: .partAgreed
        case .inspectionKind: .partInspectionKind
        case .inspectors: .partInspectors
        case .present: .partPresent
        case .duration: .partDuration
        case .checklist: .partChecklist
        case .whatWasFound: .partWhatWasFound
        case .shortcomings: .partShortcomings
        case .goodPractice: .partGoodPractice
        case .isMended: .partIsMended
        case .exchangeKind: .partExchangeKind
        case .shown: .partShown
        case .visitors: .partVisitors
        case .hostHours: .partHostHours
        case .takeHome: .partTakeHome
        case .inOneSentence: .partInOneSentence
        case .problem: .partProblem
        case .background: .partBackground
        case .conditions: .partConditions
        case .procedure: .partProcedure
        case .figures: .partFigures
        case .whatFailed: .partWhatFailed
        case .contact: .partContact
        case .course: .partCourse
        case .category: .partCategory
        case .trainingForm: .partTrainingForm
        case .level: .partLevel
        case .provider: .partProvider
        case .hours: .partHours
        case .certificate: .partCertificate
        }
    }
}

extension LedgerKey {
    /// What stands above its column in an office's own tables.
    var headings: SpreadsheetHeadings {
        switch self {
        case .day: .named("日期", "Date", also: ["时间", "开展时间", "宣传时间", "开始日期", "起始日期", "检查日期"], need: .never)
        case .due: .named("时限", "Due", also: ["完成时限", "办理时限", "期限", "截止日期"], need: .never)
        case .focus: .named("服务重点", "Focus", also: ["执法重点", "执法工作重点", "重点工作"], need: .never)
        case .area: .named("责任区", "Area", also: ["所在责任区", "路段", "地段"], need: .never)
        case .member: .named("承诺人", "Who undertakes it", also: ["党员", "姓名", "承诺党员"], need: .never)
        case .place: .named("地点", "Place", also: ["宣传地点"], need: .never)
        case .provision: .named("法规条款", "Provision", also: ["内容", "依据", "涉及条款", "法规"], need: .never)
        case .words: .named("说明", "Remark", also: ["备注"], need: .never)
        case .outcome: .named("结果", "Outcome", also: ["成效"], need: .never)
        case .result: .named("结果", "Result", need: .never)
        case .answer: .named("评价", "Answer", also: ["群众评价"], need: .never)
        case .standard: .named("标准", "Standard", also: ["衡量标准", "考核标准"], need: .never)
        case .title: .named("标题", "Title", also: ["题目", "名称", "文章题目", "课题", "制度名称", "活动名称"], need: .never)
        case .reason: .named("原因", "Reason", need: .never)
        case .saidOn: .named("日期", "Said on", need: .never)
        case .checkedOn: .named("回访日期", "Seen on", need: .never)
        case .whatWasDone: .named("做了什么", "What was done", also: ["办理情况", "践诺情况"], need: .never)
        case .matter: .named("事项", "Matter", also: ["办实事事项", "实事内容"], need: .never)
        case .askedOn: .named("提出日期", "Asked on", also: ["受理日期", "登记日期", "提出时间", "日期"], need: .never)
        case .source: .named("来源", "Source", also: ["事项来源"], need: .never)
        case .forWhom: .named("受益对象", "For whom", also: ["服务对象", "对象"], need: .never)
        case .isManaged: .named("管理相对人", "Managed by the bureau", also: ["是否管理相对人"], need: .never)
        case .trouble: .named("难处", "What troubled them", also: ["困难", "诉求", "问题描述"], need: .never)
        case .handling: .named("办理类别", "How it is handled", also: ["类别"], need: .never)
        case .takenOnBy: .named("认领党员", "Taken on by", also: ["认领人", "责任人"], need: .never)
        case .doneOn: .named("办结日期", "Done on", need: .never)
        case .cost: .named("花费", "Cost", need: .never)
        case .askedHow: .named("回访方式", "How they were asked", need: .never)
        case .stillHelps: .named("三个月后是否仍有效", "Whether it still helps", need: .never)
        case .topic: .named("主题", "Topic", also: ["宣传主题"], need: .never)
        case .audience: .named("宣传对象", "Audience", also: ["对象"], need: .never)
        case .attendance: .named("人数", "How many", also: ["参加人数"], need: .never)
        case .rationale: .named("为什么这样规定", "Why it is so", also: ["说理", "理由"], need: .never)
        case .carriedOut: .named("怎样执行", "How it is carried out", also: ["措施"], need: .never)
        case .caseTold: .named("案例", "Case", also: ["以案释法"], need: .never)
        case .questions: .named("群众提问", "Questions asked", also: ["提问"], need: .never)
        case .speakers: .named("宣讲人", "Speakers", also: ["主讲人"], need: .never)
        case .promise: .named("承诺内容", "What is undertaken", also: ["承诺", "公开承诺"], need: .never)
        case .topicSet: .named("选题", "Topic set", also: ["选题方向"], need: .never)
        case .author: .named("作者", "Author", also: ["执笔人"], need: .never)
        case .coauthors: .named("合作者", "With", also: ["参与人"], need: .never)
        case .question: .named("研究的问题", "Question", also: ["问题"], need: .never)
        case .method: .named("方法", "Method", also: ["调研方法"], need: .never)
        case .sources: .named("依据的材料", "Sources", also: ["材料来源"], need: .never)
        case .summary: .named("摘要", "Summary", also: ["主要观点"], need: .never)
        case .reviewer: .named("评审人", "Reviewer", need: .never)
        case .trueProblem: .named("问题真实", "The problem is real", need: .never)
        case .groundsEnough: .named("依据充分", "The grounds suffice", need: .never)
        case .remedyWorks: .named("对策可行", "The remedy works", need: .never)
        case .grade: .named("等次", "Grade", need: .never)
        case .until: .named("结束日期", "Until", also: ["截止日期", "止"], need: .never)
        case .takingPart: .named("参加党员", "Taking part", also: ["参加人员", "参训人员", "参加人", "人员名单"], need: .never)
        case .theme: .named("主题", "Theme", also: ["活动主题", "会议主题"], need: .never)
        case .branch: .named("支部", "Branch", need: .never)
        case .basis: .named("依据文件", "Basis", also: ["依据"], need: .never)
        case .goals: .named("目标", "Goals", also: ["工作目标", "争创目标"], need: .never)
        case .whatStays: .named("留下什么", "What stays", also: ["长效做法"], need: .never)
        case .edition: .named("版本", "Edition", also: ["版次"], need: .never)
        case .adoptedOn: .named("通过日期", "Adopted on", also: ["制定日期", "通过时间"], need: .never)
        case .adoptedIn: .named("通过的会议", "Adopted in", also: ["审议会议"], need: .never)
        case .lookAgainBy: .named("下次复核日期", "Look again by", also: ["复核日期", "下次复核"], need: .never)
        case .content: .named("内容", "Content", also: ["制度内容", "正文"], need: .never)
        case .post: .named("岗位", "Post", also: ["岗位名称", "风险岗位"], need: .never)
        case .foundOn: .named("排查日期", "Found on", also: ["日期"], need: .never)
        case .risk: .named("风险点", "Risk", also: ["廉政风险点", "风险"], need: .never)
        case .guardAgainst: .named("防控措施", "Guard", also: ["措施"], need: .never)
        case .answerable: .named("责任人", "Answerable", also: ["岗位责任人"], need: .never)
        case .fact: .named("事实", "Fact", also: ["具体表现", "作风表现"], need: .never)
        case .sign: .named("性质", "Sign", also: ["类别"], need: .never)
        case .seenBy: .named("反映人或发现人", "Seen by", also: ["发现人", "来源"], need: .never)
        case .circumstances: .named("情况说明", "Circumstances", also: ["情况"], need: .never)
        case .decisionKind: .named("决策类别", "Kind of decision", also: ["类别", "事项类别"], need: .never)
        case .askedBy: .named("征求意见单位", "Asked by", also: ["提出单位", "征求单位"], need: .never)
        case .papersOn: .named("收到材料日期", "Papers received on", also: ["材料送达日期"], need: .never)
        case .discussed: .named("支部讨论情况", "What the branch said", also: ["讨论情况"], need: .never)
        case .dissent: .named("不同意见", "Dissent", need: .never)
        case .stance: .named("意见类别", "Stance", also: ["态度"], need: .never)
        case .offered: .named("建议内容", "What is offered", also: ["建议", "意见建议"], need: .never)
        case .answeredBy: .named("答复人", "Answered by", also: ["答复单位"], need: .never)
        case .opinion: .named("意见内容", "Opinion", also: ["意见", "意见建议"], need: .never)
        case .receivedBy: .named("接收人", "Received by", also: ["签收人"], need: .never)
        case .reply: .named("答复结果", "Answer", also: ["采纳情况"], need: .never)
        case .arguments: .named("主要观点", "What was argued", also: ["观点", "研讨观点"], need: .never)
        case .agreed: .named("形成共识", "What was agreed", also: ["共识"], need: .never)
        case .inspectionKind: .named("检查方式", "Kind of inspection", also: ["方式"], need: .never)
        case .inspectors: .named("检查人员", "Inspectors", also: ["检查组成员", "检查人"], need: .never)
        case .present: .named("支部在场人员", "Present of the branch", also: ["在场人员"], need: .never)
        case .duration: .named("用时（分钟）", "Minutes taken", also: ["用时"], need: .never)
        case .checklist: .named("检查清单", "Checklist", also: ["检查内容", "检查项目"], need: .never)
        case .whatWasFound: .named("检查情况", "What was seen", also: ["现场情况"], need: .never)
        case .shortcomings: .named("发现的问题", "Shortcomings", also: ["存在问题", "问题"], need: .never)
        case .goodPractice: .named("好的做法", "Good practice", also: ["亮点"], need: .never)
        case .isMended: .named("是否整改到位", "Mended", need: .never)
        case .exchangeKind: .named("形式", "Kind", also: ["会议形式"], need: .never)
        case .shown: .named("观摩内容", "What was shown", also: ["内容", "展示内容"], need: .never)
        case .visitors: .named("来访支部", "Visitors", also: ["参加支部", "观摩支部"], need: .never)
        case .hostHours: .named("承办用时（小时）", "Hours it took the host", also: ["承办用时"], need: .never)
        case .takeHome: .named("带回去的做法", "What is taken home", need: .never)
        case .inOneSentence: .named("一句话做法", "In one sentence", also: ["一句话概括"], need: .never)
        case .problem: .named("解决的问题", "Problem it solves", also: ["针对问题"], need: .never)
        case .background: .named("背景与起因", "Background", also: ["背景"], need: .never)
        case .conditions: .named("适用条件", "Conditions", also: ["条件"], need: .never)
        case .procedure: .named("做法与经过", "Procedure", also: ["做法", "主要做法"], need: .never)
        case .figures: .named("成效（数据）", "Results in figures", also: ["成效"], need: .never)
        case .whatFailed: .named("走过的弯路", "What failed", also: ["不足"], need: .never)
        case .contact: .named("联系人", "Contact", need: .never)
        case .course: .named("班次", "Course", also: ["培训名称", "培训班", "培训内容"], need: .never)
        case .category: .named("类别", "Category", also: ["培训类别"], need: .never)
        case .trainingForm: .named("形式", "Form", also: ["培训形式"], need: .never)
        case .level: .named("层级", "Level", also: ["培训层级"], need: .never)
        case .provider: .named("举办单位", "Provider", also: ["主办单位"], need: .never)
        case .hours: .named("学时", "Hours", also: ["课时"], need: .never)
        case .certificate: .named("证书编号", "Certificate number", also: ["证书"], need: .never)
        }
    }
}

extension Ledger {
    /// What its form is called, by which something is entered.
    var enterWord: Word {
        switch self {
        case .deed: .enterDeed
        case .publicity: .enterPublicity
        case .commitment: .enterCommitment
        case .paper: .enterPaper
        case .seminar: .enterSeminar
        case .inspection: .enterInspection
        case .exchange: .enterExchange
        case .experience: .enterExperience
        case .training: .enterTraining
        case .campaign: .enterCampaign
        case .bylaw: .enterBylaw
        case .riskPost: .enterRiskPost
        case .conduct: .enterConduct
        case .opinion: .enterLedgerOpinion
        case .offer: .enterOffer
        }
    }
}

extension LedgerChoice {
    /// What offices write for it besides.
    static let also: [String: LedgerChoice] = [
        "12345热线": .hotline, "热线": .hotline, "群众来信": .letter, "来信": .letter, "群众": .resident, "商家": .shop,
        "立即办": .atOnce, "马上办": .atOnce, "限期": .byDay, "分期": .inStages, "党校": .partySchool, "线上": .online,
        "网络": .online, "法制": .law, "法治": .law, "党务知识": .partyWork, "区级": .countyOrAbove, "局级": .bureau,
        "支部级": .ofBranch,
    ]
}
