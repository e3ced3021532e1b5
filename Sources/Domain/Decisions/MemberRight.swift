/// The rights of party members (党员权利保障条例, 2020), as a register of one member has them (党员权利).
package enum MemberRight: String, CaseIterable, Hashable, Sendable {
    /// 知情
    case information
    /// 教育培训
    case training
    /// 参加讨论
    case discussion
    /// 建议倡议
    case proposal
    /// 监督
    case oversight
    /// 提出罢免撤换要求
    case recall
    /// 表决
    case voting
    /// 选举
    case electing
    /// 被选举
    case beingElected
    /// 申辩
    case defence
    /// 提出不同意见
    case dissent
    /// 申诉
    case appeal
    /// 控告
    case accusation

    /// Whether only full members have it (党章 Art. 7): probationary ones have all the others.
    package var isOfFullMembers: Bool {
        switch self {
        case .voting, .electing, .beingElected: true
        default: false
        }
    }

    /// How somebody has it.
    package enum State: Hashable, Sendable {
        case full
        /// Not before they become full members.
        case probationary
        /// Suspended by the paper under which they were left without a vote, on the roll of that day.
        case suspended(document: String, on: LocalDate)

        package enum Kind: String, CaseIterable, Hashable, Sendable { case full, probationary, suspended }

        package var kind: Kind {
            switch self {
            case .full: .full
            case .probationary: .probationary
            case .suspended: .suspended
            }
        }
    }

    /// - Parameters:
    ///   - isFull: whether they are a full member on the day.
    ///   - suspended: the paper by which the last roll that they stood on left them without a vote; nil where it did not.
    package func state(isFull: Bool, suspended: (document: String, on: LocalDate)?) -> State {
        guard isOfFullMembers else { return .full }
        if !isFull { return .probationary }
        return suspended.map { .suspended(document: $0.document, on: $0.on) } ?? .full
    }
}
