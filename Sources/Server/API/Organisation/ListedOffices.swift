import Domain

/// The offices that a cell of a list names, one or several: 书记、组织委员; 组织委员兼纪检委员; 组织、宣传委员.
struct ListedOffices: Hashable, Sendable {
    private(set) var offices: [Appointment.Office] = []
    /// The group that the cell says is led, where it names one: 第一党小组组长.
    private(set) var group: String?
    /// What stands there of people without an office, such as 党员.
    private(set) var others: [String] = []

    /// - Throws: a rejection of the first part that is no office here.
    init(_ cell: String) throws(Rejection) {
        let plain = cell.halfWidth
        if let parts = Self.parts(plain.filter { !$0.isWhitespace }), let found = Self(parts) {
            self = found
            return
        }
        // Blanks part offices as often as they spread one over a cell.
        if let found = Self(plain.split(whereSeparator: \.isWhitespace).flatMap { Self.parts(String($0)) ?? [] }) {
            self = found
            return
        }
        for part in Self.parts(plain.filter { !$0.isWhitespace }) ?? [] where Self([part]) == nil {
            throw Rejection(
                .unknown,
                "‘\(part.prefix(40))’ is no office of a branch: write \(Self.known.map { "\($0)" as Sentence }), several with ‘、’ between, or leave it empty"
            )
        }
        throw .missing
    }

    private static let known: [String] = Appointment.Office.allCases.compactMap { Vocabulary.office.word(for: $0) }

    private init?(_ parts: [String]) {
        if parts.isEmpty { return nil }
        for part in parts {
            if let office = Self.office(part) {
                if !offices.contains(office) { offices.append(office) }
            } else if Self.none.contains(part) {
                others.append(part)
            } else if let group = Self.ledGroup(part) {
                self.group = group
                if !offices.contains(.groupLeader) { offices.append(.groupLeader) }
            } else {
                return nil
            }
        }
    }

    private static let none: Set = ["党员", "普通党员", "正式党员", "预备党员", "中共党员", "一般党员", "群众"]

    private static func parts(_ plain: String) -> [String]? {
        var text = plain
        for mark in ["(兼)", "(兼任)", "(专职)", "(兼职)", "(专)", "(主持工作)", "(代)"] { text = text.replacing(mark, with: "") }
        // 兼 parts two offices; 兼职 is none.
        for word in ["兼任", "兼", "及", "和", "与", "/", ",", ";", "+", "&", "|", "，", "；"] {
            text = text.replacing(word, with: "、")
        }
        let parts = text.split(separator: "、").map(String.init)
        guard let last = parts.last else { return nil }
        // 组织、宣传委员: one word for both.
        return parts.map { part in
            last.hasSuffix("委员") && office(part) == nil && office(part + "委员") != nil ? part + "委员" : part
        }
    }

    private static func office(_ part: String) -> Appointment.Office? {
        if let office = Vocabulary.office.find(part) ?? Appointment.Office.worded(part) { return office }
        for prefix in ["中共党支部", "党支部", "支部委员会", "支委会", "支部", "党内", "任"] where part.hasPrefix(prefix) {
            let rest = String(part.dropFirst(prefix.count))
            if let office = Vocabulary.office.find(rest) { return office }
        }
        return nil
    }

    /// 第一党小组 of 第一党小组组长.
    private static func ledGroup(_ part: String) -> String? {
        for ending in ["党小组组长", "党小组长"] where part.hasSuffix(ending) && part.count > ending.count {
            return String(part.dropLast(ending.count)) + "党小组"
        }
        return nil
    }

    /// What a committee's list says that a member without another office answers for: 组织、纪检. nil where it says none.
    init?(duties: String) {
        let parts = (Self.parts(duties.halfWidth.filter { !$0.isWhitespace }) ?? []).map { part in
            var part = part
            for ending in ["工作", "方面"] where part.hasSuffix(ending) { part = String(part.dropLast(ending.count)) }
            return Self.office(part) == nil ? part + "委员" : part
        }
        guard let found = Self(parts), found.others.isEmpty else { return nil }
        self = found
    }
}

extension Wire<ListedOffices> {
    static let listedOffices = written(
        .text, { _ in .plain }, read: ListedOffices.init,
        write: { $0.offices.map(\.rawValue).joined(separator: ",") },
        say: { listed, words in words.list(listed.offices.map { words($0.word) }) })
}

extension Wire<ListedPhone> {
    static let listedPhone = written(
        .text(PhoneNumber.maximumLength), { _ in .plain }, read: ListedPhone.init,
        write: { listed in
            switch listed {
            case .number(let number): number.text
            case .masked(let text): text
            }
        },
        say: { listed, _ in
            switch listed {
            case .number(let number): number.masked
            case .masked(let text): text
            }
        })
}
