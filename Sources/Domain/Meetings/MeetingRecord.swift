/// What is recorded of a meeting: who led it and wrote it down, what was said, dissent included, and what was decided.
///
/// No length is asked of any of it (DOMAIN §2): a meeting that decided nothing has no decisions.
package enum MeetingRecord {
    /// One point of the agenda, and what came of it.
    package struct Item: Hashable, Sendable {
        package static let most = 40
        /// In minutes.
        package static let longestTime = 720

        package let title: Text
        /// Minutes it should take, and took: 1 to 720.
        package let planned: Int?
        package let taken: Int?
        package let said: Text?
        /// Who thought otherwise, and what: different opinions are written down as they were said.
        package let dissent: Text?

        package init(title: Text, planned: Int?, taken: Int?, said: Text?, dissent: Text?) {
            self.title = title
            self.planned = planned
            self.taken = taken
            self.said = said
            self.dissent = dissent
        }
    }

    /// What was decided (议定事项).
    package struct Decision: Hashable, Sendable {
        package static let most = 40

        package let text: Text
        package let answerable: Text?
        package let due: LocalDate?

        package init(text: Text, answerable: Text?, due: LocalDate?) {
            self.text = text
            self.answerable = answerable
            self.due = due
        }
    }

    /// Longest text of what was said, or decided, or amended.
    package static let longest = 4000

    /// The two who answer for the minutes, and who are never one person.
    package enum Signer: String, CaseIterable, Hashable, Sendable {
        /// 主持人
        case chair
        /// 记录人
        case recorder
    }

    /// Minutes signed by the recorder on a later day are late.
    package static let workingDays = 3

    /// - Returns: the last day on which minutes of a meeting held on `date` are in time.
    package static func lastDay(of date: LocalDate, by calendar: WorkCalendar) -> LocalDate {
        calendar.day(after: date, workingDays: workingDays)
    }

    /// Why something cannot be recorded of a meeting, as it stands.
    package enum Refusal: StateRefusal, Hashable {
        case cancelled
        /// It is not its day yet.
        case tooEarly(LocalDate)
        case opened
        case notOpened
        /// Nobody has said yet who was there.
        case notTaken
        /// Signed by one of the two at least: what they signed stands.
        case signed
        case notSigned
        /// Fewer were there than it takes to hold it.
        case noQuorum(present: Int, entitled: Int)
        /// Nobody is on the roll of the day.
        case nobodyEntitled
        case onePerson
        /// Another is named for it.
        case notSigner(Signer)
        case signedAlready(Signer)
        /// It was signed after something else than what stands now.
        case changed
        /// Its agenda was frozen when it was opened.
        case agendaFrozen

        package var code: String {
            switch self {
            case .cancelled: "meetingCancelled"
            case .tooEarly: "meetingToCome"
            case .opened: "meetingOpened"
            case .notOpened: "meetingNotOpened"
            case .notTaken: "attendanceNotTaken"
            case .signed: "minutesSigned"
            case .notSigned: "minutesNotSigned"
            case .noQuorum: "noQuorum"
            case .nobodyEntitled: "nobodyEntitled"
            case .onePerson: "oneSigner"
            case .notSigner: "otherSigner"
            case .signedAlready: "signedAlready"
            case .changed: "minutesChanged"
            case .agendaFrozen: "agendaFrozen"
            }
        }

        package var detail: Sentence {
            switch self {
            case .cancelled: "the meeting is cancelled, which is final: schedule a new one instead"
            case .tooEarly(let date): "the meeting is on \(date): it is opened on that day or later"
            case .opened: "the meeting was opened already: its roll stands"
            case .notOpened: "the meeting was not opened yet: open it first, which freezes its roll"
            case .notTaken: "nobody has said yet who was there: record the attendance first"
            case .signed: "the minutes are signed: what they say stands, and can be amended"
            case .notSigned: "the minutes are not signed yet: change them, instead of amending them"
            case .noQuorum(let present, let entitled):
                "\(present) of \(entitled) were there, and less than half cannot hold it: hold it on another day"
            case .nobodyEntitled: "nobody is on the roll of that day: see who belongs to it, and from when"
            case .onePerson: "who leads the meeting does not write it down: name two people"
            case .notSigner(.chair): "another is named as its chair: it is theirs to sign, or on paper"
            case .notSigner(.recorder): "another is named as its recorder: it is theirs to sign, or on paper"
            case .signedAlready: "it is signed already"
            case .changed: "the minutes were changed after they were read: read them again, then sign"
            case .agendaFrozen:
                "the agenda was frozen when the meeting was opened: what came up besides stands in the minutes"
            }
        }
    }
}

extension Meeting {
    /// - Throws: ``MeetingRecord/Refusal`` for a meeting that is cancelled, or whose day is still to come.
    package func requireDay(_ today: LocalDate) throws(MeetingRecord.Refusal) {
        if status == .cancelled { throw .cancelled }
        if slot.date > today { throw .tooEarly(slot.date) }
    }
}
