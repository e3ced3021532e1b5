import Domain
import Testing

@testable import Server
@testable import Storage

extension Example {
    static let decisions: [Example] =
        [
            Example(API.listMotions, plan: ListPlan(filters: ["year": "2026", "branch": "A"])),
            Example(API.showMotion, "A motion"), Example(API.bringMotion, body: WideBureau.motion(in: "A")),
            Example(
                API.discussMotion, "A motion", body: ["on": "2026-11-20", "said": "大家同意", "dissent": "有人担心时间紧"]),
            motion(
                API.enterOpinion, .brought,
                ["member": "106", "choice": "yes", "receivedOn": "2026-11-20"]),
            Example(API.withdrawOpinion, body: ["member": "106"]) { bureau in
                let id = try await bureau.motion(.brought)
                let answer = try await bureau.server.post(
                    "/motions/\(id)/opinions", ["member": "106", "choice": "no", "receivedOn": "2026-11-20"])
                try #require(answer.status == 200, "\(answer.text)")
                return Prepared(body: ["member": "106"], id: id)
            },
            motion(
                API.openVote, .discussed,
                [
                    "on": "2026-11-22", "method": "secretBallot",
                    "without": [["member": "107", "document": "甲纪〔2026〕3号"]],
                ]),
            motion(API.countVote, .voting, WideBureau.count),
            motion(API.answerMotion, .decided, ["on": "2026-11-23", "approved": true, "document": "甲区委〔2026〕9号"]),
            Example(API.withdrawMotion, "A motion", body: ["reason": "重复提出"]),
            Example(API.resolutionDocument, "A decided", plan: ListPlan(filters: ["language": "en"])),
        ] + elections + ballots + appraisals + suggestions + [
            Example(API.showMemberRights, "104", query: "year=2026", plan: ListPlan(filters: ["year": "2026"]))
        ]

    private static let ballots: [Example] = [
        Example(API.listSecretBallots, plan: ListPlan(walks: ["secret_ballot"], filters: ["branch": "A"])),
        Example(API.showSecretBallot, "A ballot"), Example(API.makeSecretBallot, body: WideBureau.strawVote(in: "A")),
        Example(
            API.issueBallots, "A ballot", body: ["without": [["member": "107", "document": "甲纪〔2026〕3号"]]]),
        Example(API.issueBallotsAnew, "A issuing", body: ["reason": "有人没有抄下票码"]),
        Example(API.takeBallot, "A issuing"),
        Example(API.openBallotBox) { bureau in
            let id = try #require(bureau.ids["A issuing"])
            _ = try await bureau.takeBallot(id, by: .secretary)
            return Prepared(id: id)
        },
        casting(API.readBallot, []), casting(API.castBallot, [("marks", [["line": 2, "mark": "chosen"]])]),
        Example(API.closeSecretBallot, "A casting"),
        Example(API.withdrawSecretBallot, "A ballot", body: ["reason": "改用纸质选票"]),
    ]

    private static let suggestions: [Example] = [
        Example(
            API.listSuggestions,
            plan: ListPlan(
                walks: ["suggestion"], unless: [["branch"]], isScoped: true,
                filters: ["year": "2026", "branch": "A"])),
        Example(API.showSuggestion, "A suggestion"), Example(API.handInSuggestion, body: WideBureau.suggestion),
        Example(API.handInAnonymously, body: WideBureau.anonymousSuggestion),
        Example(API.readSuggestion) { bureau in
            let made = try await bureau.server.post("/suggestion-box", WideBureau.anonymousSuggestion)
            return Prepared(body: ["code": made.json["code"] ?? .null])
        },
        Example(API.answerSuggestion, "A suggestion", body: ["said": "采纳，下月就办"]),
        Example(API.followSuggestion, "A answered", body: ["said": "已经办成"]),
        Example(API.holdSuggestion, "A suggestion", body: ["reason": "点名批评个人"]),
    ]

    /// By the code of a ballot whose box is open.
    private static func casting(_ operation: Server.Operation, _ more: [(String, JSON)]) -> Example {
        Example(operation) { bureau in
            let id = try await bureau.server.post("/secret-ballots", WideBureau.strawVote(in: "A")).id
            _ = try await bureau.server.post("/secret-ballots/\(id)/issue", [:])
            var body = JSON.Object()
            body["code"] = .string(try await bureau.takeBallot(id, by: .member))
            for (name, value) in more { body[name] = value }
            _ = try await bureau.server.post("/secret-ballots/\(id)/open")
            return Prepared(body: .object(body))
        }
    }

    private static let elections: [Example] = [
        Example(
            API.listElections,
            plan: ListPlan(walks: ["election"], filters: ["branch": "A"])),
        Example(API.showElection, "A election"), Example(API.askForElection, body: WideBureau.election(in: "A")),
        Example(API.answerElection, "A election", body: ["on": "2026-11-23", "approved": true]),
        election(API.nominate, .agreed, ["candidates": ["101", "105"], "found": "支部推荐，逐人审查"]),
        election(API.openBallot, .nominated, WideBureau.ballot(Array(101...107))),
        election(API.enterBallotCount, .voting, WideBureau.ballotCount(107, [(6, 1), (1, 6)], returned: 7)),
        Example(API.settleElection, body: ["reason": "到会党员一致同意"]) { bureau in
            Prepared(body: ["reason": "到会党员一致同意"], id: try await bureau.shortElection())
        },
        Example(API.withdrawElection, "A election", body: ["reason": "改期"]),
        Example(API.electionDocument, "A election", plan: ListPlan(filters: ["language": "en"])),
    ]

    private static let appraisals: [Example] = [
        Example(API.listAppraisals, plan: ListPlan(filters: ["year": "2026", "branch": "A"])),
        Example(API.showAppraisal, "A appraised"),
        Example(API.draftAppraisal, body: WideBureau.appraisal(of: 2026, in: "A")) { bureau in
            let id = try bureau.path("{A appraisal}")
            _ = try await bureau.server.post("/appraisals/\(id)/withdraw", ["reason": "重做"])
            return Prepared(body: WideBureau.appraisal(of: 2026, in: "A"))
        },
        Example(API.enterAppraisalBallots, "A appraisal", body: WideBureau.appraisalBallots),
        Example(API.countAppraisal, body: WideBureau.appraisalCounts) { bureau in
            Prepared(body: WideBureau.appraisalCounts, id: try await bureau.appraisal(.drafted))
        },
        Example(
            API.importAppraisalCounts,
            spreadsheet: "姓名,优秀,合格,基本合格,不合格\n" + (1...7).map { "党员A\($0),1,4,0,0\n" }.joined(), plan: ListPlan()
        ) { bureau in Prepared(id: try await bureau.appraisal(.drafted)) },
        appraisal(API.proposeGrades, .counted, WideBureau.grades),
        appraisal(API.decideAppraisal, .proposed, WideBureau.decision),
        Example(
            API.correctAppraisal, "A appraised",
            body: [
                "on": "2026-11-23", "grades": [["member": "102", "grade": "competent", "reason": "录入有误"]],
                "reason": "录入有误",
            ]
        ),
        Example(API.tellGrades, "A appraised", body: ["members": ["104"], "on": "2026-11-23", "by": "101"]),
        Example(API.noteAppraisalSignatures, body: ["signatures": [["member": "104"]]]) { bureau in
            Prepared(body: ["signatures": [["member": "104"]]], id: try await bureau.toldAppraisal())
        },
        Example(API.signAppraisal, body: ["remark": "同意"]) { bureau in
            Prepared(body: ["remark": "同意"], id: try await bureau.toldAppraisal())
        },
        Example(API.writeAppraisalStatement, "A appraisal", body: ["statement": "上半年缺了两次会"]),
        Example(API.showAppraisalStatement, "A appraisal", "104"),
        Example(API.withdrawAppraisal, "A appraisal", body: ["reason": "改期"]),
        Example(API.appraisalDocument, "A appraised", plan: ListPlan(filters: ["language": "en"])),
    ]

    /// Of an appraisal that has come so far.
    private static func appraisal(
        _ operation: Server.Operation, _ status: Appraisal.Status, _ body: JSON
    ) -> Example {
        Example(operation, body: body) { bureau in Prepared(body: body, id: try await bureau.appraisal(status)) }
    }

    /// Of an election that has come so far.
    private static func election(_ operation: Server.Operation, _ status: Election.Status, _ body: JSON) -> Example {
        Example(operation, body: body) { bureau in Prepared(body: body, id: try await bureau.election(status)) }
    }

    /// Of a motion that has come so far.
    private static func motion(_ operation: Server.Operation, _ status: Motion.Status, _ body: JSON?) -> Example {
        Example(operation, body: body) { bureau in Prepared(body: body, id: try await bureau.motion(status)) }
    }
}

extension WideBureau {
    static let suggestion: JSON = ["kind": "activity", "said": "主题党日多到责任区去"]
    static let anonymousSuggestion: JSON = ["branch": "A", "kind": "process", "said": "录分提前五天开放"]

    static func motion(in branch: String) -> JSON {
        [
            "branch": .string(branch), "kind": "becomingFull", "title": .string("\(branch)支部预备党员转正"),
            "wording": "同意转为正式党员。", "origin": "支部委员会", "people": ["赵六"],
        ]
    }

    /// Five of the seven of A, all of them for it.
    static let count: JSON = [
        "present": ["101", "102", "103", "104", "105"], "scrutineer": "104", "tellers": ["105"],
        "results": [["yes": 5, "no": 0, "abstained": 0]],
    ]

    func motion(_ status: Motion.Status) async throws -> Int { try await Self.motion(status, on: server) }

    /// The id of a motion before A's assembly that has come so far.
    static func motion(_ status: Motion.Status, on server: TestServer) async throws -> Int {
        let id = try await server.post("/motions", motion(in: "A")).id
        let ways: [(Motion.Status, String, JSON)] = [
            (.discussed, "discussion", ["on": "2026-11-20", "said": "大家同意"]),
            (.voting, "vote", ["on": "2026-11-22", "method": "showOfHands"]), (.decided, "count", count),
        ]
        for (reached, part, body) in ways {
            let stands = try await server.send("GET", "/motions/\(id)").json["status"]?.string
            if stands == status.rawValue { return id }
            let answer = try await server.post("/motions/\(id)/\(part)", body)
            try #require(answer.status == 200 && answer.json["status"]?.string == reached.rawValue, "\(answer.text)")
        }
        return id
    }
}

extension WideBureau {
    static func election(in branch: String) -> JSON {
        [
            "branch": .string(branch), "kind": "secretary", "title": "支部书记选举", "seats": 1, "termEnds": "2027-06-30",
        ]
    }

    static func ballot(_ present: [Int]) -> JSON {
        [
            "on": "2026-11-22", "present": .array(present.map { .string(String($0)) }), "scrutineer": "106",
            "tellers": ["104", "107"],
        ]
    }

    static func ballotCount(_ teller: Int, _ marks: [(Int, Int)], returned: Int) -> JSON {
        let rows = marks.map { yes, no -> JSON in ["yes": JSON(yes), "no": JSON(no), "blank": 0] }
        return [
            "teller": .string(String(teller)), "issued": JSON(min(returned, 7)), "returned": JSON(returned),
            "invalid": 0, "marks": .array(rows),
        ]
    }

    /// The id of an election of A's that has come so far.
    func election(_ status: Election.Status) async throws -> Int {
        try await Self.election(Self.election(in: "A"), ["101", "105"], status, on: server)
    }

    static func election(
        _ asked: JSON, _ candidates: [JSON], _ status: Election.Status, on server: TestServer
    ) async throws -> Int {
        let id = try await server.post("/elections", asked).id
        let ways: [(Election.Status, String, JSON)] = [
            (.agreed, "answer", ["on": "2026-11-20", "approved": true]),
            (.nominated, "candidates", ["candidates": .array(candidates), "found": "支部推荐"]),
            (.voting, "ballots", ballot(Array(101...107))),
        ]
        for (reached, part, body) in ways {
            let stands = try await server.send("GET", "/elections/\(id)").json["status"]?.string
            if stands == status.rawValue { return id }
            let answer = try await server.post("/elections/\(id)/\(part)", body)
            try #require(answer.status == 200 && answer.json["status"]?.string == reached.rawValue, "\(answer.text)")
        }
        return id
    }

    /// The id of one where one of three has a seat, and nobody else enough votes.
    func shortElection() async throws -> Int {
        var asked = Self.election(in: "A").object ?? JSON.Object()
        (asked["kind"], asked["seats"]) = ("committee", 3)
        let id = try await Self.election(.object(asked), ["101", "102", "103", "105"], .voting, on: server)
        let marks = [(6, 1), (2, 5), (2, 5), (2, 5)]
        for (teller, visitor) in [(104, Visitor.member), (107, .operator)] {
            let answer = try await server.send(
                "POST", "/elections/\(id)/counts", Self.ballotCount(teller, marks, returned: 7), by: principal(visitor))
            try #require(answer.status == 200, "\(answer.text)")
        }
        return id
    }
}

extension WideBureau {
    static func strawVote(in branch: String) -> JSON {
        [
            "branch": .string(branch), "kind": "straw", "title": .string("\(branch)支部意见征求"), "question": "主题党日放在哪一天？",
            "choices": ["周五", "周六", "都可以"], "most": 2, "probationary": false,
        ]
    }

    /// The code that somebody is told who takes their ballot.
    func takeBallot(_ id: Int, by visitor: Visitor) async throws -> String {
        try await Self.takeBallot(id, by: principal(visitor), on: server)
    }

    static func takeBallot(_ id: Int, by principal: Principal, on server: TestServer) async throws -> String {
        let taken = try await server.send("POST", "/secret-ballots/\(id)/take", by: principal)
        try #require(taken.status == 200, "\(taken.text)")
        return try #require(taken.json["code"]?.string)
    }
}

extension WideBureau {
    static func appraisal(of year: Int, in branch: String) -> JSON {
        [
            "branch": .string(branch), "year": JSON(year),
            "on": .string(year == 2026 ? "2026-11-20" : "\(year + 1)-01-10"),
        ]
    }

    static let appraisalBallots: JSON = ["present": 6, "issued": 6, "returned": 6, "valid": 5]

    /// Two of the seven of A are excellent to most.
    static let appraisalCounts: JSON = [
        "lines": .array(
            (101...107).map { number in
                [
                    "member": .string(String(number)), "statementOn": "2026-01-08", "peersSpoke": true,
                    "excellent": number < 103 ? 4 : 1, "competent": number < 103 ? 1 : 4, "basicallyCompetent": 0,
                    "notCompetent": 0,
                ]
            })
    ]

    static let grades: JSON = [
        "grades": .array(
            (101...107).map { ["member": .string(String($0)), "grade": $0 < 103 ? "excellent" : "competent"] })
    ]

    static let decision: JSON = ["on": "2026-11-20", "grades": grades["grades"] ?? .null]

    /// Another of A's of this year; one that is open makes room for it.
    func appraisal(_ status: Appraisal.Status) async throws -> Int {
        for standing in try await server.get("/appraisals?year=2026&branch=A").items {
            _ = try await server.post("/appraisals/\(standing["id"]?.integer ?? 0)/withdraw", ["reason": "重做"])
        }
        return try await Self.appraisal(status, of: 2026, on: server)
    }

    /// One of which everybody was told.
    func toldAppraisal() async throws -> Int {
        let id = try await appraisal(.decided)
        if try await server.get("/appraisals/\(id)").json["untold"] == 0 { return id }
        for (teller, told) in [("101", Array(102...107)), ("102", [101])] {
            let members = told.map { JSON.string(String($0)) }
            let answer = try await server.post(
                "/appraisals/\(id)/told", ["members": .array(members), "on": "2026-11-23", "by": .string(teller)])
            try #require(answer.status == 200, "\(answer.text)")
        }
        return id
    }

    /// The id of an appraisal of A's that has come so far, with its ballots entered.
    static func appraisal(_ status: Appraisal.Status, of year: Int, on server: TestServer) async throws -> Int {
        let made = try await server.post("/appraisals", appraisal(of: year, in: "A"))
        // What is decided of a year stays: then it is that one.
        let standing = try await server.get("/appraisals?year=\(year)&branch=A").items.last?["id"]?.integer ?? 0
        guard made.status == 201 else { return Int(standing) }
        let id = made.id
        let ways: [(Appraisal.Status, String, JSON)] = [
            (.drafted, "ballots", appraisalBallots), (.counted, "counts", appraisalCounts),
            (.proposed, "proposal", grades), (.decided, "decision", decision),
        ]
        for (reached, part, body) in ways {
            let answer = try await server.post("/appraisals/\(id)/\(part)", body)
            try #require(answer.status == 200 && answer.json["status"]?.string == reached.rawValue, "\(answer.text)")
            if reached == status { return id }
        }
        return id
    }
}
