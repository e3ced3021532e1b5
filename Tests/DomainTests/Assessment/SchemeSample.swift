import Domain

/// A bureau's monthly scheme, as its office writes it, and variations of it.
enum SchemeSample {
    /// The document with the given places changed to other JSON, or taken out where that is empty.
    static func document(_ changes: [String: String] = [:]) throws -> JSON {
        try changes.sorted { $0.key < $1.key }.reduce(JSON.parse(text.utf8)) { document, change in
            try document.replacing(change.key, with: parsed(change.value))
        }
    }

    /// What `text` says; nothing, as against `null`, where it is empty.
    static func parsed(_ text: String) throws -> JSON? {
        guard !text.isEmpty else { return Optional.none }
        return try JSON.parse(text.utf8)
    }

    static func content(_ changes: [String: String] = [:]) throws -> SchemeContent {
        try SchemeContent(document(changes))
    }

    /// What a document of format 2 says of its items: one with a least and a greatest, one with levels, documents, a veto
    /// by decision.
    static let details = [
        "bonuses[0]":
            #"{"key":"commended","titleZh":"受到上级表扬","titleEn":"Commended","min":1,"max":3,"cap":4,"document":"optional"}"#,
        "deductions[1]":
            #"{"key":"complaint","titleZh":"有责投诉","titleEn":"Complaint","levels":[{"key":"street","titleZh":"街道","titleEn":"Street","points":1},{"key":"city","titleZh":"市级","titleEn":"City","points":3}],"cap":6,"document":"required"}"#,
        "vetoes[0]": #"{"key":"sanction","titleZh":"违纪受处分","titleEn":"Sanction","byDecision":true}"#,
        "format": "2",
    ]

    static func detailed() throws -> SchemeContent { try content(details) }

    /// The document's `tiers`: `self 10 mean, branch 90 median`.
    static func tiers(_ text: String) -> String {
        let rules = text.split(separator: ",").map { rule in
            let words = rule.split(separator: " ")
            return #"{"tier":"\#(words[0])","weight":\#(words[1]),"combine":"\#(words[2])"}"#
        }
        return "[\(rules.joined(separator: ","))]"
    }

    static let text = """
        {
          "code": "monthly-2026",
          "titleZh": "党员责任区月考核办法（2026）",
          "titleEn": "Monthly assessment of members' responsibility areas (2026)",
          "effectiveFrom": "2026-01",
          "scoringDueDay": 5,
          "noticeWorkingDays": 5,
          "awardMinimum": 85,
          "awardsPerBranch": 1,
          "bonusCap": 8,
          "criteria": [
            {"key": "discipline", "titleZh": "学习与纪律", "titleEn": "Learning and discipline", "maxPoints": 15},
            {"key": "enforcement", "titleZh": "执法与服务", "titleEn": "Enforcement and service", "maxPoints": 25},
            {"key": "order", "titleZh": "责任区秩序", "titleEn": "Order in the area", "maxPoints": 25},
            {"key": "deeds", "titleZh": "为民办实事", "titleEn": "Practical deeds for the people", "maxPoints": 20},
            {"key": "publicity", "titleZh": "普法宣传", "titleEn": "Publicity of the law", "maxPoints": 15}
          ],
          "tiers": [
            {"tier": "self", "weight": 10, "combine": "mean"},
            {"tier": "group", "weight": 20, "combine": "mean"},
            {"tier": "branch", "weight": 50, "combine": "trimmedMean"},
            {"tier": "public", "weight": 20, "combine": "median"}
          ],
          "bonuses": [
            {"key": "commended", "titleZh": "受到上级表扬", "titleEn": "Commended by the higher organisation",
             "points": 2, "cap": 4},
            {"key": "deedPraised", "titleZh": "办实事获群众感谢", "titleEn": "A deed thanked for by the public",
             "points": 3, "cap": 6}
          ],
          "deductions": [
            {"key": "caseOverdue", "titleZh": "案件超期", "titleEn": "Case overdue", "points": 1, "cap": 5},
            {"key": "complaint", "titleZh": "有责投诉", "titleEn": "Substantiated complaint",
             "points": 2, "cap": 6},
            {"key": "absence", "titleZh": "无故缺席支部活动", "titleEn": "Absent from a branch activity without leave",
             "points": 0.5, "cap": 2}
          ],
          "vetoes": [
            {"key": "sanction", "titleZh": "违纪受处分", "titleEn": "Disciplinary sanction"},
            {"key": "rough", "titleZh": "粗暴执法查实", "titleEn": "Rough enforcement, substantiated"}
          ]
        }
        """
}
