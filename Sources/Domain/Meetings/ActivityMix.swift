/// How varied a branch's meetings of a year were (单一 or 多样): by form and scale, and what somebody felt of them. A count for
/// each, and no sum of them into a mark (DOMAIN §26).
package struct ActivityMix: Hashable, Sendable {
    package private(set) var held = 0
    /// Of which form.
    package private(set) var forms: [MeetingActivity.Form: Int] = [:]
    package private(set) var scales: [MeetingActivity.Scale: Int] = [:]
    /// Of how many it is on record what changed, for whom or who saw it.
    package private(set) var felt = 0

    package init() {}

    package mutating func count(_ form: MeetingActivity.Form?, _ scale: MeetingActivity.Scale?, isFelt: Bool) {
        held += 1
        if let form { forms[form, default: 0] += 1 }
        if let scale { scales[scale, default: 0] += 1 }
        if isFelt { felt += 1 }
    }

    /// Sitting, reading and listening.
    package var passive: Int { MeetingActivity.Form.allCases.filter(\.isPassive).reduce(0) { $0 + (forms[$1] ?? 0) } }

    /// Doing something.
    package var active: Int {
        MeetingActivity.Form.allCases.filter { !$0.isPassive }.reduce(0) { $0 + (forms[$1] ?? 0) }
    }
}

extension MeetingActivity.Form {
    /// 简单的开会、读报、读文件、听报告, in the document's words (M21).
    package var isPassive: Bool { self == .study || self == .report }
}
