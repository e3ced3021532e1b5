import Domain

/// The words that stand in the office's spreadsheets for the domain's choices. English ones are taken as well.
struct Vocabulary<Value: Hashable & Sendable>: Sendable {
    private let words: [(String, Value)]

    init(_ words: [(String, Value)]) {
        self.words = words
    }

    /// The choice that a cell names.
    ///
    /// - Throws: a rejection that lists the words.
    func read(_ cell: String) throws(Rejection) -> Value {
        if cell.isEmpty { throw .missing }
        let lowercased = cell.lowercased()
        guard let found = words.first(where: { $0.0.lowercased() == lowercased }) else {
            let known = words.map(\.0).filter { !$0.allSatisfy(\.isASCII) }
            throw Rejection(
                .unknown, "‘\(cell.prefix(40))’ is not known here: write \(known.map { "\($0)" as Sentence })")
        }
        return found.1
    }

    /// The first word for a choice.
    func word(for value: Value) -> String? {
        words.first { $0.1 == value }?.0
    }
}

extension Vocabulary where Value: RawRepresentable, Value.RawValue == String {
    /// The Chinese words given, and each choice's own name.
    init(chinese: [(String, Value)]) {
        self.init(chinese + chinese.map { ($0.1.rawValue, $0.1) })
    }
}

extension Vocabulary<Branch.Kind> {
    static let branchKind = Vocabulary(chinese: [("普通支部", .ordinary), ("联合支部", .joint)])
}

extension Vocabulary<Branch.SecretaryPost> {
    static let secretaryPost = Vocabulary(chinese: [("专职", .fullTime), ("兼职", .concurrent)])
}

extension Vocabulary<Member.Standing> {
    static let standing = Vocabulary(chinese: [("正式党员", .full), ("预备党员", .probationary)])
}

extension Vocabulary<Appointment.Office> {
    static let office = Vocabulary(chinese: [
        ("支部书记", .secretary), ("书记", .secretary), ("副书记", .deputy), ("支部副书记", .deputy),
        ("组织委员", .organisation), ("宣传委员", .publicity), ("纪检委员", .discipline),
    ])
}

extension Vocabulary<Bool> {
    static let yesNo = Vocabulary([("是", true), ("否", false), ("yes", true), ("no", false)])
}

extension Vocabulary<ResponsibilityArea.Kind> {
    static let areaKind = Vocabulary(chinese: [
        ("夜市", .nightMarket), ("农贸市场", .farmersMarket), ("主干道", .mainRoad), ("社区", .community),
        ("交通枢纽", .transportHub), ("学校周边", .school), ("公园广场", .park), ("机关科室", .office), ("其他", .other),
    ])
}

extension Vocabulary<Tier> {
    static let tier = Vocabulary(chinese: [("自评", .own), ("党小组评", .group), ("支部评", .branch), ("群众评", .public)])
}

extension Vocabulary<Adjustment.Kind> {
    static let adjustmentKind = Vocabulary(chinese: [("加分", .bonus), ("扣分", .deduction), ("一票否决", .veto)])
}

extension Vocabulary<WorkCalendar.Exception> {
    static let calendarDay = Vocabulary(chinese: [("放假", .holiday), ("上班", .workday)])
}
