import Domain
import Storage

/// What is on record of an honour, field by field.
enum HonoursLedgerFields {
    static let member = Field(
        "member", Wire.code, .memberNumber,
        headings: .named("党员编号", "Number", also: ["编号", "工号", "党员工号", "人员编号", "员工编号", "职工编号"])
    ) { (entry: HonoursLedgerEntry) in entry.member.number }
    static let name = Field(
        "name", Wire.name(60).means("Checked against the number.").optional, .memberName,
        headings: .named("姓名", "Name", also: ["党员姓名", "名字"], need: .never)
    ) { (entry: HonoursLedgerEntry) in Text(kept: entry.member.name) }
    static let title = Field(
        "title", Wire.text(Honour.titleMaximum), .honourTitle,
        headings: .named("荣誉名称", "Honour", also: ["荣誉", "荣誉称号", "表彰名称", "奖项", "奖项名称", "获奖名称"])
    ) { (entry: HonoursLedgerEntry) in Text(kept: entry.title ?? "–") }
    static let level = Field(
        "level", Wire<Honour.Level>.choice(in: .honourLevel), .honourLevel,
        headings: .named("级别", "Level", also: ["荣誉级别", "表彰级别", "奖项级别"])
    ) { (entry: HonoursLedgerEntry) in entry.level }
    static let document = Field(
        "document", Wire.text(Honour.documentMaximum).optional, .documentNumber,
        headings: .named("文号", "Document number", also: ["文件号", "表彰文号", "发文字号"], need: .never)
    ) { (entry: HonoursLedgerEntry) in entry.document.map { Text(kept: $0) } }
    static let awardedOn = Field(
        "awardedOn", Wire.date, .honourAwardedOn,
        headings: .named("授予日期", "Awarded on", also: ["授予时间", "表彰日期", "表彰时间", "获奖日期", "获奖时间"])
    ) { (entry: HonoursLedgerEntry) in entry.on }
    static let issuer = Field(
        "issuer", Wire.text(Honour.issuerMaximum).optional, .honourIssuer,
        headings: .named("授予单位", "Awarded by", also: ["表彰单位", "授予机关", "颁发单位", "颁奖单位"], need: .never)
    ) { (entry: HonoursLedgerEntry) in entry.issuer.map { Text(kept: $0) } }

    // Of what is done with one.

    static let reason = Field("reason", .reason, .reason)
    static let paper = Field("document", Wire.text(Honour.documentMaximum), .documentNumber)
    static let dated = Field("dated", Wire.date.means("Today if left out.").optional, .paperDated)
    static let revisionReason = Field(
        "revisionReason", Wire.reason.means("Needed where a paper is on record.").optional, .revisionReason,
        hint: .paperReasonHint)

    static let asked = Asking<Honour>("NewHonour") { input in
        let (title, level) = (input.take(title), input.take(level))
        let (document, on, issuer) = (input.take(document), input.take(awardedOn), input.take(issuer))
        guard let title, let level, let document, let on, let issuer else { return nil }
        return try input.look { transaction in
            try Honour(
                title: title, level: level, document: document, awardedOn: on, issuer: issuer, today: transaction.today)
        }
    }
}

extension Vocabulary<Honour.Level> {
    /// With the words of a download.
    static let honourLevel = Vocabulary(chinese: [
        ("支部", .branch), ("本单位", .unit), ("区级", .district), ("市级", .city), ("省级", .province), ("国家级", .national),
        ("支部级", .branch), ("党支部", .branch), ("单位", .unit), ("局级", .unit), ("区", .district), ("县级", .district),
        ("区县级", .district), ("市", .city), ("省", .province), ("省部级", .province), ("国家", .national), ("全国", .national),
    ])
}

extension Honour.Level: Worded {
    var word: Word {
        switch self {
        case .branch: .levelBranch
        case .unit: .levelUnit
        case .district: .levelDistrict
        case .city: .levelCity
        case .province: .levelProvince
        case .national: .levelNational
        }
    }
}

/// The office's list of honours: 党员编号, 姓名, 荣誉名称, 级别, 文号, 授予日期, 授予单位. What is on record stays; the same again changes
/// nothing, and a month's award, which the ledger has by itself, is passed over.
enum HonoursLedgerSpreadsheet {
    private static let row = Asking<(ID<Member>, Honour)?>("HonourRow") { input in
        let member = try input.take(HonoursLedgerFields.member) { try $0.requireMember($1.text) }
        let name = input.take(HonoursLedgerFields.name)
        let (title, level) = (input.take(HonoursLedgerFields.title), input.take(HonoursLedgerFields.level))
        let (document, on) = (input.take(HonoursLedgerFields.document), input.take(HonoursLedgerFields.awardedOn))
        let issuer = input.take(HonoursLedgerFields.issuer)
        if let member, let name = name ?? nil {
            _ = try input.look { try $0.requireName(name, of: member, field: "name") }
        }
        guard let member, name != nil, let title, let level, let document, let on, let issuer else { return nil }
        return try input.look { transaction -> (ID<Member>, Honour)? in
            if try transaction.isLedgerAward(title, level, of: member, on: on) { return nil }
            return (
                member,
                try Honour(
                    title: title, level: level, document: document, awardedOn: on, issuer: issuer,
                    today: transaction.today)
            )
        }
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["member", "title"],
            identity: { "\($0["member"])\t\($0["title"])\t\($0["awardedOn"])\t\($0["document"])" }
        ) { record in
            guard let (member, honour) = try row(record, transaction, found) else { return ImportedRecord(.unchanged) }
            return ImportedRecord(try transaction.recordHonour(honour, of: member).1)
        }
    }
}
