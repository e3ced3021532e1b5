/// Who was at a meeting. Entitled are those of the roll of that day, frozen when the meeting opens: each of them is present,
/// excused or absent, and no one is anything else. Who sits in is not entitled, and is there.
package struct Attendance: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// 实到
        case present
        /// 请假, which takes a reason.
        case excused
        /// 缺席
        case absent
    }

    /// One line of the roll, as it was taken.
    package struct Entry: Hashable, Sendable {
        package let member: ID<Member>
        package let state: State
        package let reason: Text?
        package let isLate: Bool
        package let leftEarly: Bool
        /// Who came in somebody's place (代会). Whom they stand for stays excused or absent.
        package let deputy: Text?

        package init(
            _ member: ID<Member>, _ state: State, reason: Text? = nil, isLate: Bool = false, leftEarly: Bool = false,
            deputy: Text? = nil
        ) {
            self.member = member
            self.state = state
            self.reason = reason
            self.isLate = isLate
            self.leftEarly = leftEarly
            self.deputy = deputy
        }

        /// Notes what does not go together in it, under `path` and the field's name.
        package func note(_ path: String = "", noting errors: inout FieldErrors) {
            if state == .excused, reason == nil { errors.add("\(path)reason", .missing) }
            if state != .present {
                if isLate {
                    errors.add("\(path)late", .unexpected, "who was not there came neither late nor on time")
                }
                if leftEarly {
                    errors.add("\(path)leftEarly", .unexpected, "who was not there did not leave")
                }
            } else if deputy != nil {
                errors.add("\(path)deputy", .unexpected, "who was there needs no deputy")
            }
        }
    }

    /// As what somebody stands in an attendance: whoever is entitled by their state, and whoever is not as sitting in (列席).
    package enum Seat: String, CaseIterable, Hashable, Sendable {
        case present, excused, absent, sittingIn

        /// nil of whoever sits in.
        package var state: State? { State(rawValue: rawValue) }
    }

    /// Of the entitled, one for each, in any order.
    package let entries: [Entry]
    /// Who sat in (列席).
    package let sittingIn: Set<ID<Member>>

    /// Notes what is wrong in an entry under `entries[0].state` and so on: whoever is not on the roll, twice or not at all;
    /// an excuse without a reason; late or early and not there; a deputy of somebody who was there.
    ///
    /// - Parameters:
    ///   - roll: those who are entitled.
    ///   - name: how an entitled member is told of; of nobody else it is asked.
    package init?(
        _ entries: [Entry], sittingIn: [ID<Member>] = [], roll: Set<ID<Member>>, name: (ID<Member>) -> String,
        noting errors: inout FieldErrors
    ) {
        var seen: Set<ID<Member>> = []
        let before = errors.errors.count
        for (index, entry) in entries.enumerated() {
            let path = "entries[\(index)]"
            if !roll.contains(entry.member) {
                errors.add("\(path).member", .unexpected, "not on the roll of the day: who sat in stands in sittingIn")
            } else if !seen.insert(entry.member).inserted {
                errors.add("\(path).member", .conflict, "‘\(name(entry.member))’ stands in another line too")
            }
            entry.note("\(path).", noting: &errors)
        }
        for (index, member) in sittingIn.enumerated() where roll.contains(member) || !seen.insert(member).inserted {
            errors.add("sittingIn[\(index)]", .conflict, "on the roll already, or named twice")
        }
        let missing = roll.subtracting(entries.map(\.member))
        if !missing.isEmpty {
            errors.add(
                "entries", .required,
                "not said of \(missing.map { name($0) }.sorted().prefix(10).joined(separator: ", ")): present, excused or absent"
            )
        }
        guard errors.errors.count == before else { return nil }
        self.entries = entries
        self.sittingIn = Set(sittingIn)
    }
}

extension Attendance {
    /// How many there were. ``entitled`` is always the sum of the three others.
    package struct Tally: Hashable, Sendable {
        package var present = 0
        package var excused = 0
        package var absent = 0
        package var late = 0
        package var leftEarly = 0
        /// Of those excused and absent, who made it up since (补课).
        package var madeUp = 0
        package var sittingIn = 0
        /// Of the entitled, those who may vote, and of them those who were there.
        package var voting = 0
        package var votingPresent = 0

        package var entitled: Int { present + excused + absent }

        package init() {}

        package mutating func count(_ state: State) {
            switch state {
            case .present: present += 1
            case .excused: excused += 1
            case .absent: absent += 1
            }
        }
    }

    /// How many have to be there. 以上 has the number itself in it, 超过 has not: two different ones.
    package enum Quorum: String, CaseIterable, Hashable, Sendable {
        /// 半数以上: 2 × present ≥ entitled.
        case half
        /// 超过半数: 2 × present > entitled.
        case moreThanHalf
        /// 五分之四以上: 5 × present ≥ 4 × entitled.
        case fourFifths

        /// - Parameters: both counted among those who may vote. Of nobody there is no quorum.
        package func isReached(present: Int, of entitled: Int) -> Bool {
            guard entitled > 0 else { return false }
            return switch self {
            case .half: 2 * present >= entitled
            case .moreThanHalf: 2 * present > entitled
            case .fourFifths: 5 * present >= 4 * entitled
            }
        }
    }
}

extension Meeting.Kind {
    /// Without which the meeting cannot be held (党支部工作条例 Art 12): half of the branch committee's members.
    package var quorum: Attendance.Quorum? { self == .branchCommittee ? .half : nil }

    /// For what of it how many are needed: an assembly votes with half, admits with more than half, elects with four fifths.
    package var quorums: [Attendance.Quorum] {
        switch self {
        case .assembly: Attendance.Quorum.allCases
        case .branchCommittee: [.half]
        default: []
        }
    }
}
