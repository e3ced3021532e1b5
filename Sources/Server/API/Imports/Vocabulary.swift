import Domain

/// The words that stand in the office's spreadsheets for the domain's choices. English ones are taken as well.
struct Vocabulary<Value: Hashable & Sendable>: Sendable {
    private let words: [(String, Value)]

    init(_ words: [(String, Value)]) {
        self.words = words
    }

    /// Every word that is taken.
    var all: [String] { words.map(\.0) }

    /// The choice that a cell names, whatever the widths and blanks in it.
    ///
    /// - Throws: a rejection that lists the words.
    func read(_ cell: String) throws(Rejection) -> Value {
        if cell.isEmpty { throw .missing }
        guard let found = find(cell) else {
            var known: [String] = []
            for (word, value) in words where !word.allSatisfy(\.isASCII) {
                // One word for each choice is enough to know what is meant.
                if word == self.word(for: value) { known.append(word) }
            }
            throw Rejection(
                .unknown, "‘\(cell.prefix(40))’ is not known here: write \(known.map { "\($0)" as Sentence })")
        }
        return found
    }

    func find(_ cell: String) -> Value? {
        if let found = words.first(where: { $0.0 == cell }) { return found.1 }
        let plain = Self.plain(cell)
        return words.first { Self.plain($0.0) == plain }?.1
    }

    private static func plain(_ text: String) -> String { text.halfWidth.filter { !$0.isWhitespace }.lowercased() }

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
    static let branchKind = Vocabulary(chinese: [
        ("普通支部", .ordinary), ("联合支部", .joint), ("普通党支部", .ordinary), ("联合党支部", .joint), ("普通", .ordinary),
        ("联合", .joint),
    ])
}

extension Vocabulary<Branch.SecretaryPost> {
    static let secretaryPost = Vocabulary(chinese: [
        ("专职", .fullTime), ("兼职", .concurrent), ("专职书记", .fullTime), ("兼职书记", .concurrent), ("专任", .fullTime),
        ("兼任", .concurrent), ("专", .fullTime), ("兼", .concurrent),
    ])
}

extension Vocabulary<Member.Standing> {
    static let standing = Vocabulary(chinese: [
        ("正式党员", .full), ("预备党员", .probationary), ("正式", .full), ("预备", .probationary), ("中共正式党员", .full),
        ("中共预备党员", .probationary),
    ])
}

extension Vocabulary<Member.Status> {
    /// With the words of a download.
    static let memberStatus = Vocabulary(chinese: [
        ("在册", .active), ("流动党员", .floating), ("已离开支部", .left), ("在册党员", .active), ("正常", .active), ("在职", .active),
        ("流动", .floating), ("外出流动", .floating), ("已转出", .left), ("已离开", .left), ("离开", .left),
    ])
}

extension Vocabulary<Appointment.Office> {
    static let office = Vocabulary(chinese: [
        ("支部书记", .secretary), ("书记", .secretary), ("副书记", .deputy), ("支部副书记", .deputy),
        ("组织委员", .organisation), ("宣传委员", .publicity), ("纪检委员", .discipline), ("纪律检查委员", .discipline),
        ("纪律委员", .discipline), ("青年委员", .youth), ("统战委员", .unitedFront), ("支部委员", .committeeMember),
        ("委员", .committeeMember), ("支委", .committeeMember), ("支委委员", .committeeMember), ("党小组长", .groupLeader),
        ("党小组组长", .groupLeader), ("小组长", .groupLeader),
        ("小组组长", .groupLeader),
    ])
}

extension Vocabulary<Bool> {
    static let yesNo = Vocabulary([
        ("是", true), ("否", false), ("√", true), ("✓", true), ("☑", true), ("✔", true), ("✅", true), ("×", false),
        ("✗", false), ("✘", false), ("☐", false), ("□", false), ("不是", false), ("yes", true), ("no", false),
        ("y", true),
        ("n", false), ("true", true), ("false", false),
    ])
}

extension Vocabulary<ResponsibilityArea.Kind> {
    static let areaKind = Vocabulary(chinese: [
        ("夜市", .nightMarket), ("农贸市场", .farmersMarket), ("主干道", .mainRoad), ("社区", .community),
        ("交通枢纽", .transportHub), ("学校周边", .school), ("公园广场", .park), ("机关科室", .office), ("其他", .other),
    ])
}

extension Vocabulary<Tier> {
    static let tier = Vocabulary(chinese: [
        ("自评", .own), ("党小组评", .group), ("支部评", .branch), ("群众评", .public), ("自我评价", .own), ("个人自评", .own),
        ("党员自评", .own), ("小组评", .group), ("党小组评议", .group), ("党小组评价", .group), ("支部评议", .branch),
        ("支部评价", .branch), ("党支部评", .branch), ("群众评议", .public), ("群众评价", .public),
    ])
}

extension Vocabulary<Adjustment.Kind> {
    static let adjustmentKind = Vocabulary(chinese: [
        ("加分", .bonus), ("扣分", .deduction), ("一票否决", .veto), ("加分项", .bonus), ("扣分项", .deduction), ("减分", .deduction),
        ("减分项", .deduction), ("否决", .veto), ("一票否决项", .veto),
    ])
}

extension Vocabulary<WorkCalendar.Exception> {
    /// With the words of a download.
    static let calendarDay = Vocabulary(chinese: [
        ("放假", .holiday), ("上班", .workday), ("休息", .holiday), ("休假", .holiday), ("休", .holiday), ("节假日", .holiday),
        ("法定节假日", .holiday), ("班", .workday), ("补班", .workday),
        ("调休上班", .workday), ("上班日", .workday), ("Day off", .holiday), ("Worked", .workday),
    ])
}
